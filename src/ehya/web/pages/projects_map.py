"""In which provinces, and at which places, are projects built?"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ehya.invest.queries import listed
from ehya.invest.queries.placed import Placed, placed
from ehya.invest.queries.totals import Sums, Totals, totals
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.places import PROVINCES, ProvinceFact
from ehya.web import formats
from ehya.web.charts.marks import Spec
from ehya.web.charts.provinces import Point, Shape, province_map
from ehya.web.clock import clock_of, hands, strip
from ehya.web.money_words import money
from ehya.web.pages.projects import SEE
from ehya.web.project_filters import asked_in, wanted_in
from ehya.web.reader import current
from ehya.web.unit_words import name as named

HEIGHTS = (560, 380)  # of the wide and the narrow map [px]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the provinces shaded by their projects or by the money for them, places as points."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    asked, by = asked_in(request.GET.dict()), "money" if request.GET.get("by") == "money" else ""
    real, made_up = listed.kinds_of_projects(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted, no = wanted_in(asked)
    if no is not None:
        raise no
    sums = totals(wanted, clock.moment, sight, synthetic=synthetic)
    points = placed(wanted, clock.moment, sight, synthetic=synthetic)
    kept = {**asked, **({"synthetic": "1"} if real and synthetic else {}), **hands(clock)}
    shapes = tuple(_shape(iso, part, by) for iso, part in sums.provinces.items() if iso)
    drawn = tuple(Point(one.lon, one.lat, _called(one)) for one in points)
    topology = static("vendor/iran.topo.json")
    context = {
        **strip(request, clock, {**asked, **({"by": by} if by else {})}),
        "by": by,
        "finding": _finding(sums, by),
        "rows": [_line(iso, part, kept) for iso, part in sums.provinces.items()],
        "points": len(points),
        "own": sum(one.own for one in points),
        "synthetic": synthetic,
        "query": _address(kept),
        "by_projects": _address(kept) or "?",
        "by_money": _address({**kept, "by": "money"}),
        "spec": _map(shapes, drawn, topology, HEIGHTS[0]),
        "spec_narrow": _map(shapes, drawn, topology, HEIGHTS[1]),
    }
    return render(request, "projects/map.html", context)


@lru_cache(maxsize=32)  # the page is asked for more often than its numbers change
def _map(shapes: tuple[Shape, ...], points: tuple[Point, ...], topology: str, height: int) -> Spec:
    return province_map(shapes, points, topology=topology, height=height)


def _shape(iso: str, part: Sums, by: str) -> Shape:
    place = PROVINCES[iso]
    much = part.approved_irr if by else part.projects
    words = money(part.approved_irr).words if by else _count(part.projects)
    return Shape(iso, _name(place), float(much), words, (place.lon, place.lat))


def _line(iso: str, part: Sums, kept: Mapping[str, str]) -> dict[str, Any]:
    return {
        "place": _name(PROVINCES[iso]) if iso else _("in several provinces"),
        "part": part,
        "list": _address({**kept, "province": iso}) if iso else "",
    }


def _finding(sums: Totals, by: str) -> str:
    there = {iso: part for iso, part in sums.provinces.items() if iso}
    if not there:
        return _("No project here has a province")
    much = lambda iso: there[iso].approved_irr if by else there[iso].projects
    most = max(sorted(there), key=much)
    place = _name(PROVINCES[most])
    if by:
        said = _("{place} has the most money for projects: {much} of {whole}").format(
            place=place,
            much=money(there[most].approved_irr).words,
            whole=money(sums.whole.approved_irr).words,
        )
        return said + _elsewhere(sums, by)
    told = ngettext(
        "{place} has {much} of {whole} project",
        "{place} has the most projects: {much} of {whole}",
        sums.whole.projects,
    )
    whole = formats.number(sums.whole.projects, current().language)
    said = told.format(place=place, much=_count(there[most].projects), whole=whole)
    return said + _elsewhere(sums, by)


def _elsewhere(sums: Totals, by: str) -> str:
    """Return what groups in several provinces have: it may be more than any one province."""
    if "" not in sums.provinces:
        return ""
    part = sums.provinces[""]
    much = money(part.approved_irr).words if by else _count(part.projects)
    return _("; {much} of groups in several provinces").format(much=much)


def _called(one: Placed) -> str:
    return named(one)


def _count(projects: int) -> str:
    return formats.number(projects, current().language)


def _name(place: ProvinceFact) -> str:
    return place.name_en if current().language == "en" else place.name_fa


def _address(kept: Mapping[str, str] | Sequence[tuple[str, str]]) -> str:
    return f"?{urlencode(kept)}" if kept else ""
