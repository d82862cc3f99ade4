"""What stands in a batch of units on its way to whoever looks at it?

Neither disk, database nor settings: a cluster's workers read this as it stands.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ehya.engine.detect import Panel

SCHEMA = pa.schema(
    [
        pa.field("unit", pa.int64()),
        pa.field("group", pa.int64()),
        pa.field("told", pa.string()),  # the register's status
        pa.field("readings", pa.list_(pa.float32())),  # months x signals
        pa.field("capacity", pa.list_(pa.float32())),  # of each signal
    ]
)
_PACKING = pa.ipc.IpcWriteOptions(compression="lz4")


class Form(NamedTuple):
    """What lies in a batch's lists: so many months, of signals in this order."""

    periods: int
    licensed: tuple[bool, ...]


def panel_of(batch: pa.RecordBatch, form: Form) -> Panel:
    """Return a batch as what the method takes."""
    rows, count = batch.num_rows, len(form.licensed)
    readings = batch.column("readings").flatten().to_numpy(zero_copy_only=False)
    capacity = batch.column("capacity").flatten().to_numpy(zero_copy_only=False)
    return Panel(
        readings=readings.reshape(rows, form.periods, count),
        group=batch.column("group").to_numpy(),
        months=1,
        capacity=capacity.reshape(rows, count),
        licensed=np.array(form.licensed),
    )


def packed(batch: pa.RecordBatch) -> bytes:
    """Return a batch as bytes to be sent: what comes out again is the same to the bit."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=_PACKING) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(sent: pa.Buffer | bytes) -> pa.RecordBatch:
    """Return the batch that was packed."""
    return pa.ipc.open_stream(sent).read_next_batch()
