"""Is so much money meant, and how many rials is it by the rate of its very day?"""

from datetime import date
from decimal import Decimal

from ehya.engine.refusal import Refusal
from ehya.invest.actions.holding import past_day
from ehya.register.queries.rates import BASES, rates_of
from ehya.register.queries.rates import CURRENCIES as FOREIGN
from ehya.revive.queries.amounts import (
    Doubt,
    Lookup,
    Of,
    Rials,
    Told,
    doubt_of,
    in_rials,
    rate_doubt_of,
    told_on,
)


def rials_asked(  # noqa: PLR0913 - an amount, whose it is, and what its teller has said of it
    told: Told,
    on: date,
    of: Of,
    *,
    usd: Decimal | None = None,
    many: int = 1,
    sure: bool = False,
    known: Lookup = rates_of,
) -> Rials:
    """Return the rials of an amount, after asking about what lies far from the record.

    Args:
        told: the amount.
        on: its day.
        of: whose range counts.
        usd: the same in dollars where the paper tells both. [USD]
        many: of how many projects it is. [projects]
        sure: whether the person means it.
        known: where rates are looked up.

    Raises:
        Refusal: "invest.amount_doubtful", "invest.rate_doubtful", "invest.rate_is_told", and those
            of `holding.past_day` and `revive.queries.amounts.in_rials`.
    """
    past_day(on)
    _refuse_typed_rate(told, on, known)
    rials = in_rials(told, on, known=known)
    if sure:
        return rials
    dollars = usd if usd is not None else told.amount if told.currency == "USD" else None
    if dollars is not None:
        doubt = rate_doubt_of(rials.amount_irr, dollars, on, known=known)
        _refuse_doubt("invest.rate_doubtful", doubt)
    _refuse_doubt("invest.amount_doubtful", doubt_of(rials.amount_irr, on, of, many=many))
    return rials


def _refuse_typed_rate(told: Told, on: date, known: Lookup) -> None:
    """A rate is written by hand only where none is told for that day, on the basis that is named."""
    if told.currency not in FOREIGN or told.rate is None:
        return
    there = told_on(told.currency, on, known=known)
    for basis in (told.basis,) if told.basis in BASES else tuple(there):
        if basis in there:
            raise Refusal(
                "invest.rate_is_told",
                currency=told.currency,
                on=on,
                basis=f"rates.{basis}",
                rate=there[basis],
            )


def _refuse_doubt(code: str, doubt: Doubt | None) -> None:
    if doubt is not None:
        told = {"low": doubt.low, "high": doubt.high, "meant": doubt.meant}
        raise Refusal(code, amount_irr=doubt.amount_irr, **told)
