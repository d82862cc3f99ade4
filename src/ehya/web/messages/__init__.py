"""In what words does Ehya speak? English and Persian; no Django, so that `ehya check` needs none."""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
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
_ISO_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")
_SHAPELESS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
UNWRITTEN = {"en": "this cannot be done ({code}).", "fa": "این کار شدنی نیست ({code})."}


def sentence(refusal: Refusal, language: str) -> str:
    """Return the refusal as one sentence in the reader's language ("en" or "fa").

    A code without a sentence is named, never hidden: a person who is refused must hear something.
    """
    words = REFUSALS.get(refusal.code, UNWRITTEN)[language]
    text = _Places(language).vformat(words, (), {"code": refusal.code, **refusal.facts})
    return text if _opens_with_a_name(words, refusal) else text[:1].upper() + text[1:]


def _opens_with_a_name(words: str, refusal: Refusal) -> bool:
    """A file's or a metric's name is written as it is, also where it opens the sentence."""
    fact = refusal.facts.get(words[1:].partition("}")[0]) if words.startswith("{") else None
    return isinstance(fact, str) and fact not in NAMES


class _AsWritten(str):
    """What a person wrote: quoted letter by letter, so that they find it again."""

    __slots__ = ()


def _seen(text: str) -> str:
    """Show what a person wrote that has no shape: a NUL, a bell, an unpaired half of a sign."""
    return _SHAPELESS.sub("\ufffd", text)


class _Places(string.Formatter):
    """Fills `{limit}` as a quantity, `{row:d}` as a bare number, lists by commas."""

    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        fact = kwargs.get(str(key), "…")
        return _AsWritten(fact) if key == "value" and isinstance(fact, str) else fact

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, _AsWritten):
            return _seen(value)
        if isinstance(value, str):
            return NAMES[value][self.language] if value in NAMES else _seen(self._day(value))
        if isinstance(value, datetime | date):
            return self._day(value.isoformat()[:10])
        if isinstance(value, Iterable):
            comma = "، " if self.language == "fa" else ", "
            return comma.join(self.format_field(part, format_spec) for part in value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return self._digits(str(value) if format_spec == "d" else f"{value:,}")

    def _day(self, text: str) -> str:
        """Show an ISO day or month in both calendars; what only the Gregorian has, in that."""
        language: formats.Language = "fa" if self.language == "fa" else "en"
        if _ISO_MONTH.fullmatch(text):
            return formats.prefix(text, language)
        try:
            day = date.fromisoformat(text) if len(text) == _ISO_DAY else None
        except ValueError:
            day = None
        if day is None:
            return text
        return formats.day(day, language)

    def _digits(self, text: str) -> str:
        if self.language == "en":
            return text
        return text.replace(",", "٬").translate(PERSIAN_DIGITS)
