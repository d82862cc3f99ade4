"""Which projects does a file tell of, each with its money and its milestones, and what is wrong?

A row is judged by itself, then the rows of one number are put together. Whether the project is
known, and whether it may be so, is asked of the database later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits
from ehya.invest.intake.fields import HEADINGS, LIMITS, MONEY, NOT_READ, PROJECT, STEP
from ehya.invest.intake.rows import (
    Refused,
    Row,
    Sheet,
    Sum,
    angle,
    day,
    identifier,
    number,
    number_of,
    percent,
    read_rows,
    sum_of,
    text,
    whole,
    word,
)
from ehya.register.intake.cells import exact
from ehya.register.intake.headings import bare
from ehya.register.intake.rates import Line
from ehya.register.places import settle_province

_FIELDS = {"page": "address"}  # of columns that bear another name than the project's field
_NOT_READ = frozenset(bare(name) for name in NOT_READ)


@dataclass(frozen=True, slots=True)
class Money:
    """A source of money as a row tells it.

    Attributes:
        line: the row.
        kind: of `WORDS["money_from"]`.
        name: the bank, the fund; "" where it has none.
        sum: how much.
        on: the day of the approval.
    """

    line: Line
    kind: str
    name: str
    sum: Sum
    on: date


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


def read_file(source: Path | bytes, *, file: str) -> Sheet:
    """Return what a file of projects says, project by project, in the order of their first rows.

    Args:
        source: the file, or its bytes.
        file: its name, for refusals.

    Raises:
        Refusal: those of `opening.open_file`; "invest.import_no_number_column".
    """
    sheet = read_rows(source, partial(_projects, file), file=file, headings=HEADINGS, limits=LIMITS)
    unknown = tuple(name for name in sheet.unknown if bare(name) not in _NOT_READ)
    return replace(sheet, unknown=unknown)


def _projects(file: str, lines: list[Line]) -> tuple[Told | Refused, ...]:
    groups: dict[object, list[Line]] = {}
    for line in lines:
        groups.setdefault(_key(line), []).append(line)
    return tuple(_project(rows, file) for rows in groups.values())


def _key(line: Line) -> object:
    """Return what the rows of one project have in common; a row without a number stands alone."""
    told, code = line.cells.get("project", ""), line.cells.get("code", "")
    plain = latin_digits(told).strip() or bare(code) or code
    return (bool(told), plain) if plain else line.row


def _project(lines: list[Line], file: str) -> Told | Refused:
    rows = [Row(file, line) for line in lines]
    named, code = number_of(rows[0])
    fields = _together(rows)
    money = [source for row in rows if (source := _money(row)) is not None]
    steps = [step for row in rows if (step := _step(row)) is not None]
    problems = tuple(problem for row in rows for problem in row.problems)
    if problems:
        return Refused(tuple(lines), problems)
    if code:
        fields = {**fields, "code": code}
    return Told(tuple(lines), named, code, fields, tuple(money), tuple(steps))


def _together(rows: list[Row]) -> dict[str, Any]:
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


def _money(row: Row) -> Money | None:
    if not any(row[name] for name in MONEY):
        return None
    kind = row.need("money_from", partial(word, "money_from"))
    much, on = sum_of(row), row.need("approved_on", day)
    name = row.read("money_name", text) or ""
    if kind is None or much is None or on is None or row.problems:
        return None
    return Money(row.line, kind, name, much, on)


def _step(row: Row) -> Step | None:
    if not any(row[name] for name in STEP):
        return None
    name, on = row.need("milestone", text), row.need("milestone_on", day)
    weight = row.need("weight", percent)
    if name is None or on is None or weight is None:
        return None
    return Step(row.line, name, weight, on)


MEANING: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(PROJECT, text),
    "kind": partial(word, "kind"),
    "branch": partial(word, "branch"),
    "province": settle_province,
    "unit": identifier,
    "case": number,
    "lat": angle,
    "lon": angle,
    "capacity": exact,
    "capacity_per": partial(word, "capacity_per"),
    "jobs_planned": whole,
    "begins_on": day,
    "ends_on": day,
    "stands_for": whole,
}
