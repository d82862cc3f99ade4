"""By which steps may a unit go from one state to another, and what does it read on the way?

A period's state is the one at its end. A unit that stops within a period still reads part of it:
that is why a step has its own readings, and why a yearly table can tell a stop at all.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ehya.engine.detect.model import Floats, Ints, State, Thresholds
from ehya.engine.detect.usage import NOTHING, SHARES

WORK, DIP, LOW, REST, STOP, RISE, EASE, MEND, SLIDE, LIFT = range(10)
"""What a period reads: full work, a pause, semi-active, at rest; and on the way from work to rest
and back, from work to semi-active and back, from semi-active to rest and back."""

UNTOLD: Final = -1  # nothing is read

MONTHLY: Final = {
    "stop": 0.006,
    "ease": 0.006,
    "slide": 0.012,
    "restart": 0.03,
    "half_start": 0.01,
    "recover": 0.06,
    "leave": 0.0,
    "return": 0.02,
    "pause": 0.02,
    "hush": 0.05,
}
"""What is believed of each step before any reading. [chance a month] A unit stops once in fourteen
years and stands three; `learn.WEIGHT` says how soon a panel overrules it."""

RATES: Final = tuple(MONTHLY)
STOPS: Final = (RATES.index("stop"), RATES.index("slide"))
LEAVE: Final = RATES.index("leave")

HUSHED: Final = 0.05
"""Of units that stop, the share that reads nothing already in the period of the stop."""

LEAVING: Final = 0.3
"""For each unit that stops and is silent at once, so many fall silent for reasons of their own.
Nothing in a panel tells the two apart; where sizes show a threshold, `silence.edge` adds to it."""

TURN: Final = (0.15, 0.20)
"""Of changes, the share at the very turn of a year, and of a month: contracts and budgets end so. All
others are at any moment of the period."""

AT_THE_END: Final = 0.06
"""Of stops, the share after all of the period's work was done: nothing of it shows but what follows."""

MOST_LEAVES: Final = 0.95  # of units in a state, within a period; long periods would add up to more
_STAY: Final = -1
_WORK_SPREAD: Final = 0.15  # of log use at full work, from month to month


class _Step(NamedTuple):
    source: str
    target: str
    reads: int
    rate: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Chain:
    """Sub-states in an order, and the steps between them.

    Attributes:
        told: shape (subs,), which `State` a sub-state is; GONE is stopped and silent.
        quiet: shape (subs,), 1 where nothing is read, else 0.
        start: shape (subs,), chances at the first reading. [0..1]
        first: shape (subs,), what the first period reads.
        source: shape (steps,), from which sub-state.
        target: shape (steps,), to which.
        reads: shape (steps,), what the period reads.
        rate: shape (steps,), place in `RATES`; -1 for what is left over.
        share: shape (steps,), of that rate. [0..1]
    """

    told: Ints
    quiet: Ints
    start: Floats
    first: Ints
    source: Ints
    target: Ints
    reads: Ints
    rate: Ints
    share: Floats


def chain(rules: Thresholds, months: int) -> Chain:
    """Return the chain for periods of so many months, minimum durations built in.

    A: at work. P: in a pause. S: semi-active. I: idle, read. Q: stopped and silent. L: silent for
    reasons of its own, while it goes on as A, S or I unseen. S, I and Q are ladders of as many
    periods as the least duration asks.

    Args:
        rules: the thresholds in force.
        months: length of a period. [months]
    """
    idle, semi = _rungs(rules.idle_months, months), _rungs(rules.semi_months, months)
    pause = max(idle, semi) - 1
    names = ["A", *_names("P", pause), *_names("S", semi), *_names("I", idle), *_names("Q", idle)]
    names += ["LA", "LS", "LI"]
    steps = [*_roads(f"S{semi}", f"I{idle}", f"Q{idle}"), *_unseen(f"S{semi}", f"I{idle}")]
    steps += [*_pauses(pause), *_ladders(idle, semi)]
    place = {name: n for n, name in enumerate(names)}
    begin = {"A": (0.8, WORK), f"S{semi}": (0.1, LOW), f"I{idle}": (0.1, REST)}
    return Chain(
        told=np.array([_told(name) for name in names]),
        quiet=np.array([int(name[0] in "QL") for name in names]),
        start=np.array([begin.get(name, (0.0, UNTOLD))[0] for name in names]),
        first=np.array([begin.get(name, (0.0, UNTOLD))[1] for name in names]),
        source=np.array([place[step.source] for step in steps]),
        target=np.array([place[step.target] for step in steps]),
        reads=np.array([step.reads for step in steps]),
        rate=np.array([RATES.index(step.rate) if step.rate else _STAY for step in steps]),
        share=np.array([step.share for step in steps]),
    )


def _rungs(least: int, months: int) -> int:
    """Return in how many periods a state of so many months shows, its first part included."""
    return -(-least // months) + (months < least)


def _names(letter: str, length: int) -> list[str]:
    return [f"{letter}{rung}" for rung in range(1, length + 1)]


def _told(name: str) -> State:
    kinds = {"A": State.ACTIVE, "P": State.ACTIVE, "S": State.SEMI_ACTIVE, "I": State.IDLE}
    return kinds.get(name[-1] if name[0] == "L" else name[0], State.GONE)


def _roads(semi: str, idle: str, quiet: str) -> list[_Step]:
    """Return the steps between work, semi-active, idle and silent."""
    return [
        _Step("A", "A", WORK),
        _Step("A", "S1", EASE, "ease"),
        _Step("A", "I1", STOP, "stop"),
        _Step("A", "Q1", UNTOLD, "stop"),
        _Step("A", "LA", UNTOLD, "leave"),
        _Step(semi, semi, LOW),
        _Step(semi, "A", MEND, "recover"),
        _Step(semi, "I1", SLIDE, "slide"),
        _Step(semi, "Q1", UNTOLD, "slide"),
        _Step(semi, "LS", UNTOLD, "leave"),
        _Step(idle, idle, REST),
        _Step(idle, "A", RISE, "restart"),
        _Step(idle, "S1", LIFT, "half_start"),
        _Step(idle, quiet, UNTOLD, "hush"),
        _Step(quiet, quiet, UNTOLD),
        _Step(quiet, "A", RISE, "return", 0.5),
        _Step(quiet, idle, REST, "return", 0.5),
    ]


def _unseen(semi: str, idle: str) -> list[_Step]:
    """Return the steps of a unit that left, and goes on unseen."""
    return [
        _Step("LA", "LA", UNTOLD),
        _Step("LA", "LS", UNTOLD, "ease"),
        _Step("LA", "LI", UNTOLD, "stop"),
        _Step("LA", "A", WORK, "return"),
        _Step("LS", "LS", UNTOLD),
        _Step("LS", "LA", UNTOLD, "recover"),
        _Step("LS", "LI", UNTOLD, "slide"),
        _Step("LS", semi, LOW, "return"),
        _Step("LI", "LI", UNTOLD),
        _Step("LI", "LA", UNTOLD, "restart"),
        _Step("LI", "LS", UNTOLD, "half_start"),
        _Step("LI", idle, REST, "return"),
    ]


def _pauses(length: int) -> list[_Step]:
    found = []
    for rung in range(1, length + 1):
        before = f"P{rung - 1}" if rung > 1 else "A"
        found.append(_Step(before, f"P{rung}", DIP, "pause"))
        found.append(_Step(f"P{rung}", "A", DIP))
    return found


def _ladders(idle: int, semi: int) -> list[_Step]:
    found = [_Step(f"S{rung}", f"S{rung + 1}", LOW) for rung in range(1, semi)]
    for rung in range(1, idle):
        found.append(_Step(f"I{rung}", f"I{rung + 1}", REST))
        found.append(_Step(f"I{rung}", f"Q{rung + 1}", UNTOLD, "hush"))
        found.append(_Step(f"Q{rung}", f"Q{rung + 1}", UNTOLD))
        found.append(_Step(f"Q{rung}", f"I{rung + 1}", REST, "return", 0.5))
    return found


def step_chances(form: Chain, rates: Floats, hushed: float, edge: Floats) -> Floats:
    """Return the chance of each step for each unit, those of one sub-state summing to one.

    Args:
        form: the chain.
        rates: shape (rates,), chance a period of each of `RATES`. [0..1]
        hushed: of units that stop, the share silent at once. [0..1]
        edge: shape (units,), further chance a period to leave. [0..1]

    Returns:
        shape (units, steps) [0..1]
    """
    chance = np.where(form.rate >= 0, rates[form.rate] * form.share, 0.0)
    stop = np.isin(form.rate, STOPS) & (form.quiet[form.source] == 0)
    chance = np.where(stop, chance * np.where(form.reads == UNTOLD, hushed, 1 - hushed), chance)
    leaving = rates[STOPS[0]] * hushed * LEAVING + edge
    each = chance + leaving[:, None] * (form.rate == LEAVE)
    spent = (each @ np.eye(len(form.told))[form.source])[:, form.source]
    each = each * np.minimum(1.0, MOST_LEAVES / np.maximum(spent, MOST_LEAVES))
    left = 1 - np.minimum(spent, MOST_LEAVES)
    return np.asarray(np.where(form.rate == _STAY, left, each))


def share_weights(rules: Thresholds, months: int) -> Floats:
    """Return how each kind of period spreads over `SHARES`.

    Args:
        rules: the thresholds in force.
        months: length of a period. [months]

    Returns:
        shape (kinds, shares), each row summing to one. [0..1]
    """
    edges = np.concatenate([[0.0], (SHARES[1:] + SHARES[:-1]) / 2, [1.85]])
    low, half = rules.idle_below, rules.semi_below

    def flat(start: float, end: float) -> Floats:
        inside = np.clip(np.minimum(edges[1:], end) - np.maximum(edges[:-1], start), 0, None)
        return np.asarray(inside / inside.sum())

    bell = np.exp(-0.5 * (np.log(SHARES) / _WORK_SPREAD) ** 2) * np.diff(edges) / SHARES
    work = 0.9 * bell / bell.sum() + 0.1 * flat(half, 1.6)
    # What a unit at rest still uses has no scale of its own: guards, lamps, a heater.
    little = np.clip(np.log(np.minimum(edges[1:], low) / np.maximum(edges[:-1], NOTHING)), 0, None)
    rest = 0.5 * (SHARES == NOTHING) + 0.5 * little / little.sum()
    semi, turn = flat(low, half), TURN[0] + TURN[1] / months

    def way(between: Floats, after: Floats) -> Floats:
        return np.asarray((1 - turn) * between + turn * after)

    rows = {
        WORK: work,
        DIP: way(flat(0, 1), rest),
        LOW: semi,
        REST: rest,
        STOP: (1 - AT_THE_END) * way(flat(0, 1), rest) + AT_THE_END * work,
        RISE: way(flat(0, 1), work),
        EASE: way(flat(low, 1), semi),
        MEND: way(flat(low, 1), work),
        SLIDE: way(flat(0, half), rest),
        LIFT: way(flat(0, half), semi),
    }
    return np.array([rows[kind] for kind in sorted(rows)])
