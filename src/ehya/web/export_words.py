"""What does an exported file say of itself, in the reader's language?"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import cast

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ehya.engine.calendar import Language
from ehya.engine.text import persian_digits
from ehya.register.actions.exports import Manifest
from ehya.register.queries import choices
from ehya.web import formats
from ehya.web.messages.names_units import CHOICES, FACTS

PLACES = ("province", "county", "park")


def describe(manifest: Manifest) -> Sequence[tuple[str, str]]:
    """Return what stands on the sheet that says what is in the file, line by line."""
    language = cast(Language, manifest.language or "en")
    with translation.override(language):
        return [
            (_("What it is"), _("Units of the register, as a list of Ehya")),
            (_("Asked for"), "; ".join(asked_in_words(manifest.asked, language)) or _("all units")),
            (_("As it stood on"), formats.day(date.fromisoformat(manifest.as_of), language)),
            (_("As it was known on"), moment_in_words(manifest.known_at, language)),
            (_("Rows"), formats.number(manifest.rows, language)),
            (_("Real or synthetic"), kind_in_words(manifest.rows, manifest.synthetic, language)),
            (
                _("Personal contacts"),
                _("in it; do not pass it on") if manifest.contacts else _("none"),
            ),
            (_("Asked by"), manifest.by),
            (_("Certificate"), f"/exports/{manifest.id}/"),
        ]


def asked_in_words(asked: Mapping[str, str], language: Language) -> list[str]:
    """Return a list's filters as "name: value", in words."""
    named = choices.place_names(asked[name] for name in PLACES if name in asked)
    told = []
    for name, value in asked.items():
        if name in named or name in PLACES:
            value = _place(named.get(value), value, language)
        elif f"{name}.{value}" in CHOICES:
            value = CHOICES[f"{name}.{value}"][language]
        told.append(f"{_label(name, language)}: {value}")
    return told


def kind_in_words(rows: int, synthetic: int, language: Language) -> str:
    """Say whether rows are of real units or of made-up ones."""
    if not synthetic:
        return _("real units only")
    if synthetic == rows:
        return _("SYNTHETIC: every row is made up by the generator")
    return _("MIXED: {synthetic} of {rows} rows are synthetic; their last column says so").format(
        synthetic=formats.number(synthetic, language), rows=formats.number(rows, language)
    )


def moment_in_words(told: str, language: Language) -> str:
    """Return a moment's day and time."""
    at = timezone.localtime(datetime.fromisoformat(told))
    return f"{formats.day(at.date(), language)}, {_clock(at, language)}"


def filters(query: str) -> dict[str, str]:
    """Return the filters that an export keeps."""
    return cast(dict[str, str], json.loads(query))


def _clock(at: datetime, language: Language) -> str:
    told = f"{at:%H:%M}"
    return persian_digits(told) if language == "fa" else told


def _place(place: choices.Place | None, code: str, language: Language) -> str:
    if place is None:
        return _("outside parks") if code == "none" else code
    return (
        (place.name_fa or place.name_en) if language == "fa" else (place.name_en or place.name_fa)
    )


def _label(name: str, language: Language) -> str:
    own = {"text": _("words"), "identifier": _("any number it goes by"), "sector": ""}
    return own.get(name) or FACTS.get("isic" if name == "sector" else name, {}).get(language, name)
