"""How long does it take to take a million units away, in how much memory?

`python -m benchmarks register_export` makes the register once (it is kept in build/) and takes it
away as CSV with everything: identifiers, contacts, words, the second counting and the digest. Beside
it a bare `COPY TO` of the same units' rows. Fewer units: `EHYA_BENCH_UNITS=50000`; other kinds of
file: `EHYA_BENCH_FORMS=csv,parquet,geojson,xlsx`.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.harness import measure
from benchmarks.register_made import at_home, prepare

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "1000000"))
FORMS = os.environ.get("EHYA_BENCH_FORMS", "csv").split(",")
SECONDS_ASKED = 30.0  # [s] for a million rows of CSV
BARE = (
    "COPY (SELECT v.* FROM register_unitversion v WHERE v.valid @> current_date"
    " AND v.known @> now()) TO STDOUT (FORMAT csv)"
)


def run() -> None:
    """Take the register away in a process of its own, and print time and memory."""
    at_home(UNITS)
    began = time.perf_counter()
    if prepare(UNITS):
        measure("register-export.making", time.perf_counter() - began, "s")
    bare = _bare_copy()
    for form in FORMS:
        few, whole = _taken(form, "province=IR-20"), _taken(form, "")
        limit = SECONDS_ASKED if form == "csv" and UNITS == 1_000_000 else None
        measure(
            f"register-export.{form}",
            whole["seconds"],
            "s",
            {"bare COPY": bare, "times as long": whole["seconds"] / bare},
            limit,
        )
        measure(
            f"register-export.{form}-memory",
            whole["peak_mb"],
            "MB",
            {f"for {few['rows']:,.0f} rows": few["peak_mb"]},
        )
        measure(f"register-export.{form}-rows", whole["rows"], "rows", {"asked": UNITS})


def _bare_copy() -> float:
    from django.db import connection

    began = time.perf_counter()
    with (
        connection.cursor() as cursor,
        cursor.copy(BARE) as copy,
        Path(os.devnull).open("wb") as to,
    ):
        to.writelines(copy)
    return time.perf_counter() - began


def _taken(form: str, where: str) -> dict[str, float]:
    """What an export in a process of its own says, and how much memory it had at most."""
    code = (
        "import json, resource, sys, time; from ehya.cli.prepare import wake; wake()\n"
        "from django.utils import timezone\n"
        "from ehya.cli.exports import _wanted\n"
        "from ehya.ledger.actions import the_house\n"
        "from ehya.register.actions import exports\n"
        "from ehya.register.queries.within import Moment\n"
        "now = timezone.now()\n"
        "asked = exports.ask_export(_wanted(sys.argv[2]), Moment(now.date(), now), kind=sys.argv[1],"
        " language='fa', by=the_house())\n"
        "done = exports.write_export(asked.pk, describe=lambda manifest: [('', '')])\n"
        "assert done.state == 'done', done.why_failed\n"
        "exports.path_of(done).unlink()\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "print(json.dumps({'seconds': done.seconds, 'rows': done.rows_written, 'peak_mb': peak}))\n"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "ehya.web.settings"}
    told = subprocess.run(
        [sys.executable, "-c", code, form, where], env=env, check=True, capture_output=True
    )
    return dict(json.loads(told.stdout.splitlines()[-1]))
