"""How much of a rate is a small group's own, and how much its parents'?

One model for all groups at once: a rate in each period that everybody shares, and for each group a
factor of its own on its parent's rate. Factors of one level scatter round one by a law whose width is
learnt, so a group of three says nearly what its parent says, and one of three hundred speaks for
itself; doubt is carried from level to level.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped,unused-ignore]
from scipy.special import ndtri  # type: ignore[import-untyped,unused-ignore]
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]

Floats = NDArray[np.float64]
Group = tuple[str, ...]  # what all its members share, level by level; () is everybody

FLAT = 25.0  # variance of what everybody shares: as good as nothing known before
WIDEST, NARROWEST = 4.0, 1e-4  # of a level's law, as a variance of logarithms
ROUNDS, CLOSE = 200, 1e-3
LAST = 8  # steps with the widths found, each of which doubles the digits
STEEPEST = 3.0  # a step of a logarithm within one round
NODES, _AREAS = np.polynomial.hermite_e.hermegauss(9)  # of a normal law
WEIGHTS = _AREAS / _AREAS.sum()


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened to the smallest groups.

    Attributes:
        groups: each once. shape (groups,)
        events: in each period. shape (groups, periods)
        at_risk: time spent in each period. shape (groups, periods) [days]
    """

    groups: Sequence[Group]
    events: Floats
    at_risk: Floats


@dataclass(frozen=True, slots=True)
class Fit:
    """What is believed of the rates of all groups.

    Attributes:
        counts: what it was learnt from.
        design: which parts make up the logarithm of each rate. shape (groups, periods, parts)
        parts: their logarithms. shape (parts,)
        doubt: their covariance. shape (parts, parts)
        widths: by level, the standard deviation of the logarithms of its factors.
    """

    counts: Counts
    design: Floats
    parts: Floats
    doubt: Floats
    widths: Mapping[str, float]

    def chance(
        self, members: Mapping[Group, int], days: Floats, mass: float
    ) -> tuple[float, float, float]:
        """Return the chance of an event within a stay, of a member of some groups taken together.

        Args:
            members: the smallest groups that are meant, with how many of each.
            days: spent in each period. shape (periods,) [days]
            mass: of the interval. [0..1]

        Returns:
            The chance, and its interval. [0..1]
        """
        weights, rows = self._weights(members)
        daily = np.exp(self.design[rows] @ self.parts) * days
        left = np.exp(-daily.sum(axis=1))
        slope = np.einsum("g,gk,gkp->p", weights * left, daily, self.design[rows])
        spread = sqrt(max(float(slope @ self.doubt @ slope), 0.0))
        return _interval(1.0 - float(self.left(members, days)[-1]), spread, mass)

    def left(self, members: Mapping[Group, int], days: Floats) -> Floats:
        """Return how many of some groups together have had no event after each period.

        A group's rate is not taken for certain: it scatters as is believed, round the mean that was
        found. Else a rate drawn towards its parent's would promise too many events in all.

        Returns:
            Their share. shape (periods,) [0..1]
        """
        weights, rows = self._weights(members)
        daily = np.exp(self.design[rows] @ self.parts) * days
        slope = np.einsum("gk,gkp->gp", daily, self.design[rows]) / daily.sum(axis=1)[:, None]
        wide = np.einsum("gp,pq,gq->g", slope, self.doubt, slope)[:, None]
        scatter = np.exp(np.sqrt(wide) * NODES - wide / 2)  # shape (groups, nodes), of mean 1
        hazard = np.cumsum(daily, axis=1)[:, :, None] * scatter[:, None, :]
        left: Floats = weights @ (np.exp(-hazard) @ WEIGHTS)
        return left

    def _weights(self, members: Mapping[Group, int]) -> tuple[Floats, NDArray[np.int64]]:
        place = {group: row for row, group in enumerate(self.counts.groups)}
        rows = np.array([place[group] for group in members], dtype=np.int64)
        sizes = np.array([members[group] for group in members], dtype=float)
        return sizes / sizes.sum(), rows


def pool(counts: Counts) -> Fit:
    """Return what is believed of every group, drawn towards its parents.

    Args:
        counts: of the smallest groups, in which each member stands once; some were at risk.

    Source:
        Poisson regression with nested normal effects of the logarithm, by penalised likelihood
        with Laplace's approximation: Breslow and Clayton (1993), J. Am. Stat. Assoc. 88:9-25;
        widths by expectation and maximisation.
    """
    with threadpool_limits(1, user_api="blas"):  # small matrices: threads would wait for each other
        return _pooled(counts)


def _pooled(counts: Counts) -> Fit:
    levels, design = _design(counts.groups, counts.events.shape[1])
    flat = csr_array(design.reshape(-1, design.shape[-1]))
    events, at_risk = counts.events.ravel(), counts.at_risk.ravel()
    names = sorted(set(levels))
    level = np.array([names.index(name) for name in levels])
    start = log(max(events.sum(), 0.5) / at_risk.sum())
    parts = np.where(level == names.index(SHARED), start, 0.0)
    wide = np.array([FLAT if name == SHARED else 0.25 for name in names])
    centre = parts.copy()
    for _ in range(ROUNDS):
        parts, doubt = _step(flat, events, at_risk, parts, centre, wide[level])
        square = (parts - centre) ** 2 + np.diag(doubt)
        new = np.bincount(level, square) / np.bincount(level)
        new = np.where(np.array(names) == SHARED, FLAT, np.clip(new, NARROWEST, WIDEST))
        moved = float(np.abs(np.log(new / wide)).max())
        wide = new
        if moved < CLOSE:
            break
    for _ in range(LAST):
        parts, doubt = _step(flat, events, at_risk, parts, centre, wide[level])
    widths = {name: sqrt(w) for name, w in zip(names, wide, strict=True) if name != SHARED}
    return Fit(counts, design, parts, doubt, widths)


SHARED, COURSE = "everybody", "course"


def _design(groups: Sequence[Group], periods: int) -> tuple[list[str], Floats]:
    """Return each part's level, and which parts make up each rate.

    Parts: the periods of everybody; the course over the periods of each group of the first level;
    a factor for each group of each level.
    """
    first = sorted({group[:1] for group in groups})
    every = sorted({group[:depth] for group in groups for depth in range(1, len(group) + 1)})
    keys: list[tuple[str, Group, int]] = [(SHARED, (), k) for k in range(periods)]
    keys += [(COURSE, group, k) for group in first for k in range(periods)]
    keys += [(f"level {len(group)}", group, -1) for group in every]
    place = {key[1:]: at for at, key in enumerate(keys)}
    design = np.zeros((len(groups), periods, len(keys)))
    for row, group in enumerate(groups):
        for period in range(periods):
            design[row, period, place[(), period]] = 1.0
            design[row, period, place[group[:1], period]] = 1.0
        for depth in range(1, len(group) + 1):
            design[row, :, place[group[:depth], -1]] = 1.0
    return [key[0] for key in keys], design


def _step(
    design: Any, events: Floats, at_risk: Floats, parts: Floats, centre: Floats, wide: Floats
) -> tuple[Floats, Floats]:
    """Return better parts, and the covariance of what is believed of them."""
    expected = at_risk * np.exp(np.clip(design @ parts, -40.0, 5.0))
    slope = design.T @ (events - expected) - (parts - centre) / wide
    curve = (design.T @ design.multiply(expected[:, None])).toarray() + np.diag(1.0 / wide)
    doubt: Floats = np.linalg.inv(curve)
    move = np.clip(doubt @ slope, -STEEPEST, STEEPEST)
    return parts + move, doubt


def _interval(chance: float, spread: float, mass: float) -> tuple[float, float, float]:
    """Return a chance with its interval, even on the scale of log(-log(1 - chance))."""
    chance = min(max(chance, 1e-12), 1 - 1e-12)
    hazard = -np.log1p(-chance)
    wide = float(ndtri((1 + mass) / 2)) * spread / ((1 - chance) * hazard)
    low, high = (1 - exp(-hazard * exp(sign * min(wide, 30.0))) for sign in (-1, 1))
    return chance, min(low, chance), max(high, chance)


def counts_of(stays: Iterable[tuple[Group, float, bool]], edges: Sequence[float]) -> Counts:
    """Return what happened to each group; what lasts beyond the last period ends there.

    Args:
        stays: group, how long it lasted, and whether an event ended it. [days]
        edges: where the periods end, the first beginning at 0. [days]
    """
    rows = list(stays)
    groups = sorted({group for group, _, _ in rows})
    starts, ends = periods_of(edges)
    place = {group: row for row, group in enumerate(groups)}
    at = np.array([place[group] for group, _, _ in rows], dtype=np.int64)
    lasted = np.array([max(days, 0.0) for _, days, _ in rows])[:, None]
    ended = np.array([event for _, _, event in rows], dtype=bool)[:, None]
    at_risk, events = np.zeros((len(groups), len(ends))), np.zeros((len(groups), len(ends)))
    np.add.at(at_risk, at, np.clip(lasted, starts, ends) - starts)
    np.add.at(events, at, (lasted >= starts) & (lasted < ends) & ended)
    return Counts(groups, events, at_risk)


def periods_of(edges: Sequence[float]) -> tuple[Floats, Floats]:
    """Return where periods begin and end. [days]"""
    ends = np.asarray(edges, dtype=float)
    return np.concatenate([[0.0], ends[:-1]]), ends


def pooled_means(groups: Mapping[Group, Floats]) -> dict[Group, float]:
    """Return every group's mean, drawn towards its parent's where it has few members.

    Args:
        groups: values of each group's members; every group's parents are there too, up to ().

    Returns:
        By group; groups of whom nothing is known are left out.

    Source:
        One-way random effects by moments: Efron and Morris (1975), J. Am. Stat. Assoc. 70:311-319.
    """
    everybody = groups[()]
    if not len(everybody):
        return {}
    told: dict[Group, float] = {(): float(everybody.mean())}
    for level in range(1, 1 + max(len(group) for group in groups)):
        here = {g: v for g, v in sorted(groups.items()) if len(g) == level and len(v)}
        worth = _worth(list(here.values()))
        for group, values in here.items():
            parent, size = told[group[:-1]], len(values)
            told[group] = (size * float(values.mean()) + worth * parent) / (size + worth)
    return told


MOST_WORTH = 1_000.0  # members that a parent's mean may be worth: no group differs from another


def _worth(groups: Sequence[Floats]) -> float:
    """Return how many members a parent's mean is worth: variance within over variance between."""
    sizes = np.array([len(values) for values in groups], dtype=float)
    free = sizes.sum() - len(groups)
    if len(groups) < 2 or free < 1:
        return 1.0
    means = np.array([values.mean() for values in groups])
    within = sum(float(((v - v.mean()) ** 2).sum()) for v in groups) / free
    middle = float((sizes * means).sum() / sizes.sum())
    spare = sizes.sum() - float((sizes**2).sum()) / sizes.sum()
    between = (float((sizes * (means - middle) ** 2).sum()) - (len(groups) - 1) * within) / spare
    return min(within / between, MOST_WORTH) if between > 0 else MOST_WORTH
