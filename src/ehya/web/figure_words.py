"""How is a figure told in words: its parts, its scope, its clocks, its faults?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ehya.engine.calendar import DayRange, to_solar
from ehya.engine.text import persian_digits
from ehya.publish.counting import Asked, Cell, Metric, value_of
from ehya.publish.queries.figures import Figure
from ehya.register.queries.places import provinces
from ehya.web import formats, unit_words
from ehya.web.effect_words import causes
from ehya.web.formats.numbers import Value
from ehya.web.reader import current

WHOLE = 1000  # of a bar: the widest [thousandths]
SUMS = (
    "persons",
    "IRR",
    "percent",
    "projects",
)  # units of which a thing may count for more than one
SIZES = ("micro", "small", "medium", "large")
FAULTS = {
    "digest": gettext_lazy("what it says was changed after it was signed"),
    "signature": gettext_lazy("its signature is not the house's"),
    "key": gettext_lazy("it was signed by another key"),
    "list": gettext_lazy("its list is not the one that was counted"),
    "value": gettext_lazy("its list does not come to its number"),
    "blocks": gettext_lazy("a part of its list does not lead to its root"),
    "kept": gettext_lazy("what is kept beside the certificate says otherwise"),
    "event": gettext_lazy("no event of the ledger tells of its making"),
    "ledger": gettext_lazy("the ledger no longer has the link that it names"),
    "chain": gettext_lazy("an event of the ledger was changed"),
}
DIMENSION_NAMES = {
    "province": gettext_lazy("Province"),
    "sector": gettext_lazy("Sector"),
    "size": gettext_lazy("Size"),
    "cause": gettext_lazy("Cause"),
    "park": gettext_lazy("Park"),
}
LOOKED = {
    "cases": gettext_lazy("cases"),
    "units": gettext_lazy("units"),
    "movements": gettext_lazy("movements of money"),
    "obligations": gettext_lazy("obligations"),
    "projects": gettext_lazy("projects"),
}
ADDS = {
    ("place", "time"): gettext_lazy("Its parts add up, over places and over time."),
    ("place",): gettext_lazy("Its parts add up over places, not over time: it is a stock."),
    (): gettext_lazy("Its parts do not add up: it is a share."),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a count.

    Attributes:
        words: whom it counts.
        key: as addresses write it; "" where nothing is known.
        value: the number. [the metric's unit]
        members: of how many things.
        wide: of the widest line. [thousandths]
        address: where its own count is; "" for none.
    """

    words: str
    key: str
    value: Decimal
    members: int
    wide: int
    address: str = ""


def parts_of(cells: list[Cell], metric: Metric, by: str) -> list[Part]:
    """Return what was counted as lines, the largest first."""
    names = names_of(by)
    told = [
        (cell, 100 * cell.amount / cell.members if metric.is_share else cell.amount)
        for cell in cells
    ]
    most = max((abs(value) for _cell, value in told), default=Decimal(1)) or Decimal(1)
    rows = [
        Part(
            words=names.get(cell.key, cell.key) if cell.key else _("not known"),
            key=cell.key,
            value=value,
            members=cell.members,
            wide=round(WHOLE * max(value, Decimal()) / most),
        )
        for cell, value in told
    ]
    return sorted(rows, key=lambda row: (-row.value, row.words))


def part_figures(figures: Sequence[Figure]) -> list[Part]:
    """Return the public figures of a country's provinces as lines, the largest first."""
    names = names_of("province")
    most = max((abs(one.value) for one in figures), default=Decimal(1)) or Decimal(1)
    return [
        Part(
            words=names.get(str(one.province_id), str(one.province_id)),
            key=str(one.province_id),
            value=one.value,
            members=one.number,
            wide=round(WHOLE * max(one.value, Decimal()) / most),
            address=reverse("public-figure", args=[one.pk]),
        )
        for one in figures
    ]


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a count.

    Attributes:
        days: of the month.
        value: the number; None where nothing is told of it. [the metric's unit]
        wide: of the largest month. [thousandths]
    """

    days: DayRange
    value: Decimal | None
    wide: int


def months_of(cells: list[Cell], asked: Asked, months: list[DayRange]) -> list[Month]:
    """Return a count month by month; months after the day asked about are left out."""
    told = {cell.period: value_of([cell], asked) for cell in cells}
    empty = None if asked.metric.is_stock else Decimal()
    begun = [month for month in months if month.first <= asked.last]
    most = max((abs(value) for value in told.values()), default=Decimal()) or Decimal(1)
    return [
        Month(
            month,
            told.get(month, empty),
            round(WHOLE * max(told.get(month) or Decimal(), Decimal()) / most),
        )
        for month in begun
    ]


def leads(parts: list[Part], metric: Metric, whole: str) -> str:
    """Return which part has the most, as a sentence; "" for none."""
    known = [part for part in parts if part.key]
    if not known:
        return ""
    most = value_words(known[0].value, metric.unit)
    said = {"part": known[0].words, "most": most, "whole": whole}
    if metric.is_share:
        return _("%(part)s has the largest share: %(most)s, the whole %(whole)s") % said
    return _("%(part)s has the most: %(most)s of %(whole)s") % said


def strongest(months: list[Month], metric: Metric) -> str:
    """Return which month has the most, as a sentence; "" for none."""
    told = [month for month in months if month.value]
    if not told:
        return _("No month has any")
    most = max(told, key=lambda month: month.value or Decimal())
    value = value_words(most.value or Decimal(), metric.unit)
    return _("%(month)s has the most: %(value)s") % {
        "month": month_words(most.days),
        "value": value,
    }


def month_words(days: DayRange) -> str:
    """Return a month's name with its year: Khordad 1403."""
    return formats.prefix(f"{days.last:%Y-%m}", current().language, "solar")


def years_before(day: date, back: int) -> list[tuple[str, str]]:
    """Return the solar years up to a day's, newest first, as a list of choices."""
    year, language = to_solar(day).year, current().language
    told = (year - past for past in range(back + 1))
    return [(str(one), persian_digits(one) if language == "fa" else str(one)) for one in told]


def names_of(by: str) -> Mapping[str, str]:
    """Return the names of a dimension's keys in the reader's language."""
    language = current().language
    if by == "province":
        return {place.pk: unit_words.name(place) for place in provinces()}
    if by == "sector":
        return dict(unit_words.divisions())
    if by == "size":
        return dict(sizes())
    if by == "cause":
        return {kind.name: kind.words[language] for kind in causes()}
    return {}


def sizes() -> list[tuple[str, str]]:
    """Return the sizes of units with their names."""
    return [(size, unit_words.choice_name("size", size)) for size in SIZES]


def metric_words(metric: Metric) -> str:
    """Return a metric's name in the reader's language."""
    return metric.told("name", current().language)


def value_words(value: Value, unit: str) -> str:
    """Return a value with its unit in the reader's language."""
    reader = current()
    if unit == "percent":
        return formats.percent(value, reader.language, 1)
    bare = int(value) if value == int(value) else value  # "1.0000" would be read as many
    return formats.amount(bare, unit, reader.language, reading=reader.money)


def scope_words(told: Mapping[str, object]) -> str:
    """Return whom a figure counts: "Semnan, micro, inside parks", or the whole country."""
    words = []
    for name in ("province", "sector", "size", "cause"):
        key = str(told.get(name, ""))
        if key:
            words.append(names_of(name).get(key, key))
    if told.get("park"):
        words.append(str(told["park"]))
    where = {"inside": _("inside parks"), "outside": _("outside parks")}
    if told.get("parks"):
        words.append(where[str(told["parks"])])
    comma = "، " if current().language == "fa" else ", "
    return comma.join(words) or _("the whole country")


def finding_of(asked: Asked, value: Decimal) -> str:
    """Return what a count says, as a sentence."""
    where = scope_words(asked.scope.told())
    told = value_words(value, asked.metric.unit)
    name = capfirst(metric_words(asked.metric))
    return _("%(name)s, %(where)s: %(value)s") % {"name": name, "where": where, "value": told}


def faults_words(faults: list[str]) -> list[str]:
    """Return what is wrong with a certificate, in words."""
    return [str(FAULTS.get(fault, fault)) for fault in faults]


def adds_words(metric: Metric) -> str:
    """Return whether and over what its parts add up."""
    return str(ADDS[metric.adds_over])


def looked_words(what: str) -> str:
    """Return the name of what was looked at."""
    return str(LOOKED.get(what, what))
