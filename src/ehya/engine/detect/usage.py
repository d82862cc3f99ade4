"""How do readings scatter around the share of its level at which a unit works?

A reading's log follows a logistic law around log use: the normal with the longer tails that meters
have. A signal may be deaf (work fell, and it goes on as usual, or still falls) or mute (reads next to
nothing though the unit works), and a reading may be stray.
"""

from typing import Final

import numpy as np

from ehya.engine.detect.kernel_block import Units
from ehya.engine.detect.kernel_jit import plain
from ehya.engine.detect.kernel_reads import NOT_READ
from ehya.engine.detect.model import Floats, Heard, Ints, Learnt, Width

NOTHING: Final = 0.004
"""The lowest share told apart from none. [share of own level]"""

SHARES: Final[Floats] = np.concatenate(
    [
        np.array([NOTHING, 0.012, 0.025, 0.045, 0.07, 0.09]),
        np.arange(0.125, 1.0, 0.05),
        np.array([1.0, 1.08, 1.2, 1.35, 1.6]),
    ]
)
"""Shares of the own working level at which readings are weighed. [share]"""

HALF: Final = 0.5
"""Below it a signal that goes on as usual is deaf, from it one that reads next to nothing mute."""

STRAY: Final = 0.01
"""How often a month's reading has nothing to do with the unit: typed wrong, another's meter. A year's is
the sum of twelve, and so much surer. [0..1]"""

STRAY_NOTHING: Final = 0.1  # of stray readings
STRAY_WIDTH: Final = 6.0  # in logs: a stray reading is anything within a factor of 400
MUTE_BELOW: Final = 0.1  # what a mute signal reads [share]
MUTE_NOTHING: Final = 0.5  # of a mute signal's readings

LAGS_FOR: Final = 6.0
"""Workers leave the lists, and stores are sold, for so long after a stop: meanwhile a signal reads
anything between a tenth and its usual. A period as long shows nothing of it. [months]"""

OWN: Final = 4.0  # periods that the panel's scale counts for beside the unit's own
LEAST_SCALE: Final = 0.04  # no meter is read more exactly than that
BLIND_SCALE: Final = 3.0  # of a unit with one reading: a reading is not its own measure
FARTHEST: Final = 1.5  # a reading farther off in logs says no more about scatter
MEAN_OVER_SCALE: Final = 2 * np.log(2)  # of |x| under the logistic law
_SEEMS_WORK: Final = 0.8  # lower readings may be a pause [share of own level]


_CENTRE: Final = (
    -2.07
)  # halfway between the logs of the least and greatest ratio: powers stay finite
_MOST: Final = {np.dtype(np.float32): 86.0, np.dtype(np.float64): 690.0}  # … of any exponent


def slow(months: int) -> float:
    """Return how much of what deaf signals read is on its way down, in periods of so many months."""
    return max(0.0, 1 - months / LAGS_FOR)


def seems_working(ratio: Floats) -> Floats:
    """Return which periods look like work at first sight. shape (units, periods)"""
    seems = ratio[..., 0] > _SEEMS_WORK
    for signal in range(1, ratio.shape[2]):
        seems |= ratio[..., signal] > _SEEMS_WORK
    return np.asarray(seems.astype(ratio.dtype))


def scaled(
    heard: Heard, known: Learnt, working: Floats, shares: int, chance: Floats, speaks: Floats
) -> Units:
    """Return readings in each unit's own scale, as the kernel takes them.

    Args:
        heard: what came from units.
        known: what was learnt.
        working: shape (units, periods), from which each unit's own scatter is taken. [0..1]
        shares: as many shares as `SHARES` are filled up to. [shares]
        chance: shape (units or 1, steps), of each step. [0..1]
        speaks: shape (periods,), chance of silence of a connected unit. [0..1]
    """
    kind = heard.ratio.dtype
    logs = logs_of(heard.ratio)
    # Row by row in plain numbers: what stands beside a unit must not change it.
    scale = own_scale(logs, working, known.middle.astype(kind), known.scale.astype(kind))
    over = 1 / scale
    power = _power((logs - kind.type(_CENTRE)) * over[:, None], kind)
    power = np.where(np.isnan(logs), kind.type(NOT_READ), np.where(np.isneginf(logs), 0, power))
    filled = np.append(np.log(SHARES), np.full(shares - len(SHARES), np.log(SHARES[-1])))
    at = (np.append(filled, 0.0) + known.middle[:, None]).astype(kind)
    least = kind.type(np.log(1.5 * NOTHING))
    return Units(
        power=power.astype(kind),
        base=_power((kind.type(_CENTRE) - at) * over[..., None], kind),
        below=1 / (1 + _power((at - least) * over[..., None], kind)),
        peak=kind.type(1 - known.stray) * over,
        little=_power(kind.type(np.log(MUTE_BELOW) - _CENTRE) * over, kind),
        silent=heard.silent,
        first=np.argmax(~heard.silent, axis=1),
        speaks=speaks.astype(kind),
        chance=chance.astype(kind),
        order=_alike(heard, logs),
    )


def odds(known: Learnt, top: float) -> Floats:
    """Return each signal's odds, see `kernel_reads.DEAF`.

    Args:
        known: what was learnt.
        top: the ratio beyond which densities are nothing. [any]

    Returns:
        shape (signals, 11)
    """
    stray = known.stray
    same = (
        1 - stray,
        stray * (1 - STRAY_NOTHING) / STRAY_WIDTH,
        stray * STRAY_NOTHING,
        MUTE_NOTHING,
        (1 - MUTE_NOTHING) / np.log(MUTE_BELOW / NOTHING),
        1.0,
        top,
        1 - known.slow,
        known.slow / np.log(1 / MUTE_BELOW),
    )
    return np.array([(*each, *same) for each in zip(known.deaf, known.mute, strict=True)])


def logs_of(ratio: Floats) -> Floats:
    """Return the logs of readings; minus infinity for a reading of nothing, NaN for none."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.where(ratio < NOTHING, ratio.dtype.type(0), ratio)))


@plain
def own_scale(logs: Floats, working: Floats, middle: Floats, scale: Floats) -> Floats:
    """Return each unit's scatter at work, drawn to the panel's where little of it is known.

    Args:
        logs: shape (units, periods, signals), log of the share of the own level.
        working: shape (units, periods) [0..1]
        middle: shape (signals,), log of reading over level at full work.
        scale: shape (signals,), of the panel. [log ratio]

    Returns:
        shape (units, signals) [log ratio]
    """
    found = np.empty((logs.shape[0], logs.shape[2]), logs.dtype)
    for unit in range(logs.shape[0]):
        for signal in range(logs.shape[2]):
            away, weight, read = 0.0, 0.0, 0
            for period in range(logs.shape[1]):
                told = logs[unit, period, signal]
                if np.isfinite(told):
                    read += 1
                    weight += working[unit, period]
                    away += working[unit, period] * min(abs(told - middle[signal]), FARTHEST)
            own = (OWN * scale[signal] + away / MEAN_OVER_SCALE) / (OWN + weight)
            found[unit, signal] = BLIND_SCALE if read == 1 else max(own, LEAST_SCALE)
    return found


def _power(exponent: Floats, kind: Width) -> Floats:
    most = kind.type(_MOST[kind])
    return np.asarray(np.exp(np.clip(exponent, -most, most)))


def _alike(heard: Heard, logs: Floats) -> Ints:
    """Return units so that those always read, and those always at work, stand beside each other."""
    with np.errstate(invalid="ignore"):
        low = (logs < np.log(HALF)).any(axis=2).sum(axis=1)
    silent = heard.silent.sum(axis=1)
    return np.lexsort((silent, np.minimum(low, 3)))
