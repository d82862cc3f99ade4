"""What does Ehya say, in English and in Persian?

The engine and the rooms give codes and facts; every sentence lives in this package. No Django
here, so that `ehya check` needs none.
"""

import string
from collections.abc import Iterable
from datetime import date, datetime

from ehya.engine.refusal import Refusal
from ehya.web import formats
from ehya.web.messages.refusals import SENTENCES

UNWRITTEN = {
    "en": "This cannot be done ({code}).",
    "fa": "این کار شدنی نیست ({code}).",
}


def sentence(refusal: Refusal, language: str) -> str:
    """Return the refusal as the reader should hear it.

    Args:
        refusal: what was refused, with its facts.
        language: "en" or "fa".

    Returns:
        What happened, where, and what to do. A code without a sentence is named, never hidden.
    """
    words = SENTENCES.get(refusal.code)
    if words is None:
        return UNWRITTEN[language].format(code=refusal.code)
    return fill(words[language], refusal.facts, language)


def fill(words: str, facts: object, language: str) -> str:
    """Return a sentence with its named places filled in the reader's language.

    `{row}` writes a number without grouping (a year, a row); `{limit:n}` writes a quantity
    ("1,811", «۱٬۸۱۱»); days are written by both calendars, texts stay as they are, and a list is
    joined by commas. A place without a fact stays visible as "…" and breaks nothing.
    """
    return _Places(language).vformat(words, (), dict(facts))


class _Places(string.Formatter):
    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(self, key: int | str, args: object, kwargs: dict[str, object]) -> object:
        return kwargs.get(str(key), "…")

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int | float):
            return self._number(value, grouped=format_spec == "n")
        if isinstance(value, datetime | date):
            return formats.day(value, self.language)
        if isinstance(value, Iterable) and not isinstance(value, str):
            comma = "، " if self.language == "fa" else ", "
            return comma.join(self.format_field(part, format_spec) for part in value)
        return str(value)

    def _number(self, value: float, *, grouped: bool) -> str:
        if grouped or isinstance(value, float):
            return formats.number(value, self.language)
        digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
        return str(value).translate(digits) if self.language == "fa" else str(value)
