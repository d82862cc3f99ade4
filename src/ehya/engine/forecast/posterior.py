"""What do all years together say of one year's total, its curve, and every day to come?

The model, in logs, for year y at share t of the year:

    log count(y, t)  =  L[y]  +  a[y] log t  -  b[y] g(t)  +  d[y, t]  +  error of the count
    log total(y)     =  L[y]                                           +  error of the total
    log target(y)    =  L[y]  -  r[y]                                  +  error of the target

    L[y]    =  L[y-1]  +  Normal(0, step)        the level walks from year to year
    a[y]    =  m  +  Normal(0, curve)            each year has its own curve, t**a …
    b[y]    =  c  +  Normal(0, unrest)           … and its own rush in the last quarter:
    g(t)    =  min(1, (1 - t) / (1 - RUSH_FROM))     nothing of it before, all of it at the end
    d[y, t] :  a walk of sd `unrest` per root year, tied to 0 at the year's end
    r[y]    =  q  +  Normal(0, ratio)            result over target
    m, c, q and the first L are Normal with the means and sds of `Priors`

For given spreads all of it is one joint Normal, so that conditioning is exact; the four
spreads are unknown, and `Priors.spreads` are weighed by how well each explains other years.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ehya.engine.forecast.evidence import Observation
from ehya.engine.forecast.priors import LEVEL_MEMORY_YEARS, RUSH_FROM, Priors

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Points:
    """Places in the model: what was observed, or what is asked. All of shape (points,).

    Attributes:
        lent: whether the point belongs to the lender.
        year: Solar Hijri year.
        level: factor of L.
        curve: factor of a.
        rush: factor of b.
        ratio: factor of r.
        ahead: share of the year still to walk, where the walk enters. [0..1]
    """

    lent: NDArray[np.bool_]
    year: NDArray[np.int_]
    level: Floats
    curve: Floats
    rush: Floats
    ratio: Floats
    ahead: Floats

    def __add__(self, other: "Points") -> "Points":
        """Return both, one after the other."""
        names = [field.name for field in fields(self)]
        return Points(*(np.concatenate((getattr(self, n), getattr(other, n))) for n in names))


@dataclass(frozen=True, slots=True)
class Posterior:
    """One Normal for every guess at the spreads.

    Attributes:
        log_weight: of each guess, normalised. shape (guesses,)
        mean: of each asked point. shape (guesses, asked)
        sd: of each asked point. shape (guesses, asked)
    """

    log_weight: Floats
    mean: Floats
    sd: Floats


def observed_points(observations: Sequence[Observation]) -> Points:
    """Return where in the model the observations stand."""
    share = np.array([each.share for each in observations], dtype=np.float64)
    return Points(
        lent=np.array([each.lent for each in observations], dtype=np.bool_),
        year=np.array([each.year for each in observations], dtype=np.int_),
        level=np.ones(len(observations)),
        curve=np.log(share),
        rush=-_left_of_rush(share),
        ratio=-np.array([each.kind == "target" for each in observations], dtype=np.float64),
        ahead=1 - share,
    )


def asked_points(year: int, shares: Sequence[float]) -> Points:
    """Return the points asked of one year: a, b, then the log count at each share of the year."""
    share = np.array(shares, dtype=np.float64)
    none = np.zeros(2)
    return Points(
        lent=np.zeros(len(share) + 2, dtype=np.bool_),
        year=np.full(len(share) + 2, year),
        level=np.concatenate((none, np.ones(len(share)))),
        curve=np.concatenate(([1.0, 0.0], np.log(share))),
        rush=np.concatenate(([0.0, 1.0], -_left_of_rush(share))),
        ratio=np.concatenate((none, np.zeros(len(share)))),
        ahead=np.concatenate((none, 1 - share)),
    )


def condition(observations: Sequence[Observation], asked: Points, priors: Priors) -> Posterior:
    """Return what the observations say about the asked points.

    Args:
        observations: all that was told, of all years and of the lender; at least one.
        asked: as `asked_points` gives them.
        priors: what is believed before.

    Returns:
        A mixture of Normals, one a guess at the spreads. [log things; exponent; log share]

    Source:
        Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, eq. 2.23-2.24, 2.30.
    """
    points = observed_points(observations) + asked
    told = len(observations)
    value = np.array([each.value for each in observations])
    mean = _prior_mean(points, value, priors)
    covariance = _covariance(points, priors)  # shape (guesses, points, points)
    covariance[:, :told, :told] += np.diag([each.noise for each in observations])

    cross = covariance[:, :told, told:]
    surprise = (value - mean[:told])[:, None]
    solved = np.linalg.solve(
        covariance[:, :told, :told], np.concatenate((cross, surprise + 0 * cross[:, :, :1]), axis=2)
    )
    gain, pull = solved[:, :, :-1], solved[:, :, -1]
    variance = np.diagonal(covariance[:, told:, told:], axis1=1, axis2=2) - (gain * cross).sum(1)
    others = [each for each in observations if each.lent or each.year != asked.year[0]]
    return Posterior(
        log_weight=_log_weight(others, priors),
        mean=mean[told:] + np.einsum("gna,gn->ga", cross, pull),
        sd=np.sqrt(np.maximum(variance, 1e-12)),
    )


def _log_weight(observations: Sequence[Observation], priors: Priors) -> Floats:
    """Return how much each guess at the spreads is believed after other years' numbers.

    The asked year does not judge the spreads: one year cannot tell a steep curve from unrest,
    and with weights of its own a higher count could mean a lower forecast. shape (guesses,)
    """
    fit = np.log(np.array(priors.spreads)).sum(1)  # its width: see `Priors.spreads`
    if observations:
        points = observed_points(observations)
        value = np.array([each.value for each in observations])
        covariance = _covariance(points, priors) + np.diag([each.noise for each in observations])
        root = np.linalg.cholesky(covariance)
        surprise = value - _prior_mean(points, value, priors)
        fit -= 0.5 * np.linalg.solve(covariance, surprise[:, None])[:, :, 0] @ surprise
        fit -= np.log(np.diagonal(root, axis1=1, axis2=2)).sum(1)
    return np.asarray(fit - np.logaddexp.reduce(fit), dtype=np.float64)


def chains(points: Points) -> NDArray[np.int_]:
    """Return for each point the first year of the unbroken run of years its level hangs on.

    A gap longer than `LEVEL_MEMORY_YEARS` breaks the run: the level starts anew.
    """
    first = np.empty(len(points.year), dtype=np.int_)
    for lent in (False, True):
        mine = points.lent == lent
        years = np.unique(points.year[mine])
        starts = years[np.diff(years, prepend=-(10**6)) > LEVEL_MEMORY_YEARS]
        first[mine] = starts[np.searchsorted(starts, points.year[mine], side="right") - 1]
    return first


def _left_of_rush(share: Floats) -> Floats:
    """Return g(t), the part of the last quarter's rush that is still to come."""
    return np.asarray(np.minimum(1.0, (1 - share) / (1 - RUSH_FROM)), dtype=np.float64)


def _covariance(points: Points, priors: Priors) -> Floats:
    """Return the joint covariance under each guess at the spreads, errors of telling left out."""
    lent, year, start = points.lent, points.year, chains(points)
    same_series = lent[:, None] == lent
    same_year = same_series & (year[:, None] == year)
    same_chain = same_series & (start[:, None] == start)
    borrowing = (~lent[:, None] & ~lent) & lent.any()

    level = np.outer(points.level, points.level) * same_chain
    curve = np.outer(points.curve, points.curve)
    rush = np.outer(points.rush, points.rush)
    ratio = np.outer(points.ratio, points.ratio)
    certain = (
        level * priors.level_sd**2
        + curve * (priors.curve_mean_sd**2 + borrowing * priors.lent_curve_sd**2)
        + rush * priors.rush_mean_sd**2
        + ratio * (priors.ratio_mean_sd**2 + borrowing * priors.lent_ratio_sd**2)
    )
    guessed = (  # in the order of Spread
        curve * same_year,
        (rush + np.minimum(points.ahead[:, None], points.ahead)) * same_year,
        level * (np.minimum(year[:, None], year) - start[:, None]),
        ratio * same_year,
    )
    squares = np.array(priors.spreads) ** 2
    return np.asarray(certain + np.einsum("gs,sij->gij", squares, np.stack(guessed)), np.float64)


def _prior_mean(points: Points, value: Floats, priors: Priors) -> Floats:
    """Return the prior means of all points, each chain's level centred on its own numbers.

    The centre carries `level_sd`, so that where it stands does not matter; taken from the
    numbers themselves it makes k times the counts give k times the forecast, exactly.
    """
    mean: Floats = (
        priors.curve_mean * points.curve
        + priors.rush_mean * points.rush
        + priors.ratio_mean * points.ratio
    )
    start = chains(points)
    surprise = value - mean[: len(value)]
    for lent, first in {*zip(points.lent.tolist(), start.tolist(), strict=True)}:
        chain = (start == first) & (points.lent == lent)
        heard = chain[: len(value)]
        if heard.any():
            mean = mean + chain * points.level * float(np.mean(surprise[heard]))
    return mean
