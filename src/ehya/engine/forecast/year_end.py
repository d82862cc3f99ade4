"""Where will the year end, and how sure is that?"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp, log

import numpy as np

from ehya.engine.calendar import year_range
from ehya.engine.forecast.evidence import (
    Observation,
    claims_of,
    complete_years,
    floor_of,
    in_frame,
    known_by,
    observations,
    placed,
    share_at,
)
from ehya.engine.forecast.model import (
    Curve,
    FanDay,
    Forecast,
    Phase,
    PublishedCount,
    PublishedTarget,
    Series,
)
from ehya.engine.forecast.posterior import (
    Posterior,
    asked_points,
    chains,
    condition,
    observed_points,
)
from ehya.engine.forecast.priors import PRIORS, Priors
from ehya.engine.forecast.quantiles import Floats, Mixture
from ehya.engine.refusal import Refusal

METHOD = "forecast.year_end/1"

ENOUGH_YEARS = 2
"""With fewer years of its own whose curve is known, a series borrows its lender's."""

_CHANCES = np.array([0.025, 0.10, 0.50, 0.90, 0.975])
_WEEK = timedelta(days=7)


def forecast(
    series: Series,
    *,
    year: int,
    known_at: date,
    target: float | None = None,
    lender: Series | None = None,
    priors: Priors = PRIORS,
) -> Forecast:
    """Estimate a year's total from what was published by the end of a day, with its uncertainty.

    Nothing published later is used, of this year or any other. Uncertainty is of three kinds:
    the numbers as told, the year's own curve, and how results follow targets and past years.

    Args:
        series: all published counts and targets of one metric and place. [things]
        year: the year asked for. [Solar Hijri year]
        known_at: the last day of knowledge.
        target: what `p_target` shall speak of; None: the latest announced by then. [things]
        lender: another series of the programme, whose curves help where there are too few.
        priors: what is believed before anything is read.

    Returns:
        The forecast. k times all counts and targets give k times the forecast.

    Raises:
        Refusal: "forecast.nothing_known" when no number speaks about the year;
            "forecast.bad_target" when target is not above zero;
            "calendar.year_outside" for a year outside the calendar.

    Source:
        docs/methods/forecast.md.
    """
    if target is not None and not 0 < target < float("inf"):
        raise Refusal("forecast.bad_target", told=str(target))
    own = known_by(series, known_at)
    told = _evidence(own, lender, year=year, known_at=known_at)
    days = _fan_days(year, known_at)
    asked = asked_points(year, [_share(day, year) for day in days])
    posterior = condition(told, asked, priors)

    mine = [count for count in own.counts if count.year == year]
    log_counts = _possible(posterior, floor_of(mine))
    paths = _paths(log_counts)
    low95, low80, median, high80, high95 = paths[:, -1].tolist()
    aim, aim_claim = _target(own, year, target)
    latest = next(reversed(placed(mine)), None)
    used = _used(told, year)
    return Forecast(
        method=METHOD,
        metric=series.metric,
        place=series.place,
        year=year,
        known_at=known_at,
        phase=_phase(mine, year, known_at),
        median=median,
        interval80=(low80, high80),
        interval95=(low95, high95),
        target=aim,
        target_claim=aim_claim,
        p_target=None if aim is None else log_counts.chance_above(log(aim))[-1].item(),
        latest=latest,
        straight_line=latest.value / share_at(latest) if latest else None,
        used=used,
        set_aside=_set_aside(own, used),
        borrowed=_lender_name(told, lender),
        fan=tuple(FanDay(day, *row) for day, row in zip(days, paths.T.tolist(), strict=True)),
        curve=_curve(posterior, complete_years(told, besides=year)),
    )


def _evidence(
    own: Series, lender: Series | None, *, year: int, known_at: date
) -> tuple[Observation, ...]:
    told = observations(own)
    if len(complete_years(told, besides=year)) < ENOUGH_YEARS and lender is not None:
        told += observations(known_by(lender, known_at), lent=True)
    if not _speaks_of(told, year):
        raise Refusal(
            "forecast.nothing_known",
            metric=own.metric,
            place=own.place,
            year=year,
            known_at=known_at.isoformat(),
        )
    return told


def _speaks_of(told: Sequence[Observation], year: int) -> bool:
    """Return whether any number of the series hangs together with the year's level."""
    mine = [each for each in told if not each.lent]
    points = observed_points(mine) + asked_points(year, [1.0])
    start = chains(points)
    return bool((start[: len(mine)] == start[-1]).any())


def _phase(mine: Sequence[PublishedCount], year: int, known_at: date) -> Phase:
    if any(count.whole_year for count in mine):
        return "told"
    whole = year_range(year)
    if known_at >= whole.last:
        return "over"
    return "running" if known_at >= whole.first else "before"


def _target(own: Series, year: int, asked: float | None) -> tuple[float | None, str | None]:
    """Return the target that the chance speaks of: the one asked, or the latest announced.

    A target of nothing is none: whatever happens reaches it.
    """
    if asked is not None:
        return float(asked), None
    totals = [count.value for count in own.counts if count.whole_year]
    fit = [t for t in in_frame(own.targets, totals) if t.year == year and t.value > 0]
    newest = max(fit, key=_announced, default=None)
    return (newest.value, newest.claim) if newest else (None, None)


def _announced(target: PublishedTarget) -> tuple[date, date, float, str]:
    return (target.announced, target.published, target.value, target.claim)


def _fan_days(year: int, known_at: date) -> list[date]:
    """Return the days after `known_at`, a week apart, backwards from the year's last day."""
    whole = year_range(year)
    start = max(known_at, whole.first)
    days = [whole.last]
    while days[-1] - _WEEK > start:
        days.append(days[-1] - _WEEK)
    return days[::-1]


def _share(day: date, year: int) -> float:
    whole = year_range(year)
    return ((day - whole.first).days + 1) / len(whole)


def _possible(posterior: Posterior, floor: float | None) -> Mixture:
    """Return the log counts day by day, of which none may lie below what was counted already."""
    log_floor = log(floor) if floor else -np.inf
    return Mixture(posterior.log_weight, posterior.mean[:, 2:], posterior.sd[:, 2:], log_floor)


def _paths(log_counts: Mixture) -> Floats:
    """Return the quantiles of each day's count; a count may not fall, so neither may they.

    shape (chances, days)
    """
    paths = np.exp(log_counts.quantiles(_CHANCES))
    return np.minimum(np.maximum.accumulate(paths, axis=1), paths[:, -1:])


def _curve(posterior: Posterior, years: tuple[int, ...]) -> Curve:
    shape = Mixture(posterior.log_weight, posterior.mean[:, :2], posterior.sd[:, :2], -np.inf)
    exponent, rush = shape.quantiles(_CHANCES).T.tolist()
    return Curve(exponent[2], exponent[1], exponent[3], rush=1 - exp(-rush[2]), years=years)


def _used(told: Sequence[Observation], year: int) -> tuple[str, ...]:
    """Return the claims behind the observations, this year's first, then back in time."""
    ordered = sorted(told, key=lambda each: (each.lent, each.year != year, -each.year, -each.share))
    return tuple(dict.fromkeys(claim for each in ordered for claim in each.claims))


def _set_aside(own: Series, used: tuple[str, ...]) -> tuple[str, ...]:
    told: tuple[PublishedCount | PublishedTarget, ...] = (*own.counts, *own.targets)
    known = dict.fromkeys(claim for each in told for claim in claims_of(each))
    return tuple(claim for claim in known if claim not in set(used))


def _lender_name(told: Sequence[Observation], lender: Series | None) -> tuple[str, str] | None:
    if lender is None or not any(each.lent for each in told):
        return None
    return (lender.metric, lender.place)
