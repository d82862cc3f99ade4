"""What is told of units whose truth is known because they were made up?

Units of every size work, dip and stop at the rates of the table; meters scatter by 12 %, a power cut
takes two months of one group, readings get lost. Nothing here is fitted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ehya.engine.detect import Panel

STOP, DIP, RESTART, RECOVER, PAUSE = 0.006, 0.006, 0.03, 0.06, 0.02  # chance a month
CUT, CUT_MONTHS = 0.15, (20, 21)


@dataclass(frozen=True, slots=True)
class Made:
    """A panel with its truth: 0 active, 1 semi-active, 2 idle; shape (units, months)."""

    panel: Panel
    truth: NDArray[np.int64]


def made(units: int, months: int, *, lost: float, seed: int) -> Made:
    """Return made-up units of two signals, power and output."""
    chance = np.random.default_rng(seed)
    truth = np.zeros((units, months), dtype=np.int64)
    since = np.full(units, 99)
    for month in range(1, months):
        before, roll = truth[:, month - 1], chance.random(units)
        settled = since >= 4  # a state lasts four months at least
        new = before.copy()
        new[(before == 0) & (roll < STOP)] = 2
        new[(before == 0) & (roll >= STOP) & (roll < STOP + DIP)] = 1
        new[(before == 2) & settled & (roll < RESTART)] = 0
        new[(before == 1) & settled & (roll < RECOVER)] = 0
        since = np.where(new == before, since + 1, 1)
        truth[:, month] = new
    share = np.choose(truth, [1.0, 0.0, 0.0])
    share = np.where(truth == 1, chance.uniform(0.2, 0.45, truth.shape), share)
    share = np.where(truth == 2, chance.uniform(0, 0.06, truth.shape), share)
    paused = (chance.random(truth.shape) < PAUSE) & (truth == 0)
    share = np.where(paused, chance.uniform(0, 0.6, truth.shape), share)
    share[: units // 2, CUT_MONTHS[0] : CUT_MONTHS[1] + 1] *= CUT
    size = np.exp(chance.normal(8, 1.5, (units, 1, 2)))
    readings = size * share[..., None] * np.exp(chance.normal(0, 0.12, (*truth.shape, 2)))
    readings[..., 1] *= share > 0.03  # nobody reports an output of next to nothing
    readings[chance.random(readings.shape) < lost] = np.nan
    group = (np.arange(units) >= units // 2).astype(np.int64)
    return Made(Panel(readings, group, 1), truth)
