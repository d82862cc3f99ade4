"""Which outside bodies may be bound by a decision, and what do they owe?"""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.revive.actions import bodies
from ehya.revive.queries.committees import bodies_owing, body_seen
from ehya.web import typed
from ehya.web.committee_words import body_kinds, word
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.states import status_of, tried
from ehya.web.reader import person

SEE, MANAGE = "revive.see_cases", "revive.manage_bodies"
THROUGH = ("ledger.not_allowed", "revive.no_such_body")


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the bodies, what they owe first; write a new one down."""
    roles.require(request.user, MANAGE if request.method == "POST" else SEE)
    no: Refusal | None = None
    if request.method == "POST":
        made: list[int] = []
        told = request.POST.dict()
        no = tried(lambda: made.append(bodies.add_body(told, by=person(request))), THROUGH)
        if no is None:
            messages.success(request, _("The body is written down."))
            return redirect("body", made[0])
    sight = sight_of(request.user)
    rows = list(bodies_owing(sight, today()))
    real, made_up = (any(row.synthetic is kind for row in rows) for kind in (False, True))
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    shown = [row for row in rows if row.synthetic is synthetic]
    context = {
        "rows": [(row, word(f"body.{row.kind}")) for row in shown],
        "late": sum(row.late for row in shown),
        "waiting": sum(row.waiting for row in shown),
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": "?" + urlencode({"synthetic": "0" if synthetic else "1"}),
        "may_manage": roles.may(request.user, MANAGE),
        "kinds": body_kinds(),
        "provinces": choices.provinces(sight),
        "nation": sight.nation,
        **refusal_of(request, no, "add"),
    }
    return render(request, "bodies/index.html", context, status=status_of(no) if no else 200)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show a body; change what is told of it."""
    roles.require(request.user, MANAGE if request.method == "POST" else SEE)
    if request.method == "POST":
        told, seen = request.POST.dict(), typed.seen(request)
        no = tried(lambda: bodies.change_body(key, told, by=person(request), seen=seen), THROUGH)
        if no is not None:
            return _shown(request, key, no, "change")
        messages.success(request, _("Changed."))
        return redirect("body", key)
    return _shown(request, key, None)


@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a body is bound to nothing new any more."""
    roles.require(request.user, MANAGE)

    def act() -> None:
        on = typed.day_told(request, "on")
        bodies.end_body(key, on, by=person(request), seen=typed.seen(request))

    no = tried(act, THROUGH)
    if no is not None:
        return _shown(request, key, no, "end")
    messages.success(request, _("Its end is written down; what it owes stays."))
    return redirect("body", key)


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    sight = sight_of(request.user)
    body = body_seen(key, sight)
    owing = bodies_owing(sight, today()).get(pk=key)
    within = sight.nation or body.province_id in sight.provinces
    context = {
        "body": body,
        "kind": word(f"body.{body.kind}"),
        "owing": owing,
        "may_manage": roles.may(request.user, MANAGE) and within,
        "today": today(),
        **refusal_of(request, no, form),
    }
    return render(request, "bodies/one.html", context, status=status_of(no) if no else 200)
