"""Which restarts must somebody look at, and what did they see?"""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.revive.queries.called import units_called
from ehya.verify.actions.checking import check_by_visit
from ehya.verify.queries.checks import (
    Page,
    Wanted,
    can_be_answered,
    check_seen,
    kinds_there,
    page,
    told_by_detection,
    visits_for,
)
from ehya.web import formats, typed
from ehya.web.messages import sentence
from ehya.web.messages.names_units import CHOICES
from ehya.web.messages.names_work import STAGES
from ehya.web.pages.case_checks import row_of
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, CHECK = "verify.see_checks", "verify.check"
ASKED = ("stage", "province")
THROUGH = ("ledger.not_allowed", "verify.no_such_check")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the checks that wait for a visit, the longest late first."""
    roles.require(request.user, SEE)
    sight, asked = sight_of(request.user), {n: request.GET[n] for n in ASKED if request.GET.get(n)}
    real, made_up = kinds_there(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted = Wanted(asked.get("stage", "")[:10], asked.get("province", "")[:10])
    after = request.GET.get("after", "")
    found = page(wanted, sight, synthetic=synthetic, today=today(), after=after)
    kept = {**asked, **({"synthetic": "1"} if real and synthetic else {})}
    context = {
        "rows": _rows(found, synthetic),
        "finding": _finding(found),
        "first": not after,
        "next": "?" + urlencode({**kept, "after": found.after}) if found.after else "",
        "top": "?" + urlencode(kept) if kept else "",
        "asked": asked,
        "stages": [(stage, words[current().language]) for stage, words in STAGES.items()],
        "provinces": choices.provinces(sight),
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": "?" + urlencode({**asked, "synthetic": "0" if synthetic else "1"}),
    }
    return render(request, "checks/index.html", context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show a check; answer it by a visit that was made."""
    roles.require(request.user, SEE)
    if request.method == "GET":
        return _shown(request, key, None)
    roles.require(request.user, CHECK)
    check = check_seen(key, sight_of(request.user))
    try:
        found = check_by_visit(
            key, by=person(request), visit=_visit(request, key), seen=typed.seen(request)
        )
    except Refusal as no:
        if no.code in THROUGH:
            raise
        return _shown(request, key, no)
    runs = found == "running"
    said = _("Written down: it runs.") if runs else _("Written down: it stands.")
    messages.success(request, said)
    return redirect("case", number=check.case_id)


def _visit(request: HttpRequest, key: int) -> UUID:
    try:
        return UUID(request.POST.get("visit", ""))
    except ValueError:
        raise Refusal("verify.visit_says_nothing", check=key) from None


def _shown(request: HttpRequest, key: int, no: Refusal | None) -> HttpResponse:
    check = check_seen(key, sight_of(request.user))
    case = check.case
    names = units_called([case.unit_id])
    unit = named(names[case.unit_id]) if case.unit_id in names else case.unit.number
    context = {
        "row": row_of(check, today()),
        "check": check,
        "case": case,
        "unit": unit,
        "machine": _machine([case.unit_id], case.synthetic).get(case.unit_id, ""),
        "visits": visits_for(check) if can_be_answered(check) else [],
        "chosen": request.POST.get("visit", ""),
        "may_check": roles.may(request.user, CHECK),
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "checks/one.html", context, status=status_of(no) if no else 200)


def _rows(found: Page, synthetic: bool) -> list[dict[str, Any]]:
    units = [check.case.unit_id for check in found.rows]
    names, machine, day = units_called(units), _machine(units, synthetic), today()
    rows = []
    for check in found.rows:
        unit = check.case.unit_id
        told = named(names[unit]) if unit in names else check.case.unit.number
        rows.append({**row_of(check, day), "unit": told, "machine": machine.get(unit, "")})
    return rows


def _machine(units: list[int], synthetic: bool) -> dict[int, str]:
    told = told_by_detection(units, synthetic=synthetic)
    return {u: CHOICES[f"status.{state}"][current().language] for u, state in told.items()}


def _finding(found: Page) -> str:
    language = current().language
    if not found.waiting:
        return _("No restart waits to be looked at")
    told = {"n": formats.number(found.waiting, language)}
    if not found.late:
        said = ngettext(
            "{n} restart waits to be looked at, and none is late",
            "{n} restarts wait to be looked at, and none is late",
            found.waiting,
        )
        return said.format(**told)
    told["late"] = formats.number(found.late, language)
    said = ngettext(
        "{late} of {n} restart that waits to be looked at is late",
        "{late} of {n} restarts that wait to be looked at are late",
        found.waiting,
    )
    return said.format(**told)
