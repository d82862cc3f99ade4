"""Which days does a told time stand for, seen from the day of publication?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from ehya.engine.calendar import (
    half_range,
    month_range,
    quarter_range,
    solar_year_of,
    year_range,
)
from ehya.engine.claims.model import Period, PeriodKind
from ehya.engine.claims.reading.times import Time
from ehya.engine.refusal import Refusal

_PARTS = (
    "first_months",
    "first_month",
    "first_quarter",
    "first_quarters",
    "to_autumn",
    "first_half",
    "first_days",
)
_PAST_ONLY = ("since_year", "window_years", "window_year", "window_months", "since_day", "week")
_LAST_SOLAR = 1900
_ASSUMED = ("period.assumed",)
_UNKNOWN = ("period.unknown",)
# A printed day that no calendar has, as 30 February: never taken for the next day.
NO_SUCH_DAY = "calendar.no_such_day"
_TOLD_BY_DAYS = (
    "until",
    "since_until",
    "months_to",
    "month",
    "range",
    "since_day",
    "government_until",
)
Resolved = tuple[Period, tuple[str, ...]]


def period_of(time: Time | None, *, sense: str, published: date | None) -> Resolved:
    """Return the period that a time means for a number of a certain sense.

    Args:
        time: what was told; None when the text told nothing.
        sense: "flow", "stock", "target" or "event".
        published: the day against which "this year" is understood.

    Returns:
        The period in the record's words and the codes of what was guessed.
    """
    if time is None or not any(day.is_unclear(published) for day in time.days):
        return _resolved(time, sense, published)
    if time.kind in _TOLD_BY_DAYS:
        kind: PeriodKind = "target_for_year" if sense == "target" else "as_of"
        return Period("event" if sense == "event" else kind), (*_UNKNOWN, NO_SUCH_DAY)
    period, unsure = _resolved(time, sense, published)
    return period, (*unsure, NO_SUCH_DAY)


def _resolved(time: Time | None, sense: str, published: date | None) -> Resolved:
    if time is None or time.kind == "past_unclear":
        return _untold(sense, published)
    if sense == "target" and time.kind in _PAST_ONLY:
        return _untold(sense, published)
    if time.kind == "government_until" and sense == "flow":
        return _government_until(time, published)
    if time.kind in ("government", "government_until", "by_end_of_government"):
        return _of_government(time, sense, published)
    year = _year(time, published)
    if sense == "target":
        return _target(time, year, published)
    by_kind = _BY_KIND.get(time.kind)
    if by_kind is not None:
        return by_kind(time, sense, published)
    if year is None:
        return Period(_kind(time, sense)), _UNKNOWN
    return _stock(time, year, published) if sense == "stock" else _of_year(time, year, published)


def _untold(sense: str, published: date | None) -> Resolved:
    if published is None:
        kind = {"target": "target_for_year", "event": "event"}.get(sense, "as_of")
        return Period(kind), _UNKNOWN  # type: ignore[arg-type]
    if sense == "target":
        days = year_range(solar_year_of(published))
        return Period("target_for_year", _iso(days.first), _iso(days.last)), _ASSUMED
    if sense == "event":
        return Period("event", _iso(published), _iso(published)), _ASSUMED
    return Period("as_of", None, _iso(published)), () if sense == "stock" else _ASSUMED


def _iso(day: date) -> str:
    return day.isoformat()


def _year(time: Time, published: date | None) -> int | None:
    """Return the solar year that is meant: told, relative, or shown by a day in brackets."""
    if time.year is not None and time.year > 1900:
        return time.year
    if time.year is not None and time.year > 1:
        return time.year
    for day in time.days:
        if published is None and day.year is not None:
            return _year_shown(time, day.closes(None))
    if published is None:
        return None
    return solar_year_of(published) + (time.year or 0)


def _year_shown(time: Time, day: str | None) -> int | None:
    """Return the year of "(March 20, 2022)": its first day, its last day or one inside it."""
    if day is None or len(day) < 10:
        return None
    return solar_year_of(date.fromisoformat(day))


def _target(time: Time, year: int | None, published: date | None) -> Resolved:
    if time.kind in ("month", "range", "since_day", "week", "until") and published:
        year = _year_of_days(time, published)
    if year is None:
        return Period("target_for_year"), _UNKNOWN
    if time.kind == "next_years" and published and time.count:
        month = _iso(published)[4:7]
        return Period("as_of", _iso(published)[:7], f"{published.year + time.count}{month}"), ()
    if time.kind in ("last_quarter", "second_half"):
        part = quarter_range(year, 4) if time.kind == "last_quarter" else half_range(year, 2)
        return Period("as_of", _iso(part.first), _iso(part.last)), ()
    if year > 1900:
        return Period("target_for_year", None, str(year)), ()
    days = _solar(year)
    if days is None:
        return Period("target_for_year"), _UNKNOWN
    return Period("target_for_year", *days), ()


def _solar(year: int) -> tuple[str, str] | None:
    try:
        days = year_range(year)
    except Refusal:
        return None
    return _iso(days.first), _iso(days.last)


def _year_of_days(time: Time, published: date) -> int:
    last = time.days[-1].closes(published) if time.days else None
    if last and len(last) == 10 and time.days[-1].year is not None:
        return solar_year_of(date.fromisoformat(last))
    return solar_year_of(published)


def _of_government(time: Time, sense: str, published: date | None) -> Resolved:
    start, end = time.government or ("0", None)
    if start == "0":
        start, end = _in_office(published), None
    if time.kind == "by_end_of_government" or sense == "target":
        if time.kind != "by_end_of_government":
            return _untold(sense, published)
        running = published is None or end is None or _iso(published)[:7] < end
        return Period("as_of", None, f"{int(start[:4]) + 4}-08" if start and running else end), ()
    if sense == "stock":
        return _untold(sense, published)
    if published is not None and (end is None or _iso(published)[:7] <= end):
        end = _iso(published)
    return Period("since_government", start or None, end), () if start else _UNKNOWN


def _government_until(time: Time, published: date | None) -> Resolved:
    """Read "since the 13th government took office until May 2024": the last day told ends it."""
    period, unsure = _of_government(time, "flow", published)
    end = time.days[-1].closes(published) if time.days else None
    return replace(period, end=end or period.end), unsure


def _in_office(published: date | None) -> str:
    """Return the month in which the government of that day took office."""
    if published is None:
        return ""
    starts = ("2013-08", "2017-08", "2021-08", "2024-08")
    return next((start for start in reversed(starts) if start <= _iso(published)[:7]), "")


def _until(time: Time, sense: str, published: date | None) -> Resolved:
    end = time.days[-1].closes(published) if time.days else None
    if end is None:
        return Period("as_of"), _UNKNOWN
    if sense == "stock":
        return Period("as_of", None, end), ()
    first = _solar(solar_year_of(date.fromisoformat(end if len(end) == 10 else f"{end}-28")))
    return Period("cumulative_since_year_start", first[0] if first else None, end), ()


def _of_days(time: Time, sense: str, published: date | None) -> Resolved:
    start, end = time.days[0].opens(published), time.days[-1].closes(published)
    if sense == "stock":
        return Period("as_of", None, end), ()
    if time.kind == "month":
        return Period("event", start, end), ()
    if time.kind == "since_day" or len(time.days) == 1:
        end = _iso(published) if published else None
    if _is_new_year(start):
        return Period("cumulative_since_year_start", _new_year(start or ""), end), ()
    return Period("as_of", start, end), ()


def _is_new_year(day: str | None) -> bool:
    if day is None:
        return False
    if len(day) == 7:
        return day.endswith("-03")
    first = year_range(solar_year_of(date.fromisoformat(day) + timedelta(3))).first
    return abs((date.fromisoformat(day) - first).days) <= 3


def _new_year(day: str) -> str:
    whole = date.fromisoformat(day if len(day) == 10 else f"{day}-25")
    return _iso(year_range(solar_year_of(whole + timedelta(3))).first)


def _window(time: Time, sense: str, published: date | None) -> Resolved:
    if published is None:
        return Period("as_of"), _UNKNOWN
    if sense == "stock":
        return Period("as_of", None, _iso(published)), ()
    months = {"window_years": 12, "window_year": 12}.get(time.kind, 1) * (time.count or 1)
    began = year_range(solar_year_of(published)).first
    if (
        time.kind == "window_months"
        and abs((published - began).days - 30.5 * (time.count or 1)) < 45
    ):
        part = _part(replace(time, kind="first_months"), solar_year_of(published))
        if part is not None:
            return Period("cumulative_since_year_start", part[0], min(part[1], _iso(published))), ()
    whole = published.year * 12 + published.month - 1 - months
    start = f"{whole // 12:04d}-{whole % 12 + 1:02d}-{min(published.day, 28):02d}"
    if time.kind == "week":
        start = _iso(published - timedelta(7))
    return Period("as_of", start, _iso(published)), ()


def _year_ago(time: Time, sense: str, published: date | None) -> Resolved:
    """Read "1,420 idle units a year ago" as of that month, and what happened as last year's."""
    if sense != "stock":
        return _resolved(replace(time, kind="year", year=-1), sense, published)
    if published is None:
        return Period("as_of"), _UNKNOWN
    return Period("as_of", None, f"{published.year - 1:04d}-{published.month:02d}"), ()


def _kind(time: Time, sense: str) -> PeriodKind:
    if sense == "stock":
        return "as_of"
    if time.kind in ("year", "by_end") and time.year not in (0, None):
        return "full_year"
    return "cumulative_since_year_start"


def _stock(time: Time, year: int, published: date | None) -> Resolved:
    if year > _LAST_SOLAR:
        return Period("as_of", None, str(year)), ()
    days = _part(time, year) or _solar(year)
    if days and time.kind == "year" and time.year and published and days[1] < _iso(published):
        return Period("full_year", *days), ()
    if days is None or (published and days[1] > _iso(published)):
        return Period("as_of", None, _iso(published) if published else None), ()
    return Period("as_of", None, days[1]), ()


def _of_year(time: Time, year: int, published: date | None) -> Resolved:
    if time.kind == "since_year" and published:
        first = _solar(year)
        return Period("as_of", first[0] if first else str(year), _iso(published)), ()
    if year > 1900:
        return Period("as_of", str(year), str(year)), ()
    whole = _solar(year)
    if whole is None:
        return Period("as_of"), _UNKNOWN
    part = _printed(time, _part(time, year), published)
    if part is not None:
        kind = "cumulative_since_year_start" if time.kind in _PARTS else "as_of"
        return Period(kind, part[0], part[1]), ()  # type: ignore[arg-type]
    if time.kind == "years_between":
        first = _solar(time.from_year or year)
        return Period("as_of", first[0] if first else None, whole[1]), ()
    today = _iso(published) if published else None
    if today is None or today > whole[1]:
        return Period("full_year", *whole), ()
    return Period("cumulative_since_year_start", whole[0], today), ()


def _printed(
    time: Time, part: tuple[str, str] | None, published: date | None
) -> tuple[str, str] | None:
    """Let a printed last day stand where it is within two days of the part's own."""
    if part is None or len(time.days) < 2:
        return part
    last = time.days[-1].closes(date.fromisoformat(part[1]) + timedelta(9))
    if last is None or len(last) < 10:
        return part
    near = abs((date.fromisoformat(last) - date.fromisoformat(part[1])).days) <= 2
    return (part[0], last) if near else part


def _part(time: Time, year: int) -> tuple[str, str] | None:
    """Return the days of a named part of a solar year."""
    count = time.count or 0
    try:
        first = year_range(year).first
        if time.kind == "first_days":
            return _iso(first), _iso(first + timedelta(count - 1))
        if time.kind == "first_half":
            return _iso(first), _iso(half_range(year, 1).last)
        if time.kind == "second_half":
            return _iso(half_range(year, 2).first), _iso(half_range(year, 2).last)
        if time.kind == "last_quarter":
            return _iso(quarter_range(year, 4).first), _iso(quarter_range(year, 4).last)
        if time.kind in _PARTS:
            by_name = {
                "first_month": 1,
                "first_quarter": 3,
                "first_quarters": 3 * count,
                "to_autumn": 9,
            }
            months = by_name.get(time.kind, count)
            return _iso(first), _iso(month_range(year, months).last)
    except Refusal:
        return None
    return None


_BY_KIND: dict[str, Callable[[Time, str, date | None], Resolved]] = {
    "until": _until,
    "since_until": _until,
    "months_to": _until,
    "month": _of_days,
    "range": _of_days,
    "since_day": _of_days,
    "window_years": _window,
    "window_year": _window,
    "window_months": _window,
    "week": _window,
    "year_ago": _year_ago,
}
