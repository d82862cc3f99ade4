"""Which days and months of either calendar does a sentence name?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ehya.engine.calendar import MONTHS, Calendar, DayRange, month_range, parse_day
from ehya.engine.claims.reading.tokens import Token
from ehya.engine.claims.reading.years import counts_something
from ehya.engine.refusal import Refusal

_SOLAR_YEARS = range(1300, 1500)
_GREGORIAN_YEARS = range(1900, 2200)
_SHORT_SOLAR = range(85, 100)
# What `parse_day` says of digits that have a date's shape and are no day.
_NO_DAY = ("calendar.no_such_day", "calendar.no_such_month", "calendar.ambiguous_day")


@dataclass(frozen=True, slots=True)
class Named:
    """A day or a month that was named.

    Attributes:
        first: index of its first token.
        last: index after its last token.
        calendar: "solar" or "gregorian".
        month: its number.
        day: None when only the month was named.
        year: None when it was not said.
    """

    first: int
    last: int
    calendar: str
    month: int
    day: int | None
    year: int | None

    def opens(self, near: date | None) -> str | None:
        """Return the first day as an ISO prefix, the year worked out if unsaid.

        Args:
            near: the publication day; an unsaid year makes it the last such day by then.

        Returns:
            "2024-06-12"; "2024-06" where only a Gregorian month was named.
        """
        return self._prefix(near, last=False)

    def closes(self, near: date | None) -> str | None:
        """Return the last day as an ISO prefix; a solar month closes with its last day.

        Args:
            near: the publication day.

        Returns:
            As `opens`.
        """
        return self._prefix(near, last=True)

    def _prefix(self, near: date | None, *, last: bool) -> str | None:
        year = self.year if self.year is not None else self._year_near(near)
        if year is None:
            return None
        try:
            days = month_range(year, self.month, _calendar(self.calendar))
        except Refusal:
            return None
        if self.day is not None:
            return _shift(days.first, self.day).isoformat() if self.day in _days_of(days) else None
        if self.calendar == "gregorian":
            return days.first.isoformat()[:7]
        return (days.last if last else days.first).isoformat()

    def _year_near(self, near: date | None) -> int | None:
        if near is None:
            return None
        guess = near.year - (621 if self.calendar == "solar" else 0)
        for year in range(guess, guess - 3, -1):
            try:
                days = month_range(year, self.month, _calendar(self.calendar))
            except Refusal:
                return None
            if _shift(days.first, self.day or 1) <= near:
                return year
        return None

    def is_unclear(self, near: date | None) -> bool:
        """Tell a day that no calendar has, as 30 February, or not in the year that is meant.

        Args:
            near: the publication day.

        Returns:
            False for months, and where nothing tells the year.
        """
        known = self.year is not None or near is not None
        return known and self.day is not None and self.closes(near) is None


def _calendar(name: str) -> Calendar:
    return "solar" if name == "solar" else "gregorian"


def _days_of(span: DayRange) -> range:
    return range(1, len(span) + 1)


def _shift(first: date, day: int) -> date:
    return date.fromordinal(first.toordinal() + day - 1)


def named_days(sentence: Sequence[Token]) -> list[Named]:
    """Return the days and months named in a sentence, left to right.

    Args:
        sentence: its tokens.

    Returns:
        "March 21, 2022", "21 March", "March 2022", "23 Esfand 1401", «۲۳ اسفند ماه سال ۱۴۰۱»,
        2024-08-12, 1403/05/22.
    """
    found: list[Named] = []
    place = 0
    while place < len(sentence):
        named = _numeric(sentence, place) or _worded(sentence, place, found)
        if named is None:
            place += 1
        else:
            found.append(named)
            place = named.last
    return found


def is_year(token: Token) -> bool:
    """Tell whether a token is a year written with four digits.

    Args:
        token: any token.

    Returns:
        True for 1300 to 1499 and 1900 to 2199.
    """
    return (
        token.kind == "number"
        and len(token.text) == 4
        and token.text.isdecimal()
        and (int(token.text) in _SOLAR_YEARS or int(token.text) in _GREGORIAN_YEARS)
    )


def _numeric(sentence: Sequence[Token], place: int) -> Named | None:
    parts = sentence[place : place + 5]
    if len(parts) < 5 or [p.kind for p in parts] != ["number", "sign", "number", "sign", "number"]:
        return None
    if parts[1].text not in "/-." or parts[0].start + 10 < parts[4].end:
        return None
    try:
        day = parse_day("".join(part.text for part in parts))
    except Refusal as refusal:
        year = next((int(p.text) for p in parts if is_year(p)), None)
        told = refusal.code in _NO_DAY
        return Named(place, place + 5, "gregorian", 0, 0, year) if told else None
    return Named(place, place + 5, "gregorian", day.month, day.day, day.year)


def _worded(sentence: Sequence[Token], place: int, found: list[Named]) -> Named | None:
    month = MONTHS.get(sentence[place].text)
    if month is None:
        return None
    first, last, day = place, place + 1, None
    solar = month.calendar == "solar"
    if last < len(sentence) and sentence[last].text == "ماه":
        last += 1
    before = place - 1
    if before >= 0 and sentence[before].text in ("of", "م", "ام", "th", "st", "nd", "rd"):
        before -= 1
    floor = found[-1].last if found else 0
    if before >= floor and _is_day(sentence[before]):
        day, first = int(sentence[before].text), before
    else:
        day, last = _day_behind(sentence, last)
    if day is None:
        day, first, last = _no_day(sentence, first, last, floor)
    year, last = _year_after(sentence, last, solar)
    if day is None and year is None and not _is_dated(sentence, place, last):
        return None
    return Named(first, last, month.calendar, month.number, day, year)


def _is_day(token: Token) -> bool:
    return (
        token.kind == "number"
        and token.text.isdecimal()
        and len(token.text) <= 2
        and 1 <= int(token.text) <= 31
    )


def _day_behind(sentence: Sequence[Token], last: int) -> tuple[int | None, int]:
    """Read the day of "March 21" and "March 21st", and where it ends."""
    if last >= len(sentence) or not _is_day(sentence[last]) or _is_counted(sentence, last):
        return None, last
    ordinal = last + 1 < len(sentence) and sentence[last + 1].text in ("th", "st", "nd", "rd")
    return int(sentence[last].text), last + 1 + ordinal


def _no_day(
    sentence: Sequence[Token], first: int, last: int, floor: int
) -> tuple[int | None, int, int]:
    """Read "32 Mehr 1403" and "March 35, 2024": two digits that no month has are still a day."""
    before, after = first - 1, last
    ends = any(is_year(token) for token in sentence[last : last + 1])
    if ends and before >= floor and _has_two_digits(sentence[before]):
        return int(sentence[before].text), before, last
    ends = any(is_year(token) for token in sentence[after + 1 : after + 3])
    if ends and _has_two_digits(sentence[after]) and not _is_counted(sentence, after):
        return int(sentence[after].text), first, after + 1
    return None, first, last


def _has_two_digits(token: Token) -> bool:
    return token.kind == "number" and token.text.isdecimal() and len(token.text) <= len("32")


def _is_counted(sentence: Sequence[Token], place: int) -> bool:
    """Tell a day from a count after a Persian month: «در خرداد ۲۱ واحد»."""
    return not sentence[place - 1].text.isascii() or (
        place + 1 < len(sentence)
        and sentence[place + 1].text
        in ("units", "idle", "industrial", "percent", "million", "people", "%")
    )


def _year_after(sentence: Sequence[Token], last: int, solar: bool) -> tuple[int | None, int]:
    here = last
    while (
        here < len(sentence)
        and here - last < 2
        and sentence[here].text in (",", "،", "سال", "of", "in")
    ):
        here += 1
    named = sentence[here - 1].text == "سال" or not solar
    if here < len(sentence) and is_year(sentence[here]):
        year = int(sentence[here].text)
        counted = not named and counts_something(sentence, here)
        if (year in _SOLAR_YEARS) == solar and not counted:
            return year, here + 1
    if here > last and solar and here < len(sentence) and sentence[here - 1].text == "سال":
        token = sentence[here]
        if (
            token.kind == "number"
            and token.text.isdecimal()
            and int(token.text[:4]) in _SHORT_SOLAR
        ):
            return 1300 + int(token.text), here + 1
    return None, last


_MONTH_OPENERS = frozenset(
    [
        "in",
        "between",
        "since",
        "by",
        "during",
        "until",
        "till",
        "from",
        "through",
        "last",
        "this",
        "late",
        "early",
        "mid",
        "of",
        "to",
        "and",
        "-",
        "در",
        "از",
        "تا",
        "طی",
        "ماه",
        "اواخر",
        "اوایل",
        "پایان",
        "ابتدای",
        "آغاز",
        "انتهای",
        "و",
    ]
)


_ENDS_FA = ("پایان", "ابتدای", "اغاز", "انتهای", "اواخر", "اوایل")


def _is_dated(sentence: Sequence[Token], place: int, last: int) -> bool:
    """Tell a month from a name or a verb: "in May", "خردادماه", not "may" or «مهر»."""
    before = sentence[place - 1].text if place else ""
    if sentence[last - 1].text == "ماه":
        return True
    if before in _ENDS_FA:
        return True
    if sentence[place].text in ("مهر", "مه", "دی", "تیر", "may", "march", "mehr", "tir", "azar"):
        after = sentence[last].text if last < len(sentence) else ""
        return (
            before in _MONTH_OPENERS
            and before not in ("of", "و", "and", "to")
            and (
                after in ("", ",", "،", ")", "امسال", "-", "and", "this", "سال")
                or sentence[place].text in ("may", "march")
            )
        )
    return before in _MONTH_OPENERS or before == "(" or place == 0
