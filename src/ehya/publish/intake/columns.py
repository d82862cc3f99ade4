"""Which column of a handed-in file is which, whatever it is called?

The first name of each column is the record's own; the others are what people write, in both
languages. Names are compared without blanks, capitals, points and half-spaces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ehya.engine.refusal import Refusal
from ehya.engine.text import fold

MOST_COLUMNS = 200
HEADER_WITHIN = 20  # rows at the top among which the header is looked for


@dataclass(frozen=True, slots=True)
class Column:
    """One column that a file of claims may have.

    Attributes:
        name: the record's name of it.
        en: what an English template calls it.
        fa: what a Persian template calls it.
        needed: a row without it is refused.
        other: further names that people use.
        help_en: one sentence for the template.
        help_fa: the same in Persian.
    """

    name: str
    en: str
    fa: str
    needed: bool
    other: tuple[str, ...]
    help_en: str
    help_fa: str


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
NEEDED = tuple(column for column in COLUMNS if column.needed)
# Written by us beside refused rows: ignored when the mended file comes back.
OUR_MARKS = {
    "en": ("File", "Row", "Refused because"),
    "fa": ("پرونده", "ردیف", "چرا پذیرفته نشد"),
}


@lru_cache(maxsize=16_384)
def bare(name: str) -> str:
    """Return a column's or a word's name as it is compared."""
    return "".join(letter for letter in fold(name).text if letter.isalnum())


_NAMES = {
    bare(name): column.name
    for column in COLUMNS
    for name in (column.name, column.en, column.fa, *column.other)
}
_OUR_MARKS = frozenset(bare(mark) for marks in OUR_MARKS.values() for mark in marks)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand.

    Attributes:
        row: index of the header's row among the rows given.
        at: the record's column name -> index of the cell.
        unknown: names that mean nothing to us; their cells are not read.
    """

    row: int
    at: dict[str, int]
    unknown: tuple[str, ...]


def find_header(rows: Sequence[Sequence[str]], *, file: str) -> Header:
    """Return where the columns stand: the first row at the top that names most of them.

    Raises:
        Refusal: "import.empty", "import.too_many_columns", "import.no_header",
            "import.column_missing", "import.column_twice".
    """
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise Refusal("import.empty", file=file)
    widest = max(len(row) for row in rows[:HEADER_WITHIN])
    if widest > MOST_COLUMNS:
        raise Refusal("import.too_many_columns", file=file, columns=widest, most=MOST_COLUMNS)
    best = max(range(min(len(rows), HEADER_WITHIN)), key=lambda at: (known_names(rows[at]), -at))
    if known_names(rows[best]) < 2:
        raise Refusal("import.no_header", file=file, seen=_excerpt(rows[0]))
    return _header(rows[best], best, file=file)


def known_names(cells: Sequence[str]) -> int:
    """Return how many different columns a row names."""
    return len({_NAMES[name] for name in map(bare, cells) if name in _NAMES})


def _header(cells: Sequence[str], row: int, *, file: str) -> Header:
    at: dict[str, int] = {}
    unknown = []
    for index, cell in enumerate(cells):
        name = _NAMES.get(bare(cell))
        if name is None:
            if cell.strip() and bare(cell) not in _OUR_MARKS:
                unknown.append(cell.strip()[:60])
        elif name in at:
            raise Refusal("import.column_twice", file=file, row=row + 1, column=cell.strip())
        else:
            at[name] = index
    missing = [f"{column.en} ({column.fa})" for column in NEEDED if column.name not in at]
    if missing:
        raise Refusal("import.column_missing", file=file, row=row + 1, columns=", ".join(missing))
    return Header(row, at, tuple(unknown))


def _excerpt(cells: Sequence[str]) -> str:
    return " | ".join(cell.strip()[:20] for cell in cells[:5])
