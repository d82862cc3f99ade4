"""How long does the operator's hand need to 500 screens?

`python -m benchmarks board` starts `ehya serve` with two processes on a made-up event of twenty
projects, lets 500 watchers follow by the board's link, presses thirty times through the server as
an operator's browser would, and reads for each watcher and each stroke how long it took from the
moment the button's form was sent to the moment the whole new state was read. The watchers share
the two cores with the server.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.harness import ROOT, measure, quantile

HOME = ROOT / "build" / "board-home"
WATCHERS, STROKES, REST = 500, 30, 0.7  # screens; strokes; between two of them [s]
LIMIT = 1_000.0  # [ms]


def run() -> None:
    """Measure."""
    os.environ |= {"EHYA_HOME": str(HOME), "EHYA_MODE": "development"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.pop("DATABASE_URL", None)
    shutil.rmtree(HOME, ignore_errors=True)
    server = None
    try:
        stage, session = _stage()
        server, port = _serve()
        waits = asyncio.run(_measured(stage, session, port))
    finally:
        if server:
            server.terminate()
            server.wait(30)
    p50, p95 = quantile(waits, 0.5), quantile(waits, 0.95)
    measure("board.p50", p50, "ms")
    measure("board.p95", p95, "ms", limit=LIMIT)
    measure("board.p95-to-limit", p95 / LIMIT, "share", limit=1.0)
    measure("board.slowest", max(waits), "ms")


def _stage() -> tuple[dict, str]:
    """Make the event in a process of its own: one that forks must not hold the database."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.board", "stage"],
        cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True,
    ).stdout.splitlines()[-1].split()  # fmt: skip
    event, link, session, *openings = told
    return {"event": int(event), "link": link, "openings": [int(o) for o in openings]}, session


def make_stage() -> None:
    """Make tables, somebody, and a live event of twenty projects."""
    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from django.test import Client
    from tests.invest import stage as made

    from ehya.invest.actions import figures, inaugurations, programme, striking
    from ehya.ledger.models import User

    person = User.objects.create_user(username="analyst", role="analyst")
    stage = made.set_stage(person)
    for n in range(16):
        project = made.add_project("industrial", f"طرح {n}", "", made.YAZD, 5 * 10**11, 20)
        key = programme.put_in(stage.event, project.pk, by=person, site=stage.sites[made.YAZD])
        told = figures.Figures(20, 5 * 10**11)
        figures.confirm_figures(stage.event, key, told, by=person, means_it=True)
        stage.openings.append(key)
    link = inaugurations.give_board_link(stage.event, by=person)
    striking.begin(stage.event, by=person)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    print(stage.event, link, session, *stage.openings)


def _serve() -> tuple[subprocess.Popen[bytes], int]:
    from urllib.request import urlopen

    from tests.invest.serving import free_port

    port = free_port()
    command = [sys.executable, "-m", "ehya", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ)
    for _ in range(600):
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            return server, port
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not come")


async def _measured(stage: dict, session: str, port: int) -> list[float]:
    arrived: list[list[float]] = [[] for _ in range(WATCHERS)]
    tasks = [asyncio.create_task(_watch(stage["link"], port, times)) for times in arrived]
    while any(not times for times in arrived):
        await asyncio.sleep(0.2)
        for task in tasks:
            if task.done():
                task.result()
    waits = await asyncio.to_thread(_press_all, stage, session, port, arrived)
    for task in tasks:
        task.cancel()
    return waits


async def _watch(link: str, port: int, arrived: list[float]) -> None:
    """Note when each whole state was read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    writer.write(f"GET /boards/{link}/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    while line := await reader.readline():
        if line.startswith(b"data: {"):
            arrived.append(time.perf_counter())


def _press_all(stage: dict, session: str, port: int, arrived: list[list[float]]) -> list[float]:
    from types import SimpleNamespace

    from tests.invest.serving import Operator

    hand = Operator(SimpleNamespace(address=f"http://127.0.0.1:{port}"), session)
    page = hand.page(f"/inaugurations/{stage['event']}/operate/")
    address, waits = f"/inaugurations/{stage['event']}/press/", []
    acts = [("open", key) for key in stage["openings"]]
    acts += [("undo", 0)] * (STROKES - len(acts))
    for n, (act, key) in enumerate(acts[:STROKES]):
        before = [len(times) for times in arrived]
        began = time.perf_counter()
        hand.send(address, {"act": act, "key": f"bench-{n}", "opening": key}, page)
        time.sleep(REST)
        waits += [
            (times[had] - began) * 1000 if len(times) > had else 60_000.0
            for times, had in zip(arrived, before, strict=True)
        ]
    return waits


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    make_stage()
