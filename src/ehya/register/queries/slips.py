"""Does a value lie so far from its neighbours in time that a zero may have slipped?"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log10

from ehya.engine.calendar import DayRange
from ehya.ledger.rules import load

ON_EACH_SIDE = 3  # neighbours that are looked at


@dataclass(frozen=True, slots=True)
class Near:
    """A value and the days on which it held."""

    days: DayRange
    value: Decimal


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a value is asked about once more.

    Attributes:
        meant: what was perhaps meant: the value moved by whole zeros. [as the value]
        near: the neighbour in time that it lies far from.
    """

    meant: Decimal
    near: Near


class Around:
    """Values of one kind, to be found by their days."""

    def __init__(self, values: Sequence[Near], on: date) -> None:
        """Sort them.

        Args:
            values: in any order; days may be told twice.
            on: the day whose rule is asked: that of the handing in, however old the values.
        """
        rules = load("rate_slips", on)
        self._times: int = rules["times"]
        self._far: int = rules["within_days"]
        self._by_first = sorted(values, key=lambda near: near.days.first)
        self._by_last = sorted(values, key=lambda near: near.days.last)
        self._firsts: list[date] = [near.days.first for near in self._by_first]
        self._lasts: list[date] = [near.days.last for near in self._by_last]

    def doubt_of(self, told: Near) -> Doubt | None:
        """Return why a value is asked about; None where most of those around it are like it.

        A few neighbours on either side are looked at, so that one that slipped itself makes
        nobody else look wrong.

        Args:
            told: the value; what is told of its own days does not count.
        """
        beside = sorted(self._near(told), key=lambda near: near.value)
        middle = beside[(len(beside) - 1) // 2 : len(beside) // 2 + 1]
        if not middle or not all(_off(told.value, near.value, self._times) for near in middle):
            return None
        near = min(middle, key=lambda near: _days(near, told))
        zeros = round(log10(told.value / near.value))
        return Doubt(told.value.scaleb(-zeros), near)

    def knows(self, told: Near) -> bool:
        """Tell whether anything is told of the days around a value."""
        return bool(self._near(told))

    def _near(self, told: Near) -> list[Near]:
        before = bisect_left(self._lasts, told.days.first)
        after = bisect_right(self._firsts, told.days.last)
        beside = [
            *self._by_last[max(before - ON_EACH_SIDE, 0) : before],
            *self._by_first[after : after + ON_EACH_SIDE],
        ]
        return [near for near in beside if _days(near, told) <= self._far]


def _days(near: Near, told: Near) -> int:
    return max((near.days.first - told.days.last).days, (told.days.first - near.days.last).days)


def _off(value: Decimal, other: Decimal, times: int) -> bool:
    return value >= other * times or value * times <= other
