"""Between which values does a told number leave the truth?

A number in a report is a written form, not a measurement: "over 60 million", "about 23 %",
"1.88 trillion". No rule may fire on a difference that this form explains.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import inf, isfinite

from ehya.engine.claims.model import Claim
from ehya.engine.claims.thresholds import CheckRules

_WHOLE = ("units", "persons", "years")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The lowest and the highest true value that a told number allows; infinite where open."""

    low: float
    high: float

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, self.high + other.high)

    def __truediv__(self, other: "Bounds") -> "Bounds":
        low = 0.0 if self.low <= 0 or not isfinite(other.high) else self.low / other.high
        high = inf if other.low <= 0 else self.high / other.low
        return Bounds(low, high)

    def times(self, factor: float) -> "Bounds":
        """Return both ends multiplied."""
        return Bounds(self.low * factor, self.high * factor)

    def meets(self, other: "Bounds") -> bool:
        """Tell whether one true value can satisfy both."""
        return self.low <= other.high and other.low <= self.high


def bounds(claim: Claim, rules: CheckRules, *, freedom: float = 1.0) -> Bounds:
    """Return what the written digits and the qualifier of a claim allow.

    Of money and shares the reader saw the written digits ("1.880 trillion"): the wider of its
    `low` and `high` and of our own holds, so that a rule is never sharper than either. A count is
    judged by the caps alone.

    Args:
        claim: the claim. [its unit]
        rules: rounding caps and the reach of "about".
        freedom: how many times more than the caps allow may be rounded; above 1 a count may
            also have been cut off (3,267 retold as 3,200).

    Returns:
        Both ends; infinite where the qualifier leaves one open.
    """
    own = _by_words(claim, rules, freedom)
    if claim.unit in _WHOLE or (claim.low is None and claim.high is None):
        return own
    low = own.low if claim.low is None else min(own.low, claim.low)
    high = own.high if claim.high is None else max(own.high, claim.high)
    return Bounds(low, high)


def total(many: Iterable[Bounds]) -> Bounds:
    """Return the bounds of a sum."""
    return sum(many, start=Bounds(0.0, 0.0))


@cache
def last_digit(value: float) -> float:
    """Return the size of the last written digit: 10,000 for 3,820,000; 0.01 for 23.36."""
    if value == 0:
        return 1.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return float(10.0 ** int(exponent))


def _by_words(claim: Claim, rules: CheckRules, freedom: float) -> Bounds:
    value, half = float(claim.value), rounding(claim.value, claim.unit, rules, freedom=freedom)
    match claim.qualifier:
        case "over" | "at_least":
            return Bounds(value - half, inf)
        case "under" | "up_to":
            return Bounds(-inf, value + half)
        case "approx":
            half = max(half, min(last_digit(value), rules.approx_share * abs(value)))
    cut_off = 2 if freedom > 1 and claim.unit in _WHOLE else 1
    return Bounds(value - half, value + cut_off * half)


def rounding(value: float, unit: str, rules: CheckRules, *, freedom: float = 1.0) -> float:
    """Return by how much rounding may have moved a number, half a step of its last digit.

    A small whole count is exact; a round one hides at most the share that its unit's cap allows:
    1,500 units may be 1,495 to 1,505, but not 1,557. A per cent is rounded to its last digit.

    Args:
        value: the number as told. [unit]
        unit: its base unit.
        rules: the caps.
        freedom: by what the caps of counts are multiplied.

    Returns:
        The greatest shift, 0 for an exact count. [unit]
    """
    step = last_digit(value)
    if unit == "percent":
        return min(step, 1.0) / 2
    cap = rules.rounding_caps[unit] * abs(value) * (freedom if unit in _WHOLE else 1.0)
    while step / 2 > cap and step > 1:
        step /= 10
    return 0.0 if unit in _WHOLE and step <= 1 else step / 2


def soft_bounds(claim: Claim, rules: CheckRules) -> Bounds:
    """Return what a claim allows if its speaker spoke naturally.

    Nobody says "over 60" of 294: "over" reaches to the next round number and no further. Only
    doubts, and rates between two currencies, are judged by this.

    Args:
        claim: the claim. [its unit]
        rules: the reach of "over".

    Returns:
        Finite ends.
    """
    hard, value = bounds(claim, rules), float(claim.value)
    reach = min(rules.over_reach * abs(value), 10 * last_digit(claim.value))
    low = hard.low if isfinite(hard.low) else value - reach
    high = hard.high if isfinite(hard.high) else value + reach
    return Bounds(low, high)
