"""Is a number of four digits a year, or does it count something?

«در سال ۱۴۰۲، ۱۸۱۱ واحد» has one of each: what counts stands before a noun in the singular.
"""

from collections.abc import Sequence

from ehya.engine.claims.reading.numbers import CURRENCY, SCALE
from ehya.engine.claims.reading.tokens import Token

_PERSIAN = """واحد نفر شغل فرصت فقره مورد معدن بنگاه کارگر کارگاه کارخانه شهرک پروژه طرح پروانه جواز
    مجوز هکتار درصد دستگاه"""
_ENGLISH = """units unit idle industrial manufacturing production stagnant small people workers jobs
    mines firms enterprises factories projects loans percent %"""
_COUNTED = frozenset((*_PERSIAN.split(), *_ENGLISH.split(), *SCALE, *CURRENCY))
_LATEST_SOLAR = 1499


def counts_something(sentence: Sequence[Token], place: int) -> bool:
    """Tell «۱۸۱۱ واحد» from «۱۴۰۲» and from «۱۴۰۲ واحدهای راکد»: a plural follows no number.

    Args:
        sentence: its tokens.
        place: index of a number that could be a year.

    Returns:
        True where a counted noun, a magnitude or a currency stands right behind it.
    """
    after = sentence[place + 1 : place + 3]
    if not after or after[0].text not in _COUNTED:
        return False
    return after[0].text.isascii() or not _is_plural(after)


def _is_plural(words: Sequence[Token]) -> bool:
    """Tell a noun whose «ها» the tokens left out, joined or apart."""
    noun = words[0]
    joined = noun.end - noun.start > len(noun.text)
    return joined or (len(words) > 1 and words[1].start - noun.end > 1)


def same_calendar(one: int, other: int) -> bool:
    """Tell whether two years can stand in one list.

    Args:
        one: a year.
        other: another.

    Returns:
        True where both are solar or both are Gregorian.
    """
    return (one <= _LATEST_SOLAR) == (other <= _LATEST_SOLAR)
