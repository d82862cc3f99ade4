"""How much does a unit read when it works as it is used to, and what hit everybody at once?"""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ehya.engine.detect.model import Bools, Floats, Ints

UPPER: Final = 0.75
"""A working level is the reading that three quarters of the working periods do not exceed: less, and
half-idle periods would drag it down; more, and one good month would hold it up."""

MEMORY_MONTHS: Final = 60
"""A level is that of the nearest five years at work: growth and slow decay are no idleness, but a unit
that falls to a third of its level is semi-active for years before it counts as a small one."""

WORKING_FROM: Final = 0.1
"""Readings below this share of a unit's high ones are not of its working history."""

NEARBY_MONTHS: Final = 6
"""A unit shows a shock only in periods so near to one in which it worked."""

_ROUNDS: Final = 3  # levels need the shocks out, shocks need levels
_AT_ONCE: Final = 4096  # units, to bound memory


def ratios(readings: Floats, group: Ints, months: int, crowd: int) -> Floats:
    """Return readings over own working level, with what hit a whole group taken out.

    A signal that never rose above nothing, while another of the same unit did, is not one of that
    unit's and is left out; a unit of which no signal ever rose stands at nothing.

    Args:
        readings: shape (units, periods, signals) [any, >= 0]; NaN where nothing was read.
        group: shape (units,) [number of a group]
        months: length of a period. [months]
        crowd: fewer units reading in a group and period show no shock. [units]

    Returns:
        shape (units, periods, signals) [share of own level]; NaN where nothing is known.
    """
    found = np.full(readings.shape, np.nan)
    alive = np.nan_to_num(readings).max(axis=1) > 0
    for signal in range(readings.shape[2]):
        told = readings[:, :, signal]
        calm = told
        for _ in range(_ROUNDS):
            hit = shocks(told / own_level(calm, months), group, crowd, months)
            calm = _without(told, hit)
        found[:, :, signal] = calm / own_level(calm, months)
        found[~alive[:, signal] & alive.any(axis=1), :, signal] = np.nan
    return found


def own_level(told: Floats, months: int) -> Floats:
    """Return each unit's working level around each period; 1 where it never worked.

    Args:
        told: shape (units, periods) [any, >= 0]
        months: length of a period. [months]

    Returns:
        shape (units, periods) [as told]
    """
    parts = range(0, len(told), _AT_ONCE)
    return np.concatenate([_level(told[start : start + _AT_ONCE], months) for start in parts])


def _level(told: Floats, months: int) -> Floats:
    plain = np.nan_to_num(told)
    high = upper(np.where(plain > 0, plain, np.nan), 0.9)
    working = plain > WORKING_FROM * high[:, None]
    count = working.sum(axis=1)
    span = min(told.shape[1], max(1, MEMORY_MONTHS // months))
    # Working readings moved to the front, so that a window over them skips what lies between.
    order = np.argsort(~working, axis=1, kind="stable")
    front = np.take_along_axis(np.where(working, plain, np.nan), order, axis=1)
    level = upper(sliding_window_view(front, span, axis=1), UPPER)
    before = np.cumsum(working, axis=1) - working
    start = np.clip(before - span // 2, 0, np.maximum(count - span, 0)[:, None])
    return np.asarray(np.take_along_axis(level, start, axis=1))


def upper(told: Floats, share: float) -> Floats:
    """Return the quantile of what is not missing, along the last axis; 1 where nothing is.

    Args:
        told: shape (…, values) [any]
        share: which quantile. [0..1]

    Returns:
        shape (…) [as told]
    """
    ordered = np.sort(told, axis=-1)
    count = (~np.isnan(ordered)).sum(axis=-1)
    place = share * np.maximum(count - 1, 0)
    low = np.floor(place).astype(np.int64)
    high = np.minimum(low + 1, np.maximum(count - 1, 0))
    below = np.take_along_axis(ordered, low[..., None], axis=-1)[..., 0]
    above = np.take_along_axis(ordered, high[..., None], axis=-1)[..., 0]
    return np.asarray(np.where(count > 0, below + (place - low) * (above - below), 1.0))


def shocks(ratio: Floats, group: Ints, crowd: int, months: int) -> Floats:
    """Return the log of what hit each unit's group in each period, its usual course being none.

    The median over units of their log ratio to their own level. Only units that worked shortly
    before or after are asked, so that many idle units are no shock, and a shock no idleness.

    Args:
        ratio: shape (units, periods) [share of own level]
        group: shape (units,) [number of a group]
        crowd: fewer units than this show no shock. [units]
        months: length of a period. [months]

    Returns:
        shape (units, periods) [log ratio]; minus infinity where the group as a whole stood still,
        which then says nothing of anybody.
    """
    near = _works_nearby(ratio, max(1, NEARBY_MONTHS // months))
    with np.errstate(divide="ignore"):
        logs = np.log(np.where(near, ratio, np.nan))
    found = np.zeros(ratio.shape)
    for one in np.unique(group):
        mine = group == one
        heard = (~np.isnan(logs[mine])).sum(axis=0) >= crowd
        if not heard.any():
            continue
        middle = np.nanmedian(logs[mine][:, heard], axis=0)
        usual = np.median(middle)
        if np.isfinite(usual):
            still = middle < usual + np.log(WORKING_FROM)
            found[np.ix_(mine, heard)] = np.where(still, -np.inf, middle - usual)
    return found


def _works_nearby(ratio: Floats, reach: int) -> Bools:
    works = np.nan_to_num(ratio) >= WORKING_FROM
    near = np.zeros(works.shape, dtype=np.bool_)
    for step in range(1, min(reach, works.shape[1] - 1) + 1):
        near[:, step:] |= works[:, :-step]
        near[:, :-step] |= works[:, step:]
    return near & ~np.isnan(ratio)


def _without(told: Floats, shock: Floats) -> Floats:
    calm = told * np.exp(-np.where(np.isfinite(shock), shock, 0.0))
    return np.where(np.isfinite(shock), calm, np.nan)
