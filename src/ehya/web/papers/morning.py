"""What stands on the paper of a morning, and on the brief of a week?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from ehya.engine.calendar import Language
from ehya.publish.morning import METHOD, Morning
from ehya.publish.pipeline import METHOD as PIPELINE
from ehya.publish.pipeline import Pipeline
from ehya.web import formats
from ehya.web import morning_words as words
from ehya.web.formats import Shown
from ehya.web.morning_tables import WHOLE, Table, tables
from ehya.web.papers import set_in_type
from ehya.web.reader import Reader, current, reading

TEMPLATE = "morning.typ"
CALENDARS: Final[Mapping[Language, Shown]] = {"en": "gregorian", "fa": "solar"}


def set_morning(
    told: Morning,
    found: Pipeline | None,
    language: Language,
    known_on: date,
    *,
    weekly: bool = False,
) -> bytes:
    """Return the paper as PDF.

    Args:
        told: the morning.
        found: where the year ends by its open cases; None where that is not told.
        language: of the paper.
        known_on: the day by whose end all of it was known.
        weekly: whether it is the brief of a week.

    Raises:
        Refusal: "web.static_missing" as `papers.set_in_type`.
    """
    with translation.override(language), reading(reader_in(language)):
        return set_in_type(TEMPLATE, _told(told, found, language, known_on, weekly))


def reader_in(language: Language) -> Reader:
    """Return who reads a paper: its language's own calendar, rials as the person who asks likes them."""
    return Reader(language, CALENDARS[language], money=current().money)


def _told(
    told: Morning, found: Pipeline | None, language: Language, known_on: date, weekly: bool
) -> dict[str, Any]:
    day = formats.day(told.moment.as_of, language, "both")
    title = _("Weekly brief") if weekly else _("The programme on a morning")
    return {
        "title": f"{title}, {day}",
        "kicker": title,
        "rtl": language == "fa",
        "language": language,
        "synthetic": told.synthetic,
        "words": {"synthetic": _("Synthetic")},
        "on": day,
        "finding": words.finding(told),
        "dek": [
            said
            for said in (
                words.lead_words(told),
                words.ahead_words(found),
                words.relapsed_words(told),
            )
            if said
        ],
        "parts": [_part(table) for table in tables(told).values() if table.rows],
        "notes": [
            *words.about(told, known_on),
            _("Methods: %(methods)s. Every number can be asked again on both days at “Figures”.")
            % {"methods": ", ".join((METHOD, PIPELINE) if found else (METHOD,))},
        ],
        "foot": f"{title}, {day}",
    }


def _part(table: Table) -> dict[str, Any]:
    return {
        "finding": table.finding,
        "heads": list(table.heads),
        "bars": table.bars,
        "late": table.key == "cases",
        "note": table.note,
        "rows": [
            {
                "cells": [cell.words for cell in row.cells],
                "beneath": row.beneath,
                "wide": row.wide / WHOLE,
                "part": row.part / WHOLE,
            }
            for row in table.rows
        ],
    }
