"""What does that which was learnt say of a unit, why, and where is it too little to say anything?

All it needs is what JSON holds: a copy of it tells the same to the bit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ehya.engine.diagnose.shares import LEVELS, NATION, departures

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REASONS: Final = 3
LEAST_REASON: Final = 0.05  # weaker ones are not worth a word [log odds]


@dataclass(frozen=True, slots=True)
class Reason:
    """What makes a kind likelier or less likely for a unit than usual.

    Attributes:
        what: a level of `LEVELS`, or a fact's name.
        push: how far. [log odds]
        looked: for a level, how many looks it rests on; else 0. [looks]
        share: for a level, of how many of them it was found; else NaN. [0..1]
        value: for a fact, its value; else NaN. [the fact's unit]
    """

    what: str
    push: float
    looked: int = 0
    share: float = float("nan")
    value: float = float("nan")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of units.

    Attributes:
        kinds: in this order.
        chance: NaN where it is not enough to tell. shape (units, kinds) [0..1]
        why: of each kind why nothing is told of it at all; "" where it is. shape (kinds,)
        unlike: of each unit what in it is unlike all that was learnt from; "" where nothing is.
        push: shape (units, kinds, levels + facts) [log odds]
        counts: level -> shape (units, kinds + 1) [looks]
        facts: shape (units, facts)
        names: of the facts.
    """

    kinds: tuple[str, ...]
    chance: Floats
    why: tuple[str, ...]
    unlike: tuple[str, ...]
    push: Floats
    counts: Mapping[str, Ints]
    facts: Floats
    names: tuple[str, ...]

    def reasons(self, row: int, kind: int) -> list[Reason]:
        """Return what pushes a kind most for a unit, the strongest first."""
        names = [*LEVELS, *self.names]
        found = []
        for place, what in enumerate(names):
            push = float(self.push[row, kind, place])
            if what == NATION or abs(push) < LEAST_REASON:
                continue
            if what in self.counts:
                looked = int(self.counts[what][row, -1])
                share = self.counts[what][row, kind] / looked if looked else float("nan")
                found.append(Reason(what, push, looked, float(share)))
            else:
                value = float(self.facts[row, place - len(LEVELS)])
                found.append(Reason(what, push, value=value))
        return sorted(found, key=lambda one: (-abs(one.push), one.what))[:REASONS]


def tell(
    weights: Mapping[str, Any],
    facts: Floats,
    place: Mapping[str, Sequence[str]],
    own: Mapping[str, Ints],
) -> Told:
    """Say how probably a competent visit would find each kind of obstacle at units.

    Args:
        weights: what `learn` returned and `counted` was added to.
        facts: NaN where missing. shape (units, facts) [as `weights["facts"]` names them]
        place: level -> each unit's group; "" for none.
        own: level -> what the counts hold of the unit itself, to be left out.
            shape (units, kinds + 1) [looks]

    Returns:
        Chances with what they rest on; never a number where it is not enough to tell.
    """
    kinds = tuple(weights["order"])
    counts = {level: _counts(weights, level, place, own[level]) for level in LEVELS}
    odds, _, _ = departures(counts, weights["shrink"])
    unlike = _unlike(weights, facts, counts)
    chance = np.full((len(facts), len(kinds)), np.nan)
    push = np.zeros((len(facts), len(kinds), odds.shape[2] + facts.shape[1]))
    for at, kind in enumerate(kinds):
        learnt = weights["kinds"][kind]
        if not learnt["why"]:
            push[:, at] = pushes(learnt, odds[:, at], facts)
            chance[:, at] = calibrated(learnt, summed(learnt, push[:, at]))
    chance[[bool(said) for said in unlike]] = np.nan
    why = tuple(weights["kinds"][kind]["why"] for kind in kinds)
    names = tuple(weights["facts"])
    return Told(kinds, chance, why, unlike, push, counts, facts, names)


def pushes(learnt: Mapping[str, Any], odds: Floats, facts: Floats) -> Floats:
    """Return how far each column moves the log odds from those of a usual unit.

    Args:
        learnt: of one kind.
        odds: of that kind, by `departures`. shape (units, levels) [log odds]
        facts: NaN where missing, which moves nothing. shape (units, facts)

    Returns:
        shape (units, levels + facts) [log odds]
    """
    return np.asarray(columns(odds, facts, learnt) * np.array(learnt["slope"]))


def columns(odds: Floats, facts: Floats, learnt: Mapping[str, Any]) -> Floats:
    """Return columns in steps of their own spread from their own mean; missing ones as the mean."""
    raw = np.concatenate([odds, facts], axis=1)
    scaled = (raw - np.array(learnt["mean"])) / np.array(learnt["spread"])
    return np.where(np.isfinite(raw), scaled, 0.0)


def summed(learnt: Mapping[str, Any], push: Floats) -> Floats:
    """Return the log odds, added up column by column: the same for one unit as for many."""
    total = np.full(len(push), float(learnt["intercept"]))
    for column in range(push.shape[1]):
        total = total + push[:, column]
    return total


def calibrated(learnt: Mapping[str, Any], log_odds: Floats) -> Floats:
    """Return chances as often right as they say. [0..1]"""
    steep, shift = learnt["calibrated"]
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(steep * log_odds + shift, -30, 30))))


def sound(weights: Mapping[str, Any]) -> bool:
    """Whether anything at all may be told of any kind."""
    return any(not learnt["why"] for learnt in weights.get("kinds", {}).values())


def _counts(
    weights: Mapping[str, Any], level: str, place: Mapping[str, Sequence[str]], own: Ints
) -> Ints:
    kept = weights["counts"][level]
    nothing = [0] * (len(weights["kinds"]) + 1)
    groups = [""] * len(own) if level == NATION else place[level]
    rows = [kept.get(group, nothing) if group or level == NATION else nothing for group in groups]
    there = np.array(rows, dtype=np.int64).reshape(len(own), len(nothing))
    return np.asarray(np.maximum(there - own, 0))


def _unlike(
    weights: Mapping[str, Any], facts: Floats, counts: Mapping[str, Ints]
) -> tuple[str, ...]:
    """Return what in each unit lies beyond all that was learnt from."""
    said = np.full(len(facts), "", dtype="<U40")
    for place, name in enumerate(weights["facts"]):
        low, high = weights["range"][name]
        beyond = (facts[:, place] < low) | (facts[:, place] > high)
        said[beyond & (said == "")] = name
    said[counts["division"][:, -1] < weights["fewest_alike"]] = "division"
    return tuple(said.tolist())
