"""Does a row that bears a company's number tell of the unit that bears it?

A company may have several plants. So beside its number a name or a place must agree: a wrong merge
hides a unit, a wrong new one is found again by the search for duplicates.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ehya.engine.text import fold, name_key, sound_key, strip_legal_form

_WORD = re.compile(r"\w\w+|\d")  # a letter by itself joins two words: Foolad-e Alborz
_PLANTS = frozenset(  # words that tell one plant of a firm from another, folded
    fold(word).text
    for word in (
        *("یک", "دو", "سه", "چهار", "پنج", "اول", "دوم", "سوم", "چهارم", "پنجم", "شعبه"),
        *("one", "two", "three", "four", "five", "first", "second", "third", "branch", "ii", "iii"),
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a unit, in a row or in the register.

    Attributes:
        names: Persian and Latin; those that are told.
        province: its code; "" where it is not told.
        county: the same.
        park: the same.
    """

    names: tuple[str, ...]
    province: str = ""
    county: str = ""
    park: str = ""


def is_told_of(row: Told, unit: Told) -> bool:
    """Return whether a row with a company's number means that company's unit.

    Names agree when, legal forms aside, every word of the one stands in the other by its sound;
    a number that only one of them holds tells two plants apart. One park is one place; one county
    is, where the names have a word in common. A row without a name means the unit unless it tells
    of another place.

    Args:
        row: what the row tells.
        unit: what stands of the unit.
    """
    if not row.names:
        return all(
            not told or not known or told == known
            for told, known in ((row.province, unit.province), (row.county, unit.county))
        )
    both = [(one, other) for one in row.names for other in unit.names]
    if any(_agree(one, other) for one, other in both):
        return True
    if row.park or unit.park:
        return row.park == unit.park
    return (
        bool(row.county)
        and row.county == unit.county
        and any(_words(one) & _words(other) for one, other in both)
    )


def _agree(one: str, other: str) -> bool:
    if name_key(one) == name_key(other):
        return True
    words, others = _words(one), _words(other)
    inside = words <= others or others <= words
    return bool(words and others) and inside and not any(map(_counts, words ^ others))


def _counts(word: str) -> bool:
    return word.isdigit() or word in _PLANTS


@lru_cache(maxsize=65_536)
def _words(name: str) -> frozenset[str]:
    words = _WORD.findall(fold(strip_legal_form(name)).text)
    return frozenset(word if _counts(word) else sound_key(word) or word for word in words)
