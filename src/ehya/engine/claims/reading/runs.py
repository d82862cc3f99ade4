"""Is the unbroken run of characters around some digits a way of writing a number?

"1e308", "1.5.2", "12,34", "1/2", "24/7", "-5", "A120" and "1 811" hold digits of which none is the
number meant. Whoever takes a part of such a run as a count tells another number than the text does;
so the whole run is left unread. What counts as a run ends at blanks, brackets and quotation marks.
"""

from collections.abc import Sequence
from decimal import Decimal

from ehya.engine.claims.reading.numbers import CURRENCY, PERCENT, SCALE, TOUCHING, is_slash_decimal
from ehya.engine.claims.reading.tokens import Token

# Signs that make one thing of the digits on both sides: a time, a fraction, a power, a telephone.
_BINDING = frozenset(
    (".", ",", "،", "/", "⁄", ":", "'", "_", "^", "*", "×", "x", "±", "=", "+", "~", "&")
)
_SIGNS_BEFORE = frozenset(("^", "×", "±", "+", "#", "*", "="))
_MINUS = frozenset(("minus", "منفی"))
_SHORT_CURRENCIES = frozenset(("us", "rs", "rl", *CURRENCY))
# "120units" lost its blank; "120A" and "120km2" are codes and measures.
_SHORTEST_WORD = 3
_THOUSANDS = 3


def not_quantities(sentence: Sequence[Token], used: frozenset[int] | set[int]) -> set[int]:
    """Return the numbers of a sentence that stand in runs which write no number.

    Args:
        sentence: its tokens.
        used: indices of tokens that belong to dates, times and labels.

    Returns:
        Indices of number tokens; where one digit group of a run is broken, all of them are.
    """
    places = [i for i, token in enumerate(sentence) if token.kind == "number" and i not in used]
    found = {i for i in places if _is_signed(sentence, i, used) or _touches_letters(sentence, i)}
    for run in _runs(sentence, places):
        whole = _is_range(sentence, run) and not found & set(run)
        if not (whole or _is_decimal(sentence, run)):
            found |= set(run)
    return found | _blank_thousands(sentence, places)


def _is_signed(sentence: Sequence[Token], place: int, used: frozenset[int] | set[int]) -> bool:
    """Tell "-5" and "minus 5" from the range "50-60", and ".5" from a sentence's end."""
    before = sentence[place - 1] if place else None
    if before is None or before.text in _MINUS:
        return before is not None
    if before.end != sentence[place].start:
        return False
    if before.text in _SIGNS_BEFORE:
        return True
    opener = sentence[place - 2] if place > 1 else None
    attached = opener is not None and opener.end == before.start
    if before.text == ".":
        return not attached
    if before.text != "-":
        return False
    if opener is None or (attached and place - 2 in used):
        return True
    return opener.kind != "number" and opener.text not in (*PERCENT, ")", *SCALE, *CURRENCY)


def _touches_letters(sentence: Sequence[Token], place: int) -> bool:
    """Tell "A120" and "120A" from "Rls120", "120m" and a lost blank: "120units", «حدود۱۲۰»."""
    token = sentence[place]
    before = sentence[place - 1] if place else None
    glued = before is not None and before.end == token.start and _is_latin_word(before)
    if glued and before is not None and before.text not in _SHORT_CURRENCIES:
        return True
    after = sentence[place + 1] if place + 1 < len(sentence) else None
    if not _is_latin_word(after) or after is None or after.start != token.end:
        return False
    goes_on = place + 2 < len(sentence) and sentence[place + 2].kind == "number"
    if goes_on and sentence[place + 2].start == after.end:
        return True
    known = after.text in (*TOUCHING, *SCALE, *PERCENT, *_SHORT_CURRENCIES, *_ORDINALS)
    return not known and len(after.text) < _SHORTEST_WORD


_ORDINALS = ("st", "nd", "rd", "th", "s")


def _is_latin_word(token: Token | None) -> bool:
    return token is not None and token.kind == "word" and token.text.isascii()


def _runs(sentence: Sequence[Token], places: list[int]) -> list[list[int]]:
    """Return numbers that signs bind together without a blank, two or more of them."""
    runs: list[list[int]] = []
    for place in places:
        middle = sentence[place - 1] if place else None
        bound = (
            runs
            and middle is not None
            and runs[-1][-1] == place - 2
            and (middle.text in _BINDING or middle.text == "-")
            and sentence[place - 2].end == middle.start
            and middle.end == sentence[place].start
        )
        if bound:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [run for run in runs if len(run) > 1]


def _is_range(sentence: Sequence[Token], run: list[int]) -> bool:
    """Tell "50-60", the only pair of numbers that a sign may join; "900-1 million" rises too."""
    if len(run) > 2 or sentence[run[0] + 1].text != "-":
        return False
    if any(sentence[i].text.startswith("0") and sentence[i].text.isdecimal() for i in run):
        return False  # a telephone
    low, high = (Decimal(_plain(sentence[i])) for i in run)
    scaled = run[-1] + 1 < len(sentence) and sentence[run[-1] + 1].text in SCALE
    return low < high or scaled


def _plain(token: Token) -> str:
    return token.text.replace(",", "").replace("،", "")


def _is_decimal(sentence: Sequence[Token], run: list[int]) -> bool:
    """Tell «۱/۵ میلیارد» and «۲/۱۱ درصد»: the Persian decimal slash needs a unit behind it."""
    return len(run) == 2 and is_slash_decimal(sentence, run[0] + 1)


def _blank_thousands(sentence: Sequence[Token], places: list[int]) -> set[int]:
    """Return "1 811": one number with a blank inside, or two that lost their sign."""
    found: set[int] = set()
    for place in places:
        after = sentence[place + 1] if place + 1 < len(sentence) else None
        if after is None or after.kind != "number" or place + 1 not in places:
            continue
        found |= {place, place + 1} if len(_plain(after)) >= _THOUSANDS else {place}
    return found
