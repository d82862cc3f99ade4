"""A session ends while somebody types: they sign in again, and their words are in the form."""

import pytest
from django.contrib.sessions.models import Session

from ehya.revive.models import Remark
from tests.journeys.conftest import NARROW, PASSWORD
from tests.revive import hall as made

pytestmark = pytest.mark.browser
WORDS = "مالک گفت خط دوم از فردا روشن می‌شود"


@pytest.fixture
def case(house, django_user_model):
    steward = django_user_model.objects.create_user(username="registrar", role="steward")
    made.add_provinces()
    return made.add_case(steward, "آذرگون", state="found")


def sign_in_again(page, name):
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")


def kept_in_the_tab(page):
    return page.evaluate("sessionStorage.getItem('ehya:typed')")


def test_what_was_typed_comes_back_after_signing_in_again(case, visit):
    page = visit("officer", language="fa", screen=NARROW)
    page.goto(f"/cases/{case.pk}/")
    page.locator("details.remarkform").first.locator("summary").click()
    page.fill("#remark", WORDS)
    Session.objects.all().delete()
    page.locator("form[action$='/remark/'] button").click()

    assert page.url.endswith(f"/sign-in/?next=/cases/{case.pk}/")
    sign_in_again(page, "officer")
    page.wait_for_url(f"**/cases/{case.pk}/")
    page.locator("main .flash", has_text="نوشته بودید").wait_for()
    assert page.locator("#remark").is_visible()
    assert page.input_value("#remark") == WORDS
    assert Remark.objects.count() == 0
    assert kept_in_the_tab(page) is None

    page.locator("form[action$='/remark/'] button").click()
    page.locator(".tline .remark").wait_for()
    assert Remark.objects.get().words == WORDS
    assert kept_in_the_tab(page) is None
    assert page.input_value("#remark") == ""
    assert page.complaints == []


def test_what_one_typed_is_not_put_before_another(case, visit, django_user_model):
    page = visit("officer", language="fa")
    second = django_user_model.objects.create_user(username="second", role="officer")
    second.scopes.create(kind="province", code="IR-20")
    second.set_password(PASSWORD)
    second.save()
    page.goto(f"/cases/{case.pk}/")
    page.locator("details.remarkform").first.locator("summary").click()
    page.fill("#remark", WORDS)
    Session.objects.all().delete()
    page.locator("form[action$='/remark/'] button").click()
    sign_in_again(page, "second")
    page.wait_for_url(f"**/cases/{case.pk}/")
    page.wait_for_function("sessionStorage.getItem('ehya:typed') === null")
    assert page.input_value("#remark") == ""
