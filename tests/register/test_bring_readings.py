"""Readings of the made-up register come in by the door of all readings, and follow its truth."""

import shutil
from datetime import UTC, date, datetime

import duckdb
import numpy as np
import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.home import home
from ehya.register import lake
from ehya.register.actions import synthetic
from ehya.register.actions.places import load_places
from ehya.register.actions.synthetic import bring_synthetic
from ehya.register.actions.synthetic_readings import bring_readings
from ehya.register.synthetic import make_register
from ehya.register.synthetic.readings import STATES, make_readings

UNITS, SEED = 300, 11


@pytest.fixture(scope="module")
def made():
    register = make_register(1_000, 3)
    return make_readings(register.units, register.spells, 3)


def test_idle_units_take_little_and_units_at_work_much(made):
    told = made.told["electricity"]
    read = ~np.isnan(told).all(axis=1)
    level = np.ones((len(told), 1))
    level[read, 0] = np.nanquantile(told[read], 0.9, axis=1)
    share = told / level
    settled = made.state[:, 1:] == made.state[:, :-1]
    for state, low, high in (("active", 0.5, 1.0), ("idle", 0.0, 0.35)):
        here = settled & (made.state[:, 1:] == STATES.index(state))
        ever_worked = (made.state == STATES.index("active")).any(axis=1)[:, None]
        assert low < np.nanmedian(share[:, 1:][here & ever_worked]) < high


def test_nobody_is_read_after_they_are_gone(made):
    gone = made.state == STATES.index("gone")
    assert gone.any()
    for values in made.told.values():
        assert np.isnan(values[gone]).all()


def test_the_same_seed_makes_the_same_readings(made):
    register = make_register(1_000, 3)
    again = make_readings(register.units, register.spells, 3)
    for signal, values in made.told.items():
        np.testing.assert_array_equal(values, again.told[signal])


@pytest.fixture
def house(db, tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path / "lake"))
    load_places(by=the_house())
    yield the_house()
    shutil.rmtree(home() / synthetic.FOLDER, ignore_errors=True)


def test_readings_of_a_register_that_is_not_there_are_refused(house):
    with pytest.raises(Refusal, match=r"register\.no_synthetic"):
        bring_readings(by=house)


def test_they_come_in_once_and_on_both_clocks(house):
    bring_synthetic(UNITS, SEED, by=house)

    brought = bring_readings(by=house)

    assert brought.files == 8
    assert 0 < brought.refused < 0.6 * brought.rows
    assert bring_readings(by=house).files == 0
    with duckdb.connect() as link:
        now = link.sql(lake.known(lake.at_version())).aggregate("max(last)").fetchall()
        spring = datetime(2024, 5, 1, tzinfo=UTC)
        told = link.sql(lake.known(lake.at_version(), at=spring))
        then = told.aggregate("max(last)").fetchall()
    assert now == [(date(2024, 7, 21),)]
    assert then == [(date(2024, 3, 19),)]
