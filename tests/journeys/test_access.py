"""axe-core finds nothing, nothing overflows, and nothing is blocked, on any page for anybody."""

import pytest

from tests.house.code import ROOT
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_check_a_text import REPORT, TEXTS, check

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules/axe-core/axe.min.js"
PAGES = [
    "/",
    "/claims/",
    "/claims/?text=zzzzzzzz",
    "/claims/MN1108543314-07/",
    "/claims/MN1108543314-07/correct/",
    "/claims/contradictions/",
    "/claims/check/",
    "/preferences/",
    "/nowhere/",
]
OFFICE = [
    "/people/",
    "/people/add/",
    "/people/administrator/",
    "/events/",
    "/events/?verify=1",
    "/events/?person=nobody",
    "/account/",
    "/account/password/",
    "/account/second-factor/",
]


def faults(page):
    """What axe-core finds, and how far the page is wider than its screen."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    told = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return told + ([f"{wide} px too wide"] if wide > 0 else [])


def looked_at(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return [f"{address} {fault}" for fault in faults(page)]


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_page_is_open_to_everybody_s_eyes_and_hands(visit, language, theme, screen):
    page = visit("analyst", language=language, theme=theme, screen=screen)
    found = [fault for address in PAGES for fault in looked_at(page, address)]
    for name in ("opening.en.txt", "opening.fa.txt"):
        check(page, (TEXTS / name).read_text("utf-8"))
        found += [f"{name} {fault}" for fault in faults(page)]
    check(page, "The minister thanked everybody.")
    found += faults(page)
    assert found == []
    assert page.complaints == []


@pytest.mark.parametrize(
    ("language", "theme", "screen"), [("en", "light", WIDE), ("fa", "dark", NARROW)]
)
def test_the_office_s_pages_are_too(visit, language, theme, screen):
    page = visit("administrator", language=language, theme=theme, screen=screen)
    found = [fault for address in OFFICE for fault in looked_at(page, address)]
    assert found == []
    assert page.complaints == []


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_doors_are_too(visit, language):
    page = visit(screen=NARROW)
    page.set_extra_http_headers({"Accept-Language": language})
    assert looked_at(page, "/sign-in/") == []
    assert looked_at(page, "/preferences/") == []
    citizen = visit("citizen", language=language)
    assert looked_at(citizen, "/") == []


def test_a_long_text_is_still_readable(visit):
    page = visit("analyst", screen=NARROW)
    check(page, "\n".join([REPORT] * 12))
    assert faults(page) == []
