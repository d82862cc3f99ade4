"""What a text says, however it is typed: one spelling, a way back, an order, a key, a sound."""

from ehya.engine.text.names import ALPHABET, name_key, sort_key, strip_legal_form
from ehya.engine.text.search import search_query, search_tokens, search_words
from ehya.engine.text.sound import sound_key
from ehya.engine.text.spelling import (
    HALF_SPACE,
    PERSIAN_DIGITS,
    Folded,
    fold,
    latin_digits,
    normalise,
    persian_digits,
)

__all__ = [
    "ALPHABET",
    "HALF_SPACE",
    "PERSIAN_DIGITS",
    "Folded",
    "fold",
    "latin_digits",
    "name_key",
    "normalise",
    "persian_digits",
    "search_query",
    "search_tokens",
    "search_words",
    "sort_key",
    "sound_key",
    "strip_legal_form",
]
