"""Is an amount what was meant, and how many rials is it?

A slip of a zero moves ten times the money: what lies far outside the record's range is asked about
once more. Another currency is kept as it was told, beside the rate by which it became rials.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load, rates
from ehya.register.queries.rates import BASES, Day, RateOn, rates_of
from ehya.register.queries.rates import CURRENCIES as FOREIGN

CURRENCIES = ("IRR", *FOREIGN)
MOST_IRR = 10**18  # more than the country's money: a slip
MOST_DECIMALS = 4
_SLIPS = (10, 1_000, 10**4, 10**6, 10**7, 10**9, 10**10)  # toman, thousands, millions, billions
_RATE_DAYS = 183  # farthest that a rate lies with which an implied one is compared
Of = Literal["unit_irr", "line_irr", "project_irr", "payment_irr"]
Lookup = Callable[[Iterable[Day], str], Mapping[Day, RateOn]]  # rates of days, on a basis


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an amount is asked about once more.

    Attributes:
        amount_irr: as told. [IRR]
        low: lowest that the record tells. [IRR]
        high: highest that the record tells. [IRR]
        meant: what was perhaps meant, in the range; None where no usual slip leads there. [IRR]
    """

    amount_irr: int
    low: int
    high: int
    meant: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An amount as it was told, and by which rate it became rials.

    Attributes:
        amount: in its own currency.
        currency: of `CURRENCIES`.
        rate: rials for one of it; None to take the table's, of a basis.
        rate_on: the day of a rate that was typed.
        rate_source: who told that rate.
        basis: of `BASES`, where the rate is the table's.
    """

    amount: Decimal
    currency: str = "IRR"
    rate: Decimal | None = None
    rate_on: date | None = None
    rate_source: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Rials:
    """An amount in whole rials that never forgets what it was.

    Attributes:
        amount_irr: rounded half to even. [IRR]
        rate: rials for one of the original; 1 for rials.
        rate_on: the rate's day; None for rials.
        rate_source: who told it; "" for rials.
    """

    amount_irr: int
    rate: Decimal = Decimal(1)
    rate_on: date | None = None
    rate_source: str = ""


def doubt_of(amount_irr: int, on: date, of: Of = "unit_irr", *, many: int = 1) -> Doubt | None:
    """Return why an amount should be asked about once more; None where it is usual.

    Args:
        amount_irr: whole rials. [IRR]
        on: whose day's range counts.
        of: the money of one unit, of a funding line, of a project or of a payment for one.
        many: of how many of them the amount is. [units, lines or projects]
    """
    told = load("amounts", on)
    (low, high), times = (told[of][0], told[of][1] * many), told["asked_from"]
    if low <= amount_irr * times and amount_irr <= high * times:
        return None
    guesses = [amount_irr * slip for slip in _SLIPS] + [amount_irr // slip for slip in _SLIPS]
    fits = [guess for guess in guesses if low <= guess * times and guess <= high * times]
    near = min(fits, key=lambda guess: abs(guess - (low + high) // 2), default=None)
    return Doubt(amount_irr, low, high, near)


def rate_doubt_of(
    amount_irr: int, amount_usd: Decimal, on: date, *, known: Lookup = rates_of
) -> Doubt | None:
    """Return why rials and dollars, told of one thing, do not fit each other; None where they do.

    Args:
        amount_irr: whole rials. [IRR]
        amount_usd: the same in dollars, as told. [USD]
        on: near whose day a dollar's rates are asked for.
        known: where rates are looked up.

    Returns:
        The lowest and highest amount that the dollars can be by the rates that are told for that very
        day, on every basis, and else by the record's of those months; and the slip that leads there.
        None too where no rate is known: nothing is guessed.
    """
    near = [Decimal(rate.rials_per_usd) for rate in rates().around(on, _RATE_DAYS)]
    rials = list(told_on("USD", on, known=known).values()) or near
    if not rials or amount_usd <= 0:
        return None
    times = load("amounts", on)["rate_asked_from"]
    low, high = (int(amount_usd * min(rials) / times), int(amount_usd * max(rials) * times))
    if low <= amount_irr <= high:
        return None
    guesses = [amount_irr * slip for slip in _SLIPS] + [amount_irr // slip for slip in _SLIPS]
    fits = [guess for guess in guesses if low <= guess <= high]
    meant = min(fits, key=lambda guess: abs(guess - (low + high) // 2), default=None)
    return Doubt(amount_irr, low, high, meant)


def in_one_reading(days: Iterable[Day]) -> Lookup:
    """Return a look-up of rates that has read those of many days at once, for a file of amounts."""
    pairs = set(days)
    read = {basis: rates_of(pairs, basis) for basis in BASES}

    def known(wanted: Iterable[Day], basis: str) -> Mapping[Day, RateOn]:
        return {day: read[basis][day] for day in wanted if day in read[basis]}

    return known


def told_on(currency: str, on: date, *, known: Lookup = rates_of) -> dict[str, Decimal]:
    """Return the rates of a currency that are known for a day, by basis. [rials for one of it]"""
    day = (currency, on)
    found = {basis: known([day], basis).get(day) for basis in BASES}
    return {basis: one.rials_per_unit for basis, one in found.items() if one is not None}


def in_rials(told: Told, on: date, *, known: Lookup = rates_of) -> Rials:
    """Return an amount in rials, at the table's rate of that day or at the rate that was typed.

    Args:
        told: the amount.
        on: the day of the entry: a table's rate must have stood on that very day.
        known: where rates are looked up.

    Raises:
        Refusal: "revive.amount_not_money", "revive.no_such_currency", "revive.no_rate",
            "revive.rate_incomplete".

    Source:
        Rounded half to even, as `engine.money.convert`.
    """
    _refuse_no_money(told)
    if told.currency == "IRR":
        return Rials(_whole(told.amount))
    if told.rate is None:
        return _by_table(told, on, known)
    if told.rate_on is None or not told.rate_source.strip() or not 0 < told.rate < 10**12:
        raise Refusal("revive.rate_incomplete", currency=told.currency)
    amount = _whole((told.amount * told.rate).quantize(Decimal(1), ROUND_HALF_EVEN))
    return Rials(amount, told.rate, told.rate_on, told.rate_source.strip()[:200])


def _by_table(told: Told, on: date, known: Lookup) -> Rials:
    """A rate that was handed in speaks for its day before one that the record prints."""
    found = known([(told.currency, on)], told.basis) if told.basis in BASES else {}
    if (told.currency, on) not in found:
        raise Refusal("revive.no_rate", currency=told.currency, on=on)
    one = found[told.currency, on]
    rate = one.rials_per_unit
    amount = _whole((told.amount * rate).quantize(Decimal(1), ROUND_HALF_EVEN))
    return Rials(amount, rate, on, f"{one.basis}: {one.source}"[:200])


def _refuse_no_money(told: Told) -> None:
    if told.currency not in CURRENCIES:
        raise Refusal("revive.no_such_currency", currency=told.currency[:10], known=CURRENCIES)
    exact = told.amount.is_finite() and told.amount == round(told.amount, MOST_DECIMALS)
    if not exact or not 0 < told.amount <= MOST_IRR:
        raise Refusal("revive.amount_not_money", amount=str(told.amount)[:40])


def _whole(amount: Decimal) -> int:
    if amount != int(amount) or not 0 < amount <= MOST_IRR:
        raise Refusal("revive.amount_not_money", amount=str(amount)[:40])
    return int(amount)
