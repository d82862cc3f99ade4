"""Whoever kills an import at any moment, again and again, finds it in the end as if it had run once.

Each wave tells a new count of workers of every unit, from a day of its own. A wave is killed at
random moments (kill -9) until it is handed in a last time; then every unit must have told each wave
exactly once, and the ledger's chain must be whole.
"""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from ehya.ledger import chain
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.register.actions.places import load_places
from ehya.register.models import Identifier, Import, ImportRow, Unit, UnitVersion

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
FIRST_DAY = date(2023, 3, 21)
SEED = 1403


@pytest.fixture
def places(db):
    load_places(by=the_house())


def wave(folder: Path, number: int, units: int) -> Path:
    """A file that tells of every unit that it has so many workers."""
    path = folder / f"wave-{number}.csv"
    rows = (f"کارگاه {n},Semnan,{1000 + n},{number},0912{n:07d}" for n in range(units))
    path.write_text("name_fa,province,permit,insured_jobs,mobile\n" + "\n".join(rows), "utf-8")
    return path


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def start(path: Path, number: int, mode: str) -> subprocess.Popen:
    """Start taking a wave in, against the very database of this test."""
    from django.db import connection

    told = connection.get_connection_params()
    url = f"postgresql://{told['user']}@/{told['dbname']}?host={told['host']}"
    command = [sys.executable, "-m", "tests.faults.taking_in", str(path), str(day_of(number)), mode]
    env = {**os.environ, "DATABASE_URL": url}
    return subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE)


def kill_after(running: subprocess.Popen, seconds: float) -> bool:
    """Kill it, unless it has ended by then; tell whether it was killed."""
    try:
        _, said = running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        return True
    assert running.returncode == 0, said.decode()
    return False


def take_in(path: Path, number: int, mode: str) -> None:
    running = start(path, number, mode)
    _, said = running.communicate()
    assert running.returncode == 0, said.decode()


def see_that_all_is_told_once(waves: int, units: int) -> None:
    assert Unit.objects.count() == units
    numbers = Identifier.objects.filter(scheme="permit").values_list("value", flat=True)
    assert sorted(numbers) == sorted(str(1000 + n) for n in range(units))
    open_rows = UnitVersion.objects.filter(known__endswith__isnull=True).order_by("unit", "valid")
    told: dict[int, list] = {}
    for row in open_rows:
        told.setdefault(row.unit_id, []).append((row.valid.lower, row.insured_jobs))
    expected = [(day_of(n), n) for n in range(waves)]
    assert all(stretches == expected for stretches in told.values())
    assert len(told) == units
    assert not ImportRow.objects.exists()
    assert not Import.objects.filter(state__in=("staging", "staged", "applying")).exists()
    assert_chain_is_whole()


def assert_chain_is_whole() -> None:
    assert Event.objects.exists()
    assert chain.first_broken_link() is None


def endure(folder: Path, *, units: int, kills: int, waves: int) -> None:
    """Take waves in, killing each a few times, until so many kills have hit."""
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, not secrets
    killed = number = 0
    longest = 8.0  # seconds; then what the last whole wave took
    while killed < kills or number < waves:
        path, mode = wave(folder, number, units), chance.choice(["all", "good"])
        for _ in range(chance.randint(1, 5)):
            killed += kill_after(start(path, number, mode), chance.uniform(0.3, longest))
        begun = time.monotonic()
        take_in(path, number, mode)
        longest = time.monotonic() - begun + 0.5
        number += 1
    see_that_all_is_told_once(number, units)


def test_a_killed_import_handed_in_again_is_as_if_it_had_run_once(places, tmp_path):
    endure(tmp_path, units=400, kills=5, waves=2)


@pytest.mark.heavy
def test_eighty_kills_lose_and_double_nothing(places, tmp_path):
    endure(tmp_path, units=400, kills=80, waves=10)
