"""Which units are there, and how does a reader find one?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.register.actions import views
from ehya.register.queries import Moment, choices
from ehya.register.queries.units import (
    FILTERS,
    PAGE,
    Page,
    Wanted,
    count_units,
    page_of_units,
)
from ehya.web.clock import clock_of, strip
from ehya.web.messages.names_units import CHOICES
from ehya.web.reader import current, person
from ehya.web.unit_words import (
    Names,
    Status,
    choice_name,
    divisions,
    fact_name,
    name,
    other_name,
    status,
    written,
)

COLUMNS = (
    *("number", "place", "park", "isic", "product", "status", "size", "ownership"),
    *("insured_jobs", "licensed_jobs", "contracted_kw", "licensed_capacity", "licensed_on"),
)
USUAL = ("number", "place", "product", "status", "insured_jobs")
LISTS = ("status", "size", "ownership")
RIGHT = frozenset({"insured_jobs", "licensed_jobs", "contracted_kw", "licensed_capacity"})
KEPT_IN_VIEWS = (*FILTERS, "as_of", "known_at")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the list."""

    column: str
    words: str
    status: Status | None = None
    second: str = ""
    label: str = ""  # what a phone writes before it, where a column's head is not seen


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the list."""

    number: str
    name: str
    other: str
    synthetic: bool
    cells: tuple[Cell, ...]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List units: filtered, in the alphabet's order, a page at a time."""
    roles.require(request.user, "register.see_units")
    clock, wanted, sight = clock_of(request), wanted_of(request), sight_of(request.user)
    moment = clock.moment
    page = page_of_units(
        wanted,
        moment,
        sight,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        most=PAGE,
    )
    columns = _columns(request)
    context = {
        **strip(request, clock, _asked(request)),
        "wanted": wanted,
        "lines": _lines(page, columns, moment),
        "columns": [(c, _heading(c), c in RIGHT) for c in columns],
        "next": _address(request, after=page.after) if page.after else "",
        "previous": _address(request, before=page.before) if page.before else "",
        "asked": urlencode(_asked(request)),
        "sectors": divisions(),
        "synth": _("Synthetic"),
        "synthetic": any(row.unit.synthetic for row in page.rows),
        "mixed": len({row.unit.synthetic for row in page.rows}) > 1,
        "asked_pairs": tuple(_asked(request).items()),
        "may_export": roles.may(request.user, "register.export_units"),
        "may_save": roles.may(request.user, "register.save_view"),
        "may_add": roles.may(request.user, "register.change_unit"),
        "views": choices.saved_views(person(request)),
        **_choices(wanted, moment, sight),
        "all_columns": [(c, _heading(c), c in columns) for c in COLUMNS],
    }
    return render(request, "units/index.html", context)


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """Say how many units fit: asked apart, so that the list need not wait for it."""
    roles.require(request.user, "register.see_units")
    wanted = wanted_of(request)
    found = count_units(wanted, clock_of(request).moment, sight_of(request.user))
    return render(request, "units/count.html", {"found": found, "wanted": wanted})


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Offer the counties and parks of the province that was just chosen."""
    roles.require(request.user, "register.see_units")
    wanted, clock = wanted_of(request), clock_of(request)
    there = wanted.province
    context = {
        "wanted": wanted,
        "counties": choices.counties(there),
        "parks": choices.parks(there, clock.moment, sight_of(request.user)),
    }
    name = "units/form_places.html" if request.GET.get("form") else "units/places.html"
    return render(request, name, context)


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the question that the list answers."""
    view = views.save_view(
        request.POST.get("name", ""), request.POST.get("query", ""), by=person(request)
    )
    messages.success(request, _("Kept as “{name}”.").format(name=view.name))
    return redirect(f"/units/?{view.query}")


@require_POST
def drop_view(request: HttpRequest, key: int) -> HttpResponse:
    """Forget a saved view."""
    views.drop_view(key, by=person(request))
    messages.success(request, _("The view is gone."))
    return redirect("units")


@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Keep which columns the reader sees."""
    chosen = [column for column in COLUMNS if column in request.POST.getlist("columns")]
    views.choose_columns(chosen, by=person(request))
    return redirect(f"/units/?{urlencode(_asked(request, request.POST))}")


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what the address asks for; a choice that is none of ours asks for nothing else."""
    return Wanted(**{name: request.GET.get(name, "").strip()[:200] for name in FILTERS})


def _columns(request: HttpRequest) -> tuple[str, ...]:
    chosen = choices.columns_of(person(request))
    return tuple(column for column in chosen if column in COLUMNS) or USUAL


def _lines(page: Page, columns: tuple[str, ...], moment: Moment) -> list[Line]:
    reader = current()
    names: dict[str, Any] = {row.province_id: row.province for row in page.rows}
    names |= {row.county.code: row.county for row in page.rows if row.county is not None}
    if "park" in columns:
        names |= choices.park_names((r.park_id for r in page.rows if r.park_id), moment)
    return [
        Line(
            number=row.unit.number,
            name=name(row, reader.language),
            other=other_name(row),
            synthetic=row.unit.synthetic,
            cells=tuple(_cell(column, row, names) for column in columns),
        )
        for row in page.rows
    ]


def _cell(column: str, row: Any, names: Names) -> Cell:
    if column == "status":
        return Cell(column, "", status(row.status))
    if column == "number":
        return Cell(column, written("number", row.unit.number, names))
    if column == "place":
        near = written("county", row.county_id, names)
        return Cell(column, written("province", row.province_id, names), second=near)
    code = f"{column}_id" if column == "park" else column
    label = fact_name(column).capitalize() if column in RIGHT or column == "licensed_on" else ""
    return Cell(column, written(column, getattr(row, code), names), label=label)


def _heading(column: str) -> str:
    return _("Place") if column == "place" else fact_name(column)


def _choices(wanted: Wanted, moment: Moment, sight: Sight) -> Mapping[str, Any]:
    there = wanted.province
    return {
        "provinces": choices.provinces(sight),
        "counties": choices.counties(there) if there else (),
        "parks": choices.parks(there, moment, sight) if there else (),
        "lists": [(f, fact_name(f), getattr(wanted, f), _values(f)) for f in LISTS],
    }


def _values(fact: str) -> list[tuple[str, str]]:
    told = [key.partition(".")[2] for key in CHOICES if key.startswith(f"{fact}.")]
    return [(value, choice_name(fact, value)) for value in told]


def _asked(request: HttpRequest, source: Any = None) -> dict[str, str]:
    told = request.GET if source is None else source
    return {key: told[key] for key in KEPT_IN_VIEWS if told.get(key)}


def _address(request: HttpRequest, **place: str) -> str:
    return "?" + urlencode({**_asked(request), **place})
