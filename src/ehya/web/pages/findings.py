"""How does somebody write down, correct, prove and lift what holds a unit up?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.diagnose.actions import finding as acts
from ehya.diagnose.instrument import read_number
from ehya.diagnose.queries.findings import finding_seen
from ehya.diagnose.queries.visits import unit_in_sight
from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.web import visit_words as words
from ehya.web.messages import sentence
from ehya.web.obstacle_words import proof_choices, row_of, typable
from ehya.web.pages.case_findings import box
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.unit_words import name

SEE, FIND = "diagnose.see_findings", "diagnose.find"
CORRECT, LIFT = "diagnose.correct_finding", "diagnose.lift"
MOST_AT_ONCE = 10  # files
GONE = ("diagnose.no_such_finding", "register.no_such_unit", "ledger.not_allowed")


@require_http_methods(["GET", "POST"])
def of_unit(request: HttpRequest, number: str) -> HttpResponse:
    """Show what holds a unit up; write down an obstacle found outside a visit."""
    roles.require(request.user, SEE)
    unit = unit_in_sight(number, person(request))
    no = None
    if request.method == "POST":
        roles.require(request.user, FIND)
        no = _tried(lambda: _find(request, number))
        if no is None:
            messages.success(request, _("The obstacle is written down."))
            return redirect("findings", number)
    context = {
        **box(request, unit.unit, None),
        "number": number,
        "title": name(unit),
        "synthetic": unit.unit.synthetic,
        "typed": request.POST,
        **_choices(),
        **_said(no),
    }
    return render(request, "findings/of_unit.html", context, status=status_of(no) if no else 200)


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show one obstacle of a unit, with what may be done about it."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_POST
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Put right what was told wrongly; what never was there is taken back."""
    roles.require(request.user, CORRECT)
    told, by = request.POST, person(request)
    why = told.get("reason", "")

    def act() -> object:
        if told.get("never"):
            return acts.take_back(key, by=by, reason=why)
        return acts.correct(
            key,
            by=by,
            reason=why,
            severity=_severity(told),
            since=_day(told, "since"),
            cost_irr=_cost(told),
            words=told.get("words", "").strip(),
        )

    return _done(request, key, act, _("Corrected. What was told before stays, with your reason."))


@require_POST
def lift(request: HttpRequest, key: int) -> HttpResponse:
    """Say that an obstacle is gone."""
    roles.require(request.user, LIFT)

    def act() -> object:
        on = _day(request.POST, "on")
        if on is None:
            raise Refusal("diagnose.not_a_day", value="")
        told, papers = request.POST.get("words", ""), _papers(request)
        return acts.lift(key, by=person(request), on=on, words=told, papers=papers)

    return _done(request, key, act, _("Written down: it is lifted."))


@require_POST
def prove(request: HttpRequest, key: int) -> HttpResponse:
    """Add files that prove an obstacle."""
    roles.require(request.user, FIND)

    def act() -> object:
        return acts.add_proofs(key, _papers(request), by=person(request))

    return _done(request, key, act, _("The proof is kept with the obstacle."))


def _find(request: HttpRequest, number: str) -> None:
    told = request.POST
    since, cost = _day(told, "since"), _cost(told)
    row = acts.Found(
        unit=0,
        obstacle=told.get("obstacle", ""),
        severity=_severity(told) or 0,
        on=_day(told, "on") or today(),
        since=since,
        cost_irr=cost,
        words=told.get("words", "").strip(),
    )
    acts.find(number, row, by=person(request), papers=_papers(request))


def _done(request: HttpRequest, key: int, act: Callable[[], object], said: str) -> HttpResponse:
    """Carry out an act; one that is refused is shown with what stands there now."""
    number = finding_seen(key, person(request)).unit.number
    no = _tried(act)
    if no is not None:
        if no.code in GONE:
            raise no
        return _shown(request, key, no)
    messages.success(request, said)
    return redirect("findings", number)


def _tried(act: Callable[[], object]) -> Refusal | None:
    try:
        act()
    except Refusal as no:
        return no
    return None


def _shown(request: HttpRequest, key: int, no: Refusal | None) -> HttpResponse:
    by = person(request)
    finding = finding_seen(key, by)
    row = row_of(finding)
    unit = unit_in_sight(finding.unit.number, by)
    known = finding.known.upper is None
    context = {
        "row": row,
        "number": finding.unit.number,
        "title": name(unit),
        "synthetic": finding.unit.synthetic,
        "known": known,
        "typed": {**typable(row), **request.POST.dict()},
        "may_correct": known and roles.may(by, CORRECT),
        "may_lift": known and row.until is None and roles.may(by, LIFT),
        "may_find": known and roles.may(by, FIND),
        **_choices(),
        **_said(no),
    }
    return render(request, "findings/one.html", context, status=status_of(no) if no else 200)


def _choices() -> dict[str, object]:
    return {
        "obstacles": words.obstacle_choices(today()),
        "severities": words.severity_choices(),
        "proofs": proof_choices(),
        "today": today(),
    }


def _said(no: Refusal | None) -> dict[str, object]:
    return {"refusal": no, "sentence": sentence(no, current().language) if no else ""}


def _papers(request: HttpRequest) -> list[acts.Paper]:
    kind = request.POST.get("kind", "")
    files = request.FILES.getlist("paper")[:MOST_AT_ONCE]
    return [acts.Paper(kind, file.read(), file.name or "?") for file in files]


def _day(told: Mapping[str, Any], field: str) -> date | None:
    typed = str(told.get(field, "")).strip()
    return parse_day(typed) if typed else None


def _cost(told: Mapping[str, Any]) -> int | None:
    typed = str(told.get("cost_irr", "")).strip()
    cost = read_number(typed) if typed else None
    if cost is not None and not isinstance(cost, int):
        raise Refusal("diagnose.not_an_amount", value=typed[:40])
    return cost


def _severity(told: Mapping[str, Any]) -> int | None:
    typed = str(told.get("severity", ""))
    return int(typed) if typed in ("1", "2", "3") else None
