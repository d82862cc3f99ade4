"""How likely does a case that stands where it stands come through by a day?

A case is in one of some states; from each it leaves for others, one way at a time (competing risks).
How likely it leaves on a day hangs on the state, on how long it has been there, and on the month of
the year. All of it is learnt from what past cases did, those that still stand included for as long as
they were followed. Every chance follows by going back day by day from the day asked about.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ehya.engine.refusal import Refusal

METHOD = "forecast.durations/1"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EDGES: Final = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 60, 90, 120, 180, 270, 400)
"""Where ages are parted within which a state is left at one rate. [days]"""

OLDEST: Final = 540
"""From this age on a state is left as at it. [days]"""

DRAWN: Final = 30.0
"""A band's rate is drawn towards its state's own as if by so many days more. [case-days]"""

SEASON: Final = 40.0
"""A month's speed is drawn towards 1 as if by so many exits more. [exits]"""

MONTHS: Final = 12


class Spells(NamedTuple):
    """Times that cases spent in states, one row each.

    Attributes:
        state: where. shape (spells,)
        days: how long, so far where it lasts. shape (spells,) [days]
        to: where it went; -1 while it lasts. shape (spells,)
        months: of which month of the year its days were. shape (spells, 12) [days]
        left_in: the month in which it left, from 0; -1 while it lasts. shape (spells,)
    """

    state: Ints
    days: Ints
    to: Ints
    months: Floats
    left_in: Ints


class Rates(NamedTuple):
    """What was learnt.

    Attributes:
        leaves: chance to go from a state to another on a day, by age.
            shape (states, ages, states) [0..1 a day]
        season: how much faster each month is than the mean one, by state. shape (states, 12)
    """

    leaves: Floats
    season: Floats


def learn(spells: Spells, *, states: int) -> Rates:
    """Return the daily chances to leave, and the seasons.

    Args:
        spells: of past cases.
        states: how many there are. [states]

    Raises:
        Refusal: "forecast.nothing_to_learn" where no case ever moved.

    Source:
        Occurrence over exposure in bands of age, the piecewise constant cause-specific hazard
        (Holford 1980, Biometrics 36:299-305); drawn towards its state's own as the posterior mean
        of a gamma prior.
    """
    if not (spells.to >= 0).any():
        raise Refusal("forecast.nothing_to_learn")
    leaves = np.zeros((states, OLDEST, states))
    age_band = np.searchsorted(EDGES, np.arange(OLDEST), side="right") - 1
    for state in range(states):
        own = spells.state == state
        if own.any():
            banded = _banded(spells.days[own], spells.to[own], states)
            leaves[state] = banded[age_band]
    return Rates(np.minimum(leaves, 0.95), _seasons(spells, states))


def chances(
    rates: Rates, *, months: Sequence[int], reached: Sequence[int], lost: Sequence[int]
) -> Floats:
    """Return how likely a case comes through, from every state and age, from every day on.

    Args:
        rates: as learnt.
        months: of each day until the one asked about, from 0. shape (days,) [month]
        reached: states that count as through. [state]
        lost: states from which nothing comes. [state]

    Returns:
        shape (days + 1, states, ages) [0..1]; row j is as seen with j days gone.
    """
    states, ages, _ = rates.leaves.shape
    told = np.zeros((len(months) + 1, states, ages))
    told[:, list(reached)] = 1.0
    moving = np.array([s not in (*reached, *lost) for s in range(states)])
    for day in range(len(months) - 1, -1, -1):
        later = told[day + 1]
        leaves = _in_season(rates.leaves[moving], rates.season[moving, months[day]])
        older = np.concatenate([later[moving, 1:], later[moving, -1:]], axis=1)
        stays = 1.0 - leaves.sum(axis=2)
        told[day, moving] = leaves @ later[:, 0] + stays * older
    return told


def _banded(days: Ints, to: Ints, states: int) -> Floats:
    """Return the daily chances to leave one state, by band of age. shape (bands, states)"""
    edges = np.array([*EDGES, np.inf])
    lasted = np.maximum(days, 0)[:, None] + 1.0  # the day on which it leaves is one at risk
    at_risk = np.clip(lasted, edges[:-1], edges[1:]) - edges[:-1]
    exposure = at_risk.sum(axis=0)
    band = np.searchsorted(EDGES, np.maximum(days, 0), side="right") - 1
    left = np.zeros((len(EDGES), states))
    gone = to >= 0
    np.add.at(left, (band[gone], to[gone]), 1.0)
    own = left.sum(axis=0) / exposure.sum()
    rates: Floats = (left + DRAWN * own) / (exposure[:, None] + DRAWN)
    return rates


def _seasons(spells: Spells, states: int) -> Floats:
    """Return each month's exits over those that its days would have without seasons, by state."""
    season = np.ones((states, MONTHS))
    for state in np.unique(spells.state):
        own = spells.state == state
        exits = spells.left_in[own]
        left = np.bincount(exits[exits >= 0], minlength=MONTHS).astype(float)
        days = spells.months[own].sum(axis=0)
        expected = days * left.sum() / max(days.sum(), 1.0)
        season[state] = (left + SEASON) / (expected + SEASON)
    return season


def _in_season(leaves: Floats, speed: Floats) -> Floats:
    """Return daily chances at a month's speed, by state; together they stay a chance."""
    fast = leaves * speed[:, None, None]
    whole = fast.sum(axis=2, keepdims=True)
    held: Floats = fast / np.maximum(whole / 0.95, 1.0)
    return held
