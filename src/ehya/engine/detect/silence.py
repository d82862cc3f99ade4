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


def edge(readings: Floats, ratio: Floats, months: int) -> Floats:
    """Return how likely each unit is to drop out for living at the least size the panel takes in.

    Where a programme asks only for units above a threshold, sizes pile up there, and a unit at the
    threshold falls below it without any change of work.

    Args:
        readings: shape (units, periods, signals) [any, >= 0]
        ratio: shape (units, periods, signals) [share of own level]
        months: length of a period. [months]

    Returns:
        shape (units,) [chance a period]
    """
    found = np.zeros(len(readings))
    works = np.nan_to_num(ratio) > 0.2
    for signal in range(readings.shape[2]):
        has = works[:, :, signal].any(axis=1)
        if has.sum() < FEWEST:
            continue
        level = np.where(works, readings / np.where(works, ratio, 1.0), np.nan)[has, :, signal]
        size = np.log(np.nanmedian(level, axis=1))
        low, middle, high = np.quantile(size, (0.05, 0.5, 0.95))
        if middle - low < PILED_UP * (high - low):
            near = 1 / (1 + np.exp(np.clip((size - low) / NEAR, -50, 50)))
            found[has] = np.maximum(found[has], near)
    return np.asarray(found * (1 - (1 - FALLS) ** months))
