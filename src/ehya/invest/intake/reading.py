"""Which projects does a file tell of, each with its money and its milestones, and what is wrong?

A row is judged by itself, then the rows of one number are put together. Whether the project is
known, and whether it may be so, is asked of the database later.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits, normalise
from ehya.invest.intake.fields import (
    EXAMPLE,
    HEADINGS,
    LIMITS,
    MEANINGS,
    MONEY,
    NOT_READ,
    PROJECT,
    RIALS,
    STEP,
    WORDS,
)
from ehya.register.intake.cells import FORMULA, MOST_KEPT, exact, one_day, unguarded
from ehya.register.intake.headings import bare
from ehya.register.intake.opening import open_file
from ehya.register.intake.rates import Line, Problem, problem
from ehya.register.places import settle_province

LARGEST_NUMBER = 10**18
_NUMBER = re.compile(r"[1-9]\d{0,17}")
_HUNDRED = Decimal(100)
_FIELDS = {"page": "address"}  # of columns that bear another name than the project's field
_NOT_READ = frozenset(bare(name) for name in NOT_READ)


@dataclass(frozen=True, slots=True)
class Money:
    """A source of money as a row tells it.

    Attributes:
        line: the row.
        kind: of `WORDS["money_from"]`.
        name: the bank, the fund; "" where it has none.
        amount: in its currency.
        currency: "IRR" or another's code.
        on: the day of the approval.
        rate: rials for one; None for rials and for the table's rate.
        rate_on: the rate's day.
        rate_basis: of `WORDS["rate_basis"]`.
        rate_source: who told the rate.
    """

    line: Line
    kind: str
    name: str
    amount: Decimal
    currency: str
    on: date
    rate: Decimal | None
    rate_on: date | None
    rate_basis: str
    rate_source: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as a row tells it: what will stand, its share [0..1], and when."""

    line: Line
    name: str
    weight: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """A project as its rows tell it.

    Attributes:
        lines: its rows.
        number: Ehya's own; None where the file tells none.
        code: under which it is found; "" where Ehya's number finds it.
        fields: what is told of it, by the names of `NewProject`; what is empty is not told.
        money: its sources.
        steps: its milestones.
    """

    lines: tuple[Line, ...]
    number: int | None
    code: str
    fields: Mapping[str, Any]
    money: tuple[Money, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A project that cannot be taken: all its rows, and what is wrong in them.

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
        projects: what each project's rows say, or what is wrong with them.
    """

    file: str
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: int
    projects: tuple[Told | Refused, ...]


def read_file(source: Path | bytes, *, file: str) -> Sheet:
    """Return what a file of projects says, project by project, in the order of their first rows.

    Args:
        source: the file, or its bytes.
        file: its name, for refusals.

    Raises:
        Refusal: those of `opening.open_file`; "invest.import_no_number_column".
    """
    parts = list(open_file(source, file=file, headings=HEADINGS, limits=LIMITS))
    header = parts[0].header
    if "code" not in header.at and "project" not in header.at:
        raise Refusal("invest.import_no_number_column", file=file)
    lines = [line for part in parts for line in _lines(part.rows)]
    groups: dict[object, list[Line]] = {}
    for line in lines:
        groups.setdefault(_key(line), []).append(line)
    unknown = tuple(name for name in header.unknown if bare(name) not in _NOT_READ)
    told = tuple(_project(rows, file) for rows in groups.values())
    return Sheet(file, tuple(header.at), unknown, len(lines), told)


def _lines(rows: Any) -> Iterator[Line]:
    names = [name for name in rows.columns if name != "row"]
    frame = rows.with_columns([unguarded(rows[name]).alias(name) for name in names])
    for row in frame.to_dicts():
        cells = {name: str(row[name] or "") for name in names}
        if cells.get("code", "").lower() not in (word.lower() for word in EXAMPLE):
            yield Line(int(row["row"]), cells)


def _key(line: Line) -> object:
    """Return what the rows of one project have in common; a row without a number stands alone."""
    number, code = line.cells.get("project", ""), line.cells.get("code", "")
    plain = latin_digits(number).strip() or bare(code) or code
    return (bool(number), plain) if plain else line.row


@dataclass(slots=True)
class _Row:
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
        self.problems.append(problem(self.line, name, no, self.file))


def _project(lines: list[Line], file: str) -> Told | Refused:
    rows = [_Row(file, line) for line in lines]
    number, code = rows[0].read("project", _number), rows[0].read("code", _text) or ""
    if not rows[0]["project"] and not code and not rows[0].problems:
        rows[0].refuse("code", Refusal("invest.import_no_number"))
    fields = _together(rows)
    money = [source for row in rows if (source := _money(row)) is not None]
    steps = [step for row in rows if (step := _step(row)) is not None]
    problems = tuple(problem for row in rows for problem in row.problems)
    if problems:
        return Refused(tuple(lines), problems)
    if code:
        fields = {**fields, "code": code}
    return Told(tuple(lines), number, code, fields, tuple(money), tuple(steps))


def _together(rows: list[_Row]) -> dict[str, Any]:
    """Return what all rows of a project tell of it; two that differ are refused."""
    found: dict[str, tuple[Any, int]] = {}
    for row in rows:
        for name in PROJECT:
            value = row.read(name, MEANING[name])
            if value is None:
                continue
            kept, first = found.setdefault(name, (value, row.line.row))
            if kept != value:
                row.refuse(name, Refusal("invest.import_told_twice", first=first))
    return {_FIELDS.get(name, name): value for name, (value, _) in found.items()}


def _money(row: _Row) -> Money | None:
    if not any(row[name] for name in MONEY):
        return None
    kind = row.need("money_from", partial(_word, "money_from"))
    unit = row.need("currency", partial(_word, "currency"))
    amount, on = row.need("amount", exact), row.need("approved_on", _day)
    rate, rate_on = row.read("rate", exact), row.read("rate_on", _day)
    basis = row.read("rate_basis", partial(_word, "rate_basis")) or ""
    name, source = row.read("money_name", _text) or "", row.read("rate_source", _text) or ""
    if kind is None or unit is None or amount is None or on is None or row.problems:
        return None
    if unit in RIALS:
        rials = amount * RIALS[unit]
        return Money(row.line, kind, name, rials, "IRR", on, None, None, "", "")
    return Money(row.line, kind, name, amount, unit, on, rate, rate_on, basis, source)


def _step(row: _Row) -> Step | None:
    if not any(row[name] for name in STEP):
        return None
    name, on = row.need("milestone", _text), row.need("milestone_on", _day)
    weight = row.need("weight", _percent)
    if name is None or on is None or weight is None:
        return None
    return Step(row.line, name, weight, on)


def _text(cell: str) -> str:
    told = " ".join(normalise(cell).split())
    if re.match(FORMULA, told):
        raise Refusal("import.formula", value=cell[:MOST_KEPT])
    return told


def _word(name: str, cell: str) -> str:
    told = MEANINGS[name].get(bare(cell) or cell)
    if told is None:
        texts = WORDS[name].values()
        wanted = tuple(t[0] for t in texts), tuple(t[1] for t in texts)
        value = cell[:MOST_KEPT]
        raise Refusal("import.word", value=value, wanted_en=wanted[0], wanted_fa=wanted[1])
    return told


def _day(cell: str) -> date:
    return one_day(cell, date.max)  # a plan may lie ahead


def _number(cell: str) -> int:
    told = latin_digits(normalise(cell)).strip().removesuffix(".0")
    if not _NUMBER.fullmatch(told):
        raise Refusal("import.number", value=cell[:MOST_KEPT])
    return int(told)


def _whole(cell: str) -> int:
    value = exact(cell)
    if value % 1:
        raise Refusal("import.counted_whole", value=cell[:MOST_KEPT])
    if abs(value) > LARGEST_NUMBER:
        raise Refusal("import.number", value=cell[:MOST_KEPT])
    return int(value)


def _angle(cell: str) -> float:
    return float(exact(cell))


def _percent(cell: str) -> Decimal:
    return exact(cell.replace("%", "").replace("٪", "")) / _HUNDRED


def _identifier(cell: str) -> str:
    return latin_digits(normalise(cell)).replace(" ", "")


MEANING: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(PROJECT, _text),
    "kind": partial(_word, "kind"),
    "branch": partial(_word, "branch"),
    "province": settle_province,
    "unit": _identifier,
    "case": _number,
    "lat": _angle,
    "lon": _angle,
    "capacity": exact,
    "jobs_planned": _whole,
    "begins_on": _day,
    "ends_on": _day,
    "stands_for": _whole,
}
