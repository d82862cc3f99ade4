"""What does every page look like, to everybody?

Starts a demonstration in a temporary home, walks every page as whoever may see it, a citizen
and a stranger, in both languages, two widths, light and dark, and leaves
`build/pictures/<page>-<role>-<language>-<theme>-<width>.png`, so that anyone can look. Says at the
end what overflows sideways or wrote an error to the console; exit code 1 if anything did.

`python scripts/pictures.py check cockpit` walks only the pages whose names begin so.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
OUT = HOUSE / "build/pictures"
TEXTS = HOUSE / "tests/journeys/texts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = {1440: 900, 390: 844}
LANGUAGES = ("en", "fa")
THEMES = ("light", "dark")
STAFF = ("officer", "analyst", "director")
OFFICE = ("steward", "administrator", "auditor")
PASSWORD = "ehya-{role}-1403"  # noqa: S105 (the demonstration's own, printed by `ehya demo`)
WAIT_SECONDS = 120
STRANGER = "stranger"

# Page, address, who looks. {text} is a checked report, {claim} the first claim of the seed report.
PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("sign-in", "/sign-in/", (STRANGER,)),
    ("cockpit", "/", (*STAFF, "citizen")),
    ("units", "/units/", STAFF),
    ("units-found", "/units/?text=fulad&status=idle", ("analyst",)),
    ("units-empty", "/units/?text=zzzzzzzz", ("analyst",)),
    ("unit", "/units/00000013/", ("analyst", "director")),
    ("unit-add", "/units/add/", ("officer",)),
    ("units-map", "/units/map/", STAFF),
    ("units-map-idle", "/units/map/?by=idle", ("analyst",)),
    ("parks", "/parks/", ("officer", "analyst")),
    ("data", "/data/", ("officer", "auditor")),
    ("exports", "/exports/", ("analyst",)),
    ("duplicates", "/duplicates/", ("steward", "auditor")),
    ("claims", "/claims/", STAFF),
    ("claims-empty", "/claims/?text=zzzzzzzz", ("analyst",)),
    ("claim", "/claims/MN1108543314-07/", STAFF),
    ("correct", "/claims/MN1108543314-07/correct/", ("analyst",)),
    ("contradictions", "/claims/contradictions/", STAFF),
    ("check-form", "/claims/check/", STAFF),
    ("check-english", "/claims/check/{en}/", ("officer", "analyst")),
    ("check-persian", "/claims/check/{fa}/", ("analyst",)),
    ("check-empty", "/claims/check/{none}/", ("analyst",)),
    ("people", "/people/", ("administrator",)),
    ("person", "/people/officer/", ("administrator",)),
    ("add-person", "/people/add/", ("administrator",)),
    ("events", "/events/", ("auditor",)),
    ("events-empty", "/events/?person=nobody", ("auditor",)),
    ("events-whole", "/events/?verify=1", ("auditor",)),
    ("account", "/account/", ("analyst",)),
    ("password", "/account/password/", ("analyst",)),
    ("second-factor", "/account/second-factor/", ("steward",)),
    ("preferences", "/preferences/", ("analyst", STRANGER)),
    ("missing", "/nowhere/", ("analyst", STRANGER)),
    ("refused", "/claims/check/999999/", ("analyst",)),
)
NOTHING_TOLD = "The minister thanked the governors and wished everybody a good year."


@dataclass(frozen=True, slots=True)
class Look:
    """One way of looking: who, in which language, light and width."""

    role: str
    language: str
    theme: str
    width: int

    def name(self, page: str) -> Path:
        """Return where the picture goes."""
        return OUT / f"{page}-{self.role}-{self.language}-{self.theme}-{self.width}.png"


def main() -> None:
    """Walk and report."""
    wanted = tuple(sys.argv[1:])
    pages = [page for page in PAGES if not wanted or page[0].startswith(wanted)]
    OUT.mkdir(parents=True, exist_ok=True)
    trouble: list[str] = []
    with demonstration() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        texts = _keep_texts(browser, address)
        for role in (*STAFF, *OFFICE, "citizen", STRANGER):
            mine = [(name, where.format(**texts)) for name, where, who in pages if role in who]
            if mine:
                trouble += _walk(browser, address, role, mine)
        browser.close()
    say(f"pictures: in {OUT.relative_to(HOUSE)}")
    for line in trouble:
        say(f"  look at {line}")
    sys.exit(1 if trouble else 0)


def browser_path() -> str:
    """Return the Chromium to use: CHROMIUM, or the first known name on the path."""
    told = os.environ.get("CHROMIUM", "").strip()
    found = told or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        sys.exit(
            "No Chromium found. Install one (Debian: apt install chromium) or name it: "
            "make pictures CHROMIUM=/path/to/chromium"
        )
    return found


@contextmanager
def demonstration() -> Iterator[str]:
    """Run `ehya demo` in a temporary home for as long as needed, with a citizen added."""
    home = Path(tempfile.mkdtemp(prefix="ehya-pictures-"))
    home.chmod(0o755)
    os.environ.update(EHYA_HOME=str(home), EHYA_MODE="demo")
    port = _free_port()
    say("pictures: starting a demonstration")
    server = subprocess.Popen(  # noqa: S603
        [str(Path(sys.executable).parent / "ehya"), "demo", "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/readyz", server)
        _add_citizen()
        yield address
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def say(words: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(words + "\n")


def _free_port() -> int:
    with socket.socket() as knock:
        knock.bind(("127.0.0.1", 0))
        return int(knock.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.3)
        else:
            return
    sys.exit("The demonstration did not start; run `ehya demo` to see why.")


def _add_citizen() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "ehya.web.settings"
    import django

    django.setup()
    from django.db import connections

    from ehya.ledger.actions import add_person, the_house

    password = PASSWORD.format(role="citizen")
    add_person("citizen", password, role="citizen", by=the_house(), for_show=True)
    connections.close_all()


def _keep_texts(browser: Browser, address: str) -> dict[str, str]:
    """Check an English, a Persian and an empty report as the analyst; return their numbers."""
    page = _signed_in(browser, address, Look("analyst", "en", "light", 1440))
    texts = {name: (TEXTS / f"opening.{name}.txt").read_text("utf-8") for name in LANGUAGES}
    numbers = {}
    for name, text in {**texts, "none": NOTHING_TOLD}.items():
        page.goto(f"{address}/claims/check/")
        page.fill("#id_text", text)
        page.fill("#id_day", "2024-08-12")
        page.fill("#id_publisher", "MENAFN")
        page.click("#ask button[type=submit]")
        numbers[name] = page.url.rstrip("/").rsplit("/", 1)[-1]
    page.context.close()
    return numbers


def _walk(browser: Browser, address: str, role: str, pages: list[tuple[str, str]]) -> list[str]:
    trouble = []
    for language in LANGUAGES:
        for theme in THEMES:
            for width in WIDTHS:
                look = Look(role, language, theme, width)
                trouble += _look(browser, address, look, pages)
                say(f"pictures: {role}, {language}, {theme}, {width} px: {len(pages)} pages")
    return trouble


def _look(browser: Browser, address: str, look: Look, pages: list[tuple[str, str]]) -> list[str]:
    page = _signed_in(browser, address, look)
    trouble: list[str] = []
    here = [""]
    page.on("console", lambda said: said.type == "error" and trouble.append(_said(here, said.text)))
    page.on("pageerror", lambda error: trouble.append(f"{here[0]}: {error}"))
    for name, where in pages:
        here[0] = look.name(name).name
        page.goto(address + where)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            trouble.append(f"{here[0]}: {wide} px wider than the screen")
        _take(page, look, name)
    page.context.close()
    return [line for line in trouble if "status of 4" not in line]


def _said(here: list[str], words: str) -> str:
    return f"{here[0]}: {words}"


def _take(page: Page, look: Look, name: str) -> None:
    """Draw the whole page on a screen as high as it, so that a bar at the foot stays there."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": look.width, "height": max(height, WIDTHS[look.width])})
    page.wait_for_timeout(150)
    page.screenshot(path=look.name(name))
    page.set_viewport_size({"width": look.width, "height": WIDTHS[look.width]})


def _signed_in(browser: Browser, address: str, look: Look) -> Page:
    context = browser.new_context(
        viewport={"width": look.width, "height": WIDTHS[look.width]},
        locale="fa-IR" if look.language == "fa" else "en-GB",
        color_scheme="dark" if look.theme == "dark" else "light",
    )
    page = context.new_page()
    if look.role != STRANGER:
        page.goto(f"{address}/sign-in/")
        page.fill("#id_login", look.role)
        page.fill("#id_password", PASSWORD.format(role=look.role))
        page.click("main button[type=submit]")
    page.goto(f"{address}/preferences/")
    page.check(f"main input[name=language][value={look.language}]")
    page.check(f"main input[name=theme][value={look.theme}]")
    page.click("main button[type=submit]")
    return page


if __name__ == "__main__":
    main()
