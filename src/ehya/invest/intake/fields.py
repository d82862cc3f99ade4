"""What may a file of projects say, and under which names?

The template, the reading of a file and the page of reference are made from these tables. A project
takes as many rows as it has sources of money or milestones, whichever are more: the first row tells
the project, and each row below that repeats its number tells a further source, milestone, or both.
"""

from collections.abc import Mapping

from ehya.register.intake.headings import Column, Headings, bare
from ehya.register.intake.opening import Limits

LIMITS = Limits(bytes=20_000_000, workbook_bytes=20_000_000, rows=5_000, columns=200)
EXAMPLE = ("EXAMPLE", "نمونه")  # a number that stands for the template's own rows

PROJECT = (  # of the project itself, by the names of `NewProject`; but "page" is its address
    *("kind", "branch", "name_fa", "name_en", "sponsor", "province", "park", "unit", "case"),
    *("stands_at", "lat", "lon", "capacity", "capacity_unit", "capacity_per"),
    *("jobs_planned", "begins_on"),
    *("ends_on", "stands_for", "source", "page"),
)
MONEY = (
    *("money_from", "money_name", "amount", "currency", "approved_on"),
    *("rate", "rate_on", "rate_basis", "rate_source"),
)
STEP = ("milestone", "weight", "milestone_on")
# An export tells these besides; they follow from acts, so that no file says them.
NOT_READ = (
    *("state", "begun_on", "finished_on", "built", "approved_irr", "paid_irr", "days_late"),
    *("synthetic", "as_of"),
)

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kind": {
        "infrastructure": ("infrastructure", "زیرساختی", "زیرساخت", "زیربنایی"),
        "industrial": ("industrial", "صنعتی", "تولیدی"),
        "revival": ("revival", "احیا", "احیای واحد راکد"),
    },
    "branch": {
        "water": ("water", "آب", "آبرسانی"),
        "power": ("power", "برق", "electricity", "برق‌رسانی"),
        "gas": ("gas", "گاز", "گازرسانی"),
        "road": ("road", "راه", "جاده", "معابر"),
        "waste_water": ("waste water", "فاضلاب", "تصفیه‌خانه", "sewage", "wastewater"),
        "telecom": ("telecom", "مخابرات", "ارتباطات"),
        "land": ("land", "زمین", "آماده‌سازی زمین"),
        "other": ("other", "دیگر", "سایر"),
        "new": ("new unit", "واحد تازه", "new", "ایجادی", "واحد جدید"),
        "expansion": ("expansion", "توسعه", "توسعه‌ای", "طرح توسعه"),
    },
    "capacity_per": {
        "year": ("a year", "در سال", "year", "per year", "yearly", "annual", "سالانه", "سال"),
        "day": ("a day", "در روز", "day", "per day", "daily", "روزانه", "روز"),
        "none": ("not by time", "بی‌زمان", "none", "بدون زمان"),
    },
    "money_from": {
        "own": ("own money", "آوردهٔ مجری", "own", "آورده", "آورده متقاضی"),
        "bank": ("bank loan", "تسهیلات بانکی", "bank", "بانک", "تسهیلات"),
        "state": ("state budget", "بودجهٔ دولت", "state", "بودجه ملی", "اعتبار ملی"),
        "province": ("province's budget", "اعتبار استان", "اعتبار استانی"),
        "fund": ("fund", "صندوق"),
        "partner": ("partner", "شریک", "مشارکت"),
        "foreign": ("foreign money", "سرمایهٔ خارجی", "foreign", "سرمایه‌گذاری خارجی"),
        "untold": ("not told", "نامعلوم", "untold", "گفته‌نشده"),
    },
    "currency": {
        "rial": ("rials", "ریال", "rial", "irr"),
        "toman": ("toman", "تومان", "tomans"),
        "million_rial": ("million rials", "میلیون ریال"),
        "billion_rial": ("billion rials", "میلیارد ریال"),
        "million_toman": ("million toman", "میلیون تومان"),
        "billion_toman": ("billion toman", "میلیارد تومان"),
        "hemat": ("hemat", "همت", "thousand billion toman", "هزار میلیارد تومان"),
        "USD": ("dollar", "دلار", "us dollar", "دلار آمریکا", "$"),
        "EUR": ("euro", "یورو"),
        "AED": ("dirham", "درهم", "درهم امارات"),
        "CNY": ("yuan", "یوان", "rmb"),
        "TRY": ("lira", "لیر", "turkish lira"),
        "INR": ("rupee", "روپیه", "indian rupee"),
        "RUB": ("rouble", "روبل", "ruble"),
    },
    "rate_basis": {
        "official": ("official rate", "نرخ رسمی", "رسمی", "official"),
        "nima": ("NIMA rate", "نرخ نیما", "نیما", "نیمایی"),
        "market": ("market rate", "نرخ بازار", "بازار", "آزاد", "market"),
    },
}
RIALS: Mapping[str, int] = {  # rials for one of what an amount is told in
    "rial": 1,
    "toman": 10,
    "million_rial": 10**6,
    "billion_rial": 10**9,
    "million_toman": 10**7,
    "billion_toman": 10**10,
    "hemat": 10**13,
}
MEANINGS: Mapping[str, Mapping[str, str]] = {
    name: {bare(text) or text: ours for ours, texts in words.items() for text in (ours, *texts)}
    for name, words in WORDS.items()
}

HEADINGS = Headings((
    Column(
        "code", "Number of its own", "شمارهٔ طرح", False,
        ("project code", "code", "number", "کد طرح", "شناسه طرح", "شماره"),
        "Under which it is found again; the same number on each of its rows.",
        "شماره‌ای که با آن باز یافته می‌شود؛ روی همهٔ ردیف‌های طرح یکی است.",
    ),
    Column(
        "project", "Ehya number", "شمارهٔ احیا", False, ("ehya project", "project number"),
        "As an export tells it; leave it as it is.", "همان که در خروجی آمده است؛ دست نزنید.",
    ),
    Column(
        "kind", "Kind", "نوع", False, ("kind of project", "نوع طرح"),
        "infrastructure, industrial or revival.", "زیرساختی، صنعتی یا احیا.",
    ),
    Column(
        "branch", "Of what", "رشته", False, ("branch", "field", "زمینه", "نوع زیرساخت"),
        "A word of the list; a revival has none.", "واژه‌ای از فهرست؛ طرح احیا رشته ندارد.",
    ),
    Column(
        "name_fa", "Name in Persian", "نام فارسی", False,
        ("name", "title", "نام", "نام طرح", "عنوان", "عنوان طرح"),
        "What it is called; needed for a new project.", "نام طرح؛ برای طرح تازه لازم است.",
    ),
    Column(
        "name_en", "Name in English", "نام انگلیسی", False, ("english name", "نام لاتین"),
        "Where it has one.", "اگر دارد.",
    ),
    Column(
        "sponsor", "Sponsor", "مجری", False, ("builder", "owner", "متقاضی", "کارفرما", "مجری طرح"),
        "Who builds it.", "چه کسی آن را می‌سازد.",
    ),
    Column(
        "province", "Province", "استان", False, ("province code", "نام استان"),
        "Its name or code.", "نام یا کد آن.",
    ),
    Column(
        "park", "Park", "شهرک", False,
        ("industrial park", "estate", "شهرک صنعتی", "ناحیه صنعتی", "شهرک یا ناحیه"),
        "Its name or code, in that province.", "نام یا کد آن، در همان استان.",
    ),
    Column(
        "unit", "Number of its unit", "شمارهٔ واحد", False, ("unit", "unit number", "واحد"),
        "As Ehya numbers it: 1000-0042-7.", "شمارهٔ احیا: 1000-0042-7.",
    ),
    Column(
        "case", "Number of its case", "شمارهٔ پرونده", False, ("case", "case number", "پرونده"),
        "Needed for a revival.", "برای طرح احیا لازم است.",
    ),
    Column(
        "stands_at", "Address", "نشانی", False, ("place", "where", "location", "آدرس", "محل اجرا"),
        "As a letter would be addressed.", "همان‌گونه که روی نامه می‌نویسند.",
    ),
    Column(
        "lat", "Latitude", "عرض جغرافیایی", False, ("latitude (degrees)", "عرض"),
        "Degrees north, e.g. 35.58.", "درجهٔ شمالی؛ مانند ۳۵٫۵۸.",
    ),
    Column(
        "lon", "Longitude", "طول جغرافیایی", False, ("lng", "longitude (degrees)", "طول"),
        "Degrees east, e.g. 53.39.", "درجهٔ شرقی؛ مانند ۵۳٫۳۹.",
    ),
    Column(
        "capacity", "Licensed capacity", "ظرفیت مجوز", False,
        ("capacity", "ظرفیت", "ظرفیت اسمی"),
        "As licensed.", "به گفتهٔ مجوز.",
    ),
    Column(
        "capacity_unit", "Unit of the capacity", "یکای ظرفیت", False,
        ("capacity unit", "unit of capacity", "واحد ظرفیت", "واحد سنجش ظرفیت"),
        "e.g. t, m3, MW; needed beside a capacity.",
        "مانند تن، متر مکعب، مگاوات؛ کنار ظرفیت لازم است.",
    ),
    Column(
        "capacity_per", "Of which time", "در چه زمانی", False,
        ("capacity basis", "per", "basis of the capacity", "مبنای ظرفیت", "دورهٔ ظرفیت"),
        "a year, a day, or not by time as megawatts; empty: a year, or what the unit itself says.",
        "در سال، در روز، یا بی‌زمان مانند مگاوات؛ خالی: در سال، یا آنچه خود یکا می‌گوید.",
    ),
    Column(
        "jobs_planned", "Planned jobs", "اشتغال پیش‌بینی‌شده", False,
        ("jobs", "employment", "اشتغال", "تعداد اشتغال"),
        "Persons, a whole number.", "نفر؛ عدد درست.",
    ),
    Column(
        "begins_on", "Begins on (planned)", "آغاز (برنامه)", False,
        ("begins", "planned start", "start", "start date", "آغاز", "شروع", "تاریخ شروع"),
        "2024-03-20 or 1403/01/01.", "۱۴۰۳/۰۱/۰۱ یا 2024-03-20.",
    ),
    Column(
        "ends_on", "Ends on (planned)", "پایان (برنامه)", False,
        ("ends", "planned end", "end", "end date", "پایان", "خاتمه", "تاریخ پایان"),
        "2025-03-20 or 1403/12/30.", "۱۴۰۳/۱۲/۳۰ یا 2025-03-20.",
    ),
    Column(
        "stands_for", "Stands for", "شمار طرح‌ها", False, ("number of projects", "تعداد طرح"),
        "Only where a sum alone was told of several projects: of how many.",
        "تنها جایی که از چند طرح فقط جمعشان گفته شده: شمار آن‌ها.",
    ),
    Column(
        "source", "Who told of it", "گوینده", False, ("told by", "publisher", "مرجع خبر"),
        "Where nobody here did.", "اگر کسی از همکاران نگفته است.",
    ),
    Column(
        "page", "Page that tells of it", "صفحه‌ای که از آن می‌گوید", False, ("url", "link", "پیوند"),
        "Begins with https://.", "با https:// آغاز می‌شود.",
    ),
    Column(
        "money_from", "Source of money", "منبع پول", False,
        ("financing", "financed by", "منبع تأمین مالی", "محل تأمین"),
        "A word of the list; one source a row.", "واژه‌ای از فهرست؛ در هر ردیف یک منبع.",
    ),
    Column(
        "money_name", "Name of the source", "نام منبع", False,
        ("bank or fund", "name of the bank", "نام بانک", "نام صندوق"),
        "The bank, the fund.", "نام بانک یا صندوق.",
    ),
    Column(
        "amount", "Amount", "مبلغ", False, ("sum", "investment", "سرمایه‌گذاری", "مبلغ مصوب"),
        "A number in what the next column says.", "عددی به یکای ستون بعد.",
    ),
    Column(
        "currency", "In what", "به چه", False,
        ("currency", "unit of money", "ارز", "واحد پول", "یکای مبلغ"),
        "rials, billion rials, toman, dollar …; never guessed.",
        "ریال، میلیارد ریال، تومان، دلار …؛ حدس زده نمی‌شود.",
    ),
    Column(
        "approved_on", "Approved on", "تاریخ تصویب", False,
        ("approved", "day of approval", "تصویب", "تاریخ مصوبه"),
        "The day of the approval, of either calendar.", "روز تصویب، به هر یک از دو تقویم.",
    ),
    Column(
        "rate", "Rate", "نرخ", False, ("rate in rials", "exchange rate", "نرخ ارز", "نرخ به ریال"),
        "Rials for one of another currency; empty: the table's, of the basis.",
        "چند ریال برای یک واحد ارز؛ خالی: نرخ جدول بر آن مبنا.",
    ),
    Column(
        "rate_on", "Day of the rate", "روز نرخ", False, ("rate date", "تاریخ نرخ"),
        "Needed beside a rate.", "کنار نرخ لازم است.",
    ),
    Column(
        "rate_basis", "Basis of the rate", "مبنای نرخ", False, ("basis", "مبنا"),
        "official, NIMA or market.", "رسمی، نیما یا بازار.",
    ),
    Column(
        "rate_source", "Who told the rate", "گویندهٔ نرخ", False, ("rate source", "مرجع نرخ"),
        "Needed beside a rate.", "کنار نرخ لازم است.",
    ),
    Column(
        "milestone", "Milestone", "گام", False, ("step", "stage", "گام اجرایی", "مرحله"),
        "What will stand; one a row.", "آنچه ساخته خواهد شد؛ در هر ردیف یکی.",
    ),
    Column(
        "weight", "Share of the work, percent", "سهم از کار، درصد", False,
        ("share", "weight", "weight percent", "وزن", "درصد وزنی", "سهم"),
        "All of a project's are 100 together.", "جمع سهم‌های هر طرح ۱۰۰ است.",
    ),
    Column(
        "milestone_on", "Planned for", "روز برنامه", False,
        ("planned day", "milestone day", "milestone planned on", "تاریخ گام"),
        "The day on which it will stand.", "روزی که ساخته خواهد بود.",
    ),
))  # fmt: skip

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "code": "EXAMPLE", "kind": "infrastructure", "branch": "water",
        "name_fa": "آبرسانی شهرک نمونه", "name_en": "Water main of Sample Park",
        "sponsor": "Semnan Industrial Parks Company", "province": "Semnan",
        "stands_at": "Km 12 of the Damghan road", "lat": "35.58", "lon": "53.39",
        "capacity": "1,200", "capacity_unit": "m3", "capacity_per": "a day", "jobs_planned": "12",
        "begins_on": "2024-03-20", "ends_on": "2025-03-20", "money_from": "state budget",
        "amount": "20", "currency": "billion rials", "approved_on": "2024-04-20",
        "milestone": "Pipes laid", "weight": "60", "milestone_on": "2024-12-20",
    },
    "fa": {
        "code": "نمونه", "kind": "زیرساختی", "branch": "آب", "name_fa": "آبرسانی شهرک نمونه",
        "name_en": "Water main of Sample Park", "sponsor": "شرکت شهرک‌های صنعتی سمنان",
        "province": "سمنان", "stands_at": "کیلومتر ۱۲ جادهٔ دامغان", "lat": "۳۵٫۵۸",
        "lon": "۵۳٫۳۹", "capacity": "۱٬۲۰۰", "capacity_unit": "متر مکعب",
        "capacity_per": "در روز", "jobs_planned": "۱۲", "begins_on": "۱۴۰۳/۰۱/۰۱", "ends_on": "۱۴۰۳/۱۲/۳۰",
        "money_from": "بودجهٔ دولت", "amount": "۲۰", "currency": "میلیارد ریال",
        "approved_on": "۱۴۰۳/۰۲/۰۱", "milestone": "لوله‌گذاری", "weight": "۶۰",
        "milestone_on": "۱۴۰۳/۰۹/۳۰",
    },
}  # fmt: skip
