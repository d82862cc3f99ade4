"""Whose money does a made-up programme spend?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.revive.actions.moving import Step
from ehya.revive.models import Case, Entry, FundingLine, Intervention
from ehya.revive.synthetic.fates import rules

if TYPE_CHECKING:
    from ehya.revive.synthetic.play import Play

BILLION = 1_000_000_000
_UNITS_A_YEAR = 12  # one in so many units could be helped with a year's budget, at its price
_FEWEST = 20


@dataclass
class Lines:
    """The funding lines, one a solar year.

    Attributes:
        by_year: year -> the line's id.
        free: line -> what can still be committed. [IRR]
    """

    by_year: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)


def cost(on: date, u: float) -> Decimal:
    """Return what an intervention costs, by its year. [IRR]

    Args:
        on: the day.
        u: of chance. [0..1)
    """
    told = rules()["money"]
    years = {int(year): amount for year, amount in told["by_year"].items()}
    price = years[min(max(to_solar(on).year, min(years)), max(years))]
    spread = float(np.exp(told["scatter"] * (u - 0.5) * 2.4))
    return Decimal(round(price * spread * 0.75 * 1_000)) * (BILLION // 1_000)


def commit(
    play: Play, cases: dict[int, Case], steps: Sequence[Step], event: UUID, known_at: datetime
) -> None:
    """Commit money to what is begun, as far as there is some."""
    days = {step.case: step for step in steps}
    takes = rules()["money"]["takes_money"]
    rows = Intervention.objects.filter(
        case__in=list(days), kind__in=takes, committed_irr=0, decision__isnull=False
    )
    entries = []
    for row in rows.order_by("id"):
        step = days[row.case_id]
        line = _line(play, step.said.on, event, known_at, step.by)
        amount = int(row.cost_irr or 0)
        if 0 < amount <= play.money.free[line]:
            play.money.free[line] -= amount
            entries.append(_entry(line, "commit", amount, step.said.on, row, step.by, event))
    _write(entries)


def release(play: Play, steps: Sequence[Step], event: UUID, known_at: datetime) -> None:
    """Give back what was committed to cases that are closed and not paid."""
    days = {step.case: step for step in steps}
    entries = []
    for row in _open(case__in=list(days)):
        step, left = days[row.case_id], int(row.committed_irr - row.paid_irr)
        line = row.line
        play.money.free[line] = play.money.free.get(line, 0) + left
        entries.append(_entry(line, "release", left, step.said.on, row, step.by, event))
    _write(entries)


def pay(play: Play, month: DayRange, event: UUID) -> None:
    """Pay what was committed some weeks ago."""
    wait = timedelta(days=rules()["money"]["paid_after"])
    entries = []
    for row in _open(begun_on__lte=month.last - wait):
        on = max(row.begun_on + wait, month.first)
        left = int(row.committed_irr - row.paid_irr)
        officer = play.cast.people[row.case.province_id, "officer"]
        entries.append(_entry(row.line, "pay", left, on, row, officer, event))
    _write(entries)


def repay(play: Play, month: DayRange, event: UUID) -> None:
    """Repay a part of the loans a year after they were paid."""
    share = Decimal(str(rules()["money"]["repaid_share"]))
    year = timedelta(days=365)
    rows = Intervention.objects.filter(
        case__synthetic=True,
        paid_irr__gt=0,
        repaid_irr=0,
        begun_on__range=(month.first - year, month.last - year),
        kind="working_capital_loan",
    )
    entries = []
    for row in _with_line(rows):
        officer = play.cast.people[row.case.province_id, "officer"]
        amount = int(row.paid_irr * share)
        entries.append(_entry(row.line, "repay", amount, month.last, row, officer, event))
    _write(entries)


def _open(**asked: Any) -> Iterable[Any]:
    rows = Intervention.objects.filter(
        case__synthetic=True, committed_irr__gt=F("paid_irr"), **asked
    )
    return _with_line(rows)


def _with_line(rows: QuerySet[Intervention]) -> Iterable[Any]:
    """Return interventions with their case and the line that they were committed on: `line`."""
    committed = Entry.objects.filter(intervention=OuterRef("pk"), kind="commit")
    told = rows.annotate(line=Subquery(committed.values("line_id")[:1]))
    return told.select_related("case").order_by("id")


def _line(play: Play, on: date, event: UUID, known_at: datetime, by: Any) -> int:
    """Return the line of a year; opened with its budget where it is missing."""
    year = to_solar(on).year
    if year not in play.money.by_year:
        code = f"SYN-{year}"
        line = FundingLine.objects.filter(code=code).first() or _opened(play, year, code, event, by)
        play.money.by_year[year] = line.pk
        play.money.free[line.pk] = int(line.budget_irr - line.committed_irr)
    return play.money.by_year[year]


def _opened(play: Play, year: int, code: str, event: UUID, by: Any) -> FundingLine:
    first, last = month_range(year, 1, "solar").first, month_range(year, 12, "solar").last
    line = FundingLine.objects.create(
        code=code,
        name_fa=f"ردیف نمونهٔ {year} (ساختگی)",
        name_en=f"Sample line {year}",
        first=first,
        last=last,
        synthetic=True,
    )
    amount = int(cost(first, 0.5)) * max(_FEWEST, len(play.units) // _UNITS_A_YEAR)
    entry = _entry(line.pk, "budget", amount, first, None, by, event)
    _write([entry])
    line.refresh_from_db()
    return line


def _entry(  # noqa: PLR0913 - an entry is this wide
    line: int, kind: str, amount: int, on: date, row: Intervention | None, by: Any, event: UUID
) -> Entry:
    about = f"{row.pk}-{row.version}" if row else "0"
    return Entry(
        line_id=line,
        kind=kind,
        amount_irr=amount,
        original_amount=amount,
        on=on,
        intervention=row,
        decision_id=row.decision_id if row else None,
        key=f"synthetic-{kind}-{line}-{about}-{on.isoformat()}",
        by=by,
        known_at=timezone.now(),
        event_id=event,
    )


_SUMS = """
WITH new AS (
    SELECT {key} AS id,
           coalesce(sum(amount_irr) FILTER (WHERE kind = 'budget'), 0) AS budget,
           coalesce(sum(CASE kind WHEN 'commit' THEN amount_irr WHEN 'release' THEN -amount_irr
                        END), 0) AS committed,
           coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0) AS paid,
           coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0) AS repaid
    FROM revive_entry WHERE id = ANY(%s) AND {key} IS NOT NULL GROUP BY 1
)
UPDATE {table} AS t
SET committed_irr = t.committed_irr + new.committed, paid_irr = t.paid_irr + new.paid,
    repaid_irr = t.repaid_irr + new.repaid, version = t.version + 1 {budget}
FROM new WHERE t.id = new.id
"""
_OF_LINES = _SUMS.format(
    key="line_id", table="revive_fundingline", budget=", budget_irr = t.budget_irr + new.budget"
)
_OF_INTERVENTIONS = _SUMS.format(key="intervention_id", table="revive_intervention", budget="")


def _write(entries: Sequence[Entry]) -> None:
    """Write entries and the sums beside them."""
    made = Entry.objects.bulk_create(entries)
    keys = [entry.pk for entry in made]
    with connection.cursor() as cursor:
        cursor.execute(_OF_LINES, [keys])
        cursor.execute(_OF_INTERVENTIONS, [keys])
