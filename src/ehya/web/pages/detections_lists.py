"""Of which units does the sweep say what a reader looks for, and which of them changed?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.detect.actions.taking import take_looks
from ehya.detect.queries.looks import Asked, Line, count_looks, page_of_looks
from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.register.queries import choices
from ehya.web import formats
from ehya.web.detection_file import lines_of_file
from ehya.web.pages.detections import STATES, Stand, shell, stand_of
from ehya.web.reader import current, person
from ehya.web.unit_words import choice_name, divisions, name, other_name

TAKE = "register.export_units"
SHARES = ("50", "70", "80", "90", "95", "99")  # least chances to choose from, of a hundred
WORDS = ("province", "park", "division", "state", "was")
MARKS = ("unseen", "disagrees")
KEPT = (*WORDS, *MARKS, "text", "chance", "warning", "since", "order")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the list, in the reader's words."""

    line: Line
    name: str
    other: str
    chance: str
    warning: str


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """List what the sweep says of units, state by state, a page at a time."""
    stand, kept = stand_of(request), _kept(request.GET)
    context = shell(request, stand, kept) | {"wanted": kept}
    if stand.sweep is None:
        return render(request, "detections/units.html", context)
    asked = asked_of(kept)
    context |= _page(request, stand, asked, kept) | {
        "states": _named(STATES),
        "may_take": roles.may(request.user, TAKE),
        "pairs": tuple({**kept, **stand.hands}.items()),
        "count": stand.query(**kept),
    }
    return render(request, "detections/units.html", context)


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """Say how many fit: asked apart, so that the list need not wait for it."""
    stand, kept = stand_of(request), _kept(request.GET)
    if stand.sweep is None:
        return HttpResponse("")
    asked = replace(asked_of(kept), changed=request.GET.get("changed") == "1")
    found, more = count_looks(stand.sweep, asked, stand.clock.moment, stand.sight)
    context = {"found": found, "more": more, "changed": asked.changed, "anything": bool(kept)}
    return render(request, "detections/count.html", context)


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """List the units that are in another state than in the sweep before, newest change first."""
    stand, kept = stand_of(request), _kept(request.GET)
    kept = {key: value for key, value in kept.items() if key not in ("chance", "warning", *MARKS)}
    context = shell(request, stand, kept) | {"wanted": kept}
    if stand.sweep is None:
        return render(request, "detections/changes.html", context)
    asked = replace(asked_of(kept), changed=True)
    context |= _page(request, stand, asked, kept) | {
        "states": _named(STATES),
        "count": stand.query(**kept, changed="1"),
    }
    return render(request, "detections/changes.html", context)


@require_POST
def file(request: HttpRequest) -> StreamingHttpResponse:
    """Give the list as CSV, counted before it is sent."""
    roles.require(request.user, TAKE)
    stand, kept = stand_of(request, request.POST), _kept(request.POST)
    if stand.sweep is None:
        raise Refusal("detect.no_sweep_yet")
    taken = take_looks(
        stand.sweep, asked_of(kept), stand.clock.moment, stand.sight, told=kept, by=person(request)
    )
    answer = StreamingHttpResponse(
        lines_of_file(taken, stand.sweep, current().language),
        content_type="text/csv; charset=utf-8",
    )
    made_up = "-synthetic" if stand.synthetic else ""
    file_name = f"ehya-detections-{stand.sweep.as_of:%Y-%m-%d}{made_up}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    answer.headers["X-Ehya-Rows"] = str(taken.rows)
    return answer


def asked_of(kept: Mapping[str, str]) -> Asked:
    """Return the question of an address.

    Raises:
        Refusal: as `engine.calendar.parse_day` where `since` is no day, "detect.not_a_share".
    """
    state, was = (kept.get(field, "")[:12] for field in ("state", "was"))
    return Asked(
        state=state,
        was=was,
        province=kept.get("province", "")[:5],
        park=kept.get("park", "")[:12],
        division=kept.get("division", "")[:2],
        text=kept.get("text", "")[:200],
        chance=_share(kept.get("chance", "")),
        warning=_share(kept.get("warning", "")),
        since=_day(kept.get("since", "")),
        unseen="unseen" in kept,
        disagrees="disagrees" in kept,
        longest=kept.get("order") == "longest",
    )


def _kept(source: Any) -> dict[str, str]:
    told = {key: source.get(key, "").strip()[:200] for key in KEPT}
    return {key: value for key, value in told.items() if value and "\x00" not in value}


def _share(told: str) -> float | None:
    if not told:
        return None
    known = told.isascii() and told.isdecimal() and len(told) < 4 and int(told) <= 100
    if not known:
        raise Refusal("detect.not_a_share", value=told[:20])
    return int(told) / 100


def _day(told: str) -> date | None:
    return parse_day(told) if told else None


def _page(
    request: HttpRequest, stand: Stand, asked: Asked, kept: Mapping[str, str]
) -> dict[str, Any]:
    moment = stand.clock.moment
    page = page_of_looks(
        stand.sweep, asked, moment, stand.sight, after=request.GET.get("after", "")
    )
    there = kept.get("province", "")
    language = current().language
    shares = [(one, formats.percent(int(one), language)) for one in SHARES]
    return {
        "rows": [_row(line) for line in page.lines],
        "next": stand.query(**kept, after=page.after) if page.after else "",
        "first": not request.GET.get("after"),
        "provinces": choices.provinces(stand.sight),
        "parks": choices.parks(there, moment, stand.sight) if there else (),
        "divisions": divisions(),
        "shares": shares,
    }


def _row(line: Line) -> Row:
    language = current().language
    look = line.look
    working = look.state in ("active", "semi_active")
    return Row(
        line,
        name(line.unit) if line.unit else _("name not known"),
        other_name(line.unit) if line.unit else "",
        formats.chance(min(look.chance, 1.0), language),
        formats.chance(look.warning, language) if working else "",
    )


def _named(states: Iterable[str]) -> list[tuple[str, str]]:
    return [(state, choice_name("status", state)) for state in states]
