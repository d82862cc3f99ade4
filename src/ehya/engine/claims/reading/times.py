"""Which stretches of time does a sentence name?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ehya.engine.claims.reading.days import Named, is_year
from ehya.engine.claims.reading.numbers import SMALL
from ehya.engine.claims.reading.tokens import Token
from ehya.engine.claims.reading.words_time import GOVERNMENTS, TIMES, YEARS
from ehya.engine.claims.reading.years import counts_something, same_calendar
from ehya.engine.text import fold

_SHORT_SOLAR = range(85, 100)
_REACH_BACK = 9


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of time as it was told; `periods` turns it into days.

    Attributes:
        kind: what was told, a name of words_time.TIMES.
        first: index of its first token.
        last: index after its last token, explaining brackets included.
        year: a solar year, relative (-1, 0, 1) or absolute (1402); None if none was told.
        count: the N of "first N months".
        days: the days named inside it, in order.
        government: first and last month of the government named, ISO prefixes.
        from_year: the first year of "from 1401 to 1403".
        ends: whether the one day printed beside it is said to close it: "(ends on March 20)".
    """

    kind: str
    first: int
    last: int
    year: int | None = None
    count: int | None = None
    days: tuple[Named, ...] = ()
    government: tuple[str, str | None] | None = None
    from_year: int | None = None
    ends: bool = False


@dataclass(slots=True)
class _Match:
    last: int
    year: int | None = None
    count: int | None = None
    government: tuple[str, str | None] | None = None
    days: tuple[Named, ...] = ()
    from_year: int | None = None


def times(sentence: Sequence[Token], named: Sequence[Named]) -> list[Time]:
    """Return the stretches of time named in a sentence, left to right, none inside another.

    Args:
        sentence: its tokens.
        named: the days and months that were found in it.

    Returns:
        The longest phrase of the table at each place, with the brackets that explain it.
    """
    found: list[Time] = []
    starts = {day.first: day for day in named}
    place = 0
    while place < len(sentence):
        time = _longest(sentence, place, starts)
        if time is None:
            place += 1
            continue
        time = _up_to(sentence, _explained(sentence, _since(sentence, time), named), starts)
        found.append(time)
        place = time.last
        for more in _more_years(sentence, time):
            found.append(more)
            place = more.last
    return found


def _up_to(sentence: Sequence[Token], time: Time, starts: dict[int, Named]) -> Time:
    """Read "since the beginning of the year (March 21) until December 20" to its end."""
    here = time.last
    if time.kind != "since_start" or here >= len(sentence) or sentence[here].text not in _UNTIL:
        return time
    while here < len(sentence) and sentence[here].text in _TO_A_DAY:
        here += 1
    day = starts.get(here)
    return replace(time, kind="since_until", last=day.last, days=(day,)) if day else time


_UNTIL = frozenset(("until", "till", "through", "to", "up"))
_TO_A_DAY = frozenset((*_UNTIL, "the", "end", "of", "late", "early", "mid"))


def _since(sentence: Sequence[Token], time: Time) -> Time:
    """Read "since the launch of the programme in 2018" as from 2018 on."""
    before = [token.text for token in sentence[max(0, time.first - _REACH_BACK) : time.first]]
    if time.kind != "year" or time.year in (None, 0, -1, 1) or "since" not in before:
        return time
    return time if "," in before[before.index("since") :] else replace(time, kind="since_year")


def _more_years(sentence: Sequence[Token], time: Time) -> list[Time]:
    """Read the further years of «سال‌های ۹۳، ۹۴ و ۹۵»: "and" closes the list."""
    found: list[Time] = []
    here = time.last
    while time.kind == "year" and (time.year or 0) > 1 and here + 1 < len(sentence):
        year = _bare_year(sentence[here + 1], two_digits=(time.year or 0) < 1400)
        joint = sentence[here].text
        if joint not in (",", "،", "و", "and") or year is None:
            break
        if not same_calendar(time.year or 0, year):
            break
        if joint in (",", "،") and counts_something(sentence, here + 1):
            break
        found.append(Time("year", here + 1, here + 2, year))
        here += 2
        if joint in ("و", "and"):
            break
    return found


def _bare_year(token: Token, *, two_digits: bool) -> int | None:
    if is_year(token):
        return int(token.text)
    short = token.kind == "number" and token.text.isdecimal() and len(token.text) == 2
    return (
        1300 + int(token.text) if two_digits and short and int(token.text) in _SHORT_SOLAR else None
    )


def _longest(sentence: Sequence[Token], place: int, starts: dict[int, Named]) -> Time | None:
    best: Time | None = None
    for kind, pattern in _BY_WORD.get(sentence[place].text, _NONE) + _open_patterns(
        sentence[place], place in starts
    ):
        for match in _match(pattern, 0, sentence, _Match(place), starts):
            if best is None or match.last > best.last:
                best = Time(
                    kind,
                    place,
                    match.last,
                    match.year,
                    match.count,
                    match.days,
                    match.government,
                    match.from_year,
                )
    return best


def _open_patterns(token: Token, starts_day: bool) -> list[tuple[str, "_Pattern"]]:
    """Return patterns that begin with a number, a day or a year."""
    if starts_day:
        return _OPEN
    return _OPEN if token.kind == "number" or token.text in SMALL else _NONE


_Element = tuple[str, frozenset[str], bool]
_Pattern = tuple[_Element, ...]


def _match(
    pattern: _Pattern, at: int, sentence: Sequence[Token], so_far: _Match, starts: dict[int, Named]
) -> Iterator[_Match]:
    if at == len(pattern):
        yield so_far
        return
    kind, words, optional = pattern[at]
    for step in _steps(kind, words, sentence, so_far, starts):
        yield from _match(pattern, at + 1, sentence, step, starts)
    if optional:
        yield from _match(pattern, at + 1, sentence, so_far, starts)


def _steps(
    kind: str,
    words: frozenset[str],
    sentence: Sequence[Token],
    so_far: _Match,
    starts: dict[int, Named],
) -> Iterator[_Match]:
    """Yield the ways in which one element of a pattern can be met from here on."""
    if so_far.last >= len(sentence):
        return
    if kind == "YEAR":
        yield from _years(sentence, so_far, starts)
    elif kind == "GOVERNMENT":
        for span, pattern in _GOVERNMENTS:
            for match in _match(pattern, 0, sentence, so_far, starts):
                yield replace(match, government=span)
    else:
        step = _one_token(kind, words, sentence[so_far.last], so_far, starts)
        if step is not None:
            yield step


def _years(sentence: Sequence[Token], so_far: _Match, starts: dict[int, Named]) -> Iterator[_Match]:
    for relative, pattern in _YEARS:
        for match in _match(pattern, 0, sentence, so_far, starts):
            told = match.year is not so_far.year
            yield match if told else replace(match, year=relative, from_year=so_far.year)


def _one_token(
    kind: str, words: frozenset[str], token: Token, so_far: _Match, starts: dict[int, Named]
) -> _Match | None:
    here = so_far.last
    if kind == "word":
        return replace(so_far, last=here + 1) if token.text in words else None
    if kind == "DAY":
        day = starts.get(here)
        return replace(so_far, last=day.last, days=(*so_far.days, day)) if day else None
    if kind == "N":
        count = _small_count(token)
        return None if count is None else replace(so_far, last=here + 1, count=count)
    year = _bare_year(token, two_digits=kind == "YY")
    if year is None or is_year(token) != (kind == "Y"):
        return None
    return replace(so_far, last=here + 1, year=year, from_year=so_far.year)


def _small_count(token: Token) -> int | None:
    if token.kind == "number" and token.text.isdecimal() and len(token.text) <= 3:
        return int(token.text)
    return SMALL.get(token.text)


_EXPLAINING = frozenset(
    [
        "(",
        ",",
        "which",
        "that",
        "started",
        "starting",
        "start",
        "starts",
        "began",
        "begins",
        "begin",
        "ended",
        "ending",
        "ends",
        "end",
        "on",
        "from",
        "in",
        "late",
        "early",
        "the",
        "is",
        "was",
        "to",
        "through",
        "until",
        "by",
        "-",
        "–",
        ")",
        "about",
        "year",
        "and",
        "of",
        "،",
        "تا",
        "از",
        "اول",
        "ابتدای",
        "اغاز",
        "لغایت",
        "پایان",
        "فروردین",
    ]
)
_REACH = 14


def _explained(sentence: Sequence[Token], time: Time, named: Sequence[Named]) -> Time:
    """Take in "(March 21–August 22)", "(ended on March 19)", ", which started on March 20"."""
    opener = sentence[time.last].text if time.last < len(sentence) else ""
    if time.kind in ("day", "since_day") or opener not in _OPENING:
        return time
    here = last = time.last
    days, ends = list(time.days), False
    starts = {day.first: day for day in named}
    while here < min(len(sentence), time.last + _REACH):
        word = sentence[here].text
        if here in starts:
            said = {token.text for token in sentence[last:here]}
            ends = not days and bool(_CLOSES & said) and not _BEGINS & said
            days.append(starts[here])
            here = last = starts[here].last
        elif here > time.last and is_year(sentence[here]) and not counts_something(sentence, here):
            here = last = here + 1
        elif word in _EXPLAINING:
            here += 1
        else:
            break
        if word == ")":
            last = here if last > time.last else last
            break
    ends = ends and len(days) == 1
    return replace(time, last=last, days=tuple(days), ends=ends) if last > time.last else time


_CLOSES = frozenset(("ends", "ending", "ended", "end", "پایان"))
_BEGINS = frozenset(("started", "starting", "start", "starts", "began", "begins", "begin", "from"))
_OPENING = frozenset(
    ("(", "[", ",", "which", "from", "ended", "ending", "starting", "started", "began", "ends")
)


def _compiled(text: str) -> list[_Pattern]:
    """Compile a row of the table; leading optional words become patterns of their own."""
    elements: list[_Element] = []
    for part in text.split():
        optional = part.startswith("[")
        body = part.strip("[]")
        if body.startswith("{"):
            elements.append((body.strip("{}"), frozenset(), optional))
        else:
            elements.append(("word", frozenset(_folded(body)), optional))
    result = []
    for start in range(len(elements)):
        result.append((_required(elements[start]), *elements[start + 1 :]))
        if not elements[start][2]:
            break
    return result


def _folded(body: str) -> list[str]:
    return [fold(word).text for word in body.split("|")]


def _required(element: _Element) -> _Element:
    return (element[0], element[1], False)


_YEARS: list[tuple[int | None, _Pattern]] = [
    (relative, pattern) for relative, text in YEARS for pattern in _compiled(text)
]
_GOVERNMENTS: list[tuple[tuple[str, str | None], _Pattern]] = [
    ((start, end), pattern) for start, end, text in GOVERNMENTS for pattern in _compiled(text)
]
_NONE: list[tuple[str, _Pattern]] = []
_OPEN: list[tuple[str, _Pattern]] = []
_BY_WORD: dict[str, list[tuple[str, _Pattern]]] = {}


def _index() -> None:
    """Sort the patterns by the words that they can begin with."""
    for kind, text in TIMES:
        for pattern in _compiled(text):
            words = _first_words(pattern[0])
            if words is None:
                _OPEN.append((kind, pattern))
            for word in words or ():
                _BY_WORD.setdefault(word, []).append((kind, pattern))


def _first_words(element: _Element) -> frozenset[str] | None:
    kind, words, _ = element
    if kind == "word":
        return words
    if kind == "YEAR":
        return frozenset(word for _, pattern in _YEARS for word in pattern[0][1])
    if kind == "GOVERNMENT":
        return frozenset(word for _, pattern in _GOVERNMENTS for word in pattern[0][1])
    return None


_index()
