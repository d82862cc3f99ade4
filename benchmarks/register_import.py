"""How fast do files of units come into the register, beside a bare COPY and django-import-export?

100,000 new units from an Excel workbook and 1,000,000 from CSV, each into an empty register, with
validation, history, identifiers, contacts and events, all or nothing, and with the search for
units that were in already; then the same file again. Beside the wall's time stands the processors':
a wall clock on a busy machine tells of its neighbours. django-import-export is asked on a sample if
it is there: `python -m venv build/rivals && build/rivals/bin/pip install django-import-export`, with
the Python that made .venv.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.harness import ROOT, measure
from benchmarks.register_files import units_frame, write_xlsx

FOLDER = ROOT / "build" / "register-import"
SMALL, LARGE = 100_000, 1_000_000
MOST_MB = 1_500


def run() -> None:
    """Print and keep the measures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    workbook = FOLDER / f"units-{SMALL}.xlsx"
    if not workbook.exists():
        write_xlsx(units_frame(SMALL), workbook)
    _measure("xlsx-100k", _taken_in(workbook), 60.0)
    table = FOLDER / f"units-{LARGE}.csv"
    if not table.exists():
        units_frame(LARGE, seed=7).write_csv(table)
    _measure("csv-1m", _taken_in(table), 300.0)


def _measure(name: str, found: dict[str, Any], limit: float) -> None:
    rivals = {"bare COPY": found["copy"]}
    if found["rival"] is None:
        print("django-import-export is not in build/rivals: not compared.")
    else:
        rivals["django-import-export (from a sample)"] = found["rival"] * found["rows"] / 1_000
    measure(f"register.import.{name}", found["seconds"], "s", rivals, limit)
    ratio = found["seconds"] / found["copy"]
    measure(f"register.import.{name}.to-copy", ratio, "times a bare COPY")
    measure(f"register.import.{name}.memory", found["megabytes"], "MB", limit=MOST_MB)
    measure(f"register.import.{name}.again", found["again"], "s")
    total = found["seconds"] + found["candidates"]
    measure(f"register.import.{name}.with-candidates", total, "s", limit=limit)
    measure(f"register.import.{name}.cpu", found["cpu"], "s of processors")
    measure(f"register.import.{name}.with-candidates.cpu", found["whole_cpu"], "s of processors")


def _taken_in(file: Path) -> dict[str, Any]:
    """Take a file into an empty register, in a process of its own."""
    home = FOLDER / "home"
    shutil.rmtree(home, ignore_errors=True)
    env = {**os.environ, "EHYA_HOME": str(home)}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "benchmarks.register_import_once", str(file)]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    shutil.rmtree(home, ignore_errors=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
