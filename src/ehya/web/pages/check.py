"""What does a text say, and what in it does not add up?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ehya.cli import report
from ehya.engine.calendar import Language, parse_day
from ehya.engine.claims.model import Reading
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.publish import actions, queries
from ehya.web import formats
from ehya.web.examination import examine
from ehya.web.handed_in import text_of
from ehya.web.messages import sentence
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person

LATER = 12  # texts listed beside the form
TITLE = 90  # letters of a text that its line in the list has room for
ECHOED = 400_000  # letters that a refused form gives back to the browser


@dataclass(frozen=True, slots=True)
class Kept:
    """A text's line in the list beside the form."""

    id: int
    at: date
    title: str
    publisher: str
    left: str


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a text, keep what is given and show what was read in it."""
    if request.method != "POST":
        return _form(request, {})
    roles.require(request.user, "publish.keep_text")
    try:
        text_id = _keep(request)
    except Refusal as refusal:
        return _form(request, request.POST, refusal)
    return redirect("checked", text_id=text_id)


@require_safe
def result(request: HttpRequest, text_id: int) -> HttpResponse:
    """Show a text with its claims, its findings and what may be done."""
    text = queries.kept_text(text_id)
    context = {
        "text": text,
        "seen": examine(text, current()),
        "may_confirm": roles.may(request.user, "publish.confirm_claims"),
    }
    return render(request, "claims/checked.html", context)


@require_safe
def as_json(request: HttpRequest, text_id: int) -> HttpResponse:
    """Give the reading and the findings as `ehya check --json` does."""
    text = queries.kept_text(text_id)
    seen = examine(text, current())
    day = date.fromisoformat(text.published_on) if text.published_on else None
    reading = Reading(text.body, cast(Language, text.language), day, text.claims)
    told = report.as_json(reading, seen.verdict, seen.record)
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{text.name}.json"'
    return answer


@require_POST
def confirm(request: HttpRequest, text_id: int) -> HttpResponse:
    """Let the ticked claims into the record."""
    keys = actions.confirm_claims(text_id, request.POST.getlist("claim"), by=person(request))
    told = formats.number(len(keys), current().language)
    words = ngettext(
        "%(n)s claim is in the record now.", "%(n)s claims are in the record now.", len(keys)
    )
    messages.success(request, words % {"n": told})
    return redirect("checked", text_id=text_id)


@require_POST
def hold_back(request: HttpRequest, text_id: int) -> HttpResponse:
    """Keep one claim out of the record, with the reason."""
    claim_id = request.POST.get("claim", "")
    actions.hold_back(text_id, claim_id, request.POST.get("reason", ""), by=person(request))
    messages.success(request, _("Held back, with its reason."))
    return redirect(reverse("checked", args=[text_id]) + "#findings")


def _keep(request: HttpRequest) -> int:
    told = request.POST
    published_on = _day(told.get("published_on", ""))
    return actions.keep_text(
        text_of(told.get("text", ""), request.FILES.get("file")),
        publisher=told.get("publisher", ""),
        url=told.get("address", ""),
        published_on=published_on,
        by=person(request),
    )


def _day(words: str) -> date | None:
    if not words.strip():
        return None
    day = parse_day(words)
    if day > today():
        raise Refusal("web.published_later", day=words.strip())
    return day


def _form(
    request: HttpRequest, typed: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    """Show the form; what was typed stays in it, unless it is too long to be sent back."""
    kept = {name: typed.get(name, "") for name in ("text", "published_on", "publisher", "address")}
    if len(kept["text"]) > ECHOED:
        kept["text"] = ""
    language = current().language
    context = {
        "typed": kept,
        "may_keep": roles.may(request.user, "publish.keep_text"),
        "refusal": sentence(refusal, language) if refusal else "",
        "code": refusal.code if refusal else "",
        "record_size": queries.record_size(),
        "publishers": sorted({claim.source for claim in queries.claims_known()}),
        "texts": [_line(text, language) for text in queries.kept_texts(most=LATER)],
    }
    status = status_of(refusal) if refusal else 200
    return render(request, "claims/ask.html", context, status=status)


def _line(text: queries.Text, language: Language) -> Kept:
    first = " ".join(text.body.split())
    title = first if len(first) <= TITLE else first[: TITLE - 1].rstrip() + "…"
    return Kept(text.id, text.kept_at, title, text.publisher, _left(text, language))


def _left(text: queries.Text, language: Language) -> str:
    left = len(text.undecided)
    if not text.claims:
        return _("no claim in it")
    if not left:
        return _("all decided")
    words = ngettext("%(n)s claim undecided", "%(n)s claims undecided", left)
    return words % {"n": formats.number(left, language)}
