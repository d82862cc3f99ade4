"""How long does one file of readings take on its way into an empty lake, and with how much memory?

A program of its own, so that its memory is its own:
python -m benchmarks.readings_import_once UNITS KIND, e.g. 1000000 long.csv. Prints one JSON object.
"""

import json
import os
import resource
import shutil
import sys
import time
from pathlib import Path

import duckdb
import psutil

from benchmarks.readings_made import MONTHS, at_home, file_of, folder_of

MB = 1_000
ASKED = 100  # units that are looked for


def main(units: int, kind: str) -> None:
    """Take the file in, then the same again, then the same in other bytes; then ask the rival."""
    file = file_of(units, kind)
    shutil.rmtree(folder_of(units) / "lake", ignore_errors=True)
    at_home(units)
    from ehya.ledger.actions import the_house
    from ehya.register.actions.readings import import_readings

    def take(path: Path) -> dict[str, float]:
        begun, spent = time.monotonic(), _cpu()
        report = import_readings(path, by=the_house(), signal="electricity")
        assert (report.state, report.refused) == ("done", 0), report
        return {
            "seconds": time.monotonic() - begun,
            "cpu": _cpu() - spent,
            "new": report.added + report.changed,
        }

    first = take(file)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    assert first["new"]
    again = take(file)
    assert not again["new"]
    found = {**first, "megabytes": memory, "again": again["seconds"]}
    if kind.endswith("csv"):
        other = file.with_suffix(".other.csv")
        shutil.copyfile(file, other)
        with other.open("a") as lines:
            lines.write("\n")
        told = take(other)
        assert not told["new"]
        found |= {"compared": told["seconds"], "compared_cpu": told["cpu"]}
        other.unlink()
    found["unit_ms"] = _one_unit(units)
    found["rival"], found["rival_cpu"] = _bare_duckdb(file, units)
    sys.stdout.write(json.dumps({**found, "readings": units * MONTHS}) + "\n")


def _cpu() -> float:
    """Processor time of this program and of its server's process. [s]"""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        server = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return sum(os.times()[:2]) + server.user + server.system


def _one_unit(units: int) -> float:
    """Return how long what was read of one unit takes to tell, 95 times of 100. [ms]"""
    from benchmarks.harness import quantile
    from ehya.register.queries import here_and_now
    from ehya.register.queries.readings import readings_of

    moment, spent = here_and_now(), []
    for unit in range(1, units + 1, max(1, units // ASKED)):
        begun = time.perf_counter()
        assert len(readings_of([unit], moment)) == MONTHS
        spent.append((time.perf_counter() - begun) * 1000)
    return quantile(spent, 0.95)


def _bare_duckdb(file: Path, units: int) -> tuple[float, float]:
    """Read the same file, sort it by meter and write it as Parquet, without any rule. [s]"""
    folder = folder_of(units)
    read = "read_csv($1, header = true, all_varchar = true)"
    read = read if file.suffix == ".csv" else "read_parquet($1)"
    if "wide" in file.name:
        months = 'COLUMNS(* EXCLUDE "Electricity subscription")'
        read = f'(UNPIVOT (FROM {read}) ON {months} INTO NAME "Period" VALUE "Reading")'
    begun, spent = time.monotonic(), sum(os.times()[:2])
    with duckdb.connect() as link:
        link.execute("SET memory_limit = '1GB'")
        link.execute("SET temp_directory = ?", [str(folder / "spill")])
        asked = 'SELECT "Electricity subscription" AS meter, "Period" AS period,'
        asked += f' "Reading"::DOUBLE AS value FROM {read} ORDER BY meter, period'
        out = folder / "bare.parquet"
        asked = asked.replace("$1", f"'{file}'")
        link.execute(f"COPY ({asked}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")
        out.unlink()
    return time.monotonic() - begun, sum(os.times()[:2]) - spent


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
