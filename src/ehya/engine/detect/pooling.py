"""What have units in common, so that with it each can be told alone?"""

from typing import Final

import numpy as np

from ehya.engine.detect.chain import Chain, chain, share_weights
from ehya.engine.detect.kernel_jit import each
from ehya.engine.detect.learn import first_guess, learn
from ehya.engine.detect.levels import Common, common, ratios
from ehya.engine.detect.model import (
    Bools,
    Floats,
    Heard,
    Ints,
    Learnt,
    Panel,
    Pooled,
    Thresholds,
)
from ehya.engine.detect.silence import edge, going_on, piled
from ehya.engine.detect.usage import STRAY, slow

METHOD = "detect.states/3"

TAUGHT_BY: Final = 60_000  # unit-periods that a panel is learnt from, evenly drawn
OWN_POOL: Final = 200  # units that teach rates of their own, drawn to the panel's: a large group,
# or all small ones together


def pool(panel: Panel, rules: Thresholds) -> Pooled:
    """Learn from a panel what its units have in common: shocks, rates, scatter, usual sizes.

    A nation need not be learnt from whole: an even draw of some tens of thousands of units, with
    so many of each group that a shock shows (`Thresholds.crowd`), teaches the same.

    Args:
        panel: the readings.
        rules: the thresholds in force.

    Returns:
        Plain arrays, to be kept or sent to wherever units are told. The order of units changes
        nothing.

    Source:
        docs/methods/detect.md.
    """
    group, place = np.unique(panel.group, return_inverse=True)
    shared = common(panel, place + 1, rules.crowd)
    ratio = ratios(panel, place + 1, shared)
    at = piled(panel.readings, ratio)
    silent = np.isnan(panel.readings).all(axis=2)
    heard = Heard(ratio, silent, edge(panel.readings, ratio, at, panel.months))
    on = going_on(silent)
    taught, pools = _learnt(heard, on, place, panel.months, rules)
    return Pooled(
        method=METHOD,
        months=panel.months,
        group=group,
        shock=shared.shock,
        peers=shared.peers,
        piled=at,
        on=on,
        taught=taught,
        rates=np.stack([each.rates for each in pools]),
        hushed=np.array([each.hushed for each in pools]),
        lost=np.array([each.lost for each in pools]),
        middle=np.stack([each.middle for each in pools]),
        scale=np.stack([each.scale for each in pools]),
        deaf=np.stack([each.deaf for each in pools]),
        mute=np.stack([each.mute for each in pools]),
    )


def heard_of(panel: Panel, pooled: Pooled) -> Heard:
    """Return what came from units, what they have in common taken out.

    Args:
        panel: the readings, of as many periods and signals as were learnt from.
        pooled: what `pool` returned.

    Raises:
        ValueError: what was learnt is of other periods or signals.
    """
    if panel.readings.shape[1:] != pooled.shock.shape[1:] or panel.months != pooled.months:
        raise ValueError("learnt from a panel of other periods or signals")
    shared = Common(pooled.shock, pooled.peers)
    ratio = ratios(panel, pooled.places(panel.group), shared)
    silent = np.isnan(panel.readings).all(axis=2)
    return Heard(ratio, silent, edge(panel.readings, ratio, pooled.piled, panel.months))


def learnt(pooled: Pooled, row: int) -> Learnt:
    """Return what the units of one pool taught.

    Args:
        pooled: what `pool` returned.
        row: of `Pooled.rates`. [number of a pool]
    """
    return Learnt(
        rates=pooled.rates[row],
        hushed=float(pooled.hushed[row]),
        lost=float(pooled.lost[row]),
        middle=pooled.middle[row],
        scale=pooled.scale[row],
        deaf=pooled.deaf[row],
        mute=pooled.mute[row],
        slow=slow(pooled.months),
        stray=STRAY / pooled.months,
    )


def form_of(months: int, rules: Thresholds) -> tuple[Chain, Floats]:
    """Return the chain, and how each kind of its periods spreads over the shares of the level.

    Args:
        months: length of a period. [months]
        rules: the thresholds in force.
    """
    return chain(rules, months), share_weights(rules, months)


def _learnt(
    heard: Heard, on: Bools, place: Ints, months: int, rules: Thresholds
) -> tuple[Ints, list[Learnt]]:
    """Return which pool taught each group, and what each pool taught; the first is the panel."""
    form, kinds = form_of(months, rules)
    guess = first_guess(months, heard.ratio.shape[2])
    whole = learn(heard.some(_teachers(heard.ratio)), on, form, kinds, guess, months)
    taught, groups = np.zeros(place.max(initial=-1) + 2, dtype=np.int64), []
    sizes = np.bincount(place)
    large = [[row] for row in np.flatnonzero(sizes >= OWN_POOL).tolist()]
    for rows in [*large, np.flatnonzero(sizes < OWN_POOL).tolist()]:
        units = np.flatnonzero(np.isin(place, rows))
        if OWN_POOL <= len(units) < len(place):
            groups.append((units,))
            taught[np.array(rows) + 1] = len(groups)

    def own(units: Ints) -> Learnt:
        teachers = units[_teachers(heard.ratio[units])]
        return learn(heard.some(teachers), on, form, kinds, whole, months)

    return taught, [whole, *each(own, groups)]


def _teachers(ratio: Floats) -> Ints:
    """Return the units that a panel is learnt from.

    One that never worked shows no stop. The others are drawn evenly by how much they work, so that
    their order in the table decides nothing.
    """
    worked = np.flatnonzero((np.nan_to_num(ratio) > 0).any(axis=(1, 2)))
    worked = worked if len(worked) else np.arange(len(ratio))
    order = worked[np.argsort(np.nansum(ratio[worked], axis=(1, 2)), kind="stable")]
    return order[:: max(1, len(order) * ratio.shape[1] // TAUGHT_BY)]
