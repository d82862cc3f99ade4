"""What may a file of rates, or of a price index, say, and under which names?

The templates and the reading of a file are made from these tables.
"""

from collections.abc import Mapping
from typing import Literal

from ehya.register.intake.headings import Column, Headings, bare
from ehya.register.intake.opening import Limits

Kind = Literal["rates", "index"]
LIMITS = Limits(bytes=50_000_000, workbook_bytes=50_000_000, rows=200_000, columns=200)
EXAMPLE = ("EXAMPLE", "نمونه")  # a source that stands for the template's own rows

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "currency": {
        "USD": ("dollar", "دلار", "us dollar", "دلار آمریکا", "دلار امریکا", "$"),
        "EUR": ("euro", "یورو"),
        "AED": ("dirham", "درهم", "درهم امارات", "uae dirham"),
        "CNY": ("yuan", "یوان", "یوان چین", "rmb"),
        "TRY": ("lira", "لیر", "لیر ترکیه", "لیره ترکیه", "turkish lira"),
        "INR": ("rupee", "روپیه", "روپیه هند", "indian rupee"),
        "RUB": ("rouble", "روبل", "ruble", "روبل روسیه"),
    },
    "basis": {
        "official": ("official rate", "نرخ رسمی", "رسمی", "دولتی", "بانک مرکزی"),
        "nima": ("NIMA rate", "نرخ نیما", "نیما", "نیمایی", "نرخ نیمایی", "سامانه نیما"),
        "market": (
            "market rate",
            "نرخ بازار",
            "بازار",
            "آزاد",
            "بازار آزاد",
            "نرخ آزاد",
            "free",
            "free market",
            "open market",
        ),
    },
    "unit": {
        "rial": ("rial", "ریال", "rials", "irr"),
        "toman": ("toman", "تومان", "tomans"),
    },
    "name": {
        "consumer": (
            *("consumer", "مصرف‌کننده", "cpi", "consumer price index", "consumer prices"),
            *("شاخص بهای مصرف‌کننده", "شاخص قیمت مصرف‌کننده", "بهای مصرف‌کننده"),
        ),
        "producer": (
            *("producer", "تولیدکننده", "ppi", "producer price index", "producer prices"),
            *("شاخص بهای تولیدکننده", "شاخص قیمت تولیدکننده", "بهای تولیدکننده"),
        ),
    },
}
MEANINGS: Mapping[str, Mapping[str, str]] = {
    name: {bare(text) or text: ours for ours, texts in words.items() for text in (ours, *texts)}
    for name, words in WORDS.items()
}

_MONTH = Column(
    "month", "Month", "ماه", False, ("period", "year and month", "دوره", "سال و ماه"),
    "1402/05, Mordad 1402 or 2023-08: it held in the whole month.",
    "۱۴۰۲/۰۵، مرداد ۱۴۰۲ یا 2023-08: در همهٔ ماه برقرار بود.",
)  # fmt: skip
_SOURCE = Column(
    "source", "Source", "منبع", True, ("publisher", "told by", "مرجع", "گوینده"),
    "Who told it, where, on which day.", "چه کسی، کجا و کی آن را گفت.",
)  # fmt: skip
_ADDRESS = Column(
    "address", "Address", "نشانی", False, ("url", "link", "پیوند", "لینک", "آدرس"),
    "Where it can be read: begins with http:// or https://.",
    "جایی که خوانده می‌شود؛ با http:// یا https://.",
)  # fmt: skip

RATES = Headings((
    Column(
        "currency", "Currency", "ارز", True, ("money", "نوع ارز", "نام ارز", "واحد پول"),
        "A word of the list.", "واژه‌ای از فهرست.",
    ),
    Column(
        "basis", "Basis", "مبنا", True, ("kind of rate", "market", "نوع نرخ", "مبنای نرخ", "بازار"),
        "official, NIMA or market.", "رسمی، نیما یا بازار.",
    ),
    Column(
        "first", "From day", "از تاریخ", False,
        ("day", "date", "on", "from", "first day", "تاریخ", "روز", "از", "از روز"),
        "2024-03-04 or 1402/12/14: the day, or the first of several.",
        "۱۴۰۲/۱۲/۱۴ یا 2024-03-04: آن روز، یا نخستین روز از چند روز.",
    ),
    Column(
        "last", "To day", "تا تاریخ", False, ("to", "until", "last day", "تا", "تا روز"),
        "The last day on which it stood; empty for one day.",
        "آخرین روزی که برقرار بود؛ برای یک روز خالی بگذارید.",
    ),
    _MONTH,
    Column(
        "rate_irr", "Rate in rials", "نرخ به ریال", False,
        ("rials", "rials for one", "rate (rials)", "rate irr", "irr", "نرخ (ریال)", "ریال", "قیمت (ریال)"),
        "Rials for one of the currency.", "چند ریال برای یک واحد ارز.",
    ),
    Column(
        "rate_toman", "Rate in toman", "نرخ به تومان", False,
        ("toman", "toman for one", "rate (toman)", "نرخ (تومان)", "تومان", "قیمت (تومان)"),
        "Toman for one of the currency, in place of rials.",
        "چند تومان برای یک واحد ارز، به‌جای ریال.",
    ),
    Column(
        "rate", "Rate", "نرخ", False, ("price", "value", "قیمت", "بها", "مقدار"),
        "A number whose unit the next column tells.", "عددی که ستون بعد یکای آن را می‌گوید.",
    ),
    Column(
        "unit", "Rials or toman", "ریال یا تومان", False, ("unit", "یکا", "واحد"),
        "rial or toman; needed beside a bare rate.", "ریال یا تومان؛ کنار نرخِ بی‌یکا لازم است.",
    ),
    _SOURCE,
    _ADDRESS,
))  # fmt: skip
INDEX = Headings((
    Column(
        "name", "Index", "شاخص", True, ("price index", "kind of index", "نام شاخص", "شاخص بها"),
        "consumer or producer.", "مصرف‌کننده یا تولیدکننده.",
    ),
    Column(
        "base", "Base", "سال پایه", True, ("base year", "base period", "پایه", "مبنا"),
        "The year that is 100, e.g. 1400=100.", "سالی که صد است؛ مانند ۱۴۰۰=۱۰۰.",
    ),
    _MONTH,
    Column(
        "value", "Value of the index", "عدد شاخص", True, ("value", "index value", "مقدار", "عدد"),
        "A number, e.g. 214.7.", "یک عدد؛ مانند ۲۱۴٫۷.",
    ),
    _SOURCE,
    _ADDRESS,
))  # fmt: skip
HEADINGS: Mapping[Kind, Headings] = {"rates": RATES, "index": INDEX}

EXAMPLES: Mapping[Kind, Mapping[str, Mapping[str, str]]] = {
    "rates": {
        "en": {"currency": "USD", "basis": "market", "first": "2024-03-04", "rate_irr": "593,500",
               "source": "EXAMPLE"},
        "fa": {"currency": "دلار", "basis": "بازار", "first": "۱۴۰۲/۱۲/۱۴", "rate_irr": "۵۹۳٬۵۰۰",
               "source": "نمونه"},
    },
    "index": {
        "en": {"name": "consumer", "base": "1400=100", "month": "1402/05", "value": "214.7",
               "source": "EXAMPLE"},
        "fa": {"name": "مصرف‌کننده", "base": "۱۴۰۰=۱۰۰", "month": "مرداد ۱۴۰۲", "value": "۲۱۴٫۷",
               "source": "نمونه"},
    },
}  # fmt: skip
