"""How does somebody plan an intervention, lead it on, and move money for it?

What is refused comes back on the same page, with the reason on top and all that was typed in it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions import funding, planning
from ehya.revive.actions.booking import Order
from ehya.revive.queries.amounts import Told
from ehya.revive.queries.funding import approvals_of, lines_for
from ehya.revive.queries.interventions import intervention_seen, money_of, shares_of
from ehya.revive.queries.scope import case_seen
from ehya.revive.queries.vocabulary import Kind, obstacles_known
from ehya.revive.table import CLOSED
from ehya.web import typed as read
from ehya.web.effect_words import record_of
from ehya.web.messages import sentence
from ehya.web.money_words import (
    kind_of,
    rial_units,
    typed_money,
    typed_number,
    typed_rials,
    units,
)
from ehya.web.pages.states import status_of
from ehya.web.plan_words import kind_choices, obstacle_name, usual_now, work_words, works_of
from ehya.web.reader import current, person

SEE, PLAN = "revive.see_cases", "revive.plan_intervention"
MONEY = ("revive.commit_money", "revive.pay_money")
ELSEWHERE = (403, 404)  # said on a page of its own
PROVEN = ("pay", "repay")  # movements that a paper may prove
LONGEST_NUMBER = 18  # digits
BLANK_STEPS = 2  # empty lines for further steps


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, case: int) -> HttpResponse:
    """Plan an intervention by hand."""
    roles.require(request.user, PLAN)
    made: list[int] = []

    def act() -> None:
        told = request.POST
        made.append(
            planning.plan(
                case,
                told.get("kind", ""),
                by=person(request),
                answers=told.get("answers", ""),
                cost_irr=typed_rials(told),
                seen=_seen(request),
            )
        )

    found, no = case_seen(case, sight_of(request.user)), None
    if request.method == "POST":
        no = _tried(act)
    if made:
        messages.success(request, _("Planned. Its steps and days are below; change what differs."))
        return redirect("intervention", case, made[0])
    context = {
        "case": found,
        "kinds": kind_choices(),
        "obstacles": _obstacles(),
        "units": rial_units(),
        "usual": usual_now(found, works_of(found)),
        "record": record_of(found),
        "typed": request.POST if no else request.GET,
        **_refused(no),
    }
    return render(request, "interventions/plan.html", context, status=_status(no))


@require_POST
def from_template(request: HttpRequest, case: int) -> HttpResponse:
    """Plan what is usual for an obstacle."""
    roles.require(request.user, PLAN)
    made = planning.plan_from_template(
        case, request.POST.get("cause", ""), by=person(request), seen=_seen(request)
    )
    messages.success(request, _("Planned what is usual. Change what differs here."))
    return _on(request, case, made[0])


@require_GET
def one(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Show an intervention: its steps, its money, what may be done with it."""
    roles.require(request.user, SEE)
    return _shown(request, case, key, None)


@require_POST
def begin(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Say that it has begun."""

    def act() -> None:
        planning.begin(key, by=person(request), on=_day(request, "on"), seen=_seen(request))

    return _acted(request, case, key, act, _("Begun."))


@require_POST
def step(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Say that a step is done."""

    def act() -> None:
        place = request.POST.get("place", "")
        planning.step_done(
            key,
            int(place) if place.isascii() and place.isdecimal() else -1,
            by=person(request),
            on=_day(request, "on"),
            seen=_seen(request),
        )

    return _acted(request, case, key, act, _("The step is done."))


@require_POST
def end(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Say how it ended."""

    def act() -> None:
        planning.end(
            key,
            by=person(request),
            done=request.POST.get("how") != "stopped",
            result=_text(request, "result"),
            on=_day(request, "on"),
            seen=_seen(request),
        )

    return _acted(request, case, key, act, _("Written down."))


@require_POST
def change(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Change what is planned."""

    def act() -> None:
        planning.change(
            key,
            by=person(request),
            answers=request.POST.get("answers"),
            cost_irr=typed_rials(request.POST),
            steps=_steps(request, kind_of(_work(request, case, key))),
            seen=_seen(request),
        )

    return _acted(request, case, key, act, _("Changed."))


@require_POST
def move_money(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Commit money, release it, pay it, or write down what was repaid."""
    if not any(roles.may(request.user, act) for act in MONEY):
        roles.require(request.user, MONEY[0])
    kind = request.POST.get("kind", "")

    def act() -> None:
        funding.move_money(
            key,
            kind,
            request.POST.get("line", ""),
            order_of(request),
            by=person(request),
            seen=_seen(request),
            sure=request.POST.get("sure") == "yes",
            paper=read.file(request, "paper") if kind in PROVEN else None,
        )

    return _acted(request, case, key, act, _("Written down; the sums stand below."), act_of=None)


def order_of(request: HttpRequest) -> Order:
    """Return the order of a form; line, kind and person are filled in by the act.

    Raises:
        Refusal: "revive.amount_unread", and as `engine.calendar.parse_day`.
    """
    told, instead = request.POST, request.POST.get("instead", "")
    decision = told.get("decision", "")
    return Order(
        line=0,
        kind="",
        told=Told(typed_number(instead)) if instead else typed_money(told),
        on=_day(request, "on") or today(),
        by=person(request),
        key=told.get("key", ""),
        decision=_number(decision) or None,
        words=_text(request, "words"),
    )


def _acted(
    request: HttpRequest,
    case: int,
    key: int,
    act: Callable[[], object],
    said: str,
    *,
    act_of: str | None = PLAN,
) -> HttpResponse:
    """Carry out an act; one that is refused is shown with what stands there now."""
    if act_of:
        roles.require(request.user, act_of)
    _work(request, case, key)
    no = _tried(act)
    if no is not None:
        return _shown(request, case, key, no)
    messages.success(request, said)
    return _on(request, case, key)


def _tried(act: Callable[[], object]) -> Refusal | None:
    try:
        act()
    except Refusal as no:
        if status_of(no) in ELSEWHERE:
            raise
        return no
    return None


def _on(request: HttpRequest, case: int, key: int) -> HttpResponse:
    """Go back to where the form stood: the case's page, or the intervention's."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("intervention", case, key)


def _work(request: HttpRequest, case: int, key: int) -> Any:
    work = intervention_seen(key, sight_of(request.user))
    if work.case_id != case:
        raise Refusal("revive.no_such_intervention", intervention=key)
    return work


def _shown(request: HttpRequest, case: int, key: int, no: Refusal | None) -> HttpResponse:
    row = _work(request, case, key)
    work, sight = work_words(row), sight_of(request.user)
    typed = request.POST if no else {}
    context = {
        "case": row.case,
        "work": work,
        "entries": list(money_of(row)),
        "shares": shares_of(row),
        "forms": _forms(request, row),
        "lines": lines_for(row.case, sight, today()) if work.open else [],
        "decisions": list(approvals_of(row.case, row.round)),
        "units": units(),
        "rial_units": rial_units(),
        "obstacles": _obstacles(),
        "blank": range(BLANK_STEPS),
        "may_plan": roles.may(request.user, PLAN) and work.open,
        "today": today(),
        "key": uuid4().hex,
        "typed": typed,
        **_refused(no),
    }
    return render(request, "interventions/one.html", context, status=_status(no))


def _forms(request: HttpRequest, row: Any) -> list[str]:
    """Return which movements of money this person may write now, the next one first."""
    may = {kind for kind, act in funding.ACTS.items() if roles.may(request.user, act)}
    work, sums = work_words(row), row
    takes = work.kind.takes_money and work.open and row.case.state not in CLOSED
    waits, owed = sums.committed_irr > sums.paid_irr, sums.paid_irr > sums.repaid_irr
    there = {
        "pay": waits and row.state != "stopped",
        "commit": takes,
        "release": waits,
        "repay": owed,
    }
    return [kind for kind, possible in there.items() if possible and kind in may]


def _refused(no: Refusal | None) -> dict[str, object]:
    meant = no.facts.get("meant") if no and no.code == "revive.amount_doubtful" else None
    return {
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
        "doubtful": no is not None and no.code == "revive.amount_doubtful",
        "meant": meant,
    }


def _status(no: Refusal | None) -> int:
    return status_of(no) if no else 200


def _obstacles() -> list[tuple[str, str]]:
    return [(code, obstacle_name(code)) for code in obstacles_known(today())]


def _steps(request: HttpRequest, kind: Kind) -> list[dict[str, Any]] | None:
    """Return the steps of the form that have a name; None where the form has none at all."""
    names, days = request.POST.getlist("step"), request.POST.getlist("due")
    if not names:
        return None
    kept = {words: stage.name for stage in kind.stages for words in (stage.en, stage.fa)}
    told = ((name.replace("\x00", "").strip(), day) for name, day in zip(names, days, strict=False))
    return [{"name": kept.get(name, name), "due": parse_day(day)} for name, day in told if name]


def _text(request: HttpRequest, field: str) -> str:
    return request.POST.get(field, "").replace("\x00", "")


def _day(request: HttpRequest, field: str) -> date | None:
    told = request.POST.get(field, "").strip()
    return parse_day(told) if told else None


def _seen(request: HttpRequest) -> int:
    """Return the version that the person saw; a form without one saw nothing that is there."""
    return _number(request.POST.get("seen", ""))


def _number(told: str) -> int:
    """Return a number of the database that a form names; 0, which is none, for anything else."""
    fits = told.isascii() and told.isdecimal() and len(told) <= LONGEST_NUMBER
    return int(told) if fits else 0
