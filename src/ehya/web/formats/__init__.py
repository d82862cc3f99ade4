"""How does Ehya write numbers, amounts, days and names for people, in both languages?

Pure: no Django, no clock, so that the command line writes as the pages do.
"""

from ehya.engine.calendar import Language
from ehya.ledger.rules import vocabulary
from ehya.web.formats.numbers import amount, chance, counted, number, percent
from ehya.web.formats.populations import population_name
from ehya.web.formats.times import clock, day, period, prefix, year

__all__ = [
    "amount",
    "chance",
    "clock",
    "counted",
    "day",
    "metric_name",
    "number",
    "percent",
    "period",
    "place_name",
    "population_name",
    "prefix",
    "year",
]


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
