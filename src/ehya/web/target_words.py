"""How is a target read aloud: its metric, its place, its time, its version?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ehya.engine.calendar import solar_year_of, year_range
from ehya.ledger.rules import vocabulary
from ehya.plan.queries.targets import Standing
from ehya.plan.rules import COUNTRY, TargetMetric, metric_of, split_rules
from ehya.publish.morning import Reached
from ehya.register.queries.choices import park_names
from ehya.register.queries.within import Moment
from ehya.web import formats
from ehya.web.figure_words import value_words
from ehya.web.messages import sentence
from ehya.web.reader import current
from ehya.web.unit_words import name as named

Said = tuple[str, str]  # what was reached with its unit; its share, or why there is none


@dataclass(frozen=True, slots=True)
class Row:
    """A target as the list shows it.

    Attributes:
        standing: what stood.
        metric: what is counted, in words.
        place: where, in words.
        period: when, in words.
        value: how much, in words, with its unit.
        reached: what was reached by that day, and its share of the version or why it is not told.
    """

    standing: Standing
    metric: str
    place: str
    period: str
    value: str
    reached: Said


def row_of(standing: Standing, moment: Moment, reached: Mapping[int, Said]) -> Row:
    """Return a target in words."""
    target = standing.target
    return Row(
        standing,
        metric_words(standing.metric),
        place_words(target.place, moment),
        period_words(target),
        value_words(standing.version.value, standing.metric.unit),
        reached[target.pk],
    )


def reached_words(rows: Iterable[Reached]) -> Mapping[int, Said]:
    """Return what was reached of each target, in words, by its id."""
    return {row.standing.target.pk: _reached(row) for row in rows}


def _reached(row: Reached) -> Said:
    language = current().language
    if row.value is None:
        return "—", sentence(row.trouble, language) if row.trouble else ""
    value = value_words(row.value, row.standing.metric.unit)
    share = row.share
    return value, "" if share is None else formats.percent(share, language, 1)


def metric_words(metric: TargetMetric | str) -> str:
    """Return what is counted, in the reader's language."""
    told = metric_of(metric) if isinstance(metric, str) else metric
    return capfirst(told.name_fa if current().language == "fa" else told.name_en)


def rule_words(rule: str) -> str:
    """Return by what a rule splits, in the reader's language."""
    told = split_rules()[rule]
    return told.name_fa if current().language == "fa" else told.name_en


def place_words(place: str, moment: Moment) -> str:
    """Return where, in the reader's language."""
    if place == COUNTRY:
        return _("the whole country")
    if place.startswith("P-"):
        park = park_names([place], moment).get(place)
        return named(park) if park else place
    names = {one.iso: one for one in vocabulary().places.values()}
    told = names.get(place)
    return (told.name_fa if current().language == "fa" else told.name) if told else place


def period_words(target: Any) -> str:
    """Return when: a solar year by its number, anything else by both days."""
    language = current().language
    year = solar_year_of(target.first)
    if (year_range(year).first, year_range(year).last) == (target.first, target.last):
        return formats.year(year, language)
    days = {
        "first": formats.day(target.first, language),
        "last": formats.day(target.last, language),
    }
    return _("%(first)s to %(last)s") % days


def finding(rows: list[Row]) -> str:
    """Return what the list says: the country's newest target, with its version."""
    if not rows:
        return _("No target is in force on this day")
    first = rows[0]
    facts = {
        "metric": first.metric,
        "value": first.value,
        "place": first.place,
        "period": first.period,
        "number": formats.number(first.standing.version.number, current().language),
    }
    return (
        _("%(metric)s, %(place)s, %(period)s: the target is %(value)s by version %(number)s")
        % facts
    )


def one_finding(metric: str, value: str, number: int, known: int, period: str) -> str:
    """Return what one target's page says."""
    language = current().language
    facts = {
        "metric": metric,
        "value": value,
        "number": formats.number(number, language),
        "known": formats.number(known, language),
        "period": period,
    }
    if known == 1:
        return _("%(metric)s, %(period)s: the target is %(value)s, and was never changed") % facts
    return (
        _("%(metric)s, %(period)s: the target is %(value)s by version %(number)s of %(known)s")
        % facts
    )


def number_typed(told: str) -> str:
    """Return what somebody typed as a number, in digits that arithmetic reads."""
    apart = str.maketrans(
        {",": None, "٬": None, "،": None, "٫": ".", " ": None, "%": None, "٪": None}
    )
    return told.translate(apart).strip()
