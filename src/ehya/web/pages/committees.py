"""Which committees are there, when do they meet, and what came of what they decided?"""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.revive.actions import meetings, seats
from ehya.revive.queries.carried_out import METHOD, CarriedOut, Rates, carried_out
from ehya.revive.queries.committees import (
    bodies_seen,
    committee_seen,
    committees_seen,
    meetings_seen,
    members_of,
    next_meetings,
    provinces_without,
)
from ehya.revive.queries.obligations import kinds_there
from ehya.web import typed
from ehya.web.clock import day_asked
from ehya.web.committee_words import carried_out_finding, line_of, lines_of
from ehya.web.messages import sentence
from ehya.web.pages.states import status_of, tried
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, MANAGE = "revive.see_cases", "revive.manage_committee"
CALL = "revive.call_meeting"
SHOWN, EARLIER = 12, 240  # meetings on a committee's page, and folded up beneath
HEADINGS = (
    *("table", "key", "all", "done", "in_hand", "not_done", "void", "done_percent"),
    *("low_percent", "high_percent", "synthetic", "as_of", "method"),
)
THROUGH = ("ledger.not_allowed", "revive.no_such_committee", "revive.no_such_meeting")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the committees that the reader sees, their next meetings and what was carried out."""
    roles.require(request.user, SEE)
    return _index(request, None)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Write a committee down."""
    roles.require(request.user, MANAGE)
    told = request.POST
    made: list[int] = []

    def act() -> None:
        made.append(
            seats.add_committee(
                told.get("name_fa", ""),
                by=person(request),
                province=told.get("province", ""),
                name_en=told.get("name_en", ""),
                quorum=typed.whole(request, "quorum") or 0,
            )
        )

    no = tried(act, THROUGH)
    if no is not None:
        return _index(request, no)
    messages.success(request, _("The committee is written down. Give its members their seats."))
    return redirect("committee", made[0])


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show a committee: who sits there, and its meetings."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Change a committee's names and quorum."""

    def act() -> None:
        seats.change_committee(
            key,
            by=person(request),
            name_fa=request.POST.get("name_fa", ""),
            name_en=request.POST.get("name_en", ""),
            quorum=typed.whole(request, "quorum") or 0,
            seen=typed.seen(request),
        )

    return _done(request, key, MANAGE, act, _("Changed."), "change")


@require_POST
def seat(request: HttpRequest, key: int) -> HttpResponse:
    """Give somebody a seat."""
    told = request.POST

    def act() -> None:
        seats.seat(
            key,
            told.get("name", ""),
            by=person(request),
            first=typed.day_told(request, "first"),
            post=told.get("post", ""),
            body=next(iter(typed.keys([told.get("body", "")])), None),
            chairs=told.get("chairs") == "1",
            votes=told.get("votes") == "1",
            seen=typed.seen(request),
        )

    return _done(request, key, MANAGE, act, _("The seat is given."), "seat")


@require_POST
def unseat(request: HttpRequest, key: int, seat: int) -> HttpResponse:
    """End a seat."""

    def act() -> None:
        last = typed.day_told(request, "last")
        seats.unseat(key, seat, by=person(request), last=last, seen=typed.seen(request))

    return _done(request, key, MANAGE, act, _("The seat's end is written down."), f"end-{seat}")


@require_POST
def call(request: HttpRequest, key: int) -> HttpResponse:
    """Call a meeting."""
    roles.require(request.user, CALL)
    made: list[int] = []

    def act() -> None:
        when = when_of(request)
        made.append(meetings.call_meeting(key, when, by=person(request)))

    no = tried(act, THROUGH)
    if no is not None:
        return _shown(request, key, no, "call")
    messages.success(request, _("The meeting is called. Bring cases before it."))
    return redirect("meeting", made[0])


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give what was carried out as a file."""
    roles.require(request.user, SEE)
    as_of = day_asked(request, "as_of", today())
    rates, synthetic, _mixed = _rates(request, as_of)
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(HEADINGS)
    for table, key, rate in _rows(rates):
        ends = rate.interval or (None, None)
        shown = ["" if part is None else f"{part:.2f}" for part in (rate.share, *ends)]
        counts = [rate.all, rate.done, rate.in_hand, rate.not_done, rate.void]
        stands = [str(synthetic).lower(), as_of.isoformat(), METHOD]
        write.writerow([table, key, *counts, *shown, *stands])
    given = {"Content-Disposition": f'attachment; filename="ehya-carried-out-{as_of}.csv"'}
    kind = "text/csv; charset=utf-8"
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type=kind, headers=given)


def when_of(request: HttpRequest) -> meetings.When:
    """Return day, hour and place of a meeting, as they were typed."""
    on = typed.day_told(request, "on")
    return meetings.When(on, typed.hour(request, "at"), request.POST.get("place", ""))


def _rates(request: HttpRequest, as_of: date) -> tuple[Rates, bool, bool]:
    sight = sight_of(request.user)
    real, made_up = kinds_there(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    return carried_out(as_of, sight, synthetic=synthetic), synthetic, real and made_up


def _rows(rates: Rates) -> list[tuple[str, str, CarriedOut]]:
    return [
        ("all", "", rates.whole),
        *(("body", kind, rate) for kind, rate in rates.bodies.items()),
        *(("province", iso, rate) for iso, rate in rates.provinces.items()),
    ]


def _index(request: HttpRequest, no: Refusal | None) -> HttpResponse:
    sight, as_of = sight_of(request.user), day_asked(request, "as_of", today())
    rates, synthetic, mixed = _rates(request, as_of)
    names = {place.code: named(place) for place in choices.provinces(sight)}
    bodies, places = lines_of(rates, names)
    committees = list(committees_seen(sight).filter(synthetic=synthetic).order_by("province_id"))
    asked = {"as_of": as_of.isoformat()} if as_of != today() else {}
    kept = {"synthetic": "1"} if synthetic and mixed else {}
    may = roles.may(request.user, MANAGE)
    context = {
        "committees": committees,
        "next": next_meetings([row.pk for row in committees], today()),
        "finding": carried_out_finding(rates),
        "whole": line_of("", "", rates.whole),
        "bodies": bodies,
        "places": places,
        "as_of": as_of,
        "moved": as_of != today(),
        "synthetic": synthetic,
        "mixed": mixed,
        "kept": kept,
        "other": "?" + urlencode({**asked, "synthetic": "0" if synthetic else "1"}),
        "file": "?" + urlencode({**asked, **kept}) if asked or kept else "",
        "method": METHOD,
        "may_manage": may,
        "without": provinces_without(sight) if may else [],
        **refusal_of(request, no, "add"),
    }
    return render(request, "committee/index.html", context, status=status_of(no) if no else 200)


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    sight = sight_of(request.user)
    committee = committee_seen(key, sight)
    sitting = members_of(committee)
    now = [row for row in sitting if row.sits(today())]
    may = roles.may(request.user, MANAGE)
    held = list(meetings_seen(sight).filter(committee=key).order_by("-number")[:EARLIER])
    context = {
        "committee": committee,
        "now": now,
        "before": [row for row in sitting if row not in now],
        "voters": sum(row.member.votes for row in now),
        "meetings": held[:SHOWN],
        "earlier": held[SHOWN:],
        "bodies": bodies_seen(sight).filter(synthetic=committee.synthetic, ended_on=None),
        "may_manage": may,
        "may_call": roles.may(request.user, CALL),
        "today": today(),
        **refusal_of(request, no, form),
    }
    return render(request, "committee/one.html", context, status=status_of(no) if no else 200)


def _done(
    request: HttpRequest, key: int, needed: str, act: Callable[[], object], said: str, form: str
) -> HttpResponse:
    roles.require(request.user, needed)
    no = tried(act, THROUGH)
    if no is not None:
        return _shown(request, key, no, form)
    messages.success(request, said)
    return redirect("committee", key)


def refusal_of(request: HttpRequest, no: Refusal | None, form: str) -> dict[str, Any]:
    """Return what a page shows of a refused form: why, which one, and what was typed in it."""
    return {
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
        "form": form if no else "",
        "typed": request.POST if no else {},
    }
