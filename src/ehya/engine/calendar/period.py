"""Which month, quarter, half or year did somebody write?"""

import re
from typing import Literal

from ehya.engine.calendar.months import MONTHS_IN_DATES, Calendar, name_of
from ehya.engine.calendar.parse import calendar_of, parse_day
from ehya.engine.calendar.ranges import (
    DayRange,
    half_range,
    month_range,
    quarter_range,
    year_range,
)
from ehya.engine.refusal import Refusal
from ehya.engine.text import fold

METHOD = "calendar.parse_period/1"
Length = Literal["day", "month", "quarter", "half", "year"]

_LONGEST = 80
_YEAR = re.compile(r"[0-9]{4}")
_YEAR_MONTH = re.compile(r"([0-9]{4})\s?[-/. ]\s?([0-9]{1,2})|([0-9]{4})([0-9]{2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{4})")
_PART = re.compile(r"(?:([0-9]{4})\s?[-/.]?\s?)?([qh])\s?([1-4])(?:\s?[-/.]?\s?([0-9]{4}))?")
_WORDED = re.compile(r"([^\W\d_]+)\W*([0-9]{4})|([0-9]{4})\W*([^\W\d_]+)")
_ORDINALS = {"اول": 1, "نخست": 1, "یکم": 1, "دوم": 2, "سوم": 3, "چهارم": 4}
_QUARTERS = r"سه ?ماهه?|فصل"
_WORDED_PART = re.compile(
    rf"(?:({_QUARTERS})|نیمه?|شش ?ماهه?) ?({'|'.join(_ORDINALS)}) ?([0-9]{{4}})"
)
_SEASONS = {"بهار": 1, "تابستان": 2, "پاییز": 3, "پائیز": 3, "زمستان": 4}  # a solar year's quarters
_SILENT = re.compile(r"(?<!\w)(?:ماه|سال|برج|month|year|of)(?!\w)|(?<=\w)ماه(?!\w)")


def parse_period(text: str) -> tuple[DayRange, Length]:
    """Return the days of the period that was written, and what kind of period it is.

    Reads "1402", "1402/05", "140205", "05/1402", "مرداد ۱۴۰۲", "Mordad 1402", "2023-08",
    "Aug 2023", "2023Q3", "Q3 2023", "1402 H1", "سه‌ماههٔ دوم ۱۴۰۲", "نیمهٔ اول ۱۴۰۲" and whatever
    `parse_day` reads. The year tells the calendar.

    Args:
        text: one period and nothing else.

    Returns:
        Its first and last day, and "day", "month", "quarter", "half" or "year".

    Raises:
        Refusal: "calendar.not_a_period"; "calendar.no_such_month", "calendar.no_such_quarter",
            "calendar.no_such_half", "calendar.year_outside",
            "calendar.year_of_other_calendar", and those of `parse_day` for a day.

    Source:
        ISO 8601-1:2019 for years and months; quarters as statistical offices write them; six
        digits as utilities' bills of Iran name their months.
    """
    written = text.strip()
    if len(written) > _LONGEST:
        raise Refusal("calendar.not_a_period", text=written[:_LONGEST])
    folded = " ".join(_SILENT.sub(" ", fold(written).text).split())
    found = _numeric(folded) or _part(folded) or _worded(folded, written)
    if found is not None:
        return found
    if sum(letter.isdecimal() for letter in folded) < len("140211"):
        raise Refusal("calendar.not_a_period", text=written)
    try:
        day = parse_day(written)
    except Refusal as no:
        if no.code in ("calendar.not_a_day", "calendar.no_year", "calendar.only_a_month"):
            raise Refusal("calendar.not_a_period", text=written) from no
        raise
    return DayRange(day, day), "day"


def _numeric(folded: str) -> tuple[DayRange, Length] | None:
    if _YEAR.fullmatch(folded):
        return year_range(int(folded), calendar_of(int(folded))), "year"
    shape = _YEAR_MONTH.fullmatch(folded)
    if shape:
        year, month = shape[1] or shape[3], shape[2] or shape[4]
        return _month(int(year), int(month))
    shape = _MONTH_YEAR.fullmatch(folded)
    return _month(int(shape[2]), int(shape[1])) if shape else None


def _month(year: int, month: int) -> tuple[DayRange, Length]:
    return month_range(year, month, calendar_of(year)), "month"


def _part(folded: str) -> tuple[DayRange, Length] | None:
    """Read a quarter or a half, in either language."""
    shape = _PART.fullmatch(folded)
    if shape and bool(shape[1]) != bool(shape[4]):
        return _quarter_or_half(int(shape[1] or shape[4]), int(shape[3]), of_four=shape[2] == "q")
    shape = _WORDED_PART.fullmatch(folded)
    if not shape:
        return None
    return _quarter_or_half(int(shape[3]), _ORDINALS[shape[2]], of_four=bool(shape[1]))


def _quarter_or_half(year: int, nth: int, *, of_four: bool) -> tuple[DayRange, Length]:
    calendar = calendar_of(year)
    if of_four:
        return quarter_range(year, nth, calendar), "quarter"
    return half_range(year, nth, calendar), "half"


def _worded(folded: str, written: str) -> tuple[DayRange, Length] | None:
    shape = _WORDED.fullmatch(folded)
    if not shape:
        return None
    word, year = shape[1] or shape[4], int(shape[2] or shape[3])
    if word in _SEASONS and calendar_of(year) == "solar":
        return quarter_range(year, _SEASONS[word]), "quarter"
    month = MONTHS_IN_DATES.get(word)
    if month is None:
        raise Refusal("calendar.not_a_period", text=written)
    calendar: Calendar = calendar_of(year)
    if calendar != month.calendar:
        raise Refusal(
            "calendar.year_of_other_calendar",
            year=year,
            month_en=name_of(month.number, month.calendar, "en"),
            month_fa=name_of(month.number, month.calendar, "fa"),
        )
    return month_range(year, month.number, calendar), "month"
