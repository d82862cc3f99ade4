"""How likely are a period's readings, had the unit worked at such and such a share of its level?"""

from typing import Final, NamedTuple

import numpy as np

from ehya.engine.detect.model import Bools, Floats

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

MUTE_BELOW: Final = 0.1  # what a mute signal reads [share]
_STRAY_NOTHING: Final = 0.1  # of stray readings
_STRAY_WIDTH: Final = 6.0  # in logs: a stray reading is anything within a factor of 400


class Noise(NamedTuple):
    """How a signal's readings scatter around the unit's use of its level.

    Attributes:
        middle: shape (signals,), log of reading over level at full work.
        scale: shape (units, signals), logistic scale of log reading. [log ratio]
        deaf: shape (signals,), how often it goes on as usual though work fell. [0..1]
        mute: shape (signals,), how often it reads next to nothing though the unit works. [0..1]
        stray: how often a reading has nothing to do with the unit. [0..1]
    """

    middle: Floats
    scale: Floats
    deaf: Floats
    mute: Floats
    stray: float


class Weighed(NamedTuple):
    """Likelihoods over `SHARES`; 1 where nothing was read.

    Attributes:
        joint: shape (units, periods, shares), all signals together.
        signal: shape (units, periods, signals, shares).
        deaf: shape (units, periods, signals), had the signal been deaf.
        mute: shape (units, periods, signals), had it been mute.
    """

    joint: Floats
    signal: Floats
    deaf: Floats
    mute: Floats


def weigh(ratio: Floats, noise: Noise) -> Weighed:
    """Return the likelihood of readings at each share of the working level.

    Args:
        ratio: shape (units, periods, signals) [share of own level]
        noise: of the signals.

    Returns:
        The likelihoods. [density of log ratio; chance for a reading of nothing]

    Source:
        The logistic law stands for the normal with the longer tails that meters have.
    """
    missing, nothing = np.isnan(ratio), np.nan_to_num(ratio, nan=1.0) < NOTHING
    logs = np.log(np.where(missing | nothing, 1.0, ratio))
    at = np.log(SHARES) + noise.middle[:, None]
    seen = _density(
        logs[..., None], nothing[..., None], at, noise.scale[:, None, :, None], noise.stray
    )
    deaf = _density(logs, nothing, noise.middle, noise.scale[:, None], noise.stray)
    width = np.log(MUTE_BELOW / NOTHING)
    mute = np.where(nothing, 0.5, np.where(logs < np.log(MUTE_BELOW), 0.5 / width, 0.0))
    low = SHARES < HALF
    is_deaf, is_mute = low * noise.deaf[:, None], ~low * noise.mute[:, None]
    signal = (1 - is_deaf - is_mute) * seen + is_deaf * deaf[..., None] + is_mute * mute[..., None]
    signal[missing] = 1.0
    return Weighed(
        signal.prod(axis=2), signal, np.where(missing, 1.0, deaf), np.where(missing, 1.0, mute)
    )


def _density(logs: Floats, nothing: Bools, at: Floats, scale: Floats, strays: float) -> Floats:
    z = np.exp(-np.abs(logs - at) / scale)
    proper = z / (scale * (1 + z) ** 2)
    below = 1 / (1 + np.exp(np.minimum((at - np.log(1.5 * NOTHING)) / scale, 700)))
    stray = np.where(nothing, _STRAY_NOTHING, (1 - _STRAY_NOTHING) / _STRAY_WIDTH)
    return np.asarray((1 - strays) * np.where(nothing, below, proper) + strays * stray)
