"""Where do the units stand: on the map, and in which park?"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.register.queries import choices
from ehya.register.queries.geography import (
    Move,
    ParkTold,
    ProvinceTold,
    by_province,
    history_of_park,
    made_up,
    moves_of_park,
    park_and_units,
    parks_on_map,
    parks_told,
)
from ehya.register.queries.units import FILTERS
from ehya.web import formats
from ehya.web.charts.provinces import Point, Shape, province_map
from ehya.web.clock import clock_of, strip
from ehya.web.export_words import asked_in_words
from ehya.web.messages.names_parks import KINDS, SERVICES
from ehya.web.pages.units import wanted_of
from ehya.web.reader import current
from ehya.web.unit_words import name, status, written

SEE = "register.see_units"
STATUSES = ("active", "semi_active", "idle", "gone", "building")
FEW = 20  # standing units below which a share of a hundred says little
HEIGHTS = (560, 380)  # of the wide and the narrow map [px]


@require_GET
def province_map_page(request: HttpRequest) -> HttpResponse:
    """Show the provinces shaded by their units or the share told to be idle, parks as points."""
    roles.require(request.user, SEE)
    clock, wanted, sight = clock_of(request), wanted_of(request), sight_of(request.user)
    by = "idle" if request.GET.get("by") == "idle" else "units"
    real, synthetic = made_up(wanted, clock.moment, sight)
    shown_synthetic = synthetic and (not real or request.GET.get("synthetic") == "1")
    rows = by_province(wanted, clock.moment, sight, synthetic=shown_synthetic)
    asked = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    kept = {**asked, **_hands(clock), **({"by": by} if by == "idle" else {})}
    shapes = [_shape(row, by) for row in rows]
    parks = parks_on_map(clock.moment, sight, province=wanted.province)
    points = [
        Point(p.lon, p.lat, name(p)) for p in parks if p.lon is not None and p.lat is not None
    ]
    topology = static("vendor/iran.topo.json")
    context = {
        **strip(request, clock, {**asked, **({"by": by} if by == "idle" else {})}),
        "by": by,
        "finding": _finding(rows, by),
        "rows": [_line(row) for row in rows],
        "asked": asked_in_words(asked, current().language),
        "synthetic": shown_synthetic,
        "mixed": real and synthetic,
        "other": "?" + urlencode({**kept, "synthetic": "0" if shown_synthetic else "1"}),
        "list": "?" + urlencode({**asked, **_hands(clock)}),
        "by_units": "?" + urlencode({**asked, **_hands(clock)}),
        "by_idle": "?" + urlencode({**asked, **_hands(clock), "by": "idle"}),
        "parks": len(points),
        "spec": province_map(shapes, points, topology=topology, height=HEIGHTS[0]),
        "spec_narrow": province_map(shapes, points, topology=topology, height=HEIGHTS[1]),
    }
    return render(request, "units/map.html", context)


@require_GET
def parks(request: HttpRequest) -> HttpResponse:
    """List the parks and zones with their units."""
    roles.require(request.user, SEE)
    clock, sight, told = clock_of(request), sight_of(request.user), request.GET
    province, text = told.get("province", ""), told.get("text", "").strip()[:80]
    page = parks_told(
        clock.moment, sight, province=province, text=text, after=told.get("after", "")
    )
    asked = {key: value for key, value in (("province", province), ("text", text)) if value}
    context = {
        **strip(request, clock, asked),
        "rows": [_park(row) for row in page.rows],
        "provinces": choices.provinces(sight),
        "province": province,
        "text": text,
        "asked": asked,
        "next": "?" + urlencode({**asked, **_hands(clock), "after": page.after})
        if page.after
        else "",
        "synthetic": any(row.park.park.synthetic for row in page.rows),
    }
    return render(request, "parks/index.html", context)


@require_GET
def park(request: HttpRequest, code: str) -> HttpResponse:
    """Show one park: what it is, how its units stand, and what was told of it when."""
    roles.require(request.user, SEE)
    clock = clock_of(request)
    sight = sight_of(request.user)
    told = park_and_units(code, clock.moment, sight)
    moves = moves_of_park(told.park.park_id, clock.moment)
    steps = _timeline(history_of_park(told.park.park_id, clock.moment))
    steps += [_moved(move, sight) for move in moves]
    context = {
        **strip(request, clock, {}),
        **_park(told),
        "bars": _bars(told),
        "timeline": sorted(steps, key=itemgetter("known"), reverse=True),
        "units": "?"
        + urlencode({"province": told.park.province_id, "park": code, **_hands(clock)}),
    }
    return render(request, "parks/park.html", context)


def _hands(clock: Any) -> dict[str, str]:
    if not clock.moved:
        return {}
    return {"as_of": clock.as_of.isoformat(), "known_at": clock.known_at.isoformat()}


def _value(row: ProvinceTold, by: str) -> float | None:
    if by == "units":
        return float(row.told.units) if row.told.units else None
    return row.told.idle_share if row.told.standing >= FEW else None


def _shape(row: ProvinceTold, by: str) -> Shape:
    value, language = _value(row, by), current().language
    words = ""
    if value is not None:
        number = formats.number(round(value), language)
        words = formats.percent(round(value), language) if by == "idle" else number
    place = row.province
    return Shape(place.iso, name(place), value, words, (place.lon, place.lat))


def _finding(rows: Sequence[ProvinceTold], by: str) -> str:
    language = current().language
    whole = sum(row.told.units for row in rows)
    known = [(value, row) for row in rows if (value := _value(row, by)) is not None]
    if not known:
        return _("No unit here is known at that moment")
    value, most = max(known, key=lambda pair: pair[0])
    if by == "idle":
        return _("{place} is told to have the largest share idle: {share}").format(
            place=name(most.province), share=formats.percent(round(value), language)
        )
    return ngettext(
        "{place} has {count} of {whole} unit",
        "{place} has the most units: {count} of {whole}",
        whole,
    ).format(
        place=name(most.province),
        count=formats.number(most.told.units, language),
        whole=formats.number(whole, language),
    )


def _line(row: ProvinceTold) -> Mapping[str, Any]:
    told = row.told
    return {
        "code": row.province.iso,
        "place": row.province,
        "units": told.units,
        "idle": told.by_status.get("idle", 0),
        "standing": told.standing,
        "share": round(share)
        if (share := told.idle_share) is not None and told.standing >= FEW
        else None,
    }


def _park(row: ParkTold) -> Mapping[str, Any]:
    version, language = row.park, current().language
    return {
        "park": version,
        "kind": KINDS[version.kind][language],
        "services": [SERVICES.get(s, {}).get(language, s) for s in version.services],
        "told": row.told,
        "idle": row.told.by_status.get("idle", 0),
        "free": version.plots - row.told.units if version.plots is not None else None,
        "made_up": version.park.synthetic,
    }


def _bars(row: ParkTold) -> list[Mapping[str, Any]]:
    told: list[Mapping[str, Any]] = [
        {"status": status(one), "units": row.told.by_status.get(one, 0), "code": one}
        for one in STATUSES
    ]
    unknown = row.told.by_status.get("", 0)
    rest: list[Mapping[str, Any]] = (
        [{"status": None, "units": unknown, "code": ""}] if unknown else []
    )
    return [bar for bar in [*told, *rest] if bar["units"]]


def _timeline(rows: Sequence[Any]) -> list[Mapping[str, Any]]:
    """What each row told that the row before it had not."""
    steps: list[Mapping[str, Any]] = []
    for at, row in enumerate(rows):
        earlier = rows[at + 1] if at + 1 < len(rows) else None
        steps.append(
            {
                "on": row.valid.lower,
                "known": row.known.lower,
                "by": row.event.by.username,
                "first": earlier is None,
                "changes": _changes(earlier, row) if earlier is not None else [],
            }
        )
    return steps


def _moved(move: Move, sight: Sight) -> Mapping[str, Any]:
    """A unit's move; where it went to, and its name there, is told in sight only."""
    row = move.to
    seen = sight.covers(row.province_id, row.park_id or "")
    return {
        "on": row.valid.lower,
        "known": row.known.lower,
        "by": row.event.by.username,
        "unit": row.unit.number,
        "shown": name(row) if seen else written("number", row.unit.number, {}),
        "came": move.came,
        "seen": seen,
    }


def _changes(old: Any, new: Any) -> list[tuple[str, str, str]]:
    language = current().language
    facts = {
        "name_fa": (_("Persian name"), str),
        "name_en": (_("Latin name"), str),
        "kind": (_("kind"), lambda kind: KINDS[kind][language]),
        "plots": (_("room for units"), lambda n: formats.number(n, language)),
        "area_ha": (_("area in hectares"), lambda n: formats.number(n, language)),
        "services": (
            _("services"),
            lambda all_: "، ".join(SERVICES.get(s, {}).get(language, s) for s in all_),
        ),
    }
    return [
        (words, _shown(getattr(old, fact), write), _shown(getattr(new, fact), write))
        for fact, (words, write) in facts.items()
        if getattr(old, fact) != getattr(new, fact)
    ]


def _shown(value: Any, write: Any) -> str:
    return write(value) if value not in (None, "", []) else _("not told")
