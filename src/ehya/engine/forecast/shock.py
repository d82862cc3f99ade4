"""How many cases will succeed when one shock, a good or a bad year, moves them all alike?

Every case's logit is moved by s = sigma z, the same z ~ Normal(0, 1) for all. Moving all logits by s
*is* tilting the law of their count, so that with K(s) = sum of log(1 - p[i] + p[i] exp(s)):

    P(count = k | s)  =  P(count = k) exp(s k - K(s))
    P(count = k)      =  P(count = k | theta) * mean over z of exp((s - theta) k - K(s) + K(theta))

The second line holds for every theta. Thetas are laid so that each count lies within a few standard
deviations of the mean under one of them, where `counting.near` loses no digits, and the mean over z
is a trapezoid. K is analytic for |Im s| < pi, so that a Chebyshev polynomial tells it to the last digits.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil, hypot, log, pi, sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.polynomial import Chebyshev
from numpy.typing import NDArray

from ehya.engine.forecast.counting import (
    Cases,
    Floats,
    checked,
    distribution,
    near,
    tilted,
    unsure,
)
from ehya.engine.refusal import Refusal

METHOD = "forecast.shock/1"

LEAST_NODES: Final = 512
REACH: Final = 8.0
"""Of z: what lies beyond is 1e-15."""

MOST_SPREAD: Final = 10.0
"""A shock that takes a chance of 1 in 2 to 1 in 20,000 in an ordinary year is no shock."""

_STEP = 0.7
"""Step of s in units of the narrowest law of s given the count: error exp(-2 (pi / 0.7)**2) = 3e-18."""

_DIGITS = 39.0  # exp(-39) = 1e-17
_APART = 7.0  # standard deviations of the count from theta to theta: 3 loses nothing more than 7
_ABREAST = 2  # thetas at a time: each goes through all cases, outside the interpreter's lock
_LAID = 4001  # points between which the mean under a theta is read off


class Spread(NamedTuple):
    """What past years say of sigma.

    Attributes:
        mean: [logit]
        median: [logit]
        low: 10 % quantile. [logit]
        high: 90 % quantile. [logit]
        sigma: the grid. shape (grid,) [logit]
        chance: of each of the grid, summing to 1. shape (grid,) [0..1]
    """

    mean: float
    median: float
    low: float
    high: float
    sigma: Floats
    chance: Floats


def shared(chances: Floats, *, sigma: float, nodes: int | None = None) -> Floats:
    """Return how likely each number of successes is when one shock moves all logits.

    A chance p stays what it is in a middling year (z = 0); its mean over years is drawn towards
    a half. A chance of 0 or 1 is not moved.

    Args:
        chances: each case's chance in a middling year. shape (cases,) [0..1]
        sigma: standard deviation of the shock; 0 is independence. [logit]
        nodes: of the trapezoid in z; None: `nodes_for`. [nodes]

    Returns:
        P(count = 0), …, P(count = cases). shape (cases + 1,) [0..1]

    Raises:
        Refusal: "forecast.not_a_probability", "forecast.not_a_spread".

    Source:
        The logit-normal mixture of Vasicek's kind (2002), Risk 15(12):160-162, with a logistic
        in place of a Normal link; trapezoid: Trefethen and Weideman (2014), SIAM Rev. 56:385-458.
    """
    chances = checked(chances)
    cases = unsure(chances)
    if _spread(sigma) == 0 or not len(cases.success):
        return distribution(chances)
    curve = _cumulant(cases, sigma * REACH)
    z, weight = _trapezoid(nodes or nodes_for(len(cases.success), sigma))
    law = _mixture(cases, curve, sigma * z, weight)
    sure = int((chances == 1).sum())
    return np.pad(law, (sure, len(chances) - sure - len(cases.success)))


def at_least(chances: Floats, target: int, *, sigma: float, nodes: int | None = None) -> float:
    """Return the chance that at least so many succeed, right to 1e-11 of one for sigma up to 1.

    Args:
        chances: each case's chance in a middling year. shape (cases,) [0..1]
        target: how many there shall be. [cases]
        sigma: standard deviation of the shock; 0 is independence. [logit]
        nodes: of the trapezoid in z; None: `nodes_for`. [nodes]

    Returns:
        P(count >= target). [0..1]

    Raises:
        Refusal: "forecast.not_a_probability", "forecast.not_a_spread".
    """
    law = shared(chances, sigma=sigma, nodes=nodes)
    return float(min(1.0, law[max(0, target) :][::-1].sum()))


def nodes_for(cases: int, sigma: float) -> int:
    """Return how many nodes of z see the narrowest law that so many cases can give of it.

    Args:
        cases: how many may go either way. [cases]
        sigma: standard deviation of the shock. [logit]
    """
    return max(LEAST_NODES, ceil(2 * REACH * sigma * sqrt(cases) / 2 / _STEP) + 1)


def learn_sigma(
    years: Sequence[tuple[Floats, int]], *, prior_scale: float, grid: int = 101
) -> Spread:
    """Return what past years' counts say of the shock's spread, each year one draw of z.

    The likelihood of a year is P(count | sigma) as `shared` has it; beforehand sigma is
    half-Normal. Without a past year the answer is that prior and nothing else.

    Args:
        years: of each past year the chances foretold at its start, as `shared` takes them, and
            how many succeeded. [0..1], [cases]
        prior_scale: of the half-Normal; its mean is 0.8 times that. The caller tells where it
            is from. [logit]
        grid: how many sigmas between 0 and five scales are weighed. [sigmas]

    Raises:
        Refusal: "forecast.not_a_probability", "forecast.not_a_spread";
            "forecast.impossible_count" when a past count cannot come of its chances.

    Source:
        Gelman (2006), Bayesian Anal. 1:515-534, on weak priors of a spread.
    """
    if _spread(prior_scale) == 0:
        raise _no_spread(prior_scale)
    sigma = np.linspace(0, min(5 * prior_scale, MOST_SPREAD), grid)
    fit = -0.5 * (sigma / prior_scale) ** 2
    fit[0] -= log(2)  # the ends of a trapezoid
    fit[-1] -= log(2)
    for chances, count in years:
        fit = fit + _fits(chances, count, sigma)
    chance = np.exp(fit - np.logaddexp.reduce(fit))
    low, median, high = _between(sigma, chance, (0.1, 0.5, 0.9))
    return Spread(float(sigma @ chance), median, low, high, sigma, chance)


def _mixture(cases: Cases, curve: Chebyshev, shift: Floats, weight: Floats) -> Floats:
    """Return the law of the count, put together from its parts.

    Args:
        cases: those that may go either way.
        curve: K.
        shift: the nodes of s, rising. shape (nodes,) [logit]
        weight: log of each node's. shape (nodes,)
    """
    law = np.zeros(len(cases.success) + 1)
    thetas, between = _laid(curve, shift[0], shift[-1], len(cases.success))
    borders = [0, *between, len(law)]
    sds = np.sqrt(np.maximum(curve.deriv(2)(thetas), 0))

    def fill(theta: float, sd: float, start: int, end: int) -> None:
        window = near(tilted(cases, theta))
        first = max(start, window.first)
        seen = window.chances[first - window.first : max(0, end - window.first)]
        counts = np.arange(first, first + len(seen))
        close = np.abs(shift - theta) <= _wide(sd)
        moved = shift[close]
        power = weight[close] - (curve(moved) - curve(theta))
        law[first : first + len(seen)] = seen * _lifted(counts, moved - theta, power)

    with ThreadPoolExecutor(_ABREAST) as abreast:  # each fills counts of its own
        list(abreast.map(fill, thetas, sds, borders[:-1], borders[1:]))
    return law


def _wide(sd: float) -> float:
    """Return how far from theta s may lie, given a count near the mean. [logit]

    Its law is Normal in the middle and falls as exp(count * s) towards few: a count of none
    (sd below 6) leaves s to the prior.
    """
    return 16 / sd + 60 / sd**2 if sd > 6 else float("inf")


def _lifted(counts: NDArray[np.int_], moved: Floats, power: Floats) -> Floats:
    """Return sum of exp(moved * count + power) for each count. shape (counts,)"""
    if not len(counts):
        return np.zeros(0)
    middle = counts[len(counts) // 2]
    level = power + moved * middle
    return np.asarray(np.exp(np.outer(counts - middle, moved) + level).sum(axis=1))


def _laid(curve: Chebyshev, low: float, high: float, cases: int) -> tuple[Floats, list[int]]:
    """Return thetas a few standard deviations of the count apart, and the counts between them.

    None lies where fewer than half a case succeeds or fails on average: from there on
    all counts are likely enough under the last of them.
    """
    place = np.linspace(low, high, _LAID)
    mean = np.maximum.accumulate(curve.deriv(1)(place))
    sd = np.sqrt(np.maximum(curve.deriv(2)(place), 0))
    walked = np.concatenate(([0.0], np.cumsum(sd[1:] + sd[:-1]) * (place[1] - place[0]) / 2))
    start, end = np.interp(np.interp((0.5, cases - 0.5), mean, place), place, walked)
    walk = np.linspace(start, end, ceil(max(0.0, end - start) / _APART) + 1)
    middle = np.interp((walk[1:] + walk[:-1]) / 2, walked, mean)
    return np.interp(walk, walked, place), [ceil(each) for each in middle]


def _cumulant(cases: Cases, reach: float) -> Chebyshev:
    """Return K between -reach and reach. Its poles lie at i pi or further: so many terms do."""

    def exactly(places: Floats) -> Floats:
        return np.array([_cumulant_at(cases, float(s)) for s in places])

    degree = ceil(_DIGITS / log(pi / reach + hypot(1, pi / reach))) + 4
    return Chebyshev.interpolate(exactly, degree, domain=[-reach, reach])


def _cumulant_at(cases: Cases, s: float) -> float:
    shrunk = np.exp(-abs(s))
    if s < 0:
        return float(np.log1p(-cases.success * (1 - shrunk)).sum())
    return float(np.log1p(-cases.failure * (1 - shrunk)).sum()) + s * len(cases.success)


def _trapezoid(nodes: int) -> tuple[Floats, Floats]:
    """Return nodes of z and the logs of their weights, which sum to 1. shape (nodes,) each"""
    z = np.linspace(-REACH, REACH, nodes)
    weight = -0.5 * z**2
    return z, weight - np.logaddexp.reduce(weight)


def _fits(chances: Floats, count: int, sigma: Floats) -> Floats:
    """Return log P(count | sigma) but for what does not hang on sigma. shape (sigmas,)"""
    chances = checked(chances)
    cases = unsure(chances)
    among = count - int((chances == 1).sum())
    if not 0 <= among <= len(cases.success):
        least = int((chances == 1).sum())
        most = least + len(cases.success)
        raise Refusal("forecast.impossible_count", count=count, least=least, most=most)
    curve = _cumulant(cases, float(sigma[-1]) * REACH)
    fits = []
    for each in sigma:
        z, weight = _trapezoid(nodes_for(len(cases.success), float(each)))
        fits.append(np.logaddexp.reduce(weight + each * z * among - curve(each * z)))
    return np.array(fits)


def _between(sigma: Floats, chance: Floats, shares: Sequence[float]) -> list[float]:
    """Return the quantiles of a law told on a grid, linear between its points."""
    below = np.cumsum(chance) - chance / 2
    return [float(each) for each in np.interp(shares, below, sigma)]


def _spread(told: float) -> float:
    """Return a spread that is one, or refuse it."""
    if not 0 <= told <= MOST_SPREAD:
        raise _no_spread(told)
    return told


def _no_spread(told: float) -> Refusal:
    return Refusal("forecast.not_a_spread", told=repr(float(told)), most=MOST_SPREAD)
