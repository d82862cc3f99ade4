"""Where does a published number come from?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal

METHOD = "figure.arithmetic/1"

Number = int | float


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a number counts.

    Attributes:
        place: "Iran" or a province, in the record's spelling.
        population: what is counted there, e.g. "industrial parks"; "" for all.
    """

    place: str = "Iran"
    population: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its birth certificate.

    Attributes:
        value: the number. [unit]
        unit: what it counts, e.g. "units", "IRR", "percent".
        metric: a name of the metric vocabulary.
        scope: whom it counts.
        period: the days it speaks of.
        as_of: what had happened by this day is in it.
        known_at: what was known at this moment is in it; with a time zone.
        method: name and version of the function that made it, e.g. "publish.count/1".
        origins: digests or ids of everything it rests on; never empty.

    Refuses "figure.without_origin", "figure.without_method", "figure.clock_without_zone" and
    "figure.period_after_as_of".
    """

    value: Number
    unit: str
    metric: str
    scope: Scope
    period: DayRange
    as_of: date
    known_at: datetime
    method: str
    origins: frozenset[str]

    def __post_init__(self) -> None:
        if not self.origins:
            raise Refusal("figure.without_origin", metric=self.metric, method=self.method)
        if not self.method:
            raise Refusal("figure.without_method", metric=self.metric)
        if self.known_at.tzinfo is None:
            raise Refusal("figure.clock_without_zone", metric=self.metric)
        if self.period.first > self.as_of:
            raise Refusal(
                "figure.period_after_as_of",
                metric=self.metric,
                first=self.period.first.isoformat(),
                as_of=self.as_of.isoformat(),
            )


def total(figures: Iterable[Figure], *, scope: Scope, method: str) -> Figure:
    """Return the sum of figures that count the same thing over the same time.

    Args:
        figures: at least one; same metric, unit, period and as_of.
        scope: whom the sum counts, e.g. the country of 31 provinces.
        method: name and version of what adds them.

    Returns:
        Their sum, known when the last of them was, resting on all their origins.

    Raises:
        Refusal: "figure.nothing_to_add" or "figure.not_alike" (facts: what differs).

    Source:
        Where-provenance of Buneman, Khanna & Tan (2001), "Why and Where": a result's origins are
        the union of its parts' origins.
    """
    parts = tuple(figures)
    if not parts:
        raise Refusal("figure.nothing_to_add", method=method)
    first = parts[0]
    for part in parts[1:]:
        _same(first, part, ("metric", "unit", "period", "as_of"))
    return Figure(
        value=sum(p.value for p in parts),
        unit=first.unit,
        metric=first.metric,
        scope=scope,
        period=first.period,
        as_of=first.as_of,
        known_at=max(p.known_at for p in parts),
        method=method,
        origins=_origins(parts),
    )


def share(part: Figure, whole: Figure, *, metric: str, method: str) -> Figure:
    """Return a part as a percentage of its whole.

    Args:
        part: the smaller figure.
        whole: what it is a part of; same unit, scope, period and as_of.
        metric: the name of the percentage, e.g. "share_idle_pct".
        method: name and version of what divides them.

    Returns:
        100 * part / whole, resting on the origins of both. [percent]

    Raises:
        Refusal: "figure.not_alike" or "figure.share_of_nothing".
    """
    _same(part, whole, ("unit", "scope", "period", "as_of"))
    if whole.value == 0:
        raise Refusal("figure.share_of_nothing", metric=metric)
    return Figure(
        value=100 * part.value / whole.value,
        unit="percent",
        metric=metric,
        scope=whole.scope,
        period=whole.period,
        as_of=whole.as_of,
        known_at=max(part.known_at, whole.known_at),
        method=method,
        origins=_origins((part, whole)),
    )


def _same(left: Figure, right: Figure, names: tuple[str, ...]) -> None:
    for name in names:
        if getattr(left, name) != getattr(right, name):
            raise Refusal(
                "figure.not_alike",
                what=name,
                left=str(getattr(left, name)),
                right=str(getattr(right, name)),
            )


def _origins(parts: tuple[Figure, ...]) -> frozenset[str]:
    return frozenset[str]().union(*(p.origins for p in parts))
