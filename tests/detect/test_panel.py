"""Readings of the lake become months of units: two meters, merged units, both clocks."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID

import numpy as np
import pyarrow as pa
import pytest

from ehya.detect.panel import batch_of, batches, drawn, ground, last_whole_month, months_to
from ehya.ledger.actions import the_house
from ehya.register import lake
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.models import Unit
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db

BORN = date(2015, 3, 21)
END = date(2024, 3, 19)
NOW = datetime(2040, 4, 20, tzinfo=UTC)  # units are told of when a test runs
TIR, MORDAD = months_to(date(2023, 8, 1), 2)
_files = count(1)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch, db):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    load_places(by=the_house())


@pytest.fixture
def works(steward):
    def add(name, **facts):
        told = {"name_fa": name, "province": "IR-20", "isic": "2220", **facts}
        return Unit.objects.get(number=add_unit(told, by=steward, on=BORN)).pk

    return add


def read(unit, first, last, value, *, signal="electricity", meter="", known=NOW, again=False):
    days = {"first": first, "last": last, "again": again, "file": 1, "known_at": known}
    row = {"signal": signal, "unit": unit, "meter": meter, "value": value} | days
    table = pa.Table.from_pylist([row], schema=lake.SCHEMA)
    lake.append(table.to_reader(), imported=UUID(int=next(_files)))


def months_of(*units, names=("electricity",), at=NOW):
    """Return what was read of units in Tir and Mordad 1402. shape (units, months, signals)"""
    there = ground(
        lake.at_version(), Moment(END, at), names, synthetic=False, last=months_to(END)[-1]
    )
    batch = batch_of(there, units)
    rows = np.array(batch.column("readings").to_pylist()).reshape(len(units), 60, -1)
    return rows[:, [i for i, month in enumerate(there.months) if month in (TIR, MORDAD)]]


def test_a_bill_over_two_months_is_spread_over_its_days(works):
    unit = works("الف")
    read(unit, TIR.first, MORDAD.last, 6200.0)  # 31 + 31 days

    assert months_of(unit)[0, :, 0].tolist() == [3100.0, 3100.0]


def test_two_meters_add_up_and_a_month_that_one_has_not_sent_is_missing(works):
    unit = works("الف")
    for month, meter, value in ((TIR, "7", 100.0), (TIR, "8", 30.0), (MORDAD, "7", 100.0)):
        read(unit, month.first, month.last, value, meter=meter)

    found = months_of(unit)[0, :, 0].tolist()
    assert found[0] == 130.0
    assert np.isnan(found[1])


def test_readings_of_a_merged_unit_count_for_the_one_it_leads_to(works):
    kept, folded = works("الف"), works("ب")
    read(folded, TIR.first, TIR.last, 500.0)
    read(kept, MORDAD.first, MORDAD.last, 510.0)
    told = Unit.objects.get(pk=folded).versions.get()
    closed = told.known.lower, told.known.lower + timedelta(hours=1)
    Unit.objects.get(pk=folded).versions.update(known=closed)
    Unit.objects.filter(pk=folded).update(forwards_to=kept)

    assert months_of(kept, at=NOW + timedelta(days=1))[0, :, 0].tolist() == [500.0, 510.0]


def test_what_came_later_was_not_known_then(works):
    unit = works("الف")
    read(unit, TIR.first, TIR.last, 900.0, known=NOW - timedelta(days=60))
    read(unit, TIR.first, TIR.last, 90.0, known=NOW, again=True)

    assert months_of(unit, at=NOW)[0, 0, 0] == 90.0
    assert months_of(unit, at=NOW - timedelta(days=30))[0, 0, 0] == 900.0


def test_a_level_is_averaged_and_signals_stand_in_their_order(works):
    unit = works("الف")
    read(unit, TIR.first, MORDAD.last, 40.0, signal="insured_workers")
    read(unit, TIR.first, TIR.last, 7.0, signal="gas")

    found = months_of(unit, names=("insured_workers", "gas"))[0]
    assert found[:, 0].tolist() == [40.0, 40.0]
    assert found[0, 1] == 7.0
    assert np.isnan(found[1, 1])


def test_full_work_is_what_contract_and_licence_say(works):
    unit = works("الف", contracted_kw=400, licensed_capacity=3600, capacity_unit="tonne")
    names = ("electricity", "production", "gas")
    read(unit, TIR.first, TIR.last, 7.0)
    there = ground(
        lake.at_version(), Moment(END, NOW), names, synthetic=False, last=months_to(END)[-1]
    )

    capacity = batch_of(there, [unit]).column("capacity").to_pylist()[0]
    assert capacity[:2] == [400.0, 300.0]  # 3,600 tonnes a year
    assert np.isnan(capacity[2])
    assert there.form.licensed == (False, True, False)


def test_the_last_month_is_one_that_was_read_to_its_end(works):
    unit = works("الف")
    read(unit, TIR.first, MORDAD.first, 900.0)
    newest = lake.at_version()

    assert last_whole_month(newest, Moment(END, NOW), ("electricity",)) == TIR
    assert last_whole_month(newest, Moment(END, NOW), ("gas",)) is None
    assert last_whole_month(newest, Moment(END, NOW - timedelta(days=9)), ("electricity",)) is None


def test_batches_hold_every_unit_once_however_they_are_cut(works):
    units = [works(f"واحد {n}") for n in range(7)]
    for unit in units:
        read(unit, TIR.first, TIR.last, 100.0 + unit)
    there = ground(
        lake.at_version(), Moment(END, NOW), ("electricity",), synthetic=False,
        last=months_to(END)[-1],
    )  # fmt: skip

    whole = pa.Table.from_batches(batches(there, 100))
    cut = pa.Table.from_batches(batches(there, 3))
    assert str(cut.to_pylist()) == str(whole.to_pylist())
    assert whole.column("unit").to_pylist() == units
    assert drawn(there).readings.shape == (7, 60, 1)
    assert len(drawn(there, most=3).readings) == 7  # a small group teaches with all its units
