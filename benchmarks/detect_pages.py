"""How long do the pages of detection take, with what a sweep said of a million units?

`python -m benchmarks detect_pages` takes the register of `register_pages` (made once, in build/),
writes beside it two sweeps' looks of every unit (made up, none of them computed), and asks each page
in one process: as an analyst, who sees the nation, as an officer of the largest province and as one
of a single park. Beside the wall's clock stand the processor's milliseconds a page, of Python and of
the database: a busy machine makes every wall clock late.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import count
from secrets import token_urlsafe
from typing import Any

import psutil

from benchmarks.harness import measure, quantile
from benchmarks.register_made import SEED, at_home, home_of, prepare

UNITS = int(os.environ.get("EHYA_BENCH_UNITS", "1000000"))
ROUNDS = 24
LIMIT = 150.0  # [ms] as asked of all lists
READERS = {"nation": "analyst", "province": "officer", "park": "park_officer"}
STATES = ("active", "semi_active", "idle", "gone")
DAY_FIRST, DAY_LAST = "2020-07-22", "2025-07-22"


def run() -> None:
    """Make what is missing, ask every page as every reader, and print."""
    at_home(UNITS)
    prepare(UNITS)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    if _made():
        print("the looks were written just now", flush=True)
    _tally()
    for reader, person in _people().items():
        client = _client(person)
        for name, address in _pages().items():
            _ask(f"detect-pages.{reader}.{name}", client, address)


def _pages() -> dict[str, Callable[[random.Random], str]]:
    """What is asked: nothing twice in the same words where a choice is there."""
    divisions = [f"{n:02}" for n in (10, 13, 17, 20, 22, 23, 24, 25, 28)]
    nth = count()

    def month(chance: random.Random) -> str:
        return f"20{chance.randint(20, 24)}-{chance.randint(1, 12):02}-{1 + next(nth) % 28:02}"

    return {
        "home": lambda _: "/detections/",
        "parks": lambda _: "/detections/parks/",
        "list": lambda _: "/detections/units/",
        "by-state": lambda chance: f"/detections/units/?state={chance.choice(STATES)}",
        "by-sector": lambda chance: f"/detections/units/?division={chance.choice(divisions)}",
        "unseen": lambda _: "/detections/units/?unseen=1",
        "disagrees": lambda _: "/detections/units/?disagrees=1&state=idle",
        "sure": lambda chance: f"/detections/units/?chance={chance.choice((80, 90, 95))}",
        "changes": lambda _: "/detections/changes/",
        "flows": lambda chance: f"/detections/flows/?since={month(chance)}",
    }


def _ask(name: str, client: Any, address: Callable[[random.Random], str]) -> None:
    chance, walls = random.Random(SEED), []  # noqa: S311 - questions, no secrets
    first = time.perf_counter()
    _get(client, address(chance))
    first = (time.perf_counter() - first) * 1000
    spent = _processor_seconds()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        _get(client, address(chance))
        walls.append((time.perf_counter() - began) * 1000)
    used = (_processor_seconds() - spent) * 1000 / ROUNDS
    beside = {"median": quantile(walls, 0.5), "first": first, "processor": used}
    measure(name, quantile(walls, 0.95), "ms", beside, LIMIT)


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


def _processor_seconds() -> float:
    """Return what this process and its database have used so far. [s]"""
    mine = psutil.Process().cpu_times()
    return float(mine.user + mine.system + sum(_of_servers()))


def _of_servers() -> Iterator[float]:
    folder = str(home_of(UNITS).resolve())
    for one in psutil.process_iter(["name"]):
        if one.info["name"] != "postgres":
            continue
        try:
            above = one.parent()
            lines = [" ".join(each.cmdline()) for each in (one, above) if each]
            if any(folder in line for line in lines):
                yield sum(one.cpu_times()[:4])
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue


def _client(person: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _people() -> dict[str, Any]:
    from django.db import connection

    from ehya.ledger.actions import add_person, the_house
    from ehya.ledger.models import User

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT province_id FROM detect_look GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        (province,) = cursor.fetchone()
        cursor.execute(
            "SELECT park_id FROM detect_look WHERE park_id IS NOT NULL"
            " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        (park,) = cursor.fetchone()
    scopes = {"nation": {}, "province": {"provinces": [province]}, "park": {"parks": [park]}}
    for reader, name in READERS.items():
        if not User.objects.filter(username=name).exists():
            role = "analyst" if reader == "nation" else "officer"
            told: Any = scopes[reader]
            add_person(name, token_urlsafe(), role=role, by=the_house(), chosen=True, **told)
    return {reader: User.objects.get(username=name) for reader, name in READERS.items()}


def _made() -> bool:
    """Write what two sweeps said of every unit, where nobody has; tell whether it was done."""
    from django.db import connection, transaction

    from ehya.detect.models import Sweep

    if Sweep.objects.filter(state="done").exists():
        return False
    for as_of, told_at, before in (
        ("2025-06-21", "2025-06-26", None),
        ("2025-07-22", "2025-07-27", "2025-06-21"),
    ):
        with transaction.atomic():
            row = _sweep(as_of, told_at)
            with connection.cursor() as cursor:
                cursor.execute("SELECT setseed(0.1403)")
                cursor.execute(_LOOKS, [row.pk, bool(before), as_of, as_of])
                row.units = row.looked = cursor.rowcount
                if before:
                    cursor.execute(_SPELLS, [row.told_at, row.pk, row.pk])
            _close(row)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE detect_look, detect_spell")
    return True


def _tally() -> None:
    """Count what no sweep of an earlier program counted."""
    from ehya.detect.actions.tallying import tallied
    from ehya.detect.models import Sweep

    for row in Sweep.objects.filter(counted__isnull=True):
        began, spent = time.perf_counter(), _processor_seconds()
        rows = tallied(row)
        beside = {"rows": float(rows), "processor": _processor_seconds() - spent}
        measure("detect-pages.counted-once", time.perf_counter() - began, "s", beside)


def _sweep(as_of: str, told_at: str) -> Any:
    from ehya.detect.models import Sweep
    from ehya.engine.detect import METHOD
    from ehya.ledger.actions import the_house
    from ehya.ledger.rules import load

    at = f"{told_at}T06:00:00+00:00"
    return Sweep.objects.create(
        synthetic=True,
        as_of=as_of,
        first=DAY_FIRST,
        known_at=at,
        told_at=at,
        signals=["electricity"],
        lake_version=1,
        engine="local",
        method=METHOD,
        rules_from=load("detect")["in_force_from"],
        by=the_house(),
        latest=True,
    )


def _close(row: Any) -> None:
    from ehya.ledger.actions import note, note_run, the_house

    row.refresh_from_db(fields=["told_at"])
    row.run = note_run(row.method, origins=["lake/1"], seconds=1.0)
    row.event, row.state = note("detect.sweep", by=the_house()), "done"
    row.save()


# A state for ever by the unit's number, with one in fifty in another than a month before.
_LOOKS = """
INSERT INTO detect_look (sweep_id, unit_id, province_id, park_id, division, state, was, since,
    from_start, p_active, p_semi_active, p_idle, p_gone, use, use_low, use_high, rule, warning,
    turns_at, decided, told, unseen_months, last_read, first_read)
SELECT %s, unit_id, province_id, park_id, left(coalesce(isic, ''), 2), state,
       CASE WHEN NOT %s THEN '' WHEN drawn < 0.02 THEN 'semi_active' ELSE state END,
       since, since < DATE '2020-08-22',
       p[1], p[2], p[3], p[4], least(1, random()), 0, 1,
       CASE WHEN drawn > 0.97 THEN 'active' ELSE state END,
       CASE WHEN state IN ('active', 'semi_active') THEN random() ^ 6 ELSE 1 END,
       0.4, '[]', coalesce(status, ''),
       CASE WHEN state IN ('idle', 'gone') AND status = 'active' THEN 9 ELSE 0 END,
       %s::date, DATE '2020-07-22'
FROM (
    SELECT u.*, random() AS drawn,
           CASE state WHEN 'active' THEN ARRAY[s, 1 - s, 0, 0]
                WHEN 'semi_active' THEN ARRAY[1 - s, s, 0, 0]
                WHEN 'idle' THEN ARRAY[0, 1 - s, s, 0] ELSE ARRAY[0, 0, 1 - s, s] END AS p
    FROM (
        SELECT v.unit_id, v.province_id, v.park_id, v.isic, v.status,
               CASE WHEN abs(hashint8(v.unit_id)) %% 100 < 70 THEN 'active'
                    WHEN abs(hashint8(v.unit_id)) %% 100 < 82 THEN 'semi_active'
                    WHEN abs(hashint8(v.unit_id)) %% 100 < 96 THEN 'idle' ELSE 'gone' END AS state,
               0.5 + random() / 2 AS s,
               (DATE '2020-07-22' + (abs(hashint8(v.unit_id + 7)) %% 59) * interval '1 month')::date
                   AS since
        FROM register_unitversion AS v
        WHERE v.valid @> %s::date AND v.known @> now()
    ) AS u
) AS drawn_ones ORDER BY unit_id
"""
_SPELLS = """
INSERT INTO detect_spell (unit_id, state, valid, known, chance, sweep_id, synthetic)
SELECT unit_id, state, daterange(since, NULL), tstzrange(%s, NULL), 0.9, %s, true
FROM detect_look WHERE sweep_id = %s AND state <> 'active'
"""
