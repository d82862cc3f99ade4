"""A file of readings comes into the lake: new, told otherwise, as known and refused rows."""

from datetime import date

import duckdb
import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.register import lake
from ehya.register.actions.particulars import add_identifier
from ehya.register.actions.places import load_places
from ehya.register.actions.readings import apply, import_readings, receive, settle, stage
from ehya.register.actions.units import add_unit
from ehya.register.models import Import, ImportRow, Unit

pytestmark = pytest.mark.django_db

BORN = date(2019, 3, 21)
HEAD = "پروانه,دوره,مصرف"


@pytest.fixture(autouse=True)
def two_units(tmp_path, monkeypatch, db, steward):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    load_places(by=the_house())
    for name, province, permit in (("فولاد الف", "IR-20", "101"), ("نان ب", "IR-21", "102")):
        number = add_unit({"name_fa": name, "province": province}, by=steward, on=BORN)
        add_identifier(number, "permit", permit, by=steward, first=BORN)


@pytest.fixture
def file(tmp_path):
    def write(*rows, head=HEAD, name="bills.csv"):
        path = tmp_path / name
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        return path

    return write


def counts(report):
    return report.added, report.changed, report.unchanged, report.refused


def values():
    with duckdb.connect() as link:
        found = link.sql(lake.known(lake.at_version())).project("first, value").fetchall()
    return {str(first): value for first, value in found}


def why(report):
    rows = ImportRow.objects.filter(imported=report.imported, what="refused")
    return {row.row: {name: no["code"] for name, no in row.reasons.items()} for row in rows}


def test_readings_go_into_the_lake_with_one_event(file, steward):
    report = import_readings(
        file("101,1402/05,1200", "102,1402/05,90"), by=steward, signal="electricity"
    )

    assert (report.state, counts(report)) == ("done", (2, 0, 0, 0))
    with duckdb.connect() as link:
        rows = link.sql(lake.known(lake.at_version())).project("signal, value").fetchall()
    assert sorted(rows) == [("electricity", 90.0), ("electricity", 1200.0)]
    event = Event.objects.get(act="register.import_readings")
    assert event.facts["lake_version"] == 0
    assert event.facts["rows"] == {"added": 2, "changed": 0, "unchanged": 0, "refused": 0}


def test_the_same_file_twice_adds_nothing(file, steward):
    path = file("101,1402/05,1200")
    import_readings(path, by=steward, signal="gas")

    assert counts(import_readings(path, by=steward, signal="gas")) == (0, 0, 1, 0)
    assert lake.at_version().version == 0
    assert Event.objects.filter(act="register.import_readings").count() == 1


def test_the_same_file_again_does_not_bring_back_what_was_corrected(file, steward):
    first = file("101,1402/05,10", "101,1402/06,20")
    import_readings(first, by=steward, signal="gas")
    import_readings(file("101,1402/05,11", name="later.csv"), by=steward, signal="gas")

    assert counts(import_readings(first, by=steward, signal="gas")) == (0, 0, 2, 0)
    assert values() == {"2023-07-23": 11.0, "2023-08-23": 20.0}


def test_the_same_file_is_looked_at_anew_when_a_number_has_gone_elsewhere(file, steward):
    path = file("101,1402/05,10", "777,1402/05,5")
    assert counts(import_readings(path, by=steward, signal="gas", mode="good")) == (1, 0, 0, 1)
    bears = Unit.objects.get(identifiers__value="102")
    add_identifier(bears.number, "permit", "777", by=steward, first=BORN)

    assert counts(import_readings(path, by=steward, signal="gas", mode="good")) == (1, 0, 1, 0)
    assert counts(import_readings(path, by=steward, signal="gas", mode="good")) == (0, 0, 2, 0)


def test_the_same_file_of_another_signal_is_another_telling(file, steward):
    path = file("101,1402/05,10")
    import_readings(path, by=steward, signal="gas")

    assert counts(import_readings(path, by=steward, signal="electricity")) == (1, 0, 0, 0)


def test_the_same_bytes_tried_dry_say_that_nothing_would_change(file, steward):
    path = file("101,1402/05,10")
    import_readings(path, by=steward, signal="gas")

    dry = import_readings(path, by=steward, signal="gas", dry_run=True)

    assert (dry.state, counts(dry)) == ("staged", (0, 0, 1, 0))


def test_a_later_file_corrects_withdraws_and_adds(file, steward):
    import_readings(file("101,1402/05,10", "101,1402/06,20"), by=steward, signal="gas")
    later = file("101,1402/05,11", "101,1402/06,-", "101,1402/07,30", name="later.csv")

    assert counts(import_readings(later, by=steward, signal="gas")) == (1, 2, 0, 0)
    assert values() == {"2023-07-23": 11.0, "2023-09-23": 30.0}


def test_a_bill_that_overlaps_what_is_known_says_so(file, steward):
    import_readings(file("101,1402/05,10"), by=steward, signal="gas")
    head = "پروانه,از تاریخ,تا تاریخ,مصرف"
    bill = file("101,1402/05/20,1402/06/20,7", head=head, name="bill.csv")
    import_readings(bill, by=steward, signal="gas")

    with duckdb.connect() as link:
        rows = link.sql(lake.known(lake.at_version())).project("value, again").fetchall()
    assert sorted(rows) == [(7.0, True), (10.0, False)]


def test_all_or_nothing_and_good_rows_only(file, steward):
    path = file("101,1402/05,10", "999,1402/05,10", "101,1402/13,10")

    whole = import_readings(path, by=steward, signal="gas")
    assert (whole.state, counts(whole)) == ("refused", (1, 0, 0, 2))
    assert why(whole) == {
        3: {"permit": "readings.no_such_unit"},
        4: {"period": "calendar.no_such_month"},
    }
    assert values() == {}

    good = import_readings(path, by=steward, signal="gas", mode="good")
    assert (good.state, counts(good)) == ("done", (1, 0, 0, 2))
    assert values() == {"2023-07-23": 10.0}


def test_one_period_told_twice_in_a_file_is_refused_unless_it_is_the_same(file, steward):
    path = file("101,1402/05,10", "101,140205,11", "102,1402/05,3", "102,1402/05,3")

    report = import_readings(path, by=steward, signal="gas", mode="good")

    assert why(report) == {
        2: {"value": "readings.told_twice"},
        3: {"value": "readings.told_twice"},
    }
    assert values() == {"2023-07-23": 3.0}


def test_an_officer_hands_in_only_for_their_own_province(file, officer):
    """The officer is Semnan's."""
    report = import_readings(file("101,1402/05,10", "102,1402/05,10"), by=officer, signal="gas")

    assert report.state == "refused"
    assert why(report) == {3: {"permit": "readings.outside_scope"}}


def test_a_dry_run_adds_nothing_and_can_be_applied(file, steward):
    imported, _ = stage(receive(file("101,1402/05,10"), by=steward), by=steward, signal="gas")
    for _ in range(2):
        settled = settle(imported.pk, by=steward)
        assert (settled.state, settled.added) == ("staged", 1)
    assert values() == {}

    assert apply(imported.pk, by=steward).state == "done"
    assert values() == {"2023-07-23": 10.0}


def test_who_is_cut_off_after_the_lake_was_written_goes_on(file, steward, monkeypatch):
    path = file("101,1402/05,10", "101,1402/06,-")

    def pull_the_plug(*_args, **_told):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("ehya.register.actions.readings.note", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            import_readings(path, by=steward, signal="gas")
    assert Import.objects.get(kind="readings").state == "applying"

    report = import_readings(path, by=steward, signal="gas")

    assert (report.state, counts(report)) == ("done", (1, 0, 1, 0))
    assert lake.at_version().version == 0
    assert Event.objects.filter(act="register.import_readings").count() == 1


def test_a_citizen_and_a_file_without_a_unit_are_refused(file, citizen, steward):
    path = file("1402/05,10", head="دوره,مصرف")
    with pytest.raises(Refusal, match=r"ledger\.not_allowed"):
        import_readings(path, by=citizen, signal="gas")
    with pytest.raises(Refusal, match=r"readings\.no_unit"):
        import_readings(path, by=steward, signal="gas")
    with pytest.raises(Refusal, match=r"readings\.no_such_signal"):
        import_readings(path, by=steward, signal="smoke")
