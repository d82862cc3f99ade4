"""From which day to which day does a year, a half, a quarter, a month or a prefix run?"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ehya.engine.calendar.months import Calendar
from ehya.engine.calendar.solar import from_solar, month_length, to_solar
from ehya.engine.refusal import Refusal

_PREFIX = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from first to last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal(
                "calendar.range_reversed", first=self.first.isoformat(), last=self.last.isoformat()
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


@lru_cache(maxsize=1024)  # some hundred years, asked for thousands of times a page
def year_range(year: int, calendar: Calendar = "solar") -> DayRange:
    """Return a year's days.

    Args:
        year: 1200 to 1500 solar, 1 to 9999 Gregorian.
        calendar: whose year.

    Returns:
        The first day to the last.

    Raises:
        Refusal: "calendar.year_outside".
    """
    return _months(year, 1, 12, calendar)


def half_range(year: int, half: int, calendar: Calendar = "solar") -> DayRange:
    """Return the days of half a year.

    Args:
        year: as in `year_range`.
        half: 1 or 2.
        calendar: whose half.

    Returns:
        Months 1 to 6 or 7 to 12.

    Raises:
        Refusal: "calendar.year_outside" or "calendar.no_such_half".
    """
    if half not in (1, 2):
        raise Refusal("calendar.no_such_half", half=half)
    return _months(year, 6 * half - 5, 6 * half, calendar)


def quarter_range(year: int, quarter: int, calendar: Calendar = "solar") -> DayRange:
    """Return the days of a quarter.

    Args:
        year: as in `year_range`.
        quarter: 1 to 4.
        calendar: whose quarter.

    Returns:
        Three months' days.

    Raises:
        Refusal: "calendar.year_outside" or "calendar.no_such_quarter".
    """
    if quarter not in (1, 2, 3, 4):
        raise Refusal("calendar.no_such_quarter", quarter=quarter)
    return _months(year, 3 * quarter - 2, 3 * quarter, calendar)


def month_range(year: int, month: int, calendar: Calendar = "solar") -> DayRange:
    """Return a month's days.

    Args:
        year: as in `year_range`.
        month: 1 to 12.
        calendar: whose month.

    Returns:
        The first day to the last.

    Raises:
        Refusal: "calendar.year_outside" or "calendar.no_such_month".
    """
    return _months(year, month, month, calendar)


def earliest(prefix: str) -> date:
    """Return the first day that an ISO prefix allows.

    Args:
        prefix: "2024", "2024-06" or "2024-06-12". [Gregorian]

    Returns:
        2024-01-01, 2024-06-01 or 2024-06-12.

    Raises:
        Refusal: "calendar.not_a_prefix" when it is none of these or no such day exists.
    """
    return _prefix_range(prefix).first


def latest(prefix: str) -> date:
    """Return the last day that an ISO prefix allows.

    Args:
        prefix: "2024", "2024-06" or "2024-06-12". [Gregorian]

    Returns:
        2024-12-31, 2024-06-30 or 2024-06-12.

    Raises:
        Refusal: "calendar.not_a_prefix" when it is none of these or no such day exists.
    """
    return _prefix_range(prefix).last


def year_gone(day: date) -> tuple[int, float]:
    """Return the Solar Hijri year of a day and how much of that year is gone when the day ends.

    Args:
        day: 1821-03-21 to 2122-03-20. [Gregorian day]

    Returns:
        The year, and days gone / days of the year, above 0 and at most 1; 2024-08-12 gives
        1403 and 146/366.

    Raises:
        Refusal: "calendar.day_outside".
    """
    year = to_solar(day).year
    whole = year_range(year)
    return year, len(DayRange(whole.first, day)) / len(whole)


def _months(year: int, first: int, last: int, calendar: Calendar) -> DayRange:
    if calendar == "solar":
        length = month_length(year, last)
        return DayRange(from_solar(year, first, 1), from_solar(year, last, length))
    if not 1 <= year <= 9999:
        raise Refusal("calendar.year_outside", year=year, first=1, last=9999)
    if not 1 <= last <= 12:
        raise Refusal("calendar.no_such_month", year=year, month=last)
    return DayRange(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


@lru_cache(maxsize=4096)  # a record names the same few hundred days over and over
def _prefix_range(prefix: str) -> DayRange:
    shape = _PREFIX.fullmatch(prefix)
    try:
        if shape is None:
            raise ValueError(prefix)
        year, month, day = (int(part) if part else None for part in shape.groups())
        if month is None:
            return DayRange(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            return _months(year or 0, month, month, "gregorian")
        whole = date(year or 0, month, day)
    except (ValueError, Refusal):
        raise Refusal("calendar.not_a_prefix", prefix=prefix[:40]) from None
    return DayRange(whole, whole)
