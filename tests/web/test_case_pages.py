"""The list of cases and the page of one, as people of a province use them."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import polars as pl
import pytest
from tests.revive.purse import a_case, a_unit, person

from ehya.ledger.models import Event, Scope, User
from ehya.revive.actions.assigning import Assigned, assign
from ehya.revive.actions.moving import take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case
from ehya.revive.queries.cases import level

pytestmark = pytest.mark.django_db
FOUND, TODAY = date(2024, 7, 1), date(2024, 8, 12)


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture(autouse=True)
def in_english(officer):
    officer.language = "en"
    officer.save()


@pytest.fixture
def unit(steward):
    return a_unit(steward)


@pytest.fixture
def case(unit, officer):
    return open_case(unit, "revival", by=officer, on=FOUND)


def test_the_list_says_how_many_are_open_and_late(case, officer_client):
    page = officer_client.get("/cases/", headers={"accept-language": "en"}).content.decode()
    assert "1 case is open" in page
    assert "12 days late" in page  # 30 days from 1 July end on 31 July


def test_a_late_case_climbs_by_its_days(case):
    row = Case.objects.get(pk=case)  # due on 31 July
    assert level(row, date(2024, 7, 31)) == ""
    assert level(row, date(2024, 8, 14)) == "officer"
    assert level(row, date(2024, 8, 15)) == "province"
    assert level(row, date(2024, 9, 14)) == "province"
    assert level(row, date(2024, 9, 15)) == "headquarters"


def test_an_act_leads_the_case_on_and_stands_in_the_timeline(case, officer, officer_client):
    answer = officer_client.post(f"/cases/{case}/act/screen/", {"on": "2024-08-10", "seen": "1"})
    assert answer.status_code == 302
    row = Case.objects.get(pk=case)
    assert (row.state, row.since, row.due) == ("screened", date(2024, 8, 10), date(2024, 8, 31))
    assert row.officer == officer
    assert "Taken on" in officer_client.get(f"/cases/{case}/").content.decode()
    assert Event.objects.filter(act="revive.screen", on_key=str(case)).exists()


def test_two_officers_at_one_case_see_each_others_change(case, officer_client):
    take(case, "screen", by=person("officer"), said=Said(date(2024, 8, 1)))
    typed = {"on": "2024-08-02", "reason": "The owner left", "seen": "1"}
    answer = officer_client.post(f"/cases/{case}/act/withdraw/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "has changed this case meanwhile" in page
    assert "The owner left" in page, "what was typed stays"
    assert Case.objects.get(pk=case).state == "screened"


def test_what_a_guard_holds_back_says_why(case, officer, officer_client):
    answer = officer_client.post(f"/cases/{case}/act/visit/", {"seen": "1"})
    assert answer.status_code >= 400
    assert "has no visit in this round yet" in answer.content.decode()


def test_a_restart_is_not_verified_by_a_click(case, officer_client):
    answer = officer_client.post(f"/cases/{case}/act/verify/", {"seen": "1"})
    assert "is not done by hand" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "x" * 3_000, "۱۴۰۳/۱۳/۴۰", "\x00", "9" * 40])
def test_bad_words_for_a_day_are_refused_and_nothing_is_written(typed, case, officer_client):
    answer = officer_client.post(f"/cases/{case}/act/screen/", {"on": typed, "seen": "1"})
    moved = Case.objects.get(pk=case).state
    assert (answer.status_code == 302) == (moved == "screened") == (typed == "")


def test_a_case_is_found_by_its_number_the_units_number_and_a_word(case, unit, officer_client):
    for text in (str(case), unit, "Brick", "bri"):
        assert (
            f'href="/cases/{case}/"'
            in officer_client.get("/cases/", {"text": text}).content.decode()
        )
    assert (
        f'href="/cases/{case}/"'
        not in officer_client.get("/cases/", {"text": "steel"}).content.decode()
    )


def test_a_case_of_another_province_is_not_there(steward, officer_client):
    from ehya.ledger.actions import the_house

    far = open_case(a_unit(steward, "IR-26"), "revival", by=the_house(), on=FOUND)
    assert officer_client.get(f"/cases/{far}/").status_code == 404
    assert f"/cases/{far}/" not in officer_client.get("/cases/").content.decode()


def test_cases_are_given_to_an_officer_of_their_province_all_or_none(case, unit, steward):
    secretary, here = person("secretary", "IR-20"), person("officer", "IR-20")
    second = a_case(a_unit(steward), by=here)
    Case.objects.update(officer=None)
    assert assign([case, second], "officer", by=secretary) == Assigned(2)
    assert set(Case.objects.values_list("officer__username", flat=True)) == {"officer"}
    with pytest.raises(Exception, match=r"revive\.no_such_officer"):
        assign([case], "nobody-here", by=secretary)
    assert set(Case.objects.values_list("officer__username", flat=True)) == {"officer"}


def test_what_was_given_to_another_meanwhile_is_left_and_named(case, unit, steward, sign_in):
    secretary, here = person("secretary", "IR-20"), person("officer", "IR-20")
    maryam = User.objects.create_user(username="maryam", role="officer")
    Scope.objects.create(user=maryam, kind="province", code="IR-20")
    second = a_case(a_unit(steward), by=here)
    Case.objects.update(officer=None)
    client = sign_in(secretary)
    shown = re.findall(r'name="case" value="(\d+\.\d+)"', client.get("/cases/").content.decode())
    assert len(shown) == 2
    assign([case], "maryam", by=here)

    answer = client.post("/cases/assign/", {"case": shown, "officer": "officer"}, follow=True)

    text = answer.content.decode()
    assert "maryam" in text
    assert Case.objects.get(pk=case).officer == maryam
    assert Case.objects.get(pk=second).officer == here


def test_the_list_is_taken_away_as_a_file(case, unit, officer_client):
    answer = officer_client.get("/cases/list.csv")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("case,unit,province,kind,state")
    assert rows[1].startswith(f"{case},{unit},IR-20,revival,found")


def test_the_list_is_taken_away_as_a_workbook_with_both_calendars(case, unit, officer_client):
    book = pl.read_excel(
        BytesIO(officer_client.get("/cases/list.xlsx?state=found").content), sheet_id=0
    )
    (told,) = book["Cases"].to_dicts()
    found = Case.objects.get(pk=case)
    assert (told["Case"], str(told["Unit"]), told["Where it stands"]) == (case, unit, "found")
    assert told["Due"] == found.due
    assert told["Due, Solar Hijri"] == solar_words(found.due)
    about = dict(book["About"].rows())
    assert about["Asked for"] == "Where it stands: found"
    assert about["Rows"] == "1"
    assert about["Asked by"] == "officer"
    assert about["Real or synthetic"] == "real cases"


def solar_words(day):
    from ehya.engine.calendar import to_solar

    told = to_solar(day)
    return f"{told.year}-{told.month:02d}-{told.day:02d}"


@pytest.mark.parametrize("name", ["=1+1", "+98", "-cmd", "@SUM(A1)"])
def test_no_cell_of_a_file_is_a_formula(case, officer, officer_client, name):
    User.objects.filter(pk=officer.pk).update(username=name)
    Case.objects.filter(pk=case).update(officer=officer)
    book = ZipFile(BytesIO(officer_client.get("/cases/list.xlsx").content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert f"<is><t>{name}</t></is>" in sheet
    assert "<f>" not in sheet
    text = b"".join(officer_client.get("/cases/list.csv").streaming_content).decode("utf-8-sig")
    assert f",'{name}," in text


def test_a_list_too_long_for_a_workbook_is_refused(case, officer_client, monkeypatch):
    monkeypatch.setattr("ehya.web.pages.cases_files.MOST_IN_WORKBOOK", 0)
    assert officer_client.get("/cases/list.xlsx").status_code == 422


def test_a_second_case_of_a_kind_is_refused_with_the_first_ones_number(case, unit, officer_client):
    answer = officer_client.post(f"/units/{unit}/case/", {"kind": "revival"})
    assert answer.status_code >= 400
    assert str(case) in answer.content.decode()
    assert officer_client.post(f"/units/{unit}/case/", {"kind": "capacity"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"jobs": "12.5"}, "is no number"),
        ({"jobs": "a dozen"}, "is no number"),
        ({"use": "250"}, "more than a unit can do"),
        ({"use": "5"}, "does not count"),
        ({"restarted_on": "2019-01-01"}, "cannot have been restarted on"),
        ({"restarted_on": "2024-08-13"}, "Write the day on which it started"),
        ({"restarted_on": ""}, "since when the unit runs"),
    ],
)
def test_a_restart_that_cannot_be_is_refused_with_what_was_typed(typed, said, case, officer_client):
    Case.objects.filter(pk=case).update(state="under_way")
    told = {"restarted_on": "2024-08-01", "jobs": "12", "use": "60"} | typed
    answer = officer_client.post(f"/cases/{case}/act/restart/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert all(f'value="{one}"' in page for one in told.values() if one)
    assert Case.objects.get(pk=case).state == "under_way"
