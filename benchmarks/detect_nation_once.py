"""One sweep over a made nation, in a process of its own: `detect_nation` asks."""

import json
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from tempfile import TemporaryFile
from time import perf_counter
from uuid import UUID

import numpy as np
import pyarrow as pa

CHUNK = 100_000
PIECE = 1 << 20  # of a file that is written [B]
END = date(2024, 3, 19)
KNOWN = datetime(2024, 4, 1, tzinfo=UTC)
STOP, START, NOISE, LOST = 0.005, 0.03, 0.12, 0.03  # a month; of log reading; of months
IMPORT = UUID(int=1404_0060)
_SCAN = """
SELECT sum(value), sum(unit), sum(first - DATE '1970-01-01'), sum(last - DATE '1970-01-01'),
       max(epoch_us(known_at)), max(meter), bool_or(again)
FROM read_parquet([{files}], hive_partitioning = true)
"""


def main() -> None:
    """Do what is asked: "prepare" register and lake, or "sweep"."""
    step, units = sys.argv[1], int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    import django

    django.setup()
    from benchmarks.register_made import prepare

    prepare(units)
    if step == "prepare":
        _readings()
    else:
        print(json.dumps(_sweep()))


def _readings() -> None:
    from ehya.register import lake
    from ehya.register.models import Unit

    if lake.holds(IMPORT):
        return
    ids = np.array(list(Unit.objects.order_by("pk").values_list("pk", flat=True)))
    reader = pa.RecordBatchReader.from_batches(lake.SCHEMA, _batches(ids))
    lake.append(reader, imported=IMPORT)


def _batches(ids: np.ndarray) -> Iterator[pa.RecordBatch]:
    """Yield sixty months of every unit: work that stops and starts, meters that scatter and fail."""
    from ehya.detect.panel import months_to
    from ehya.register import lake

    chance = np.random.default_rng(1404)
    months = months_to(END)
    days = [
        np.array([getattr(month, end) for month in months], "datetime64[D]")
        for end in ("first", "last")
    ]
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        works = np.ones((len(some), len(months)), dtype=bool)
        works[:, 0] = chance.random(len(some)) > START
        for t in range(1, len(months)):
            roll = chance.random(len(some))
            works[:, t] = np.where(works[:, t - 1], roll > STOP, roll < START)
        level = np.exp(chance.normal(9, 1.2, (len(some), 1)))
        share = np.where(works, 1.0, chance.uniform(0, 0.06, works.shape))
        value = np.round(level * share * np.exp(chance.normal(0, NOISE, works.shape)), 1)
        read = chance.random(works.shape) > LOST
        unit, month = np.nonzero(read)
        rows = len(unit)
        columns = [
            pa.array(["electricity"]).take(pa.array(np.zeros(rows, np.int8))),
            pa.array(some[unit]),
            pa.array([""]).take(pa.array(np.zeros(rows, np.int8))),
            pa.array(days[0][month]),
            pa.array(days[1][month]),
            pa.array(value[read]),
            pa.array(np.zeros(rows, dtype=bool)),
            pa.array(np.zeros(rows, dtype=np.int64)),
            pa.array(np.full(rows, np.datetime64(KNOWN.replace(tzinfo=None), "us"))).cast(
                pa.timestamp("us", tz="UTC")
            ),
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=lake.SCHEMA)


def _scan() -> float:
    """Return the least of three scans. [s]"""
    import duckdb

    from ehya.register import lake

    files = ", ".join(f"'{file}'" for file in lake.at_version().files)
    spent = []
    for _ in range(3):
        with duckdb.connect() as link:
            begun = perf_counter()
            link.execute(_SCAN.format(files=files)).fetchall()
            spent.append(perf_counter() - begun)
    return min(spent)


def _sweep() -> dict[str, object]:
    from ehya.detect.actions.sweeping import Asked, sweep
    from ehya.ledger.actions import the_house

    _compile()
    scan = _scan()
    before, kept_before = _cpu(), _cpu_of_database()
    done = sweep(Asked(signals=("electricity",), as_of=END, synthetic=True), by=the_house())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "scan": scan,
        "seconds": done.seconds,
        "cpu": _cpu() - before,
        "database_cpu": _cpu_of_database() - kept_before,
        "megabytes": peak,
        "bare": _bare_write(done.pk),
        "latest": done.latest,
        "units": done.units,
        "looked": done.looked,
        "counts": done.counts,
    }


def _compile() -> None:
    """Have the kernels compiled, as on a machine that has swept before."""
    from benchmarks.detect_data import law
    from benchmarks.detect_made import made
    from ehya.engine.detect import pool, tell

    panel = made(100, 60, lost=LOST, seed=1).panel
    panel = replace(panel, readings=panel.readings.astype(np.float32))
    tell(panel, pool(panel, law()), law(), close=12)


def _bare_write(sweep: int) -> float:
    """Return what it takes to copy a sweep's looks into a table with neither key nor index. [s]"""
    from django.db import connection, transaction

    names = "looks_copied_bare"
    with transaction.atomic(), connection.cursor() as cursor, TemporaryFile() as file:
        cursor.execute(f"CREATE TABLE {names} (LIKE detect_look)")
        asked = "COPY (SELECT * FROM detect_look WHERE sweep_id = %s) TO STDOUT (FORMAT csv)"
        with cursor.copy(asked, [sweep]) as rows:
            for piece in rows:
                file.write(piece)
        file.seek(0)
        begun = perf_counter()
        with cursor.copy(f"COPY {names} FROM STDIN (FORMAT csv)") as into:
            while piece := file.read(PIECE):
                into.write(piece)
        spent = perf_counter() - begun
        transaction.set_rollback(True)
    return spent


def _cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def _cpu_of_database() -> float:
    """Return the seconds of processors that this process's own server process has spent. [s]"""
    import psutil
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return float(spent.user + spent.system)


if __name__ == "__main__":
    main()
