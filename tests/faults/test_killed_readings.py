"""Whoever kills an import of readings at any moment, again and again, finds it as if it had run once.

Each wave tells of every unit six months, one month later than the wave before and with values of
its own: five are corrected, one is new. A wave is killed (-9) before it is handed in a last time;
then the lake must hold each telling once and the ledger's chain must be whole.
"""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ehya.ledger import chain
from ehya.ledger.actions import the_house
from ehya.ledger.home import home
from ehya.ledger.models import Event
from ehya.register import lake
from ehya.register.actions.imports import import_units
from ehya.register.actions.places import load_places
from ehya.register.actions.readings import ACT, FOLDER
from ehya.register.models import Identifier, Import, ImportRow
from tests.faults.reading_in import POINTS

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
UNITS, MONTHS = 300, 6
SEED = 1405
TRIED = ("staging", "comparing", "half in the lake", "in the lake", "noted", "not swept")


@pytest.fixture(autouse=True)
def units(db, tmp_path, monkeypatch):
    """Units with a permit each, and a lake of their own."""
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path / "lake"))
    load_places(by=the_house())
    file = tmp_path / "units.csv"
    rows = (f"کارگاه {n},Semnan,{1000 + n}" for n in range(UNITS))
    file.write_text("name_fa,province,permit\n" + "\n".join(rows), "utf-8")
    import_units(file, by=the_house(), as_of=date(2023, 3, 21))


def wave(folder: Path, number: int) -> Path:
    """A file that tells of every unit six months from its own month on."""
    path = folder / f"wave-{number}.csv"
    rows = (
        f"{1000 + n},{month(number + k)},{value(number, n)}"
        for k in range(MONTHS)
        for n in range(UNITS)
    )
    path.write_text("permit,period,value\n" + "\n".join(rows), "utf-8")
    return path


def month(number: int) -> str:
    return f"{2019 + number // 12}-{number % 12 + 1:02}"


def value(number: int, unit: int) -> int:
    return 1 + number * UNITS + unit  # no two waves tell the same of a unit


def start(path: Path, mode: str, point: str = "") -> subprocess.Popen:
    """Start taking a wave in, against the very database and lake of this test; it has begun."""
    from django.db import connection

    told = connection.get_connection_params()
    url = f"postgresql://{told['user']}@/{told['dbname']}?host={told['host']}"
    command = [sys.executable, "-m", "tests.faults.reading_in", str(path), mode, point]
    env = {**os.environ, "DATABASE_URL": url}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen(command, cwd=ROOT, env=env, **pipes)
    assert running.stdout.readline() == b"begun\n", running.communicate()[1].decode()
    return running


def take_in(path: Path, mode: str) -> None:
    running = start(path, mode)
    _, said = running.communicate()
    assert running.returncode == 0, said.decode()


def die_at(path: Path, mode: str, point: str) -> None:
    """Let it die there; it must have come by."""
    running = start(path, mode, point)
    _, said = running.communicate()
    assert running.returncode == -9, (point, said.decode())


def kill_after(running: subprocess.Popen, seconds: float) -> bool:
    """Kill it, unless it has ended by then; tell whether it was killed."""
    try:
        _, said = running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return True
    assert running.returncode == 0, said.decode()
    return False


def see_that_all_is_told_once(waves: int) -> None:
    """The lake holds what one clean run of each wave would have written, and nothing else."""
    born = dict(Identifier.objects.filter(scheme="permit").values_list("unit_id", "value"))
    there = lake.at_version()
    with duckdb.connect() as link:
        rows = link.sql(
            "SELECT unit, strftime(first, '%Y-%m'), value, again"
            " FROM read_parquet($files, hive_partitioning = true)",
            params={"files": list(there.files)},
        ).fetchall()
        known = link.sql(lake.known(there)).project("unit, strftime(first, '%Y-%m'), value")
        known_now = {(int(born[u]) - 1000, m): v for u, m, v in known.fetchall()}
    told = sorted((int(born[u]) - 1000, m, v, again) for u, m, v, again in rows)
    assert told == sorted(
        (n, month(number + k), value(number, n), number > 0 and k < MONTHS - 1)
        for number in range(waves)
        for k in range(MONTHS)
        for n in range(UNITS)
    )
    assert known_now == {
        (n, month(number + k)): value(number, n)
        for number in range(waves)
        for k in range(MONTHS)
        for n in range(UNITS)
    }
    assert there.version == waves - 1
    see_that_it_is_noted_once(waves)


def see_that_it_is_noted_once(waves: int) -> None:
    noted = Event.objects.filter(act=ACT)
    assert sorted(event.facts["lake_version"] for event in noted) == list(range(waves))
    wrote = Import.objects.filter(kind="readings", state="done").exclude(event=None)
    named = set(noted.values_list("on_key", flat=True))
    assert {str(key) for key in wrote.values_list("pk", flat=True)} >= named
    assert not Import.objects.filter(state__in=("staging", "staged", "applying")).exists()
    assert not ImportRow.objects.exists()
    assert not list((home() / FOLDER).iterdir())
    assert chain.first_broken_link() is None


def die_at_each_and_go_on(folder: Path, points, mode: str) -> None:
    """Take one wave in, die at each point of the next, and hand it in once more."""
    take_in(wave(folder, 0), mode)
    second = wave(folder, 1)
    for point in points:
        die_at(second, mode, point)
    take_in(second, mode)
    see_that_all_is_told_once(2)


def test_killed_step_after_step_an_import_of_readings_is_as_if_it_had_run_once(tmp_path):
    die_at_each_and_go_on(tmp_path, TRIED, "all")


@pytest.mark.heavy
@pytest.mark.parametrize("mode", ["all", "good"])
def test_no_step_of_an_import_of_readings_is_left_out(tmp_path, mode):
    die_at_each_and_go_on(tmp_path, POINTS, mode)


@pytest.mark.heavy
def test_sixty_kills_at_any_moment_lose_and_double_no_reading(tmp_path):
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, not secrets
    killed = number = 0
    while killed < 60:
        path, mode = wave(tmp_path, number), chance.choice(["all", "good"])
        for _ in range(chance.randint(2, 6)):
            killed += kill_after(start(path, mode), chance.uniform(0.01, 2.0))
        take_in(path, mode)
        number += 1
    see_that_all_is_told_once(number)
