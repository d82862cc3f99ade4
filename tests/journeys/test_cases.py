"""Two people at one case in two windows, on telephones, in Persian: nobody's words are lost."""

import pytest

from ehya.revive.models import Case
from tests.journeys.conftest import NARROW
from tests.revive import hall as made

pytestmark = pytest.mark.browser


@pytest.fixture
def case(house, django_user_model):
    steward = django_user_model.objects.create_user(username="registrar", role="steward")
    made.add_provinces()
    made.add_secretary()
    return made.add_case(steward, "آذرگون", state="found")


def form_of(page, act):
    """The form of an act, its fold opened."""
    form = page.locator(f"form[action$='/act/{act}/']")
    folds = page.locator("details:not([open])", has=form)
    while folds.count():
        folds.first.locator("> summary").click()
    return form


def test_the_second_sees_what_the_first_did_and_keeps_what_was_typed(case, visit):
    first = visit("officer", language="fa", screen=NARROW)
    second = visit("secretary", language="fa", screen=NARROW)
    for page in (first, second):
        page.goto(f"/cases/{case.pk}/")

    form_of(first, "screen").locator("button[type=submit]").click()
    assert Case.objects.get(pk=case.pk).state == "screened"

    withdraw = form_of(second, "withdraw")
    withdraw.locator("textarea[name=reason], input[name=reason]").fill("مالک کارخانه را فروخت")
    withdraw.locator("button[type=submit]").click()

    assert "در این فاصله این پرونده را تغییر داده است" in second.inner_text("[role=alert]")
    kept = second.locator("form[action$='/act/withdraw/'] [name=reason]")
    assert kept.input_value() == "مالک کارخانه را فروخت"
    assert Case.objects.get(pk=case.pk).state == "screened"

    second.locator("form[action$='/act/withdraw/'] button[type=submit]").click()
    assert Case.objects.get(pk=case.pk).state == "withdrawn"
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert second.evaluate(overflow) == 0
    assert first.complaints == second.complaints == []
