"""How is a day, a part of a date or a period written?"""

from datetime import date, timedelta
from typing import Literal

from ehya.engine.calendar import (
    FIRST_DAY,
    LAST_DAY,
    Calendar,
    DayRange,
    Language,
    earliest,
    latest,
    name_of,
    to_solar,
    year_range,
)
from ehya.engine.claims.model import Period
from ehya.engine.text import PERSIAN_DIGITS
from ehya.web.formats.numbers import number

Shown = Literal["both", "solar", "gregorian"]


def day(value: date, language: Language, calendar: Shown = "both", year: bool = True) -> str:
    """Return a day: 12 Aug 2024 · 22 Mordad 1403; ۲۲ مرداد ۱۴۰۳ · ۱۲ اوت ۲۰۲۴.

    Args:
        value: the day.
        language: "en" or "fa"; its own calendar stands first.
        calendar: one or both.
        year: False leaves the year to the context.

    Returns:
        The text; a day before 1200 or after 1500 SH in the Gregorian calendar only.
    """
    order = _order(language, calendar, value)
    return " · ".join(_day(value, language, one, year) for one in order)


def prefix(value: str, language: Language, calendar: Shown = "both", year: bool = True) -> str:
    """Return an ISO prefix as precisely as it was told and no more.

    A Gregorian month or year becomes the Solar Hijri one that holds most of it: June 2024 is
    Khordad 1403, 2024 is 1403.

    Args:
        value: "2024", "2024-06" or "2024-06-12".
        language: "en" or "fa".
        calendar: one or both.
        year: False leaves the year to the context, if there is anything else to show.

    Returns:
        E.g. "Jun 2024 · Khordad 1403".

    Raises:
        Refusal: "calendar.not_a_prefix".
    """
    span = DayRange(earliest(value), latest(value))
    if len(value) == 10:
        return day(span.first, language, calendar, year)
    order = _order(language, calendar, _middle(span))
    return " · ".join(_part(span, len(value) == 7, language, one, year) for one in order)


def year(value: int, language: Language) -> str:
    """Return a year, without thousands: 1403 · ۱۴۰۳.

    Args:
        value: of either calendar.
        language: "en" or "fa".

    Returns:
        The text.
    """
    return str(value) if language == "en" else str(value).translate(PERSIAN_DIGITS)


def clock(hour: int, minute: int, language: Language) -> str:
    """Return a time of day: 10:42 · ۱۰:۴۲.

    Args:
        hour: 0 to 23.
        minute: 0 to 59.
        language: "en" or "fa".

    Returns:
        The text.
    """
    return ":".join(
        "".join(number(int(d), language) for d in f"{part:02d}") for part in (hour, minute)
    )


def period(value: Period, language: Language, calendar: Shown = "both") -> str:
    """Return the time that a claim speaks of: "1403, to Jun", "1402, full year".

    A programme year goes by its Solar Hijri number in both languages; its end is written in the
    reader's calendar.

    Args:
        value: a claim's period.
        language: "en" or "fa".
        calendar: one or both.

    Returns:
        E.g. "1403, to 12 Aug · 22 Mordad", "since Aug 2021", "for 1403", "on 14 Aug 2023".

    Raises:
        Refusal: "calendar.not_a_prefix".
    """
    words = _WORDS[language]
    start, end = value.start, value.end
    programme_year = _programme_year(value)
    if programme_year is not None:
        return _in_year(value, programme_year, language, calendar)
    if value.kind == "since_government" and start:
        since = words["since"].format(prefix(start, language, calendar))
        return since if not end else _span(start, end, language, calendar)
    if start and end and start != end:
        return _span(start, end, language, calendar)
    if not (start or end):
        return words["untold"]
    point = prefix(end or start or "", language, calendar)
    shape = "on" if value.kind in ("as_of", "event") else "to"
    if shape == "on" and len(end or start or "") < 10:
        shape = "in"
    return words[shape].format(point)


_WORDS = {
    "en": {
        "so_far": "{} so far",
        "full": "{}, full year",
        "for": "for {}",
        "year_to": "{}, to {}",
        "since": "since {}",
        "to": "to {}",
        "on": "on {}",
        "in": "in {}",
        "span": "{} to {}",
        "untold": "time not told",
    },
    "fa": {
        "so_far": "{} تاکنون",
        "full": "{}، کل سال",
        "for": "برای {}",
        "year_to": "{}، تا {}",
        "since": "از {}",
        "to": "تا {}",
        "on": "در {}",
        "in": "در {}",
        "span": "{} تا {}",
        "untold": "زمان نامعلوم",
    },
}
_OF_ONE_YEAR = ("cumulative_since_year_start", "full_year", "target_for_year")
_SLACK = timedelta(days=15)  # reports round a year's ends
_SHORT_MONTH = 3  # letters: Jan, Feb …


def _programme_year(value: Period) -> int | None:
    """Return the Solar Hijri year that the period lies in; None when it is not one year's."""
    if value.kind not in _OF_ONE_YEAR or value.start is None:
        return None
    inside = latest(value.start) if len(value.start) < 10 else earliest(value.start) + _SLACK
    if not FIRST_DAY <= inside <= LAST_DAY:
        return None
    programme_year = to_solar(inside).year
    within = year_range(programme_year)
    starts = len(value.start) < 10 or earliest(value.start) <= within.first + _SLACK
    ends = value.end is None or earliest(value.end) <= within.last + _SLACK
    return programme_year if starts and ends else None


def _in_year(value: Period, programme_year: int, language: Language, calendar: Shown) -> str:
    words = _WORDS[language]
    shown = year(programme_year, language)
    if value.kind == "target_for_year":
        return words["for"].format(shown)
    if value.kind == "full_year":
        return words["full"].format(shown)
    if value.end is None:
        return words["so_far"].format(shown)
    return words["year_to"].format(shown, prefix(value.end, language, calendar, year=False))


def _span(start: str, end: str, language: Language, calendar: Shown) -> str:
    shape = _WORDS[language]["span"]
    spans = (
        shape.format(prefix(start, language, one), prefix(end, language, one))
        for one in _order(language, calendar)
    )
    return " · ".join(dict.fromkeys(spans))


def _order(language: Language, calendar: Shown, at: date | None = None) -> tuple[Calendar, ...]:
    """Return the calendars to show; of a day that the solar one cannot date, the other only."""
    if at is not None and not FIRST_DAY <= at <= LAST_DAY:
        return ("gregorian",)
    if calendar != "both":
        return (calendar,)
    return ("gregorian", "solar") if language == "en" else ("solar", "gregorian")


def _middle(span: DayRange) -> date:
    return span.first + (span.last - span.first) / 2


def _day(value: date, language: Language, calendar: Calendar, with_year: bool) -> str:
    shown = to_solar(value) if calendar == "solar" else value
    parts = [number(shown.day, language), _month(shown.month, calendar, language)]
    return " ".join(parts + [year(shown.year, language)] * with_year)


def _part(
    span: DayRange, is_month: bool, language: Language, calendar: Calendar, with_year: bool
) -> str:
    at = to_solar(_middle(span)) if calendar == "solar" else _middle(span)
    shown = year(at.year, language)
    if not is_month:
        return shown
    if with_year:
        return f"{_month(at.month, calendar, language)} {shown}"
    return name_of(at.month, calendar, language)


def _month(month: int, calendar: Calendar, language: Language) -> str:
    if calendar == "gregorian" and language == "en":
        return name_of(month, calendar, language)[:_SHORT_MONTH]
    return name_of(month, calendar, language)
