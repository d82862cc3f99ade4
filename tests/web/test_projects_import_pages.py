"""A file of projects on the page: seen first, then taken, its faults told cell by cell."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.invest.yard import places

from ehya.invest.models import Project

ROWS = (
    "کد طرح,نوع,نام طرح,استان,اشتغال\n"
    "الف-۱,صنعتی,کارخانه آجر,سمنان,۱۲\n"
    "الف-۲,صنعتی,کارخانه کاشی,سمنان,{jobs}\n"
)


@pytest.fixture(autouse=True)
def _places(db):
    places()


def brought(client, text, name="projects.csv"):
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    answer = client.post("/projects/import/", {"file": file})
    assert answer.status_code == 302, words(answer)
    return answer.url


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_file_is_seen_before_it_is_taken(officer_client):
    where = brought(officer_client, ROWS.format(jobs=7))
    page = words(officer_client.get(where))
    assert "هر ۲ طرح پذیرفتنی است" in page
    assert "کارخانه کاشی" in page
    assert not Project.objects.exists()
    assert officer_client.post(where).url == "/projects/"
    assert Project.objects.count() == 2
    assert "همهٔ آنچه پرونده می‌گوید از پیش معلوم است" in words(officer_client.get(where))


def test_what_is_wrong_is_told_and_the_good_ones_may_be_taken(officer_client):
    where = brought(officer_client, ROWS.format(jobs="هفت"))
    page = words(officer_client.get(where))
    assert "۱ از ۲ طرح پذیرفتنی نیست" in page
    assert "«هفت» عدد نیست" in page
    book = officer_client.get(f"{where}refused.xlsx")
    assert book["Content-Type"].endswith("sheet")
    assert officer_client.post(where).status_code == 200
    assert not Project.objects.exists()
    assert officer_client.post(where, {"only_good": "yes"}).status_code == 302
    assert Project.objects.get().jobs_planned == 12


def test_a_change_shows_what_stood_there(officer_client):
    officer_client.post(brought(officer_client, ROWS.format(jobs=7)))
    where = brought(officer_client, ROWS.format(jobs=9), "again.csv")
    page = words(officer_client.get(where))
    assert "۷" in page
    assert "۹" in page
    officer_client.post(where, {"reason": "نامهٔ ۱۲"})
    assert Project.objects.get(code="الف-2").jobs_planned == 9


def test_who_may_not_write_projects_hands_none_in(director_client, citizen_client):
    for client in (director_client, citizen_client):
        assert client.get("/projects/import/").status_code == 403


def test_a_file_that_is_no_table_says_so(officer_client):
    where = brought(officer_client, "سلام", "letter.csv")
    assert officer_client.get(where).status_code == 422
