"""An officer stands at a gate with a telephone, and the case has gone on before they leave."""

from datetime import date

import pytest

from tests.diagnose.test_evidence import PNG
from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.test_access import looked_at

pytestmark = pytest.mark.browser


@pytest.fixture
def unit(house, django_user_model):
    """A unit of Semnan with a case that was just opened."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit
    from ehya.revive.actions.opening import open_case

    load_places(by=the_house())
    steward = django_user_model.objects.create_user(username="teller", role="steward")
    facts = {"name_fa": "آجر سمنان", "name_en": "Semnan Brick", "province": "IR-20"}
    number = add_unit({**facts, "status": "idle"}, by=steward, on=date(2019, 3, 21))
    open_case(number, "revival", by=the_house())
    return number


def begin(page, unit):
    page.goto(f"/units/{unit}/visit/")
    page.locator("main form button[type=submit]").click()
    page.locator("#vsteps").wait_for()


def kept(page):
    """Wait until the page has sent what it changed, and been answered."""
    page.locator(".htmx-request").wait_for(state="detached")


def chosen(page, name, value):
    """Choose an answer, and wait until the server has kept it."""
    with page.expect_response(lambda answer: answer.request.method == "POST") as told:
        page.locator(f"input[name=a-{name}][value={value}]").check()
    assert told.value.ok
    kept(page)


def typed(page, name, value):
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(f"[name=a-{name}]").fill(value)
        page.locator(f"[name=a-{name}]").blur()
    kept(page)


def go_on(page):
    page.get_by_role("button", name="بعدی", exact=True).last.click()
    page.wait_for_load_state()


def test_on_a_telephone_in_persian_a_visit_is_finished(visit, unit):
    page = visit("officer", language="fa", screen=NARROW)
    begin(page, unit)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("نام").first.fill("آقای کریمی")
    go_on(page)
    chosen(page, "let_in", "owner")
    chosen(page, "works", "no")  # asked only now, without a reload
    typed(page, "stands_since", "۱۴۰۲/۰۱/۰۱")
    photo = {"name": "gate.png", "mimeType": "image/png", "buffer": PNG}
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("input[name=photo-photo_place]").set_input_files(photo)
    page.locator("#q-photo_place .photos li").wait_for()
    for act in page.locator(".steer .btn, .opt").all():
        assert act.bounding_box()["height"] >= 44
    go_on(page)
    typed(page, "workers", "۳")
    chosen(page, "machines", "ready")
    go_on(page)
    page.locator("[name=a-obstacles-0-obstacle]").select_option("liquidity.working_capital")
    page.locator("[name=a-obstacles-0-severity][value='3']").check()
    page.locator("[name=a-obstacles-0-cost_irr]").fill("۵٬۰۰۰٬۰۰۰٬۰۰۰")
    go_on(page)
    chosen(page, "owner_wants", "go_on")
    go_on(page)
    go_on(page)
    page.get_by_text("همه پاسخ دارد").wait_for()
    page.get_by_role("button", name="پایان بازدید").click()
    page.get_by_role("heading", name="آجر سمنان ایستاده دیده شد").wait_for()
    page.get_by_text("آقای کریمی").wait_for()
    page.get_by_text("عارضه‌یابی‌شده").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [said for said in page.complaints if "image" not in said] == []


def test_a_draft_survives_and_is_gone_on_with_where_it_was_left(visit, unit):
    page = visit("officer")
    begin(page, unit)
    page.get_by_role("button", name="Next").last.click()
    chosen(page, "let_in", "owner")
    chosen(page, "works", "no")
    page.goto("/units/")  # away without a button
    page.goto("/visits/")
    page.get_by_role("link", name="Semnan Brick").click()
    page.get_by_role("heading", name="You are at Semnan Brick").wait_for()
    # what is missing first: how many people work there
    page.locator("[name=a-workers]").wait_for()
    page.locator("#vsteps button").nth(1).click()
    page.wait_for_load_state()
    assert page.locator("input[name=a-works][value=no]").is_checked()


def test_another_device_is_told_of_and_nothing_is_lost(visit, unit):
    page = visit("officer")
    begin(page, unit)
    page.get_by_role("button", name="Next").last.click()
    page.locator("input[name=a-let_in]").first.wait_for()
    second = page.context.new_page()
    second.goto(page.url)
    chosen(second, "let_in", "nobody")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("input[name=a-let_in][value=owner]").check()
    page.get_by_text("changed this visit on another device").wait_for()
    page.get_by_role("link", name="Show what stands there now").click()
    page.wait_for_load_state()
    assert page.locator("input[name=a-let_in][value=nobody]").is_checked()


@pytest.mark.parametrize(
    ("language", "theme", "screen"),
    [("en", "light", WIDE), ("en", "dark", NARROW), ("fa", "dark", WIDE), ("fa", "light", NARROW)],
)
def test_the_pages_are_open_to_everybody_s_eyes_and_hands(visit, unit, language, theme, screen):
    page = visit("officer", language=language, theme=theme, screen=screen)
    begin(page, unit)
    draft = page.url.split("?")[0]
    steps = ("arrival", "gate", "people", "obstacles", "closing", "finish")
    addresses = [f"{draft}?step={step}&check=1" for step in steps]
    addresses += ["/visits/", "/obstacles/", f"/units/{unit}/obstacles/", f"/units/{unit}/visit/"]
    for address in addresses:
        assert looked_at(page, address) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
