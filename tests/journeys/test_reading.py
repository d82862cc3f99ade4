"""Language, calendar and light follow the reader."""

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.test_check_a_text import check

pytestmark = pytest.mark.browser


def test_a_language_chosen_once_stays(visit):
    page = visit("officer")
    page.goto("/claims/check/")
    page.click("button:has-text('فارسی')")
    assert page.evaluate("document.documentElement.lang") == "fa"
    assert page.url.endswith("/claims/check/")
    page.goto("/preferences/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.is_checked("main input[value=fa]")


def test_the_light_changes_at_once_and_stays(visit):
    page = visit("officer")
    page.goto("/claims/check/")
    with page.expect_response("**/preferences/") as kept:
        page.click("[data-theme-toggle] button")
    assert kept.value.status == 204
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.goto("/preferences/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_paper_is_white_though_the_screen_is_dark(visit):
    page = visit("officer", theme="dark")
    page.goto("/")
    light = "document.documentElement.dataset.bsTheme"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(light) == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(light) == "dark"
    assert page.complaints == []


def test_a_stranger_s_light_is_the_machine_s_own(browser, house):
    window = browser.new_context(base_url=house, color_scheme="dark")
    page = window.new_page()
    page.goto("/sign-in/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    window.close()


def test_a_calendar_chosen_rules_every_date(visit):
    page = visit("analyst")
    page.goto("/preferences/")
    page.check("main input[value=solar]")
    page.click("main button[type=submit]")
    check(page)
    assert "22 Mordad 1403" in page.inner_text(".meta")
    assert "Aug 2024" not in page.inner_text(".meta")


def test_the_phone_s_menu_opens_and_leads_on(visit):
    page = visit("officer", screen=NARROW)
    page.goto("/preferences/")
    assert not page.is_visible("#nav a")
    page.click("[data-nav-toggle]")
    assert page.get_attribute("[data-nav-toggle]", "aria-expanded") == "true"
    page.click("#nav a:has-text('Check a text')")
    assert page.url.endswith("/claims/check/")


def test_a_citizen_is_told_kindly_and_may_leave(visit):
    page = visit("citizen")
    page.goto("/")
    assert "for the staff" in page.inner_text("h1")
    page.click("main button:has-text('Sign in as somebody else')")
    assert page.url.endswith("/sign-in/")
