"""How much money is it, in whole rials, and at which day's rate is that how many dollars?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ehya.engine.refusal import Refusal

METHOD = "money.convert/1"

Currency = Literal["IRR", "USD"]
Basis = Literal["official", "nima", "market"]
Exact = int | Decimal | Fraction

RIALS_PER_TOMAN = 10
RIALS_PER_HEMAT = 10**13  # a thousand billion toman
NEAR_DAYS = 183  # a rate half a year away says nothing in this economy


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole rials or whole dollars.

    Attributes:
        value: how many. [rials or dollars]
        currency: "IRR" or "USD".

    Refuses "money.not_whole" when value is not an integer.
    """

    value: int
    currency: Currency = "IRR"

    def __post_init__(self) -> None:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise Refusal("money.not_whole", value=str(self.value), currency=self.currency)

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.value + self._same(other).value, self.currency)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.value - self._same(other).value, self.currency)

    def _same(self, other: "Amount") -> "Amount":
        if other.currency != self.currency:
            raise Refusal("money.mixed_currencies", left=self.currency, right=other.currency)
        return other


def rials_from_toman(toman: Exact) -> Amount:
    """Return an amount told in toman.

    Args:
        toman: exact number, never a float. [toman]

    Returns:
        Ten times as many rials.

    Raises:
        Refusal: "money.not_whole" when that is no whole number of rials.
    """
    return _whole(toman, RIALS_PER_TOMAN)


def rials_from_hemat(hemat: Exact) -> Amount:
    """Return an amount told in hemat (همت, a thousand billion toman).

    Args:
        hemat: exact number, never a float. [10^13 rials]

    Returns:
        The amount in rials.

    Raises:
        Refusal: "money.not_whole" when that is no whole number of rials.
    """
    return _whole(hemat, RIALS_PER_HEMAT)


@dataclass(frozen=True, slots=True)
class Rate:
    """What a dollar cost, on whose terms, by whose word.

    Attributes:
        rials_per_usd: the rate. [IRR/USD]
        on: the day it was seen; of a fixed rate the first day.
        basis: "official", "nima" (the exporters' market) or "market" (the free market).
        source: who told it.
        until: last day on which it stood; None for the day it was seen only.
        address: where it was printed; "" when worked out.

    Refuses "money.rate_not_positive" and "money.rate_reversed".
    """

    rials_per_usd: int
    on: date
    basis: Basis
    source: str
    until: date | None = None
    address: str = ""

    def __post_init__(self) -> None:
        if self.rials_per_usd <= 0:
            raise Refusal("money.rate_not_positive", rate=self.rials_per_usd)
        if self.until is not None and self.until < self.on:
            raise Refusal(
                "money.rate_reversed", first=self.on.isoformat(), last=self.until.isoformat()
            )

    def days_from(self, day: date) -> int:
        """Return how far a day is from the days on which this rate stood.

        Args:
            day: any day.

        Returns:
            0 inside them. [days]
        """
        return max((self.on - day).days, (day - (self.until or self.on)).days, 0)


@dataclass(frozen=True, slots=True)
class Rates:
    """All dated reference rates that Ehya knows."""

    rates: tuple[Rate, ...]

    def near(
        self, day: date, basis: Basis | None = None, within_days: int = NEAR_DAYS
    ) -> Rate | None:
        """Return the rate that stood nearest to a day.

        Args:
            day: the day asked about.
            basis: of one basis only; None takes the nearest of any, the market's first when
                several are equally near, since that is what a reader can compare with a price.
            within_days: farthest that a rate may lie. [days]

        Returns:
            The rate, or None when none is near enough.
        """
        near = [r for r in self.around(day, within_days) if basis in (None, r.basis)]
        return near[0] if near else None

    def around(self, day: date, within_days: int = NEAR_DAYS) -> tuple[Rate, ...]:
        """Return each basis's nearest rate to a day.

        Args:
            day: the day asked about.
            within_days: farthest that a rate may lie. [days]

        Returns:
            At most one rate of each basis, nearest first; market, NIMA, official when equal.
        """
        best: dict[Basis, Rate] = {}
        for rate in self.rates:
            held = best.get(rate.basis)
            if held is None or _nearness(rate, day) < _nearness(held, day):
                best[rate.basis] = rate
        near = (r for r in best.values() if r.days_from(day) <= within_days)
        return tuple(sorted(near, key=lambda r: (r.days_from(day), _ORDER.index(r.basis))))


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in the other currency that never forgets what it was.

    Attributes:
        amount: rounded half to even, to the whole rial or dollar.
        original: the amount as told.
        rate: the rate used, with its day, basis and source.
    """

    amount: Amount
    original: Amount
    rate: Rate

    @property
    def on(self) -> date:
        """The rate's day."""
        return self.rate.on


def convert(amount: Amount, rate: Rate) -> Converted:
    """Return an amount in the other currency.

    Args:
        amount: rials or dollars.
        rate: the dated rate to use. [IRR/USD]

    Returns:
        The converted amount with its original and its rate.

    Source:
        Rounded half to even (IEEE 754, ISO 4217 minor unit 0), so that sums drift nowhere.
    """
    if amount.currency == "USD":
        return Converted(Amount(amount.value * rate.rials_per_usd, "IRR"), amount, rate)
    dollars = round(Fraction(amount.value, rate.rials_per_usd))
    return Converted(Amount(dollars, "USD"), amount, rate)


def total(amounts: Iterable[Amount], currency: Currency = "IRR") -> Amount:
    """Return the sum of amounts of one currency.

    Args:
        amounts: any number of amounts; none sum to zero.
        currency: the currency that all must have.

    Returns:
        Their sum.

    Raises:
        Refusal: "money.mixed_currencies".
    """
    whole = Amount(0, currency)
    for amount in amounts:
        whole = whole + amount
    return whole


_ORDER: tuple[Basis, ...] = ("market", "nima", "official")


def _nearness(rate: Rate, day: date) -> tuple[int, int]:
    """Nearest first; of equals the one seen later."""
    return rate.days_from(day), -rate.on.toordinal()


def _whole(value: Exact, factor: int) -> Amount:
    if isinstance(value, float):
        raise Refusal("money.not_exact", value=str(value))
    rials = Fraction(value) * factor
    if rials.denominator != 1:
        raise Refusal("money.not_whole", value=str(value * factor), currency="IRR")
    return Amount(int(rials), "IRR")
