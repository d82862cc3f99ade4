"""Which day did somebody write?"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from ehya.engine.calendar.months import MONTHS_IN_DATES, Calendar, name_of
from ehya.engine.calendar.ranges import month_range
from ehya.engine.calendar.solar import from_solar
from ehya.engine.refusal import Refusal
from ehya.engine.text import fold

METHOD = "calendar.parse_day/1"


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


# A year of four digits tells its calendar; 1501 to 1599 is neither's today.
_SOLAR_YEARS = range(1200, 1501)
_GREGORIAN_YEARS = range(1600, 2200)
_LONGEST = 80


_NUMERIC = re.compile(r"([0-9]{1,4})\s?([-/.])\s?([0-9]{1,2})\s?\2\s?([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WEEKDAY = re.compile(
    r"(?<!\w)(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?!\w)"
    r"|(?<!\w)(?:(?:یک|دو|سه|چهار|پنج)\s?)?شنبه(?!\w)|(?<!\w)جمعه(?!\w)"
)
_GLUED_MONTH = re.compile(r"(?<=\w)ماه(?!\w)")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|[^\s\w.,،()'/-]")
# A spreadsheet's cell and a log's line carry the hour too; the day is the one written.
_HOUR = re.compile(
    r"(?<=\d)[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:z|[+-][0-9:]{4,5})?$"
)
_SILENT = _words(
    "of the st nd rd th on day year ad ce sh ap مورخ مورخه روز ماه سال در به تاریخ برابر با "
    "میلادی شمسی خورشیدی هجری ه ش م ام"
)
_EN_TO_TWENTY = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty"
)
_EN_ORDINALS = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
)
_FA_TO_TWENTY = _words(
    "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده "
    "بیست سی"
)


def parse_day(text: str) -> date:
    """Return the day that was written, in either calendar, language and set of digits.

    Reads "1403/05/22", "۲۲ مرداد ۱۴۰۳", "22 Mordad 1403", "August 12, 2024", "۱۲ اوت ۲۰۲۴",
    "2024-08-12", "بیست و دوم مرداد ۱۴۰۳", with or without the weekday's name (which is not checked)
    and, as Ehya shows it, one day twice: "12 Aug 2024 · 22 Mordad 1403". The year needs four
    digits: it tells the calendar. 12/08/2024 is refused, being two days.

    Args:
        text: one day and nothing else.

    Returns:
        The Gregorian day.

    Raises:
        Refusal: "calendar.not_a_day", "calendar.no_year", "calendar.only_a_month",
            "calendar.ambiguous_day", "calendar.two_days", "calendar.year_of_other_calendar", "calendar.year_outside",
            "calendar.no_such_month" or "calendar.no_such_day".

    Source:
        ISO 8601 for the year-first forms; month names as in Unicode CLDR (persian, gregorian)
        and the spellings found in the press of the published record.
    """
    written = text.strip()
    if len(written) > _LONGEST:
        raise Refusal("calendar.not_a_day", text=written[:_LONGEST])
    days = {_one_day(part) for part in written.split("·")}
    if len(days) > 1:
        raise Refusal("calendar.two_days", text=written)
    return days.pop()


def _one_day(written: str) -> date:
    folded = _WEEKDAY.sub(" ", _GLUED_MONTH.sub(" ", fold(written).text))
    folded = _HOUR.sub("", " ".join(folded.split()).strip(" ,،."))
    shape = _NUMERIC.fullmatch(folded)
    if shape:
        return _numeric(shape[1], int(shape[3]), shape[4], written)
    compact = _COMPACT.fullmatch(folded)
    if compact:
        return _numeric(compact[1], int(compact[2]), compact[3], written)
    return _worded(folded, written)


def _numeric(first: str, middle: int, last: str, written: str) -> date:
    if len(first) == 4 and len(last) <= 2:
        return _day(calendar_of(int(first)), int(first), middle, int(last))
    if len(last) != 4 or len(first) > 2:
        raise Refusal("calendar.no_year", text=written)
    calendar = calendar_of(int(last))
    if calendar == "solar" or int(first) > 12 or int(first) == middle:
        return _day(calendar, int(last), middle, int(first))
    if middle > 12:
        return _day(calendar, int(last), int(first), middle)
    raise Refusal("calendar.ambiguous_day", text=written)


def _worded(folded: str, written: str) -> date:
    months = [MONTHS_IN_DATES[t] for t in _TOKEN.findall(folded) if _is_month(t)]
    spoken = _numbers(folded)
    numbers = [n for n in spoken if n is not None]
    if len(months) != 1 or None in spoken or len(numbers) not in (1, 2):
        raise Refusal("calendar.not_a_day", text=written)
    month = months[0]
    if len(numbers) == 1:
        code = "calendar.no_year" if numbers[0] <= 31 else "calendar.only_a_month"
        raise Refusal(code, text=written)
    day, year = sorted(numbers)
    if year < 1000 or day > 99:
        raise Refusal("calendar.no_year", text=written)
    if calendar_of(year) != month.calendar:
        raise Refusal(
            "calendar.year_of_other_calendar",
            year=year,
            month_en=name_of(month.number, month.calendar, "en"),
            month_fa=name_of(month.number, month.calendar, "fa"),
        )
    return _day(month.calendar, year, month.number, day)


def _is_month(token: str) -> bool:
    return token in MONTHS_IN_DATES


def _numbers(folded: str) -> list[int | None]:
    """Return the numbers in digits or words; None for a word that is no part of a date."""
    found: list[int | None] = []
    for is_word, group in groupby(_TOKEN.findall(folded), key=_is_plain_word):
        tokens = list(group)
        if not is_word:
            found.extend(int(t) for t in tokens if t.isdecimal())
            continue
        spoken = [t for t in tokens if t not in _SILENT]
        number = _DAY_WORDS.get("".join(tokens)) or _DAY_WORDS.get("".join(spoken))
        if number or spoken:
            found.append(number)
    return found


def _is_plain_word(token: str) -> bool:
    return not token.isdecimal() and not _is_month(token)


def calendar_of(year: int) -> Calendar:
    """Return whose year of four digits this is.

    Args:
        year: as written. [year]

    Returns:
        "solar" or "gregorian".

    Raises:
        Refusal: "calendar.year_outside" where it is neither's of these times.

    Source:
        The two calendars are 621 years apart, and nobody files readings of before 1821.
    """
    if year in _SOLAR_YEARS:
        return "solar"
    if year in _GREGORIAN_YEARS:
        return "gregorian"
    raise Refusal(
        "calendar.year_outside", year=year, first=_SOLAR_YEARS[0], last=_GREGORIAN_YEARS[-1]
    )


def _day(calendar: Calendar, year: int, month: int, day: int) -> date:
    if calendar == "solar":
        return from_solar(year, month, day)
    length = len(month_range(year, month, "gregorian"))
    if not 1 <= day <= length:
        raise Refusal(
            "calendar.no_such_day",
            year=year,
            month=month,
            month_en=name_of(month, calendar, "en"),
            month_fa=name_of(month, calendar, "fa"),
            day=day,
            length=length,
        )
    return date(year, month, day)


def _day_words() -> Iterator[tuple[str, int]]:
    """Yield 1 to 31 in words of both languages, folded and without blanks."""
    values = (*range(1, 21), 30)
    for tens, ones in ((0, values), (20, range(1, 10)), (30, (1,))):
        for value in ones:
            place = values.index(value)
            en_ten = {0: "", 20: "twenty", 30: "thirty"}[tens]
            fa_ten = {0: "", 20: "بیستو", 30: "سیو"}[tens]
            for word in (_EN_TO_TWENTY[place], _EN_ORDINALS[place]):
                yield en_ten + word, tens + value
            cardinal = _FA_TO_TWENTY[place]
            yield fa_ten + cardinal, tens + value
            yield fa_ten + cardinal + "م", tens + value
    yield from (("اول", 1), ("سوم", 3), ("بیستوسوم", 23), ("سیام", 30))


_DAY_WORDS = {"".join(fold(word).text.split()): value for word, value in _day_words()}
