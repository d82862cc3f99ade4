"""What are the months called?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from ehya.engine.text import fold

Calendar = Literal["solar", "gregorian"]
Language = Literal["en", "fa"]


class Month(NamedTuple):
    """One month of one calendar, e.g. Month("solar", 5)."""

    calendar: Calendar
    number: int


# Each line: the name that Ehya writes first, then the others that people write.
_SOLAR_EN = (
    ("Farvardin", "Farwardin", "Far"),
    ("Ordibehesht", "Ordibehsht", "Urdibihisht", "Ordibehest", "Ord"),
    ("Khordad", "Khurdad", "Xordad"),
    ("Tir", "Teer"),
    ("Mordad", "Amordad", "Murdad"),
    ("Shahrivar", "Shahrivr", "Shahriver", "Sharivar"),
    ("Mehr", "Mihr"),
    ("Aban", "Abaan", "Âbân"),
    ("Azar", "Adhar", "Âzar"),
    ("Dey", "Day", "Dei"),
    ("Bahman",),
    ("Esfand", "Isfand", "Espand"),
)
_SOLAR_FA = (
    ("فروردین",),
    ("اردیبهشت",),
    ("خرداد",),
    ("تیر",),
    ("مرداد", "امرداد"),
    ("شهریور",),
    ("مهر",),
    ("آبان",),
    ("آذر",),
    ("دی",),
    ("بهمن",),
    ("اسفند",),
)
_GREGORIAN_EN = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_GREGORIAN_FA = (
    ("ژانویه", "ژانویهٔ", "جنوری", "ینایر"),
    ("فوریه", "فبریه", "فوریهٔ", "فبروری"),
    ("مارس", "مارچ"),
    ("آوریل", "اپریل", "آپریل"),
    ("مه", "مهٔ", "می"),
    ("ژوئن", "جون", "ژوین"),
    ("ژوئیه", "جولای", "ژوییه", "ژوئیهٔ", "جولائی", "ژولای"),
    ("اوت", "آگوست", "اگست", "آگست"),
    ("سپتامبر", "سپتمبر"),
    ("اکتبر", "اکتوبر"),
    ("نوامبر", "نومبر"),
    ("دسامبر", "دسمبر"),
)
_TABLES: Mapping[tuple[Calendar, Language], tuple[tuple[str, ...], ...]] = {
    ("solar", "en"): _SOLAR_EN,
    ("solar", "fa"): _SOLAR_FA,
    ("gregorian", "en"): _GREGORIAN_EN,
    ("gregorian", "fa"): _GREGORIAN_FA,
}
# "Day" is a spelling of Dey only where a month is expected; "Ord" and "Far" likewise. They are
# read in dates, where the place decides, and kept out of MONTHS, by which prose is searched.
_ONLY_IN_DATES = frozenset({"day", "far", "ord"})


def name_of(month: int, calendar: Calendar, language: Language) -> str:
    """Return a month's name as Ehya writes it.

    Args:
        month: 1 to 12.
        calendar: whose month.
        language: "en" or "fa".

    Returns:
        E.g. "Mordad", "مرداد", "August", "اوت".
    """
    return _TABLES[calendar, language][month - 1][0]


def _read_tables() -> dict[str, Month]:
    found: dict[str, Month] = {}
    for (calendar, _), table in _TABLES.items():
        for number, names in enumerate(table, start=1):
            for name in names:
                found.setdefault(fold(name).text, Month(calendar, number))
    return found


# By folded name (`text.fold`): every name a date may carry, and those fit for searching prose.
MONTHS_IN_DATES: Mapping[str, Month] = MappingProxyType(_read_tables())
MONTHS: Mapping[str, Month] = MappingProxyType(
    {name: month for name, month in MONTHS_IN_DATES.items() if name not in _ONLY_IN_DATES}
)
