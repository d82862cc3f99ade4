"""Can an officer or an analyst hand in readings on a page, and see first what they would do?"""

from datetime import date

import duckdb
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ehya.ledger.actions import the_house
from ehya.register import lake
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.models import Unit

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = "Operating licence,1402/05,1402/06\nP/1,500,\n"
BAD = f"{GOOD}P/9,1,2\n"


@pytest.fixture(autouse=True)
def register(steward, officer, analyst, tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_LAKE", str(tmp_path / "lake"))
    load_places(by=the_house())
    facts = {"name_en": "Steel", "province": "IR-20", "permit": "P/1"}
    add_unit(facts, by=steward, on=date(2019, 3, 21))
    for person in (steward, officer, analyst):
        person.language = "en"
        person.save()


def handed_in(client, text):
    file = SimpleUploadedFile("bills.csv", text.encode())
    answer = client.post("/data/", {"files": [file], "kind": "readings"})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def read(client, where, **told):
    return client.post(where, {"kind": "readings", "signal": "gas", **told}, follow=True)


def words(answer):
    return " ".join(answer.content.decode().split())


def values():
    with duckdb.connect() as link:
        return link.sql(lake.known(lake.at_version())).project("signal, value").fetchall()


def test_the_columns_are_shown_as_they_are_understood(officer_client):
    page = words(officer_client.get(handed_in(officer_client, GOOD)))
    assert "bills.csv has 3 columns: are they understood rightly?" in page
    assert '<option value="@2023-07-23|2023-08-22" selected>1402/05</option>' in page
    assert '<option value="gas">Gas</option>' in page


def test_a_dry_run_tells_and_is_taken_for_good(officer_client):
    answer = read(officer_client, handed_in(officer_client, GOOD))
    assert "Rows of readings: 1 would be added, 0 changed" in words(answer)
    assert "Add them to the readings" in words(answer)
    assert values() == []

    where = answer.redirect_chain[-1][0]
    officer_client.post(f"{where}apply/", {"mode": "all"})
    assert "Taken in: 1 added, 0 changed, 0 refused" in words(officer_client.get(where))
    assert values() == [("gas", 500.0)]


def test_refused_rows_are_shown_and_handed_back(officer_client):
    answer = read(officer_client, handed_in(officer_client, BAD))
    assert "1 of 2 rows cannot be taken as it is" in words(answer)
    assert "No unit of the register bears this number." in words(answer)
    book = officer_client.get(f"{answer.redirect_chain[-1][0]}refused.xlsx")
    assert book.status_code == 200
    assert book.content.startswith(b"PK")


def test_a_dry_run_can_be_dropped(officer_client):
    answer = read(officer_client, handed_in(officer_client, GOOD))
    where = answer.redirect_chain[-1][0]
    officer_client.post(f"{where}drop/")
    assert "This dry run was dropped" in words(officer_client.get(where))
    assert values() == []


def test_an_analyst_hands_in_readings_and_no_units(analyst_client):
    page = words(analyst_client.get("/data/"))
    assert 'value="readings" checked' in page
    assert 'value="units"' not in page
    answer = read(analyst_client, handed_in(analyst_client, GOOD))
    assert "Rows of readings: 1 would be added, 0 changed" in words(answer)
    units = SimpleUploadedFile("units.csv", b"a,b\n1,2\n")
    assert analyst_client.post("/data/", {"files": [units], "kind": "units"}).status_code == 403


def test_the_form_for_readings_can_be_had(officer_client):
    form = officer_client.get("/data/template.xlsx?kind=readings")
    assert form["Content-Disposition"] == 'attachment; filename="ehya-readings.xlsx"'


def test_the_units_page_tells_what_was_read_and_from_which_file(officer_client):
    number = Unit.objects.get().number
    assert "Nothing was read of it" in words(officer_client.get(f"/units/{number}/"))

    answer = read(officer_client, handed_in(officer_client, GOOD))
    where = answer.redirect_chain[-1][0]
    officer_client.post(f"{where}apply/", {"mode": "all"})

    page = words(officer_client.get(f"/units/{number}/"))
    assert "1 signal is read of it" in page
    assert "23 Jul 2023 to 22 Aug 2023" in page
    assert "latest 500 m³" in page
    assert "<bdi>bills.csv</bdi>" in page
    before = words(officer_client.get(f"/units/{number}/?as_of=2023-07-22"))
    assert "Nothing was read of it" in before
