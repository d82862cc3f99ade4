"""What does a page say when it cannot show what was asked?"""

import json
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence
from ehya.web.reader import current

# Every other refusal: 422, understood but not done.
STATUS = {
    "web.sign_in_first": 401,
    "web.not_for_you": 403,
    "web.nothing_here": 404,
    "web.too_many_questions": 429,
    "figure.no_such_figure": 404,
    "press.no_such_statement": 404,
    "figure.no_such_metric": 404,
    "ledger.not_allowed": 403,
    "ledger.not_the_nation": 403,
    "ledger.no_such_person": 404,
    "publish.no_such_text": 404,
    "publish.no_such_claim": 404,
    "export.none_such": 404,
    "export.contacts_closed": 403,
    "import.no_such_import": 404,
    "import.no_such_file_kept": 404,
    "export.file_gone": 404,
    "diagnose.no_such_visit": 404,
    "diagnose.no_such_finding": 404,
    "diagnose.no_such_evidence": 404,
    "diagnose.evidence_gone": 404,
    "register.no_such_park_here": 404,
    "register.no_such_unit": 404,
    "register.not_then": 404,
    "register.no_such_view": 404,
    "revive.no_such_committee": 404,
    "revive.no_such_meeting": 404,
    "revive.no_such_body": 404,
    "revive.no_such_obligation": 404,
    "revive.no_such_letter": 404,
    "revive.no_minutes_yet": 404,
    "revive.bytes_gone": 404,
    "revive.no_such_case": 404,
    "revive.not_known_then": 404,
    "revive.no_such_appointment": 404,
    "revive.no_such_feed": 404,
    "revive.no_such_intervention": 404,
    "revive.no_such_line": 404,
    "invest.no_such_inauguration": 404,
    "invest.no_such_board": 404,
    "invest.no_such_act": 404,
    "invest.no_sheet_yet": 404,
    "invest.no_such_guest": 404,
    "invest.no_such_site": 404,
    "invest.no_such_project": 404,
    "plan.no_such_target": 404,
    "publish.no_such_target": 404,
    "verify.no_such_check": 404,
    "verify.no_such_sample": 404,
}
TOO_LARGE = 413
PROGRAMS = "/api/"  # what begins so is asked by programs; the page itself is for people
LOCKED_MINUTES = 15  # as ACCOUNT_RATE_LIMITS says


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page is not this person's, and what the person may do instead."""
    if by_program(request):
        known = hasattr(request, "user") and request.user.is_authenticated
        no = Refusal("web.not_for_you") if known else Refusal("web.sign_in_first")
        return refused_to_programs(request, no)
    return render(request, "states/forbidden.html", status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that nothing lives at this address."""
    if by_program(request):
        return refused_to_programs(request, Refusal("web.nothing_here", address=request.path[:200]))
    return render(request, "states/missing.html", {"path": request.path}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault. Asks nothing of the database, which may be what is broken."""
    page = render_to_string("states/broken.html", {"reader": current()})
    return HttpResponse(page, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read; most often it was too large."""
    status = TOO_LARGE if isinstance(exception, RequestDataTooBig) else 400
    if by_program(request) and status != TOO_LARGE:
        return refused_to_programs(request, Refusal("web.bad_question", fields=[request.path_info]))
    context = {"reader": current(), "too_large": status == TOO_LARGE}
    return HttpResponse(render_to_string("states/bad_request.html", context), status=status)


@login_not_required
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say for how long to wait after too many wrong passwords or codes."""
    return render(request, "account/locked.html", {"minutes": LOCKED_MINUTES}, status=429)


@login_not_required
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form is out of date and was not sent."""
    return render(request, "states/stale_form.html", status=403)


def by_program(request: HttpRequest) -> bool:
    """Tell whether a program asks, which reads JSON and follows nobody to a door."""
    return request.path.startswith(PROGRAMS) and request.path != PROGRAMS


def refused_to_programs(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say the refusal to a program: its code, its sentence, its facts."""
    words = sentence(refusal, current().language)
    told = {"code": refusal.code, "message": words, "facts": refusal.facts}
    text = json.dumps(told, ensure_ascii=False, default=str)
    status = status_of(refusal)
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Say the refusal's sentence, to a person as a page, to a program as JSON."""
    if by_program(request):
        return refused_to_programs(request, refusal)
    status = status_of(refusal)
    words = sentence(refusal, current().language)
    if request.path.endswith(".json"):
        return JsonResponse({"code": refusal.code, "sentence": words}, status=status)
    context = {
        "sentence": words,
        "code": refusal.code,
        "back": _back(request),
        "acted": request.method == "POST",
    }
    return render(request, "states/refused.html", context, status=status)


def _back(request: HttpRequest) -> str:
    """Where the form stood; the script goes back in the browser's memory, with what was typed."""
    return urlsplit(request.headers.get("Referer", "")).path or "/"


def tried(act: Callable[[], object], through: Collection[str]) -> Refusal | None:
    """Do what a form asks; return why not, so that the form can say it beside what was typed.

    Args:
        act: what is asked.
        through: codes that are no matter of the form: they go on to a page of their own.

    Raises:
        Refusal: one of `through`.
    """
    try:
        act()
    except Refusal as no:
        if no.code in through:
            raise
        return no
    return None


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status that goes with a refusal."""
    return STATUS.get(refusal.code, 422)
