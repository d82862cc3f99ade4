"""Which of two claims speaks of the later time, and do they speak of the same?

Periods carry ISO prefixes; a prefix is widened to days here and nowhere else in the checker.
"""

from datetime import date, timedelta
from functools import lru_cache

from ehya.engine.calendar import DayRange, earliest, latest, solar_year_of, year_range
from ehya.engine.claims.model import Claim, Period

COUNTING = ("cumulative_since_year_start", "since_government", "full_year")
YEARLY = ("cumulative_since_year_start", "full_year", "target_for_year")


@lru_cache(maxsize=4096)
def widened(prefix: str | None) -> DayRange | None:
    """Return the days that a prefix allows; None for an untold one."""
    return None if prefix is None else DayRange(earliest(prefix), latest(prefix))


def ends(claim: Claim) -> DayRange | None:
    """Return the days on which a claim's period may end."""
    return widened(claim.period.end)


def starts(claim: Claim) -> DayRange | None:
    """Return the days on which a claim's period may start."""
    return widened(claim.period.start)


def said(claim: Claim) -> DayRange | None:
    """Return the days on which a claim may have been published."""
    return widened(claim.published_on)


@lru_cache(maxsize=4096)
def solar_year(period: Period) -> int | None:
    """Return the Solar Hijri year that a yearly period belongs to; None when it has none.

    The middle of the told days decides, so that a start told a day wrong still finds its year.
    """
    if period.kind not in YEARLY or period.start is None or len(period.start) < 7:
        return None
    return solar_year_of(earliest(period.start) + timedelta(days=10))


def same_year(one: Claim, other: Claim) -> bool:
    """Tell whether two yearly claims speak of the same Solar Hijri year."""
    year = solar_year(one.period)
    return year is not None and year == solar_year(other.period)


def overlap(one: DayRange | None, other: DayRange | None) -> bool:
    """Tell whether both are told and share a day."""
    if one is None or other is None:
        return False
    return one.first <= other.last and other.first <= one.last


def surely_before(one: DayRange | None, other: DayRange | None, *, slack: int = 0) -> bool:
    """Tell whether one is over before the other can begin, with days to spare."""
    if one is None or other is None:
        return False
    return one.last + timedelta(days=slack) < other.first


def same_day(one: DayRange | None, other: DayRange | None) -> bool:
    """Tell whether both are told to the day, and it is the same one."""
    return one is not None and one == other and len(one) == 1


def same_span(one: Period, other: Period) -> bool:
    """Tell whether two periods have been told alike, kind, start and end."""
    return one == other and one.end is not None


def window(claim: Claim) -> DayRange | None:
    """Return a period's days from first start to last end, where both are told."""
    first, last = starts(claim), ends(claim)
    if first is None or last is None or last.last < first.first:
        return None
    return DayRange(first.first, last.last)


def years_covered(days: DayRange) -> tuple[int, ...]:
    """Return the Solar Hijri years that days cover whole, to within a week at either end."""
    slack = timedelta(days=7)
    first = solar_year_of(days.first + slack)
    last = solar_year_of(days.last - slack)
    whole = year_range(first).first, year_range(last).last
    near = abs(whole[0] - days.first) <= slack and abs(whole[1] - days.last) <= slack
    return tuple(range(first, last + 1)) if near and last >= first else ()


def read_on(claim: Claim, published_on: date | None) -> date | None:
    """Return the last day on which a claim can have been said."""
    days = said(claim)
    return published_on if days is None else days.last
