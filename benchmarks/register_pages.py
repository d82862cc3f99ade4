"""How long do twenty readers wait for the register's pages, with a million units and their past?

`python -m benchmarks register_pages` makes the register (once; it is kept in build/), starts
`ehya serve` on it and sends twenty readers who each read for a second between two pages. Two clocks
are read: the server's own, from a request's arrival in the application to its answer
(`Server-Timing`), which is what was asked for; and the reader's ("waited"), with the queue before
the application and this process's own twenty threads. Each page of a list is followed by its count,
as in a browser ("count"). The server's processor time a page is told too, for a busy machine makes
every wall clock late. Fewer units: `EHYA_BENCH_UNITS=50000`. Datasette, which tells no time of its own, over the same rows in SQLite, is asked the like beside it, if it
is there: `python -m venv build/rivals && build/rivals/bin/pip install datasette`.
"""

import http.client
import os
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil

from benchmarks.harness import ROOT, measure, quantile
from benchmarks.register_made import (
    SEED,
    at_home,
    home_of,
    prepare,
)
from ehya.register.numbering import number_of

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "1000000"))
READERS, PAGES_EACH, PAUSE = 20, 20, 1.0  # readers; pages; [s]
FACTS = ("province", "status", "size", "sector")
LAST_YEAR = {"as_of": "2025-06-01", "known_at": "2025-06-01"}
LIST_LIMIT, UNIT_LIMIT = 150.0, 100.0  # [ms]
DATASETTE = ROOT / "build/rivals/bin/datasette"
WAIT, PATIENCE = 180.0, 30.0  # [s] for a server's first answer, and for any
RIVAL_PAGES = 4  # it is slow enough to tell by fewer
Asked = Callable[[random.Random], str]


@dataclass(slots=True)
class Waits:
    """What the readers met. [ms]"""

    server: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def run() -> None:
    """Make what is missing, start the servers, ask, and print."""
    at_home(UNITS)
    began = time.perf_counter()
    if prepare(UNITS):
        measure("register-pages.making", time.perf_counter() - began, "s")
    cookie, (places, names) = _signed_in(), _known()
    found = {}
    with _served() as port:
        for name, (asked, _) in _questions(places, names).items():
            found[name] = _both(port, asked, cookie)
        hurried = _read(port, _questions(places, names)["list"][0], cookie, pause=0.0)
    rival = _rival(places, names)
    for name, (_, limit) in _questions(places, names).items():
        beside = {**found[name], **({"datasette waited": rival[name]} if name in rival else {})}
        measure(f"register-pages.{name}-p95", beside.pop(""), "ms", beside, limit)
    name, waited = "register-pages.list-without-a-pause-p95", quantile(hurried.waited, 0.95)
    measure(name, quantile(hurried.server, 0.95), "ms", {"waited": waited})


def _both(port: int, asked: Asked, cookie: str) -> dict[str, float]:
    """Read as of today, then as known last year; return what to print.

    Another crowd goes before, so that the server has been up for a while: what the very first
    questions after its start meet is told beside.
    """
    first = _read(port, asked, cookie, crowd=1)
    began = _processor_seconds()
    now = _read(port, asked, cookie)
    spent = (_processor_seconds() - began) * 1000 / len(now.waited)
    then = _read(port, lambda chance: _last_year(asked(chance)), cookie)
    counted = {"count": quantile(now.counts, 0.95)} if now.counts else {}
    return {
        "": quantile(now.server, 0.95),
        "median": quantile(now.server, 0.5),
        "just started": quantile(first.server, 0.95),
        "known last year": quantile(then.server, 0.95),
        "waited": quantile(now.waited, 0.95),
        "last year waited": quantile(then.waited, 0.95),
        **counted,
        "processor": spent,
    }


def _processor_seconds() -> float:
    """Return what the server's processes have used so far: Python's and the database's. [s]"""
    ours = psutil.Process().children(recursive=True)
    named = [one for one in psutil.process_iter(["name"]) if one.info["name"] == "postgres"]
    folder = str(home_of(UNITS))
    used = 0.0
    for one in {*ours, *[one for one in named if _is_of(one, folder)]}:
        with suppress(psutil.NoSuchProcess):
            used += sum(one.cpu_times()[:4])  # with those of processes that ended
    return used


def _is_of(server: psutil.Process, folder: str) -> bool:
    """Whether a process of the database belongs to the register that is measured."""
    with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        above = server.parent()
        return any(folder in " ".join(one.cmdline()) for one in (server, above) if one)
    return False


def _questions(
    places: Sequence[tuple[str, int]], names: Sequence[tuple[str, ...]]
) -> dict[str, tuple[Asked, float]]:
    """What is asked, and how long it may take: any page of each kind.

    Every other page is the first; the others begin at a unit that itself fits what is asked.
    """

    def page(chance: random.Random, nth: int, **told: str) -> str:
        if chance.random() < 0.5:
            key, unit = places[nth]
            told["after"] = f"{key}~{unit}"
        return "/units/?" + urlencode(told)

    def any_page(chance: random.Random) -> str:
        return page(chance, chance.randrange(len(places)))

    def filtered(chance: random.Random) -> str:
        nth = chance.randrange(len(places))
        facts = dict(zip(FACTS, names[nth][2:], strict=True))
        kept = chance.sample(FACTS, chance.randint(1, 4))
        return page(chance, nth, **{name: facts[name] for name in kept})

    def words(chance: random.Random) -> str:
        nth = chance.randrange(len(places))
        return page(chance, nth, text=_words(chance, names[nth]))

    return {
        "list": (any_page, LIST_LIMIT),
        "filter": (filtered, LIST_LIMIT),
        "text": (words, LIST_LIMIT),
        "unit": (lambda chance: f"/units/{number_of(chance.randint(1, UNITS))}/", UNIT_LIMIT),
    }


def _words(chance: random.Random, name: tuple[str, ...]) -> str:
    """One to three words of the name of a unit that there is, in either script."""
    parts = name[chance.randrange(2)].split()
    return " ".join(chance.sample(parts, min(len(parts), chance.randint(1, 3))))


def _last_year(address: str) -> str:
    return address + ("&" if "?" in address else "?") + urlencode(LAST_YEAR)


def _read(
    port: int,
    asked: Asked,
    cookie: str,
    pause: float = PAUSE,
    pages: int = PAGES_EACH,
    crowd: int = 0,
) -> Waits:
    """Send the readers; return how long each page took. Another crowd asks other questions."""
    waits = Waits()
    told = (port, asked, cookie, pause, pages, waits)
    seeds = range(crowd * READERS, (crowd + 1) * READERS)
    lot = [threading.Thread(target=_be_a_reader, args=(nth, *told)) for nth in seeds]
    for one in lot:
        one.start()
    for one in lot:
        one.join()
    if (lost := waits.troubles) and cookie:
        raise RuntimeError(f"{len(lost)} pages did not come, e.g. {lost[0]}")
    if lost:
        print(f"  Datasette: {len(lost)} of {len(waits.waited)} pages did not come, e.g. {lost[0]}")
    return waits


def _be_a_reader(  # noqa: PLR0913
    nth: int,
    port: int,
    asked: Asked,
    cookie: str,
    pause: float,
    pages: int,
    waits: Waits,
) -> None:
    chance = random.Random(SEED + nth)  # noqa: S311
    time.sleep(chance.random() * pause)
    for _ in range(pages):
        address = asked(chance)
        start = time.perf_counter()
        status, server = _fetch(port, address, cookie)
        waits.waited.append((time.perf_counter() - start) * 1000)
        waits.server.append(server)
        if status != http.HTTPStatus.OK:
            waits.troubles.append(f"{status} {address}")
        if address.startswith("/units/?"):  # the page itself then asks how many there are
            count = address.replace("/units/?", "/units/count/?")
            waits.counts.append(_fetch(port, count, cookie)[1])
        time.sleep(chance.expovariate(1 / pause) if pause else 0)


def _fetch(port: int, address: str, cookie: str) -> tuple[int, float]:
    """Return a page's status, and how long the server says that it took. [ms]"""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        link.request("GET", address, headers={"Cookie": cookie, "Accept-Language": "fa"})
        answer = link.getresponse()
        answer.read()
    except OSError:
        return 0, PATIENCE * 1000  # nothing came in time
    finally:
        link.close()
    return answer.status, float(answer.headers.get("Server-Timing", "=nan").rpartition("=")[2])


@contextmanager
def _served() -> Iterator[int]:
    port = _free_port()
    told = [sys.executable, "-m", "ehya", "serve", "--port", str(port)]
    with _running(told, port, "/healthz"):
        yield port


@contextmanager
def _running(told: Sequence[str], port: int, address: str) -> Iterator[None]:
    server = subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WAIT
        while not _answers(port, address):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{told[0]} did not start")
            time.sleep(0.3)
        yield
    finally:
        server.terminate()
        server.wait(60)


def _answers(port: int, address: str) -> bool:
    try:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", address)
        return link.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return int(knock.getsockname()[1])


def _signed_in() -> str:
    from django.conf import settings
    from django.test import Client

    from ehya.ledger.queries import person_named

    client = Client()
    client.force_login(person_named("reader"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _known() -> tuple[list[tuple[str, int]], list[tuple[str, ...]]]:
    """Return places all over the alphabet, to begin pages at, and names that there are."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sort_key, unit_id, name_fa, name_en, province_id, status, size, left(isic, 2)"
            " FROM register_unitversion"
            " TABLESAMPLE SYSTEM (1) REPEATABLE (1403) ORDER BY random() LIMIT 2000"
        )
        rows = cursor.fetchall()
    return [row[:2] for row in rows], [row[2:] for row in rows]


def _rival(places: Sequence[tuple[str, int]], names: Sequence[tuple[str, ...]]) -> dict[str, float]:
    """Return how long Datasette lets the same readers wait, by kind of page. [ms]"""
    if not DATASETTE.exists():
        print(f"No Datasette at {DATASETTE.relative_to(ROOT)}: measured alone.")
        return {}
    port, base = _free_port(), "/units/unit"
    table = _sqlite()

    def page(chance: random.Random, nth: int, **told: str) -> str:
        if chance.random() < 0.5:
            told["sort_key__gt"] = "k" + places[nth][0]
        asked = {"_sort": "sort_key", "_size": "25", "_nofacet": "1", **told}
        return f"{base}?{urlencode(asked)}"

    def any_page(chance: random.Random) -> str:
        return page(chance, chance.randrange(len(places)))

    def filtered(chance: random.Random) -> str:
        nth = chance.randrange(len(places))
        facts = dict(zip(FACTS, names[nth][2:], strict=True))
        kept = chance.sample(FACTS, chance.randint(1, 4))
        told = {name.replace("sector", "isic__startswith"): facts[name] for name in kept}
        return page(chance, nth, **told)

    def words(chance: random.Random) -> str:
        nth = chance.randrange(len(places))
        return page(chance, nth, _search=_words(chance, names[nth]))

    kinds: dict[str, Asked] = {
        "list": any_page,
        "filter": filtered,
        "text": words,
        "unit": lambda chance: f"{base}/{chance.randint(1, UNITS)}",
    }
    told = [str(DATASETTE), "serve", str(table), "--port", str(port)]
    told += ["--setting", "sql_time_limit_ms", "10000"]
    with _running(told, port, "/-/versions.json"):
        return {
            name: quantile(_read(port, asked, "", pages=RIVAL_PAGES).waited, 0.95)
            for name, asked in kinds.items()
        }


def _sqlite() -> Path:
    """Write the rows that stand now into SQLite, with the like indexes and full-text search."""
    from django.db import connection

    path = home_of(UNITS) / "units.db"
    if path.exists():
        return path
    names = "name_fa, name_en, sort_key, address, product, province, status, size, isic"
    with sqlite3.connect(path) as lite, connection.cursor() as cursor:
        lite.execute(f"CREATE TABLE unit (id INTEGER PRIMARY KEY, {names})")
        cursor.execute(
            "SELECT unit_id, name_fa, name_en, 'k' || sort_key, address, product, province_id, status, size,"
            " isic FROM register_unitversion WHERE valid @> current_date AND known @> now()"
        )
        while rows := cursor.fetchmany(50_000):
            lite.executemany("INSERT INTO unit VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        for index in ("sort_key", "province, sort_key", "status, sort_key", "isic, sort_key"):
            lite.execute(f"CREATE INDEX by_{index.replace(', ', '_')} ON unit ({index})")
        lite.execute(
            "CREATE VIRTUAL TABLE unit_fts USING fts5(name_fa, name_en, address, product,"
            " content=unit, content_rowid=id)"
        )
        lite.execute("INSERT INTO unit_fts (unit_fts) VALUES ('rebuild')")
    return path
