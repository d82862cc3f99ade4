"""What may a file of units say, and under which names?

The template, the reference page and the reading of a file are made from these tables.
"""

from collections.abc import Mapping

from ehya.register.intake.headings import Column, Headings

STRONG = ("number", "permit", "insurance_workshop", "electricity", "gas")  # name one unit
SHARED = ("national_id", "economic_code", "postal_code")  # several units may bear one
SCHEMES = (*STRONG[1:], *SHARED)
CONTACTS = ("owner", "manager", "phone", "mobile", "email")
TEXTS: Mapping[str, int] = {"name_fa": 200, "name_en": 200, "address": 300, "product": 200}
CONTENT = (
    *("name_fa", "name_en", "province", "county", "park", "address", "lat", "lon"),
    *("isic", "product", "status", "size", "ownership", "licensed_on"),
    *("licensed_capacity", "capacity_unit", "licensed_jobs", "insured_jobs", "contracted_kw"),
)
NONE_ANY_MORE = frozenset("-‐‑‒–—−")  # a cell that holds nothing else empties what is recorded
NEVER_EMPTY = frozenset({"number", "province"})
EXAMPLE = ("EXAMPLE", "نمونه")  # a permit that stands for the template's own row

COLUMNS = (
    Column(
        "number", "Ehya number", "شماره احیا", False,
        ("unit number", "id", "unit id", "شماره واحد", "کد واحد", "شناسه واحد"),
        "Eight digits; leave empty for a unit that has none yet.",
        "هشت رقم؛ برای واحدی که هنوز شماره ندارد خالی بگذارید.",
    ),
    Column(
        "name_fa", "Persian name", "نام فارسی", False,
        ("name in persian", "name", "unit name", "company", "نام", "نام واحد", "نام واحد تولیدی",
         "نام شرکت", "عنوان", "عنوان واحد"),
        "As on the permit. A new unit needs this or the Latin name.",
        "چنان‌که در پروانه است. واحد تازه این نام یا نام لاتین را لازم دارد.",
    ),
    Column(
        "name_en", "Latin name", "نام لاتین", False,
        ("name in english", "english name", "نام انگلیسی", "نام به انگلیسی"),
        "In Latin letters.", "به حروف لاتین.",
    ),
    Column(
        "province", "Province", "استان", False, ("ostan", "نام استان"),
        "Name or code, e.g. Semnan or IR-20. A new unit needs it.",
        "نام یا کد؛ مانند سمنان یا IR-20. واحد تازه آن را لازم دارد.",
    ),
    Column(
        "county", "County", "شهرستان", False, ("city", "district", "نام شهرستان", "شهر"),
        "Name or code of a county of that province.", "نام یا کد شهرستانی از همان استان.",
    ),
    Column(
        "park", "Park or zone", "شهرک یا ناحیه", False,
        ("park", "zone", "industrial park", "industrial town", "شهرک", "شهرک صنعتی", "ناحیه صنعتی",
         "نام شهرک", "شهرک/ناحیه"),
        "Name or code of an industrial park or zone, e.g. P-0001.",
        "نام یا کد شهرک یا ناحیهٔ صنعتی؛ مانند P-0001.",
    ),
    Column(
        "address", "Address", "نشانی", False, ("آدرس", "نشانی کارخانه", "آدرس کارخانه"),
        "Street and number.", "خیابان و پلاک.",
    ),
    Column(
        "lat", "Latitude", "عرض جغرافیایی", False, ("y", "عرض"),
        "Degrees with decimals, e.g. 35.58.", "درجهٔ اعشاری؛ مانند ۳۵٫۵۸.",
    ),
    Column(
        "lon", "Longitude", "طول جغرافیایی", False, ("long", "lng", "x", "طول"),
        "Degrees with decimals, e.g. 53.39.", "درجهٔ اعشاری؛ مانند ۵۳٫۳۹.",
    ),
    Column(
        "isic", "Sector (ISIC)", "رشته (آیسیک)", False,
        ("isic code", "isic", "sector", "activity code", "کد آیسیک", "آیسیک", "رشته فعالیت",
         "کد رشته", "رشته"),
        "ISIC Rev.4: two to four digits, e.g. 2410.", "آیسیک ویرایش ۴: دو تا چهار رقم؛ مانند ۲۴۱۰.",
    ),
    Column(
        "product", "Product", "محصول", False, ("products", "محصولات", "نوع محصول"),
        "What is made.", "آنچه ساخته می‌شود.",
    ),
    Column(
        "status", "Status", "وضعیت", False, ("state", "activity", "activity status", "وضعیت واحد", "وضعیت فعالیت", "وضعیت فعلی"),
        "A word of the list.", "واژه‌ای از فهرست.",
    ),
    Column(
        "size", "Size", "اندازه", False, ("scale", "مقیاس", "اندازه واحد"),
        "A word of the list.", "واژه‌ای از فهرست.",
    ),
    Column(
        "ownership", "Ownership", "مالکیت", False, ("owner kind", "نوع مالکیت"),
        "A word of the list.", "واژه‌ای از فهرست.",
    ),
    Column(
        "licensed_on", "Day of the licence", "تاریخ پروانه", False,
        ("licensed on", "licence date", "license date", "permit date", "تاریخ صدور",
         "تاریخ صدور پروانه", "تاریخ بهره‌برداری"),
        "2015-06-20 or 1394/03/30.", "۱۳۹۴/۰۳/۳۰ یا 2015-06-20.",
    ),
    Column(
        "licensed_capacity", "Licensed capacity a year", "ظرفیت سالانه پروانه", False,
        ("capacity", "licensed capacity", "ظرفیت", "ظرفیت اسمی", "ظرفیت پروانه"),
        "A number; its unit stands in the next column.", "یک عدد؛ یکای آن در ستون بعد است.",
    ),
    Column(
        "capacity_unit", "Unit of capacity", "یکای ظرفیت", False,
        ("unit", "capacity unit", "واحد ظرفیت", "واحد سنجش", "یکا"),
        "A word of the list.", "واژه‌ای از فهرست.",
    ),
    Column(
        "licensed_jobs", "Licensed jobs", "اشتغال پروانه", False,
        ("jobs", "اشتغال", "تعداد اشتغال", "اشتغال مجوز"),
        "Persons.", "نفر.",
    ),
    Column(
        "insured_jobs", "Insured workers", "بیمه‌شدگان", False,
        ("insured jobs", "insured", "workers", "تعداد بیمه‌شدگان", "بیمه شده", "تعداد کارکنان"),
        "Persons.", "نفر.",
    ),
    Column(
        "contracted_kw", "Contracted power (kW)", "قدرت قراردادی (کیلووات)", False,
        ("contracted power", "contracted kw", "power", "demand", "قدرت قراردادی", "دیماند"),
        "Kilowatts.", "کیلووات.",
    ),
    Column(
        "permit", "Operating licence", "پروانه بهره‌برداری", False,
        ("permit", "permit number", "licence", "license", "licence number", "شماره پروانه",
         "شماره مجوز", "پروانه", "شماره پروانه بهره‌برداری", "license no", "licence no", "permit no"),
        "Number of the operating licence.", "شمارهٔ پروانهٔ بهره‌برداری.",
    ),
    Column(
        "national_id", "National ID", "شناسه ملی", False, ("company id", "legal id",),
        "The company's, 11 digits.", "شناسهٔ شرکت، ۱۱ رقم.",
    ),
    Column(
        "economic_code", "Economic code", "کد اقتصادی", False,
        ("tax code", "economic number", "شماره اقتصادی"),
        "11 or 14 digits, 12 in former times.", "۱۱ یا ۱۴ رقم؛ پیش‌تر ۱۲ رقم.",
    ),
    Column(
        "insurance_workshop", "Insurance workshop", "کد کارگاه بیمه", False,
        ("workshop code", "insurance code", "کد کارگاه", "کد کارگاهی", "شماره کارگاه"),
        "Social Security's, 10 digits.", "کد تأمین اجتماعی، ۱۰ رقم.",
    ),
    Column(
        "electricity", "Electricity subscription", "اشتراک برق", False,
        ("electricity bill id", "power bill id", "شناسه قبض برق", "قبض برق"),
        "The bill's id, 13 digits.", "شناسهٔ قبض، ۱۳ رقم.",
    ),
    Column(
        "gas", "Gas subscription", "اشتراک گاز", False,
        ("gas bill id", "شناسه قبض گاز", "قبض گاز"),
        "The bill's id, 13 digits, or the subscription.", "شناسهٔ قبض، ۱۳ رقم، یا شمارهٔ اشتراک.",
    ),
    Column(
        "postal_code", "Postal code", "کد پستی", False, ("post code", "zip", "zip code", "کدپستی"),
        "10 digits.", "۱۰ رقم.",
    ),
    Column(
        "owner", "Owner", "مالک", False, ("owner name", "نام مالک", "صاحب پروانه"),
        "A person's name; seen by few.", "نام شخص؛ کمتر کسی آن را می‌بیند.",
    ),
    Column(
        "manager", "Manager", "مدیر", False, ("managing director", "مدیرعامل", "نام مدیر"),
        "A person's name; seen by few.", "نام شخص؛ کمتر کسی آن را می‌بیند.",
    ),
    Column(
        "phone", "Telephone", "تلفن", False, ("tel", "phone", "تلفن ثابت", "شماره تلفن", "شماره تماس", "تلفن تماس"),
        "With the area code.", "با پیش‌شماره.",
    ),
    Column(
        "mobile", "Mobile telephone", "تلفن همراه", False, ("mobile", "cell", "همراه", "موبایل"),
        "09…", "۰۹…",
    ),
    Column(
        "email", "E-mail", "رایانامه", False, ("mail", "email address", "ایمیل", "پست الکترونیک"),
        "name@example.org", "name@example.org",
    ),
)  # fmt: skip
HEADINGS = Headings(COLUMNS)

# Our word -> how people write it; the first of each language is the template's.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "status": {
        "active": ("active", "فعال", "working", "operating", "در حال فعالیت", "دایر"),
        "semi_active": ("semi-active", "نیمه‌فعال", "half active", "semi idle", "نیمه تعطیل", "نیمه‌راکد"),
        "idle": ("idle", "راکد", "inactive", "closed", "غیرفعال", "غیر فعال", "تعطیل", "متوقف"),
        "gone": ("gone", "برچیده", "dissolved", "منحل", "منحل شده", "جمع‌آوری شده"),
        "building": ("being built", "در دست ساخت", "building", "under construction", "در حال ساخت", "طرح در دست اجرا"),
    },
    "size": {
        "micro": ("micro", "خرد"),
        "small": ("small", "کوچک"),
        "medium": ("medium", "متوسط", "mid-size"),
        "large": ("large", "بزرگ", "big"),
    },
    "ownership": {
        "private": ("private", "خصوصی", "بخش خصوصی"),
        "cooperative": ("cooperative", "تعاونی"),
        "public": ("public", "دولتی", "state", "government", "عمومی"),
        "bank_held": ("held by a bank", "در تملک بانک", "bank", "bank held", "تملیکی بانک", "بانکی"),
        "foreign": ("foreign", "خارجی"),
        "endowment": ("endowment", "وقفی", "waqf", "موقوفه"),
    },
    "capacity_unit": {
        "tonne": ("tonnes", "تن", "tonne", "ton", "tons", "t"),
        "piece": ("pieces", "عدد", "piece", "دستگاه", "unit", "units", "number"),
        "litre": ("litres", "لیتر", "litre", "liter", "liters", "l"),
        "square_metre": ("square metres", "متر مربع", "m2", "m²", "square meter", "square meters", "square metre", "مترمربع"),
        "metre": ("metres", "متر", "metre", "meter", "meters", "m"),
        "pair": ("pairs", "جفت", "pair", "زوج"),
        "kwh": ("kilowatt-hours", "کیلووات‌ساعت", "kwh", "کیلووات ساعت"),
        "other": ("other units", "یکای دیگر", "other", "سایر"),
    },
}  # fmt: skip
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name_fa": "فولاد نمونه سمنان", "name_en": "Semnan Sample Steel", "province": "Semnan",
        "county": "Semnan", "address": "Industry St. 4", "lat": "35.58", "lon": "53.39",
        "isic": "2410", "product": "steel sheet", "status": "active", "size": "small",
        "ownership": "private", "licensed_on": "2015-06-20", "licensed_capacity": "3,600",
        "capacity_unit": "tonnes", "licensed_jobs": "60", "insured_jobs": "22",
        "contracted_kw": "400", "permit": "EXAMPLE", "owner": "Example: this row is not read",
    },
    "fa": {
        "name_fa": "فولاد نمونه سمنان", "name_en": "Semnan Sample Steel", "province": "سمنان",
        "county": "سمنان", "address": "خیابان صنعت، پلاک ۴", "lat": "۳۵٫۵۸", "lon": "۵۳٫۳۹",
        "isic": "۲۴۱۰", "product": "ورق فولادی", "status": "فعال", "size": "کوچک",
        "ownership": "خصوصی", "licensed_on": "۱۳۹۴/۰۳/۳۰", "licensed_capacity": "۳٬۶۰۰",
        "capacity_unit": "تن", "licensed_jobs": "۶۰", "insured_jobs": "۲۲",
        "contracted_kw": "۴۰۰", "permit": "نمونه", "owner": "نمونه است: این ردیف خوانده نمی‌شود",
    },
}  # fmt: skip
