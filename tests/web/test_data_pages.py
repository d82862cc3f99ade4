"""Does a person see what a file would do, before it does it?"""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ehya.ledger.actions import the_house
from ehya.ledger.models import Scope
from ehya.register.actions.places import load_places
from ehya.register.actions.received import path_of
from ehya.register.actions.units import add_unit
from ehya.register.models import Import, UnitVersion

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "Operating licence,Latin name,Province,Status,Insured workers"
GOOD = f"{HEAD}\nP/1,Steel,Semnan,idle,12\nP/2,Tiles,Semnan,active,30\n"
BAD = f"{HEAD}\nP/1,Steel,Semnan,idle,12\nP/2,Tiles,Semnan,sleeping,30\n"


@pytest.fixture(autouse=True)
def register(steward, officer, auditor):
    load_places(by=the_house())
    facts = {"name_en": "Steel", "province": "IR-20", "status": "active", "permit": "P/1"}
    add_unit(facts, by=steward, on=date(2019, 3, 21))
    for person in (steward, officer, auditor):
        person.language = "en"
        person.save()


def handed_in(client, text, name="units.csv"):
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post("/data/", {"files": [file]})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def read(client, where, **told):
    answer = client.post(where, {"as_of": "2024-08-12", "meaning": "change", **told}, follow=True)
    return answer, answer.redirect_chain[-1][0] if answer.redirect_chain else ""


def words(answer):
    return " ".join(answer.content.decode().split())


def test_the_columns_are_shown_as_they_are_understood(officer_client):
    page = words(officer_client.get(handed_in(officer_client, GOOD)))
    assert "units.csv has 5 columns: are they understood rightly?" in page
    assert '<option value="insured_jobs" selected>' in page
    assert "12 · 30" in page


def test_a_dry_run_tells_before_and_after_and_writes_nothing(officer_client):
    answer, _ = read(officer_client, handed_in(officer_client, GOOD))
    page = words(answer)
    assert "It would add 1 and change 1" in page
    assert "<del>Active</del>" in page
    assert "<ins>Idle</ins>" in page
    assert not UnitVersion.objects.filter(name_en="Tiles").exists()


def test_what_was_shown_is_then_written(officer_client):
    _, where = read(officer_client, handed_in(officer_client, GOOD))
    page = words(officer_client.post(f"{where}apply/", {"mode": "all"}, follow=True))
    assert "Taken in: 1 added, 1 changed, 0 refused" in page
    assert UnitVersion.objects.filter(name_en="Tiles").exists()


def test_a_bad_row_is_shown_with_its_reason_and_comes_back_to_be_mended(officer_client):
    answer, where = read(officer_client, handed_in(officer_client, BAD))
    page = words(answer)
    assert "1 of 2 rows cannot be taken as it is" in page
    assert "sleeping" in page
    book = officer_client.get(f"{where}refused.xlsx")
    assert book.content.startswith(b"PK")


def test_the_good_rows_may_be_taken_alone(officer_client):
    _, where = read(officer_client, handed_in(officer_client, BAD))
    page = words(officer_client.post(f"{where}apply/", {"mode": "good"}, follow=True))
    assert "Taken in: 0 added, 1 changed, 1 refused" in page


def test_all_or_nothing_writes_nothing_where_a_row_is_bad(officer_client):
    _, where = read(officer_client, handed_in(officer_client, BAD))
    page = words(officer_client.post(f"{where}apply/", {"mode": "all"}, follow=True))
    assert "1 row was refused, and nothing was written" in page
    assert not UnitVersion.objects.filter(status="idle").exists()


def test_what_a_heading_means_is_remembered(officer_client):
    odd = GOOD.replace("Insured workers", "Heads on the books")
    where = handed_in(officer_client, odd)
    assert "Heads on the books" in words(officer_client.get(where))
    read(officer_client, where, **{"column-4": "insured_jobs"})
    again = handed_in(officer_client, odd.replace("30", "31"))
    page = words(officer_client.get(again))
    assert "as you said before" in page
    assert '<option value="insured_jobs" selected>' in page


def test_headings_that_nobody_knows_are_told_by_hand(officer_client):
    odd = "Paper,Called,Stands in,How it is\nP/7,Glass,Semnan,idle\n"
    where = handed_in(officer_client, odd)
    page = words(officer_client.get(where))
    assert "No heading is one that Ehya knows" in page
    assert "units.csv has 4 columns" in page
    told = ("permit", "name_en", "province", "status")
    mapped = {f"column-{number}": column for number, column in enumerate(told)}
    answer, _ = read(officer_client, where, **mapped)
    assert "It would add 1" in words(answer)
    again = words(officer_client.get(handed_in(officer_client, odd.replace("P/7", "P/8"))))
    assert "as you said before" in again


def test_headings_that_nobody_told_are_refused_in_words(officer_client):
    answer, _ = read(officer_client, handed_in(officer_client, "Was,Ist\n1,2\n"))
    assert "names its columns" in words(answer)


def test_bytes_that_were_taken_away_are_said_to_be_gone(officer_client):
    _, where = read(officer_client, handed_in(officer_client, BAD))
    file = Import.objects.get().file
    path_of(file).unlink()
    for address in (f"/data/files/{file.sha256}/bytes/", f"{where}refused.xlsx"):
        answer = officer_client.get(address)
        assert answer.status_code == 422
        assert "were taken away" in words(answer)
    assert "were taken away" in words(officer_client.get(f"/data/files/{file.sha256}/"))
    again = officer_client.post(
        f"/data/files/{file.sha256}/", {"as_of": "2024-08-12", "meaning": "change"}
    )
    assert again.status_code == 422


def test_two_headings_cannot_mean_one_thing(officer_client):
    where = handed_in(officer_client, GOOD)
    answer, _ = read(officer_client, where, **{"column-4": "status"})
    assert answer.status_code == 422
    assert "Status, Insured workers" in words(answer)


def test_a_file_that_is_no_table_is_refused_in_words(officer_client):
    where = handed_in(officer_client, "dear colleague,\nnothing to tell\n", name="letter.txt")
    assert "cannot be read" in words(officer_client.get(where))


def test_reading_a_file_otherwise_lets_go_of_its_earlier_dry_run(officer_client):
    where = handed_in(officer_client, GOOD)
    _, first = read(officer_client, where)
    again, second = read(officer_client, where, **{"column-4": ""})
    assert first != second
    assert "This dry run was dropped; nothing was written" in words(officer_client.get(first))
    assert "Insured workers" not in words(again).partition("<main")[2]
    states = Import.objects.order_by("begun").values_list("state", flat=True)
    assert list(states) == ["stopped", "staged"]


def test_a_dry_run_can_be_dropped(officer_client):
    _, where = read(officer_client, handed_in(officer_client, GOOD))
    officer_client.post(f"{where}drop/")
    assert Import.objects.get().state == "stopped"
    assert "dropped" in words(officer_client.get(where))


def test_files_are_seen_by_their_sender_and_by_who_keeps_watch(
    officer, officer_client, auditor_client, sign_in
):
    _, where = read(officer_client, handed_in(officer_client, GOOD))
    from ehya.ledger.models import Scope, User

    other = User.objects.create_user(username="qazvin", role="officer", language="en")
    Scope.objects.create(user=other, kind="province", code="IR-26")
    elsewhere = sign_in(other)
    assert elsewhere.get(where).status_code == 404
    assert "units.csv" not in words(elsewhere.get("/data/"))
    assert auditor_client.get(where).status_code == 200
    assert "units.csv" in words(auditor_client.get("/data/"))
    sha256 = Import.objects.get().file.sha256
    assert auditor_client.get(f"/data/files/{sha256}/bytes/").status_code == 422
    got = officer_client.get(f"/data/files/{sha256}/bytes/")
    assert b"".join(got.streaming_content) == GOOD.encode()


def test_who_watches_a_province_does_not_see_what_every_other_one_hands_in(
    officer_client, auditor, auditor_client
):
    _, where = read(officer_client, handed_in(officer_client, GOOD))
    Scope.objects.create(user=auditor, kind="province", code="IR-26")
    assert auditor_client.get(where).status_code == 404
    assert "units.csv" not in words(auditor_client.get("/data/"))
    sha256 = Import.objects.get().file.sha256
    assert auditor_client.get(f"/data/files/{sha256}/").status_code == 404


def test_an_officer_cannot_tell_of_another_province(officer_client):
    answer, _ = read(officer_client, handed_in(officer_client, GOOD.replace("Semnan", "Qazvin")))
    assert "cannot be taken" in words(answer)


def test_the_form_to_fill_is_given(officer_client):
    assert officer_client.get("/data/template.xlsx").content.startswith(b"PK")
