"""What does every page look like, to everybody?

Starts a demonstration in a temporary home, does in it what people do (hands in files with
mistakes, takes lists away, keeps a view), walks every page as whoever may see it, a citizen and a
stranger, in both languages, two widths, light and dark, and leaves
`build/pictures/<page>-<role>-<language>-<theme>-<width>.png`, so that anyone can look; what people
print stands beside as `<page>-<role>-<language>-print.pdf`. Says at the end what overflows
sideways or wrote an error to the console; exit code 1 if anything did.

`python scripts/pictures.py check cockpit` walks only the pages whose names begin so;
`--units 50000` makes the demonstration's register of another size.
"""

import argparse
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

from picture_scenes import PASSWORD, STRANGER, set_the_scene
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HOUSE = Path(__file__).resolve().parent.parent
OUT = HOUSE / "build/pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = {1440: 900, 390: 844}
LANGUAGES = ("en", "fa")
THEMES = ("light", "dark")
STAFF = ("officer", "analyst", "director")
OFFICE = ("secretary", "steward", "administrator", "auditor")
WAIT_SECONDS = 240
UNITS = 3_000
PATIENCE_MS = 10_000
# Every chart is drawn in the page's light, or has given up; every part that comes later is there.
SETTLED = """() => document.fonts.status === 'loaded'
  && [...document.querySelectorAll('[data-spec]')].every(
       (place) => place.hidden || place.dataset.drawn === document.documentElement.dataset.bsTheme)
  && !document.querySelector('.htmx-request')
  && (window.htmx || !document.querySelector('[hx-trigger="load"]'))"""

# Page, address, who looks. What stands in braces is found while the scene is set.
PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("sign-in", "/sign-in/", (STRANGER,)),
    ("cockpit", "/", (*STAFF, "citizen")),
    ("cockpit-before", "/?as_of=2024-03-19&known_at=2024-03-19", ("director",)),
    ("reports", "/reports/", ("analyst", "director")),
    ("press", "/press/", ("analyst", "director")),
    ("press-write", "/press/new/", ("analyst",)),
    ("public-statements", "/public/statements/", (STRANGER,)),
    ("units", "/units/", STAFF),
    ("units-found", "/units/?text=fulad&status=idle", ("analyst",)),
    ("units-empty", "/units/?text=zzzzzzzz", ("analyst",)),
    ("units-before", "/units/?known_at=2020-05-01", ("analyst",)),
    ("units-refused", "/units/?as_of=1403/13/40", ("officer",)),
    ("unit", "/units/{unit}/", ("officer", "analyst", "director")),
    ("unit-before", "/units/{unit}/?as_of=2019-01-01&known_at=2019-01-01", ("analyst",)),
    ("unit-add", "/units/add/", ("officer",)),
    ("unit-change", "/units/{own}/change/", ("officer",)),
    ("unit-correct", "/units/{own}/correct/", ("officer",)),
    ("unit-split", "/units/{own}/split/", ("officer",)),
    ("unit-merger", "/units/{own}/merger/", ("officer",)),
    ("units-map", "/units/map/", STAFF),
    ("units-map-idle", "/units/map/?by=idle", ("analyst",)),
    ("parks", "/parks/", ("officer", "analyst")),
    ("park", "/parks/{park}/", ("analyst",)),
    ("data", "/data/", ("officer", "auditor")),
    ("data-columns", "/data/files/{messy}/", ("officer",)),
    ("data-dry-run", "/data/{dry}/", ("officer",)),
    ("data-unreadable", "/data/files/{broken}/", ("officer",)),
    ("exports", "/exports/", ("analyst",)),
    ("inaugurations", "/inaugurations/", ("analyst", "auditor")),
    ("event-planned", "/inaugurations/{planned}/", ("analyst",)),
    ("event-live", "/inaugurations/{live}/", ("director",)),
    ("event-over", "/inaugurations/{closed}/", ("director",)),
    ("event-operator", "/inaugurations/{live}/operate/", ("analyst",)),
    ("event-board-before", "/inaugurations/{planned}/board/", ("analyst",)),
    ("event-board", "/inaugurations/{live}/board/", ("analyst",)),
    ("export", "/exports/{export}/", ("analyst",)),
    ("duplicates", "/duplicates/", ("steward", "auditor")),
    ("duplicate", "/duplicates/{pair}/", ("steward",)),
    ("detections", "/detections/", STAFF),
    ("detections-units", "/detections/units/?state=idle", ("officer", "analyst")),
    ("detections-parks", "/detections/parks/", ("analyst",)),
    ("detections-changes", "/detections/changes/", ("analyst",)),
    ("detections-flows", "/detections/flows/", ("officer", "analyst")),
    ("detections-before", "/detections/?as_of=2020-01-01&known_at=2020-01-01", ("analyst",)),
    ("sweeps", "/detections/sweeps/", ("officer", "analyst")),
    ("reviews", "/detections/reviews/", ("officer", "analyst")),
    ("reviews-empty", "/detections/reviews/?state=gone&due=late", ("officer",)),
    ("detection", "/detections/{judged}/", ("officer", "analyst")),
    ("judge", "/detections/{judged}/judge/", ("officer", "analyst")),
    ("machine-errors", "/detections/errors/", ("analyst",)),
    ("obstacles", "/obstacles/", ("officer", "analyst")),
    ("findings", "/units/{unit}/obstacles/", ("officer", "analyst")),
    ("begin-visit", "/units/{unit}/visit/", ("officer",)),
    ("visits", "/visits/", ("officer",)),
    ("targets", "/targets/", ("officer", "analyst", "director")),
    ("target", "/targets/1/", ("officer", "analyst")),
    ("target-set", "/targets/set/", ("analyst",)),
    ("target-split", "/targets/1/split/", ("analyst",)),
    ("funding", "/funding/", ("officer", "analyst", "director")),
    ("funding-line", "/funding/lines/SYN-1403/", ("officer", "analyst")),
    ("funding-open", "/funding/open/", ("analyst",)),
    ("figures", "/figures/?synthetic=1&year=1402", ("officer", "director")),
    (
        "figure-count",
        "/figures/count/units_revived_verified/?synthetic=1&year=1402",
        ("officer", "analyst"),
    ),
    ("forecast", "/forecast/?synthetic=1", ("director", "officer")),
    ("public", "/public/", ("officer", STRANGER)),
    ("public-found", "/public/?q=nothing+like+1,234,567", (STRANGER,)),
    ("public-figure", "/public/figures/{figure}/", (STRANGER, "analyst")),
    ("figure", "/figures/{figure}/", ("director",)),
    ("api", "/api/", (STRANGER,)),
    ("rates", "/rates/", ("officer", "analyst")),
    ("committees", "/committee/", ("officer", "secretary", "director")),
    ("committee", "/committee/{committee}/", ("secretary",)),
    ("meeting", "/committee/meetings/{meeting}/", ("secretary", "director")),
    ("verify-minutes", "/committee/verify/", ("secretary",)),
    ("bodies", "/bodies/", ("secretary",)),
    ("body", "/bodies/{body}/", ("secretary",)),
    ("way-of-a-case", "/cases/way/", ("officer",)),
    ("work", "/work/", ("officer", "secretary")),
    ("effects", "/effects/", ("director", "officer")),
    ("effects-cases", "/effects/cases/?intervention=working_capital_loan", ("director", "officer")),
    ("causes-learnt", "/obstacles/learnt/", ("analyst",)),
    ("checks", "/checks/", ("officer", "analyst")),
    ("projects-map", "/projects/map/", ("director",)),
    ("projects-timeline", "/projects/timeline/", ("director",)),
    ("projects-import", "/projects/import/", ("officer",)),
    ("payments-import", "/projects/import/?kind=payments", ("officer",)),
    ("projects", "/projects/", ("officer", "director")),
    ("projects-in-dollars", "/projects/?measure=dollars&basis=market", ("director",)),
    ("project-checks", "/checks/projects/", ("assessor", "director")),
    ("samples", "/checks/samples/", ("director", "officer")),
    ("obligations", "/obligations/", ("officer", "secretary")),
    ("obligation", "/obligations/{obligation}/", ("secretary",)),
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
PRINTED = ("cockpit", "detections", "units", "unit", "units-map", "park", "export")


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
    wanted, units = _asked()
    pages = [page for page in PAGES if not wanted or page[0].startswith(wanted)]
    OUT.mkdir(parents=True, exist_ok=True)
    trouble: list[str] = []
    begun, taken = time.monotonic(), 0
    with demonstration(units) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        scene = set_the_scene(browser, address, {at for _, at, _ in pages})
        for role in (*STAFF, *OFFICE, "citizen", STRANGER):
            mine = [(name, where.format(**scene)) for name, where, who in pages if role in who]
            if mine:
                trouble += _walk(browser, address, role, mine)
                taken += len(mine) * len(LANGUAGES) * len(THEMES) * len(WIDTHS)
        browser.close()
    say(f"pictures: {taken} in {OUT.relative_to(HOUSE)}, {time.monotonic() - begun:.0f} s")
    for line in trouble:
        say(f"  look at {line}")
    sys.exit(1 if trouble else 0)


def _asked() -> tuple[tuple[str, ...], int]:
    asked = argparse.ArgumentParser(description="Draw every page for everybody.")
    asked.add_argument("pages", nargs="*", help="beginnings of pages' names; all unless told")
    asked.add_argument("--units", type=int, default=UNITS, help="of the synthetic register")
    told = asked.parse_args()
    known = [name for name, _, _ in PAGES]
    for begins in told.pages:
        if not any(name.startswith(begins) for name in known):
            sys.exit(f"No page's name begins with {begins}. There are: {', '.join(known)}")
    return tuple(told.pages), told.units


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
def demonstration(units: int) -> Iterator[str]:
    """Run `ehya demo` in a temporary home for as long as needed, with a citizen added."""
    home = Path(tempfile.mkdtemp(prefix="ehya-pictures-"))
    home.chmod(0o755)
    os.environ.update(EHYA_HOME=str(home), EHYA_MODE="demo")
    port = _free_port()
    say(f"pictures: starting a demonstration with {units} units")
    server = subprocess.Popen(  # noqa: S603
        [
            *(str(Path(sys.executable).parent / "ehya"), "demo"),
            *("--port", str(port), "--units", str(units)),
        ],
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


def _walk(browser: Browser, address: str, role: str, pages: list[tuple[str, str]]) -> list[str]:
    """Walk a role's pages; signed in once, since a password is slow to prove, as it should be."""
    trouble: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda said: said.type == "error" and trouble.append(_said(page, said.text)))
    page.on("pageerror", lambda error: trouble.append(_said(page, str(error))))
    _sign_in(page, address, role)
    for language in LANGUAGES:
        for theme in THEMES:
            _prefer(page, address, language, theme)
            for width in WIDTHS:
                look = Look(role, language, theme, width)
                trouble += _look(page, address, look, pages)
            say(f"pictures: {role}, {language}, {theme}: {len(pages)} pages")
        _print(context, address, Look(role, language, "light", 1440), pages)
    context.close()
    return [line for line in trouble if "status of 4" not in line]


def _look(page: Page, address: str, look: Look, pages: list[tuple[str, str]]) -> list[str]:
    trouble = []
    for name, where in pages:
        page.set_viewport_size({"width": look.width, "height": WIDTHS[look.width]})
        page.goto(address + where)
        page.wait_for_function(SETTLED, timeout=PATIENCE_MS)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            trouble.append(f"{look.name(name).name}: {wide} px wider than the screen")
        _take(page, look, name)
    return trouble


def _said(page: Page, words: str) -> str:
    return f"{page.url}: {words}"


def _take(page: Page, look: Look, name: str) -> None:
    """Draw the whole page on a screen as high as it, so that a bar at the foot stays there."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": look.width, "height": max(height, WIDTHS[look.width])})
    page.screenshot(path=look.name(name))


def _print(context: BrowserContext, address: str, look: Look, pages: list[tuple[str, str]]) -> None:
    """Print what people print, as the director's browser does; from dark, since paper is light."""
    page = context.new_page()
    for name, where in pages:
        if name in PRINTED:
            page.goto(address + where)
            page.wait_for_function(SETTLED, timeout=PATIENCE_MS)
            file = OUT / f"{name}-{look.role}-{look.language}-print.pdf"
            page.pdf(path=file, format="A4", print_background=False)
    page.close()


def _sign_in(page: Page, address: str, role: str) -> None:
    if role == STRANGER:
        return
    page.goto(f"{address}/sign-in/")
    page.fill("#id_login", role)
    page.fill("#id_password", PASSWORD.format(role=role))
    page.click("main button[type=submit]")


def _prefer(page: Page, address: str, language: str, theme: str) -> None:
    page.goto(f"{address}/preferences/")
    page.check(f"main input[name=language][value={language}]")
    page.check(f"main input[name=theme][value={theme}]")
    page.click("main button[type=submit]")


if __name__ == "__main__":
    main()
