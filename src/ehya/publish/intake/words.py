"""What does a cell mean: which number, unit, day, metric, place, qualifier or kind of period?

Both languages, both calendars, all digit sets. A cell that could mean two things is refused:
guessing belongs to nobody's record.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache, lru_cache

from ehya.engine.calendar import from_solar, latest, month_range, parse_day, year_range
from ehya.engine.claims.model import Vocabulary
from ehya.engine.refusal import Refusal
from ehya.engine.text import fold, latin_digits
from ehya.register.intake.headings import bare

LARGEST = Decimal(10) ** 26  # beyond any sum of money in rials; the column's own bound is 10**28
FINEST = 8  # decimal places that the record keeps
FIRST_YEAR, LAST_YEAR = 1900, 2100  # Gregorian years that a report may speak of
SOLAR_YEARS = range(1279, 1480)

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[eE]\+?(\d{1,2}))?")
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009\u200e\u200f_']")

QUALIFIERS: Mapping[str, tuple[str, ...]] = {
    "eq": ("", "=", "exactly", "exact", "equal", "دقیق", "دقیقا", "برابر", "برابر با"),
    "over": (">", "more than", "above", "بیش از", "بیشتر از", "بالغ بر", "افزون بر"),
    "under": ("<", "less than", "below", "کمتر از", "زیر"),
    "approx": ("~", "about", "around", "nearly", "almost", "approximately", "حدود", "نزدیک به", "تقریبا"),
    "at_least": (">=", "at least", "no fewer than", "حداقل", "دست کم", "دست‌کم"),
    "up_to": ("<=", "at most", "up to", "حداکثر", "تا"),
}  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    "as_of": ("as of", "on", "در تاریخ", "تا تاریخ", "موجودی"),
    "cumulative_since_year_start": (
        "since year start", "since the year's start", "year to date", "cumulative",
        "از ابتدای سال", "از آغاز سال", "تجمعی",
    ),
    "full_year": ("full year", "whole year", "year", "سال کامل", "کل سال"),
    "target_for_year": ("target", "target for year", "target for the year", "هدف سال", "هدف", "برنامه سال"),
    "since_government": ("since government", "since the government", "از ابتدای دولت", "از آغاز دولت"),
    "event": ("event", "رویداد", "افتتاح"),
}  # fmt: skip
UNITS: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(("unit", "units", "واحد"), ("units", 1)),
    **dict.fromkeys(("person", "persons", "people", "jobs", "نفر", "شغل"), ("persons", 1)),
    **dict.fromkeys(("percent", "pct", "%", "٪", "درصد"), ("percent", 1)),
    **dict.fromkeys(("year", "years", "سال"), ("years", 1)),
    **dict.fromkeys(("usd", "dollar", "dollars", "$", "دلار"), ("USD", 1)),
    **dict.fromkeys(("irr", "rial", "rials", "ریال"), ("IRR", 1)),
    **dict.fromkeys(("toman", "tomans", "تومان"), ("IRR", 10)),
    **dict.fromkeys(("hemat", "همت"), ("IRR", 10**13)),
}
_MAGNITUDES: Mapping[str, int] = {
    **dict.fromkeys(("thousand", "هزار"), 10**3),
    **dict.fromkeys(("million", "میلیون"), 10**6),
    **dict.fromkeys(("billion", "bn", "میلیارد"), 10**9),
    **dict.fromkeys(("trillion", "tn", "تریلیون"), 10**12),
}


@dataclass(frozen=True, slots=True)
class Names:
    """The vocabulary turned round: from what people write to its names."""

    metrics: Mapping[str, str]
    places: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Names":
        """Return the names of metrics and places by their bare spellings."""
        metrics = {
            bare(spelling): metric.name
            for metric in vocabulary.metrics.values()
            for spelling in (metric.name_en, metric.name_fa, metric.name)
        }
        places = {
            bare(spelling): place.name
            for place in vocabulary.places.values()
            for spelling in (
                *place.spellings,
                place.name_fa,
                place.iso,
                place.name,
                f"{place.name} province",
                f"استان {place.name_fa}",
            )
        }
        return cls(metrics, places)


def number(cell: str) -> Decimal:
    """Return a cell's number, exactly.

    Raises:
        Refusal: "import.number", "import.negative", "import.number_too_large".
    """
    plain = latin_digits(_BLANKS.sub("", cell)).translate(_MARKS).rstrip("%٪")
    if re.match(r"[-\u2212(]", plain):
        raise Refusal("import.negative")
    shape = _NUMBER.fullmatch(plain)
    if shape is None:
        raise Refusal("import.number")
    told = Decimal(plain.replace(",", ""))
    if told >= LARGEST or (Fraction(told) * 10**FINEST).denominator != 1:
        raise too_large()
    return told


def too_large() -> Refusal:
    """Return the no to a number that the record's column cannot hold."""
    return Refusal("import.number_too_large", digits=26, decimals=FINEST)


_MARKS = str.maketrans({"٬": ",", "،": ",", "٫": "."})


def unit(cell: str) -> tuple[str, int]:
    """Return the base unit that a cell names and what to multiply by.

    Raises:
        Refusal: "import.unit".
    """
    *magnitudes, base = _folded(cell).replace("us dollar", "dollar").split() or [""]
    if base not in UNITS or any(word not in _MAGNITUDES for word in magnitudes):
        raise Refusal("import.unit")
    name, factor = UNITS[base]
    for word in magnitudes:
        factor *= _MAGNITUDES[word]
    return name, factor


def day_prefix(cell: str, *, end: bool) -> tuple[str, bool]:
    """Return a cell's day as an ISO prefix, and whether it had to be made more precise.

    A Solar Hijri month or year is no Gregorian prefix: its first or last day stands for it.

    Args:
        cell: "2024", "2024-08", "2024-08-12", "1403/05/22", "۲۲ مرداد ۱۴۰۳" …
        end: whether the last day of a solar month or year is meant, not the first.

    Raises:
        Refusal: "import.day".
    """
    shape = _DAY.fullmatch(latin_digits(cell.strip()))
    if shape is None:
        return _told_in_words(cell), False
    year, month, day = (int(part) if part else None for part in shape.groups())
    try:
        if year in SOLAR_YEARS:
            return _solar(year or 0, month, day, end=end)
        prefix = "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)
        _between_years(latest(prefix))
    except Refusal as refusal:
        raise Refusal("import.day") from refusal
    return prefix, False


def one_of(cell: str, table: str, *, code: str) -> str:
    """Return the name in a table of words that a cell means.

    Args:
        cell: what is written.
        table: "qualifier" or "period_kind".
        code: of the refusal.

    Raises:
        Refusal: the given code.
    """
    meaning = _meanings(table)
    name = meaning.get(_folded(cell)) or meaning.get(bare(cell) or _folded(cell))
    if name is None:
        raise Refusal(code)
    return name


def named(cell: str, names: Mapping[str, str], *, code: str, code_near: str) -> str:
    """Return the vocabulary's name for what a cell says.

    Raises:
        Refusal: `code`; `code_near` with the nearest name where one is much like it.
    """
    asked = bare(cell)
    if asked in names:
        return names[asked]
    near = get_close_matches(asked, names, n=1, cutoff=0.7)
    if near:
        raise Refusal(code_near, nearest=names[near[0]])
    raise Refusal(code)


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word).text.strip()


@cache
def _meanings(table: str) -> Mapping[str, str]:
    words = {"qualifier": QUALIFIERS, "period_kind": KINDS}[table]
    pairs = [(word, name) for name, others in words.items() for word in (name, *others)]
    return {
        key(word): name for key in (bare, _folded) for word, name in pairs if key(word) or not word
    }


def _told_in_words(cell: str) -> str:
    try:
        day = parse_day(cell)
        _between_years(day)
    except Refusal as refusal:
        raise Refusal("import.day") from refusal
    return day.isoformat()


def _solar(year: int, month: int | None, day: int | None, *, end: bool) -> tuple[str, bool]:
    if month is not None and day is not None:
        return from_solar(year, month, day).isoformat(), False
    whole = year_range(year) if month is None else month_range(year, month)
    return (whole.last if end else whole.first).isoformat(), True


def _between_years(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refusal("import.day")
