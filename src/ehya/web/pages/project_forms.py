"""What did somebody type of a project, and what may they choose from?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.text import PERSIAN_DIGITS
from ehya.invest.actions.projects import NewProject
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries import choices
from ehya.register.queries.within import here_and_now
from ehya.web import formats, typed
from ehya.web.messages.names import NAMES
from ehya.web.money_words import rial_units, typed_number
from ehya.web.reader import current
from ehya.web.templatetags.units import unit_number
from ehya.web.unit_words import name as named

SEE = "invest.see_projects"
CAPACITY = ("capacity_unit", "capacity_per")
WORDS = ("name_fa", "name_en", "sponsor", "code", "park", "stands_at", *CAPACITY)
FACTS = ("code", "park", "stands_at", "lat", "lon", "capacity", *CAPACITY)  # of `_facts.html`
DAYS = ("begins_on", "ends_on")
KINDS = ("infrastructure", "industrial", "revival")
STATES = ("planned", "under_way", "finished", "stopped")
BRANCHES = (
    *("water", "power", "gas", "road", "waste_water", "telecom", "land", "other"),
    *("new", "expansion"),
)


@require_GET
def parks(request: HttpRequest) -> HttpResponse:
    """Offer the parks of the province that was just chosen."""
    roles.require(request.user, SEE)
    found = parks_in(request, request.GET.get("province", ""))
    return render(
        request,
        "projects/_parks.html",
        {"parks": found, "chosen": "", "any": request.GET.get("any") == "1"},
    )


def parks_in(request: HttpRequest, province: str) -> Any:
    """Return the parks that a reader may choose in a province; none where none is chosen."""
    if not province:
        return ()
    return choices.parks(province[:5], here_and_now(), sight_of(request.user))


def new_project(request: HttpRequest) -> NewProject:
    """Return the project that a form tells.

    Raises:
        Refusal: as `typed` and `typed_number` for what cannot be read.
    """
    told = request.POST
    return NewProject(
        kind=told.get("kind", ""),
        branch=told.get("branch", ""),
        province=told.get("province", ""),
        case=typed.whole(request, "case"),
        unit=told.get("unit", ""),
        **{"name_fa": "", **_told(request)},
    )


def changed(request: HttpRequest) -> dict[str, Any]:
    """Return what a form tells of a project that is there; what the form does not ask stays."""
    return _told(request)


def about(project: Any) -> list[tuple[str, str, str]]:
    """Return what is told of a project: what it is called, what it is, and where that leads."""
    language = current().language
    told: list[tuple[str, str, str]] = [
        ("code", project.code, ""),
        ("capacity", capacity_of(project), ""),
        ("jobs_planned", _counted(project.jobs_planned), ""),
        ("park", _park(project), f"/parks/{project.park_id}/" if project.park_id else ""),
        ("unit", unit_number(project.unit.number) if project.unit else "", _unit_page(project)),
        ("stands_at", _in_digits(project.stands_at), ""),
        ("place", _point(project), ""),
        ("begins_on", formats.day(project.begins_on, language) if project.begins_on else "", ""),
        ("ends_on", formats.day(project.ends_on, language) if project.ends_on else "", ""),
    ]
    return [
        (NAMES[f"invest.fact.{name}"][language], value, link) for name, value, link in told if value
    ]


def choices_of_list(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the list can be narrowed by, and put in order by."""
    states = [
        *_choices(STATES),
        ("late", _("behind the plan")),
        ("opened", _("opened at an event")),
    ]
    return {
        "kind_choices": _choices(KINDS),
        "state_choices": states,
        "branch_choices": _choices(BRANCHES),
        "park_choices": parks_in(request, alone(asked.get("province", ""), request)),
        "money_choices": [
            ("ahead", _("more paid than built")),
            ("behind", _("less paid than built")),
        ],
        "units": rial_units(),
        "order_choices": [
            ("newest", _("the newest first")),
            ("approved", _("the most money first")),
            ("built", _("the furthest built first")),
            ("behind", _("the least built first")),
            ("late", _("the furthest behind first")),
            ("end", _("the soonest planned end first")),
        ],
    }


def alone(province: str, request: HttpRequest) -> str:
    """Return the province asked for, or the only one that a reader has."""
    sight = sight_of(request.user)
    if province or sight.nation or len(sight.provinces) != 1:
        return province
    return next(iter(sight.provinces))


def facts_typed(told: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed of the facts, to stand in the form again."""
    return {name: told.get(name, "") for name in FACTS}


def facts_of(project: Any) -> dict[str, str]:
    """Return what is told of a project, as a form shows it."""
    kept = {name: getattr(project, name) for name in FACTS if name != "park"}
    kept["capacity"] = "" if project.capacity is None else f"{project.capacity.normalize():f}"
    shown = {name: "" if value is None else str(value) for name, value in kept.items()}
    return {**shown, "park": project.park_id or ""}


def _told(request: HttpRequest) -> dict[str, Any]:
    told = request.POST
    found: dict[str, Any] = {name: told[name] for name in WORDS if name in told}
    if "jobs" in told:
        found["jobs_planned"] = typed.whole(request, "jobs")
    found |= {name: typed.day(request, name) for name in DAYS if name in told}
    found |= {name: _degrees(told[name]) for name in ("lat", "lon") if name in told}
    if "capacity" in told:
        found["capacity"] = _number(told["capacity"])
    return found


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, NAMES[f"invest.{name}"][current().language]) for name in names]


def capacity_of(project: Any) -> str:
    """Return a licensed capacity with its unit and its time; "" where none is told."""
    if project.capacity is None:
        return ""
    much = formats.exactly(project.capacity.normalize(), current().language)
    said = {"year": _("{much} {unit} a year"), "day": _("{much} {unit} a day")}
    told = said.get(project.capacity_per, "{much} {unit}")
    return told.format(much=much, unit=project.capacity_unit)


def basis_choices() -> list[tuple[str, str]]:
    """Return of which time a capacity may be told."""
    return [("year", _("a year")), ("day", _("a day")), ("none", _("not by time (MW, hectares)"))]


def _counted(number: int | None) -> str:
    return "" if number is None else formats.number(number, current().language)


def _park(project: Any) -> str:
    places = choices.names_of_parks([project.park_id]) if project.park_id else {}
    return named(places[project.park_id]) if project.park_id in places else project.park_id or ""


def _unit_page(project: Any) -> str:
    return f"/units/{project.unit.number}/" if project.unit else ""


def _in_digits(text: str) -> str:
    return text.translate(PERSIAN_DIGITS) if current().language == "fa" else text


def _point(project: Any) -> str:
    if project.lat is None:
        return ""
    north, east = (
        formats.exactly(Decimal(str(round(angle, 5))), current().language)
        for angle in (project.lat, project.lon)
    )
    return _("{lat}° north, {lon}° east").format(lat=north, lon=east)


def _degrees(text: str) -> float | None:
    number = _number(text)
    return None if number is None else float(number)


def _number(text: str) -> Decimal | None:
    return typed_number(text) if text.strip() else None
