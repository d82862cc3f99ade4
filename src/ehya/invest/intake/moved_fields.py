"""What may a file of payments, or of progress, say, and under which names?

A row is one payment, or how far one project was on one day. Columns that a file of projects has too
are the very same ones.
"""

from collections.abc import Mapping

from ehya.invest.intake import fields
from ehya.register.intake.headings import Column, Headings
from ehya.register.intake.opening import Limits

LONGEST_REFERENCE = 40  # letters of a payment's own number
LIMITS = Limits(bytes=20_000_000, workbook_bytes=20_000_000, rows=50_000, columns=200)
_SAME = {column.name: column for column in fields.HEADINGS.columns}

PAYMENT = Headings((
    _SAME["code"],
    _SAME["project"],
    Column(
        "reference", "Number of the payment", "شمارهٔ پرداخت", True,
        ("reference", "payment number", "voucher", "document number", "شماره سند", "شماره حواله"),
        "Its own within the project, e.g. the voucher's: by it a payment told twice is seen.",
        "شمارهٔ خودش در طرح، مانند شمارهٔ سند: پرداختی که دو بار گفته شود با آن شناخته می‌شود.",
    ),
    Column(
        "paid_on", "Paid on", "روز پرداخت", True,
        ("day", "date", "day of payment", "payment date", "تاریخ", "تاریخ پرداخت"),
        "The very day, of either calendar; the rate is of this day.",
        "همان روز، به هر یک از دو تقویم؛ نرخ از همین روز است.",
    ),
    _SAME["amount"],
    _SAME["currency"],
    Column(
        "amount_usd", "The same in dollars", "همان به دلار", False,
        ("in dollars", "dollars", "دلار", "معادل دلاری"),
        "Where the paper tells both; it is only compared.",
        "اگر سند هر دو را گفته است؛ تنها برای مقایسه.",
    ),
    _SAME["rate"],
    _SAME["rate_on"],
    _SAME["rate_basis"],
    _SAME["rate_source"],
    _SAME["money_from"],
    _SAME["money_name"],
    Column(
        "words", "Words", "شرح", False, ("description", "note", "what for", "توضیح", "بابت"),
        "What else there is to say.", "هرچه دیگر گفتنی است.",
    ),
    Column(
        "meant", "Meant so", "همین درست است", False, ("sure", "confirmed", "تأیید", "تأیید مبلغ"),
        "yes: an amount far from the record's range is what was meant.",
        "بله: مبلغی که از سابقه بسیار دور است درست است.",
    ),
))  # fmt: skip

PROGRESS = Headings((
    _SAME["code"],
    _SAME["project"],
    Column(
        "told_on", "Told for", "روز", True,
        ("day", "date", "as of", "day of progress", "تاریخ", "تاریخ پیشرفت"),
        "The day on which so much stood, of either calendar.",
        "روزی که این اندازه ساخته بود، به هر یک از دو تقویم.",
    ),
    Column(
        "physical", "Built, percent", "پیشرفت فیزیکی، درصد", True,
        ("progress", "built", "physical progress", "پیشرفت", "پیشرفت فیزیکی", "درصد پیشرفت"),
        "Of the whole work: 0 to 100.", "از همهٔ کار: ۰ تا ۱۰۰.",
    ),
    Column(
        "reason", "Why it is less", "چرا کمتر شده", False, ("reason", "why", "دلیل", "علت"),
        "Needed where it is less than was told for an earlier day.",
        "جایی که از آنچه برای روزی پیش‌تر گفته شده کمتر است لازم است.",
    ),
))  # fmt: skip

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "meant": {"yes": ("yes", "بله", "y", "true", "1", "آری", "بلی"), "no": ("no", "خیر", "n", "0")},
}
EXAMPLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "payments": {
        "en": {
            "code": "EXAMPLE", "reference": "1403-118", "paid_on": "2024-07-21", "amount": "4.5",
            "currency": "billion rials", "money_from": "state budget", "words": "First instalment",
        },
        "fa": {
            "code": "نمونه", "reference": "۱۴۰۳-۱۱۸", "paid_on": "۱۴۰۳/۰۴/۳۱", "amount": "۴٫۵",
            "currency": "میلیارد ریال", "money_from": "بودجهٔ دولت", "words": "قسط نخست",
        },
    },
    "progress": {
        "en": {"code": "EXAMPLE", "told_on": "2024-07-21", "physical": "42.5"},
        "fa": {"code": "نمونه", "told_on": "۱۴۰۳/۰۴/۳۱", "physical": "۴۲٫۵"},
    },
}  # fmt: skip
