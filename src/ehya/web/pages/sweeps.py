"""Which sweeps were there, by what law, and how far is the one on its way?"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ehya.detect.queries.sweeps import begun_since, failed_last, running, sweeps
from ehya.ledger import roles
from ehya.web import formats, tasks
from ehya.web.messages.names_looks import ENGINES, PARTS, THRESHOLDS
from ehya.web.pages.detections import Stand, known_since, shell, signal_words, stand_of
from ehya.web.reader import current, person

SHOWN = 60  # five years of months


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the sweeps, newest first; and how far the running one is."""
    stand = stand_of(request)
    on_its_way = running().select_related("by").first()
    asked = _moment(request.GET.get("asked", ""))
    if request.headers.get("HX-Request"):
        if asked is not None:
            return _begun(asked)
        if on_its_way is None:
            return HttpResponse(headers={"HX-Refresh": "true"})  # the page says another thing now
        return render(request, "detections/progress.html", _far(on_its_way))
    rows = sweeps(synthetic=stand.synthetic, known_at=stand.clock.moment.known_at)[:SHOWN]
    context = shell(request, stand, {}) | {
        "rows": [_row(row, stand) for row in rows],
        "most": SHOWN,
        "on_its_way": on_its_way,
        **(_far(on_its_way) if on_its_way else {}),
        "failed": failed_last(synthetic=stand.synthetic),
        "asked": request.GET["asked"] if asked and not begun_since(asked) else "",
    }
    return render(request, "detections/sweeps.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Have every unit looked at in the background; nothing where somebody is at it."""
    roles.require(request.user, "detect.sweep")
    tasks.sweep_register.enqueue(person(request).username)
    return redirect(f"/detections/sweeps/?asked={int(timezone.now().timestamp())}")


def _begun(asked: datetime) -> HttpResponse:
    """Lead on to the sweep that was asked for, once it has begun; until then nothing is said anew."""
    if begun_since(asked):
        return HttpResponse(headers={"HX-Redirect": reverse("sweeps")})
    return HttpResponse(status=204)


def _moment(told: str) -> datetime | None:
    known = told.isascii() and told.isdecimal() and len(told) < 11
    return datetime.fromtimestamp(int(told), UTC) if known else None


def _row(row: Any, stand: Stand) -> Mapping[str, Any]:
    language = current().language
    parts = [(_called(PARTS, part), spent) for part, spent in row.seconds.items()]
    rules = [(_called(THRESHOLDS, rule), value) for rule, value in row.rules.items()]
    told = known_since(row, stand.clock)
    kind = {"synthetic": "1" if stand.synthetic else "0"} if stand.mixed else {}
    return {
        "sweep": row,
        "seconds": sum(row.seconds.values()),
        "parts": parts,
        "rules": [(words, formats.number(value, language)) for words, value in rules],
        "engine": _called(ENGINES, row.engine),
        "signals": signal_words(row.signals),
        "counts": {state: row.counts.get(state) for state in ("active", "semi_active", "idle")},
        "gone": row.counts.get("gone"),
        "changed": row.counts.get("changed"),
        "house": row.by.role == roles.HOUSE,
        "known_since": told,
        "then": {"as_of": told.isoformat(), "known_at": told.isoformat(), **kind},
    }


def _called(names: Mapping[str, Mapping[str, str]], name: str) -> str:
    return names[name][current().language] if name in names else name


def _far(row: Any) -> Mapping[str, Any]:
    """How far a sweep is, how fast, and how long it will take."""
    spent = max((timezone.now() - row.begun_at).total_seconds(), 1.0)
    rate = row.looked / spent
    left = (row.units - row.looked) / rate if rate else None
    return {
        "far": row,
        "rate": round(rate),
        "left": max(1, round(left)) if left is not None else None,
    }
