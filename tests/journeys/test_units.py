"""An officer finds a unit, puts its name right, and asks what was known the day before."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_access import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def number(house, steward):
    """A unit of Semnan, known for a month before the demonstration's day and found by its words."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit, new_unit
    from ehya.register.models import UnitVersion

    load_places(by=the_house())
    told = {
        "name_fa": "فولاد البرض",
        "name_en": "Foolad-e Alborz",
        "province": "IR-20",
        "status": "idle",
        "insured_jobs": 12,
    }
    row = UnitVersion.objects.get(unit__number=add_unit(told, by=steward, on=date(2019, 3, 21)))
    row.pk, row.unit = None, new_unit(synthetic=False)
    row.known = (timezone.make_aware(timezone.datetime(2024, 7, 1)), None)
    row.save(force_insert=True)
    return row.unit.number


def test_an_officer_finds_a_unit_by_latin_spelling_and_puts_its_name_right(visit, number):
    page = visit("officer")
    page.goto("/units/")
    page.fill("#f-text", "fulad alborz")
    page.press("#f-text", "Enter")
    page.click(f"a.what[href='/units/{number}/']")
    page.click("text=Correct a mistake")
    page.fill("#u-name_fa", "فولاد البرز")
    page.fill("#u-reason", "A letter was wrong.")
    page.click("main form button[type=submit]")
    assert "فولاد البرز" in page.inner_text(".idhead")
    said = page.inner_text("#timeline")
    assert "Corrected" in said
    assert "فولاد البرض" in said
    assert "A letter was wrong." in said
    yesterday = date(2024, 8, 12) - timedelta(1)
    page.fill("#known_at", yesterday.isoformat())
    page.click(".clock button")
    assert "فولاد البرض" in page.inner_text(".idhead")
    assert page.query_selector("text=Correct a mistake") is None
    assert page.complaints == []


def test_a_refused_form_keeps_what_was_typed(visit, number):
    page = visit("officer", screen=NARROW)
    page.goto(f"/units/{number}/change/")
    page.fill("#u-insured_jobs", "many")
    page.fill("#u-day", "2024-08-01")
    page.click("main form button[type=submit]")
    assert "insured workers" in page.inner_text("[role=alert]")
    assert page.input_value("#u-insured_jobs") == "many"
    assert page.input_value("#u-day") == "2024-08-01"


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("fa", "dark")])
def test_the_pages_of_units_are_open_to_all_eyes_and_hands(visit, number, language, theme, screen):
    page = visit("officer", language=language, theme=theme, screen=screen)
    found = []
    for address in (
        "/units/",
        "/units/?text=zzzz",
        f"/units/{number}/",
        f"/units/{number}/correct/",
        f"/units/{number}/split/",
        "/units/add/",
        "/units/99999999/",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found += [f"{address} {fault}" for fault in faults(page)]
    assert found == []
    assert page.complaints == []
