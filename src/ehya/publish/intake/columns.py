"""Which columns may a file of claims have?

The first name of each column is the record's own; the others are what people write, in both
languages.
"""

from ehya.register.intake.headings import Column, Headings

COLUMNS = (
    Column(
        "claim_id", "Number of the claim", "شناسه", False, ("id", "key", "claim", "شناسه ادعا"),
        "Leave empty for a new claim. Give it to correct a claim of the record.",
        "برای ادعای تازه خالی بگذارید. برای اصلاح ادعای ثبت‌شده بنویسید.",
    ),
    Column(
        "published_on", "Published on", "تاریخ انتشار", False,
        ("publication date", "date", "published", "تاریخ", "منتشر شده در"),
        "2024-08-12 or 1403/05/22; 2024-08 or 2024 if no more is known.",
        "۱۴۰۳/۰۵/۲۲ یا 2024-08-12؛ اگر بیش از این معلوم نیست 2024-08 یا 2024.",
    ),
    Column(
        "source", "Publisher", "ناشر", True, ("publisher", "منبع", "رسانه", "خبرگزاری"),
        "Who published it, e.g. Tehran Times.", "چه کسی منتشر کرد؛ مانند ایرنا.",
    ),
    Column(
        "url", "Address", "نشانی", False, ("link", "address", "پیوند", "لینک", "آدرس"),
        "The address of the report.", "نشانی گزارش.",
    ),
    Column(
        "speaker_role", "Said by", "گوینده", False, ("speaker", "سمت گوینده", "سمت"),
        "The office of who said it, e.g. ISIPO head.", "سمت گوینده؛ مانند رئیس سازمان.",
    ),
    Column(
        "metric", "What is counted", "شاخص", True, ("measure", "indicator", "سنجه", "عنوان شاخص"),
        "A name from the sheet of metrics, in English or Persian.",
        "نامی از برگه شاخص‌ها، به فارسی یا انگلیسی.",
    ),
    Column(
        "qualifier", "How firmly", "قید", False, ("precision", "دقت", "قید مقدار"),
        "eq, over, under, approx, at_least, up_to; empty means eq.",
        "دقیق، بیش از، کمتر از، حدود، دست‌کم، تا؛ خالی یعنی دقیق.",
    ),
    Column(
        "value", "Value", "مقدار", True, ("number", "amount", "figure", "عدد", "رقم", "میزان"),
        "A number, e.g. 1,811 or 29.47.", "یک عدد؛ مانند ۱٬۸۱۱ یا ۲۹٫۴۷.",
    ),
    Column(
        "unit", "Unit", "واحد", False, ("واحد اندازه", "یکا"),
        "units, persons, percent, IRR, USD; also toman, hemat, billion rials. Empty: the metric's.",
        "واحد، نفر، درصد، ریال، دلار؛ همچنین تومان، همت، میلیارد ریال. خالی: واحد خود شاخص.",
    ),
    Column(
        "scope_geography", "Place", "مکان", False,
        ("place", "province", "geography", "استان", "محل", "گستره جغرافیایی"),
        "A province, or Iran; empty means Iran.", "نام استان یا ایران؛ خالی یعنی ایران.",
    ),
    Column(
        "scope_population", "Among", "جامعه", False,
        ("population", "scope", "جامعه آماری", "گستره"),
        "What is counted, e.g. industrial parks.", "در میان چه؛ مانند شهرک‌های صنعتی.",
    ),
    Column(
        "period_kind", "Kind of period", "نوع دوره", True, ("period", "period type", "دوره"),
        "as_of, cumulative_since_year_start, full_year, target_for_year, since_government, event.",
        "در تاریخ، از ابتدای سال، سال کامل، هدف سال، از ابتدای دولت، رویداد.",
    ),
    Column(
        "period_start", "Period from", "آغاز دوره", False, ("from", "start", "از", "از تاریخ"),
        "First day, like the publication date.", "نخستین روز، مانند تاریخ انتشار.",
    ),
    Column(
        "period_end", "Period to", "پایان دوره", False, ("to", "end", "تا تاریخ", "تا"),
        "Last day, included.", "آخرین روز، با خود آن روز.",
    ),
    Column(
        "jalali_year", "Programme year", "سال برنامه", False,
        ("solar year", "year", "solar_year", "سال", "سال شمسی"),
        "Solar Hijri, e.g. 1403; worked out from the period when empty.",
        "هجری شمسی؛ مانند ۱۴۰۳؛ اگر خالی باشد از دوره به دست می‌آید.",
    ),
    Column(
        "note", "Note", "یادداشت", False, ("notes", "remark", "remarks", "توضیح", "توضیحات"),
        "Anything a reader should know.", "هر چه خواننده باید بداند.",
    ),
)  # fmt: skip
HEADINGS = Headings(COLUMNS)
