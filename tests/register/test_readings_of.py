"""What was read of one unit is told as it was known, with the units merged into it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ehya.ledger.actions import the_house
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import ALL
from ehya.register import lake
from ehya.register.actions.merging import merge_records
from ehya.register.actions.particulars import add_identifier
from ehya.register.actions.places import load_places
from ehya.register.actions.readings import import_readings
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.models import Unit
from ehya.register.queries import here_and_now
from ehya.register.queries.readings import heard_of, known_as, readings_of
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db

BORN = date(2019, 3, 21)


@pytest.fixture(autouse=True)
def two_units(tmp_path, monkeypatch, db, steward):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    load_places(by=the_house())
    for name, permit in (("فولاد الف", "101"), ("نان ب", "102")):
        number = add_unit({"name_fa": name, "province": "IR-20"}, by=steward, on=BORN)
        add_identifier(number, "permit", permit, by=steward, first=BORN)


@pytest.fixture
def take_in(tmp_path, steward):
    def take(*rows, name="bills.csv", signal="gas"):
        path = tmp_path / name
        path.write_text("\n".join(["پروانه,دوره,مصرف", *rows]), encoding="utf-8")
        return import_readings(path, by=steward, signal=signal)

    return take


def unit(permit):
    return Unit.objects.get(identifiers__value=permit, identifiers__scheme="permit")


def told(rows):
    return [(row.signal, str(row.first), row.value) for row in rows]


def test_a_unit_is_told_its_own_readings_and_no_others(take_in):
    take_in("101,1402/05,10", "102,1402/05,99", "101,1402/06,11")

    rows = readings_of([unit("101").pk], here_and_now())

    assert told(rows) == [("gas", "2023-07-23", 10.0), ("gas", "2023-08-23", 11.0)]


def test_what_was_known_before_a_correction_can_be_asked_for(take_in):
    take_in("101,1402/05,10")
    then = Moment(date.today(), timezone.now())
    take_in("101,1402/05,20", name="later.csv")

    assert told(readings_of([unit("101").pk], then)) == [("gas", "2023-07-23", 10.0)]
    assert told(readings_of([unit("101").pk], here_and_now())) == [("gas", "2023-07-23", 20.0)]


def test_periods_that_began_after_the_day_asked_about_are_left_out(take_in):
    take_in("101,1402/05,10", "101,1402/06,11")

    moment = Moment(date(2023, 8, 22), timezone.now())

    assert told(readings_of([unit("101").pk], moment)) == [("gas", "2023-07-23", 10.0)]


def test_a_merged_unit_counts_with_its_survivor_from_then_on(take_in, steward):
    take_in("101,1402/05,10", "102,1402/06,7")
    kept, folded = unit("101"), unit("102")
    before = Moment(date.today(), timezone.now())
    merge_records(kept.number, folded.number, {}, by=steward, reason="one workshop")

    assert known_as(kept, before) == (kept.pk,)
    now = here_and_now()
    rows = readings_of(known_as(kept, now), now)
    assert told(rows) == [("gas", "2023-07-23", 10.0), ("gas", "2023-08-23", 7.0)]


def test_each_signal_says_how_many_from_when_to_when_and_from_which_file(take_in):
    take_in("101,1402/05,10", "101,1402/06,11")
    take_in("101,1402/04,5", name="forgotten.csv")
    take_in("101,1402/05,3", name="persons.csv", signal="insured_workers")

    gas, persons = heard_of(unit("101"), here_and_now())

    assert (gas.signal.name, gas.readings, gas.meters) == ("gas", 3, 1)
    assert (str(gas.first), str(gas.last)) == ("2023-06-22", "2023-09-22")
    assert (gas.newest.value, gas.file) == (11.0, "forgotten.csv")
    assert (persons.signal.name, persons.readings) == ("insured_workers", 1)


def test_whose_province_a_unit_has_left_sees_only_what_was_read_there(take_in, steward, officer):
    """The officer is Semnan's."""
    take_in("101,1402/05,10", "101,1402/06,11")
    moved = unit("101")
    change_unit(moved.number, {"province": "IR-21"}, by=steward, happened_on=date(2023, 9, 1))

    assert heard_of(moved, here_and_now(), ALL)[0].readings == 2
    assert heard_of(moved, here_and_now(), sight_of(officer))[0].readings == 1


def test_only_files_that_may_hold_the_unit_are_opened(take_in):
    take_in("101,1402/05,10")
    take_in("102,1402/05,9", name="other.csv")
    take_in("102,1402/05,9", name="third.csv", signal="sales")
    there, one, other = lake.at_version(), unit("101").pk, unit("102").pk

    assert len(there.files) == 3
    assert len(lake.may_hold(there, units=(one, one))) == 1
    assert len(lake.may_hold(there, units=(other, other))) == 2
    assert len(lake.may_hold(there, units=(other, other), signals=["gas"])) == 1
    assert lake.may_hold(there, units=(other + 1, other + 9)) == ()
    assert lake.may_hold(there) == there.files
    far = datetime.now(UTC) + timedelta(days=1)
    assert readings_of([other + 1], Moment(date.today(), far)) == ()


def test_a_unit_is_told_though_the_lake_cannot_be_reached(take_in, monkeypatch):
    take_in("101,1402/05,10")

    def gone(version=None):
        raise OSError

    monkeypatch.setattr(lake, "at_version", gone)
    assert heard_of(unit("101"), here_and_now()) is None
