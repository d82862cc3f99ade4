"""What does the hall see, and what does the operator's hand do?"""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.invest.actions import striking
from ehya.invest.actions.striking import Hand
from ehya.invest.queries.inaugurations import (
    inauguration_keyed,
    inauguration_of,
    openings_of,
    sites_of,
    strokes_of,
)
from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.web import board_words, typed
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.states import status_of, tried
from ehya.web.reader import Reader, person, reading

SEE, OPERATE = "invest.see_inaugurations", "invest.operate_board"
THROUGH = ("ledger.not_allowed", "invest.no_such_inauguration")


@require_GET
def board(request: HttpRequest, key: int) -> HttpResponse:
    """Show an event's board to the staff."""
    roles.require(request.user, SEE)
    row = inauguration_of(key)
    return _board(request, row, reverse("board-state", args=[key]))


@require_GET
def state(request: HttpRequest, key: int) -> HttpResponse:
    """Give a board's whole state."""
    roles.require(request.user, SEE)
    return _state(inauguration_of(key))


@login_not_required
@require_GET
def keyed_board(request: HttpRequest, token: str) -> HttpResponse:
    """Show a board to whoever has its link: at sites where nobody signs in."""
    row = inauguration_keyed(token)
    with reading(_stranger(request)), translation.override(_stranger(request).language):
        answer = _board(request, row, reverse("keyed-board-state", args=[token]))
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@login_not_required
@require_GET
def keyed_state(request: HttpRequest, token: str) -> HttpResponse:
    """Give a board's whole state to whoever has its link."""
    row, by = inauguration_keyed(token), _stranger(request)
    with reading(by), translation.override(by.language):
        return _state(row)


@require_GET
def operate(request: HttpRequest, key: int) -> HttpResponse:
    """Show what the operator may press."""
    roles.require(request.user, OPERATE)
    return _operator(request, key, None)


@require_POST
def press(request: HttpRequest, key: int) -> HttpResponse:
    """Do what was pressed."""
    roles.require(request.user, OPERATE)
    act, by = request.POST.get("act", ""), person(request)
    turns = {
        "begin_rehearsal": striking.begin_rehearsal,
        "end_rehearsal": striking.end_rehearsal,
        "begin": striking.begin,
        "close": striking.close,
    }
    if act in turns:
        no = tried(lambda: turns[act](key, by=by), THROUGH)
    else:
        no = tried(lambda: striking.stroke(key, _hand(request, act), by=by), THROUGH)
    if no is not None:
        return _operator(request, key, no)
    if act in ("end_rehearsal", "close"):
        messages.success(request, _("The rehearsal is over; nothing of it is kept.")
                         if act == "end_rehearsal" else _("The event is closed; its sums are kept."))  # fmt: skip
        return redirect("inauguration", key)
    return redirect("operate", key)


def _hand(request: HttpRequest, act: str) -> Hand:
    keys = {
        name: next(iter(typed.keys([request.POST.get(name, "")])), None)
        for name in ("site", "opening", "last")
    }
    return Hand(act, request.POST.get("key", "")[:80], **keys)


def _board(request: HttpRequest, row: Any, address: str) -> HttpResponse:
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    addresses = {
        "state": address + asked,
        "stream": address.removesuffix("state.json") + "stream" + asked,
        "zone": settings.TIME_ZONE,
    }
    return render(request, "inaugurations/board.html", board_words.context(row) | addresses)


def _state(row: Any) -> JsonResponse:
    answer = JsonResponse(board_words.payload(row), json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer


def _stranger(request: HttpRequest) -> Reader:
    """A hall reads Persian, or what the link says, whatever its computer is set to."""
    return Reader("en" if request.GET.get("language") == "en" else "fa", theme="dark")


def _operator(request: HttpRequest, key: int, no: Refusal | None) -> HttpResponse:
    row = inauguration_of(key)
    shown = board_words.context(row)
    opened = set(shown["board"].opened)
    strokes = {stroke.number: stroke for stroke in strokes_of(row)}
    openings = openings_of(row)
    ahead = [one for one in openings if one.pk not in opened]
    context = {
        **shown,
        "sites": [
            (site, [one for one in ahead if one.site_id == site.pk], str(uuid4()))
            for site in sites_of(row)
        ],
        "ahead": [(one, str(uuid4())) for one in ahead],
        "done": [one for one in openings if one.pk in opened],
        "last": strokes.get(shown["board"].last or 0),
        "keys": {act: str(uuid4()) for act in ("undo", "off_air", "next")},
        "running": row.state in ("live", "rehearsing"),
        "its_day": row.on == today(),
        "turn": f"{row.state}-{row.version}-{shown['strokes']}",
        "stream": reverse("board-state", args=[key]).removesuffix("state.json") + "stream",
        "state_address": reverse("board-state", args=[key]),
        **refusal_of(request, no, "operate"),
    }
    status = status_of(no) if no else 200
    return render(request, "inaugurations/operate.html", context, status=status)
