"""What does a sweep say of each month of many units at once?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ehya.detect.batch import panel_of
from ehya.detect.models import Sweep
from ehya.detect.panel import batch_of, ground, months_to
from ehya.detect.pooled import kept_pooled
from ehya.engine.calendar import DayRange
from ehya.engine.detect import Thresholds, tell
from ehya.register.lake import at_version
from ehya.register.queries.within import Moment

AT_ONCE = 25_000  # units told of together

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MonthsTold:
    """What a sweep says of units, month by month.

    Attributes:
        row: unit's id -> its place in the arrays; units that it does not know are left out.
        months: the days of each, oldest first.
        signals: what was asked about, in this order.
        state: place in `engine.detect.NAMES`; -1 before the first reading. shape (units, months)
        readings: shape (units, months, signals) [each signal's measure, a month]; NaN if missing
    """

    row: dict[int, int]
    months: tuple[DayRange, ...]
    signals: tuple[str, ...]
    state: Ints
    readings: Floats


def months_told(sweep: Sweep, units: Sequence[int]) -> MonthsTold | None:
    """Return what a sweep says of each month of some units, from what it kept of all of them.

    Args:
        sweep: one that was done.
        units: their ids.

    Returns:
        None where what the sweep learnt is not kept on this machine.
    """
    kept = kept_pooled(sweep)
    if kept is None:
        return None
    pooled, groups = kept
    (last,) = months_to(sweep.as_of, 1)
    moment = Moment(sweep.as_of, sweep.known_at)
    lake = at_version(sweep.lake_version)
    there = ground(lake, moment, sweep.signals, synthetic=sweep.synthetic, last=last)
    if there.groups != groups:
        # The register tells more of that day by now: a unit falls into the group of its name.
        place = {name: n for n, name in enumerate(groups)}
        names = [place.get(name, len(groups)) for name in there.groups]
        number = pl.Series("group", [names[n] for n in there.units["group"]], dtype=pl.Int64)
        there = replace(there, units=there.units.with_columns(number))
    found, state, readings = [], [], []
    for begin in range(0, len(units), AT_ONCE):
        batch = batch_of(there, units[begin : begin + AT_ONCE])
        panel = panel_of(batch, there.form)
        found += batch.column("unit").to_pylist()
        readings.append(panel.readings.astype(np.float64))
        state.append(tell(panel, pooled, Thresholds(**sweep.rules)).state.astype(np.int64))
    shape = (0, len(there.months), len(there.signals))
    return MonthsTold(
        row={unit: place for place, unit in enumerate(found)},
        months=there.months,
        signals=tuple(signal.name for signal in there.signals),
        state=np.concatenate([np.empty(shape[:2], np.int64), *state]),
        readings=np.concatenate([np.empty(shape), *readings]),
    )
