"""How many units stand idle, as far as anybody can see, and where?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ehya.detect.queries.sweeps import running
from ehya.detect.queries.tallies import (
    LIKELY,
    Tallies,
    Tally,
    before,
    idle_in,
    provinces_of,
    speaking,
    tallies,
    waiting_reviews,
)
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.register.queries import choices
from ehya.register.signals import signals
from ehya.web import formats
from ehya.web.charts.marks import Spec
from ehya.web.charts.provinces import Shape, province_map
from ehya.web.clock import Clock, clock_on, strip
from ehya.web.reader import current
from ehya.web.unit_words import name, sector_name

SEE = "detect.see_looks"
FEW = 20  # units not gone below which a share of a hundred says little
HEIGHTS = (520, 380)  # of the wide and the narrow map [px]
PARKS = 60  # on a page
STATES = ("active", "semi_active", "idle", "gone")


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a reader of looks stands.

    Attributes:
        clock: on both clocks.
        sight: how far the reader sees.
        synthetic: of the made-up units, or of the real ones.
        mixed: whether there are sweeps of both.
        sweep: the one that speaks then; None where none does.
    """

    clock: Clock
    sight: Sight
    synthetic: bool
    mixed: bool
    sweep: Any

    @property
    def hands(self) -> dict[str, str]:
        """What an address carries so that the next page stands alike."""
        moved = self.clock.moved
        days = {"as_of": self.clock.as_of, "known_at": self.clock.known_at} if moved else {}
        kind = {"synthetic": "1" if self.synthetic else "0"} if self.mixed else {}
        return {hand: day.isoformat() for hand, day in days.items()} | kind

    def query(self, **more: str) -> str:
        """Return the end of an address that stands alike and asks for more."""
        asked = {**{key: value for key, value in more.items() if value}, **self.hands}
        return "?" + urlencode(asked) if asked else ""


def stand_of(request: HttpRequest, told: QueryDict | None = None) -> Stand:
    """Return where the reader stands; real units where there are both and nothing is asked.

    Args:
        request: of the page.
        told: what was asked, where it is not in the address.
    """
    roles.require(request.user, SEE)
    told = request.GET if told is None else told
    clock = clock_on(told.get("as_of", ""), told.get("known_at", ""))
    real, made_up = (speaking(clock.moment, synthetic=kind) for kind in (False, True))
    synthetic = made_up is not None and (real is None or told.get("synthetic") == "1")
    mixed = real is not None and made_up is not None
    sight = sight_of(request.user)
    return Stand(clock, sight, synthetic, mixed, made_up if synthetic else real)


def shell(request: HttpRequest, stand: Stand, kept: Mapping[str, str]) -> dict[str, Any]:
    """Return what every page of looks knows."""
    other = {**kept, **stand.hands, "synthetic": "0" if stand.synthetic else "1"}
    kind = {"synthetic": stand.hands["synthetic"]} if stand.mixed else {}
    return {
        **strip(request, stand.clock, {**kept, **kind}),
        "stand": stand,
        "sweep": stand.sweep,
        "synthetic": stand.synthetic,
        "mixed": stand.mixed,
        "other": "?" + urlencode(other),
        "here": stand.query(),
        "known_since": known_since(stand.sweep, stand.clock) if stand.sweep else None,
        "may_sweep": roles.may(request.user, "detect.sweep"),
        "running": running().first() if stand.sweep is None else None,
    }


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show what the sweep that speaks says: the whole, the map, provinces and sectors."""
    stand = stand_of(request)
    by = "units" if request.GET.get("by") == "units" else "share"
    kept = {"by": by} if by == "units" else {}
    context = shell(request, stand, kept)
    if stand.sweep is None:
        return render(request, "detections/index.html", context)
    told = tallies(stand.sweep, stand.sight)
    earlier = before(stand.sweep)
    context |= {
        "by": by,
        "by_share": stand.query(),
        "by_units": stand.query(by="units"),
        "told": told,
        "heading": _heading(told.whole, stand, earlier),
        "earlier": earlier,
        "states": [(state, told.whole.by_state[state]) for state in STATES],
        "likely": LIKELY,
        "waiting": waiting_reviews(stand.clock.moment, stand.sight, synthetic=stand.synthetic),
        "signals": signal_words(stand.sweep.signals),
        "divisions": _rows(_division_names(told), told.divisions),
        **_places(told, stand, by),
    }
    return render(request, "detections/index.html", context)


@require_GET
def parks(request: HttpRequest) -> HttpResponse:
    """Show the same park by park, those with most idle units first."""
    stand = stand_of(request)
    province = request.GET.get("province", "")[:5]
    kept = {"province": province} if province else {}
    context = shell(request, stand, kept) | {"province": province}
    if stand.sweep is None:
        return render(request, "detections/parks.html", context)
    told = tallies(stand.sweep, stand.sight)
    shown = _in_province(province, told, stand)
    names = choices.names_of_parks(code for code in shown if code)
    called = {code: name(names[code]) if code in names else code for code in shown}
    rows = sorted(_rows(called, shown), key=lambda row: (-row["told"].idle, row["code"]))
    first = _page(request.GET.get("page", ""), len(rows))
    more = first + PARKS < len(rows)
    context |= {
        "rows": rows[first : first + PARKS],
        "all": len(rows),
        "first": first,
        "provinces": choices.provinces(stand.sight),
        "next": stand.query(**kept, page=str(first // PARKS + 2)) if more else "",
        "previous": stand.query(**kept, page=str(first // PARKS)) if first else "",
        "finding": _parks_finding(rows),
    }
    return render(request, "detections/parks.html", context)


def known_since(sweep: Any, clock: Clock) -> date:
    """Return the day on which it was known what a sweep says; never after the day called today."""
    return min(timezone.localdate(sweep.told_at), clock.today)


def signal_words(names: Iterable[str]) -> str:
    """Return what signals are called, in the reader's language."""
    known, language = signals(), current().language
    told = [getattr(known[one], f"name_{language}") if one in known else one for one in names]
    if language == "en":
        told = [words.lower() for words in told]
    comma = "، " if language == "fa" else ", "
    return comma.join(told)


def _heading(told: Tally, stand: Stand, earlier: Any) -> str:
    language = current().language
    if not told.looked:
        return _("No unit that you may see was looked at")
    finding = ngettext(
        "{idle} of {looked} unit stands idle, as far as readings tell",
        "{idle} of {looked} units stand idle, as far as readings tell",
        told.looked,
    ).format(idle=formats.number(told.idle, language), looked=formats.number(told.looked, language))
    return finding + _since_then(told, stand, earlier)


def _since_then(told: Tally, stand: Stand, earlier: Any) -> str:
    """How many more than by the sweep before, which may have been about the same day."""
    if earlier is None:
        return ""
    language, calendar = current().language, current().calendar
    more = told.idle - idle_in(earlier, stand.sight)
    one = ("solar" if language == "fa" else "gregorian") if calendar == "both" else calendar
    day = formats.day(earlier.as_of, language, one)
    count = formats.number(abs(more), language)
    return _compared(more, same_day=earlier.as_of == stand.sweep.as_of).format(count=count, day=day)


def _compared(more: int, *, same_day: bool) -> str:
    if same_day:
        if not more:
            return _("; as many as the sweep before said")
        said = _("; {count} more than the sweep before said")
        return said if more > 0 else _("; {count} fewer than the sweep before said")
    if not more:
        return _("; as many as on {day}")
    return _("; {count} more than on {day}") if more > 0 else _("; {count} fewer than on {day}")


def _places(told: Tallies, stand: Stand, by: str) -> Mapping[str, Any]:
    places = {place.iso: place for place in provinces_of(told, stand.sight)}
    rows = _rows({code: name(place) for code, place in places.items()}, told.provinces)
    shapes = tuple(
        _shape(row, by, (places[row["code"]].lon, places[row["code"]].lat)) for row in rows
    )
    topology = static("vendor/iran.topo.json")
    return {
        "provinces": rows,
        "finding": _map_finding(rows, by),
        "spec": _map(shapes, topology, HEIGHTS[0]),
        "spec_narrow": _map(shapes, topology, HEIGHTS[1]),
    }


@lru_cache(maxsize=64)  # the page is asked for far more often than its numbers change
def _map(shapes: tuple[Shape, ...], topology: str, height: int) -> Spec:
    return province_map(shapes, [], topology=topology, height=height)


def _rows(called: Mapping[str, str], told: Mapping[str, Tally]) -> list[dict[str, Any]]:
    """One row a place or a sector, most idle units first."""
    nothing = Tally(dict.fromkeys(STATES, 0))
    rows = [_row(code, words, told.get(code, nothing)) for code, words in called.items()]
    return sorted(rows, key=lambda row: -row["told"].idle)


def _row(code: str, words: str, told: Tally) -> dict[str, Any]:
    share = told.idle_share if told.standing >= FEW else None
    return {"code": code, "name": words, "told": told, "share": share, "of": told.by_state}


def _division_names(told: Tallies) -> Mapping[str, str]:
    return {code: sector_name(code) if code else _("sector not told") for code in told.divisions}


def _shape(row: Mapping[str, Any], by: str, at: tuple[float, float]) -> Shape:
    language = current().language
    if by == "units":
        value = float(row["told"].idle) if row["told"].looked else None
    else:
        value = row["share"]
    words = ""
    if value is not None:
        number = formats.number(round(value), language)
        words = number if by == "units" else formats.percent(round(value), language)
    return Shape(row["code"], row["name"], value, words, at)


def _map_finding(rows: list[dict[str, Any]], by: str) -> str:
    language = current().language
    if by == "units":
        most = max(rows, key=lambda row: row["told"].idle, default=None)
        if most is None or not most["told"].idle:
            return _("No province has a unit that stands idle")
        count = formats.number(most["told"].idle, language)
        return _("{place} has the most idle units: {count}").format(place=most["name"], count=count)
    known = [row for row in rows if row["share"] is not None]
    if not known:
        return _("No province has {few} units that a share could be told of").format(
            few=formats.number(FEW, language)
        )
    most = max(known, key=lambda row: row["share"])
    share = formats.percent(round(most["share"]), language)
    if len(rows) == 1:
        return _("{share} of the units of {place} stand idle").format(
            place=most["name"], share=share
        )
    return _("{place} has the largest share idle: {share}").format(place=most["name"], share=share)


def _in_province(province: str, told: Tallies, stand: Stand) -> Mapping[str, Tally]:
    """The parks of a province, or all of them; units outside parks are told as one."""
    if not province:
        return {code: one for code, one in told.parks.items() if code}
    moment = stand.clock.moment
    there = {place.code for place in choices.parks(province, moment, stand.sight)}
    return {code: one for code, one in told.parks.items() if code in there}


def _parks_finding(rows: list[dict[str, Any]]) -> str:
    language = current().language
    if not rows or not rows[0]["told"].idle:
        return _("No park has a unit that stands idle")
    most, idle = rows[0], sum(row["told"].idle for row in rows)
    return ngettext(
        "{place} has {count} of the {all} idle unit in parks",
        "{place} has the most idle units: {count} of the {all} in parks",
        idle,
    ).format(
        place=most["name"],
        count=formats.number(most["told"].idle, language),
        all=formats.number(idle, language),
    )


def _page(asked: str, rows: int) -> int:
    """Where a page begins; one beyond the end is the first."""
    known = asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6
    first = (int(asked) - 1) * PARKS if known else 0
    return first if 0 <= first < rows else 0
