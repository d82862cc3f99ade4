"""Which public figure told a number, what was told before of the same, and what of its parts?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet

from ehya.engine.claims.reading.numbers import Number, numbers
from ehya.engine.claims.reading.tokens import tokens
from ehya.engine.text import fold
from ehya.publish.models import Correction, Figure, Publication, Release
from ehya.publish.queries.figures import public_figures

LONGEST = 300  # letters of a sentence that is searched by [letters]
MOST_NUMBERS = 5  # of a sentence that are looked for
HISTORY = 200  # figures of one history
WHOLE = [{"synthetic": False}, {"synthetic": True}]  # scopes that ask for no part of the country
KINDS = {"percent": ("percent",), "IRR": ("IRR",), "USD": ("USD",)}  # what a number's unit says


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which public figures are asked for; what is empty is not asked.

    Attributes:
        metric: its name.
        province: ISO code; "IR" for figures of the whole country.
        day: a day that its period has.
        first: the first day of its period.
        last: the last day of its period.
        synthetic: the made-up programme, or the real one; None for both.
        sentence: what a newspaper wrote; figures that come to one of its numbers.
        before: the release after which the list goes on; 0 for its beginning.
    """

    metric: str = ""
    province: str = ""
    day: date | None = None
    first: date | None = None
    last: date | None = None
    synthetic: bool | None = None
    sentence: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every copy of an open page rests on: while it stays, so do they.

    Attributes:
        releases: the newest release.
        statements: the newest statement that was published.
        corrections: the newest correction.
        at: when the newest of them was; None where there is none.
    """

    releases: int
    corrections: int
    statements: int
    at: datetime | None


def open_figures(wanted: Wanted) -> QuerySet[Figure]:
    """Return the public figures that are asked for, those made public last first."""
    rows = public_figures(synthetic=wanted.synthetic).order_by("-release__pk")
    if wanted.metric:
        rows = rows.filter(metric=wanted.metric)
    if wanted.province == "IR":
        rows = rows.filter(scope__in=WHOLE)
    elif wanted.province:
        rows = rows.filter(province=wanted.province)
    if wanted.day:
        rows = rows.filter(first__lte=wanted.day, last__gte=wanted.day)
    told = {"first": wanted.first, "last": wanted.last}
    rows = rows.filter(**{name: day for name, day in told.items() if day})
    if wanted.before:
        rows = rows.filter(release__pk__lt=wanted.before)
    return rows.filter(_telling(numbers_in(wanted.sentence))) if wanted.sentence else rows


def numbers_in(sentence: str) -> list[Number]:
    """Return the numbers that a sentence tells, in digits or in words of either language."""
    return numbers(tokens(fold(sentence[:LONGEST]).text), frozenset())[:MOST_NUMBERS]


def history_of(figure: Figure) -> list[Figure]:
    """Return the public figures of the same metric and scope, in order of what they speak of.

    The figure itself is among them where it is public.
    """
    rows = public_figures(synthetic=figure.synthetic).filter(
        metric=figure.metric, scope=figure.scope
    )
    return list(rows.order_by("first", "as_of", "known_at", "pk")[:HISTORY])


def parts_of(figure: Figure) -> list[Figure]:
    """Return the public figures of its provinces, of the same days; none where it is one itself.

    Of two of the same province the one that stands: not corrected, known last.
    """
    if figure.province_id:
        return []
    rows = public_figures(synthetic=figure.synthetic).filter(
        metric=figure.metric,
        first=figure.first,
        last=figure.last,
        as_of=figure.as_of,
        province__isnull=False,
        corrected__isnull=True,
    )
    found: dict[str, Figure] = {}
    for part in rows.order_by("known_at", "pk"):
        told = {name: value for name, value in part.scope.items() if name != "province"}
        if told == figure.scope:
            found[str(part.province_id)] = part
    return sorted(found.values(), key=lambda part: (-part.value, str(part.province_id)))


def whole_of(figure: Figure) -> Figure | None:
    """Return the newest public figure of the country that a province's figure is a part of."""
    if not figure.province_id:
        return None
    told = {name: value for name, value in figure.scope.items() if name != "province"}
    same = {"first": figure.first, "last": figure.last, "as_of": figure.as_of, "scope": told}
    rows = public_figures(synthetic=figure.synthetic).filter(metric=figure.metric, **same)
    return rows.filter(corrected__isnull=True).order_by("known_at", "pk").last()


def figures_of_day(metric: str, on: date, *, synthetic: bool) -> list[Figure]:
    """Return the public figure of the whole country of one day, as it stands; [] for none."""
    rows = open_figures(Wanted(metric, "IR", first=on, last=on, synthetic=synthetic))
    return list(rows.filter(corrected__isnull=True)[:1])


def corrections(before: int = 0) -> QuerySet[Correction]:
    """Return the corrections of public figures, the newest first.

    Args:
        before: the correction after which the list goes on; 0 for its beginning.
    """
    rows = Correction.objects.select_related("wrong", "right__release").order_by("-pk")
    rows = rows.defer("wrong__members", "right__members")
    return rows.filter(pk__lt=before) if before else rows


def stamp() -> Stamp:
    """Return what the copies of open pages rest on."""
    newest = [
        rows.aggregate(number=Max("pk"), at=Max("at"))
        for rows in (Release.objects, Correction.objects, Publication.objects)
    ]
    releases, corrected, statements = (told["number"] or 0 for told in newest)
    at = max((told["at"] for told in newest if told["at"]), default=None)
    return Stamp(releases, corrected, statements, at)


def metrics_told() -> Sequence[str]:
    """Return the metrics of which there is a public figure, by name."""
    rows = Figure.objects.filter(release__isnull=False).order_by("metric")
    return list(rows.values_list("metric", flat=True).distinct())


def _telling(told: Sequence[Number]) -> Q:
    """Return the condition that a figure comes to one of some numbers, rounded as they are."""
    found = Q(pk__in=())
    for number in told:
        half = number.step / 2
        close = Q(value__gte=number.value - half, value__lte=number.value + half)
        if number.kind in KINDS:
            close &= Q(unit__in=KINDS[number.kind])
        found |= close
    return found
