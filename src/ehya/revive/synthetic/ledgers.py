"""Whose money does a made-up programme spend?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.engine.text import persian_digits
from ehya.ledger.actions import the_house
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User
from ehya.revive.actions.booking import Order, enter_many
from ehya.revive.actions.moving import Step
from ehya.revive.models import Entry, FundingLine, Intervention
from ehya.revive.queries.amounts import Told
from ehya.revive.queries.scope import in_sight
from ehya.revive.queries.vocabulary import kind_named
from ehya.revive.synthetic.fates import rules

if TYPE_CHECKING:
    from ehya.revive.synthetic.play import Play

BILLION = 1_000_000_000
_UNITS_A_YEAR = 12  # one in so many units could be helped with a year's budget, at its price
_FEWEST = 2  # units a province and year
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
    rows = (
        Intervention.objects.filter(
            case__in=list(days), committed_irr=0, decision__isnull=False, cost_irr__gt=0
        )
        .select_related("case")
        .order_by("id")
    )
    lines = _lines(play, rows, days, event, known_at)
    free = {line.pk: int(line.budget_irr - line.committed_irr) for line in lines.values()}
    orders = []
    for row in rows:
        step = days[row.case_id]
        line, amount = lines[_line_of(row, step)].pk, int(row.cost_irr or 0)
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
        for row in _open(Q(case__in=list(days)))
    ]
    enter_many(orders, event=event, known_at=known_at)


def move(play: Play, month: DayRange, event: UUID, known_at: datetime) -> None:
    """Pay what was committed some weeks ago, and repay a part of what was paid a year ago."""
    enter_many([*_pay(play, month), *_repay(play, month)], event=event, known_at=known_at)


def _pay(play: Play, month: DayRange) -> list[Order]:
    wait = timedelta(days=rules()["money"]["paid_after"])
    return [
        _order(
            row.line,
            "pay",
            _left(row),
            max(row.begun_on + wait, month.first),
            play.cast.people[row.case.province_id, "officer"],
            row,
        )
        for row in _open(_of(play), begun_on__lte=month.last - wait)
    ]


def _repay(play: Play, month: DayRange) -> list[Order]:
    share = Decimal(str(rules()["money"]["repaid_share"]))
    year = timedelta(days=365)
    rows = Intervention.objects.filter(
        _of(play),
        paid_irr__gt=0,
        repaid_irr=0,
        begun_on__range=(month.first - year, month.last - year),
        kind="working_capital_loan",
    )
    return [
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


def _left(row: Intervention) -> int:
    return int(row.committed_irr - row.paid_irr)


def _of(play: Play) -> Q:
    return Q(case__synthetic=True) & in_sight(play.sight, "case__")


def _open(asked: Q, **further: Any) -> Iterable[Any]:
    rows = Intervention.objects.filter(asked, committed_irr__gt=F("paid_irr"), **further)
    return _with_line(rows)


def _with_line(rows: QuerySet[Intervention]) -> Iterable[Any]:
    """Return interventions with their case and the line that they were committed on: `line`."""
    committed = Entry.objects.filter(intervention=OuterRef("pk"), kind="commit")
    told = rows.annotate(line=Subquery(committed.values("line_id")[:1]))
    return told.select_related("case").order_by("id")


def _line_of(row: Intervention, step: Step) -> str:
    """Return the code of the line that pays for an intervention: its province's, of that year."""
    return f"SYN-{to_solar(step.said.on).year}-{row.case.province_id}"


def _lines(
    play: Play,
    rows: Iterable[Intervention],
    days: Mapping[int, Step],
    event: UUID,
    known_at: datetime,
) -> dict[str, FundingLine]:
    """Return the lines that interventions need, by code; each opened with its year's budget."""
    codes = sorted({_line_of(row, days[row.case_id]) for row in rows})
    there = set(FundingLine.objects.filter(code__in=codes).values_list("code", flat=True))
    opened = [_opened(code) for code in codes if code not in there]
    budgets = [
        _order(line.pk, "budget", _budget(play, line), line.first, the_house())
        for line in copy_in(opened)
    ]
    enter_many(budgets, event=event, known_at=known_at)
    return {line.code: line for line in FundingLine.objects.filter(code__in=codes)}


def _opened(code: str) -> FundingLine:
    _, year, province = code.split("-", 2)
    first, last = (month_range(int(year), month, "solar") for month in (1, 12))
    return FundingLine(
        code=code,
        name_fa=f"ردیف نمونهٔ {persian_digits(year)} (ساختگی)",
        name_en=f"Sample line {year}",
        province_id=province,
        first=first.first,
        last=last.last,
        synthetic=True,
    )


def _budget(play: Play, line: FundingLine) -> int:
    """Return a year's budget of a province: one in so many of its units may be helped. [IRR]"""
    of = play.units_of[line.province_id or ""]
    return int(cost(line.first, 0.5)) * max(_FEWEST, of // _UNITS_A_YEAR)


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
