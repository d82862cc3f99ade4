"""Which Persian numbers are said half in words: «یکصد و ۷۰», «۱۲ ممیز ۳», «منفی پنج»?"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ehya.engine.claims.reading.numbers import Number
from ehya.engine.claims.reading.tokens import Token

_POINT = "ممیز"
_MINUS = "منفی"
_PLACES = (1000, 100, 10)


def as_spoken(sentence: Sequence[Token], found: Sequence[Number]) -> list[Number]:
    """Join what is one number in speech, and leave out what is less than nothing.

    Args:
        sentence: its tokens.
        found: its quantities, left to right.

    Returns:
        Quantities left to right: «یکصد و ۷۰» is 170, «۱۲ ممیز ۳ درصد» 12.3, «منفی پنج» none.
    """
    result: list[Number] = []
    for number in found:
        joined = _joined(sentence, result[-1], number) if result else None
        if joined is not None:
            result[-1] = joined
        elif not (number.first and sentence[number.first - 1].text == _MINUS):
            result.append(number)
    return result


def _joined(sentence: Sequence[Token], left: Number, right: Number) -> Number | None:
    between = [token.text for token in sentence[left.last : right.first]]
    if left.kind != "count" or left.end or len(between) != 1:
        return None
    if between == [_POINT]:
        return _with_decimals(sentence, left, right)
    fits = 0 < right.value < _lowest_place(left.value)
    if between == ["و"] and left.spelled and not right.spelled and fits:
        return replace(right, value=left.value + right.value, first=left.first, digits=left.digits)
    return None


def _with_decimals(sentence: Sequence[Token], left: Number, right: Number) -> Number | None:
    """Read «۱۲ ممیز ۳»: as many places as digits are said, thousandths in words are left alone."""
    digits = sentence[right.digits].text
    if not digits.isdecimal() or right.value != int(digits):
        return None
    step = Decimal(1).scaleb(-len(digits))
    value = left.value + right.value * step
    return replace(right, value=value, step=step, first=left.first, digits=left.digits)


def _lowest_place(value: Decimal) -> int:
    """Return what may follow in digits: 70 after a hundred, nothing after seventeen."""
    return next((place for place in _PLACES if value >= place and value % place == 0), 0)
