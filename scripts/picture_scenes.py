"""What has happened in the demonstration before its pages are drawn?

A page without anything on it shows little: here an officer hands in files with mistakes, an
analyst checks reports, takes a list away and keeps a view, and the addresses that came of it are
told.
"""

from pathlib import Path

from picture_events import DAY, hold_events
from playwright.sync_api import Browser, Page

HOUSE = Path(__file__).resolve().parent.parent
TEXTS = HOUSE / "tests/journeys/texts"
PASSWORD = "ehya-{role}-1403"  # noqa: S105 (the demonstration's own, printed by `ehya demo`)
STRANGER = "stranger"
NOTHING_TOLD = "The minister thanked the governors and wished everybody a good year."
# A provincial list as it comes: a title row, headings that nobody agreed on, digits of both kinds,
# days of both calendars, a word that is no status, a permit written twice, a province out of sight.
MESSY = """فهرست واحدهای تولیدی شهرک‌ها,,,,,,
شماره پروانه بهره برداري,نام واحد,استان,وضعيت,تاریخ پروانه,بيمه شدگان,ملاحظات
م/۱۴۰۳/۱,فولاد آذرخش نمونه,سمنان,راكد,۱۳۹۰/۰۲/۱۵,۱۲,
م/۱۴۰۳/۲,كاشي کوير نمونه,سمنان,خوابیده,1391/07/30,۳۰,پیگیری شود
م/۱۴۰۳/۳,شیشه البرز نمونه,سمنان,فعال,2014-05-11,٨,
م/۱۴۰۳/۳,شیشه البرز نمونه,سمنان,فعال,2014-05-11,٨,
م/۱۴۰۳/۴,نساجی خزر نمونه,گیلان,فعال,۱۳۸۵/۱۲/۳۰,۴۱,
م/۱۴۰۳/۵,لبنیات دامغان نمونه,سمنان,نيمه فعال,۱۳۹۸/۰۱/۲۰,هفده,
"""
BROKEN = b"<html><body><table><tr><td>report</td></tr></table></body></html>"
NEEDED = {  # what somebody must have done, for which braces
    "checked": ("{en}", "{fa}", "{none}"),
    "handed": ("{messy}", "{dry}", "{broken}", "/data/"),
    "taken": ("{export}", "/exports/"),
    "kept": ("/units/",),
    "found": ("{unit}", "{park}"),
    "own": ("{own}",),
    "pair": ("{pair}", "/duplicates/"),
    "met": ("{committee}", "{meeting}", "{body}", "{obligation}"),
    "held": ("{planned}", "{live}", "{closed}"),
    "made": ("{figure}", "/public/"),
    "public": ("{figure}", "/public/"),
    "judged": ("{judged}", "/detections/reviews/", "/detections/errors/"),
}


def set_the_scene(browser: Browser, address: str, wanted: set[str]) -> dict[str, str]:
    """Do what people do, as far as the wanted pages need it.

    Args:
        browser: in which it is done.
        address: of the demonstration.
        wanted: addresses of the pages that will be drawn.

    Returns:
        What stands in the addresses' braces.
    """
    needed = {
        what for what, signs in NEEDED.items() if any(sign in at for at in wanted for sign in signs)
    }
    scene: dict[str, str] = {}
    everybody = {
        "analyst": _ANALYST,
        "officer": _OFFICER,
        "steward": _STEWARD,
        "secretary": _SECRETARY,
        "director": _DIRECTOR,
    }
    for role, acts in everybody.items():
        mine = [act for what, act in acts.items() if what in needed]
        if mine:
            page = _signed_in(browser, address, role)
            for act in mine:
                scene |= act(page, address)
            page.context.close()
    return scene


def _checked(page: Page, address: str) -> dict[str, str]:
    """Check an English, a Persian and an empty report."""
    texts = {name: (TEXTS / f"opening.{name}.txt").read_text("utf-8") for name in ("en", "fa")}
    numbers = {}
    for name, text in {**texts, "none": NOTHING_TOLD}.items():
        page.goto(f"{address}/claims/check/")
        page.fill("#id_text", text)
        page.fill("#id_day", DAY)
        page.fill("#id_publisher", "MENAFN")
        page.click("#ask button[type=submit]")
        numbers[name] = _last(page.url)
    return numbers


def _handed(page: Page, address: str) -> dict[str, str]:
    """Hand in a list with mistakes, have it read, and a file that is none."""
    broken = _hand_in(page, address, "report.xlsx", BROKEN)
    messy = _hand_in(page, address, "لیست واحدها (نهایی ۲).csv", MESSY.encode())
    page.click(".mapform button[type=submit]")
    page.wait_for_selector(".tally", timeout=60_000)
    return {"broken": broken, "messy": messy, "dry": _last(page.url)}


def _hand_in(page: Page, address: str, name: str, content: bytes) -> str:
    page.goto(f"{address}/data/")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("#d-files", file)  # type: ignore[arg-type]
    page.click(".uploadform button[type=submit]")
    page.wait_for_url("**/data/files/**")
    return _last(page.url)


def _taken(page: Page, address: str) -> dict[str, str]:
    page.goto(f"{address}/units/?status=idle")
    page.evaluate("document.querySelector('form.takeaway').requestSubmit()")
    page.wait_for_selector("table.cert tr:nth-child(6)", timeout=60_000)
    return {"export": _last(page.url)}


def _kept(page: Page, address: str) -> dict[str, str]:
    page.goto(f"{address}/units/?province=IR-07&status=idle")
    page.evaluate("document.querySelector('form.keepview #v-name').value = 'فارس، راکد'")
    with page.expect_navigation():
        page.evaluate("document.querySelector('form.keepview').requestSubmit()")
    return {}


def _found(page: Page, address: str) -> dict[str, str]:
    """Choose a unit that much is told of, and a park."""
    page.goto(f"{address}/parks/?province=IR-07")
    park = page.get_attribute(".parklist a.what", "href") or ""
    return {"unit": "00000013", "park": _last(park)}


def _own(page: Page, address: str) -> dict[str, str]:
    page.goto(f"{address}/units/")
    return {"own": _last(page.get_attribute(".unitlist a", "href") or "")}


def _pair(page: Page, address: str) -> dict[str, str]:
    """Wait until duplicates have been looked for, beside the pages."""
    for _ in range(120):
        page.goto(f"{address}/duplicates/")
        found = page.query_selector(".pairbox h2 a")
        if found:
            return {"pair": _last(found.get_attribute("href") or "")}
        page.wait_for_timeout(1_000)
    raise SystemExit("No duplicates were found in two minutes; is the worker at work?")


def _judged(page: Page, address: str) -> dict[str, str]:
    """Wait for the sweeps, and say of the first unit that waits that it is otherwise."""
    for _ in range(240):
        page.goto(f"{address}/detections/reviews/")
        found = page.query_selector(".review h2 a")
        if found:
            page.goto(address + (found.get_attribute("href") or ""))
            page.locator("[name=state]").first.check()
            page.select_option("[name=reason]", "own_generator")
            page.fill("#o-words", "یک خط هفته‌ای دو روز با مولد کار می‌کند.")
            number = page.url.partition("/judge/")[0].rsplit("/", 1)[-1]
            page.click("#otherwise button[type=submit]")
            return {"judged": number}
        page.wait_for_timeout(1_000)
    raise SystemExit("No unit waits for a person after four minutes; were there sweeps?")


def _last(address: str) -> str:
    return address.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]


def _signed_in(browser: Browser, address: str, role: str) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{address}/sign-in/")
    page.fill("#id_login", role)
    page.fill("#id_password", PASSWORD.format(role=role))
    page.click("main button[type=submit]")
    return page


def _met(page: Page, address: str) -> dict[str, str]:
    """Find a committee, its newest meeting, a body and an obligation, and call a meeting."""
    scene = {}
    for name, where, link in (
        ("body", "/bodies/", "main table a[href^='/bodies/']"),
        ("obligation", "/obligations/?state=discharged", "main table a[href^='/obligations/']"),
        ("committee", "/committee/", "main .plainlist a[href^='/committee/']"),
    ):
        page.goto(f"{address}{where}")
        page.click(link)
        scene[name] = _last(page.url)
    page.evaluate("document.querySelector('#call').open = true")
    page.fill("#m-on", DAY)
    page.click("#m-on >> xpath=ancestor::form//button")
    page.wait_for_url("**/committee/meetings/**")
    return {**scene, "meeting": _last(page.url)}


def _made(page: Page, address: str) -> dict[str, str]:
    """Make a figure of the same metric as of two days, so that it has a history."""
    for day in ("2024-06-20", "2024-08-12"):
        page.goto(f"{address}/figures/count/units_revived_claimed/?synthetic=1&as_of={day}")
        page.click("main .headacts form button")
        page.wait_for_url("**/figures/*/")
    return {}


def _public(page: Page, address: str) -> dict[str, str]:
    """Make public what the analyst has made."""
    scene = {}
    for place in (1, 0):  # the newest last
        page.goto(f"{address}/figures/?synthetic=1")
        page.locator("main .projgap table a[href^='/figures/']").nth(place).click()
        page.wait_for_url("**/figures/*/")
        page.click("form[action$='/release/'] button")
        scene["figure"] = _last(page.url)
    return scene


_ANALYST = {
    "made": _made,
    "checked": _checked,
    "taken": _taken,
    "kept": _kept,
    "found": _found,
    "held": hold_events,
}
_OFFICER = {"handed": _handed, "own": _own, "judged": _judged}
_STEWARD = {"pair": _pair}
_SECRETARY = {"met": _met}
_DIRECTOR = {"public": _public}
