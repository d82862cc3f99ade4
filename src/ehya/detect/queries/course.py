"""What did one unit read, month by month, and what is told of each month?

A sweep keeps what it says of a unit's end and of its spells. What it says of each month is told
again here, from what it kept of all units: the same readings, thresholds and learnt rates.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ehya.detect.batch import panel_of
from ehya.detect.models import Sweep
from ehya.detect.panel import batch_of, ground_of_one
from ehya.detect.pooled import kept_pooled
from ehya.engine.calendar import DayRange
from ehya.engine.detect import Found, Thresholds, tell
from ehya.engine.detect.pooling import heard_of
from ehya.register.lake import at_version
from ehya.register.queries.within import Moment
from ehya.register.signals import Signal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Course:
    """One unit's months as a sweep saw them.

    Attributes:
        months: the days of each, oldest first.
        signals: what was asked about, in this order.
        readings: shape (months, signals) [each signal's measure, a month]; NaN where missing.
        share: the same over the unit's own level, what hit everybody taken out.
            shape (months, signals) [0..]; NaN where nothing is known.
        shock: what hit the unit's whole group at once and was taken out, as share of its usual
            course; -1 where the whole group stood still. shape (months, signals) [-1..]
        level: full work of a month. shape (months, signals) [each signal's measure]
        state: shape (months,), place in `engine.detect.NAMES`; -1 before the first reading.
        chance: of each state. shape (months, 4) [0..1]
        use: mean and the ends of 80 %. shape (months, 3) [share of own level]
        rule: shape (months,), what the plain rule says; -1 where it cannot tell.
        bits: for (+) and against (-) standing still. shape (months, signals) [bits]
        turns_at: the use of a next month that would change the verdict. [share of own level]
        warning: chance to stand still within the months of the warning. [0..1]
    """

    months: tuple[DayRange, ...]
    signals: tuple[Signal, ...]
    readings: Floats
    share: Floats
    shock: Floats
    level: Floats
    state: Ints
    chance: Floats
    use: Floats
    rule: Ints
    bits: Floats
    turns_at: float
    warning: float


def unit_course(sweep: Sweep, unit: int) -> Course | None:
    """Return what a sweep says of each month of one unit.

    Args:
        sweep: one that was done.
        unit: the id that its look bears.

    Returns:
        None where nothing was read of it by then, or where what the sweep learnt is not kept on
        this machine.
    """
    kept = kept_pooled(sweep)
    if kept is None:
        return None
    pooled, groups = kept
    moment = Moment(sweep.as_of, sweep.known_at)
    there = ground_of_one(unit, at_version(sweep.lake_version), moment, sweep.signals, groups)
    batch = batch_of(there, [unit])
    if not batch.num_rows:
        return None
    panel = panel_of(batch, there.form)
    if np.isnan(panel.readings).all():
        return None
    found = tell(panel, pooled, Thresholds(**sweep.rules))
    share = heard_of(panel, pooled).ratio[0].astype(np.float64)
    (row,) = pooled.places(panel.group)
    shock = np.expm1(np.nan_to_num(pooled.shock[row].astype(np.float64), neginf=-np.inf))
    readings = panel.readings[0].astype(np.float64)
    return _course(there.months, there.signals, readings, share, shock, found)


def _course(
    months: tuple[DayRange, ...],
    signals: tuple[Signal, ...],
    readings: Floats,
    share: Floats,
    shock: Floats,
    found: Found,
) -> Course:
    works = np.isfinite(share) & (share > 0) & np.isfinite(readings)
    level = np.divide(readings, share, out=np.full(share.shape, np.nan), where=works)
    return Course(
        months=months,
        signals=signals,
        readings=readings,
        share=share,
        shock=shock,
        level=level,
        state=found.state[0].astype(np.int64),
        chance=found.chance[0].astype(np.float64),
        use=found.utilisation[0].astype(np.float64),
        rule=found.rule[0].astype(np.int64),
        bits=found.bits[0].astype(np.float64),
        turns_at=float(found.turning[0]),
        warning=float(found.warning[0]),
    )
