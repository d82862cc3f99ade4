"""Whoever kills a sweep at any moment finds what was said before it, whole, and nothing of it.

After each kill (-9) what stands is looked at; the next sweep goes on as if nothing had been.
"""

import random
from datetime import timedelta
from uuid import UUID

import pyarrow as pa
import pytest

from ehya.detect.actions.sweeping import Asked, sweep
from ehya.detect.models import Look, Review, Spell, Sweep
from ehya.detect.panel import months_to
from ehya.detect.pooled import kept_pooled
from ehya.ledger import chain
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.ledger.queries import known_by_now
from ehya.register import lake
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.models import Unit
from tests.faults.test_killed_acts import live_and_die

pytestmark = pytest.mark.django_db(transaction=True)

UNITS = 40
SEED = 1405


@pytest.fixture
def read(db, tmp_path, monkeypatch, steward):
    """Units at work, a third of which stops some time in the last two years."""
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    load_places(by=the_house())
    months = months_to(known_by_now().date(), 48)
    chance, rows = random.Random(SEED), []  # noqa: S311 - meters, not secrets
    for n in range(UNITS):
        told = {"name_fa": f"کارگاه {n}", "province": "IR-20", "isic": "2220"}
        number = add_unit(told, by=steward, on=months[0].first)
        unit, stops = Unit.objects.get(number=number).pk, chance.randint(24, 70)
        rows += [
            {
                "signal": "electricity",
                "unit": unit,
                "meter": "",
                "first": month.first,
                "last": month.last,
                "value": chance.uniform(900, 1100) if at < stops else 2.0,
                "again": False,
                "file": 1,
                "known_at": known_by_now() - timedelta(days=1),
            }
            for at, month in enumerate(months)
        ]
    table = pa.Table.from_pylist(rows, schema=lake.SCHEMA)
    lake.append(table.to_reader(), imported=UUID(int=1))


def see_only_whole_sweeps() -> None:
    done = Sweep.objects.filter(state="done")
    for row in done:
        assert Look.objects.filter(sweep=row).count() == row.looked == UNITS
        assert kept_pooled(row) is not None
    assert Event.objects.filter(act="detect.sweep").count() == done.count()
    assert set(Spell.objects.values_list("sweep__state", flat=True)) <= {"done"}
    assert set(Review.objects.values_list("look__sweep__state", flat=True)) <= {"done"}
    assert chain.first_broken_link() is None


def standing() -> list[tuple]:
    rows = Spell.objects.filter(known__endswith__isnull=True).order_by("unit", "valid")
    return [(row.unit_id, row.state, row.valid.lower, row.valid.upper) for row in rows]


def endure(kills: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at, not secrets
    for _ in range(kills):
        live_and_die("sweeping", chance)
        see_only_whole_sweeps()
    last = sweep(Asked(), by=the_house())
    assert last.latest
    assert not Sweep.objects.filter(state="running").exists()
    assert not Look.objects.exclude(sweep__state="done").exists()
    told = standing()
    assert len(told) >= 5  # a third of forty stops
    sweep(Asked(), by=the_house())
    assert standing() == told
    see_only_whole_sweeps()


def test_a_killed_sweep_leaves_nothing_that_anybody_sees(read):
    endure(2)


@pytest.mark.heavy
def test_forty_killed_sweeps_leave_nothing_that_anybody_sees(read):
    endure(40)
