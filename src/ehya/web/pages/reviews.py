"""What should a person judge, and what do they say?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.detect.actions import judging
from ehya.detect.queries.reviews import Side, Wanted, kinds_waiting, queue, side_of, verdicts_of
from ehya.detect.queries.sweeps import newest
from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.register.queries.within import here_and_now
from ehya.web.messages import sentence
from ehya.web.messages.names_detect import REASONS, STATES, WHYS_SHORT
from ehya.web.messages.names_units import CHOICES
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.review_words import Card, card, decided_by, machine, person_said, seen_of

SEE, JUDGE = "detect.see_looks", "detect.judge"
ASKED = ("why", "state", "province", "due")
MOST_WORDS = 2_000  # letters


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what waits for a person: what is past its day first, then what most hangs on."""
    roles.require(request.user, SEE)
    now, sight, day = here_and_now(), sight_of(request.user), today()
    asked = {name: request.GET[name] for name in ASKED if request.GET.get(name)}
    real, made_up = kinds_waiting(now, sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    after = request.GET.get("after", "")
    found = queue(Wanted(**asked), now, sight, synthetic=synthetic, today=day, after=after)
    kept = {**asked, **({"synthetic": "1"} if real and synthetic else {})}
    context = {
        "cards": [card(side, day) for side in found.cards],
        "found": found,
        "first": not after,
        "next": _query({**kept, "after": found.after}) if found.after else "",
        "top": _query(kept),
        "lists": _lists(asked),
        "provinces": choices.provinces(sight),
        "province": asked.get("province", ""),
        "asked": asked,
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": _query({**asked, "synthetic": "0" if synthetic else "1"}),
        "sweep": newest(synthetic=synthetic) or newest(synthetic=not synthetic),
        "may_judge": roles.may(request.user, JUDGE),
        "today": day,
    }
    return render(request, "detections/reviews.html", context)


@require_GET
def judge(request: HttpRequest, number: str) -> HttpResponse:
    """Show what machine and people say of a unit, with the three things one may say to it."""
    roles.require(request.user, SEE)
    return _shown(request, _side(request, number), None)


@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Say that the unit is what the machine says."""

    def act(told: Mapping[str, Any]) -> object:
        return judging.confirm(number, **told)

    return _judged(request, number, act, _("Confirmed. Your verdict stands beside the machine's."))


@require_POST
def reject(request: HttpRequest, number: str) -> HttpResponse:
    """Say that the unit is something else."""

    def act(told: Mapping[str, Any]) -> object:
        return judging.reject(
            number,
            state=request.POST.get("state", ""),
            reason=request.POST.get("reason", ""),
            since=_day(request, "since"),
            **told,
        )

    said = _("Written down. Your verdict stands beside the machine's, and your reason is counted.")
    return _judged(request, number, act, said)


@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send somebody to look."""

    def act(told: Mapping[str, Any]) -> object:
        return judging.send(number, go_by=_day(request, "go_by"), **told)

    return _judged(request, number, act, _("Written down. It waits for whoever goes there."))


def _judged(
    request: HttpRequest, number: str, act: Callable[[Mapping[str, Any]], object], said: str
) -> HttpResponse:
    """Carry out a verdict; one that is refused is shown with what stands there now."""
    roles.require(request.user, JUDGE)
    words = request.POST.get("words", "").replace("\x00", "")[:MOST_WORDS]
    try:
        act({"by": person(request), "words": words, "seen": request.POST.get("seen")})
    except Refusal as no:
        if no.code.startswith(("ledger.", "register.")) or no.code == "detect.not_looked_at":
            raise
        return _shown(request, _side(request, number), no)
    messages.success(request, said)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("reviews")


def _side(request: HttpRequest, number: str) -> Side:
    return side_of(number, here_and_now(), sight_of(request.user))


def _shown(request: HttpRequest, side: Side, no: Refusal | None) -> HttpResponse:
    language = current().language
    told: Card = card(side, today())
    context = {
        "card": told,
        "number": side.unit.unit.number,
        "synthetic": side.unit.unit.synthetic,
        "evidence": seen_of(side.look),
        "decided": decided_by(side.look),
        "history": [(person_said(one), machine(one.look)) for one in verdicts_of(side)],
        "states": [
            (state, CHOICES[f"status.{state}"][language])
            for state in _states()
            if state != side.look.state
        ],
        "reasons": [(reason, words[language]) for reason, words in REASONS.items()],
        "typed": request.POST,
        "next": request.POST.get("next", request.GET.get("next", "")),
        "may_judge": roles.may(request.user, JUDGE),
        "today": today(),
        "refusal": no,
        "sentence": sentence(no, language) if no else "",
    }
    return render(request, "detections/review.html", context, status=status_of(no) if no else 200)


def _lists(asked: Mapping[str, str]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    language = current().language
    states = [(state, CHOICES[f"status.{state}"][language]) for state in _states()]
    whys = [(why, words[language]) for why, words in WHYS_SHORT.items()]
    dues = [("late", _("past its day")), ("week", _("within a week"))]
    return [
        ("why", _("Why a person is asked"), asked.get("why", ""), whys),
        ("state", _("What the machine says"), asked.get("state", ""), states),
        ("due", _("Until when"), asked.get("due", ""), dues),
    ]


def _states() -> list[str]:
    return [key.partition(".")[2] for key in STATES]


def _day(request: HttpRequest, field: str) -> date | None:
    told = request.POST.get(field, "").strip()
    return parse_day(told) if told else None


def _query(asked: Mapping[str, str]) -> str:
    return "?" + urlencode(asked) if asked else ""
