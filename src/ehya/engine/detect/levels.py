"""How much does a unit read when it works as it is used to, and what hit everybody at once?"""

from typing import Any, Final, NamedTuple

import numpy as np

from ehya.engine.detect.capacity import full_work, short_of_full
from ehya.engine.detect.kernel_jit import each_part, plain
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

_KNOWN_FOR: Final = 12  # months at work from which a licence speaks for all signals
_ROUNDS: Final = 3  # levels need the shocks out, shocks need levels
_HIGH: Final = 0.9  # quantile of what a unit reads when it reads much


class Common(NamedTuple):
    """What groups have in common: as `model.Pooled` has it, row 0 standing for the panel."""

    shock: Floats
    peers: Floats


def common(panel: Panel, place: Ints, crowd: int) -> Common:
    """Return what hit each group at once, and how much its units read for their capacity.

    Args:
        panel: the readings.
        place: shape (units,), row of each unit's group, from 1.
        crowd: fewer units reading in a group and period show nothing of it. [units]
    """
    rows, (_, periods, signals) = place.max(initial=0) + 1, panel.readings.shape
    shock = np.zeros((rows, periods, signals))
    peers = np.full((rows, signals, 3), np.nan)
    for signal in range(signals):
        told = panel.readings[:, :, signal].astype(np.float64)
        calm = told
        for _ in range(_ROUNDS):
            ratio = told / own_level(calm, panel.months)
            shock[:, :, signal] = shocks(ratio, place, crowd, panel.months)
            calm = told * _factor(shock[:, :, signal])[place]
        if panel.capacity is not None:
            level = own_level(calm, panel.months)
            sized = _log(_size(calm / level, level) / panel.capacity[:, signal])
            peers[:, signal] = full_work(sized, place, crowd)
    return Common(shock, peers)


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
    told = panel.readings
    kind = np.dtype(np.float32 if told.dtype == np.float32 else np.float64)
    found = np.empty(told.shape, kind)
    level = np.empty(told.shape, kind)
    for signal in range(told.shape[2]):
        factor = np.asarray(_factor(shared.shock[:, :, signal]), kind)
        calm = np.asarray(told[:, :, signal] * factor[place], kind)
        level[:, :, signal] = own_level(calm, panel.months)
        found[:, :, signal] = calm / level[:, :, signal]
    if panel.capacity is not None:
        _hold_against(panel.capacity, panel, found, level, shared.peers[place])
    alive = np.nan_to_num(told).max(axis=1) > 0
    other = np.nonzero(~alive & alive.any(axis=1)[:, None])
    found[other[0], :, other[1]] = np.nan
    return found


def _factor(shock: Floats) -> Floats:
    """Return by what readings are multiplied to take a shock out; NaN where they say nothing."""
    return np.exp(-np.where(np.isfinite(shock), shock, np.nan))


def _hold_against(
    capacity: Floats, panel: Panel, ratio: Floats, level: Floats, peers: Floats
) -> None:
    """Lower ratios to what they are of the level that a licence, or peers' capacity, asks for.

    Half of full work is half of it in every signal: so what the licence lowers it lowers for all,
    once a year of work is known, and what peers of the unit's capacity lower likewise.
    """
    known = np.nan_to_num(capacity) > 0
    full = np.where(known, capacity, np.nan)
    law = np.zeros(ratio.shape[2], dtype=np.bool_) if panel.licensed is None else panel.licensed
    whole = np.ones(ratio.shape[:2], ratio.dtype)
    sized = np.full((len(ratio), ratio.shape[2]), np.nan)
    for signal in range(ratio.shape[2]):
        if law[signal]:
            own = np.fmax(full[:, signal, None] / level[..., signal], 1.0)
            year = (ratio[..., signal] > 0).sum(axis=1) * panel.months >= _KNOWN_FOR
            whole = np.maximum(whole, np.where(year[:, None], own, 1.0))
            ratio[..., signal] /= np.where(year[:, None], 1.0, own)
        else:
            size = _size(ratio[..., signal], level[..., signal])
            sized[:, signal] = _log(size / full[:, signal])
    ratio /= np.maximum(whole, short_of_full(sized, peers)[:, None])[..., None]


def _size(ratio: Floats, level: Floats) -> Floats:
    """Return each unit's highest level; NaN where it never rose above nothing. shape (units,)"""
    rose = np.nan_to_num(ratio).max(axis=1) > 0
    return np.where(rose, level.max(axis=1), np.nan)


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
    level = np.empty(told.shape, told.dtype)
    span = min(told.shape[1], max(1, MEMORY_MONTHS // months))

    def part(start: int, end: int) -> None:
        _levels(told[start:end], span, level[start:end])

    each_part(part, len(told))
    return level


@plain
def _levels(told: Floats, span: int, level: Floats) -> None:
    """Write each unit's level: the upper quartile of the nearest periods at work, so many."""
    units, periods = told.shape
    front, some = np.empty(periods, told.dtype), np.empty(periods, told.dtype)
    for unit in range(units):
        count = 0
        for period in range(periods):
            if told[unit, period] > 0:
                some[count] = told[unit, period]
                count += 1
        least = _upper(some, count, _HIGH) * WORKING_FROM
        count = 0
        for period in range(periods):
            if told[unit, period] > least:
                front[count] = told[unit, period]
                count += 1
        before, done, now = 0, -1, some[0]
        for period in range(periods):
            start = min(max(before - span // 2, 0), max(count - span, 0))
            if start != done:
                end = min(start + span, count)
                some[: end - start] = front[start:end]
                now, done = _upper(some, end - start, UPPER), start
            level[unit, period] = now
            before += told[unit, period] > least


@plain
def _upper(values: Floats, count: int, share: float) -> Any:
    """Return a quantile of the first values, which are brought into another order; 1 of none."""
    if count <= 0:
        return values.dtype.type(1)
    place = share * (count - 1)
    low = int(place)
    below = _select(values, count, low)
    if low + 1 >= count:
        return below
    above = values[low + 1]
    for other in range(low + 2, count):
        above = min(above, values[other])
    return values.dtype.type(below + (place - low) * (above - below))


@plain
def _select(values: Floats, count: int, place: int) -> Any:
    """Return the value at a place of the order, smaller ones brought before and larger behind it.

    Source:
        Hoare (1961), Commun. ACM 4:321-322, FIND.
    """
    low, high = 0, count - 1
    while low < high:
        pivot = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < pivot:
                left += 1
            while values[right] > pivot:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if place <= right:
            high = right
        elif place >= left:
            low = left
        else:
            break
    return values[place]


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
