"""A day's work on a telephone, in Persian: the first overdue case is led on, and leaves my work."""

from datetime import date, timedelta

import pytest

from ehya.revive.models import Case
from tests.journeys.conftest import NARROW
from tests.revive import hall as made

pytestmark = pytest.mark.browser
TODAY = date(2024, 8, 12)


@pytest.fixture
def cases(house, django_user_model):
    """Two cases of the officer's that are late, the first for longer; nobody has screened them."""
    people = django_user_model.objects
    steward = people.create_user(username="registrar", role="steward")
    officer = people.create_user(username="officer", role="officer")
    made.add_provinces()
    rows = []
    for name, late in (("آذرگون", 20), ("ناروان", 3)):
        row = made.add_case(steward, name, state="found", since=TODAY - timedelta(days=30 + late))
        due = TODAY - timedelta(days=late)
        Case.objects.filter(pk=row.pk).update(officer=officer, owner="officer", due=due)
        rows.append(row)
    return rows


def test_the_first_overdue_case_is_led_on_and_leaves_my_work(cases, visit):
    first, second = cases
    page = visit("officer", language="fa", screen=NARROW)
    page.goto("/work/")
    assert "۲ کار دیر شده است" in page.inner_text("h1")
    card = page.locator(".task").first
    assert "آذرگون" in card.inner_text()
    assert "۲۰ روز دیر" in card.inner_text()

    card.locator(".btn-primary").click()
    page.wait_for_url(f"**/cases/{first.pk}/#acts")
    form = page.locator("form[action$='/act/screen/']")
    page.locator("details", has=form).locator("> summary").click()
    form.locator("button[type=submit]").click()

    assert "غربال‌شده" in page.inner_text("main .flash")
    assert Case.objects.get(pk=first.pk).state == "screened"
    assert page.locator(".way [aria-current=step]").inner_text().startswith("غربال‌شده")

    page.goto("/work/")
    assert "۱ کار دیر شده است" in page.inner_text("h1")
    (left,) = page.locator(".task").all()
    assert "ناروان" in left.inner_text()
    assert Case.objects.get(pk=second.pk).state == "found"
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    assert page.complaints == []
