"""What do the rows of a handed-in file about projects say, cell by cell?

Files of projects, of payments and of progress are read alike: rows are lines of cells, a cell is
read by its meaning, and whatever is wrong is collected rather than stopped at.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise
from ehya.invest.intake.fields import EXAMPLE, MEANINGS, RIALS, WORDS
from ehya.register.intake.cells import FORMULA, MOST_KEPT, exact, one_day, unguarded
from ehya.register.intake.headings import Headings, bare
from ehya.register.intake.opening import Limits, open_file
from ehya.register.intake.rates import Line, Problem, problem

LARGEST_NUMBER = 10**18
_NUMBER = re.compile(r"[1-9]\d{0,17}")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be taken, a project or a row: all its rows, and what is wrong in them.

    Attributes:
        lines: its rows.
        problems: row, column and reason of each.
    """

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, read.

    Attributes:
        file: its name.
        columns: those that it has.
        unknown: headings that were not read.
        rows: how many there are, without the template's example.
        told: what each project's rows, or each row, say, or what is wrong with them.
    """

    file: str
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: int
    told: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as a row tells it.

    Attributes:
        amount: in its currency.
        currency: "IRR" or another's code.
        rate: rials for one; None for rials and for the table's rate.
        rate_on: the rate's day.
        rate_basis: of `WORDS["rate_basis"]`.
        rate_source: who told the rate.
    """

    amount: Decimal
    currency: str
    rate: Decimal | None = None
    rate_on: date | None = None
    rate_basis: str = ""
    rate_source: str = ""


def read_rows(
    source: Path | bytes,
    meaning: Callable[[list[Line]], tuple[Any, ...]],
    *,
    file: str,
    headings: Headings,
    limits: Limits,
) -> Sheet:
    """Return what a file says whose rows bear a project's number.

    Args:
        source: the file, or its bytes.
        meaning: what its rows say, or what is wrong with them.
        file: its name, for refusals.
        headings: the columns that it may have.
        limits: how large it may be.

    Raises:
        Refusal: those of `opening.open_file`; "invest.import_no_number_column".
    """
    parts = list(open_file(source, file=file, headings=headings, limits=limits))
    header = parts[0].header
    if "code" not in header.at and "project" not in header.at:
        raise Refusal("invest.import_no_number_column", file=file)
    lines = [line for part in parts for line in _lines(part.rows)]
    return Sheet(file, tuple(header.at), header.unknown, len(lines), meaning(lines))


def _lines(rows: Any) -> Iterator[Line]:
    names = [name for name in rows.columns if name != "row"]
    frame = rows.with_columns([unguarded(rows[name]).alias(name) for name in names])
    for row in frame.to_dicts():
        cells = {name: str(row[name] or "") for name in names}
        if cells.get("code", "").lower() not in (name.lower() for name in EXAMPLE):
            yield Line(int(row["row"]), cells)


@dataclass(slots=True)
class Row:
    """One row while it is read; collects what is wrong instead of stopping."""

    file: str
    line: Line
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.line.cells.get(name, "")

    def read[T](self, name: str, meaning: Callable[[str], T]) -> T | None:
        """Return what a cell says; None where it is empty or cannot be read."""
        if not self[name]:
            return None
        try:
            return meaning(self[name])
        except Refusal as no:
            self.problems.append(problem(self.line, name, no, self.file))
            return None

    def need[T](self, name: str, meaning: Callable[[str], T]) -> T | None:
        """Return what a cell says that may not be empty."""
        if not self[name]:
            self.refuse(name, Refusal("import.cell_empty"))
        return self.read(name, meaning)

    def refuse(self, name: str, no: Refusal) -> None:
        """Remember why a cell cannot be taken."""
        self.problems.append(problem(self.line, name, no, self.file))


def number_of(row: Row) -> tuple[int | None, str]:
    """Return by which number a row names its project: Ehya's, and its own; one of them is needed."""
    told, code = row.read("project", number), row.read("code", text) or ""
    if not row["project"] and not code and not row.problems:
        row.refuse("code", Refusal("invest.import_no_number"))
    return told, code


def sum_of(row: Row) -> Sum | None:
    """Return the amount that a row tells: in rials, or in another currency with its rate."""
    unit, amount = row.need("currency", partial(word, "currency")), row.need("amount", exact)
    rate, rate_on = row.read("rate", exact), row.read("rate_on", day)
    basis = row.read("rate_basis", partial(word, "rate_basis")) or ""
    source = row.read("rate_source", text) or ""
    if unit is None or amount is None or row.problems:
        return None
    if unit in RIALS:
        return Sum(amount * RIALS[unit], "IRR")
    return Sum(amount, unit, rate, rate_on, basis, source)


def text(cell: str) -> str:
    """Return a cell as plain words; one that a spreadsheet would reckon is refused."""
    told = " ".join(normalise(cell).split())
    if re.match(FORMULA, told):
        raise Refusal("import.formula", value=cell[:MOST_KEPT])
    return told


def word(name: str, cell: str) -> str:
    """Return which of our words a cell means."""
    told = MEANINGS[name].get(bare(cell) or cell)
    if told is None:
        texts = WORDS[name].values()
        wanted = tuple(t[0] for t in texts), tuple(t[1] for t in texts)
        value = cell[:MOST_KEPT]
        raise Refusal("import.word", value=value, wanted_en=wanted[0], wanted_fa=wanted[1])
    return told


def day(cell: str) -> date:
    """Return the day of a cell, of either calendar; a plan may lie ahead."""
    return one_day(cell, date.max)


def number(cell: str) -> int:
    """Return Ehya's number of a project or case."""
    told = latin_digits(normalise(cell)).strip().removesuffix(".0")
    if not _NUMBER.fullmatch(told):
        raise Refusal("import.number", value=cell[:MOST_KEPT])
    return int(told)


def whole(cell: str) -> int:
    """Return a whole number."""
    value = exact(cell)
    if value % 1:
        raise Refusal("import.counted_whole", value=cell[:MOST_KEPT])
    if abs(value) > LARGEST_NUMBER:
        raise Refusal("import.number", value=cell[:MOST_KEPT])
    return int(value)


def angle(cell: str) -> float:
    """Return degrees of an arc."""
    return float(exact(cell))


def percent(cell: str) -> Decimal:
    """Return a share of percents. [0..1]"""
    return exact(cell.replace("%", "").replace("٪", "")) / _HUNDRED


def identifier(cell: str) -> str:
    """Return the number of a unit, its digits as ours."""
    return latin_digits(normalise(cell)).replace(" ", "")
