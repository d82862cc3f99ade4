"""How does somebody at a unit's gate write down what they see, step by step?

Every button keeps what is typed; where there is a script, so does every change. The server alone
decides which questions are asked.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.diagnose.actions import visiting
from ehya.diagnose.queries.visits import Opened, drafts_of, unit_in_sight, visit_seen, visits_of
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions.visiting import finish_and_carry
from ehya.revive.queries.scope import case_seen
from ehya.revive.queries.visits import moves_by_visit
from ehya.web import visit_words as words
from ehya.web.messages import sentence
from ehya.web.messages.names_cases import STATES
from ehya.web.messages.names_diagnose import PURPOSES
from ehya.web.obstacle_words import rows_of
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.unit_words import name

SEE, VISIT = "diagnose.see_findings", "diagnose.visit"
MOST_AT_ONCE = 10  # photos
STALE = "diagnose.draft_changed"
_GENTLE = ("diagnose.draft_changed", "diagnose.not_a_day", "diagnose.visit_ahead")


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """List the visits that the person has begun."""
    roles.require(request.user, VISIT)
    begun = [_opened(visit.pk, request) for visit in drafts_of(person(request))]
    rows = [
        (one.visit, name(one.unit), PURPOSES[one.visit.purpose][current().language])
        for one in begun
        if one is not None
    ]
    return render(request, "visits/drafts.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a visit to a unit, or go on with the draft."""
    roles.require(request.user, VISIT)
    unit = unit_in_sight(number, person(request))
    if request.method == "POST":
        purpose = request.POST.get("purpose", "diagnosis")
        visit = visiting.begin_visit(number, by=person(request), purpose=purpose)
        return redirect("visit", visit.pk)
    context = {
        "number": number,
        "unit": unit,
        "title": name(unit),
        "purposes": [(one, told[current().language]) for one, told in PURPOSES.items()],
        "drafts": drafts_of(person(request), unit=unit.unit_id),
        "visits": visits_of(unit.unit_id, most=10),
    }
    return render(request, "visits/begin.html", context)


@require_http_methods(["GET", "POST"])
def begin_for_case(request: HttpRequest, case: int) -> HttpResponse:
    """Begin a visit to the unit of a case."""
    roles.require(request.user, VISIT)
    return begin(request, case_seen(case, sight_of(request.user)).unit.number)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a visit: a finished one to read, a draft to go on with."""
    roles.require(request.user, VISIT if request.method == "POST" else SEE)
    opened = visit_seen(key, person(request))
    if opened.visit.state != "draft":
        if request.method == "POST":
            raise Refusal("diagnose.visit_done")
        return _done(request, opened)
    if request.method == "GET":
        return _form(request, opened, request.GET.get("step", ""))
    step = request.POST.get("step", words.ARRIVAL)
    try:
        _keep(request, opened, step)
    except Refusal as no:
        return _not_kept(request, key, step, no)
    return _kept(request, visit_seen(key, person(request)), step)


@require_POST
def finish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Finish a visit; its cases go on as far as it leads them."""
    roles.require(request.user, VISIT)
    try:
        finish_and_carry(key, by=person(request), seen=_seen(request))
    except Refusal as no:
        if no.code == "diagnose.answers_wrong":
            return redirect(f"{reverse('visit', args=[key])}?step={words.FINISH}&check=1")
        if no.code not in _GENTLE:
            raise
        opened = visit_seen(key, person(request))
        return _form(request, opened, words.FINISH, no)
    messages.success(request, _("The visit is written down."))
    return redirect("visit", key)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Drop a draft."""
    visiting.drop_visit(key, by=person(request), seen=_seen(request))
    messages.success(request, _("The draft is dropped. Nothing of it is counted."))
    return redirect("visits")


def _opened(key: UUID, request: HttpRequest) -> Opened | None:
    """A draft; None where its unit has gone out of the person's sight since."""
    try:
        return visit_seen(key, person(request))
    except Refusal:
        return None


def _keep(request: HttpRequest, opened: Opened, step: str) -> None:
    """Keep what the form brought: answers first, so that a bad photo loses none of them."""
    by, key, seen = person(request), opened.visit.pk, _seen(request)
    filled = words.sent(request, opened, step)
    try:
        visiting.save_draft(key, filled, by=by, seen=seen)
    except Refusal as no:
        if no.code != STALE or not _stands_so(opened, filled):
            raise
    if told := request.POST.get("unphoto"):
        now = visit_seen(key, by)
        visiting.save_draft(key, words.without_photo(now, told), by=by)
    for field in request.FILES:
        for file in request.FILES.getlist(field)[:MOST_AT_ONCE]:
            question = field.removeprefix("photo-")
            visiting.add_photo(key, question, file.read(), name=file.name or "?", by=by)


def _stands_so(opened: Opened, filled: visiting.Filled) -> bool:
    """Whether what is sent stands there already: the page sent it twice, and nothing is lost."""
    visit = opened.visit
    return (
        all(
            (visit.answers.get(name) or None) == (told or None)
            for name, told in filled.answers.items()
        )
        and filled.on in (None, visit.on)
        and filled.present in (None, visit.present)
    )


def _kept(request: HttpRequest, opened: Opened, step: str) -> HttpResponse:
    """Answer after keeping: a script gets what changed on its page, a browser the next page."""
    if request.headers.get("HX-Request"):
        return _what_changed(request, opened, step)
    steps = [one.name for one in words.steps_of(opened, step, all_faults=False)]
    go = request.POST.get("go", "")
    at = steps.index(step) if step in steps else 0
    if go == "next" and _asks_more(request, opened, step):
        go = "stay"
    nearby = {"next": min(at + 1, len(steps) - 1), "back": max(at - 1, 0)}
    to = go.removeprefix("step:") if go.startswith("step:") else steps[nearby.get(go, at)]
    check = "&check=1" if request.POST.get("check") else ""
    return redirect(f"{reverse('visit', args=[opened.visit.pk])}?step={to}{check}")


def _asks_more(request: HttpRequest, opened: Opened, step: str) -> bool:
    """Whether the answers made a step ask what the page did not show: no script was there to."""
    shown = set(request.POST.getlist("shown"))
    places = words.places_of(opened, step, all_faults=False)
    return any(called not in shown for called, one in places if one is not None)


def _what_changed(request: HttpRequest, opened: Opened, step: str) -> HttpResponse:
    shown = set(request.POST.getlist("shown"))
    check = bool(request.POST.get("check"))
    files = {field.removeprefix("photo-") for field in request.FILES}
    changed = [
        (called, one)
        for called, one in words.places_of(opened, step, all_faults=check)
        if (one is not None) != (called in shown) or called in files
    ]
    return render(request, "visits/saved.html", {**_page(opened, step, check), "changed": changed})


def _not_kept(request: HttpRequest, key: UUID, step: str, no: Refusal) -> HttpResponse:
    """Say why something was not kept; what stands there now is shown, with what was typed."""
    if not no.code.startswith("diagnose.") or no.code == "diagnose.no_such_visit":
        raise no
    opened = visit_seen(key, person(request))
    if request.headers.get("HX-Request"):
        context = {**_page(opened, step, False), "sentence": _say(no), "stale": no.code == STALE}
        return render(request, "visits/saved.html", context)
    return _form(request, opened, step, no)


def _form(
    request: HttpRequest, opened: Opened, step: str, no: Refusal | None = None
) -> HttpResponse:
    check = bool(request.GET.get("check") or request.POST.get("check"))
    names = [one.name for one in words.steps_of(opened, step, all_faults=check)]
    step = step if step in names else _resumed(opened, names)
    context = {
        **_page(opened, step, check),
        "places": words.places_of(opened, step, all_faults=check),
        "present_as": words.present_choices(),
        "present": [*opened.visit.present, {"name": "", "as": "owner"}],
        "on": words.typed_day(opened.visit.on),
        "today": today(),
        "faults": words.faults_shown(opened, all_faults=True),
        "refusal": no,
        "sentence": _say(no) if no else "",
        "may": roles.may(request.user, VISIT),
    }
    if step == words.FINISH:
        context["summary"] = words.summary_of(opened)
    return render(request, "visits/form.html", context, status=status_of(no) if no else 200)


def _resumed(opened: Opened, names: list[str]) -> str:
    """Where somebody left: the first step with something unanswered; the first of a new draft."""
    if opened.visit.version == 1:
        return names[0]
    steps = words.steps_of(opened, "", all_faults=True)
    return next((one.name for one in steps if one.wrong), names[-1])


def _done(request: HttpRequest, opened: Opened) -> HttpResponse:
    context = {
        **_page(opened, "", False),
        "summary": words.summary_of(opened),
        "present": words.present_told(opened),
        "moves": [
            (move, STATES[f"revive.{move.target}"][current().language])
            for move in moves_by_visit(opened.visit.pk, person(request))
        ],
        "found": rows_of(opened.visit.findings.all()),
    }
    return render(request, "visits/done.html", context)


def _page(opened: Opened, step: str, check: bool) -> dict[str, Any]:
    visit, language = opened.visit, current().language
    return {
        "visit": visit,
        "unit": opened.unit,
        "number": visit.unit.number,
        "synthetic": visit.unit.synthetic,
        "title": name(opened.unit),
        "purpose": PURPOSES[visit.purpose][language],
        "step": step,
        "steps": words.steps_of(opened, step, all_faults=check),
        "check": check,
        "kept_at": words.kept_at(opened),
        "stood": words.place_told(opened),
        "obstacles": words.obstacle_choices(visit.on),
        "severities": words.severity_choices(),
    }


def _say(no: Refusal) -> str:
    return sentence(no, current().language)


def _seen(request: HttpRequest) -> int | None:
    told = request.POST.get("seen", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else None
