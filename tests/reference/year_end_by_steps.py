"""The forecast's slow, obvious twin: every unknown written out, every number heard in turn.

Each quantity of the model is a sum of independent innovations. A published number moves what is
believed of all innovations at once, by the scalar rule that every textbook has (Kalman 1960);
how well other years' numbers were foreseen weighs the guess at the spreads. The total's distribution is then
summed on a dense grid. No covariance is derived in closed form, no matrix is inverted.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import log, pi, sqrt

import numpy as np
from scipy.stats import norm

from ehya.engine.forecast.evidence import Observation
from ehya.engine.forecast.priors import LEVEL_MEMORY_YEARS, RUSH_FROM, Priors, Spread

REACH = 14  # sd: a count may lie eight above all that was expected, and its own tail beyond

Sum = dict[str, float]
"""A quantity as a sum: name of the innovation (or "1" for a constant) -> factor."""


def plus(*parts: tuple[float, Sum]) -> Sum:
    total: Sum = {}
    for factor, part in parts:
        for name, value in part.items():
            total[name] = total.get(name, 0.0) + factor * value
    return total


class World:
    """What is believed of every innovation, given one guess at the spreads."""

    def __init__(
        self,
        told: Sequence[Observation],
        asked: dict[int, Sequence[float]],
        priors: Priors,
        spread: Spread,
    ) -> None:
        """`asked`: the shares asked about in each asked year."""
        self.told, self.priors, self.spread = told, priors, spread
        self.borrows = any(each.lent for each in told)
        self.places = {(each.lent, each.year) for each in told} | {(False, y) for y in asked}
        self.moments = {
            (lent, y): sorted(
                {1.0}
                | {e.share for e in told if (e.lent, e.year) == (lent, y)}
                | (set() if lent else set(asked.get(y, ())))
            )
            for lent, y in self.places
        }
        self.variance: dict[str, float] = {}

    def draw(self, name: str, sd: float) -> Sum:
        self.variance[name] = sd**2
        return {name: 1.0}

    def mean_curve(self, lent: bool) -> Sum:
        m = plus(
            (self.priors.curve_mean, {"1": 1.0}), (1, self.draw("m", self.priors.curve_mean_sd))
        )
        if self.borrows and not lent:
            m = plus((1, m), (1, self.draw("m own", self.priors.lent_curve_sd)))
        return m

    def mean_ratio(self, lent: bool) -> Sum:
        q = plus(
            (self.priors.ratio_mean, {"1": 1.0}), (1, self.draw("q", self.priors.ratio_mean_sd))
        )
        if self.borrows and not lent:
            q = plus((1, q), (1, self.draw("q own", self.priors.lent_ratio_sd)))
        return q

    def level(self, lent: bool, year: int) -> Sum:
        earlier = [y for one, y in self.places if one == lent and y < year]
        if not earlier or year - max(earlier) > LEVEL_MEMORY_YEARS:
            centre = self.centre(lent, year)
            return plus(
                (centre, {"1": 1.0}), (1, self.draw(f"L{lent}{year}", self.priors.level_sd))
            )
        before = max(earlier)
        step = self.spread.step * sqrt(year - before)
        return plus((1, self.level(lent, before)), (1, self.draw(f"L{lent}{year}", step)))

    def centre(self, lent: bool, first: int) -> float:
        """The mean of what the run of years would be centred on, were each number exact."""
        years = sorted(y for one, y in self.places if one == lent and y >= first)
        run = [first]
        for year in years[1:]:
            if year - run[-1] > LEVEL_MEMORY_YEARS:
                break
            run.append(year)
        values = []
        for each in self.told:
            if each.lent == lent and each.year in run:
                left = min(1.0, (1 - each.share) / (1 - RUSH_FROM))
                value = each.value - self.priors.curve_mean * log(each.share)
                value += self.priors.rush_mean * left
                value += self.priors.ratio_mean * (each.kind == "target")
                values.append(value)
        return sum(values) / len(values) if values else 0.0

    def walk(self, lent: bool, year: int, share: float) -> Sum:
        """Backwards from the year's end, one step of it per moment asked about."""
        total: Sum = {}
        moments = [each for each in self.moments[lent, year] if each >= share]
        for here, after in pairwise(moments):
            sd = self.spread.unrest * sqrt(after - here)
            total = plus((1, total), (1, self.draw(f"d{lent}{year}{here}", sd)))
        return total

    def log_count(self, lent: bool, year: int, share: float) -> Sum:
        a = plus((1, self.mean_curve(lent)), (1, self.draw(f"a{lent}{year}", self.spread.curve)))
        c = plus((self.priors.rush_mean, {"1": 1.0}), (1, self.draw("c", self.priors.rush_mean_sd)))
        b = plus((1, c), (1, self.draw(f"b{lent}{year}", self.spread.unrest)))
        left = min(1.0, (1 - share) / (1 - RUSH_FROM))
        return plus(
            (1, self.level(lent, year)),
            (log(share), a),
            (-left, b),
            (1, self.walk(lent, year, share)),
        )

    def expected(self, each: Observation) -> Sum:
        if each.kind != "target":
            return self.log_count(each.lent, each.year, each.share)
        r = plus(
            (1, self.mean_ratio(each.lent)),
            (1, self.draw(f"r{each.lent}{each.year}", self.spread.ratio)),
        )
        return plus((1, self.level(each.lent, each.year)), (-1, r))


def believed(
    told: Sequence[Observation], year: int, shares: Sequence[float], priors: Priors
) -> list[tuple[float, list[tuple[float, float]]]]:
    """For every guess at the spreads: log weight, and (mean, sd) of log count at each share."""
    return [_believed(told, year, shares, priors, spread) for spread in priors.spreads]


def _believed(told, year, shares, priors, spread):
    others = [each for each in told if each.lent or each.year != year]
    weight, _ = _hear(World(others, {}, priors, spread), others, [])
    weight += log(spread.curve * spread.unrest * spread.step * spread.ratio)
    _, answers = _hear(
        world := World(told, {year: shares}, priors, spread),
        told,
        [world.log_count(False, year, share) for share in shares],
    )
    return weight, answers


def _hear(world: World, told: Sequence[Observation], asked: Sequence[Sum]):
    """Hear the numbers one after the other; say how well they were foreseen, and what is asked."""
    heard = [world.expected(each) for each in told]
    names = sorted(world.variance)
    mean = np.zeros(len(names))
    covariance = np.diag([world.variance[name] for name in names])

    def split(total: Sum) -> tuple[float, np.ndarray]:
        return total.get("1", 0.0), np.array([total.get(name, 0.0) for name in names])

    weight = 0.0
    for each, total in zip(told, heard, strict=True):
        constant, factors = split(total)
        reach = covariance @ factors
        variance = factors @ reach + each.noise
        surprise = each.value - constant - factors @ mean
        weight += -0.5 * (log(2 * pi * variance) + surprise**2 / variance)
        mean = mean + reach * (surprise / variance)
        covariance = covariance - np.outer(reach, reach) / variance
    answers = []
    for total in asked:
        constant, factors = split(total)
        answers.append((constant + factors @ mean, sqrt(max(0.0, factors @ covariance @ factors))))
    return weight, answers


def quantiles(
    mixture: Sequence[tuple[float, tuple[float, float]]], floor: float, chances: Sequence[float]
) -> list[float]:
    """Sum a mixture of (log weight, (mean, sd)) above a floor on a dense grid of logs."""
    top = max(weight for weight, _ in mixture)
    low = min(mean - REACH * sd for _, (mean, sd) in mixture)
    high = max(mean + REACH * sd for _, (mean, sd) in mixture)
    grid = np.linspace(max(low, log(floor) if floor else low), high, 100_001)
    density = sum(np.exp(w - top) * norm.pdf(grid, mean, sd) for w, (mean, sd) in mixture)
    below = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    return [float(np.exp(np.interp(chance, below / below[-1], grid))) for chance in chances]
