"""What does the house want to say, is every number of it proven, and who lets it out?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.publish.actions.press import (
    ANSWER,
    Written,
    approve_statement,
    change_statement,
    submit_statement,
    take_back_statement,
    write_statement,
)
from ehya.publish.counting import metrics
from ehya.publish.queries.press import (
    Statement,
    examined,
    statement_named,
    statements,
    text_digest,
)
from ehya.web import figure_words
from ehya.web import press_words as words
from ehya.web.messages import sentence
from ehya.web.pages.figures import kind_asked
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person

SEE = "publish.see_statements"
WRITE, APPROVE = "publish.write_statement", "publish.approve_statement"
THROUGH = ("ledger.not_allowed", "press.no_such_statement")
MOST = 60  # statements in the list


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what is written, what waits and what was published."""
    roles.require(request.user, SEE)
    rows = list(statements()[:MOST])
    waiting = [row for row in rows if row.state == "submitted"]
    context = {
        "rows": [(row, words.state_words(row)) for row in rows],
        "waiting": len(waiting),
        "mine": sum(row.by_id != request.user.pk for row in waiting),
        "may_write": roles.may(request.user, WRITE),
        "may_approve": roles.may(request.user, APPROVE),
    }
    return render(request, "press/index.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Ask for a text, also for one that puts a published one right, and keep it as a draft."""
    roles.require(request.user, WRITE)
    wrong = _to_correct(request)
    if request.method != "POST":
        return _asked(request, _begun(request, wrong), wrong, None)
    try:
        made = write_statement(
            _written(request),
            by=person(request),
            corrects=wrong.pk if wrong else None,
            reason=request.POST.get("reason", ""),
        )
    except Refusal as no:
        if no.code in THROUGH:
            raise
        return _asked(request, request.POST, wrong, no)
    return redirect("statement", made.pk)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a statement with its numbers; or keep what its writer changed and says of them."""
    roles.require(request.user, WRITE if request.method == "POST" else SEE)
    if request.method != "POST":
        return _shown(request, statement_named(number), None)
    try:
        kept = change_statement(
            number, _written(request), _answers(request), by=person(request), seen=_seen(request)
        )
        if request.POST.get("then") == "submit":
            submit_statement(number, by=person(request), seen=kept.version)
            messages.success(request, _("Handed in. Somebody else approves it."))
            return redirect("statement", number)
    except Refusal as no:
        if no.code in THROUGH:
            raise
        return _shown(request, statement_named(number), no)
    messages.success(request, _("Kept, and read again."))
    return redirect("statement", number)


@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Make a draft of it again, or drop it."""
    roles.require(request.user, WRITE)
    drop = request.POST.get("drop") == "yes"
    said = _("Dropped.") if drop else _("It is a draft again.")
    return _done(
        request, number, lambda: take_back_statement(number, by=person(request), drop=drop), said
    )


@require_POST
def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Publish it."""
    roles.require(request.user, APPROVE)
    seen = request.POST.get("seen", "")
    return _done(
        request,
        number,
        lambda: approve_statement(number, by=person(request), seen=seen),
        _("Published, with the certificates of its figures."),
    )


def _done(request: HttpRequest, number: int, act: Callable[[], object], told: str) -> HttpResponse:
    try:
        act()
    except Refusal as no:
        if no.code in THROUGH:
            raise
        return _shown(request, statement_named(number), no)
    messages.success(request, told)
    return redirect("statement", number)


def _shown(request: HttpRequest, statement: Statement, no: Refusal | None) -> HttpResponse:
    public = getattr(statement, "publication", None)
    found = examined(statement)
    context = {
        "statement": statement,
        "state": words.state_words(statement),
        "publication": public,
        "notices": [row for row in statement.notices.all() if row.state == "published"],
        "finding": words.finding(found),
        "paragraphs": words.pieces_of(found),
        "rows": words.rows_of(found),
        "clashes": words.clashes_of(found),
        "left": len(found.open),
        "may_change": statement.state == "draft" and roles.may(request.user, WRITE),
        "may_take_back": statement.state in ("draft", "submitted")
        and roles.may(request.user, WRITE),
        "may_approve": statement.state == "submitted"
        and roles.may(request.user, APPROVE)
        and statement.by_id != request.user.pk,
        "may_correct": statement.state == "published" and roles.may(request.user, WRITE),
        "seen": text_digest(found),
        "metrics": [
            (name, capfirst(figure_words.metric_words(metric)))
            for name, metric in metrics().items()
        ],
        "provinces": list(figure_words.names_of("province").items()),
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "press/one.html", context, status=status_of(no) if no else 200)


def _asked(
    request: HttpRequest, typed: Mapping[str, Any], wrong: Statement | None, no: Refusal | None
) -> HttpResponse:
    _synthetic, mixed = kind_asked(request)
    context = {
        "typed": typed,
        "wrong": wrong,
        "mixed": mixed,
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "press/write.html", context, status=status_of(no) if no else 200)


def _begun(request: HttpRequest, wrong: Statement | None) -> dict[str, Any]:
    synthetic, _mixed = kind_asked(request)
    if wrong is None:
        language = current().language
        return {"said_on": _today().isoformat(), "language": language, "synthetic": synthetic}
    return {
        "title": wrong.title,
        "text": wrong.text,
        "language": wrong.language,
        "said_on": _today().isoformat(),
        "synthetic": wrong.synthetic,
    }


def _to_correct(request: HttpRequest) -> Statement | None:
    told = request.GET.get("corrects", "")
    return statement_named(int(told)) if told.isdecimal() and len(told) < 10 else None


def _written(request: HttpRequest) -> Written:
    told = request.POST
    return Written(
        title=told.get("title", ""),
        text=told.get("text", ""),
        language=told.get("language", ""),
        said_on=parse_day(told.get("said_on", "").strip()),
        synthetic=told.get("synthetic") == "1",
    )


def _answers(request: HttpRequest) -> dict[str, dict[str, str]]:
    """Return what stands in the fields of numbers, "c3:reason", by number."""
    told: dict[str, dict[str, str]] = {}
    for field, value in request.POST.items():
        key, _colon, name = field.rpartition(":")
        if key and name in ANSWER and str(value).strip():
            told.setdefault(key, {})[name] = str(value)
    return {
        key: said if said.get("metric") else {k: v for k, v in said.items() if k == "reason"}
        for key, said in told.items()
    }


def _seen(request: HttpRequest) -> int:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def _today() -> date:
    return settings.TODAY or timezone.localdate()
