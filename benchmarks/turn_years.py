"""How long do five years of cases take, for a country of fifty thousand units?

The made-up register and its readings come in by the demonstration's own doors, detection looks at
them, and `ehya turn --play` plays the programme; only that last step is measured. A home of one's
own (EHYA_BENCH_HOME) must be empty. EHYA_BENCH_UNITS asks for fewer units.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from benchmarks.harness import ROOT, measure

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "50000"))
LIMIT = 60.0  # as the issue of Step 4 asks
_MADE = "from ehya.cli.prepare import wake; wake()\n"
_BRING = (
    _MADE
    + """
from ehya.detect.actions.sweeping import sweep_synthetic
from ehya.ledger.actions import the_house
from ehya.register.actions.synthetic_readings import bring_readings
bring_readings(by=the_house())
sweep_synthetic(by=the_house())
"""
)


def run() -> None:
    """Print and keep the measures."""
    folder = Path(os.environ.get("EHYA_BENCH_HOME") or tempfile.mkdtemp(prefix="ehya-years-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the built-in server leaves root and must be able to walk here
    env = {**os.environ, "EHYA_HOME": str(folder), "EHYA_MODE": "demo"}
    env["DJANGO_SETTINGS_MODULE"] = "ehya.web.settings"
    env.pop("DATABASE_URL", None)
    ehya = [sys.executable, "-m", "ehya"]
    _do([*ehya, "demo", "--no-serve", "--units", str(UNITS)], env)
    _do([sys.executable, "-c", _BRING], env)
    before = getrusage(RUSAGE_CHILDREN)
    told: dict[str, Any] = json.loads(_do([*ehya, "turn", "--play", "--json"], env))
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    acts = sum(count for act, count in told.items() if act not in ("seconds", "open"))
    name = f"turn.years.{UNITS}"
    measure(f"{name}.seconds", told["seconds"], "s", limit=LIMIT)
    measure(f"{name}.cpu", spent, "s of processors, the database's apart")
    measure(f"{name}.an-act", 1000 * told["seconds"] / max(acts, 1), "ms")
    print(f"{told['open']:,} cases, {told['restart']:,} restarts, {acts:,} acts and checks")


def _do(command: list[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1] if done.stdout.strip() else "{}"
