"""Which day of one calendar is which day of the other?"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from persiantools.jdatetime import JalaliDate

from ehya.engine.calendar.months import name_of
from ehya.engine.refusal import Refusal

METHOD = "calendar.solar/1"

# persiantools is compared day by day with jdatetime and year by year with the vernal equinox over
# these years (tests/engine/test_calendar.py); beyond them nothing was proved, so nothing is said.
FIRST_YEAR, LAST_YEAR = 1200, 1500
FIRST_DAY, LAST_DAY = date(1821, 3, 21), date(2122, 3, 20)


@dataclass(frozen=True, slots=True, order=True)
class SolarDay:
    """A day of the Solar Hijri calendar, e.g. SolarDay(1403, 5, 22)."""

    year: int
    month: int
    day: int


@lru_cache(maxsize=65_536)  # some hundred years of days
def to_solar(day: date) -> SolarDay:
    """Return the Solar Hijri day that a Gregorian day is.

    Args:
        day: 1821-03-21 to 2122-03-20. [Gregorian day]

    Returns:
        The same day, 1200-01-01 to 1500-12-29.

    Raises:
        Refusal: "calendar.day_outside" when the day is outside those years.

    Source:
        Iran's calendar act of 1304 (1925): the year begins on the day whose noon in Tehran (52.5 E)
        follows the vernal equinox.
    """
    day = date(day.year, day.month, day.day)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refusal(
            "calendar.day_outside",
            day=day.isoformat(),
            first=FIRST_DAY.isoformat(),
            last=LAST_DAY.isoformat(),
        )
    solar = JalaliDate(day)  # type: ignore[no-untyped-call]
    return SolarDay(solar.year, solar.month, solar.day)


@lru_cache(maxsize=65_536)
def from_solar(year: int, month: int, day: int) -> date:
    """Return the Gregorian day that a Solar Hijri day is.

    Args:
        year: 1200 to 1500. [Solar Hijri year]
        month: 1 to 12. [month of the year]
        day: 1 to the month's length. [day of the month]

    Returns:
        The same day.

    Raises:
        Refusal: "calendar.year_outside", "calendar.no_such_month" or "calendar.no_such_day".
    """
    length = month_length(year, month)
    if not 1 <= day <= length:
        raise Refusal(
            "calendar.no_such_day",
            year=year,
            month=month,
            month_en=name_of(month, "solar", "en"),
            month_fa=name_of(month, "solar", "fa"),
            day=day,
            length=length,
        )
    return _first_of_year(year) + timedelta(days=_days_before(month) + day - 1)


def is_leap(year: int) -> bool:
    """Say whether Esfand of that year has 30 days.

    Args:
        year: 1200 to 1500. [Solar Hijri year]

    Returns:
        True when the year has 366 days.

    Raises:
        Refusal: "calendar.year_outside".
    """
    return bool(JalaliDate.is_leap(_known(year)))


def month_length(year: int, month: int) -> int:
    """Return how many days a Solar Hijri month has.

    Args:
        year: 1200 to 1500. [Solar Hijri year]
        month: 1 to 12. [month of the year]

    Returns:
        29, 30 or 31. [days]

    Raises:
        Refusal: "calendar.year_outside" or "calendar.no_such_month".
    """
    leap = is_leap(year)
    if not 1 <= month <= 12:
        raise Refusal("calendar.no_such_month", year=year, month=month)
    if month <= 6:
        return 31
    return 30 if month < 12 or leap else 29


def solar_year_of(day: date) -> int:
    """Return the Solar Hijri year in which a Gregorian day lies.

    Args:
        day: 1821-03-21 to 2122-03-20. [Gregorian day]

    Returns:
        The year, e.g. 1403.

    Raises:
        Refusal: "calendar.day_outside".
    """
    return to_solar(day).year


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal("calendar.year_outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def _first_of_year(year: int) -> date:
    return JalaliDate(_known(year), 1, 1).to_gregorian()  # type: ignore[no-untyped-call]


def _days_before(month: int) -> int:
    return 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
