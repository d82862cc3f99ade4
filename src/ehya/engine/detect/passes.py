"""Given the chances of steps and of readings, what is each period's state, alone and in its course?"""

from typing import NamedTuple

import numpy as np

from ehya.engine.detect.chain import UNTOLD, Chain
from ehya.engine.detect.model import UNKNOWN, Bools, Floats, Ints


class Evidence(NamedTuple):
    """Likelihood of each unit's and period's readings.

    Attributes:
        reads: shape (units, periods, kinds), by kind of period (`chain.WORK` …).
        speaks: shape (units, periods), of reading or not reading there, while connected.
        silent: shape (units, periods), whether nothing was read.
        first: shape (units,), period of the first reading.
    """

    reads: Floats
    speaks: Floats
    silent: Bools
    first: Ints


class Smoothed(NamedTuple):
    """What forward and backward together say.

    Attributes:
        chance: shape (units, periods, subs); zero before the first reading. [0..1]
        kinds: shape (units, periods, kinds), what kind of period it was, a quiet one left out.
            [0..1]
        counts: shape (steps,), how often all units together took each step. [periods]
        log_likelihood: shape (units,)
    """

    chance: Floats
    kinds: Floats
    counts: Floats
    log_likelihood: Floats


class _Ahead(NamedTuple):
    """The forward pass, by period: chances so far, step weights, and what each was divided by."""

    chance: Floats
    weight: Floats
    size: Floats


def smooth(form: Chain, steps: Floats, told: Evidence) -> Smoothed:
    """Return the chance of each sub-state, all readings known (forward-backward).

    Args:
        form: the chain.
        steps: shape (units, steps), chance of each step. [0..1]
        told: the evidence.

    Source:
        Rabiner (1989), Proc. IEEE 77:257-286, with scaling.
    """
    units, periods = told.silent.shape
    ahead = _forward(form, steps, told)
    back = np.ones((units, len(form.told)))
    chance = np.zeros((units, periods, len(form.told)))
    kinds = np.zeros((units, periods, told.reads.shape[2]))
    counts = np.zeros(len(form.source))
    out = np.eye(len(form.told))[form.source]
    every = np.arange(kinds.shape[2])
    of_step = (form.reads[:, None] == every) * 1.0
    of_start = (form.first[:, None] == every) * 1.0
    for t in range(periods - 1, -1, -1):
        going = (told.first < t)[:, None]
        chance[:, t] = np.where((told.first <= t)[:, None], ahead.chance[t] * back, 0.0)
        kinds[:, t] = chance[:, t] @ of_start
        if t:
            later = ahead.weight[t] * back[:, form.target] / ahead.size[t][:, None]
            moves = np.where(going, ahead.chance[t - 1][:, form.source] * later, 0.0)
            kinds[:, t] = np.where(going, moves @ of_step, kinds[:, t])
            counts += moves.sum(axis=0)
            back = np.where(going, later @ out, back)
    return Smoothed(chance, kinds, counts, np.log(ahead.size).sum(axis=0))


def _forward(form: Chain, steps: Floats, told: Evidence) -> _Ahead:
    units, periods = told.silent.shape
    found = _Ahead(
        np.zeros((periods, units, len(form.told))),
        np.zeros((periods, units, len(form.source))),
        np.ones((periods, units)),
    )
    into = np.eye(len(form.told))[form.target]
    for t in range(periods):
        new = form.start * _start_evidence(form, told, t)
        if t:
            found.weight[t] = steps * _step_evidence(form, told, t)
            going = (found.chance[t - 1][:, form.source] * found.weight[t]) @ into
            new = np.where((told.first < t)[:, None], going, new)
        live = told.first <= t
        found.size[t] = np.where(live, new.sum(axis=1), 1.0)
        found.chance[t] = np.where(live[:, None], new / found.size[t][:, None], 0.0)
    return found


def likeliest(form: Chain, steps: Floats, told: Evidence, merit: Floats) -> Ints:
    """Return the possible course of sub-states that is best by its periods' merits.

    Args:
        form: the chain.
        steps: shape (units, steps), chance of each step; only whether there is one counts. [0..1]
        told: the evidence; only what is possible counts.
        merit: shape (units, periods, subs), chance of what a sub-state stands for, times what it
            is worth not to miss it. [any, >= 0]

    Returns:
        shape (units, periods); `UNKNOWN` before the first reading; of equals the earlier in the
        chain.

    Source:
        Viterbi's search over the smoothed chances: Fariselli, Martelli and Casadio (2005), BMC
        Bioinformatics 6 (Suppl 4): S12. It obeys the minimum durations as the plain search does,
        but a state to which many roads lead does not lose to one broad road.
    """
    units, periods = told.silent.shape
    best = np.zeros((units, len(form.told)))
    came = np.zeros((periods, units, len(form.told)), dtype=np.int64)
    with np.errstate(divide="ignore"):
        worth = np.log(merit)
    for t in range(periods):
        begins = form.start * _start_evidence(form, told, t) > 0
        reached = np.where(begins, 0.0, -np.inf)
        if t:
            possible = steps * _step_evidence(form, told, t) > 0
            cost = np.where(possible, best[:, form.source], -np.inf)
            going, came[t] = _best_roads(form, cost)
            reached = np.where((told.first < t)[:, None], going, reached)
        best = np.where((told.first <= t)[:, None], reached + worth[:, t], best)
    return _traced(np.argmax(best, axis=1), came, told.first)


def _best_roads(form: Chain, cost: Floats) -> tuple[Floats, Ints]:
    """Return the best way into each sub-state and where it comes from. shape (units, subs)"""
    units, subs = len(cost), len(form.told)
    best, came = np.full((units, subs), -np.inf), np.zeros((units, subs), dtype=np.int64)
    for sub in np.unique(form.target):
        road = np.flatnonzero(form.target == sub)
        pick = np.argmax(cost[:, road], axis=1)
        best[:, sub] = cost[np.arange(units), road[pick]]
        came[:, sub] = form.source[road[pick]]
    return best, came


def _traced(last: Ints, came: Ints, first: Ints) -> Ints:
    periods, units = came.shape[:2]
    course = np.full((units, periods), UNKNOWN, dtype=np.int64)
    now = last
    for t in range(periods - 1, -1, -1):
        course[:, t] = np.where(first <= t, now, UNKNOWN)
        now = np.where(first < t, came[t][np.arange(units), now], now)
    return course


def _step_evidence(form: Chain, told: Evidence, period: int) -> Floats:
    """Return each step's likelihood in a period. shape (units, steps)."""
    read = told.reads[:, period][:, np.maximum(form.reads, 0)] * told.speaks[:, period, None]
    return np.where(form.reads == UNTOLD, told.silent[:, period, None] * 1.0, read)


def _start_evidence(form: Chain, told: Evidence, period: int) -> Floats:
    read = told.reads[:, period][:, np.maximum(form.first, 0)]
    return np.where(form.first == UNTOLD, 0.0, read)
