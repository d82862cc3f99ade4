"""Which published numbers speak, of which year, at which point of it, and how firmly?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot, log
from statistics import median
from typing import Literal

from ehya.engine.calendar import DayRange, year_range
from ehya.engine.forecast import priors
from ehya.engine.forecast.model import PublishedCount, PublishedTarget, Series


@dataclass(frozen=True, slots=True)
class Observation:
    """One published number on the log scale.

    Attributes:
        kind: a count on the way, a year's total, or a target.
        lent: True when it belongs to the lending series.
        year: Solar Hijri year.
        share: share of the year gone; 1 for totals and targets. [0..1]
        value: natural log of the number.
        noise: variance of its own error on the log scale.
        claims: ids of the claims behind it.
    """

    kind: Literal["count", "total", "target"]
    lent: bool
    year: int
    share: float
    value: float
    noise: float
    claims: tuple[str, ...]


def known_by(series: Series, known_at: date) -> Series:
    """Return what of a series was published by the end of a day, in one fixed order.

    A "total" published before its year was over is no total and is left out.
    """
    counts = [
        count
        for count in series.counts
        if count.published <= known_at
        and not (count.whole_year and count.published < year_range(count.year).last)
    ]
    targets = [target for target in series.targets if target.published <= known_at]
    return Series(
        series.metric,
        series.place,
        tuple(sorted(counts, key=_count_order)),
        tuple(sorted(targets, key=lambda target: (target.year, target.published, target.claim))),
    )


def placed(counts: Iterable[PublishedCount]) -> tuple[PublishedCount, ...]:
    """Return one year's counts that have a place on its curve, in order of their day.

    Left out: totals, counts whose day is vaguer than a quarter, and a number repeated later
    in the year (1,170 in December and again in March: the second tells nothing new).
    """
    kept: list[PublishedCount] = []
    for count in sorted(counts, key=_count_order):
        vague = (count.last - count.first).days >= priors.PLACEABLE_DAYS
        repeated = any(count.value == earlier.value for earlier in kept)
        if not (count.whole_year or vague or repeated):
            kept.append(count)
    return tuple(kept)


def share_at(count: PublishedCount) -> float:
    """Return the share of its year that a count covers, at the middle of its possible days."""
    whole = year_range(count.year)
    return (_gone(count.first, whole) + _gone(count.last, whole)) / 2


def floor_of(counts: Iterable[PublishedCount]) -> float | None:
    """Return the highest firm count on the way: the year cannot end below it. [things]"""
    firm = ("eq", "over", "at_least")
    told = [count.value for count in counts if not count.whole_year and count.qualifier in firm]
    return max(told, default=0.0) or None


def in_frame(targets: Sequence[PublishedTarget], totals: Sequence[float]) -> list[PublishedTarget]:
    """Return the targets that can mean the same thing as the totals known.

    Args:
        targets: as announced.
        totals: of any years, as published; with none, every target passes. [things]

    Returns:
        Those within a factor `OUT_OF_FRAME` of the range of the totals.
    """
    if not totals:
        return list(targets)
    low, high = min(totals) / priors.OUT_OF_FRAME, max(totals) * priors.OUT_OF_FRAME
    return [target for target in targets if low <= target.value <= high]


def observations(series: Series, *, lent: bool = False) -> tuple[Observation, ...]:
    """Return all that a series (already cut at `known_at`) says, number by number.

    Args:
        series: counts, totals and targets of all its years.
        lent: marks them as the lender's.

    Returns:
        Placed counts above zero; one total and one target level a year where there are any.
        "None yet" is left out: in 1399 none by July was 47 and more by the year's end.
    """
    years: defaultdict[int, list[PublishedCount]] = defaultdict(list)
    for count in series.counts:
        years[count.year].append(count)
    totals = [count.value for count in series.counts if count.whole_year and count.value > 0]
    targets: defaultdict[int, list[PublishedTarget]] = defaultdict(list)
    for target in in_frame(series.targets, totals):
        targets[target.year].append(target)

    found: list[Observation] = []
    for year in sorted({*years, *targets}):
        found += [_count(count, lent) for count in placed(years[year]) if count.value > 0]
        found += _level("total", year, [c for c in years[year] if c.whole_year], lent)
        found += _level("target", year, targets[year], lent)
    return tuple(found)


def complete_years(found: Iterable[Observation], *, besides: int) -> tuple[int, ...]:
    """Return the other years of the series itself with both a placed count and a total."""
    own = [each for each in found if not each.lent and each.year != besides]
    counted = {each.year for each in own if each.kind == "count"}
    totalled = {each.year for each in own if each.kind == "total"}
    return tuple(sorted(counted & totalled))


def claims_of(told: PublishedCount | PublishedTarget) -> tuple[str, ...]:
    """Return the ids of all claims behind a number."""
    return (told.claim, *told.with_claims)


def _count(count: PublishedCount, lent: bool) -> Observation:
    share = share_at(count)
    whole = year_range(count.year)
    width = _gone(count.last, whole) - _gone(count.first, whole)
    vague = priors.PRIORS.curve_mean * width / 12**0.5 / share  # a day drawn evenly
    value, noise = _firmness(count)
    return Observation(
        "count", lent, count.year, share, value, noise**2 + vague**2, claims_of(count)
    )


def _firmness(count: PublishedCount) -> tuple[float, float]:
    value = log(count.value)
    if count.qualifier in ("over", "at_least"):
        return value + priors.OVER_LIFT, hypot(priors.COUNT_SD, priors.OVER_LIFT)
    if count.qualifier in ("under", "up_to"):
        return value - priors.OVER_LIFT, hypot(priors.COUNT_SD, priors.OVER_LIFT)
    if count.qualifier == "approx":
        return value, hypot(priors.COUNT_SD, priors.APPROX_SD)
    return value, priors.COUNT_SD


def _level(
    kind: Literal["total", "target"],
    year: int,
    told: Sequence[PublishedCount] | Sequence[PublishedTarget],
    lent: bool,
) -> list[Observation]:
    """Return the middle of the values told, with the tellers' disagreement as its error.

    A value counts once, however often it was repeated: an echo is not a second opinion.
    """
    heard = [each for each in told if each.value > 0]
    if not heard:
        return []
    logs = [log(value) for value in sorted({each.value for each in heard})]
    middle = median(logs)
    disagreement = 1.4826 * median(abs(value - middle) for value in logs)
    noise = priors.TOTAL_SD**2 + disagreement**2
    claims = tuple(claim for each in heard for claim in claims_of(each))
    return [Observation(kind, lent, year, 1.0, middle, noise, claims)]


def _gone(day: date, whole: DayRange) -> float:
    """Return the share of the year gone at the end of a day, at least one day's worth."""
    day = min(max(day, whole.first), whole.last)
    return ((day - whole.first).days + 1) / len(whole)


def _count_order(count: PublishedCount) -> tuple[int, int, date, str]:
    middle = count.first.toordinal() + count.last.toordinal()
    return (count.year, middle, count.published, count.claim)
