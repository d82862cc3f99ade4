"""The slow twin of `engine.detect`: every course that a unit could have taken, one by one.

Written from docs/methods/detect.md with plain numbers and `math`; it knows no arrays, no
recursion and no scaling, and takes seven to the power of the periods steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import exp, isnan, log, prod

NOTHING, HALF, MUTE_BELOW = 0.004, 0.5, 0.1


@dataclass(frozen=True)
class Step:
    source: int
    target: int
    reads: int  # the kind of period; -1: nothing is read
    chance: float


@dataclass(frozen=True)
class Period:
    """What is known of a period: likelihood by kind, of reading or not, and whether it is silent."""

    reads: Sequence[float]
    speaks: float
    silent: bool


@dataclass
class Courses:
    """The sum over all courses.

    Attributes:
        total: likelihood of the readings.
        chance: by period and sub-state.
        counts: expected number of each step.
        best: the course of most merit, the earliest of equals.
    """

    total: float = 0.0
    chance: list[list[float]] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    best: tuple[int, ...] = ()


def likelihood(
    ratio: float,
    share: float,
    *,
    middle: float,
    scale: float,
    deaf: float,
    mute: float,
    slow: float,
    stray: float,
) -> float:
    """Return the likelihood of one signal's reading, had the unit worked at a share of its level."""
    if isnan(ratio):
        return 1.0
    low = share < HALF
    same = _density(ratio, log(share) + middle, scale, stray)
    usual = (1 - slow) * _density(ratio, middle, scale, stray)
    if ratio >= MUTE_BELOW:
        usual += slow / log(1 / MUTE_BELOW) / (1 + exp((log(ratio) - middle) / scale))
    if ratio < NOTHING:
        little = 0.5
    elif ratio < MUTE_BELOW:
        little = 0.5 / log(MUTE_BELOW / NOTHING)
    else:
        little = 0.0
    if low:
        return (1 - deaf) * same + deaf * usual
    return (1 - mute) * same + mute * little


def _density(ratio: float, at: float, scale: float, stray: float) -> float:
    if ratio < NOTHING:
        below = 1 / (1 + exp((at - log(1.5 * NOTHING)) / scale))
        return (1 - stray) * below + stray * 0.1
    z = exp(-abs(log(ratio) - at) / scale)
    return (1 - stray) * z / (scale * (1 + z) ** 2) + stray * 0.9 / 6


def all_courses(
    start: Sequence[float],
    first_reads: Sequence[int],
    steps: Sequence[Step],
    periods: Sequence[Period],
    merit: Sequence[Sequence[float]],
) -> Courses:
    """Return what all courses from the first reading on say together."""
    subs, last = range(len(start)), len(periods)
    found = Courses(
        chance=[[0.0] * len(start) for _ in periods], counts=[0.0] * len(steps), best=()
    )
    road = {(step.source, step.target): n for n, step in enumerate(steps)}
    most = -1.0
    for course in product(subs, repeat=last):
        weight = _start(course[0], start, first_reads, periods[0])
        taken = []
        for period in range(1, last):
            number = road.get((course[period - 1], course[period]))
            if number is None or weight == 0:
                weight = 0.0
                break
            weight *= steps[number].chance * _evidence(steps[number], periods[period])
            taken.append(number)
        if weight == 0:
            continue
        found.total += weight
        for period, sub in enumerate(course):
            found.chance[period][sub] += weight
        for number in taken:
            found.counts[number] += weight
        worth = prod(merit[period][sub] for period, sub in enumerate(course))
        if worth > most * (1 + 1e-12):
            most, found.best = worth, course
    found.chance = [[each / found.total for each in row] for row in found.chance]
    found.counts = [each / found.total for each in found.counts]
    return found


def _start(sub: int, start: Sequence[float], reads: Sequence[int], period: Period) -> float:
    return 0.0 if reads[sub] < 0 else start[sub] * period.reads[reads[sub]]


def _evidence(step: Step, period: Period) -> float:
    if step.reads < 0:
        return 1.0 if period.silent else 0.0
    return period.reads[step.reads] * period.speaks
