"""A real Chromium on a real server, with the published record and the people of the tests."""

import os
import shutil

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PASSWORD = "a long password for a journey"  # noqa: S105
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("No Chromium found: install one, or name it in CHROMIUM.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def house(transactional_db, live_server, settings):
    """The address of a server that holds the published record, as on the demonstration's day."""
    from datetime import date

    from ehya.ledger.actions import the_house
    from ehya.publish.actions import load_record

    settings.TODAY, settings.MODE = date(2024, 8, 12), "demo"  # which asks nobody for a code
    load_record(by=the_house())
    return live_server.url


@pytest.fixture
def visit(browser, house, django_user_model):
    """Return a function that opens a window, signed in as somebody, and watches what it says."""
    opened = []

    def visit(role=None, *, language="en", theme="light", screen=WIDE):
        window = browser.new_context(viewport=screen, locale="en-GB", base_url=house)
        page = window.new_page()
        page.complaints = []
        page.on("console", lambda said: _note(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        opened.append(window)
        if role:
            _sign_up(django_user_model, role, language, theme)
            _sign_in(page, role)
        return page

    yield visit
    for window in opened:
        window.close()


def _note(page, said):
    """A page that is rightly refused is no complaint; anything else that Chromium reports is."""
    if said.type in {"error", "warning"} and "status of 4" not in said.text:
        page.complaints.append(said.text)


def _sign_up(people, role, language, theme):
    person, _ = people.objects.get_or_create(username=role, defaults={"role": role})
    if role == "officer":
        person.scopes.get_or_create(kind="province", code="IR-20")
    person.language, person.theme = language, theme
    person.set_password(PASSWORD)
    person.save()


def _sign_in(page, role):
    page.goto("/sign-in/")
    page.fill("#id_login", role)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "sign-in" not in address)
