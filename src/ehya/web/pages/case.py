"""Where does one case stand, what happened in it, and what can be done now?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.register.queries.within import here_and_now
from ehya.revive.actions.moving import take
from ehya.revive.actions.remarking import remark as write_remark
from ehya.revive.guards import Said
from ehya.revive.queries.cases import rows_of
from ehya.revive.queries.facts import facts_of
from ehya.revive.queries.scope import case_seen
from ehya.revive.queries.timeline import case_then, lines_of, moves_of
from ehya.revive.table import WAY
from ehya.web.case_words import ELSEWHERE, heading, level_words, lines, ways_of, word
from ehya.web.clock import Clock, clock_on, strip
from ehya.web.messages import sentence
from ehya.web.pages import case_checks, case_committee, case_findings, case_meters, case_plan
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person

SEE = "revive.see_cases"
MOST_WORDS = 2_000  # letters
PARTS = (
    ("cases/_findings.html", case_findings.part),
    ("cases/_plan.html", case_plan.part),
    ("cases/_committee.html", case_committee.part),
    ("cases/_checks.html", case_checks.part),
)


@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show a case: the way, what is due, what can be done, its parts and its timeline.

    Asked for a past day, it is shown as it was known then, and nothing can be done in it.
    """
    roles.require(request.user, SEE)
    clock = clock_on("", request.GET.get("known_at", ""))
    return _then(request, number, clock) if clock.moved else _shown(request, number, None)


@require_POST
def act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Lead a case on by an act of the table."""
    roles.require(request.user, SEE)
    case_seen(number, sight_of(request.user))
    try:
        if act in ELSEWHERE and act != "visit":
            raise Refusal("revive.done_elsewhere", act=f"revive.{act}")
        told = request.POST
        said = _said(told)
        seen = int(told["seen"]) if told.get("seen", "").isdecimal() else None
        move = take(number, act, by=person(request), said=said, seen=seen)
    except Refusal as no:
        if no.code in ("ledger.not_allowed", "revive.no_such_case"):
            raise
        return _shown(request, number, no, act)
    except KeyError:
        return _shown(request, number, Refusal("revive.no_such_act", act=act[:20]), "")
    messages.success(request, _("Written down: {state}.").format(state=word(move.target)))
    return redirect("case", number=number)


@require_POST
def remark(request: HttpRequest, number: int) -> HttpResponse:
    """Write a remark beside a case."""
    roles.require(request.user, SEE)
    words = request.POST.get("words", "").replace("\x00", "")[:MOST_WORDS]
    try:
        write_remark(number, words, by=person(request))
    except Refusal as no:
        if no.code in ("ledger.not_allowed", "revive.no_such_case"):
            raise
        return _shown(request, number, no, "remark")
    return redirect("case", number=number)


def _said(told: Mapping[str, str]) -> Said:
    """Read what was typed with an act.

    Raises:
        Refusal: those of `parse_day`, "revive.not_a_number" with the field.
    """
    reason = told.get("reason", "").replace("\x00", "")[:MOST_WORDS]
    on = _day(told, "on") or today()
    share = _number(told, "use")
    return Said(
        on=on,
        reason=reason,
        restarted_on=_day(told, "restarted_on"),
        jobs=_whole(told, "jobs"),
        use=share / 100 if share is not None else None,
    )


def _day(told: Mapping[str, str], field: str) -> date | None:
    typed = told.get(field, "").strip()
    return parse_day(typed) if typed else None


def _number(told: Mapping[str, str], field: str) -> float | None:
    typed = latin_digits(told.get(field, "")).strip().removesuffix("%").removesuffix("٪").strip()
    if not typed:
        return None
    if not typed.replace(".", "", 1).isdecimal() or len(typed) > 9:
        raise Refusal("revive.not_a_number", field=f"revive.{field}", value=typed[:20])
    return float(typed)


def _whole(told: Mapping[str, str], field: str) -> int | None:
    found = _number(told, field)
    if found is not None and found != int(found):
        raise Refusal("revive.not_a_number", field=f"revive.{field}", value=told[field][:20])
    return None if found is None else int(found)


def _shown(request: HttpRequest, number: int, no: Refusal | None, tried: str = "") -> HttpResponse:
    case = case_seen(number, sight_of(request.user))
    now, language = here_and_now(), current().language
    (row,) = rows_of([case], now)
    facts = facts_of({case.pk: now.as_of})[case.pk]
    context: dict[str, Any] = {
        "case": case,
        "row": row,
        "unit": row.unit,
        "heading": heading(row),
        "state": word(case.state),
        "kind": word(case.kind),
        "level": level_words(row.level),
        "way": _way(case, moves_of(case)),
        "ways": ways_of(facts, request.user, now.as_of, load("cases", now.as_of)),
        "lines": lines(lines_of(case)),
        "may_remark": roles.may(request.user, "revive.remark"),
        "may_appoint": roles.may(request.user, "revive.appoint"),
        "today": now.as_of,
        "refusal": no,
        "sentence": sentence(no, language) if no else "",
        "tried": tried,
        "typed": request.POST,
        "parts": [template for template, _part in PARTS],
        "sees_meters": roles.may(request.user, case_meters.SEE),
        **_hand(request, clock_on("", "")),
    }
    for _template, part in PARTS:
        context |= part(request, case)
    return render(request, "cases/case.html", context, status=status_of(no) if no else 200)


def _then(request: HttpRequest, number: int, clock: Clock) -> HttpResponse:
    """Show what was known of a case on a day: nothing that was learnt later."""
    case, moment = case_seen(number, sight_of(request.user)), clock.moment
    told = case_then(case, moment)
    (row,) = rows_of([told], moment)
    known, every = lines_of(case, moment), lines_of(case)
    context: dict[str, Any] = {
        "case": told,
        "row": row,
        "heading": heading(row),
        "state": word(told.state),
        "kind": word(told.kind),
        "level": level_words(row.level),
        "way": _way(told, moves_of(case, moment)),
        "lines": lines(known),
        "learnt_later": sum(line.on <= clock.known_at for line in every) - len(known),
        "sees_meters": roles.may(request.user, case_meters.SEE),
        **_hand(request, clock),
        **case_findings.box(request, told.unit, moment),
        "finding_case": told.pk,
        "today_address": reverse("case", args=[number]),
    }
    return render(request, "cases/then.html", context)


def _hand(request: HttpRequest, clock: Clock) -> dict[str, object]:
    """What the one hand of the page's clock needs; `today` here is the day itself."""
    told = strip(request, clock, {})
    return {name: told[name] for name in ("clock", "first_calendar", "second_calendar")}


def _way(case: Any, reached: Mapping[str, date]) -> list[tuple[str, date | None, bool, bool]]:
    return [
        (word(state), reached.get(state), state == case.state, _passed(state, case.state))
        for state in WAY
    ]


def _passed(state: str, now: str) -> bool:
    return now in WAY and WAY.index(state) < WAY.index(now)
