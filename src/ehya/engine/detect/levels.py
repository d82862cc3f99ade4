"""How much does a unit read when it works as it is used to, and what hit everybody at once?"""

from typing import Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ehya.engine.detect.model import Bools, Floats, Ints, Panel

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

FEWEST_GROUPS: Final = 3
"""What hit the middle one of so many groups hit a further one too."""

FAR_BELOW: Final = 2.0
"""A level so many scatters below the middle of peers of its capacity is not one of full work: two in a
hundred that work are as low. [standard deviations]"""

FEWEST_PEERS: Final = 30
"""Fewer do not show how low the lowest of them work. [units]"""

_KNOWN_FOR: Final = 12  # months at work from which a licence speaks for all signals
_ROUNDS: Final = 3  # levels need the shocks out, shocks need levels
_AT_ONCE: Final = 4096  # units, to bound memory


class Common(NamedTuple):
    """What groups have in common: as `model.Pooled` has it, row 0 standing for the panel."""

    shock: Floats
    least: Floats


def common(panel: Panel, place: Ints, crowd: int) -> Common:
    """Return what hit each group at once, and how much its units read for their capacity.

    Args:
        panel: the readings.
        place: shape (units,), row of each unit's group, from 1.
        crowd: fewer units reading in a group and period show nothing of it. [units]
    """
    rows, (_, periods, signals) = place.max(initial=0) + 1, panel.readings.shape
    shock = np.zeros((rows, periods, signals))
    least = np.full((rows, signals), -np.inf)
    for signal in range(signals):
        told = panel.readings[:, :, signal].astype(np.float64)
        calm = told
        for _ in range(_ROUNDS):
            ratio = told / own_level(calm, panel.months)
            shock[:, :, signal] = shocks(ratio, place, crowd, panel.months)
            calm = _without(told, shock[place, :, signal])
        if panel.capacity is not None:
            sized = _log(_size(calm, own_level(calm, panel.months)) / panel.capacity[:, signal])
            least[:, signal] = _least(sized, place, crowd)
    return Common(shock, least)


def ratios(panel: Panel, place: Ints, shared: Common) -> Floats:
    """Return readings over own working level, with what hit a whole group taken out.

    A signal that never rose above nothing, while another of the same unit did, is not one of that
    unit's and is left out; a unit of which no signal ever rose stands at nothing.

    Args:
        panel: the readings.
        place: shape (units,), row of each unit's group; 0 where it is not known.
        shared: what groups have in common.

    Returns:
        shape (units, periods, signals) [share of own level]; NaN where nothing is known.
    """
    calm = np.full(panel.readings.shape, np.nan)
    level = np.ones(panel.readings.shape)
    alive = np.nan_to_num(panel.readings).max(axis=1) > 0
    for signal in range(calm.shape[2]):
        told = panel.readings[:, :, signal].astype(np.float64)
        calm[:, :, signal] = _without(told, shared.shock[place, :, signal])
        level[:, :, signal] = own_level(calm[:, :, signal], panel.months)
    found = calm / (level * _raised(panel, calm, level, shared.least[place]))
    others = ~alive & alive.any(axis=1)[:, None]
    return np.asarray(np.where(others[:, None], np.nan, found))


def _raised(panel: Panel, calm: Floats, level: Floats, least: Floats) -> Floats:
    """Return by how much a level is raised to what a licence, or peers of its capacity, ask for.

    Half of the licence's output is half of full work in every signal: so what the licence raises
    it raises for all, once a year of work is known.
    """
    raised = np.ones(level.shape)
    if panel.capacity is None:
        return raised
    known = np.nan_to_num(panel.capacity) > 0
    full = np.where(known, panel.capacity, 1.0)
    for signal in range(level.shape[2]):
        own = full[:, signal] / _size(calm[..., signal], level[..., signal])
        far = np.where(known[:, signal], own * np.exp(least[:, signal]), 0.0)
        raised[..., signal] = np.maximum(1.0, np.nan_to_num(far))[:, None]
    whole = np.ones(level.shape[:2])
    for signal in [] if panel.licensed is None else np.flatnonzero(panel.licensed).tolist():
        year = (calm[..., signal] > 0).sum(axis=1) * panel.months >= _KNOWN_FOR
        own = full[:, signal, None] / level[..., signal]
        raised[..., signal] = np.where(known[:, signal, None], np.maximum(1.0, own), 1.0)
        whole = np.maximum(whole, np.where(year[:, None], raised[..., signal], 1.0))
    return np.maximum(raised, whole[..., None])


def _size(calm: Floats, level: Floats) -> Floats:
    """Return each unit's highest level; NaN where it never rose above nothing. shape (units,)"""
    rose = np.nan_to_num(calm).max(axis=1) > 0
    return np.where(rose, level.max(axis=1), np.nan)


def _least(sized: Floats, place: Ints, crowd: int) -> Floats:
    """Return the least log level over capacity of peers at work. shape (1 + groups,)

    How peers scatter is taken from their upper half: the lower one holds those that stand.
    """
    found = np.full(place.max(initial=0) + 1, -np.inf)
    for row in range(len(found)):
        peers = sized[np.isfinite(sized) & ((place == row) | (row == 0))]
        for _ in range(_ROUNDS):
            if len(peers) < max(crowd, FEWEST_PEERS):
                found[row] = found[0]
                break
            middle, high = np.quantile(peers, (0.5, 0.84))
            found[row] = middle - FAR_BELOW * (high - middle)
            peers = peers[peers >= found[row]]
    return found


def _log(told: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.log(told))


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


def shocks(ratio: Floats, place: Ints, crowd: int, months: int) -> Floats:
    """Return the log of what hit each group in each period, its usual course being none.

    The median over units of their log ratio to their own level. Only units that worked shortly
    before or after are asked, so that many idle units are no shock, and a shock no idleness. A
    group too small to show one has what hit the middle one of the others, if they are three.

    Args:
        ratio: shape (units, periods) [share of own level]
        place: shape (units,), row of each unit's group, from 1.
        crowd: fewer units than this show no shock. [units]
        months: length of a period. [months]

    Returns:
        shape (1 + groups, periods) [log ratio]; minus infinity where the group as a whole stood
        still, which then says nothing of anybody.
    """
    near = _works_nearby(ratio, max(1, NEARBY_MONTHS // months))
    logs = _log(np.where(near, ratio, np.nan))
    found = np.full((place.max(initial=0) + 1, ratio.shape[1]), np.nan)
    for row in range(1, len(found)):
        mine = logs[place == row]
        heard = (~np.isnan(mine)).sum(axis=0) >= crowd
        if not heard.any():
            continue
        middle = np.nanmedian(mine[:, heard], axis=0)
        usual = np.median(middle)
        if np.isfinite(usual):
            still = middle < usual + np.log(WORKING_FROM)
            found[row, heard] = np.where(still, -np.inf, middle - usual)
    known = (~np.isnan(found)).sum(axis=0) >= FEWEST_GROUPS
    found[0] = 0.0
    found[0, known] = np.nanmedian(found[1:, known], axis=0)
    return np.where(np.isnan(found), found[0], found)


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
