"""Projects: what the pages say and take."""

import re
from datetime import date
from decimal import Decimal

import pytest
from tests.invest.yard import a_project, money, places
from tests.revive.purse import a_unit

from ehya.invest.models import Financing, Milestone, Payment, Project
from ehya.register.actions.places import add_park

LIST = "/projects/"


@pytest.fixture
def project(db, officer_client, steward):
    """A water main of Semnan that an officer wrote down."""
    a_unit(steward)
    told = {"kind": "infrastructure", "branch": "water", "name_fa": "آبرسانی شهرک", "province": "IR-20",
            "begins_on": "1402/01/01", "ends_on": "1404/12/01", "jobs": "۱۲"}  # fmt: skip
    answer = officer_client.post(f"{LIST}new/", told)
    assert answer.status_code == 302, words(answer)
    return Project.objects.get()


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def act(client, project, act, **told):
    project.refresh_from_db()
    return client.post(f"{LIST}{project.pk}/{act}/", {"seen": project.version, **told})


def test_an_empty_list_says_so(officer_client):
    assert "هنوز طرحی اینجا نوشته نشده است" in words(officer_client.get(LIST))


def test_a_project_is_opened_financed_planned_begun_told_and_paid(project, officer_client):
    assert project.jobs_planned == 12
    money = {"kind": "bank", "name": "بانک صنعت", "amount": "۲۰", "unit": "billion_rial",
             "on": "1402/02/01", "key": "a"}  # fmt: skip
    assert act(officer_client, project, "finance", **money).status_code == 302
    assert Financing.objects.get().amount_irr == 20_000_000_000
    plan = {"name-1": "لوله‌گذاری", "weight-1": "60", "on-1": "1402/12/01",
            "name-2": "پمپ", "weight-2": "40", "on-2": "1403/03/01"}  # fmt: skip
    assert act(officer_client, project, "plan", **plan).status_code == 302
    assert [row.weight for row in Milestone.objects.order_by("place")] == [
        Decimal("0.6"), Decimal("0.4"),
    ]  # fmt: skip
    assert act(officer_client, project, "begin", on="1402/02/15").status_code == 302
    assert act(officer_client, project, "tell", physical="۳۵", on="1402/10/01").status_code == 302
    pay = {"amount": "5", "unit": "billion_rial", "on": "1402/11/01", "key": "b"}
    assert act(officer_client, project, "pay", **pay).status_code == 302
    assert act(officer_client, project, "pay", **pay).status_code == 302, "sent twice"
    assert Payment.objects.get().amount_irr == 5_000_000_000
    page = words(officer_client.get(f"{LIST}{project.pk}/"))
    assert "۳۵٪" in page
    assert "۲۵٪" in page
    listed = words(officer_client.get(LIST))
    assert "آبرسانی شهرک" in listed


def test_more_than_is_approved_is_refused_and_what_was_typed_stays(project, officer_client):
    money = {"kind": "own", "amount": "20", "unit": "billion_rial", "on": "1402/02/01", "key": "a"}
    act(officer_client, project, "finance", **money)
    act(officer_client, project, "begin", on="1402/02/15")
    pay = {
        "amount": "21",
        "unit": "billion_rial",
        "on": "1402/11/01",
        "key": "b",
        "words": "قسط یک",
    }
    answer = act(officer_client, project, "pay", **pay)
    assert answer.status_code == 422
    assert "قسط یک" in answer.content.decode()
    assert not Payment.objects.exists()


def test_progress_may_not_fall_without_a_reason(project, officer_client):
    act(officer_client, project, "begin", on="1402/02/15")
    act(officer_client, project, "tell", physical="40", on="1402/10/01")
    assert act(officer_client, project, "tell", physical="30", on="1402/11/01").status_code == 422
    told = {"physical": "30", "on": "1402/11/01", "reason": "ریزش کانال"}
    assert act(officer_client, project, "tell", **told).status_code == 302


def test_a_slipped_zero_is_asked_about_at_the_keyboard(project, officer_client):
    money = {
        "kind": "state",
        "amount": "294800",
        "unit": "billion_rial",
        "on": "1402/05/23",
        "key": "a",
    }
    answer = act(officer_client, project, "finance", **money)
    assert answer.status_code == 422
    assert "invest.amount_doubtful" in answer.content.decode()
    assert 'name="instead"' in answer.content.decode(), "what was perhaps meant is offered"
    assert not Financing.objects.exists()


def test_another_provinces_project_is_not_there(project, sign_in, make_person):
    away = sign_in(make_person("assessor", "IR-07"))
    assert away.get(f"{LIST}{project.pk}/").status_code == 404
    assert act(away, project, "tell", physical="10").status_code == 404


A_PHOTO = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c626001000000050001a5f645400000000049454e44ae426082"
)


def test_papers_risks_and_photos_stand_on_the_page(project, officer_client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    told = {"kind": "building", "party": "عمران شرق", "number": "۷/۱۲", "signed_on": "1402/03/01",
            "cost": "12000000000"}  # fmt: skip
    assert act(officer_client, project, "contract", **told).status_code == 302
    told = {"words": "گرانی لوله", "likely": "high", "harm": "medium", "answer": "خرید زود"}
    assert act(officer_client, project, "risk", **told).status_code == 302
    photo = SimpleUploadedFile("trench.png", A_PHOTO, "image/png")
    assert act(officer_client, project, "photo", photo=photo, words="کانال").status_code == 302
    page = officer_client.get(f"{LIST}{project.pk}/").content.decode()
    for said in ("عمران شرق", "گرانی لوله", "کانال"):
        assert said in page
    digest = project.photos.get().evidence.sha256
    assert officer_client.get(f"/evidence/{digest}/").status_code == 200
    risk = project.risks.get()
    assert act(officer_client, project, "close-risk", risk=risk.pk).status_code == 302
    risk.refresh_from_db()
    assert risk.closed_on


def test_what_was_wrong_is_put_right_with_a_reason(project, officer_client):
    money = {"kind": "own", "amount": "20", "unit": "billion_rial", "on": "1402/02/01", "key": "a"}
    act(officer_client, project, "finance", **money)
    plan = {"name-1": "لوله‌گذاری", "weight-1": "100", "on-1": "1402/12/01"}
    act(officer_client, project, "plan", **plan)
    act(officer_client, project, "begin", on="1402/02/15")
    pay = {"amount": "5", "unit": "billion_rial", "on": "1402/11/01", "key": "b"}
    act(officer_client, project, "pay", **pay)
    wrong = Payment.objects.get()
    assert act(officer_client, project, "take-back", payment=wrong.pk).status_code == 422
    told = {"payment": wrong.pk, "reason": "دو بار نوشته شد"}
    assert act(officer_client, project, "take-back", **told).status_code == 302
    project.refresh_from_db()
    assert project.paid_irr == 0
    told = {"place": 1, "on": "1403/02/01", "reason": "برف"}
    assert act(officer_client, project, "move", **told).status_code == 302
    assert str(Milestone.objects.get().expected_on) == "2024-04-20"
    told = {"name_fa": "آبرسانی شهرک شرق", "begins_on": "1402/01/01", "ends_on": "1404/12/01",
            "jobs": "12", "reason": "نام کامل"}  # fmt: skip
    assert act(officer_client, project, "change", **told).status_code == 302
    assert act(officer_client, project, "stop", reason="نبود لوله").status_code == 302
    project.refresh_from_db()
    assert (project.name_fa, project.state) == ("آبرسانی شهرک شرق", "stopped")


def test_the_list_is_taken_away_in_three_forms(project, officer_client):
    import io

    import fastexcel

    told = b"".join(officer_client.get(f"{LIST}list.csv").streaming_content).decode("utf-8-sig")
    head, line = told.splitlines()
    assert head.startswith("project,kind,branch,stands_for,name_fa")
    assert f"{project.pk},infrastructure,water,1,آبرسانی شهرک" in line
    book = officer_client.get(f"{LIST}list.xlsx").content
    sheet = fastexcel.read_excel(io.BytesIO(book).getvalue()).load_sheet(0)
    assert sheet.height == 1
    package = officer_client.get(f"{LIST}oc4ids.json").json()
    (found,) = package["projects"]
    assert found["id"] == f"oc4ids-ehya-{project.pk}"
    assert (found["status"], found["sector"]) == ("preparation", ["waterAndWaste"])
    assert found["period"] == {
        "startDate": "2023-03-21T00:00:00Z", "endDate": "2026-02-20T00:00:00Z",
    }  # fmt: skip


def test_the_curve_and_the_timeline_are_drawn(project, officer_client):
    money = {"kind": "own", "amount": "20", "unit": "billion_rial", "on": "1402/02/01", "key": "a"}
    act(officer_client, project, "finance", **money)
    plan = {"name-1": "لوله‌گذاری", "weight-1": "100", "on-1": "1402/12/01"}
    act(officer_client, project, "plan", **plan)
    page = officer_client.get(f"{LIST}{project.pk}/").content.decode()
    assert 'class="sc-planned" d="M0.00 100.00L' in page
    timeline = officer_client.get(f"{LIST}timeline/")
    assert "آبرسانی شهرک" in timeline.content.decode()
    assert 'class="gb-tick"' in timeline.content.decode()


def test_what_and_where_it_is_is_typed_shown_and_put_right(officer_client, officer, steward):
    unit = a_unit(steward)
    told = {"kind": "industrial", "branch": "new", "name_fa": "کارخانه", "province": "IR-20",
            "code": "الف-۷", "stands_at": "جادهٔ دامغان", "lat": "۳۵٫۵۸", "lon": "53.39",
            "capacity": "۱٬۲۰۰", "capacity_unit": "تن"}  # fmt: skip
    swapped = officer_client.post(f"{LIST}new/", {**told, "lat": "53.39", "lon": "35.58"})
    assert swapped.status_code == 422
    assert "سمنان نیست" in words(swapped)
    assert 'value="جادهٔ دامغان"' in swapped.content.decode(), "what was typed stays"
    assert officer_client.post(f"{LIST}new/", told).status_code == 302
    project = Project.objects.get()
    assert (project.capacity, project.capacity_unit, project.lat) == (Decimal(1200), "تن", 35.58)
    page = words(officer_client.get(f"{LIST}{project.pk}/"))
    assert "ظرفیت مجوز: سالی ۱٬۲۰۰ تن" in page
    assert "جادهٔ دامغان" in page
    change = {
        "name_fa": "کارخانه",
        "capacity": "1500",
        "capacity_unit": "تن",
        "reason": "مجوز تازه",
    }
    assert act(officer_client, project, "change", **change).status_code == 302
    project.refresh_from_db()
    assert (project.capacity, project.code) == (Decimal(1500), "الف-۷"), "what is not asked stays"
    daily = {**change, "capacity_per": "day", "capacity_unit": "متر مکعب"}
    assert act(officer_client, project, "change", **daily).status_code == 302
    assert "ظرفیت مجوز: روزی ۱٬۵۰۰ متر مکعب" in words(officer_client.get(f"{LIST}{project.pk}/"))
    wrong = act(officer_client, project, "change", **{**daily, "capacity_unit": "مگاوات"})
    assert wrong.status_code == 422
    assert "مگاوات سال و روز نمی‌خواهد" in words(wrong)
    power = {**daily, "capacity_unit": "مگاوات", "capacity_per": "none", "capacity": "40"}
    assert act(officer_client, project, "change", **power).status_code == 302
    assert "ظرفیت مجوز: ۴۰ مگاوات" in words(officer_client.get(f"{LIST}{project.pk}/"))
    assert unit


def test_the_list_is_narrowed_and_put_in_order_and_says_where_nothing_is(officer_client, officer):
    places()
    small = a_project(officer, name_fa="کوچک", name_en="", sponsor="آب سمنان")
    large = a_project(officer, name_fa="بزرگ", name_en="", kind="industrial", branch="new")
    money(small, 20_000_000_000, by=officer)
    money(large, 900_000_000_000, by=officer)

    def shown(query):
        page = words(officer_client.get(f"{LIST}?{query}"))
        return [name for name in ("بزرگ", "کوچک") if f" {name} " in page], page

    assert shown("least=۱۰۰")[0] == ["بزرگ"]  # in billions of rials
    assert shown("most=2&most_unit=billion_toman")[0] == ["کوچک"]
    assert shown("sponsor=سمنان")[0] == ["کوچک"]
    assert shown("branch=new")[0] == ["بزرگ"]
    assert shown("money=ahead")[0] == []
    assert shown("state=planned")[0] == ["بزرگ", "کوچک"]
    page = shown("order=approved")[1]
    assert page.index(" بزرگ ") < page.index(" کوچک ")
    none = shown("state=finished")[1]
    assert "هیچ طرحی چنین نیست" in none
    assert "نمایش همهٔ طرح‌ها" in none
    assert "عدد" in shown("least=چند")[1] or "مبلغ" in shown("least=چند")[1]
    file = b"".join(officer_client.get(f"{LIST}list.csv?branch=new").streaming_content).decode()
    assert "بزرگ" in file
    assert "کوچک" not in file


def test_the_first_project_is_called_so(officer_client):
    page = words(officer_client.get(LIST))
    assert "نخستین طرح" in page
    assert 'name="least"' not in officer_client.get(LIST).content.decode()


def test_parks_are_offered_of_the_chosen_province(officer_client, steward):
    places()
    facts = {"kind": "town", "name_en": "Semnan East", "name_fa": "سمنان شرق", "province": "IR-20"}
    park = add_park(facts, by=steward, on=date(2020, 1, 1))
    page = officer_client.get(f"{LIST}parks/?province=IR-20").content.decode()
    assert park in page
    assert park not in officer_client.get(f"{LIST}parks/?province=IR-07").content.decode()
    assert "همه" in officer_client.get(f"{LIST}parks/?province=IR-20&any=1").content.decode()


def test_no_two_fields_of_the_list_or_a_project_bear_one_id(project, officer_client):
    for address in (LIST, f"{LIST}{project.pk}/"):
        ids = re.findall(r' id="([^"]+)"', officer_client.get(address).content.decode())
        assert len(ids) == len(set(ids)), address
