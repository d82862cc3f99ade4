"""How long does a reader of the cockpit wait, among twenty, beside a million units?

`python -m benchmarks cockpit` serves the rows of the bench `figures` (a million units, 200,000 cases;
made when they are not there) with two processes. Twenty analysts, signed in, each read the cockpit
twelve times as of the day on which those rows end, pausing between, after both processes have counted
once; then again while somebody acts every five seconds, so that what was kept is no longer new. The readers share the two cores with the
server. Measured is the whole answer, from the request's first byte to the page's last.
"""

import http.client
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks.harness import ROOT, measure, quantile

READERS, PAGES, PAUSE = 20, 12, 2.0  # readers; pages each; rest between two, on average [s]
LIMIT = 300.0  # as the issue of Step 6 asks [ms]
EVERY = 5.0  # seconds between two acts
PAGE = "/?as_of=2024-03-19&synthetic=1"


def run() -> None:
    """Measure."""
    from benchmarks.board import _serve
    from benchmarks.figures import HOME

    os.environ |= {"EHYA_HOME": str(HOME), "EHYA_MODE": "development"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.pop("DATABASE_URL", None)
    session = _in_a_process("stage").split()[-1]
    server, port = _serve()
    try:
        begun = time.perf_counter()
        size = _page(port, session)
        measure("cockpit.first", 1000 * (time.perf_counter() - begun), "ms")
        measure("cockpit.page", size / 1024, "KiB")
        _warm(port, session)
        told("quiet", _all(port, session))
        stop = threading.Event()
        acting = threading.Thread(target=_act, args=(stop,))
        acting.start()
        told("acted", _all(port, session))
        stop.set()
        acting.join()
    finally:
        server.terminate()
        server.wait(30)


def _warm(port: int, session: str) -> None:
    """Let both processes count once, as after a morning's first reader of each."""
    readers = [threading.Thread(target=_page, args=(port, session)) for _reader in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()


def told(name: str, waits: list[float]) -> None:
    """Keep what a walk of all readers showed."""
    measure(f"cockpit.{name}.p50", quantile(waits, 0.5), "ms")
    measure(f"cockpit.{name}.p95", quantile(waits, 0.95), "ms", limit=LIMIT)
    measure(f"cockpit.{name}.slowest", max(waits), "ms")


def _all(port: int, session: str) -> list[float]:
    waits: list[float] = []
    readers = [
        threading.Thread(target=_read, args=(port, session, seed, waits)) for seed in range(READERS)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return waits


def _read(port: int, session: str, seed: int, waits: list[float]) -> None:
    chance = random.Random(seed)  # noqa: S311 - a rest is no secret
    for _page_read in range(PAGES):
        time.sleep(chance.uniform(0, 2 * PAUSE))
        begun = time.perf_counter()
        _page(port, session)
        waits.append(1000 * (time.perf_counter() - begun))


def _page(port: int, session: str) -> int:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    link.request("GET", PAGE, headers={"Cookie": f"sessionid={session}"})
    answer = link.getresponse()
    page = answer.read()
    if answer.status != 200 or b"funnel" not in page:
        raise SystemExit(f"the cockpit answered {answer.status} without its programme")
    link.close()
    return len(page)


def _act(stop: threading.Event) -> None:
    """Note an act every few seconds, in a process of its own."""
    acting = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.cockpit", "act"], cwd=ROOT, env=os.environ
    )
    stop.wait()
    acting.terminate()
    acting.wait()


def _in_a_process(what: str) -> str:
    """Do something in a process of its own: one that serves must not hold the database."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.cockpit", what],
        cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def make_stage() -> None:
    """Make the rows where there are none, a target, the record, and an analyst's session."""
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from decimal import Decimal

    from django.test import Client

    from benchmarks.figures import FIRST, make_rows
    from ehya.engine.calendar import year_range
    from ehya.ledger.actions import the_house
    from ehya.ledger.models import User
    from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
    from ehya.plan.models import Target
    from ehya.publish.actions import load_record
    from ehya.publish.queries import record_size
    from ehya.revive.models import Case

    if not Case.objects.exists():
        make_rows()
    if not record_size():
        load_record(by=the_house())
    person, _new = User.objects.get_or_create(username="reader", defaults={"role": "analyst"})
    if not Target.objects.exists():
        told = NewVersion(Decimal(25_000), "the bench", "the bench", FIRST, FIRST)
        aim = NewTarget("units_revived_claimed", "IR", year_range(1402), synthetic=True)
        set_target(aim, told, by=person)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    print(client.cookies["sessionid"].value)


def keep_acting() -> None:
    """Note an act, rest, and so on."""
    from ehya.cli.prepare import wake

    wake()
    from ehya.ledger.actions import note, the_house

    while True:
        note("revive.play", by=the_house())
        time.sleep(EVERY)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    {"stage": make_stage, "act": keep_acting}[sys.argv[1]]()
