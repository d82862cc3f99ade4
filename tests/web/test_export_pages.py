"""Does the page of an export say what is in the file, and to whom?"""

from datetime import date

import pytest

from ehya.ledger.actions import the_house
from ehya.register.actions import exports
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.register.models import Export

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def units(steward):
    load_places(by=the_house())
    for name, province in (("Steel", "IR-20"), ("Tiles", "IR-26"), ("Glass", "IR-26")):
        facts = {"name_en": name, "province": province, "status": "idle"}
        add_unit(facts, by=steward, on=date(2019, 3, 21))


@pytest.fixture
def english(officer, analyst, auditor):
    for person in (officer, analyst, auditor):
        person.language = "en"
        person.save()


def asked(client, **told):
    answer = client.post("/exports/", {"form": "csv", **told})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_the_page_says_how_many_were_asked_and_counted(english, analyst_client):
    page = analyst_client.get(asked(analyst_client, province="IR-26")).content.decode()
    assert "2 units were asked for, and 2 were counted in the file" in page
    assert "province: Qazvin" in page
    assert Export.objects.get().sha256 in page


def test_the_page_says_so_in_persian(analyst, analyst_client):
    analyst.language = "fa"
    analyst.save()
    page = analyst_client.get(asked(analyst_client, province="IR-26")).content.decode()
    assert "استان: قزوین" in page


def test_the_file_comes_with_its_number_of_rows(english, officer_client):
    where = asked(officer_client)
    answer = officer_client.get(f"{where}file/")
    assert answer["X-Ehya-Rows"] == "1"
    assert b"Steel" in b"".join(answer.streaming_content)
    assert officer_client.get(f"{where}manifest.json").json()["rows_counted_in_file"] == 1


def test_the_certificate_may_be_audited_but_the_file_stays_with_its_person(
    english, analyst_client, auditor_client, officer_client
):
    where = asked(analyst_client)
    assert auditor_client.get(where).status_code == 200
    assert auditor_client.get(f"{where}file/").status_code == 404
    assert officer_client.get(where).status_code == 404


def test_a_failed_export_says_why_and_is_written_again(english, analyst_client, monkeypatch):
    from ehya.register.actions import exports

    with monkeypatch.context() as patch:
        patch.setitem(exports.COUNTERS, "csv", lambda path: 7)
        where = asked(analyst_client)
    page = analyst_client.get(where).content.decode()
    assert "The register holds 3 rows for this question but 7 were counted" in page
    assert analyst_client.get(f"{where}file/").status_code == 422
    analyst_client.post(f"{where}again/")
    assert Export.objects.get().state == "done"


def test_the_list_offers_to_be_taken_away(english, analyst_client):
    page = analyst_client.get("/units/?province=IR-26").content.decode()
    assert 'action="/exports/"' in page
    assert '<input type="hidden" name="province" value="IR-26">' in page


def test_no_kind_of_file_is_a_no(english, analyst_client):
    assert analyst_client.post("/exports/", {"form": "pdf"}).status_code == 422


def test_a_file_that_is_kept_no_longer_is_said_to_be_gone(english, analyst, analyst_client):
    where = asked(analyst_client)
    exports.path_of(Export.objects.get()).unlink()
    page = analyst_client.get(where).content.decode()
    assert "It has been removed; this certificate stays." in page
    assert "Download the file" not in page
    analyst.language = "fa"
    analyst.save()
    assert "برداشته شده است؛ این گواهی می‌ماند" in analyst_client.get(where).content.decode()


def test_a_file_cut_short_after_it_was_counted_is_not_given(english, analyst_client):
    where = asked(analyst_client)
    path = exports.path_of(Export.objects.get())
    path.write_bytes(path.read_bytes()[:-1])
    answer = analyst_client.get(f"{where}file/")
    assert answer.status_code == 422
    assert "no longer as long as when it was counted" in answer.content.decode()


def test_who_may_see_contacts_no_longer_gets_no_older_list_of_them(
    english, officer, officer_client
):
    where = asked(officer_client)
    assert officer_client.get(f"{where}file/").status_code == 200
    officer.role = "secretary"
    officer.save()
    assert officer_client.get(f"{where}file/").status_code == 200
    officer.role = "analyst"
    officer.save()
    answer = officer_client.get(f"{where}file/")
    assert answer.status_code == 403
    assert "Ask for the list anew" in answer.content.decode()
