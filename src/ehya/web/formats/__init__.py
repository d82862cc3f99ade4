"""How does Ehya write numbers, amounts, days and names for people, in both languages?

Pure: no Django, no clock, so that the command line writes as the pages do.
"""

from ehya.engine.calendar import Language
from ehya.ledger.rules import vocabulary
from ehya.web.formats.numbers import (
    Reading,
    Value,
    amount,
    chance,
    counted,
    exactly,
    number,
    percent,
)
from ehya.web.formats.populations import population_name
from ehya.web.formats.times import Shown, clock, day, period, prefix, year

__all__ = [
    "Language",
    "Reading",
    "Shown",
    "amount",
    "apart",
    "chance",
    "clock",
    "counted",
    "day",
    "exactly",
    "metric_amount",
    "metric_name",
    "number",
    "percent",
    "period",
    "place_name",
    "population_name",
    "prefix",
    "year",
]


# What is counted where the vocabulary's base unit says no more than "units" or "persons".
_NOUNS = {
    "applications_received": "applications",
    "finance_contracts_count": "contracts",
    "issues_identified": "obstacles",
    "jobs_created": "jobs",
    "jobs_existing": "jobs",
    "jobs_per_revived_unit": "jobs",
    "jobs_potential_idle_units": "jobs",
    "loans_count": "loans",
    "meetings_held": "meetings",
    "mines_diagnosed": "mines",
    "mines_idle": "mines",
    "mines_revived": "mines",
    "parks_active": "parks",
    "parks_total": "parks",
    "programmes_count": "programmes",
    "projects_inaugurated": "projects",
    "provinces_count": "provinces",
    "resolutions_implemented": "resolutions",
    "resolutions_passed": "resolutions",
    "target_jobs_created": "jobs",
    "target_mines_revived": "mines",
}


def apart(words: str) -> str:
    """Return words that keep their own direction, so that they do not turn the line around."""
    return f"\u2068{words}\u2069" if words else ""


def metric_amount(
    value: Value, metric: str, language: Language, short: bool = False, reading: Reading = "rial"
) -> str:
    """Return a metric's value with the noun of what it counts: 146 mines, 828 parks, 9.24 tn rials.

    Args:
        value: in the metric's base unit.
        metric: a name of the vocabulary.
        language: "en" or "fa".
        short: as in `amount`.
        reading: as in `amount`.

    Returns:
        The text.
    """
    known = vocabulary().metrics.get(metric)
    noun = _NOUNS.get(metric) or (known.unit if known else "units")
    return amount(value, noun, language, short, reading)


def metric_name(metric: str, language: Language) -> str:
    """Return what a table calls a metric.

    Args:
        metric: a name of the vocabulary; an unknown name is given back as it is.
        language: "en" or "fa".

    Returns:
        E.g. "units revived" or "واحدهای احیاشده".
    """
    known = vocabulary().metrics.get(metric)
    if known is None:
        return metric
    return known.name_en if language == "en" else known.name_fa


def place_name(place: str, language: Language) -> str:
    """Return what a table calls a place.

    Args:
        place: the record's spelling; an unknown name is given back as it is.
        language: "en" or "fa".

    Returns:
        E.g. "Khorasan Razavi" or "خراسان رضوی".
    """
    known = vocabulary().places.get(place)
    if known is None or language == "en":
        return place
    return known.name_fa
