"""Whose money does a made-up programme spend?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.db.models import F, OuterRef, QuerySet, Subquery

from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.ledger.actions import the_house
from ehya.ledger.models import User
from ehya.revive.actions.booking import Order, enter_many
from ehya.revive.actions.moving import Step
from ehya.revive.models import Entry, FundingLine, Intervention
from ehya.revive.queries.amounts import Told
from ehya.revive.queries.vocabulary import kind_named
from ehya.revive.synthetic.fates import rules

if TYPE_CHECKING:
    from ehya.revive.synthetic.play import Play

BILLION = 1_000_000_000
_UNITS_A_YEAR = 12  # one in so many units could be helped with a year's budget, at its price
_FEWEST = 20
WORDS = "ساختگی"  # what a made-up person says


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


def commit(play: Play, steps: Sequence[Step], event: UUID, known_at: datetime) -> None:
    """Commit money to what is begun, as far as there is some."""
    days = {step.case: step for step in steps}
    rows = Intervention.objects.filter(
        case__in=list(days), committed_irr=0, decision__isnull=False, cost_irr__gt=0
    )
    lines = {year: _line(play, year, event, known_at) for year in _years(steps)}
    free = {line.pk: int(line.budget_irr - line.committed_irr) for line in lines.values()}
    orders = []
    for row in rows.order_by("id"):
        step = days[row.case_id]
        line, amount = lines[to_solar(step.said.on).year].pk, int(row.cost_irr or 0)
        if kind_named(row.kind, step.said.on).takes_money and amount <= free[line]:
            free[line] -= amount
            orders.append(_order(line, "commit", amount, step.said.on, step.by, row))
    enter_many(orders, event=event, known_at=known_at)


def release(steps: Sequence[Step], event: UUID, known_at: datetime) -> None:
    """Give back what was committed to cases that are closed and not paid."""
    days = {step.case: step for step in steps}
    orders = [
        _order(
            row.line, "release", _left(row), days[row.case_id].said.on, days[row.case_id].by, row
        )
        for row in _open(case__in=list(days))
    ]
    enter_many(orders, event=event, known_at=known_at)


def pay(play: Play, month: DayRange, event: UUID, known_at: datetime) -> None:
    """Pay what was committed some weeks ago."""
    wait = timedelta(days=rules()["money"]["paid_after"])
    orders = [
        _order(
            row.line,
            "pay",
            _left(row),
            max(row.begun_on + wait, month.first),
            play.cast.people[row.case.province_id, "officer"],
            row,
        )
        for row in _open(begun_on__lte=month.last - wait)
    ]
    enter_many(orders, event=event, known_at=known_at)


def repay(play: Play, month: DayRange, event: UUID, known_at: datetime) -> None:
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
    orders = [
        _order(
            row.line,
            "repay",
            int(row.paid_irr * share),
            month.last,
            play.cast.people[row.case.province_id, "officer"],
            row,
        )
        for row in _with_line(rows)
    ]
    enter_many(orders, event=event, known_at=known_at)


def _years(steps: Sequence[Step]) -> set[int]:
    return {to_solar(step.said.on).year for step in steps}


def _left(row: Intervention) -> int:
    return int(row.committed_irr - row.paid_irr)


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


def _line(play: Play, year: int, event: UUID, known_at: datetime) -> FundingLine:
    """Return the line of a solar year; opened with its budget where it is missing."""
    code = f"SYN-{year}"
    there = FundingLine.objects.filter(code=code).first()
    if there is not None:
        return there
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
    order = _order(line.pk, "budget", amount, first, the_house())
    enter_many([order], event=event, known_at=known_at)
    line.refresh_from_db()
    return line


def _order(
    line: int, kind: str, amount: int, on: date, by: User, row: Intervention | None = None
) -> Order:
    return Order(
        line=line,
        kind=kind,
        told=Told(Decimal(amount)),
        on=on,
        by=by,
        key=f"synthetic-{kind}-{line}-{row.pk if row else 0}",
        intervention=row.pk if row else None,
        decision=row.decision_id if row else None,
        words=WORDS,
    )
