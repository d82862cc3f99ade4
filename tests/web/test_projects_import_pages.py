"""A file of projects on the page: seen first, then taken, its faults told cell by cell."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.invest.yard import BEGUN, a_project, money, places

from ehya.invest.actions import building
from ehya.invest.models import Payment, Progress, Project

ROWS = (
    "کد طرح,نوع,نام طرح,استان,اشتغال\n"
    "الف-۱,صنعتی,کارخانه آجر,سمنان,۱۲\n"
    "الف-۲,صنعتی,کارخانه کاشی,سمنان,{jobs}\n"
)


@pytest.fixture(autouse=True)
def _places(db):
    places()


def brought(client, text, name="projects.csv", **kind):
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    answer = client.post("/projects/import/", {"file": file, **kind})
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


def test_payments_are_seen_before_they_are_taken_and_stand_with_their_number(
    officer_client, officer
):
    number = a_project(officer, code="a-1")
    money(number, 30_000_000_000, by=officer)
    head = "code,reference,paid on,amount,currency\n"
    rows = "a-1,7/12,2024-05-01,20,billion rials\na-1,7/13,2024-05-01,{},billion rials\n"
    where = brought(officer_client, head + rows.format(11), "paid.csv", kind="payments")
    page = words(officer_client.get(where))
    assert "۱ از ۲ ردیف پذیرفتنی نیست" in page
    assert "۳۰٬۰۰۰٬۰۰۰٬۰۰۰ ریال مصوب است" in page
    book = officer_client.get(where.replace("?", "refused.xlsx?"))
    assert book["Content-Type"].endswith("sheet")
    where = brought(officer_client, head + rows.format(10), "mended.csv", kind="payments")
    assert "۲ پرداخت تازه است" in words(officer_client.get(where))
    assert not Payment.objects.exists()
    assert officer_client.post(where).url == "/projects/"
    assert Payment.objects.count() == 2
    assert "7/12" in words(officer_client.get(f"/projects/{number}/"))
    assert "از پیش معلوم است" in words(officer_client.get(where))


def test_progress_is_taken_from_a_file(officer_client, officer):
    number = a_project(officer, code="a-1")
    building.begin(number, by=officer, on=BEGUN)
    where = brought(officer_client, "code,day,progress\na-1,2024-05-01,25\n", kind="progress")
    assert "پیشرفت ۱ بار از نو گفته می‌شود" in words(officer_client.get(where))
    officer_client.post(where)
    assert str(Progress.objects.get().physical) == "0.25000"


def test_each_is_offered_what_they_may_hand_in(officer_client, analyst_client, director_client):
    page = words(officer_client.get("/projects/import/?kind=payments"))
    assert "هر ردیف یک پرداخت است" in page
    for kind in ("payments", "progress"):
        assert officer_client.get(f"/projects/import/form.xlsx?kind={kind}").status_code == 200
        assert analyst_client.get(f"/projects/import/?kind={kind}").status_code == 403
        assert director_client.get(f"/projects/import/?kind={kind}").status_code == 403


def test_a_slipped_zero_in_a_file_asks_what_was_meant(officer_client, officer):
    number = a_project(officer, code="a-1")
    money(number, 30_000_000_000, by=officer)
    rows = "code,reference,paid on,amount,currency\na-1,7,2024-05-01,2,million rials\n"
    page = words(officer_client.get(brought(officer_client, rows, "paid.csv", kind="payments")))
    assert "۲٬۰۰۰٬۰۰۰ ریال" in page
    assert "منظور بود؟" in page
