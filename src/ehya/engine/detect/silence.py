"""What does it mean that nothing was read?"""

from typing import Final

import numpy as np

from ehya.engine.detect.model import Bools, Floats, Ints

STILL_HEARD: Final = 0.5
"""Of the units read before: where fewer are read, the silence is the panel's."""

FEW: Final = 4  # units read: of fewer nobody can say whether the panel goes on

PILED_UP: Final = 0.42
"""Sizes pile up at the low end where the way from the 5 % to the middle one is less than this part of
the way to the 95 % one, in logs (half, without a threshold)."""

FEWEST: Final = 40  # units, to see a threshold
NEAR: Final = 0.05  # how sharp a threshold is [log size]
_AT_WORK: Final = 0.2  # periods that show a unit's size [share of own level]
FALLS: Final = 0.003  # a unit that lives at the threshold drops out [chance a month]


def first_reading(silent: Bools) -> Ints:
    """Return the period of each unit's first reading. shape (units,)"""
    return np.asarray(np.argmax(~silent, axis=1))


def quiet_for(silent: Bools) -> Ints:
    """Return how many periods a silence that lasts to the panel's end has lasted, else 0."""
    to_end = np.cumprod(silent[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.cumsum(to_end, axis=1) * to_end)


def going_on(silent: Bools) -> Bools:
    """Return the periods in which the panel itself goes on, so that a unit's silence is its own.

    Those read in the last period in which it went on are looked for.

    Args:
        silent: shape (units, periods), where nothing was read.

    Returns:
        shape (periods,)
    """
    known = np.zeros(silent.shape[1], dtype=np.bool_)
    before = np.zeros(len(silent), dtype=np.bool_)
    for period in range(silent.shape[1]):
        read = ~silent[:, period]
        known[period] = before.sum() < FEW or read[before].mean() >= STILL_HEARD
        before = read if known[period] else before
    return known


def piled(readings: Floats, ratio: Floats) -> Floats:
    """Return where sizes pile up at the least size that a panel takes in, signal by signal.

    Where a programme asks only for units above a threshold, sizes pile up there, and a unit at the
    threshold falls below it without any change of work.

    Args:
        readings: shape (units, periods, signals) [any, >= 0]
        ratio: shape (units, periods, signals) [share of own level]

    Returns:
        shape (signals,) [log size]; NaN where sizes show no threshold.
    """
    found = np.full(readings.shape[2], np.nan)
    size = _sizes(readings, ratio)
    for signal in range(len(found)):
        known = size[~np.isnan(size[:, signal]), signal]
        if len(known) < FEWEST:
            continue
        low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
        if middle - low < PILED_UP * (high - low):
            found[signal] = low
    return found


def edge(readings: Floats, ratio: Floats, at: Floats, months: int) -> Floats:
    """Return how likely each unit is to drop out for living at the least size the panel takes in.

    Args:
        readings: shape (units, periods, signals) [any, >= 0]
        ratio: shape (units, periods, signals) [share of own level]
        at: shape (signals,), see `piled`. [log size]
        months: length of a period. [months]

    Returns:
        shape (units,) [chance a period]
    """
    if np.isnan(at).all():
        return np.zeros(len(readings))
    away = np.nan_to_num(_sizes(readings, ratio) - at, nan=np.inf)
    near = 1 / (1 + np.exp(np.clip(away / NEAR, -50, 50)))
    found = np.where(np.isfinite(away), near, 0.0).max(axis=1)
    return np.asarray(found * (1 - (1 - FALLS) ** months))


def _sizes(readings: Floats, ratio: Floats) -> Floats:
    """Return the log of each unit's middle level at work; NaN where it never worked."""
    works = np.nan_to_num(ratio) > _AT_WORK
    level = np.where(works, readings / np.where(works, ratio, 1.0), np.nan)
    found = np.full((len(readings), readings.shape[2]), np.nan)
    unit, signal = np.nonzero(works.any(axis=1))
    found[unit, signal] = np.log(np.nanmedian(level[unit, :, signal], axis=1))
    return found
