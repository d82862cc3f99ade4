"""What does somebody take away, and is all of it in the file?"""

import csv
import io
import json
import zipfile
from datetime import date, timedelta

import polars as pl
import pytest
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event
from ehya.register.actions import exports
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.exporting import counting, workbook
from ehya.register.models import UnitVersion
from ehya.register.queries.exports import export_of
from ehya.register.queries.units import Wanted
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db(transaction=True)
BORN = date(2019, 3, 21)


def about(manifest):
    return [("Rows", str(manifest.rows))]


@pytest.fixture
def units(steward):
    load_places(by=the_house())
    for permit, name, province, status in (
        ("P/1", "فولاد سمنان", "IR-20", "active"),
        ("P/2", "+ پلاستیک", "IR-20", "idle"),
        ("P/3", "کاشی قزوین", "IR-26", "idle"),
    ):
        facts = {"name_fa": name, "province": province, "status": status, "mobile": "09121234567"}
        add_unit(
            {**facts, "licensed_on": "2015-06-20", "insured_jobs": 12, "permit": permit},
            by=steward,
            on=BORN,
        )


def taken(by, kind="csv", language="en", **filters):
    asked = exports.ask_export(
        Wanted(**filters), Moment(date.today(), timezone.now()), kind=kind, language=language, by=by
    )
    return exports.write_export(asked.pk, describe=about)


def rows(export):
    text = exports.path_of(export).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_list_is_taken_away_whole_and_counted_twice(units, steward):
    done = taken(steward)
    assert (done.state, done.rows_asked, done.rows_written) == ("done", 3, 3)
    assert done.sha256 == counting.digest(exports.path_of(done))
    assert len(rows(done)) == 3


def test_only_what_was_asked_is_in_it(units, steward):
    assert [row["Province"] for row in rows(taken(steward, status="idle", province="IR-26"))] == [
        "Qazvin"
    ]


def test_an_officer_takes_away_the_units_of_the_own_province_only(units, officer):
    assert {row["Province"] for row in rows(taken(officer))} == {"Semnan"}


def test_how_to_reach_people_goes_only_to_whoever_may_see_it(units, steward, analyst):
    assert rows(taken(steward))[0]["Mobile telephone"]
    assert "Mobile telephone" not in rows(taken(analyst))[0]


def test_a_persian_reader_gets_persian_headings_words_and_days(units, steward):
    row = rows(taken(steward, language="fa", province="IR-26"))[0]
    assert (row["استان"], row["وضعیت"], row["تاریخ پروانه"]) == ("قزوین", "راکد", "1394/03/30")


def test_no_cell_of_a_csv_is_a_formula(units, steward):
    names = [row["Persian name"] for row in rows(taken(steward))]
    assert "'+ پلاستیک" in names


def test_every_kind_of_file_holds_the_same_number_of_rows(units, steward):
    for kind, count in counting.COUNTERS.items():
        done = taken(steward, kind)
        assert (done.state, count(exports.path_of(done))) == ("done", 3), kind


def test_parquet_speaks_our_names_and_codes(units, analyst):
    told = pl.read_parquet(exports.path_of(taken(analyst, "parquet", province="IR-26")))
    assert told.row(0, named=True) | {"number": ""} == {
        **dict.fromkeys(told.columns),
        "number": "",
        "name_fa": "کاشی قزوین",
        "province": "IR-26",
        "status": "idle",
        "licensed_on": date(2015, 6, 20),
        "insured_jobs": 12,
        "permit": "P/3",
        "synthetic": False,
    }


def test_geojson_is_one_collection_of_features(units, analyst):
    told = json.loads(exports.path_of(taken(analyst, "geojson")).read_text("utf-8"))
    assert told["type"] == "FeatureCollection"
    assert {f["properties"]["province"] for f in told["features"]} == {"IR-20", "IR-26"}
    assert {f["geometry"] for f in told["features"]} == {None}


def test_a_workbook_goes_on_on_a_further_sheet(units, steward, monkeypatch):
    monkeypatch.setattr(workbook, "ROWS_ON_A_SHEET", 2)
    done = taken(steward, "xlsx")
    sheets = pl.read_excel(exports.path_of(done), sheet_id=0)
    assert [(name, frame.height) for name, frame in sheets.items()][:2] == [
        ("Units", 2),
        ("Units 2", 1),
    ]
    assert (done.state, done.rows_written) == ("done", 3)


def test_a_file_that_lacks_a_row_is_never_offered(units, steward, monkeypatch):
    whole = exports.WRITERS["csv"]

    def loses_a_row(path, source, **more):
        whole(path, source, **more)
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    monkeypatch.setitem(exports.WRITERS, "csv", loses_a_row)
    failed = taken(steward)
    assert (failed.state, failed.sha256) == ("failed", "")
    assert json.loads(failed.why_failed) == {
        "code": "export.unequal",
        "facts": {"asked": 3, "written": 2},
    }
    assert list((exports.path_of(failed).parent).glob(f"{failed.pk}*")) == []
    assert not Event.objects.filter(act="register.export_units").exists()


@pytest.mark.parametrize("kind", counting.COUNTERS)
@pytest.mark.parametrize("lost", [1, 40, 200])
def test_a_file_cut_short_is_never_counted_as_whole(units, steward, kind, lost):
    done = taken(steward, kind)
    cut = exports.path_of(done).with_name("cut")
    cut.write_bytes(exports.path_of(done).read_bytes()[:-lost])
    try:
        assert counting.COUNTERS[kind](cut) < 3
    except (zipfile.BadZipFile, pl.exceptions.PolarsError):
        pass  # what cannot be opened is not counted at all


def test_a_line_break_within_a_cell_ends_no_row(tmp_path):
    file = tmp_path / "f.csv"
    file.write_bytes(b'a,b\n1,"two\nlines and a "" quote\n"\n"",3\n4,"cut')
    assert counting.count_csv(file) == 2


def test_whatever_signs_a_name_has_a_workbook_tells_them(units, steward):
    name = "<b>&amp; \"a\", 'b'\tc _x0041_ " + "د" * 100
    facts = {"name_fa": name, "province": "IR-26", "lat": 36.25, "lon": 50.0}
    add_unit({**facts, "permit": "P/4"}, by=steward, on=BORN)
    done = taken(steward, "xlsx", identifier="P/4")
    (row,) = pl.read_excel(exports.path_of(done), sheet_name="Units").to_dicts()
    assert (row["Latitude"], row["Longitude"]) == (36.25, 50.0)
    stored = UnitVersion.objects.get(lat=36.25).name_fa
    assert row["Persian name"] == stored


def test_a_failed_export_can_be_written_again(units, steward, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(exports.COUNTERS, "csv", lambda path: 2)
        failed = taken(steward)
    assert failed.state == "failed"
    assert exports.write_export(failed.pk, describe=about).state == "done"


def test_an_export_is_one_event_with_its_digest(units, steward):
    done = taken(steward, status="idle")
    event = Event.objects.get(act="register.export_units")
    assert (event.by, event.on_key) == (steward, str(done.pk))
    assert event.facts["rows"] == 2
    assert event.facts["sha256"] == done.sha256
    assert event.facts["asked"] == {"status": "idle"}


def test_an_export_is_written_once(units, steward):
    done = taken(steward)
    exports.write_export(done.pk, describe=about)
    assert Event.objects.filter(act="register.export_units").count() == 1


def test_the_manifest_says_what_the_file_is(units, steward):
    done = taken(steward)
    told = json.loads(exports.manifest_path(done).read_text("utf-8"))
    assert (told["rows"], told["rows_counted_in_file"], told["sha256"]) == (3, 3, done.sha256)


def test_a_list_of_nothing_is_a_file_of_nothing(units, steward):
    for kind in counting.COUNTERS:
        for asked in ({"text": "nowhere to be found"}, {"identifier": "99999990"}):
            done = taken(steward, kind, **asked)
            assert (done.state, done.rows_written) == ("done", 0), kind


def test_an_export_is_nobody_elses(units, steward, officer, auditor):
    done = taken(steward)
    assert export_of(done.pk, auditor).pk == done.pk
    with pytest.raises(Refusal, match=r"export\.none_such"):
        export_of(done.pk, officer)


def test_the_export_of_the_past_tells_the_past(units, steward):
    before = Moment(BORN.replace(year=2018), timezone.now())
    asked = exports.ask_export(Wanted(), before, kind="csv", language="en", by=steward)
    assert exports.write_export(asked.pk, describe=about).rows_written == 0


def handed_in(export, by):
    from ehya.register.actions.imports import import_units

    return import_units(exports.path_of(export), by=by)


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_was_taken_away_is_handed_in_again_unchanged(units, steward, kind, language):
    told = handed_in(taken(steward, kind, language), steward)
    assert (told.rows, told.unchanged, told.refused, told.unknown) == (3, 3, 0, ())


def test_what_was_mended_in_an_export_is_the_only_change(units, steward):
    done = taken(steward, "csv", "fa")
    path = exports.path_of(done)
    path.write_text(path.read_text("utf-8").replace("فولاد سمنان", "فولاد نوین سمنان"), "utf-8")
    told = handed_in(done, steward)
    assert (told.changed, told.unchanged, told.refused) == (1, 2, 0)


def test_a_file_is_kept_for_thirty_days_and_its_certificate_for_ever(units, steward):
    old, young = taken(steward), taken(steward)
    for export, days in ((old, 31), (young, 30)):
        export.at = timezone.now() - timedelta(days=days)
        export.save()
    assert exports.remove_old_files() == 1
    assert not exports.path_of(old).exists()
    assert exports.path_of(young).exists()
    assert exports.manifest_path(old).exists()
    old.refresh_from_db()
    assert (old.state, old.rows_written, len(old.sha256)) == ("done", 3, 64)
    assert exports.remove_old_files() == 0
