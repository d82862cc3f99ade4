"""An analyst finds what came to stand, an officer takes the own list away on a telephone."""

import re
from datetime import date

import pytest

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_access import faults

pytestmark = pytest.mark.browser
PAGES = ("", "units/", "parks/", "changes/", "flows/", "sweeps/")


@pytest.fixture
def swept(house, django_user_model):
    """Three works of Semnan in two sweeps: one has come to stand, one stands, one works."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from tests.detect import made
    from tests.web.test_detections_pages import stand_still

    load_places(by=the_house())
    teller = django_user_model.objects.create_user(username="teller", role="steward")
    first, second = made.add_sweep(months=-1), made.add_sweep()
    told = (("Alborz Glass", "active", "idle"), ("Kavir Steel", "idle", "idle"))
    for name, was, state in (*told, ("Dena Dairy", "active", "active")):
        number = made.add_works(name, by=teller)
        made.add_look(first, number, was)
        made.add_look(second, number, state, was=was, first_read=first.first)
        if state == "idle":
            since = date(2024, 6, 21) if was == "active" else date(2021, 3, 21)
            stand_still(second, number, since)
    return second


def test_an_analyst_follows_what_came_to_stand(visit, swept):
    page = visit("analyst")
    page.goto("/")
    page.get_by_role("link", name="Detections", exact=True).click()
    page.get_by_role("heading", name="2 of 3 units stand idle").wait_for()
    page.get_by_role("navigation", name="Detections").get_by_text("Since a day").click()
    page.get_by_label("Since the day, in either calendar").fill("1403/01/20")
    page.get_by_role("button", name="Show since then").click()
    page.get_by_role("heading", name="1 unit came to stand, 0 came back to work").wait_for()
    page.locator('.vega[data-drawn="light"]').wait_for()
    page.get_by_role("navigation", name="Detections").get_by_text("What changed").click()
    page.get_by_role("heading", name="1 unit changed its state").wait_for()
    page.get_by_role("link", name="Alborz Glass").click()
    page.wait_for_url(re.compile(r"/detections/\d{8}/"))
    assert page.complaints == []


def test_on_a_telephone_in_persian_an_officer_takes_the_list_away(visit, swept):
    page = visit("officer", language="fa", screen=NARROW)
    page.goto("/detections/units/?state=idle")
    page.get_by_role("heading", name="۲ واحد").wait_for()
    with page.expect_download() as coming:
        page.get_by_role("button", name="بردن این فهرست به صورت CSV").click()
    text = coming.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("شمارهٔ احیا,")
    assert len(text.splitlines()) == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_pages_are_open_to_everybody_s_eyes_and_hands(visit, swept, language, theme, screen):
    page = visit("analyst", language=language, theme=theme, screen=screen)
    found = []
    for address in PAGES:
        page.goto(f"/detections/{address}")
        page.wait_for_load_state("networkidle")
        found += [f"{address} {fault}" for fault in faults(page)]
    assert found == []
    assert page.complaints == []
