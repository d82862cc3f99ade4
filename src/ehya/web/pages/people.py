"""Who works here, as what, and for which part of the country?"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ehya.engine.refusal import Refusal
from ehya.engine.text import sort_key
from ehya.ledger import actions, queries, roles, rules, scopes
from ehya.web.context import ROLES, sees_words
from ehya.web.messages import sentence
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.sign_in import must_have_second_factor

MANAGE = "ledger.manage_people"


@dataclass(frozen=True, slots=True)
class Row:
    """One person's line."""

    name: str
    role: object
    where: object
    factor: bool
    factor_due: bool
    seen: datetime | None
    open: bool


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List everybody who has an account."""
    queries.require(request.user, MANAGE)
    rows = [_row(one) for one in queries.people()]
    return render(request, "people/index.html", {"rows": rows, "left": _open(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def add(request: HttpRequest) -> HttpResponse:
    """Give somebody a sign-in."""
    queries.require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, "people/add.html", {"role": roles.OFFICER})
    told = request.POST
    try:
        made = actions.add_person(
            told.get("name", "").strip(),
            told.get("password", ""),
            role=told.get("role", ""),
            by=person(request),
            provinces=told.getlist("province"),
            parks=_parks(request),
            anew=True,
        )
    except Refusal as refusal:
        return _form(request, "people/add.html", _typed(request), refusal)
    messages.success(request, _("%(name)s can sign in now.") % {"name": made.username})
    return redirect("people")


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, name: str) -> HttpResponse:
    """Show one person; change role and scopes."""
    queries.require(request.user, MANAGE)
    if request.method != "POST":
        return _form(request, "people/one.html", _held(name), name=name)
    try:
        actions.change_role(
            name,
            role=request.POST.get("role", ""),
            by=person(request),
            provinces=request.POST.getlist("province"),
            parks=_parks(request),
        )
    except Refusal as refusal:
        return _form(request, "people/one.html", _typed(request), refusal, name=name)
    messages.success(request, str(_("Changed; it holds from their next page on.")))
    return redirect("person", name=name)


@require_POST
@sensitive_post_parameters("password")
def password(request: HttpRequest, name: str) -> HttpResponse:
    """Give somebody a new password, and a closed account back."""
    actions.give_password(name, request.POST.get("password", ""), by=person(request))
    messages.success(request, str(_("The new password holds; their sessions have ended.")))
    return redirect("person", name=name)


@require_POST
def close(request: HttpRequest, name: str) -> HttpResponse:
    """Let somebody sign in no longer."""
    actions.close_person(name, by=person(request))
    messages.success(
        request, str(_("The account is closed. What they did stays under their name."))
    )
    return redirect("person", name=name)


@require_POST
def reset_factor(request: HttpRequest, name: str) -> HttpResponse:
    """Forget somebody's telephone."""
    reason = request.POST.get("reason", "")
    actions.reset_second_factor(name, reason=reason, by=person(request))
    messages.success(request, str(_("The second factor is gone; their sessions have ended.")))
    return redirect("person", name=name)


def _row(one: queries.Account) -> Row:
    return Row(
        name=one.username,
        role=ROLES[one.role],
        where=sees_words(one.sight, current().language) if one.role != roles.CITIZEN else "",
        factor=one.has_factor,
        factor_due=must_have_second_factor(one.role) and not one.has_factor,
        seen=one.last_login,
        open=one.is_open,
    )


def _open(rows: list[Row]) -> int:
    return sum(row.open for row in rows)


def _form(
    request: HttpRequest,
    template: str,
    told: dict[str, object],
    refusal: Refusal | None = None,
    name: str = "",
) -> HttpResponse:
    language = current().language
    context = {
        "told": told,
        "roles": ROLES.items(),
        "local": [ROLES[role] for role in sorted(roles.LOCAL)],
        "provinces": _provinces(language),
        "row": _row(queries.account(name)) if name else None,
        "may_see_events": queries.may(request.user, "ledger.see_events"),
        "own": name == person(request).username,
        "refusal": sentence(refusal, language) if refusal else "",
        "code": refusal.code if refusal else "",
    }
    return render(request, template, context, status=status_of(refusal) if refusal else 200)


def _provinces(language: str) -> list[tuple[str, str]]:
    named = [
        (place.iso, place.name_fa if language == "fa" else place.name)
        for place in rules.vocabulary().places.values()
        if scopes.well_written(scopes.PROVINCE, place.iso)
    ]
    return sorted(named, key=lambda pair: sort_key(pair[1]))


def _held(name: str) -> dict[str, object]:
    account = queries.account(name)
    return {
        "role": account.role,
        "province": account.sight.provinces,
        "park": " ".join(sorted(account.sight.parks)),
    }


def _typed(request: HttpRequest) -> dict[str, object]:
    told = request.POST
    return {
        "name": told.get("name", ""),
        "role": told.get("role", ""),
        "province": set(told.getlist("province")),
        "park": told.get("park", ""),
    }


def _parks(request: HttpRequest) -> list[str]:
    return request.POST.get("park", "").replace(",", " ").replace("،", " ").split()
