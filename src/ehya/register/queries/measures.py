"""What are payments worth together, in each measure for which every day is told?

Rials of their own days, rials of one month by each price index, dollars on each basis. A measure
with a day or a month that nobody told has no total but the reason why.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ehya.engine.calendar import DayRange
from ehya.engine.prices import Payment, Total, in_constant_rials, in_dollars, in_rials
from ehya.engine.refusal import Refusal
from ehya.register.queries.rates import BASES, PRINTED, IndexOn, indices_told, rates_of


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum in one measure, or why there is none.

    Attributes:
        kind: "nominal", "constant" or "dollars".
        by: "", the index and its base, or the basis of the rates.
        month: whose rials they are, where they are constant; None for the others.
        total: the sum with its parts; None where it is refused.
        refusal: why there is none; None where there is one.
    """

    kind: str
    by: str
    month: DayRange | None
    total: Total | None
    refusal: Refusal | None = None


def measures_of(
    payments: Sequence[Payment], as_of: date, known_at: datetime
) -> tuple[Measure, ...]:
    """Return payments in every measure; none is ever added to another.

    Args:
        payments: any number. [IRR]
        as_of: constant rials are those of the newest month told by then.
        known_at: what we knew by then.
    """
    constant = [_constant(payments, months) for months in indices_told(as_of, known_at)]
    return (
        Measure("nominal", "", None, in_rials(payments)),
        *(constant or [_constant(payments, ())]),
        *(_dollars(payments, basis, known_at) for basis in reversed(BASES)),
    )


def _constant(payments: Sequence[Payment], months: Sequence[IndexOn]) -> Measure:
    newest = months[-1] if months else None
    by = f"{newest.name} {newest.base}" if newest else ""
    month = newest.month if newest else None
    try:
        base = newest.value if newest else Decimal(1)
        known = index_by_day([one.on for one in payments], months)
        total = in_constant_rials(payments, known, base)
    except Refusal as no:
        return Measure("constant", by, month, None, no)
    return Measure("constant", by, month, total)


def index_by_day(days: Iterable[date], months: Sequence[IndexOn]) -> dict[date, Decimal]:
    """Return the index of each day's month; a day that nobody told of is not among them."""
    firsts, found = [month.month.first for month in months], {}
    for day in set(days):
        at = bisect_right(firsts, day) - 1
        if at >= 0 and day in months[at].month:
            found[day] = months[at].value
    return found


def _dollars(payments: Sequence[Payment], basis: str, known_at: datetime) -> Measure:
    told = rates_of([(PRINTED, payment.on) for payment in payments], basis, known_at)
    rates = {day: rate.rials_per_unit for (_currency, day), rate in told.items()}
    try:
        return Measure("dollars", basis, None, in_dollars(payments, rates))
    except Refusal as no:
        return Measure("dollars", basis, None, None, no)
