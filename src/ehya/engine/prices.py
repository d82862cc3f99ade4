"""What are payments of different days worth together: in rials, in one month's rials, in dollars?

Three measures that are never added to one another. What a day's rate or a month's index is not told
for, is not guessed: then that measure has no total, and the days that are missing are named.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ehya.engine.money import Amount, Currency
from ehya.engine.refusal import Refusal

METHOD = "prices.totals/1"

MOST_NAMED = 12  # days that a refusal names; the others are counted


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that was paid on a day.

    Attributes:
        amount_irr: whole rials of that day; below zero for what came back. [IRR]
        on: the day.
    """

    amount_irr: int
    on: date


@dataclass(frozen=True, slots=True)
class Part:
    """One payment in a measure.

    Attributes:
        payment: as it was paid.
        by: what it was worked out by: 1, the month's index, or rials for a dollar.
        exact: its worth, not rounded. [rials, rials of the base, or dollars]
    """

    payment: Payment
    by: Decimal
    exact: Fraction

    @property
    def value(self) -> int:
        """Its worth rounded half to even, to be shown. [as `exact`]"""
        return round(self.exact)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that is never without its parts.

    Attributes:
        amount: the exact parts together, rounded once, half to even.
        parts: each payment, in the order given.
    """

    amount: Amount
    parts: tuple[Part, ...]


def in_rials(payments: Iterable[Payment]) -> Total:
    """Return the sum in the rials of each payment's own day: no inflation is taken out.

    Args:
        payments: any number. [IRR]

    Returns:
        The nominal sum with its parts. [IRR]
    """
    return _summed(payments, "IRR", lambda _day: Decimal(1), lambda irr, _by: Fraction(irr))


def in_constant_rials(
    payments: Iterable[Payment], index: Mapping[date, Decimal], base: Decimal
) -> Total:
    """Return the sum in the rials of one month: amount x index of that month / index of its own.

    Args:
        payments: any number. [IRR]
        index: day of a payment -> price index of its month, all of one series. [index points]
        base: the same series in the month whose rials are wanted. [index points]

    Returns:
        The sum in rials of the base month, with its parts. [IRR]

    Raises:
        Refusal: "money.no_index" naming the days without an index; "money.index_not_positive".

    Source:
        Deflation by a price index: ILO and others (2004), Consumer Price Index Manual, ch. 2.
        Exact fractions; rounded half to even once, at the end.
    """
    _see_positive([*index.values(), base])
    told, missing = _parted(payments, index)
    if missing:
        raise no_index(missing)
    top = Fraction(base)
    return _summed(told, "IRR", index.__getitem__, lambda irr, by: irr * top / Fraction(by))


def in_dollars(payments: Iterable[Payment], rates: Mapping[date, Decimal]) -> Total:
    """Return the sum in dollars, each payment by the rate of its own day.

    Args:
        payments: any number. [IRR]
        rates: day of a payment -> what a dollar cost on it, all of one basis. [IRR/USD]

    Returns:
        The sum in whole dollars, with its parts. [USD]

    Raises:
        Refusal: "money.no_rates" naming the days without a rate; "money.index_not_positive".

    Source:
        As `engine.money.convert`, but rounded half to even once, at the end.
    """
    _see_positive([*rates.values()])
    told, missing = _parted(payments, rates)
    if missing:
        raise no_rates(missing)
    return _summed(told, "USD", rates.__getitem__, lambda irr, by: irr / Fraction(by))


def factors_constant(
    days: Iterable[date], index: Mapping[date, Decimal], base: Decimal
) -> dict[date, Fraction]:
    """Return by what rials of each day are multiplied to be rials of one month.

    Args:
        days: of which money is told.
        index: as `in_constant_rials`. [index points]
        base: as there. [index points]

    Returns:
        Day -> base / index of its month. [1]

    Raises:
        Refusal: as `in_constant_rials`.

    Source:
        As `in_constant_rials`.
    """
    in_constant_rials([Payment(0, day) for day in days], index, base)
    return {day: Fraction(base) / Fraction(index[day]) for day in days}


def factors_in_dollars(days: Iterable[date], rates: Mapping[date, Decimal]) -> dict[date, Fraction]:
    """Return by what rials of each day are multiplied to be dollars.

    Args:
        days: of which money is told.
        rates: as `in_dollars`. [IRR/USD]

    Returns:
        Day -> 1 / rate. [USD/IRR]

    Raises:
        Refusal: as `in_dollars`.

    Source:
        As `in_dollars`.
    """
    in_dollars([Payment(0, day) for day in days], rates)
    return {day: 1 / Fraction(rates[day]) for day in days}


def _see_positive(values: Sequence[Decimal]) -> None:
    for value in values:
        if not value.is_finite() or value <= 0:
            raise Refusal("money.index_not_positive", value=str(value)[:40])


def _parted(
    payments: Iterable[Payment], known: Mapping[date, Decimal]
) -> tuple[tuple[Payment, ...], list[date]]:
    """Return the payments, and the days of which nothing is told: a part is never shown as all."""
    told = tuple(payments)
    return told, sorted({payment.on for payment in told} - set(known))


def no_index(days: Iterable[date]) -> Refusal:
    """Return why there is no total in constant rials: the first days without an index, how many."""
    missing = sorted(set(days))
    return Refusal("money.no_index", days=_named(missing), count=len(missing))


def no_rates(days: Iterable[date]) -> Refusal:
    """Return why there is no total in dollars: the first days without a rate, and how many."""
    missing = sorted(set(days))
    return Refusal("money.no_rates", days=_named(missing), count=len(missing))


def _named(days: Sequence[date]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in days[:MOST_NAMED])


def _summed(
    payments: Iterable[Payment],
    currency: Currency,
    by: Callable[[date], Decimal],
    worth: Callable[[int, Decimal], Fraction],
) -> Total:
    parts = []
    for payment in payments:
        factor = by(payment.on)
        parts.append(Part(payment, factor, worth(payment.amount_irr, factor)))
    whole = sum((part.exact for part in parts), Fraction(0))
    return Total(Amount(round(whole), currency), tuple(parts))
