"""What does it cost to look at units on Spark instead of in a loop?

A made-up panel of sixty months and two signals, in batches of 25,000 units as a sweep deals them, or
in eight. First a loop over them (one batch at a time, on one processor), then the same batches on
`local-cluster[2,1,2048]` in the same run, which must tell the same to the bit. Beside seconds stands
what processors worked, those of Java and of the workers' Pythons too: under load only that is fair.
EHYA_BENCH_UNITS asks for another number of units. Without pyspark or Java nothing is measured.
"""

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from time import perf_counter

import numpy as np
import psutil
import pyarrow as pa

from benchmarks.detect_made import made
from benchmarks.harness import measure

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "100000"))
MONTHS, SIGNALS = 60, 2
AT_ONCE = min(25_000, -(-UNITS // 8))
TAUGHT_BY = 24_000
MASTER = os.environ.get("EHYA_SPARK", "local-cluster[2,1,2048]")
MB = 1024


def run() -> None:
    """Print and keep the measures."""
    if not (find_spec("pyspark") and shutil.which("java")):
        print("There is no pyspark or no Java here: nothing is measured.")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EHYA_LAKE"] = folder
        _compare()


def _compare() -> None:
    from ehya.detect.batch import Form, packed, panel_of
    from ehya.detect.looking import Task, looks_of
    from ehya.detect.spark import looks_on_spark, session
    from ehya.engine.detect import pool
    from ehya.ledger.rules import idleness_thresholds

    form, rules = Form(MONTHS, (False, True)), idleness_thresholds()
    task = Task(form, pool(panel_of(_batch(0, TAUGHT_BY), form), rules), rules)
    looks_of(_batch(0, 1_000), task)  # what is compiled on first use is compiled
    name = f"detect.spark.{UNITS}"
    begun, before = perf_counter(), _cpu()
    here = [packed(looks_of(batch, task)) for batch in _batches()]
    loop, spent = perf_counter() - begun, _cpu() - before
    measure(f"{name}.loop", loop, "s, one processor", {"processor": spent})
    begun = perf_counter()
    cluster = session(MASTER)
    started = perf_counter() - begun
    measure(f"{name}.start", started, "s until there is a session")
    for round_ in ("first", "again"):  # at first workers start and compile
        begun, before = perf_counter(), _cpu()
        there = [packed(looks) for looks in looks_on_spark(_batches(), task)]
        seconds, worked = perf_counter() - begun, _cpu() - before
        measure(f"{name}.{round_}", seconds, "s on Spark", {"loop": loop, "processors": worked})
        measure(
            f"{name}.{round_}.to-loop",
            seconds / loop,
            "of its seconds",
            {"processors": worked / spent},
        )
    measure(f"{name}.same", float(there == here), "1 = the same to the bit")
    measure(f"{name}.memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB, "MB, driver")
    cluster.stop()


def _batches() -> Iterator[pa.RecordBatch]:
    """Yield the units; every batch after the first holds the same works under other numbers."""
    for start in range(0, UNITS, AT_ONCE):
        yield _numbered(start, min(AT_ONCE, UNITS - start))


def _numbered(start: int, units: int) -> pa.RecordBatch:
    batch = _batch(1, AT_ONCE).slice(0, units)
    return batch.set_column(0, "unit", pa.array(np.arange(start, start + units)))


_MADE: dict[tuple[int, int], pa.RecordBatch] = {}


def _batch(seed: int, units: int) -> pa.RecordBatch:
    from ehya.detect.batch import SCHEMA

    if (seed, units) not in _MADE:
        panel = made(units, MONTHS, lost=0.03, seed=seed).panel
        values = pa.array(panel.readings.astype(np.float32).ravel())
        nothing = pa.array(np.full(units * SIGNALS, np.nan, dtype=np.float32))
        columns = [
            pa.array(np.arange(units)),
            pa.array(panel.group),
            pa.array(["active"] * units),
            pa.FixedSizeListArray.from_arrays(values, MONTHS * SIGNALS).cast(SCHEMA.types[3]),
            pa.FixedSizeListArray.from_arrays(nothing, SIGNALS).cast(SCHEMA.types[4]),
        ]
        _MADE[seed, units] = pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
    return _MADE[seed, units]


def _cpu() -> float:
    """Return what this process and all below it have worked. [s]"""
    own = psutil.Process()
    told = [each.cpu_times() for each in (own, *own.children(recursive=True))]
    return sum(sum(each[:4]) for each in told)  # user, system, and those of children that ended
