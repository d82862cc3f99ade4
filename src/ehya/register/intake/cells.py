"""What do a column's cells say: which text, number, day, word or place?

A whole column at a time. What stands there plainly is read all at once; only what is odd is looked
at cell by cell, each different text once. A cell that could mean two things is refused.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

import polars as pl

from ehya.engine.calendar import from_solar, parse_day
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise, sort_key
from ehya.register.intake.fields import WORDS
from ehya.register.intake.headings import bare

SOLAR_YEARS = range(1279, 1480)
YEARS = range(1900, 2101)
_GUARDED = r"^'('*[=+\-@\t\r＝＋－＠])"
MOST_KEPT = 60  # letters of a wrong cell that a refusal repeats
FORMULA = r"^(?:[=@]|[+-]\S)"
FORMULA_OF_CONTACTS = r"^[=@]"  # a telephone may begin with a plus
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_PLAIN_NUMBER = r"^[+-]?[0-9]{1,15}(\.[0-9]{1,12})?$"
_GROUPED = re.compile(r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
# Letters that one spelling leaves as they are; whatever holds another is normalised by itself.
_PLAIN_TEXT = r"^[ -~آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیأإؤئء،؛؟«»–—]*$"
_DIGITS = {
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    "٬": ",",
    "٫": ".",
}
_LETTERS = {
    **dict(zip("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789", strict=True)),
    "ي": "ی",
    "ك": "ک",
    "\u00a0": " ",
    "\n": " ",
    "\r": " ",
    "\t": " ",
}
# What a letter is in `sort_key`; names of these letters and single blanks alone are put so at once.
_SORTED = {
    letter: sort_key(letter)
    for letter in "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیabcdefghijklmnopqrstuvwxyz"
}
_SORTED |= {" ": "1", "\u200c": ""}
_SORTED_PLAIN = r"^[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیa-z \u200c]*$"
_JOINED = r"[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ]\u200c[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ]"


@dataclass(frozen=True, slots=True)
class Read:
    """A column, read.

    Attributes:
        values: what the cells say; null where a cell is empty or refused.
        refusals: why a cell was refused, by its text.
    """

    values: pl.Series
    refusals: Mapping[str, Refusal] = field(default_factory=dict)


def each(texts: pl.Series, meaning: Callable[[str], Any], kind: Any) -> Read:
    """Return what each different text of a column means, asked once.

    Args:
        texts: null where a cell is empty.
        meaning: from a text to a value; refuses.
        kind: of the values.
    """
    kept: dict[str, Any] = {}
    refusals: dict[str, Refusal] = {}
    for text in texts.drop_nulls().unique().to_list():
        try:
            kept[text] = meaning(text)
        except Refusal as no:
            kept[text] = None
            refusals[text] = no
    if not kept:
        return Read(pl.Series(texts.name, [None] * len(texts), dtype=kind))
    old = pl.Series(list(kept), dtype=pl.String)
    new = pl.Series(list(kept.values()), dtype=kind)
    return Read(texts.replace_strict(old, new, default=None, return_dtype=kind), refusals)


def plain_texts(texts: pl.Series) -> pl.Series:
    """Return texts in the one spelling that the register keeps, each on one line.

    The same as `engine.text.normalise` and single blanks, cell by cell; only faster.
    """
    marks, letters = list(_LETTERS), list(_LETTERS.values())
    swept = texts.str.replace_many(marks, letters).str.replace_all(" +", " ").str.strip_chars(" ")
    joints = swept.str.count_matches("\u200c")
    rest = swept.str.replace_all("\u200c", "")
    is_plain = rest.str.contains(_PLAIN_TEXT) & (joints == swept.str.count_matches(_JOINED))
    odd = texts.filter(~is_plain.fill_null(True)).unique()
    if not len(odd):
        return swept
    settled = [" ".join(normalise(text).split()) for text in odd.to_list()]
    exact = texts.replace_strict(odd, pl.Series(settled, dtype=pl.String), default=None)
    return pl.select(pl.when(is_plain).then(swept).otherwise(exact)).to_series().alias(texts.name)


def sort_keys(names: pl.Series) -> pl.Series:
    """Return the key of each name as `engine.text.sort_key` does, cell by cell; only faster."""
    letters = names.str.to_lowercase()
    is_plain = letters.str.contains(_SORTED_PLAIN)
    swept = letters.str.replace_many(list(_SORTED), list(_SORTED.values()))
    odd = names.filter(~is_plain.fill_null(True)).unique()
    if not len(odd):
        return swept
    keys = pl.Series([sort_key(name) for name in odd.to_list()], dtype=pl.String)
    exact = names.replace_strict(odd, keys, default=None)
    return pl.select(pl.when(is_plain).then(swept).otherwise(exact)).to_series().alias(names.name)


def unguarded(column: pl.Series) -> pl.Series:
    """Return texts without the apostrophe that an export puts before what looks like a formula."""
    return column.str.replace(_GUARDED, "$1")


def texts(column: pl.Series, most: int, *, formula: str = FORMULA) -> Read:
    """Return texts; what a spreadsheet would take for a formula is refused.

    Args:
        column: null where a cell is empty.
        most: letters. Longer ones are refused: "import.cell_too_long".
        formula: how such a one begins.
    """
    told = plain_texts(column)
    obeyed = told.str.contains(formula).fill_null(False)
    long = told.str.len_chars() > most
    refusals = {
        text: Refusal("import.cell_too_long", value=text[:MOST_KEPT], letters=len(text), most=most)
        for text in column.filter(long.fill_null(False)).unique().to_list()
    }
    for text in column.filter(obeyed).unique().to_list():
        refusals[text] = Refusal("import.formula", value=text[:MOST_KEPT])
    empty = (told == "").fill_null(False)
    return Read(told.set(long.fill_null(False) | empty | obeyed, None), refusals)


def numbers(column: pl.Series, *, least: float, most: float, decimals: int) -> Read:
    """Return numbers, in any digits, with thousands parted or not.

    Args:
        column: null where a cell is empty.
        least: the smallest that can be.
        most: the largest.
        decimals: how many places are kept; 0 for what is counted whole.
    """
    meaning = _Number(least, most, decimals)
    written = column.str.replace_many(list(_DIGITS), list(_DIGITS.values()))
    grouped = written.str.contains(_GROUPED.pattern).fill_null(False)
    written = written.set(grouped, None).fill_null(written.str.replace_all(",", "", literal=True))
    is_plain = written.str.contains(_PLAIN_NUMBER).fill_null(False)
    values = written.set(~is_plain, None).cast(pl.Float64, strict=False)
    fits = is_plain & values.is_between(least, most).fill_null(False)
    if decimals == 0:
        fits = fits & (values == values.floor()).fill_null(False)
    odd = each(column.set(fits, None), meaning, pl.Float64)
    told = pl.select(pl.when(fits).then(values).otherwise(odd.values)).to_series()
    return Read(told.alias(column.name), odd.refusals)


@dataclass(frozen=True, slots=True)
class _Number:
    least: float
    most: float
    decimals: int

    def __call__(self, text: str) -> float:
        value = exact(text)
        if self.decimals == 0 and value % 1:
            raise Refusal("import.counted_whole", value=text[:MOST_KEPT])
        if not self.least <= value <= self.most:
            raise Refusal(
                "import.out_of_range", value=text[:MOST_KEPT], least=self.least, most=self.most
            )
        return float(value)


def exact(text: str) -> Decimal:
    """Return the number that a cell says, in any digits, with thousands parted or not.

    Raises:
        Refusal: "import.number", "import.percent".
    """
    told = latin_digits(normalise(text)).replace(" ", "").replace("،", ",").lstrip("'")
    if told.endswith("%"):
        raise Refusal("import.percent", value=text[:MOST_KEPT])
    told = told.replace("\u2212", "-")
    if told.startswith("(") and told.endswith(")"):
        told = f"-{told[1:-1]}"
    if _GROUPED.fullmatch(told):
        told = told.replace(",", "")
    try:
        value = Decimal(told) if _NUMBER.fullmatch(told) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise Refusal("import.number", value=text[:MOST_KEPT])
    return value


def days(column: pl.Series, today: date) -> Read:
    """Return days of either calendar, each by itself: one column may hold both.

    Args:
        column: null where a cell is empty.
        today: a later day is refused: "import.day_to_come".
    """

    return each(column, lambda text: one_day(text, today), pl.Date)


def one_day(text: str, today: date) -> date:
    """Return the day that a cell says, in either calendar.

    Raises:
        Refusal: "import.one_day", "import.day_to_come" for one later than today.
    """
    day = _day(text)
    if day > today:
        raise Refusal("import.day_to_come", value=text[:MOST_KEPT], today=today)
    return day


@lru_cache(maxsize=65_536)
def _day(text: str) -> date:
    no = Refusal("import.one_day", value=text[:MOST_KEPT])
    shape = _DAY.fullmatch(latin_digits(normalise(text)))
    try:
        if shape is None:
            day = parse_day(text)
        else:
            year, month, number = map(int, shape.groups())
            solar = year in SOLAR_YEARS
            day = from_solar(year, month, number) if solar else date(year, month, number)
    except (Refusal, ValueError) as error:
        raise no from error
    if day.year not in YEARS:
        raise no
    return day


def words(column: pl.Series) -> Read:
    """Return our word for each of a list's words; the column's name says which list."""
    meanings = _meanings(column.name)
    wanted = tuple(written[0] for written in WORDS[column.name].values())
    persian = tuple(written[1] for written in WORDS[column.name].values())

    def meaning(text: str) -> str:
        told = meanings.get(bare(text))
        if told is None:
            raise Refusal(
                "import.word", value=text[:MOST_KEPT], wanted_en=wanted, wanted_fa=persian
            )
        return told

    return each(column, meaning, pl.String)


@cache
def _meanings(name: str) -> Mapping[str, str]:
    return {
        bare(written): ours for ours, others in WORDS[name].items() for written in (ours, *others)
    }
