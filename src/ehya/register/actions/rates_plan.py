"""What would a file of rates, or of a price index, change in what is told?

Row by row: new, a correction, nothing new, or a value that looks like a slip. Nothing is written
here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.queries import today
from ehya.register.intake.cells import MOST_KEPT
from ehya.register.intake.rates import Sheet, Told, Wrong, problem
from ehya.register.intake.rates_fields import Kind
from ehya.register.queries.rates import (
    Standing,
    printed_near,
    rows_told_by,
    standing,
)
from ehya.register.queries.slips import Around, Near


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that tells of days of which something else was told.

    Attributes:
        row: in the file.
        key: currency and basis, or index and base.
        days: that the row tells of.
        before: what was told of some of these days: first day, last day, value.
        value: what is told now.
    """

    row: int
    key: tuple[str, str]
    days: DayRange
    before: tuple[tuple[date, date, Decimal], ...]
    value: Decimal


@dataclass(slots=True)
class Plan:
    """What is to be done, worked out before anything is written.

    Attributes:
        fresh: rows to write, each for some of its days.
        closed: standing rows that something else is told of now.
        rest: days of these that nothing else is told of: they are told again.
        corrections: rows that tell otherwise than what was told.
        refused: rows that cannot be taken.
        added: rows of days of which nothing was told.
        unchanged: rows that tell nothing new.
        asked: of the refused, those that only look like a slip.
    """

    fresh: list[tuple[Told, DayRange]] = field(default_factory=list)
    closed: dict[int, Standing] = field(default_factory=dict)
    rest: list[tuple[Standing, DayRange]] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    refused: list[Wrong] = field(default_factory=list)
    added: int = 0
    unchanged: int = 0
    asked: int = 0


def plan_of(sheet: Sheet, kind: Kind, digest: str, *, sure: bool) -> Plan:
    """Return what a file would change.

    Args:
        sheet: the file, read.
        kind: "rates" or "index".
        digest: of its bytes: what they told before, they do not tell again.
        sure: whether values are meant that look like a slip.
    """
    plan = Plan(refused=[row for row in sheet.rows if isinstance(row, Wrong)])
    good = _by_key(row for row in sheet.rows if isinstance(row, Told))
    before = rows_told_by(kind, digest)
    for key, rows in good.items():
        known = standing(kind, key)
        fresh = [row for row in rows if row.line.row not in before]
        plan.unchanged += len(rows) - len(fresh)
        fresh = _once_each(fresh, sheet.file, plan)
        if not sure:
            near = [Near(old.days, old.value) for old in known]
            around = Around([*near, *printed_near(kind, key)], today())
            fresh = _not_slipped(fresh, around, sheet.file, plan)
        _sort_out(fresh, known, plan)
    plan.refused.sort(key=lambda wrong: wrong.line.row)
    plan.corrections.sort(key=lambda correction: correction.row)
    return plan


def _by_key(rows: Iterable[Told]) -> Mapping[tuple[str, str], list[Told]]:
    found: dict[tuple[str, str], list[Told]] = {}
    for row in sorted(rows, key=lambda row: (row.days.first, row.line.row)):
        found.setdefault(row.key, []).append(row)
    return found


def _once_each(rows: Sequence[Told], file: str, plan: Plan) -> list[Told]:
    """Leave out rows that repeat another; refuse those that tell other of the same days."""
    kept: list[Told] = []
    for row in rows:
        last = kept[-1] if kept else None
        if last is None or last.days.last < row.days.first:
            kept.append(row)
        elif last.days == row.days and telling(last) == telling(row):
            plan.unchanged += 1
        else:
            no = Refusal("rates.twice", first=last.line.row)
            plan.refused.append(_wrong(row, no, file))
    return kept


def _not_slipped(rows: Sequence[Told], known: Around, file: str, plan: Plan) -> list[Told]:
    """Refuse values that lie far off what was told of the days around them before, or is here."""
    kept = []
    among = Around([Near(row.days, row.value) for row in rows], today())
    for row in rows:
        mine = Near(row.days, row.value)
        doubt = (known if known.knows(mine) else among).doubt_of(mine)
        if doubt is None:
            kept.append(row)
            continue
        plan.asked += 1
        no = Refusal(
            "rates.doubtful",
            value=_cell(row)[1][:MOST_KEPT],
            meant=_as_typed(doubt.meant, row),
            near=_as_typed(doubt.near.value, row),
            on=doubt.near.days.first,
        )
        plan.refused.append(_wrong(row, no, file))
    return kept


def _as_typed(value: Decimal, row: Told) -> int | float:
    """Return a value in what the row is written in: rials or toman."""
    told = value / row.factor
    return int(told) if told == int(told) else float(told)


def _wrong(row: Told, no: Refusal, file: str) -> Wrong:
    return Wrong(row.line, (problem(row.line, _cell(row)[0], no, file),))


def _cell(row: Told) -> tuple[str, str]:
    """Return the column that told the value, and its cell."""
    names = ("value", "rate_irr", "rate_toman", "rate")
    return next((name, row.line.cells[name]) for name in names if row.line.cells.get(name))


def _sort_out(rows: Sequence[Told], known: Sequence[Standing], plan: Plan) -> None:
    """Say of each row which days are new, and which standing tellings it closes."""
    holes: dict[int, list[DayRange]] = {}
    at = 0
    for row in rows:
        while at < len(known) and known[at].days.last < row.days.first:
            at += 1
        met = _met(known, at, row.days)
        other = [old for old in met if old.telling != telling(row)]
        new = without(row.days, [old.days for old in met if old.telling == telling(row)])
        plan.fresh += [(row, days) for days in new]
        for old in other:
            plan.closed[old.pk] = old
            holes.setdefault(old.pk, []).append(row.days)
        _count(row, other, new, plan)
    for pk, taken in holes.items():
        old = plan.closed[pk]
        plan.rest += [(old, days) for days in without(old.days, taken)]


def _met(known: Sequence[Standing], at: int, days: DayRange) -> list[Standing]:
    met = []
    while at < len(known) and known[at].days.first <= days.last:
        met.append(known[at])
        at += 1
    return met


def _count(row: Told, other: Sequence[Standing], new: Sequence[DayRange], plan: Plan) -> None:
    if other:
        before = tuple((old.days.first, old.days.last, old.value) for old in other)
        plan.corrections.append(Correction(row.line.row, row.key, row.days, before, row.value))
    elif new:
        plan.added += 1
    else:
        plan.unchanged += 1


def without(days: DayRange, holes: Iterable[DayRange]) -> list[DayRange]:
    """Return what is left of some days when others are taken out."""
    left, first = [], days.first.toordinal()
    for hole in sorted(holes, key=lambda hole: hole.first):
        if hole.first.toordinal() > first:
            left.append((first, min(hole.first.toordinal() - 1, days.last.toordinal())))
        first = max(first, hole.last.toordinal() + 1)
    if first <= days.last.toordinal():
        left.append((first, days.last.toordinal()))
    return [DayRange(date.fromordinal(one), date.fromordinal(other)) for one, other in left]


def telling(row: Told) -> tuple[Decimal, str, str]:
    """Return what makes two rows of the same days the same telling."""
    return row.value, row.source, row.address
