"""What brings units back: how probably, how soon, for how long, at which cost, with how many jobs?

By intervention, cause and size, each drawn towards what is known of less (`pooling`). Cases that
are still open count for the time they were followed; cases that were given up count as never back.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ehya.engine.verify.pooling import Fit, Group, counts_of, periods_of, pool, pooled_means

METHOD = "verify.effects/1"


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one intervention in one case.

    Attributes:
        intervention: what was done; "" stands for all in an `Effect`, never here.
        cause: against what, first level.
        size: of the unit; "" where nobody told it: it counts in the levels above.
        followed: from the decision to the verified restart, or as long as it was followed. [days]
        back: whether it was restarted and that was verified.
        ran: from the restart to the relapse, or to the last day it was proven to run. [days]
        stood: whether it relapsed.
        cost: paid for it; None where nothing was, or not yet. [IRR]
        jobs: people at work again, of a verified restart.
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
        run_edges: the same after a restart. [days]
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
        restarted: of them back, and verified.
        chance: of a verified restart within the horizon, with its interval. [0..1]
        days: in which half of those who come back are back, and the middle of them
            (`Rules.mass`). [days]
        sustained: chance to run on through the last of `run_edges`, with its interval; None where
            nobody of the group came back. [0..1]
        cost: mean paid, of cases for which something was. [IRR]
        jobs: mean a verified restart.
    """

    group: Group
    cases: int
    restarted: int
    chance: tuple[float, float, float]
    days: tuple[float, float, float]
    sustained: tuple[float, float, float] | None
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
        Effect(
            group=group,
            cases=len(rows),
            restarted=sum(one.back for one in rows),
            chance=_chance(back, rows, rules.edges, rules.mass),
            days=_days(back, rows, rules.edges, rules.mass),
            sustained=_sustained(run, rows, rules) if run else None,
            cost=cost.get(group),
            jobs=jobs.get(group),
        )
        for group, rows in sorted(members.items())
    ]


def _chance(
    fit: Fit, rows: Sequence[Told], edges: Sequence[float], mass: float
) -> tuple[float, float, float]:
    starts, ends = periods_of(edges)
    return fit.chance(Counter(one.group for one in rows), ends - starts, mass)


def _sustained(fit: Fit, rows: Sequence[Told], rules: Rules) -> tuple[float, float, float] | None:
    back = [one for one in rows if one.back]
    if not back:
        return None
    middle, low, high = _chance(fit, back, rules.run_edges, rules.mass)
    return 1 - middle, 1 - high, 1 - low


def _days(
    fit: Fit, rows: Sequence[Told], edges: Sequence[float], mass: float
) -> tuple[float, float, float]:
    """Return when half, and when the first and last of the middle, of the restarts have come."""
    starts, ends = periods_of(edges)
    left = fit.left(Counter(one.group for one in rows), ends - starts)
    back = np.concatenate([[0.0], 1.0 - left])
    wanted = [q * back[-1] for q in (0.5, (1 - mass) / 2, (1 + mass) / 2)]
    middle, first, last = np.interp(wanted, back, np.concatenate([[0.0], ends]))
    return float(middle), float(first), float(last)


def _means(
    members: dict[Group, list[Told]], value: Callable[[Told], float | None]
) -> dict[Group, float]:
    values = {
        group: np.array([told for one in rows if (told := value(one)) is not None], dtype=float)
        for group, rows in members.items()
    }
    return pooled_means(values)
