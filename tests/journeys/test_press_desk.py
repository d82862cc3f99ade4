"""A statement goes from a draft to the public: one writes it, another approves it."""

import re
from datetime import date

import pytest

from ehya.ledger.actions import the_house
from ehya.register.actions.places import load_places
from tests.publish.test_figures import restarted

pytestmark = pytest.mark.browser
TEXT = "از ابتدای سال ۶ واحد راکد در سراسر کشور احیا شد. اتاق ۷ رنگ شد."


@pytest.fixture
def six(house, make_person, settings):
    settings.TODAY = date(2024, 8, 12)
    load_places(by=the_house())
    steward, officer = make_person("steward"), make_person("officer", "IR-20")
    for month in (4, 4, 5, 5, 6, 7):
        restarted(steward, officer, date(2024, month, 10))


def test_a_persian_statement_is_proven_approved_by_another_and_read_by_everybody(six, visit):
    page = visit("analyst", language="fa")
    page.goto("/press/new/")
    page.fill("#p-title", "شش واحد")
    page.fill("#p-text", TEXT)
    page.click("form.pressform button[type=submit]")
    page.wait_for_url(re.compile(r"/press/\d+/"))
    assert "۱ از ۲ عدد اثبات شده" in page.inner_text("h1")

    page.fill("input[name^='n'][name$=':reason']", "شمارهٔ اتاق")
    page.click("button[name=then]")
    assert "کم شود" in page.inner_text("main")  # the record told 116 by June
    page.fill("input[name^='!']", "کارنامه از برنامه‌ای دیگر می‌گوید")
    page.click("button[name=then]")
    assert "فرستاده شد" in page.inner_text(".flash")
    number = re.search(r"/press/(\d+)/", page.url)[1]
    assert page.locator("form[action$='/approve/']").count() == 0
    assert page.complaints == []

    other = visit("director", language="fa")
    other.goto(f"/press/{number}/")
    other.click("form[action$='/approve/'] button")
    assert "منتشر شد" in other.inner_text(".flash")

    stranger = visit(language="fa")
    stranger.goto(f"/public/statements/{number}/")
    assert stranger.inner_text("h1") == "شش واحد"
    stranger.click("a.cl")
    assert "6" in stranger.inner_text("h1") or "۶" in stranger.inner_text("h1")
    assert stranger.complaints == []


def test_the_cockpit_compares_with_a_morning_and_leads_on(six, visit):
    page = visit("director")
    page.goto("/")
    assert "6 units revived as claimed" in page.inner_text("h1")
    page.click("text=the new year")
    page.click("#changes a.n >> nth=0")
    assert "/figures/count/" in page.url
    page.goto("/reports/")
    assert page.complaints == []
