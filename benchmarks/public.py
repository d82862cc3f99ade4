"""How many strangers a second get an open page?

`python -m benchmarks public` starts `ehya serve` with two processes on a home of its own with
forty figures made public, and asks over loopback by connections that stay open, from one process
that shares the two cores with the server: a page, the list, a file, an answer of the API. Cold: an
address that nobody asked before, each time another, so that it is made; warm: one that is kept.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.harness import ROOT, measure, quantile

HOME = ROOT / "build" / "public-home"
CONNECTIONS, SECONDS, ROUNDS = 16, 2.0, 2
CALLERS = count(1)  # each asks once: nobody is told to wait
LIMIT = 500.0  # as the issue of Step 6 asks [requests/s]
HEADERS = "Host: 127.0.0.1\r\nAccept-Language: fa\r\nX-Forwarded-For: {caller}\r\n\r\n"


def run() -> None:
    """Measure."""
    os.environ |= {"EHYA_HOME": str(HOME), "EHYA_MODE": "development", "EHYA_BEHIND_PROXY": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
    os.environ.pop("DATABASE_URL", None)
    shutil.rmtree(HOME, ignore_errors=True)
    figure = _made_public()
    from benchmarks.board import _serve

    server, port = _serve()
    try:
        for name, address in {
            "figure": f"/public/figures/{figure}/",
            "list": "/public/",
            "csv": "/public/figures.csv",
            "api": f"/api/figures/{figure}/",
        }.items():
            _measured(name, address, port)
    finally:
        server.terminate()
        server.wait(30)


def _measured(name: str, address: str, port: int) -> None:
    """Measure an address cold and warm in the same run, the slowest of the rounds told."""
    rates, cold, waits = [], [], []
    for number in range(ROUNDS):
        anew = iter(range(10**6))
        cold.append(_rate(port, lambda: f"{address}?x={number}-{next(anew)}")[0])  # noqa: B023
        _rate(port, lambda: address, seconds=0.5)
        rate, took = _rate(port, lambda: address)
        rates.append(rate)
        waits += took
    measure(f"public.{name}", min(rates), "requests/s", {"made anew": max(cold)}, limit=LIMIT)
    measure(f"public.{name}.p95", quantile(waits, 0.95), "ms")


def _rate(
    port: int, address: Callable[[], str], seconds: float = SECONDS
) -> tuple[float, list[float]]:
    """Return how many were answered a second, and how long each took. [1/s], [ms]"""
    return asyncio.run(_asked(port, address, seconds))


async def _asked(
    port: int, address: Callable[[], str], seconds: float
) -> tuple[float, list[float]]:
    waits: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds
    await asyncio.gather(*(_one(port, address, until, waits) for _ in range(CONNECTIONS)))
    return len(waits) / (time.perf_counter() - begun), waits


async def _one(port: int, address: Callable[[], str], until: float, waits: list[float]) -> None:
    """Ask on one connection, one after the other, as a browser that keeps it open."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    while (begun := time.perf_counter()) < until:
        writer.write(f"GET {address()} HTTP/1.1\r\n{HEADERS.format(caller=next(CALLERS))}".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head[:16]:
            raise RuntimeError(head.decode())
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        waits.append(1000 * (time.perf_counter() - begun))
    writer.close()


def _made_public() -> int:
    """Make tables and figures in a process of its own: one that forks must not hold the database."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.public", "make"],
        cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    return int(told[-1])


def make() -> None:
    """Make sixty returns, and forty public figures of the country, day by day."""
    from datetime import date, timedelta

    from ehya.cli.prepare import bring_up_to_date, wake

    wake()
    bring_up_to_date()
    from django.utils import timezone
    from tests.publish.test_figures import restarted

    from ehya.ledger.actions import the_house
    from ehya.ledger.models import Scope, User
    from ehya.publish.actions.figures import make_figure, release_figure
    from ehya.publish.counting import asked_typed
    from ehya.register.actions.places import load_places

    load_places(by=the_house())
    people = {
        role: User.objects.create_user(username=role, role=role)
        for role in ("steward", "officer", "analyst", "director")
    }
    Scope.objects.create(user=people["officer"], kind="province", code="IR-20")
    first = date(2024, 4, 1)
    for number in range(60):
        restarted(people["steward"], people["officer"], first + timedelta(days=2 * number))
    for number in range(40):
        day = first + timedelta(days=3 * number + 10)
        asked = asked_typed(
            "units_revived_claimed", {}, as_of=day, known_at=timezone.now(), synthetic=False
        )
        figure = make_figure(asked, by=people["analyst"])
        release_figure(figure.pk, by=people["director"])
    print(figure.pk)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    make()
