"""Is a row of a handed-in file a dated rate, or a month's price index, and if not, why not?

A bare number is no rate: whether it is rials or toman is told by its heading or beside it. A cell
that could mean two things is refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from ehya.engine.calendar import DayRange, parse_period
from ehya.engine.money import RIALS_PER_TOMAN
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise
from ehya.register.intake.cells import FORMULA, MOST_KEPT, exact, one_day
from ehya.register.intake.headings import bare
from ehya.register.intake.opening import open_file
from ehya.register.intake.rates_fields import EXAMPLE, HEADINGS, LIMITS, MEANINGS, WORDS, Kind

LONGEST_DAYS = 3_660  # ten years: no rate was ever fixed for longer
LARGEST = Decimal(10) ** 12
FINEST = 4  # decimal places that are kept
LONGEST = {"source": 200, "address": 1000}
_BASE = re.compile(r"(\d{4}(?:-\d{2})?)(?:=100)?")
_ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_VALUES = ("rate_irr", "rate_toman", "rate")


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the header: its number as the spreadsheet shows it, and its cells."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a good row says.

    Attributes:
        line: the row.
        key: (currency, basis) of a rate, (name, base) of an index.
        days: on which it held, both included.
        value: rials for one, or index points.
        source: who told it.
        address: where; "" where the row names none.
        factor: rials for one of what the cell is written in: 10 for toman.
    """

    line: Line
    key: tuple[str, str]
    days: DayRange
    value: Decimal
    source: str
    address: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: the column ("" for the row as a whole), its cell, the rule."""

    row: int
    field: str
    value: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be taken, with everything that is wrong in it."""

    line: Line
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, read.

    Attributes:
        file: its name.
        columns: those that it has.
        unknown: headings that were not read.
        rows: what each row says, or what is wrong with it; the template's example is left out.
    """

    file: str
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[Told | Wrong, ...]


def read_file(source: Path | bytes, *, kind: Kind, file: str, today: date) -> Sheet:
    """Return what a file of rates or of a price index says, row by row.

    Args:
        source: the file, or its bytes.
        kind: "rates" or "index".
        file: its name, for refusals.
        today: nothing is told of later days.

    Raises:
        Refusal: those of `opening.open_file`; "rates.no_day_column", "rates.no_value_column".
    """
    parts = list(open_file(source, file=file, headings=HEADINGS[kind], limits=LIMITS))
    header = parts[0].header
    _see_columns(kind, header.at, file)
    lines = [line for part in parts for line in _lines(part.rows.to_dicts())]
    rows = tuple(_read(kind, line, file, today) for line in lines)
    return Sheet(file, tuple(header.at), header.unknown, rows)


def problem(line: Line, name: str, refusal: Refusal, file: str) -> Problem:
    """Return why a row cannot be taken, its refusal naming file, row, field and value."""
    told = line.cells.get(name, "")[:MOST_KEPT]
    facts = {"file": file, "row": line.row, "field": name, "value": told}
    return Problem(line.row, name, told, Refusal(refusal.code, **{**facts, **refusal.facts}))


def _see_columns(kind: Kind, at: Mapping[str, int], file: str) -> None:
    if "month" not in at and (kind == "index" or "first" not in at):
        raise Refusal("rates.no_day_column", file=file)
    if kind == "rates" and not any(name in at for name in _VALUES):
        raise Refusal("rates.no_value_column", file=file)


def _lines(rows: list[dict[str, object]]) -> Iterator[Line]:
    for row in rows:
        cells = {name: str(cell) for name, cell in row.items() if name != "row"}
        if cells.get("source", "").lower() not in (word.lower() for word in EXAMPLE):
            yield Line(int(str(row["row"])), cells)


@dataclass(slots=True)
class _Row:
    """One row while it is read; collects what is wrong instead of stopping."""

    file: str
    line: Line
    today: date
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.line.cells.get(name, "")

    def read[T](self, name: str, meaning: Callable[[str], T]) -> T | None:
        try:
            return meaning(self[name])
        except Refusal as no:
            self.problems.append(problem(self.line, name, no, self.file))
            return None


def _read(kind: Kind, line: Line, file: str, today: date) -> Told | Wrong:
    row = _Row(file, line, today)
    if kind == "rates":
        one, other = row.read("currency", _word("currency")), row.read("basis", _word("basis"))
        days, (value, factor) = _days(row), _rate(row)
    else:
        factor = 1
        one, other = row.read("name", _word("name")), row.read("base", _base)
        days, value = row.read("month", lambda cell: _month(cell, today)), row.read("value", _value)
    source = row.read("source", lambda cell: _text(_needed(cell), "source"))
    address = row.read("address", _address)
    if row.problems or not (one and other and days and value and source):
        return Wrong(line, tuple(row.problems))
    return Told(line, (one, other), days, value, source, address or "", factor)


def _days(row: _Row) -> DayRange | None:
    if row["month"]:
        if row["first"] or row["last"]:
            return row.read("month", lambda _cell: _no("rates.two_times"))
        return row.read("month", lambda cell: _month(cell, row.today))
    first = row.read("first", lambda cell: _day(cell, row.today))
    if not row["last"] or first is None:
        return DayRange(first, first) if first else None
    return row.read("last", lambda cell: _span(first, one_day(cell, row.today)))


def _day(cell: str, today: date) -> date:
    if not cell:
        raise Refusal("rates.no_day")
    return one_day(cell, today)


def _span(first: date, last: date) -> DayRange:
    if last < first:
        raise Refusal("readings.ends_before_it_begins")
    if (last - first).days >= LONGEST_DAYS:
        raise Refusal("rates.too_long", days=LONGEST_DAYS)
    return DayRange(first, last)


def _month(cell: str, today: date) -> DayRange:
    if not cell:
        raise Refusal("rates.no_day")
    try:
        days, length = parse_period(cell)
    except Refusal as no:
        raise Refusal("rates.not_a_month", value=cell[:MOST_KEPT]) from no
    if length != "month":
        raise Refusal("rates.not_a_month", value=cell[:MOST_KEPT])
    if days.last > today:
        raise Refusal("rates.month_not_over", value=cell[:MOST_KEPT], last=days.last, today=today)
    return days


def _rate(row: _Row) -> tuple[Decimal | None, int]:
    """Return rials for one, and the factor; a bare number needs to be told in what it is."""
    told = [name for name in _VALUES if row[name]]
    if len(told) != 1:
        name = told[0] if told else next(n for n in _VALUES if n in row.line.cells)
        row.read(name, lambda _cell: _no("rates.told_twice" if told else "rates.no_value"))
        return None, 1
    name = told[0]
    unit = {"rate_irr": "rial", "rate_toman": "toman"}.get(name) or row.read("unit", _unit)
    factor = RIALS_PER_TOMAN if unit == "toman" else 1
    return row.read(name, lambda cell: _value(cell, factor)), factor


def _unit(cell: str) -> str:
    if not cell:
        raise Refusal("rates.unit_unsaid")
    return _word("unit")(cell)


def _value(cell: str, factor: int = 1) -> Decimal:
    value = exact(_needed(cell)) * factor
    if not 0 < value < LARGEST:
        raise Refusal("rates.not_positive", value=cell[:MOST_KEPT], most=int(LARGEST))
    if value != round(value, FINEST):
        raise Refusal("rates.too_fine", value=cell[:MOST_KEPT], places=FINEST)
    return value


def _word(name: str) -> Callable[[str], str]:
    def meaning(cell: str) -> str:
        told = MEANINGS[name].get(bare(_needed(cell)) or cell)
        if told is None:
            texts = WORDS[name].values()
            wanted = tuple(t[0] for t in texts), tuple(t[1] for t in texts)
            raise Refusal(
                "import.word",
                value=cell[:MOST_KEPT],
                wanted_en=wanted[0],
                wanted_fa=wanted[1],
            )
        return told

    return meaning


def _base(cell: str) -> str:
    """Return "1400=100", however it is written."""
    shape = _BASE.fullmatch(latin_digits(normalise(_needed(cell))).replace(" ", ""))
    if shape is None:
        raise Refusal("rates.base", value=cell[:MOST_KEPT])
    return f"{shape[1]}=100"


def _address(cell: str) -> str:
    if cell and not _ADDRESS.fullmatch(cell):
        raise Refusal("import.address", value=cell[:MOST_KEPT])
    return _short(cell, "address")


def _text(cell: str, name: str) -> str:
    told = " ".join(normalise(cell).split())
    if re.match(FORMULA, told):
        raise Refusal("import.formula", value=cell[:MOST_KEPT])
    return _short(told, name)


def _short(cell: str, name: str) -> str:
    if len(cell) > LONGEST[name]:
        raise Refusal(
            "import.cell_too_long", value=cell[:MOST_KEPT], letters=len(cell), most=LONGEST[name]
        )
    return cell


def _needed(cell: str) -> str:
    if not cell:
        raise Refusal("import.cell_empty")
    return cell


def _no(code: str) -> None:
    raise Refusal(code)
