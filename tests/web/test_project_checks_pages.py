"""After the ribbon: what the pages say and take."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.revive.purse import a_unit

from ehya.invest.models import Inauguration, Opening, Progress, Project
from ehya.ledger.actions import note, the_house
from ehya.ledger.queries import today
from ehya.verify.actions.afterwards import ask_projects
from ehya.verify.models import ProjectCheck

LIST = "/checks/projects/"
A_PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c626001000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def assessor_client(make_person, sign_in):
    return sign_in(make_person("assessor", "IR-20"))


@pytest.fixture
def check(db, settings, steward):
    """The three months' check of a pumping station of Semnan, and a group that nobody can ask."""
    settings.TODAY = date(2024, 2, 1)
    a_unit(steward)
    event = note("invest.load_published", by=the_house())
    day = Inauguration.objects.create(
        name_fa="روز صنایع کوچک",
        on=date(2023, 8, 14),
        state="closed",
        known_at=event.at,
        event=event,
    )
    for place, (name, stands_for) in enumerate([("ایستگاه پمپاژ", 1), ("۹ طرح", 9)], start=1):
        project = Project.objects.create(
            kind="infrastructure", name_fa=name, name_en=f"Station {place}", stands_for=stands_for,
            province_id="IR-20" if stands_for == 1 else None, known_at=event.at, event=event,
        )  # fmt: skip
        Opening.objects.create(
            inauguration=day, project=project, place=place, opened_on=day.on, event=event
        )
    ask_projects()
    return ProjectCheck.objects.get(months=3)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_heading_says_of_how_many_nobody_knows(check, director_client):
    told = words(director_client.get(LIST))
    assert "۱۰ طرح افتتاح شد و ۳ ماه پس از آن وضع هیچ‌یک معلوم نیست" in told
    assert "۰٪ تا ۱۰۰٪" in told


def test_an_assessor_answers_with_words_and_a_photo(check, assessor_client, director_client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    photo = SimpleUploadedFile("pump.png", A_PHOTO, "image/png")
    told = {"running": "yes", "on": "1402/08/10", "words": "دو پمپ کار می‌کند", "photo": photo}
    answer = assessor_client.post(f"{LIST}{check.pk}/", told)
    assert (answer.status_code, answer.url) == (302, LIST)
    check.refresh_from_db()
    assert (check.found, check.on, check.by) == ("running", date(2023, 11, 1), "visit")
    page = director_client.get(f"{LIST}{check.pk}/")
    assert "دو پمپ کار می‌کند" in page.content.decode()
    assert director_client.get(f"/evidence/{check.photo.sha256}/").status_code == 200


def test_what_is_refused_stays_on_the_page(check, assessor_client):
    answer = assessor_client.post(f"{LIST}{check.pk}/", {"running": "no", "words": " "})
    assert answer.status_code == 422
    assert "verify.words_needed" in answer.content.decode()
    check.refresh_from_db()
    assert check.found == ""


def test_who_ran_it_sees_why_they_cannot_answer(check, officer, officer_client):
    project = check.opening.project
    Progress.objects.create(
        project=project, on=date(2023, 8, 1), physical=Decimal(1), by=officer,
        known_at=project.known_at, event=project.event,
    )  # fmt: skip
    page = officer_client.get(f"{LIST}{check.pk}/").content.decode()
    assert 'name="words"' not in page
    assert (
        officer_client.post(f"{LIST}{check.pk}/", {"running": "yes", "words": "x"}).status_code
        == 422
    )


def test_the_shares_are_a_file(check, director_client):
    lines = director_client.get(f"{LIST}running.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("where,kind,months,synthetic,opened")
    told, as_of, known_at = lines[1].rsplit(",", 2)
    assert told == "country,infrastructure,3,false,10,0,0,10,0.0,1.0,verify.afterwards/1"
    assert date.fromisoformat(as_of) == today()
    assert datetime.fromisoformat(known_at).tzinfo is not None


def test_an_officer_is_told_the_countrys_share_beside_their_own(check, officer_client):
    told = words(officer_client.get(LIST))
    assert "۱ طرح افتتاح شد و ۳ ماه پس از آن وضع هیچ‌یک معلوم نیست" in told
    assert "در سراسر کشور: ۱۰ طرح افتتاح شد و ۳ ماه پس از آن وضع هیچ‌یک معلوم نیست" in told
    lines = officer_client.get(f"{LIST}running.csv").content.decode("utf-8-sig").splitlines()
    assert [line.rsplit(",", 2)[0] for line in lines[1:]] == [
        "own,infrastructure,3,false,1,0,0,1,0.0,1.0,verify.afterwards/1",
        "country,infrastructure,3,false,10,0,0,10,0.0,1.0,verify.afterwards/1",
    ]


def test_everybody_is_told_the_countrys_share_and_nobodys_list(check, client, director_client):
    page = client.get(LIST)
    assert "۱۰ طرح افتتاح شد و ۳ ماه پس از آن وضع هیچ‌یک معلوم نیست" in words(page)
    assert "ایستگاه پمپاژ" not in page.content.decode()
    rows = client.get(f"{LIST}running.csv").content.decode("utf-8-sig").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == {"country"}
    assert client.get(f"{LIST}{check.pk}/").status_code == 302, "to the door"
    assert f'<a href="{LIST}">' in director_client.get("/").content.decode()
