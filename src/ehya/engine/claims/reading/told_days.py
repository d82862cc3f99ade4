"""Do the days that a text prints beside a year, or a part of it, belong to that year?

"The current Iranian year, which began on March 27" names a year and a day that does not fit. The
period is read by its name; the day, as it was told, is kept as a code for the checker.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from ehya.engine.calendar import earliest, solar_year_of, year_range
from ehya.engine.claims.model import Period
from ehya.engine.claims.reading.days import Named
from ehya.engine.claims.reading.times import Time

TOLD_START, TOLD_END = "calendar.told_start", "calendar.told_end"
_YEAR, _SAME_DAY = 365.25, 2  # days: a printed year may be an old one
_NEAR = 60  # days: a day further off belongs to something else
_WITH_END = ("first_months", "first_month", "first_quarter", "first_half", "year")
_FROM_START = (*_WITH_END, "since_start")


def misfits(time: Time | None, period: Period) -> tuple[str, ...]:
    """Return the printed days that are not the first or the last day of what they explain.

    Args:
        time: what was told, the days beside it included.
        period: what it was read as.

    Returns:
        "calendar.told_start=2024-03-27", "calendar.told_end=2022-07-22"; nothing where all fit.
    """
    if time is None or time.kind not in _FROM_START or len(period.start or "") != len("2024-03-20"):
        return ()
    whole = year_range(solar_year_of(earliest(period.start or "")))
    rights = ((TOLD_START, whole.first), (TOLD_END, _last(time, period, whole.last)))
    days = [day for day in time.days if day.day is not None][:2]
    if time.ends:
        rights = ((TOLD_END, _last(time, period, whole.last) or whole.last),) * 2
    if len(days) == 2:
        chosen = [_meant(day, [right]) for day, right in zip(days, rights, strict=True)]
    else:
        chosen = [_meant(day, rights) for day in days]
    if _ends_with_month(time):
        chosen.append(_meant(time.days[-1], rights[1:]))
    return tuple(f"{code}={told}" for code, told, apart in filter(None, chosen) if apart)


def _ends_with_month(time: Time) -> bool:
    """Tell «(از اول فروردین تا پایان مرداد)»: a solar month closes with its last day."""
    last = time.days[-1] if time.days else None
    return last is not None and last.day is None and last.calendar == "solar"


def _last(time: Time, period: Period, year_end: date) -> date | None:
    """Return the day on which the thing named ends; None where it runs on to the report."""
    if time.kind == "year":
        return year_end if time.year not in (0, None) else None
    if time.kind not in _WITH_END or len(period.end or "") != len("2024-03-20"):
        return None
    return earliest(period.end or "")


def _meant(named: Named, rights: Sequence[tuple[str, date | None]]) -> tuple[str, date, int] | None:
    """Return which end a printed day means, the day, and by how many days it misses."""
    found = []
    for code, right in rights:
        told = _nearest(named, right) if right else None
        if told is not None and right is not None and _is_meant_for(told, right):
            found.append((code, told, abs((told - right).days)))
    return min(found, key=lambda one: one[2], default=None)


def _is_meant_for(told: date, right: date) -> bool:
    """Tell the same day of another year too: "(through November 20, 2021)" in a report of 2024."""
    apart = abs((told - right).days)
    return apart <= _NEAR or abs(apart - round(apart / _YEAR) * _YEAR) <= _SAME_DAY


def _nearest(named: Named, right: date) -> date | None:
    """Return the day that was named, in the year that was told or the one nearest to right."""
    reach = timedelta(days=200)
    told = [named.closes(near) for near in (right - reach, right + reach, right + 2 * reach)]
    days = [date.fromisoformat(day) for day in told if day and len(day) == len("2024-03-20")]
    return min(days, key=lambda day: abs((day - right).days), default=None)
