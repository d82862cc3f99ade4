"""What brings units back: how probably, how soon, for how long, at which cost, with how many jobs?

By intervention, cause and size, each drawn towards what is known of less (`pooling`). Cases that
are still open count for the time they were followed; cases that were given up count as never back.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ehya.engine.verify.pooling import (
    Fit,
    Floats,
    Group,
    counts_of,
    periods_of,
    pool,
    pooled_means,
)

METHOD = "verify.effects/2"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one intervention in one case.

    Attributes:
        intervention: what was done; "" stands for all in an `Effect`, never here.
        cause: against what, first level.
        size: of the unit; "" where nobody told it: it counts in the levels above.
        followed: from the decision to the day on which a restart was proven, or to the day of the
            table. [days]
        back: whether a restart was proven.
        ran: from the proof to the day on which it was seen to stand, or to the last on which it
            could have been seen. [days]
        stood: whether it was seen to stand again.
        cost: committed to it, less what was released; None where nothing was, or not yet. [IRR]
        jobs: people whom the proof saw at work; None where it counted none.
    """

    intervention: str
    cause: str
    size: str
    followed: float
    back: bool
    ran: float = 0.0
    stood: bool = False
    cost: float | None = None
    jobs: float | None = None

    @property
    def group(self) -> Group:
        """The smallest group it belongs to."""
        return (self.intervention, self.cause, *([self.size] if self.size else []))

    def groups(self) -> list[Group]:
        """Return all groups it belongs to, everybody first."""
        return [self.group[:level] for level in range(len(self.group) + 1)]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked for.

    Attributes:
        edges: where the periods after a decision end; the last is the horizon. [days]
        run_edges: the same after the proof. [days]
        mass: of the intervals. [0..1]
    """

    edges: Sequence[float]
    run_edges: Sequence[float]
    mass: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What is believed of one group.

    Attributes:
        group: intervention, cause, size; shorter where all are meant.
        cases: it rests on, of the group's own.
        restarted: of them back, and proven.
        chance: of a proven restart within the horizon, with its interval. [0..1]
        back_by: the same by the end of each period. shape (edges,) [0..1]
        days: in which half of those who come back are proven, and the middle of them
            (`Rules.mass`). [days]
        sustained: chance to run on through the last of `run_edges`, with its interval; None where
            nobody of the group came back. [0..1]
        stays_by: the same by the end of each of its periods; empty where nobody came back.
        cost: mean committed, of cases for which something was. [IRR]
        jobs: mean seen at a proven restart.
    """

    group: Group
    cases: int
    restarted: int
    chance: tuple[float, float, float]
    back_by: tuple[float, ...]
    days: tuple[float, float, float]
    sustained: tuple[float, float, float] | None
    stays_by: tuple[float, ...]
    cost: float | None
    jobs: float | None


def learn_effects(told: Sequence[Told], rules: Rules) -> list[Effect]:
    """Return what is believed of every group that has a case, everybody first.

    Args:
        told: what became of each intervention.
        rules: what is asked for.

    Returns:
        By group in order; empty where nothing was told.

    Source:
        See `pooling.pool` and `pooling.pooled_means`; piecewise constant rates with open cases
        followed as far as they are: Friedman (1982), Ann. Stat. 10:101-113.
    """
    if not told:
        return []
    members: dict[Group, list[Told]] = {}
    for one in told:
        for group in one.groups():
            members.setdefault(group, []).append(one)
    stays = [(one.group, one.followed, one.back) for one in told]
    runs = [(one.group, one.ran, one.stood) for one in told if one.back]
    back = pool(counts_of(stays, rules.edges))
    run = pool(counts_of(runs, rules.run_edges)) if any(ran for _, ran, _ in runs) else None
    cost = _means(members, lambda one: one.cost)
    jobs = _means(members, lambda one: one.jobs)
    return [
        _effect(group, rows, back, run, rules, (cost.get(group), jobs.get(group)))
        for group, rows in sorted(members.items())
    ]


def _effect(
    group: Group,
    rows: Sequence[Told],
    back: Fit,
    run: Fit | None,
    rules: Rules,
    means: tuple[float | None, float | None],
) -> Effect:
    came = [one for one in rows if one.back] if run else []
    back_by = 1.0 - _left(back, rows, rules.edges)
    sustained, stays_by = None, np.empty(0)
    if run and came:
        middle, low, high = _chance(run, came, rules.run_edges, rules.mass)
        sustained, stays_by = (1 - middle, 1 - high, 1 - low), _left(run, came, rules.run_edges)
    return Effect(
        group=group,
        cases=len(rows),
        restarted=sum(one.back for one in rows),
        chance=_chance(back, rows, rules.edges, rules.mass),
        back_by=tuple(map(float, back_by)),
        days=_days(back_by, rules.edges, rules.mass),
        sustained=sustained,
        stays_by=tuple(map(float, stays_by)),
        cost=means[0],
        jobs=means[1],
    )


def _chance(
    fit: Fit, rows: Sequence[Told], edges: Sequence[float], mass: float
) -> tuple[float, float, float]:
    starts, ends = periods_of(edges)
    return fit.chance(Counter(one.group for one in rows), ends - starts, mass)


def _left(fit: Fit, rows: Sequence[Told], edges: Sequence[float]) -> Floats:
    starts, ends = periods_of(edges)
    return fit.left(Counter(one.group for one in rows), ends - starts)


def _days(back_by: Floats, edges: Sequence[float], mass: float) -> tuple[float, float, float]:
    """Return when half, and when the first and last of the middle, of the restarts have come."""
    _, ends = periods_of(edges)
    wanted = [q * back_by[-1] for q in (0.5, (1 - mass) / 2, (1 + mass) / 2)]
    back, until = np.concatenate([[0.0], back_by]), np.concatenate([[0.0], ends])
    middle, first, last = np.interp(wanted, back, until)
    return float(middle), float(first), float(last)


def _means(
    members: dict[Group, list[Told]], value: Callable[[Told], float | None]
) -> dict[Group, float]:
    values = {
        group: np.array([told for one in rows if (told := value(one)) is not None], dtype=float)
        for group, rows in members.items()
    }
    return pooled_means(values)
