"""Who did what, when, to what, and why; and is it all still as it was written?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ehya.engine.calendar import Language, parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import chain, queries, roles
from ehya.ledger.queries import Asked
from ehya.web import formats
from ehya.web.context import ROLES
from ehya.web.event_words import fact_called, value_said
from ehya.web.messages.names import NAMES
from ehya.web.reader import current

MOST = 50  # events a page
FILTERS = ("person", "act", "kind", "key", "since", "until")
KINDS = {
    "unit": _("Unit"),
    "park": _("Park"),
    "file": _("File"),
    "person": _("Person"),
    "claim": _("Claim"),
    "text": _("Text"),
    "import": _("Import"),
    "export": _("Export"),
    "pair": _("Pair"),
    "sweep": _("Sweep"),
}
UNSHOWN = {"id"}  # the row of a person, which the name says better


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that an act changed."""

    name: object
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event, as it is shown."""

    position: int
    at: datetime
    clock: str
    who: str
    role: object
    act: str
    code: str
    kind: object
    key: str
    reason: str
    changes: tuple[Change, ...]
    facts: tuple[tuple[object, str], ...]
    digest: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the newest events that fit, and what is known of the chain."""
    queries.require(request.user, "ledger.see_events")
    told = {name: request.GET.get(name, "").strip() for name in FILTERS}
    found = queries.events_asked(_asked(told, request.GET.get("below", "")), most=MOST + 1)
    language = current().language
    more = found[MOST - 1].position if len(found) > MOST else None
    context = {
        "lines": [_line(event, language) for event in found[:MOST]],
        "told": told,
        "filtered": any(told.values()),
        "next": _next(told, more),
        "acts": [(act, act_words(act, language)) for act in queries.acts_done()],
        "kinds": KINDS.items(),
        "names": [account.username for account in queries.people()],
        "whole": _whole(request),
    }
    page = "events/rows.html" if "HX-Request" in request.headers else "events/index.html"
    return render(request, page, context)


def act_words(act: str, language: Language) -> str:
    """Return what an act is called; its own name where it has no words."""
    return NAMES[act][language] if act in NAMES else act


def _asked(told: dict[str, str], below: str) -> Asked:
    return Asked(
        person=told["person"],
        act=told["act"],
        on_kind=told["kind"],
        on_key=told["key"],
        first=_day(told["since"]),
        last=_day(told["until"]),
        below=int(below) if below.isascii() and below.isdigit() and len(below) < 16 else None,
    )


def _day(words: str) -> date | None:
    return parse_day(words) if words else None


def _next(told: dict[str, str], below: int | None) -> str:
    kept = {name: value for name, value in told.items() if value}
    return "?" + urlencode({**kept, "below": below}) if below else ""


def _whole(request: HttpRequest) -> dict[str, object]:
    """Return what is known of the chain: recomputed only when asked, for it reads every event."""
    try:
        kept = chain.kept_head()
    except Refusal:
        kept = None
    if "verify" not in request.GET:
        return {"head": chain.head_of_chain(), "kept": kept and _seen(kept)}
    state = chain.examine()
    return {"head": state.head, "kept": kept and _seen(kept), "now": True, "broken": state.broken}


def _seen(head: chain.Head) -> dict[str, object]:
    return {"position": head.position, "at": datetime.fromisoformat(head.seen)}


def _line(event: queries.Event, language: Language) -> Line:
    at = timezone.localtime(event.at)
    return Line(
        position=event.position,
        at=at,
        clock=formats.clock(at.hour, at.minute, language),
        who="" if event.by.role == roles.HOUSE else event.by.username,
        role=ROLES.get(event.by.role, ""),
        act=act_words(event.act, language),
        code=event.act,
        kind=KINDS.get(event.on_kind, event.on_kind),
        key=event.on_key,
        reason=event.reason,
        changes=tuple(_changes(event.before, event.after)),
        facts=tuple((fact_called(n), value_said(n, value)) for n, value in event.facts.items()),
        digest=bytes(event.digest).hex(),
    )


def _changes(before: object, after: object) -> Iterator[Change]:
    """Yield what differs; where nothing stood before, everything that stands now."""
    if not isinstance(before, dict) and not isinstance(after, dict):
        if before != after:
            yield Change("", value_said("", before), value_said("", after))
        return
    was = before if isinstance(before, dict) else {}
    now = after if isinstance(after, dict) else {}
    for name in {**was, **now}:
        if name not in UNSHOWN and was.get(name) != now.get(name):
            shown = [value_said(name, side[name]) if name in side else "" for side in (was, now)]
            yield Change(fact_called(name), *shown)
