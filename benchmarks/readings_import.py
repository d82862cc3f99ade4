"""How fast do readings come into the lake, beside a DuckDB that only sorts and writes the same rows?

Sixty months of 20,000 made-up units, one row a reading and one row a unit, as CSV and as Parquet,
each into an empty lake with all checks, whose-is-it and what-was-told-before; then the same file
again, and the same readings in other bytes, which are compared one by one. At a nation's size:
`python -m benchmarks.readings_import_once 1000000 long.csv`.
"""

import json
import subprocess
import sys
from typing import Any

from benchmarks.harness import ROOT, measure
from benchmarks.readings_made import KINDS

UNITS = 20_000
MOST_MB = 3_000


def run() -> None:
    """Print and keep the measures."""
    for kind in KINDS:
        _measure(kind.replace(".", "-"), _taken_in(UNITS, kind))


def _measure(kind: str, found: dict[str, Any]) -> None:
    name = f"readings.import.{kind}"
    measure(f"{name}.rate", found["readings"] / found["seconds"], "readings a second")
    measure(name, found["seconds"], "s", {"bare DuckDB": found["rival"]})
    measure(f"{name}.cpu", found["cpu"], "s of processors", {"bare DuckDB": found["rival_cpu"]})
    measure(f"{name}.to-duckdb", found["cpu"] / found["rival_cpu"], "times a bare DuckDB's")
    measure(f"{name}.memory", found["megabytes"], "MB", limit=MOST_MB)
    measure(f"{name}.again", found["again"], "s")
    if "compared" in found:
        measure(f"{name}.compared", found["compared"], "s")
    measure(f"{name}.one-unit", found["unit_ms"], "ms, 95 of 100")


def _taken_in(units: int, kind: str) -> dict[str, Any]:
    """Take a file into an empty lake, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.readings_import_once", str(units), kind]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
