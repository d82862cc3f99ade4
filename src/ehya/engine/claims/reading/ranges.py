"""Which two numbers are the ends of one range, and which are told of two days?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ehya.engine.claims.reading.numbers import Number, small_number
from ehya.engine.claims.reading.tokens import Token

_SMALLEST_SCALE = 1_000
# "From 50 to 60 units" is a range; "rose from 50 to 60" tells two numbers of two days.
_CHANGES = (
    *("increas", "rose", "ris", "grow", "grew", "rais", "jump", "climb", "boost", "lift", "soar"),
    *("decreas", "fell", "fall", "drop", "declin", "reduc", "cut", "shr", "slip", "plung"),
    *("chang", "promot", "upgrad", "improv", "expand", "reach", "bring", "brought", "went"),
)


def with_ranges(sentence: Sequence[Token], found: Sequence[Number]) -> list[Number]:
    """Join "20 to 25 percent", "221-250", «بین ۲۰ تا ۲۵» into two ends that know each other.

    Args:
        sentence: its tokens.
        found: its quantities, left to right.

    Returns:
        The same quantities; the two ends of a range carry both ends.
    """
    result = list(found)
    for place in range(len(found) - 1):
        left, right = result[place], result[place + 1]
        between = [token.text for token in sentence[left.last : right.first]]
        opener = sentence[left.first - 1].text if left.first else ""
        changes = opener == "from" and any(t.text.startswith(_CHANGES) for t in sentence)
        if not _is_range(between, left, right, opener=opener, changes=changes):
            continue
        low = left
        if left.kind == "count" and right.kind != "count":
            scale = _shared_scale(sentence, left, right)
            low = replace(left, kind=right.kind, value=left.value * scale, step=left.step * scale)
        if low.value >= right.value:
            continue
        result[place] = replace(low, low=low.value, high=right.value, end=-1)
        result[place + 1] = replace(right, low=low.value, high=right.value, end=1)
    return result


def _is_range(
    between: list[str], left: Number, right: Number, *, opener: str, changes: bool
) -> bool:
    if left.end or left.kind not in (right.kind, "count"):
        return False
    if between == ["-"] or between == ["تا"]:
        return True
    if between == ["to"]:
        return not changes or left.kind != right.kind
    return between in (["and"], ["و"]) and opener in ("between", "بین")


def _shared_scale(sentence: Sequence[Token], left: Number, right: Number) -> Decimal:
    """Return the magnitude that "20 to 25 million" leaves unsaid at its first number."""
    if sentence[right.digits].kind == "number" and left.value < _SMALLEST_SCALE:
        written, _ = small_number(sentence, right.digits) or (Decimal(0), Decimal(0))
        if left.value < written:
            return right.value / written
    scale = Decimal(1)
    while left.value * scale * 100 < right.value and left.value:
        scale *= 1000
    return scale
