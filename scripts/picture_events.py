"""Which events are planned, live and over in the demonstration while its pages are drawn?

An analyst writes made-up projects down, plans two events with them, and begins one: its first site
is on air and its first project is opened. The third is the printed one, which is over.
"""

import re

from playwright.sync_api import Page

DAY = "2024-08-12"  # the demonstration's own today
PRINTED = "1"  # the number of the event that the demonstration comes with
SITES = (("سمنان", "IR-20"), ("قزوین", "IR-26"))
# Name, kind, branch, province, billions of rials, jobs.
PROJECTS = (
    ("آب‌رسانی شهرک شرقی", "infrastructure", "water", "IR-20", "300", "12"),
    ("خط دوم لوله‌سازی", "industrial", "new", "IR-20", "1200", "60"),
    ("برق شهرک کاسپین", "infrastructure", "power", "IR-26", "200", "8"),
    ("کاشی کاسپین", "industrial", "expansion", "IR-26", "800", "80"),
)
SURE = {"sure": "1", "means_it": "1"}


def hold_events(page: Page, address: str) -> dict[str, str]:
    """Plan two events and begin one.

    Args:
        page: of somebody who may.
        address: of the demonstration.

    Returns:
        The numbers of the planned, the live and the closed event.
    """
    planned = _planned(page, address, "آزمون هفتهٔ دولت")
    live = _planned(page, address, "آزمون روز صنایع کوچک")
    operate = f"{address}/inaugurations/{live}/operate/"
    page.goto(operate)
    for act in ("begin", "on_air", "open"):
        with page.expect_navigation():
            page.evaluate(
                "act => document.querySelector(`form:has(input[name=act][value=${act}])`)"
                ".requestSubmit()",
                act,
            )
    return {"planned": planned, "live": live, "closed": PRINTED}


def _planned(page: Page, address: str, name: str) -> str:
    """Plan a made-up event of today, with its sites, programme, figures and a guest."""
    told = {"name_fa": name, "on": DAY, "begins_at": "10:30", "synthetic": "1"}
    here = _post(page, f"{address}/inaugurations/plan/", told)
    act = f"{here}act/"
    for site, province in SITES:
        room = "https://meet.example.org/hall"
        site_told = {"name_fa": site, "province": province, "mode": "video", "room": room}
        _post(page, f"{act}add-site/", {**site_told, "speaker": "استاندار"})
    page.goto(here)
    sites = _values(page, "form[action$='/drop-site/'] input[name=site_key]")
    for place, (*project, province, billions, jobs) in enumerate(PROJECTS):
        number = _project(page, address, [*project, province], billions, jobs)
        _post(page, f"{act}put-in/", {"project": number, "site": sites[place // 2]})
    page.goto(here)
    openings = _values(page, "form[action$='/take-out/'] input[name=opening]")
    for opening, (*_, billions, jobs) in zip(openings, PROJECTS, strict=True):
        figures = {"opening": opening, "jobs": jobs, "amount_irr": billions + "000000000"}
        _post(page, f"{act}confirm/", {**figures, **SURE})
    guest = {"name": "زهرا احمدی", "post": "استاندار", "email": "guest@example.org"}
    _post(page, f"{act}invite/", guest)
    return _number(here)


def _project(page: Page, address: str, told: list[str], billions: str, jobs: str) -> str:
    """Write a made-up project down at a made-up unit of its province, with its money."""
    name, kind, branch, province = told
    page.goto(f"{address}/units/?province={province}")
    unit = _number(page.get_attribute(".unitlist a", "href") or "")
    facts = {"name_fa": name, "kind": kind, "branch": branch, "province": province}
    here = _post(page, f"{address}/projects/new/", {**facts, "unit": unit, "jobs_planned": jobs})
    money = {"kind": "state", "amount": billions, "unit": "billion_rial"}
    _post(page, f"{here}finance/", {**money, "on": DAY, **SURE})
    return _number(here)


def _post(page: Page, address: str, told: dict[str, str]) -> str:
    """Send a form as the page's own would, and return where it leads."""
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    form: dict[str, str | float | bool] = {**told, "csrfmiddlewaretoken": token}
    if "/act/" in address or address.endswith("/finance/"):
        page.goto(address.partition("act/")[0].removesuffix("finance/"))
        form["seen"] = page.locator("input[name=seen]").first.get_attribute("value") or ""
    answer = page.request.post(address, form=form, headers={"Referer": address})
    if not answer.ok:
        raise SystemExit(f"{address}: {answer.status} for {told}: {_why(answer.text())}")
    return answer.url.partition("#")[0]


def _why(page: str) -> str:
    """Return what a page says of its refusal."""
    return " ".join(re.findall(r'role="alert"[^>]*><p><b>(.*?)</b>', page, re.DOTALL))[:300]


def _values(page: Page, fields: str) -> list[str]:
    return page.eval_on_selector_all(fields, "all => all.map(one => one.value)")


def _number(address: str) -> str:
    return address.partition("?")[0].rstrip("/").rsplit("/", 1)[-1]
