"""A secretary holds a meeting in Persian: from the agenda to sealed minutes that anybody can verify."""

import pytest

from ehya.revive.models import Case, Meeting, Obligation
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_access import faults
from tests.revive import hall as made

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(house, django_user_model, tmp_path, monkeypatch):
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))
    steward = django_user_model.objects.create_user(username="registrar", role="steward")
    hall = made.open_hall(steward)
    made.add_case(steward, "آذرگون")
    return hall


def test_a_secretary_holds_a_meeting_on_a_telephone_in_persian(hall, visit, tmp_path):
    page = visit("secretary", language="fa", screen=NARROW)
    page.goto(f"/committee/meetings/{hall.meeting}/bring/")
    page.check("input[name=case]")
    page.fill("input[name^=asks-]", "امهال بدهی معوق")
    page.click("main form .btn-primary")
    for tick in page.locator("input[name=present]").all():
        tick.check()
    page.get_by_role("button", name="ثبت حاضران").click()
    page.locator(".decideform summary").click()
    page.check("input[name=said][value=approved]")
    page.fill("textarea[name=words]", "با امهال بدهی موافقت شد.")
    page.select_option("select[name=body-0]", str(hall.bank))
    page.fill("input[name=owes-0]", "امهال بدهی معوق")
    page.fill("input[name=amount-0]", "۴۲٬۰۰۰٬۰۰۰٬۰۰۰")
    page.fill("input[name=due-0]", "۱۴۰۳/۰۴/۳۱")
    page.locator(".decideform button.btn-primary").click()
    assert "صورت‌جلسه را مهر کنید" in page.inner_text("h1")
    page.get_by_role("button", name="مهر صورت‌جلسه").click()
    assert "مهر شده است" in page.inner_text("h1")
    assert Meeting.objects.get().state == "sealed"
    assert Obligation.objects.get().amount_irr == 42_000_000_000
    minutes = tmp_path / "minutes.pdf"
    minutes.write_bytes(page.request.get(f"/committee/meetings/{hall.meeting}/minutes.pdf").body())
    page.goto("/committee/verify/")
    page.set_input_files("input[name=file]", str(minutes))
    page.get_by_role("button", name="سنجش").click()
    assert "دست‌نخورده" in page.inner_text("h1")
    minutes.write_bytes(minutes.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6", 1))
    page.set_input_files("input[name=file]", str(minutes))
    page.get_by_role("button", name="سنجش").click()
    assert "تغییر داده شده است" in page.inner_text("h1")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    assert page.complaints == []


def test_a_late_bank_gets_its_letter(hall, visit):
    (item,) = made.put_on(hall, Case.objects.get())
    made.approve(hall, item, made.attend(hall), made.owes(hall, due=made.MET))
    page = visit("secretary")
    page.goto("/obligations/")
    assert "1 of 1 obligation is late" in page.inner_text("h1")
    page.click("main table a[href^='/obligations/']")
    assert "is 54 days late" in page.inner_text("h1")
    page.fill("#l-number", "318")
    page.get_by_role("button", name="Issue the letter").click()
    assert "1 time, last 12 Aug 2024" in page.inner_text("main")
    assert page.complaints == []


@pytest.mark.parametrize(
    ("language", "theme", "screen"),
    [
        ("en", "light", WIDE),
        ("fa", "dark", WIDE),
        ("en", "dark", NARROW),
        ("fa", "light", NARROW),
    ],
)
def test_the_committees_pages_are_open_to_everybody(
    hall, django_user_model, visit, language, theme, screen
):
    steward = django_user_model.objects.get(username="registrar")
    busy = made.add_case(steward, "Second")
    (item, _other) = made.put_on(hall, Case.objects.exclude(pk=busy.pk).get(), busy)
    made.approve(hall, item, made.attend(hall), made.owes(hall, due=made.MET))
    made.add_case(steward, "Third")
    page = visit("secretary", language=language, theme=theme, screen=screen)
    found = []
    for address in (
        "/committee/",
        f"/committee/{hall.committee}/",
        f"/committee/meetings/{hall.meeting}/",
        f"/committee/meetings/{hall.meeting}/bring/",
        "/committee/verify/",
        "/bodies/",
        f"/bodies/{hall.bank}/",
        "/obligations/?late=1",
        f"/obligations/{Obligation.objects.get().pk}/",
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += [f"{address} {fault}" for fault in faults(page)]
    assert found == []
    assert page.complaints == []
