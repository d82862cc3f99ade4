"""Whoever kills a merge, its undoing or an export at any moment finds it wholly done or not at all.

After each kill (-9) the register is looked at as it stands: what is half done must not be seen.
"""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from ehya.ledger import chain
from ehya.ledger.actions import the_house
from ehya.ledger.home import home
from ehya.ledger.models import Event
from ehya.register.actions import exports
from ehya.register.actions.imports import import_units
from ehya.register.actions.places import load_places
from ehya.register.exporting.counting import COUNTERS, digest
from ehya.register.models import Candidate, Contact, Export, Identifier, Merge, Unit, UnitVersion
from ehya.web.export_words import describe

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
UNITS = 300
SEED = 1404
SLICES = 4  # each begins anew
LONGEST = {"merging": 0.4, "exporting": 1.0, "sweeping": 3.0}  # until the kill [s]


@pytest.fixture
def units(db, tmp_path):
    """Pairs of units that may be one, each with a permit and a telephone of its own."""
    load_places(by=the_house())
    rows = (f"کارگاه {n},Semnan,{1000 + n},{n},0912{n:07d}" for n in range(UNITS))
    file = tmp_path / "units.csv"
    file.write_text("name_fa,province,permit,insured_jobs,mobile\n" + "\n".join(rows), "utf-8")
    import_units(file, by=the_house(), as_of=date(2023, 3, 21))
    keys = list(Unit.objects.order_by("pk").values_list("pk", flat=True))
    Candidate.objects.bulk_create(
        Candidate(
            one_id=one,
            other_id=other,
            probability=0.9,
            weight=5.0,
            reasons=[],
            method="register.link/1",
            found_at=timezone.now(),
        )
        for one, other in zip(keys[::2], keys[1::2], strict=True)
    )
    return told()


def told() -> dict[int, tuple]:
    """What is told of each unit now."""
    rows = UnitVersion.objects.filter(known__endswith=None).order_by("unit", "valid")
    found: dict[int, tuple] = {}
    for row in rows:
        found[row.unit_id] = (*found.get(row.unit_id, ()), (row.name_fa, row.insured_jobs))
    return found


def live_and_die(what: str, chance: random.Random) -> None:
    """Let a process do so once and on until a random moment, and kill it."""
    from django.db import connection

    before = backends()
    at = connection.get_connection_params()
    url = f"postgresql://{at['user']}@/{at['dbname']}?host={at['host']}"
    seed = str(chance.randrange(10**6))
    command = [sys.executable, "-m", "tests.faults.living", what, seed, "steward"]
    env = {**os.environ, "DATABASE_URL": url}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen(command, cwd=ROOT, env=env, **pipes)
    assert running.stdout.readline() == b"done\n", running.communicate()[1].decode()
    try:
        _, said = running.communicate(timeout=chance.uniform(0, LONGEST[what]))
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
    else:
        pytest.fail(f"it ended by itself: {said.decode()}")
    while backends() - before:
        pass  # the server may still be finishing what the dead process had asked for


def backends() -> set[int]:
    """Who is connected to this database now, after a moment's wait."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.05)")
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return {pid for (pid,) in cursor.fetchall()}


def see_merges_whole_or_absent(before: dict[int, tuple]) -> None:
    """Each pair is two units as they were told, or one that bears the numbers of both."""
    standing = dict(Merge.objects.filter(undone_by=None).values_list("folded_id", "kept_id"))
    forwards = Unit.objects.exclude(forwards_to=None).values_list("pk", "forwards_to_id")
    assert dict(forwards) == standing
    assert told() == {unit: row for unit, row in before.items() if unit not in standing}
    decided = Candidate.objects.filter(state="merged").values_list("other_id", flat=True)
    assert set(decided) == set(standing)
    for table, many in ((Identifier, {"scheme": "permit"}), (Contact, {"kind": "mobile"})):
        rows = table.objects.filter(known__endswith=None, **many)
        assert rows.count() == rows.values("value").distinct().count() == UNITS
        assert not rows.filter(unit__in=standing).exists()
    for act, rows in (
        ("register.merge_units", Merge.objects.values_list("event_id", flat=True)),
        ("register.undo_merge", Merge.objects.exclude(undone_by=None).values_list("undone_by_id")),
    ):
        assert Event.objects.filter(act=act).count() == rows.count()


def see_only_whole_files_offered(client, looked: set | None = None) -> None:
    """What can be downloaded is whole; what is not done cannot be."""
    for export in Export.objects.exclude(pk__in=looked or ()):
        answer = client.get(f"/exports/{export.pk}/file/")
        noted = Event.objects.filter(act="register.export_units", on_key=str(export.pk)).count()
        if export.state != "done":
            assert (answer.status_code, noted) == (422, 0), export.state
            continue
        assert (answer.status_code, noted) == (200, 1)
        answer.close()
        path = exports.path_of(export)
        assert digest(path) == export.sha256
        assert COUNTERS[export.form](path) == export.rows_asked == export.rows_written


def start_again() -> None:
    """Write what was cut off, as the worker does; nothing half-written stays."""
    for export in Export.objects.exclude(state="done"):
        assert exports.write_export(export.pk, describe=describe).state == "done"
    assert not list((home() / exports.FOLDER).glob("*.part*"))


def endure(before, client, *, merges: int, takings: int, seed: int = SEED) -> None:
    """Kill so many of each, in any order, looking after each at what stands."""
    chance = random.Random(seed)  # noqa: S311 - moments to kill at, not secrets
    kills = ["merging"] * merges + ["exporting"] * takings
    chance.shuffle(kills)
    looked: set = set()
    for what in kills:
        live_and_die(what, chance)
        see_merges_whole_or_absent(before)
        see_only_whole_files_offered(client, looked)
        looked |= set(Export.objects.values_list("pk", flat=True))
        start_again()
        assert chain.first_broken_link() is None
    see_only_whole_files_offered(client)
    assert Merge.objects.exists()
    assert Export.objects.count() >= takings


def test_killed_merges_and_exports_are_done_or_not_at_all(units, steward_client):
    endure(units, steward_client, merges=2, takings=2)


@pytest.mark.heavy
@pytest.mark.parametrize("number", range(SLICES))
def test_sixty_killed_merges_and_sixty_exports_leave_nothing_half_done(
    units, steward_client, number
):
    many = 60 // SLICES
    endure(units, steward_client, merges=many, takings=many, seed=SEED + number)
