"""Which words, numbers and signs does a text consist of, and where do sentences end?"""

import re
from typing import NamedTuple

from ehya.engine.text import Folded

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[,،]\d{3})+(?![\d,،]?\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[^\s\w]|_|\n)"
)
_ENDS = frozenset(".!?؟;؛")
_SHORT_FORMS = frozenset(
    [
        "mr",
        "dr",
        "mrs",
        "ms",
        "no",
        "rls",
        "rs",
        "st",
        "vs",
        "prof",
        "eng",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_WRAPPED_LINE = range(50, 110)
# Endings and helping verbs that say nothing to the tables; Persian writes them joined or apart.
_UNSAID = frozenset(["ها", "های", "هایی", "می"])
# «شده‌اند» whose half-space was lost; what stays is «شده».
_HELPING = ("هاند", "هایم", "هاست")
_PLURALS = ("هایی", "های", "ها")
_SHORTEST_STEM = 3
_SHORT_YEAR = 2
# Words that lose the blank between them in print: «هزارمیلیارد»، «میلیاردتومان».
_BEFORE_SCALES = ("بر", "از")
_SCALES = ("یکهزار", "هزار", "میلیون", "میلیارد")
_UNITS = """دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده
    بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد"""
_BEFORE_THOUSANDS = frozenset(_UNITS.split())
_ENDINGS = _BEFORE_THOUSANDS | {"یک"}
_AFTER_SCALES = frozenset(
    ("و", "میلیون", "میلیارد", "میلیاردتومان", "میلیاردریال", "تومان", "ریال", "واحد", "نفر", "شغل")
)
# «مردادماه» is printed without a blank as often as with one.
_MONTHS = frozenset(
    [
        "فروردین",
        "اردیبهشت",
        "خرداد",
        "تیر",
        "مرداد",
        "شهریور",
        "مهر",
        "آبان",
        "ابان",
        "آذر",
        "اذر",
        "دی",
        "بهمن",
        "اسفند",
    ]
)
# No sentence of a report is so long; what is, is cut, so that reading stays linear.
_LONGEST_SENTENCE = 250


class Token(NamedTuple):
    """A word, a number written in digits, or one sign.

    Attributes:
        text: folded spelling.
        kind: "word", "number" or "sign".
        start: offset of the first character in the folded text.
        end: offset after the last one.
    """

    text: str
    kind: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the tokens of a folded text; possessive 's, hyphens inside words and Persian
    plural endings are left out.

    Args:
        text: the folded text.

    Returns:
        Words, numbers and signs in order; line ends are signs.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(match.group(), match.lastgroup or "sign", match.start(), match.end())
        if token.text in "#_" and text[token.end : token.end + 1].isalpha():
            continue
        if token.kind == "number" and found and found[-1].text == "سال":
            found += _year_and_count(token)
        elif token.text == "s" and found and found[-1].text == "'":
            found.pop()
        elif token.text == "-" and _joins_letters(text, token.start):
            continue
        elif token.kind == "word" and found and _goes_on(found[-1].text, token.text):
            middle = token.start + 1
            found.append(Token(token.text[0], "word", token.start, middle))
            found.append(Token(token.text[1:], "word", middle, token.end))
        elif token.kind == "word":
            found += [
                part._replace(text=singular(part.text))
                for part in _parted(token)
                if part.text not in _UNSAID
            ]
        else:
            found.append(token)
    return found


def _goes_on(before: str, word: str) -> bool:
    """Tell the second half of «بیست‌وهفت» and «صد‌وپنجاه», whose "and" is joined to it."""
    return before in _BEFORE_THOUSANDS and word[0] == "و" and word[1:] in _ENDINGS


def _year_and_count(token: Token) -> list[Token]:
    """Part «سال ۹۹،۱۲۰ واحد»: behind «سال» a short year and its comma open no thousands."""
    year, comma, count = token.text.partition("،")
    if not comma or len(year) > _SHORT_YEAR:
        return [token]
    middle = token.start + len(year)
    return [
        Token(year, "number", token.start, middle),
        Token(comma, "sign", middle, middle + 1),
        Token(count, "number", middle + 1, token.end),
    ]


def _parted(token: Token) -> list[Token]:
    """Part a word from the one that lost its blank: «میلیاردتومان»، «هزارو»، «مردادماه»."""
    month = token.text.removesuffix("ماه")
    if month != token.text and month in _MONTHS:
        middle = token.start + len(month)
        return [Token(month, "word", token.start, middle), Token("ماه", "word", middle, token.end)]
    before = next((word for word in _BEFORE_SCALES if token.text.startswith(word)), "")
    if before and token.text[len(before) :].startswith(_SCALES):
        middle = token.start + len(before)
        scaled = Token(token.text[len(before) :], "word", middle, token.end)
        return [Token(before, "word", token.start, middle), *_parted(scaled)]
    for scale in _SCALES:
        few, said, _ = token.text.partition(scale)
        if said and few in _BEFORE_THOUSANDS:
            middle = token.start + len(few)
            scaled = Token(token.text[len(few) :], "word", middle, token.end)
            return [Token(few, "word", token.start, middle), *_parted(scaled)]
        rest = token.text.removeprefix(scale)
        if rest != token.text and rest in _AFTER_SCALES:
            middle = token.start + len(scale)
            head = Token(scale, "word", token.start, middle)
            return [head, *_parted(Token(rest, "word", middle, token.end))]
    return [token]


def _joins_letters(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()


def singular(word: str) -> str:
    """Return a Persian word without its plural ending or a helping verb run together with it.

    Args:
        word: one folded word.

    Returns:
        The stem; English words come back as they are.
    """
    if word.endswith(_HELPING) and len(word) >= _SHORTEST_STEM + len(_HELPING[0]) - 1:
        return word[: 1 - len(_HELPING[0])]
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def sentences(found: list[Token], folded: Folded) -> list[list[Token]]:
    """Return the tokens sentence by sentence.

    A line's end closes a sentence, save in a text that is wrapped at a fixed width.

    Args:
        found: tokens of the whole text.
        folded: the text that they come from.

    Returns:
        Non-empty lists of tokens, without the closing signs and line ends.
    """
    wrapped = _is_wrapped(folded.text)
    result: list[list[Token]] = [[]]
    for place, token in enumerate(found):
        if token.kind == "sign" and _closes(found, place, folded.text, wrapped):
            result.append([])
        elif token.text != "\n" and not _shortens(found, place):
            if len(result[-1]) >= _LONGEST_SENTENCE:
                result.append([])
            result[-1].append(token)
    return [sentence for sentence in result if sentence]


def _shortens(found: list[Token], place: int) -> bool:
    """Tell the full stop of "Sept. 22" and the hyphen of "small- and": they say nothing."""
    after = found[place + 1].text if place + 1 < len(found) else ""
    if found[place].text in ("-", "–") and place > 0 and after in ("and", "or"):
        return found[place - 1].kind == "word" and found[place - 1].end == found[place].start
    return place > 0 and found[place].text == "." and found[place - 1].text in _SHORT_FORMS


def _closes(found: list[Token], place: int, text: str, wrapped: bool) -> bool:
    token = found[place]
    if token.text == "\n":
        after = found[place + 1].text if place + 1 < len(found) else "\n"
        return not wrapped or after == "\n"
    if token.text not in _ENDS:
        return False
    if token.text != ".":
        return True
    before = found[place - 1] if place else token
    if before.text in _SHORT_FORMS and before.end == token.start:
        return False
    if before.kind == "word" and len(before.text) == 1 and before.text.isascii():
        return False
    after = text[token.end : token.end + 1]
    if after.isdecimal() and (before.kind == "number" or before.end != token.start):
        return False  # "1.5.2" and ".5" write no number, but end no sentence either
    return not (after.isascii() and after.isalpha() and len(before.text) <= 2)


def _is_wrapped(text: str) -> bool:
    """Tell whether the lines end because the page did, not because the thought did."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    broken = [line for line in lines if len(line) in _WRAPPED_LINE and line[-1] not in ".!?؟:"]
    return len(broken) * 2 > len(lines)
