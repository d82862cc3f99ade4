"""Is a capacity told of a year, of a day, or of no time at all?

Three thousand tonnes are a year's or a day's, and a number without that word says nothing; a
megawatt is a rate already, and a hectare lies there whatever the year.

Source:
    BIPM (2019), The International System of Units, 9th edition, tables 4 and 8: the watt is a joule
    a second, the hectare a unit of area. A unit that is not among these may be of either.
"""

import re

from ehya.engine.text import fold

BASES = ("year", "day", "none")
# Of power, of area, of length, of places: no time belongs to them.
_STANDING = (
    *("W", "kW", "MW", "GW", "kVA", "MVA", "MWp", "kWp", "hp", "watt", "kilowatt", "megawatt"),
    *("watts", "kilowatts", "megawatts", "gigawatt", "gigawatts", "horsepower"),
    *("وات", "کیلووات", "مگاوات", "گیگاوات", "کیلوولت‌آمپر", "مگاولت‌آمپر", "اسب بخار"),
    *("ha", "hectare", "hectares", "هکتار", "km", "kilometre", "kilometres", "کیلومتر"),
    *("bed", "beds", "تخت", "line", "lines", "خط", "plot", "plots", "قطعه"),
)
# "m3/day" and "تن در سال" name their time themselves.
_TIMED = re.compile(
    r"(?:/|\bper\b|\ba\b|\bدر\b|\bبر\b)\s*"
    r"(?:s|sec|second|h|hour|d|day|month|y|yr|year|ثانیه|ساعت|روز|شبانه\s?روز|ماه|سال)\b",
    re.IGNORECASE,
)


def _bare(unit: str) -> str:
    return "".join(letter for letter in fold(unit).text if letter.isalnum())


_KNOWN = frozenset(_bare(name) for name in _STANDING)


def stands_by_itself(unit: str) -> bool:
    """Tell whether a unit is known to take no time beside it: a rate, a size, or one that names it.

    Args:
        unit: as it was written, in either language.
    """
    return _bare(unit) in _KNOWN or bool(_TIMED.search(unit))


def basis_of(unit: str) -> str:
    """Return what a capacity in a unit is told of where nobody says so: of a year, or of no time."""
    return "none" if stands_by_itself(unit) else "year"
