"""When did the record's claims come, and which of them were not yet known?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ehya.publish.queries import MonthCount

MONTHS = 36
HEIGHT, BASE, TALLEST = 46.0, 26.0, 22.0  # [px]
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


def rail(months: Sequence[MonthCount], *, known_at: date, width: float) -> Rail:
    """Return the claims of the months around a day, one bar a month.

    Args:
        months: months that brought claims, of the Gregorian calendar.
        known_at: the day known; about two thirds along.
        width: of the drawing. [px]
    """
    counts = {month.first: month.count for month in months}
    shown = _months(known_at)
    step = (width - 2 * LEFT) / len(shown)
    tallest = max([counts.get(first, 0) for first in shown], default=0) or 1
    bars = tuple(
        _bar(first, counts.get(first, 0), tallest, (LEFT + i * step, step - GAP), known_at)
        for i, first in enumerate(shown)
    )
    days = (known_at - shown[0]).days / max((_after(shown[-1]) - shown[0]).days, 1)
    return Rail(width, bars, LEFT + days * (width - 2 * LEFT))


def _bar(first: date, count: int, tallest: int, across: tuple[float, float], known_at: date) -> Bar:
    height = round(
        (count / tallest) ** 0.5 * TALLEST, 1
    )  # a square root: one month of 200 hides the rest
    return Bar(
        x=round(across[0], 1),
        y=round(BASE - height, 1),
        width=round(across[1], 1),
        height=height,
        last=_after(first) - timedelta(days=1),
        count=count,
        later=first > known_at,
        year=first.year if first.month == 1 else None,
    )


def _months(known_at: date) -> list[date]:
    month = known_at.replace(day=1)
    for _ in range(MONTHS * 5 // 9):
        month = (month - timedelta(days=1)).replace(day=1)
    months = [month]
    while len(months) < MONTHS:
        months.append(_after(months[-1]))
    return months


def _after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
