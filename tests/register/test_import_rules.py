"""Which unit a row means, what a sender may do, and what goes back to them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.ledger.models import Event, Scope, User
from ehya.register.actions import chunks
from ehya.register.actions.duplicates import find_in_import
from ehya.register.actions.imports import apply, import_units, receive, stage
from ehya.register.actions.places import load_places
from ehya.register.intake.fields import HEADINGS
from ehya.register.intake.limits import LIMITS
from ehya.register.intake.opening import open_file
from ehya.register.models import Identifier, Import, ImportRow, Mapping, Unit, UnitVersion
from ehya.register.numbering import number_of
from ehya.register.queries.imports import file_received, progress, refusals_workbook
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def places(db):
    load_places(by=the_house())


@pytest.fixture
def take(tmp_path, steward):
    """Hand in rows of named cells."""

    def taken(*rows, by=None, name="", **more):
        heads = list(dict.fromkeys(key for row in rows for key in row))
        lines = [",".join(heads), *(",".join(str(row.get(h, "")) for h in heads) for row in rows)]
        path = tmp_path / (name or f"{len(list(tmp_path.iterdir()))}.csv")
        path.write_text("\n".join(lines), "utf-8")
        return import_units(path, by=by or steward, **{"as_of": DAY, **more})

    return taken


def unit(name, **more):
    return {"name_fa": name, "province": "Semnan", **more}


def counts(report):
    return report.added, report.changed, report.unchanged, report.refused


def codes(report):
    rows = ImportRow.objects.filter(imported=report.imported, what="refused").order_by("row")
    return [next(iter(row.reasons.values()))["code"] for row in rows]


def proven(start):
    """The first national ids from a number on that prove themselves."""
    from ehya.register.identifiers import settle

    found = []
    for number in range(start, start + 200):
        try:
            found.append(settle("national_id", str(number)))
        except Refusal:
            continue
    return found


def test_a_unit_is_found_by_any_number_that_names_it_alone(take):
    take(unit("فولاد", permit="101", insurance_workshop="0000001234"))
    number = Unit.objects.get().number

    cells = [{"permit": "101"}, {"insurance_workshop": "0000001234"}, {"number": number}]
    for jobs, cell in enumerate(cells):
        assert counts(take({**cell, "insured_jobs": jobs})) == (0, 1, 0, 0)
    assert Unit.objects.count() == 1


def test_numbers_that_mean_different_units_are_refused(take):
    take(unit("یک", permit="101"), unit("دو", insurance_workshop="0000001234"))

    report = take({"permit": "101", "insurance_workshop": "0000001234", "status": "idle"})
    assert codes(report) == ["import.several_units"]


def test_a_companys_id_finds_its_only_unit_but_not_one_of_two_plants(take):
    company = proven(10_120_000_000)[0]
    take(unit("کارخانه یک", national_id=company))
    assert counts(take({"national_id": company, "status": "idle"})) == (0, 1, 0, 0)

    take(unit("شرکت کارخانه یک", national_id=company, permit="102"))
    both = Identifier.objects.filter(scheme="national_id").values("unit").distinct().count()
    assert both == 1, "the only unit takes the permit that nothing spoke against"


def test_another_permit_speaks_against_a_companys_only_unit(take):
    company = proven(10_120_000_000)[0]
    take(unit("کارخانه یک", national_id=company, permit="101"))

    assert counts(take(unit("کارخانه دو", national_id=company, permit="102"))) == (1, 0, 0, 0)
    assert counts(take({"national_id": company, "status": "idle"})) == (0, 0, 0, 1)


def test_a_row_without_numbers_finds_its_unit_by_name_and_province(take):
    take(unit("بی‌شماره"))

    assert counts(take(unit("بي شماره".replace(" ", "\u200c"), status="idle"))) == (0, 1, 0, 0)
    assert counts(take({"name_fa": "بی‌شماره", "province": "Qom"})) == (1, 0, 0, 0)


def test_one_unit_twice_in_a_file_is_refused_behind_the_first(take):
    report = take(unit("یک", permit="101"), unit("دو", permit="101"), unit("سه"), unit("سه"))

    assert codes(report) == ["import.same_unit_twice"] * 2


def test_a_merged_units_number_leads_to_the_one_that_was_kept(take):
    take(unit("ماند", permit="101"), unit("رفت", permit="102"))
    kept, folded = Unit.objects.order_by("pk")
    Unit.objects.filter(pk=folded.pk).update(forwards_to=kept)

    assert counts(take({"number": folded.number, "insured_jobs": 9})) == (0, 1, 0, 0)
    assert UnitVersion.objects.filter(unit=kept, insured_jobs=9).exists()


def test_a_number_that_nobody_has_is_refused(take):
    assert codes(take(unit("یک", number=number_of(999)))) == ["import.no_such_number"]


def test_a_row_that_adds_up_the_others_is_no_unit(take):
    report = take(unit("فولاد"), unit("جمع کل"), unit("", name_en="Total"), unit("جمع‌آوران پسماند"))
    assert counts(report) == (2, 0, 0, 2)
    assert codes(report) == ["import.row_of_totals", "import.row_of_totals"]


def test_a_file_speaks_of_no_later_day_than_the_installations_own(take, settings):
    """In a demonstration today is a day of the past, and the file comes in after it."""
    settings.TODAY = date(2024, 8, 12)
    assert counts(take(unit("فولاد"), as_of=None)) == (1, 0, 0, 0)
    assert Import.objects.get().as_of == date(2024, 8, 12)


def test_an_officer_writes_in_their_own_province_only(take, officer):
    take({**unit("قمی", permit="1"), "province": "Qom"})

    report = take(
        unit("سمنانی", permit="2"), {**unit("بیگانه", permit="3"), "province": "Qom"},
        {"permit": "1", "province": "Semnan"}, {"permit": "1", "status": "idle"},
        by=officer, mode="good",
    )  # fmt: skip
    assert report.added == 1
    assert codes(report) == [
        "import.outside_scope", "import.outside_scope", "import.same_unit_twice",
    ]  # fmt: skip
    assert not UnitVersion.objects.filter(unit__identifiers__value="1", status="idle").exists()


def test_a_guess_at_a_unit_elsewhere_is_answered_alike_right_or_wrong(take, officer):
    take({**unit("قمی", permit="1"), "province": "Qom", "lat": "34.6", "lon": "50.9"})

    for guess in ({"province": "Qom"}, {"province": "Semnan"}, {"lat": "34.6"}, {"lat": "1"}):
        imported = take({"permit": "1", **guess}, by=officer, name=f"{guess}.csv").imported
        (row,) = ImportRow.objects.filter(imported=imported)
        assert {name: no["code"] for name, no in row.reasons.items()} == {
            "": "import.outside_scope"
        }


def test_numbers_of_two_units_tell_an_officer_of_their_own_only(take, officer):
    take(
        {**unit("قمی", permit="1"), "province": "Qom"},
        unit("سمنانی", permit="2", insurance_workshop="0123456789"),
    )

    report = take({"permit": "1", "insurance_workshop": "0123456789"}, by=officer)

    (row,) = ImportRow.objects.filter(imported=report.imported)
    (no,) = row.reasons.values()
    here = Unit.objects.get(versions__name_fa="سمنانی").number
    assert (no["code"], no["facts"]["numbers"]) == ("import.several_units", [here, "…"])


def test_an_officer_of_a_park_writes_in_that_park_only(take, officer):
    Scope.objects.filter(user=officer).delete()
    Scope.objects.create(user=officer, kind="park", code="P-0001")

    assert codes(take(unit("بیرون", permit="1"), by=officer)) == ["import.outside_scope"]


@pytest.mark.parametrize("person", ["analyst", "auditor", "citizen"])
def test_others_hand_nothing_in(take, person, request):
    with pytest.raises(Refusal) as no:
        take(unit("یک"), by=request.getfixturevalue(person))
    assert no.value.code == "ledger.not_allowed"


def test_a_county_of_another_province_and_half_a_place_are_refused(take):
    report = take(unit("یک", permit="1", lat="35.5"), unit("دو", permit="2", licensed_capacity="5"),
                  {"permit": "3", "province": "Semnan"}, {"name_fa": "چهار", "permit": "4"})  # fmt: skip

    assert codes(report) == [
        "register.half_a_place", "register.capacity_without_unit", "import.nobody_known_by_that",
        "register.no_province",
    ]  # fmt: skip


def test_refused_rows_come_back_to_be_mended_and_handed_in_again(take, tmp_path, steward):
    report = take(unit("خوب", permit="1"), unit("بد", permit="2", insured_jobs="12%"), mode="good")
    book = refusals_workbook([report.imported], "en", lambda no: sentence(no, "en"))

    (part,) = open_file(book, file="r.xlsx", headings=HEADINGS, limits=LIMITS, every_sheet=True)
    (row,) = part.rows.to_dicts()
    assert (row["name_fa"], row["insured_jobs"]) == ("بد", "12%")
    mended = tmp_path / "mended.csv"
    part.rows.drop("row").with_columns(insured_jobs=12 + 0 * part.rows["row"]).write_csv(mended)
    assert counts(import_units(mended, by=steward)) == (1, 0, 0, 0)


def test_what_was_corrected_since_is_not_brought_back_by_the_same_file(take, tmp_path, steward):
    take(unit("یک", permit="1", insured_jobs=10), name="first.csv")
    take({"permit": "1", "insured_jobs": 11}, meaning="correction")

    again = import_units(tmp_path / "first.csv", by=steward, as_of=DAY)
    assert counts(again) == (0, 0, 1, 0)
    assert UnitVersion.objects.get(known__endswith__isnull=True).insured_jobs == 11


def test_a_senders_own_headings_are_remembered(tmp_path, steward):
    path = tmp_path / "own.csv"
    path.write_text("کارخانه,ولایت\nفولاد,سمنان\n", "utf-8")
    told = {"کارخانه": "name_fa", "ولایت": "province"}

    assert counts(import_units(path, by=steward, columns=told)) == (1, 0, 0, 0)
    path.write_text("کارخانه,ولایت\nسیمان,سمنان\n", "utf-8")
    assert counts(import_units(path, by=steward)) == (1, 0, 0, 0)
    assert Mapping.objects.filter(sender=steward).count() == 2


def test_a_dry_run_writes_nothing_of_the_units(take):
    report = take(unit("یک", permit="1"), dry_run=True)

    assert (counts(report), report.state) == ((1, 0, 0, 0), "staged")
    assert not Unit.objects.exists() and not Event.objects.filter(act=chunks.ACT).exists()


def test_bytes_are_kept_and_each_chunk_notes_its_event(take, monkeypatch):
    monkeypatch.setattr(chunks, "ROWS_AT_ONCE", 2)
    report = take(*(unit(f"واحد {n}", permit=n + 1) for n in range(5)), mode="good")

    assert file_received(report.sha256).name.endswith(".csv")
    noted = Event.objects.filter(act=chunks.ACT, on_key=str(report.imported))
    assert [event.facts["rows"]["added"] for event in noted.order_by("position")] == [2, 2, 1]


def test_an_import_tells_its_rate_and_the_time_left(steward, tmp_path):
    path = tmp_path / "u.csv"
    path.write_text("name_fa,province\nیک,Qom\n", "utf-8")
    imported, _ = stage(receive(path, by=steward), by=steward)
    imported.state, imported.rows, imported.applied = "applying", 100, 25
    imported.begun = timezone.now() - timedelta(seconds=5)

    told = progress(imported, imported.begun + timedelta(seconds=5))
    assert (told.a_second, told.seconds_left) == (5.0, 15.0)


def test_what_has_ended_is_not_applied_again(steward, take):
    report = take(unit("یک", permit="1"))
    with pytest.raises(Refusal) as no:
        apply(report.imported, by=steward)
    assert no.value.code == "import.not_waiting"


@pytest.mark.django_db(transaction=True)
def test_two_senders_of_one_unit_at_once_add_it_once(tmp_path):
    load_places(by=the_house())
    people = [User.objects.create_user(username=f"s{n}", role="steward") for n in range(3)]
    paths = []
    for n in range(3):
        paths.append(tmp_path / f"{n}.csv")
        rows = "".join(f"واحد {k},Semnan,{k},{n}\n" for k in range(1, 40))
        paths[-1].write_text(f"name_fa,province,permit,licensed_jobs\n{rows}", "utf-8")
    start = Barrier(3)

    def send(n):
        try:
            start.wait()
            return import_units(paths[n], by=people[n], as_of=DAY, mode="good")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(send, range(3)))

    assert sum(report.added for report in reports) == 39
    assert Unit.objects.count() == 39
    assert Identifier.objects.filter(known__endswith__isnull=True).count() == 39
    assert Import.objects.filter(state="done").count() == 3


def test_a_companys_number_alone_makes_no_unit_of_another_name(take):
    (company, *_) = proven(10100000000)
    take(unit("فولاد البرز", national_id=company))

    other = take(unit("نساجی کویر", national_id=company, province="Yazd"))
    assert find_in_import(other.imported, by=the_house()).pairs == 1, "a steward is asked"
    same = take({"name_en": "Foolad Alborz Co.", "province": "Semnan", "national_id": company})
    assert (counts(other), counts(same)) == ((1, 0, 0, 0), (0, 1, 0, 0))
