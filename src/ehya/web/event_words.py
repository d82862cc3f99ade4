"""What did an act say, in the reader's words: each fact by its name, each value as it is written?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ehya.ledger import scopes
from ehya.web import formats
from ehya.web.context import ROLES, sees_words
from ehya.web.messages.names import NAMES
from ehya.web.messages.names_events import FACTS, SAID
from ehya.web.messages.names_units import CHOICES
from ehya.web.messages.names_units import FACTS as UNIT_FACTS
from ehya.web.reader import current

LONGEST = 300  # letters of a value that a line has room for
OF_PEOPLE = {"role": _("role"), "open": _("account open"), "scopes": _("places")}
_NAMED = (FACTS, UNIT_FACTS, NAMES)


def fact_called(fact: str) -> object:
    """Return what a fact is called; one without words goes by its own name."""
    if fact in OF_PEOPLE:
        return OF_PEOPLE[fact]
    words = next((book[fact] for book in _NAMED if fact in book), None)
    return words[current().language] if words else fact


def value_said(fact: str, value: object) -> str:
    """Return a fact's value as a line has room for it."""
    words = _said(fact, value)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _said(fact: str, value: object) -> str:
    if fact == "role" and value in ROLES:
        return str(ROLES[str(value)])
    if fact == "scopes" and isinstance(value, list):
        return _places(value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, int | float):
        return formats.number(value, current().language)
    if isinstance(value, Mapping):
        return _listed(f"{fact_called(name)}: {_said(name, one)}" for name, one in value.items())
    if isinstance(value, list):
        return _listed(_said(fact, one) for one in value)
    return _text(fact, str(value or ""))


def _text(fact: str, value: str) -> str:
    language = current().language
    dotted = NAMES.get(value) if "." in value else None  # "revive.under_way", as rooms name it
    words = CHOICES.get(f"{fact}.{value}") or SAID.get(value) or dotted
    if words:
        return words[language]
    day = _day(value)
    return formats.day(day, language, current().calendar) if day else value


def _day(text: str) -> date | None:
    """A day, or the day of a moment; None for any other text."""
    try:
        if len(text) == len("2024-08-12"):
            return date.fromisoformat(text)
        at = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
    return timezone.localtime(at).date() if at and at.tzinfo else None


def _places(codes: Iterable[str]) -> str:
    told = [("province" if code.startswith("IR-") else "park", code) for code in codes]
    return str(sees_words(scopes.sight(told) or scopes.ALL, current().language))


def _listed(words: Iterable[str]) -> str:
    return ("، " if current().language == "fa" else ", ").join(words)
