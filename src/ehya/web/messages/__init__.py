"""In what words does Ehya speak? English and Persian; no Django, so that `ehya check` needs none."""

import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from ehya.engine.refusal import Refusal
from ehya.web import formats
from ehya.web.messages.findings import (
    Saying,
    agreement_sentence,
    finding_saying,
    finding_sentence,
)
from ehya.web.messages.names import NAMES
from ehya.web.messages.refusals import REFUSALS

__all__ = [
    "Saying",
    "agreement_sentence",
    "finding_saying",
    "finding_sentence",
    "sentence",
]

_ISO_DAY = len("2024-08-12")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
UNWRITTEN = {"en": "this cannot be done ({code}).", "fa": "این کار شدنی نیست ({code})."}


def sentence(refusal: Refusal, language: str) -> str:
    """Return the refusal as one sentence in the reader's language ("en" or "fa").

    A code without a sentence is named, never hidden: a person who is refused must hear something.
    """
    words = REFUSALS.get(refusal.code, UNWRITTEN)[language]
    text = _Places(language).vformat(words, (), {"code": refusal.code, **refusal.facts})
    return text[:1].upper() + text[1:]


class _Places(string.Formatter):
    """Fills `{limit}` as a quantity, `{row:d}` as a bare number, lists by commas."""

    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        return kwargs.get(str(key), "…")

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, str):
            return NAMES[value][self.language] if value in NAMES else self._day(value)
        if isinstance(value, datetime | date):
            return self._day(value.isoformat()[:10])
        if isinstance(value, Iterable):
            comma = "، " if self.language == "fa" else ", "
            return comma.join(self.format_field(part, format_spec) for part in value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return self._digits(str(value) if format_spec == "d" else f"{value:,}")

    def _day(self, text: str) -> str:
        """Show an ISO day in both calendars; one that only the Gregorian has, in that."""
        try:
            day = date.fromisoformat(text) if len(text) == _ISO_DAY else None
        except ValueError:
            day = None
        if day is None:
            return text
        return formats.day(day, "fa" if self.language == "fa" else "en")

    def _digits(self, text: str) -> str:
        if self.language == "en":
            return text
        return text.replace(",", "٬").translate(PERSIAN_DIGITS)
