"""An operator and a hall, in Persian, two pages at once on a real server."""

import time

import pytest

from ehya.invest.actions import inaugurations
from ehya.invest.models import Inauguration, Opening, Stroke
from ehya.ledger.models import Event, User
from tests.invest import stage as made
from tests.invest.serving import Server
from tests.journeys.conftest import NARROW, PASSWORD, WIDE
from tests.journeys.test_access import faults

pytestmark = pytest.mark.browser
AT_MOST = 1.0  # from the operator's hand to the hall [s]
SLOW = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # the server's own


@pytest.fixture
def stage(transactional_db, settings):
    settings.PASSWORD_HASHERS = SLOW
    analyst = User.objects.create_user(username="analyst", role="analyst", password=PASSWORD)
    User.objects.update(language="fa")
    stage = made.set_stage(analyst)
    stage.link = inaugurations.give_board_link(stage.event, by=analyst)
    return stage


@pytest.fixture
def server(stage):
    server = Server(workers=2).start()
    yield server
    server.stop()


@pytest.fixture
def open_page(browser, server):
    windows = []

    def open_page(screen=WIDE):
        window = browser.new_context(viewport=screen, locale="en-GB", base_url=server.address)
        windows.append(window)
        page = window.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        return page

    yield open_page
    for window in windows:
        window.close()


@pytest.fixture
def operator(open_page, stage):
    page = open_page(NARROW)
    page.goto("/sign-in/")
    page.fill("#id_login", "analyst")
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "sign-in" not in address)
    page.goto(f"/inaugurations/{stage.event}/operate/")
    return page


@pytest.fixture
def hall(open_page, stage):
    page = open_page()
    page.goto(f"/boards/{stage.link}/")
    return page


def press(page, act):
    """Press the large button of an act."""
    page.locator(f"form:has(input[name=act][value={act}]) button").first.click()


def soon(hall, part, words):
    """The hall shows words within a second of the hand, which has just been lifted."""
    began = time.monotonic()
    hall.wait_for_function(
        "([part, words]) => document.querySelector(part)?.textContent.includes(words)",
        arg=[part, words],
        polling=20,
        timeout=AT_MOST * 1000,
    )
    return time.monotonic() - began


def test_the_hall_follows_the_operator_and_a_rehearsal_leaves_no_trace(stage, operator, hall):
    assert hall.locator("html").get_attribute("dir") == "rtl"
    assert "هنوز آغاز نشده است" in hall.inner_text("main")
    press(operator, "begin_rehearsal")
    soon(hall, ".rh", "تمرین")
    press(operator, "on_air")
    soon(hall, ".where", "سمنان")
    assert hall.locator("[data-iso='IR-20']").get_attribute("class") == "pv on_air"
    press(operator, "open")
    soon(hall, ".sc", "۰ از ۲")
    hall.wait_for_function("() => document.querySelector('.huge').textContent === '۱'")
    press(operator, "undo")
    hall.wait_for_function(
        "() => document.querySelector('.huge').textContent === '۰'", timeout=1500
    )
    press(operator, "end_rehearsal")
    soon(hall, ".onair", "هنوز آغاز نشده است")
    assert not Stroke.objects.exists()
    assert not Opening.objects.filter(opened_on__isnull=False).exists()
    told = Event.objects.filter(act="invest.operate_board").values_list("after", flat=True)
    assert sorted(one["rehearsal"] for one in told) == ["begun", "ended"]
    assert (operator.complaints, hall.complaints) == ([], [])


def test_an_event_is_opened_from_a_telephone_and_closed_for_ever(stage, operator, hall):
    press(operator, "begin")
    for _site in range(3):
        press(operator, "on_air")
        while operator.locator(".bigacts > form input[value=open]").count():
            press(operator, "open")
    hall.wait_for_function(
        "() => document.querySelector('.huge').textContent === '۴'", timeout=2500
    )
    assert "همهٔ برنامه افتتاح شده است" in hall.inner_text("footer")
    assert "۲٫۵" in hall.inner_text(".cnts")
    operator.locator("details:has(input[value=close]) summary").click()
    press(operator, "close")
    soon(hall, ".onair", "رویداد پایان یافت")
    assert Opening.objects.filter(opened_on__isnull=False).count() == 4
    assert Inauguration.objects.get().state == "closed"
    answer = operator.request.get(f"/inaugurations/{stage.event}/sheet.pdf?language=fa")
    assert answer.body().startswith(b"%PDF")


def test_a_lost_link_says_since_when_and_recovers_to_the_true_state(stage, operator, hall, server):
    press(operator, "begin_rehearsal")
    soon(hall, ".rh", "تمرین")
    server.kill()
    hall.wait_for_selector("#lost:not([hidden])", timeout=4000)
    assert "ارتباط از" in hall.inner_text("#lost")
    made.press(stage, "open", opening=stage.openings[0])  # by another server, unseen here
    server.start()
    began = time.monotonic()
    hall.wait_for_function(
        "() => document.querySelector('.huge').textContent === '۱'", timeout=5000
    )
    hall.wait_for_selector(
        "#lost", state="hidden", timeout=5000 - 1000 * (time.monotonic() - began)
    )


def test_a_slip_of_the_hand_and_a_lost_link_cost_the_event_nothing(stage, operator, hall, server):
    press(operator, "begin")
    press(operator, "on_air")
    soon(hall, ".where", "سمنان")
    press(operator, "open")
    hall.wait_for_function("() => document.querySelector('.huge').textContent === '۱'")
    press(operator, "undo")
    hall.wait_for_function(
        "() => document.querySelector('.huge').textContent === '۰'", timeout=1500
    )
    press(operator, "open")
    hall.wait_for_function("() => document.querySelector('.huge').textContent === '۱'")
    server.kill()
    hall.wait_for_selector("#lost:not([hidden])", timeout=4000)
    made.press(stage, "open", opening=stage.openings[1])  # by another server, unseen here
    server.start()
    hall.wait_for_function(
        "() => document.querySelector('.huge').textContent === '۲'", timeout=5000
    )
    strokes = Stroke.objects.filter(rehearsal=False).order_by("number")
    acts = list(strokes.values_list("act", flat=True))
    assert acts == ["on_air", "open", "undo", "open", "open"], "what was undone stays told"


@pytest.mark.parametrize("screen", [WIDE, NARROW])
def test_the_events_pages_are_open_to_everybody(stage, operator, hall, screen):
    for page, addresses in (
        (
            operator,
            (
                "/inaugurations/",
                f"/inaugurations/{stage.event}/",
                f"/inaugurations/{stage.event}/operate/",
            ),
        ),
        (hall, (f"/boards/{stage.link}/",)),
    ):
        page.set_viewport_size(screen)
        for address in addresses:
            page.goto(address)
            assert faults(page) == [], address
