"""When did the record's claims come, and which of them were not yet known?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ehya.engine.calendar import Calendar, month_range, to_solar
from ehya.publish.queries import MonthCount

MONTHS = 36
BASE, TALLEST = 26.0, 22.0  # [px]
LEFT, GAP = 4.0, 2.0  # [px]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the rail. Lengths are pixels of the drawing.

    Attributes:
        x, y, width, height: of the bar; nothing to draw when height is 0.
        last: the month's last day: where a click on the bar moves the clock.
        count: claims that became known in it.
        later: whether it lies after the day known.
        year: the year that begins with this month; None elsewhere.
    """

    x: float
    y: float
    width: float
    height: float
    last: date
    count: int
    later: bool
    year: int | None


class Shown(NamedTuple):
    """One month that is drawn."""

    year: int
    number: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rail:
    """The whole drawing.

    Attributes:
        width: of the drawing. [px]
        bars: every month shown, oldest first.
        now: where the day known stands. [px]
    """

    width: float
    bars: tuple[Bar, ...]
    now: float

    @property
    def end(self) -> float:
        """Where the base line ends. [px]"""
        return self.width - LEFT


def rail(
    months: Sequence[MonthCount], *, known_at: date, width: float, calendar: Calendar = "gregorian"
) -> Rail:
    """Return the claims of the months around a day, one bar a month.

    Args:
        months: months that brought claims, of the same calendar.
        known_at: the day known; about two thirds along.
        width: of the drawing. [px]
        calendar: whose months are drawn.
    """
    counts = {month.first: month.count for month in months}
    shown = _months(known_at, calendar)
    step = (width - 2 * LEFT) / len(shown)
    tallest = max([counts.get(month.first, 0) for month in shown], default=0) or 1
    bars = tuple(
        _bar(month, counts.get(month.first, 0) / tallest, LEFT + i * step, step - GAP)
        for i, month in enumerate(shown)
    )
    drawn = tuple(
        replace(bar, count=counts.get(month.first, 0), later=month.first > known_at)
        for bar, month in zip(bars, shown, strict=True)
    )
    days = (known_at - shown[0].first).days / (shown[-1].last - shown[0].first).days
    return Rail(width, drawn, LEFT + days * (width - 2 * LEFT))


def _bar(month: Shown, share: float, x: float, width: float) -> Bar:
    height = round(share**0.5 * TALLEST, 1)  # a square root: one month of 200 hides the rest
    return Bar(
        x=round(x, 1),
        y=round(BASE - height, 1),
        width=round(width, 1),
        height=height,
        last=month.last,
        count=0,
        later=False,
        year=month.year if month.number == 1 else None,
    )


def _months(known_at: date, calendar: Calendar) -> list[Shown]:
    """Three years of months, the one of `known_at` a little past the middle."""
    solar = to_solar(known_at)
    year, number = (
        (solar.year, solar.month) if calendar == "solar" else (known_at.year, known_at.month)
    )
    first = year * 12 + number - 1 - MONTHS * 5 // 9
    return [_shown(index // 12, index % 12 + 1, calendar) for index in range(first, first + MONTHS)]


def _shown(year: int, number: int, calendar: Calendar) -> Shown:
    days = month_range(year, number, calendar=calendar)
    return Shown(year, number, days.first, days.last)
