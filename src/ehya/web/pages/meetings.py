"""What has a meeting before it, who is there, what does it decide, and when is it sealed?"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.diagnose.evidence import PDF, path_of
from ehya.engine.refusal import Refusal
from ehya.ledger import roles, signing
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions import binding, deciding, meetings, sealing
from ehya.revive.queries.called import units_called
from ehya.revive.queries.committees import (
    Agenda,
    agenda,
    bodies_for,
    meeting_seen,
    ready_for,
)
from ehya.web import formats, typed
from ehya.web.committee_words import choices_of, due_of, money, word
from ehya.web.messages.names_committee import SAID, VOTES
from ehya.web.pages.committees import refusal_of, when_of
from ehya.web.pages.states import status_of, tried
from ehya.web.papers.minutes import set_draft, set_minutes
from ehya.web.plan_words import obstacle_name
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, HOLD = "revive.see_cases", "revive.hold_meeting"
THROUGH = ("ledger.not_allowed", "revive.no_such_meeting", "ledger.signing_key_unreadable")
MOST_READY = 100  # cases offered at once
ROWS = 3  # obligations in one form


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show a meeting."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, key: int) -> HttpResponse:
    """Choose cases that come before a meeting, several at once."""
    roles.require(request.user, "revive.bring")
    no: Refusal | None = None
    if request.method == "POST":
        told = request.POST
        asks = {case: told.get(f"asks-{case}", "") for case in typed.keys(told.getlist("case"))}
        no = tried(
            lambda: meetings.bring(key, asks, by=person(request), seen=typed.seen(request)), THROUGH
        )
        if no is None:
            messages.success(request, _("They stand on the agenda."))
            return redirect("meeting", key)
    sight = sight_of(request.user)
    meeting = meeting_seen(key, sight)
    ready = list(ready_for(meeting, sight)[: MOST_READY + 1])
    names = units_called(case.unit_id for case in ready)
    chosen = typed.keys(request.POST.getlist("case"))
    context = {
        "meeting": meeting,
        "rows": [
            {
                "case": case,
                "unit": _name(names, case),
                "asks": request.POST.get(f"asks-{case.pk}", ""),
                "chosen": case.pk in chosen,
            }
            for case in ready[:MOST_READY]
        ],
        "more": len(ready) > MOST_READY,
        **refusal_of(request, no, "bring"),
    }
    return render(request, "committee/bring.html", context, status=status_of(no) if no else 200)


@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Put a meeting on another day, hour or place."""

    def act() -> None:
        meetings.change_meeting(key, when_of(request), by=person(request), seen=typed.seen(request))

    return _done(request, key, "revive.call_meeting", act, _("Changed."), "change")


@require_POST
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Call a meeting off."""
    why = request.POST.get("reason", "")

    def act() -> None:
        meetings.cancel_meeting(key, by=person(request), reason=why, seen=typed.seen(request))

    said = _("Called off; its cases have gone back to where they came from.")
    return _done(request, key, "revive.call_meeting", act, said, "cancel")


@require_POST
def order(request: HttpRequest, key: int) -> HttpResponse:
    """Put the agenda into another order: by the numbers typed beside its items."""

    def act() -> None:
        places = {
            int(name.removeprefix("place-")): typed.whole(request, name) or 0
            for name in request.POST
            if name.startswith("place-") and typed.keys([name.removeprefix("place-")])
        }
        items = sorted(places, key=lambda item: (places[item], item))
        meetings.order_agenda(key, items, by=person(request), seen=typed.seen(request))

    return _done(request, key, "revive.call_meeting", act, _("In the new order."), "order")


@require_POST
def attendance(request: HttpRequest, key: int) -> HttpResponse:
    """Write down who was there."""
    told = request.POST
    there = typed.keys(told.getlist("present"))

    def act() -> None:
        deputies = {seat: told.get(f"deputy-{seat}", "") for seat in there}
        meetings.write_attendance(
            key, there, by=person(request), deputies=deputies, seen=typed.seen(request)
        )

    return _done(request, key, HOLD, act, _("Who was there is written down."), "attendance")


@require_POST
def take_off(request: HttpRequest, key: int, item: int) -> HttpResponse:
    """Take a case off the agenda undecided."""
    why = request.POST.get("reason", "")

    def act() -> None:
        meetings.take_off(key, item, by=person(request), reason=why, seen=typed.seen(request))

    said = _("Taken off; the case has gone back to where it came from.")
    return _done(request, key, "revive.send_back", act, said, f"off-{item}")


@require_POST
def decide(request: HttpRequest, key: int, item: int) -> HttpResponse:
    """Write down what was decided of one item."""

    def act() -> None:
        told = request.POST
        ruling = deciding.Ruling(
            item=item,
            said=told.get("said", ""),
            words=told.get("words", ""),
            votes=_votes(request, key),
            then=told.get("then", "send_back"),
            owed=_owed(request),
        )
        deciding.decide(key, ruling, by=person(request), seen=typed.seen(request))

    return _done(
        request, key, "revive.decide", act, _("The decision is written down."), f"item-{item}"
    )


@require_POST
def oblige(request: HttpRequest, key: int, decision: int) -> HttpResponse:
    """Bind one more body by a decision."""

    roles.require(request.user, HOLD)

    def act() -> None:
        owed = _owed(request)
        if not owed:
            raise Refusal("revive.obligation_words_missing")
        binding.oblige(decision, owed[0], by=person(request))

    meeting_seen(key, sight_of(request.user))
    return _done(request, key, HOLD, act, _("The obligation is written down."), f"owed-{decision}")


@require_POST
def seal(request: HttpRequest, key: int) -> HttpResponse:
    """Seal the minutes."""

    def act() -> None:
        sealing.seal(key, by=person(request), set_minutes=set_minutes, seen=typed.seen(request))

    said = _("Sealed and signed. Nothing of this meeting can be changed any more.")
    return _done(request, key, "revive.seal_minutes", act, said, "seal")


@require_GET
def minutes(request: HttpRequest, key: int) -> HttpResponse | FileResponse:
    """Give the minutes: the sealed file itself, or a draft of what stands there now."""
    roles.require(request.user, SEE)
    meeting = meeting_seen(key, sight_of(request.user))
    name = f"minutes-{meeting.committee_id}-{meeting.number}.pdf"
    if meeting.state == "sealed":
        kept: Any = meeting.minutes
        return kept_pdf(kept, name)
    if meeting.state != "held":
        raise Refusal("revive.no_minutes_yet", number=meeting.number)
    return pdf(set_draft(agenda(meeting)), name)


def kept_pdf(kept: Any, name: str) -> FileResponse:
    """Return a PDF that is kept as evidence.

    Raises:
        Refusal: "revive.bytes_gone".
    """
    try:
        content = path_of(kept.sha256).open("rb")
    except OSError:
        raise Refusal("revive.bytes_gone", on=kept.at.date(), sha256=kept.sha256) from None
    return FileResponse(content, content_type=PDF, filename=name)


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to be read in the browser."""
    given = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type=PDF, headers=given)


def _votes(request: HttpRequest, key: int) -> dict[int, str]:
    """Return the votes as they were told: each member's, or all alike where all said the same."""
    told = request.POST
    if told.get("all") in ("for", "against"):
        held = agenda(meeting_seen(key, sight_of(request.user)))
        return {member.pk: told["all"] for member in held.voters}
    return {
        int(name.removeprefix("vote-")): told[name]
        for name in told
        if name.startswith("vote-") and typed.keys([name.removeprefix("vote-")]) and told[name]
    }


def _owed(request: HttpRequest) -> list[binding.Owed]:
    """Return the obligations of a form; a row without body and words is none."""
    told, found = request.POST, []
    for row in range(ROWS):
        body, words = told.get(f"body-{row}", ""), told.get(f"owes-{row}", "").strip()
        if not body and not words:
            continue
        found.append(
            binding.Owed(
                body=next(iter(typed.keys([body])), 0),
                words=words,
                amount_irr=typed.rials(told.get(f"amount-{row}", "")),
                due=typed.day(request, f"due-{row}"),
            )
        )
    return found


def _done(
    request: HttpRequest, key: int, needed: str, act: Callable[[], object], said: str, form: str
) -> HttpResponse:
    roles.require(request.user, needed)
    no = tried(act, THROUGH)
    if no is not None:
        return _shown(request, key, no, form)
    messages.success(request, said)
    return redirect("meeting", key)


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    sight = sight_of(request.user)
    meeting = meeting_seen(key, sight)
    held = agenda(meeting)
    names = units_called(item.case.unit_id for item in held.items)
    may = {
        "call": meeting.state == "planned" and roles.may(request.user, "revive.call_meeting"),
        "bring": meeting.state in ("planned", "held") and roles.may(request.user, "revive.bring"),
        "attend": meeting.state in ("planned", "held")
        and meeting.on <= today()
        and roles.may(request.user, HOLD),
        "decide": meeting.state == "held" and roles.may(request.user, "revive.decide"),
        "seal": meeting.state == "held" and roles.may(request.user, "revive.seal_minutes"),
    }
    context = {
        "meeting": meeting,
        "agenda": held,
        "rows": [_row(request, held, item, names, form if no else "") for item in held.items],
        "finding": _finding(held),
        "state": word(f"meeting.{meeting.state}"),
        "may": may,
        "sayings": choices_of(SAID),
        "votings": choices_of(VOTES),
        "public_key": signing.public_key() if meeting.state == "sealed" else "",
        **refusal_of(request, no, form),
    }
    return render(request, "committee/meeting.html", context, status=status_of(no) if no else 200)


def _row(
    request: HttpRequest, held: Agenda, item: Any, names: Mapping[int, Any], form: str
) -> dict[str, Any]:
    """Return an item with its unit, its decision and what it binds bodies to."""
    decision = held.decisions.get(item.pk)
    owed = sorted(decision.obligations.all(), key=lambda o: o.pk) if decision else []
    forms = {"form": f"item-{item.pk}", "off": f"off-{item.pk}"}
    forms["more"] = f"owed-{decision.pk}" if decision else ""
    mine = request.POST if form == forms["form"] else {}
    cause = item.case.cause
    return {
        **forms,
        "item": item,
        "case": item.case,
        "unit": _name(names, item.case),
        "cause": obstacle_name(cause) if cause else "",
        "state": word(f"item.{item.state}"),
        "decision": decision,
        "said": word(f"revive.said.{decision.said}") if decision else "",
        "owed": [(o, due_of(o, today()), money(o.amount_irr)) for o in owed],
        "bodies": bodies_for(item.case, held.meeting.on) if held.meeting.state == "held" else (),
        "voters": [(member, mine.get(f"vote-{member.pk}", "")) for member in held.voters],
        "owed_rows": [_typed_owed(mine, n) for n in range(ROWS)],
        "more_rows": [_typed_owed(request.POST if form == forms["more"] else {}, 0)],
    }


def _typed_owed(told: Mapping[str, str], n: int) -> dict[str, Any]:
    """Return what was typed in one row of obligations, so that a refused form keeps it."""
    return {
        "n": n,
        "body": next(iter(typed.keys([told.get(f"body-{n}", "")])), None),
        "owes": told.get(f"owes-{n}", ""),
        "amount": told.get(f"amount-{n}", ""),
        "due": told.get(f"due-{n}", ""),
    }


def _name(names: Mapping[int, Any], case: Any) -> str:
    told = names.get(case.unit_id)
    return named(told) if told else str(case.unit.number)


def _finding(held: Agenda) -> str:
    """Return what a meeting's page says first."""
    meeting, waiting, decided = held.meeting, held.waiting, len(held.decisions)
    numbers = {"number": meeting.number, "items": len(held.items), "waiting": waiting}
    numbers["decided"] = decided
    shown = {key: _digits(value) for key, value in numbers.items()}
    if meeting.state == "cancelled":
        return _("Meeting {number} was called off").format(**shown)
    if meeting.state == "sealed":
        return _("Meeting {number} is sealed, {decided} decided").format(**shown)
    if meeting.state == "held" and waiting and not held.has_quorum:
        return _("Meeting {number} has no quorum and cannot decide").format(**shown)
    if meeting.state == "held" and not waiting:
        return _("Meeting {number} has decided all it had: seal its minutes").format(**shown)
    if meeting.state == "held":
        return _("Meeting {number}: {decided} decided, {waiting} waiting").format(**shown)
    if not held.items:
        return _("Meeting {number} has nothing before it yet").format(**shown)
    return _("Meeting {number} has {items} before it").format(**shown)


def _digits(value: int) -> str:
    return formats.number(value, current().language)
