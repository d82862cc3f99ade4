"""How long does a whole nation take, from the lake to stored states?

A made register of a million units (`register_made`) and sixty solar months of electricity of each in
the lake; then one sweep in a process of its own. Beside it, in the same run: the time DuckDB needs to
scan the same files. What the database takes to write is told apart. EHYA_BENCH_UNITS asks for fewer.
"""

import json
import os
import subprocess
import sys
from typing import Any

from benchmarks.harness import ROOT, measure
from benchmarks.register_made import home_of

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "200000"))
SCANS = 4.0  # as many as a sweep may take, what the database writes apart
MOST_MB = 2_000


def run() -> None:
    """Print and keep the measures."""
    env = {**os.environ, "EHYA_HOME": str(home_of(UNITS)), "EHYA_MODE": "development"}
    env.pop("DATABASE_URL", None)
    for step in ("prepare", "sweep"):
        command = [sys.executable, "-m", "benchmarks.detect_nation_once", step, str(UNITS)]
        done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    name = f"detect.nation.{UNITS}"
    parts = found["seconds"]
    database = parts["writing"] + parts["closing"]
    computed = sum(parts.values()) - database
    measure(f"{name}.scan", found["scan"], "s (DuckDB)")
    for part, seconds in parts.items():
        measure(f"{name}.{part}", seconds, "s")
    measure(f"{name}.computed", computed, "s", limit=SCANS * found["scan"])
    measure(f"{name}.computed.to-scan", computed / found["scan"], "scans", limit=SCANS)
    measure(f"{name}.cpu", found["cpu"], "s of processors, the database's apart")
    measure(f"{name}.database", database, "s", {"of processors": found["database_cpu"]})
    measure(f"{name}.bare", found["bare"], "s (looks alone, no key, no index)")
    whole, asked = database + computed, SCANS * found["scan"] + found["bare"]
    measure(f"{name}.whole", whole, "s", {"of what was asked": whole / asked}, limit=asked)
    measure(f"{name}.memory", found["megabytes"], "MB", limit=MOST_MB)
    if not found["latest"]:
        print(
            "Another sweep of this home is of a later day: no spells were told, no reviews opened."
        )
    print(f"{found['looked']:,} of {found['units']:,} units looked at: {found['counts']}")
