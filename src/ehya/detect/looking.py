"""What does the method say of a batch of units? Neither disk nor database is touched here.

A loop on one machine and Spark's workers run the same function on the same Arrow batches.
"""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ehya.detect.batch import Form, panel_of
from ehya.engine.detect import UNKNOWN, Found, Pooled, State, Thresholds, tell

LOOKED_BACK: Final = 12  # periods in which is looked for what decided
MOST_REASONS: Final = 3
# The last bits of a float hang on the compiler's run and the processor; nobody means them.
CHANCE_PLACES: Final = 6
SHARE_PLACES: Final = 4
LEAST_BITS: Final = 1.0  # a reading that says less decided nothing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_SPELL = pa.struct(
    [
        pa.field("state", pa.int8()),
        pa.field("first", pa.int16()),
        pa.field("last", pa.int16()),
        pa.field("chance", pa.float32()),
    ]
)
_REASON = pa.struct(
    [
        pa.field("month", pa.int16()),
        pa.field("signal", pa.int8()),
        pa.field("bits", pa.float32()),
    ]
)
SCHEMA = pa.schema(
    [
        pa.field("unit", pa.int64()),
        pa.field("state", pa.int8()),  # at the end; place in `State`
        pa.field("since", pa.int16()),  # month
        pa.field("from_start", pa.bool_()),  # it began no later than that
        pa.field("p_active", pa.float32()),
        pa.field("p_semi_active", pa.float32()),
        pa.field("p_idle", pa.float32()),
        pa.field("p_gone", pa.float32()),
        pa.field("use", pa.float32()),
        pa.field("use_low", pa.float32()),
        pa.field("use_high", pa.float32()),
        pa.field("rule", pa.int8()),  # -1: it cannot tell
        pa.field("warning", pa.float32()),
        pa.field("turns_at", pa.float32()),
        pa.field("last_read", pa.int16()),
        pa.field("first_read", pa.int16()),
        pa.field("unseen", pa.int16()),  # months told to be active that it has stood, to the end
        pa.field("decided", pa.list_(_REASON)),
        pa.field("spells", pa.list_(_SPELL)),
    ]
)


class Task(NamedTuple):
    """What whoever looks at a batch must know."""

    form: Form
    pooled: Pooled
    rules: Thresholds


def looks_of(batch: pa.RecordBatch, task: Task) -> pa.RecordBatch:
    """Return what is told of each unit of a batch that was ever read.

    Args:
        batch: as `batch.SCHEMA`.
        task: what was learnt, and the thresholds in force.

    Returns:
        As SCHEMA, in the batch's order; months are places in the sweep's.
    """
    panel = panel_of(batch, task.form)
    read = ~np.isnan(panel.readings).all(axis=2)
    chosen = np.flatnonzero(read.any(axis=1))
    if not len(chosen):
        return pa.RecordBatch.from_pylist([], schema=SCHEMA)
    batch = batch.take(pa.array(chosen))
    panel = panel_of(batch, task.form)
    found = tell(panel, task.pooled, task.rules, close=LOOKED_BACK)
    return _told(batch, found, read[chosen])


def _told(batch: pa.RecordBatch, found: Found, read: Bools) -> pa.RecordBatch:
    rows = np.arange(len(read))
    state, since = found.state[:, -1], found.since[:, -1]
    periods = read.shape[1]
    told = np.asarray(batch.column("told").to_numpy(zero_copy_only=False) == "active")
    stands = state >= State.IDLE
    use = np.round(found.utilisation[:, -1], SHARE_PLACES).astype(np.float32)
    chance = np.round(np.clip(found.chance[rows, -1], 0.0, 1.0), CHANCE_PLACES).astype(np.float32)
    columns = [
        batch.column("unit"),
        pa.array(state.astype(np.int8)),
        pa.array(since.astype(np.int16)),
        pa.array(since <= np.argmax(read, axis=1)),
        *(pa.array(chance[:, place]) for place in range(4)),
        *(_known(use[:, place]) for place in range(3)),
        pa.array(found.rule[:, -1].astype(np.int8)),
        pa.array(np.round(np.clip(found.warning, 0.0, 1.0), CHANCE_PLACES).astype(np.float32)),
        _known(np.round(found.turning, SHARE_PLACES).astype(np.float32)),
        pa.array((periods - 1 - np.argmax(read[:, ::-1], axis=1)).astype(np.int16)),
        pa.array(np.argmax(read, axis=1).astype(np.int16)),
        pa.array(np.where(told & stands, periods - since, 0).astype(np.int16)),
        _reasons(found, stands),
        _spells(found),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _known(told: NDArray[np.float32]) -> pa.Array:
    return pa.array(told, mask=np.isnan(told))


def _reasons(found: Found, stands: Bools) -> pa.ListArray:
    """Return the readings of the last year that spoke loudest for the state told."""
    bits = found.bits
    units, months, count = bits.shape
    signed = np.where(stands[:, None, None], bits, -bits).reshape(units, -1)
    most = min(MOST_REASONS, months * count)
    order = np.argsort(-signed, axis=1, kind="stable")[:, :most]
    loud = np.take_along_axis(signed, order, axis=1)
    spoke = loud >= LEAST_BITS
    begun = found.state.shape[1] - months
    values = pa.StructArray.from_arrays(
        [
            pa.array((begun + order[spoke] // count).astype(np.int16)),
            pa.array((order[spoke] % count).astype(np.int8)),
            pa.array(np.take_along_axis(bits.reshape(units, -1), order, 1)[spoke], pa.float32()),
        ],
        fields=list(_REASON),
    )
    return pa.ListArray.from_arrays(_offsets(spoke.sum(axis=1)), values)


def _spells(found: Found) -> pa.ListArray:
    """Return each unit's times of standing still or half still, with their mean chance."""
    state = found.state
    new = np.ones(state.shape, dtype=np.bool_)
    new[:, 1:] = state[:, 1:] != state[:, :-1]
    unit, first = np.nonzero(new)
    last = np.append(first[1:], 0) - 1
    last[np.append(unit[1:] != unit[:-1], True)] = state.shape[1] - 1
    what = state[unit, first]
    kept = (what != UNKNOWN) & (what != State.ACTIVE)
    unit, first, last, what = unit[kept], first[kept], last[kept], what[kept]
    values = pa.StructArray.from_arrays(
        [
            pa.array(what.astype(np.int8)),
            pa.array(first.astype(np.int16)),
            pa.array(last.astype(np.int16)),
            pa.array(_mean_chance(found, unit, first, last, what), pa.float32()),
        ],
        fields=list(_SPELL),
    )
    return pa.ListArray.from_arrays(_offsets(np.bincount(unit, minlength=len(state))), values)


def _mean_chance(found: Found, unit: Ints, first: Ints, last: Ints, what: Ints) -> Floats:
    still = found.chance[..., State.IDLE] + found.chance[..., State.GONE]
    half = found.chance[..., State.SEMI_ACTIVE]
    sums = [np.cumsum(each, axis=1, dtype=np.float64) for each in (half, still)]
    total = [each[unit, last] - np.where(first > 0, each[unit, first - 1], 0.0) for each in sums]
    mean = np.where(what == State.SEMI_ACTIVE, *total) / (last - first + 1)
    return np.asarray(np.clip(mean, 0.0, 1.0))


def _offsets(count: Ints) -> pa.Array:
    return pa.array(np.concatenate([[0], np.cumsum(count)]).astype(np.int32))
