"""Which published claims speak about one metric's year in one place?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ehya.engine.calendar import DayRange, earliest, latest, solar_year_of, year_range
from ehya.engine.claims.model import Claim
from ehya.engine.forecast import Forecast, PublishedCount, PublishedTarget, Series, forecast
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import vocabulary

LENDER: Final = ("units_revived", "Iran")
"""The best-published series: its curves serve where another metric or place has too few."""

_COUNT_KINDS: Final = ("cumulative_since_year_start", "full_year")

_STOCK = "idle inactive stagnant semi-stagnant semi-active closed below 50% of capacity inefficient"
_THINGS = "unit units enterprise enterprises industrial industry industries production mine mines"
_SIZES = "small small-scale medium micro large smes mostly state-run private"
_WHERE = (
    "parks park zones special areas towns inside outside and or in to above full moved from the"
)

_WHOLE_WORDS: Final = frozenset(f"{_STOCK} {_THINGS} {_SIZES} {_WHERE}".split())
"""The stock that the programme works on goes by many names, all made of these words.

A population with any other word (chemical, rural, further, "in the event") is a part of it.
"""


def forecast_from_record(
    claims: Iterable[Claim],
    *,
    metric: str,
    place: str,
    year: int,
    known_at: date,
    target: float | None = None,
) -> Forecast:
    """Forecast one metric's year in one place from claims of the record.

    Args:
        claims: of the record, in any order; those published after `known_at` change nothing.
        metric: a count of the metric vocabulary, e.g. "units_revived".
        place: "Iran" or a province, in the record's spelling.
        year: the year asked for. [Solar Hijri year]
        known_at: the last day of knowledge.
        target: what `p_target` shall speak of; None: the latest announced by then. [units]

    Returns:
        The forecast; see `ehya.engine.forecast.forecast`.

    Raises:
        Refusal: "forecast.nothing_published" when no counts at all were known by then;
            "forecast.no_such_metric" when the record has no counts under that name;
            "forecast.no_such_place" when it has none of that metric there;
            and those of `ehya.engine.forecast.forecast`.
    """
    claims = tuple(claims)
    counted = countable(claims)
    if not counted:
        raise Refusal("forecast.nothing_published", known_at=known_at.isoformat())
    if metric not in counted:
        raise Refusal("forecast.no_such_metric", metric=metric, known=list(counted))
    if place not in counted[metric]:
        raise Refusal(
            "forecast.no_such_place", metric=metric, place=place, known=list(counted[metric])
        )
    lends = (metric, place) != LENDER
    return forecast(
        series(claims, metric=metric, place=place),
        year=year,
        known_at=known_at,
        target=target,
        lender=series(claims, metric=LENDER[0], place=LENDER[1]) if lends else None,
    )


def countable(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the metrics that can be forecast, each with the places it is counted in.

    A metric can be forecast when it is counted as a year goes; a stock (units_idle) is not.
    """
    places: dict[str, set[str]] = {}
    counted: set[str] = set()
    for claim in claims:
        metric = claim.metric.removeprefix("target_")
        if claim.metric != metric and claim.period.kind == "target_for_year":
            places.setdefault(metric, set()).add(claim.place)
        elif claim.unit == "units" and claim.period.kind in _COUNT_KINDS:
            places.setdefault(metric, set()).add(claim.place)
            if claim.period.kind == "cumulative_since_year_start" and _is_flow(metric):
                counted.add(metric)
    return {metric: tuple(sorted(places[metric])) for metric in sorted(counted)}


def _is_flow(metric: str) -> bool:
    """Return whether the vocabulary knows the metric as something that happens, not that is."""
    known = vocabulary().metrics.get(metric)
    return known is None or known.flow == "flow"


def series(claims: Iterable[Claim], *, metric: str, place: str) -> Series:
    """Return what the record says of one metric in one place, year by year.

    Left out: claims without a publication date or a year (nobody can tell when they were
    known, or of what they speak), parts of the whole (sectors, "outside parks") and single
    events.

    Args:
        claims: of the record.
        metric: a count of the metric vocabulary.
        place: in the record's spelling.

    Returns:
        Counts, totals and targets.
    """
    told = [
        claim
        for claim in claims
        if claim.place == place and claim.published_on and claim.period.start
    ]
    counts = [each for each in told if each.metric == metric and each.period.kind in _COUNT_KINDS]
    aims = [
        each
        for each in told
        if each.metric == f"target_{metric}" and each.period.kind == "target_for_year"
    ]
    return Series(
        metric,
        place,
        tuple(_count(claim, beside) for claim, beside in _wholes(counts)),
        tuple(_target(claim, beside) for claim, beside in _wholes(aims)),
    )


def is_whole(population: str) -> bool:
    """Return whether a claim's population is the programme's whole stock, under whatever name.

    "industrial parks", "idle units" and "small and medium" all are: the record uses them for
    one and the same count. "chemical" and "outside parks" are parts.
    """
    words = population.lower().replace(",", " ").split()
    return _WHOLE_WORDS.issuperset(words) and not _only_outside(population)


def _wholes(told: Sequence[Claim]) -> list[tuple[Claim, Claim | None]]:
    """Return the numbers of the whole stock, each with the part that completes it or None.

    Where one source tells "industrial parks" and "outside parks" side by side, the whole is
    their sum (1,600 + 400 in December 2021), and the parks alone are a part like any other.
    """
    outside = {_occasion(claim): claim for claim in told if _only_outside(claim.population)}
    return [
        (claim, outside.get(_occasion(claim)) if _only_parks(claim.population) else None)
        for claim in told
        if is_whole(claim.population)
    ]


def _occasion(claim: Claim) -> tuple[object, ...]:
    return (claim.source, claim.published_on, claim.period)


def _only_outside(population: str) -> bool:
    words = population.lower().split()
    return "outside" in words and "inside" not in words


def _only_parks(population: str) -> bool:
    words = population.lower().split()
    return "parks" in words and "outside" not in words


def _count(claim: Claim, beside: Claim | None) -> PublishedCount:
    year = year_of(claim)
    published = latest(claim.published_on or "")
    whole = year_range(year)
    end = claim.period.end
    first = max(earliest(end), whole.first) if end else whole.first
    last = min(latest(end) if end else published, published, whole.last)
    return PublishedCount(
        claim=claim.id,
        year=year,
        value=float(claim.value + (beside.value if beside else 0)),
        first=min(first, last),
        last=max(whole.first, last),
        published=published,
        qualifier=claim.qualifier,
        whole_year=claim.period.kind == "full_year",
        with_claims=(beside.id,) if beside else (),
    )


def _target(claim: Claim, beside: Claim | None) -> PublishedTarget:
    return PublishedTarget(
        claim=claim.id,
        year=year_of(claim),
        value=float(claim.value + (beside.value if beside else 0)),
        announced=earliest(claim.published_on or ""),
        published=latest(claim.published_on or ""),
        with_claims=(beside.id,) if beside else (),
    )


def year_of(claim: Claim) -> int:
    """Return the Solar Hijri year that a claim's period starts in.

    A start told as "2024" or "2024-03" means the new year within it.
    """
    start = claim.period.start or ""
    told = DayRange(earliest(start), latest(start))
    year = solar_year_of(told.last)
    return year if year_range(year).first in told else solar_year_of(told.first)
