"""What is in the record, and what stands behind one number of it?"""

from typing import get_args
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.claims.model import Claim, Finding, Qualifier
from ehya.ledger import roles, rules
from ehya.publish.actions import correct_claim
from ehya.publish.queries import (
    Wanted,
    choices,
    claim,
    claims_known,
    findings_of,
    findings_of_record,
    neighbours,
    search,
    versions,
)
from ehya.web.clock import Clock, clock_of
from ehya.web.messages import finding_saying
from ehya.web.reader import current, person
from ehya.web.sums import lines

FILTERS = ("text", "metric", "solar_year", "place", "publisher", "severity", "rule")
FINDINGS_ON_PAGE = 20
CORRECTABLE = ("value", "qualifier", "metric", "place", "population", "period_start", "period_end")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Search and filter the record; a further page comes as rows only."""
    clock = clock_of(request)
    wanted = _wanted(request, clock)
    page = search(wanted, known_at=clock.known_at, after=request.GET.get("after") or None)
    worst = _worst(clock)
    context = {
        "clock": clock,
        "wanted": wanted,
        "page": page,
        "rows": [(row, worst.get(row.key)) for row in page.rows],
        "next": _next(request, page.after),
        "filtered": any(getattr(wanted, name) for name in FILTERS),
    }
    if request.headers.get("HX-Request") and page.rows and request.GET.get("after"):
        return render(request, "claims/rows.html", context)
    context |= {"choices": choices(clock.known_at), "size": len(claims_known(clock.known_at))}
    return render(request, "claims/index.html", context)


@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Show one claim: what was told, its neighbours in time, its findings, its versions."""
    clock = clock_of(request)
    at = clock.known_at
    row = claim(key, at)
    by_id = {known.id: known for known in claims_known(at)}
    around = neighbours(key, at)
    held = versions(key)
    line = (*around.earlier, row, *around.later)
    context = {
        "clock": clock,
        "row": row,
        "line": line,
        "longest": max(abs(other.claim.value) for other in line) or 1,
        "cards": [_card(n, f, by_id) for n, f in enumerate(findings_of(key, at), 1)],
        "versions": held,
        "newer": held[-1] if held[-1].version != row.version else None,
        "may_correct": roles.may(request.user, "publish.correct_claim"),
    }
    return render(request, "claims/claim.html", context)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Correct our reading of a claim: nothing is overwritten."""
    here = claim(key)
    roles.require(request.user, "publish.correct_claim")
    if request.method == "GET":
        words = rules.vocabulary()
        context = {
            "row": here,
            "values": _values(here.claim),
            "metrics": sorted(words.metrics),
            "places": sorted(words.places),
            "qualifiers": get_args(Qualifier),
            "clock": clock_of(request),
        }
        return render(request, "claims/correct.html", context)
    told = _values(here.claim)
    changes = {
        name: request.POST[name].strip()
        for name in CORRECTABLE
        if name in request.POST and request.POST[name].strip() != told[name]
    }
    correct_claim(
        key,
        changes,
        request.POST.get("reason", ""),
        by=person(request),
        expected_version=_version(request),
    )
    messages.success(
        request, _("Corrected. The earlier reading stays, with your reason beside it.")
    )
    return redirect("claim", key)


@require_GET
def contradictions(request: HttpRequest) -> HttpResponse:
    """Show everything in the record that does not add up, most serious first."""
    clock = clock_of(request)
    found = findings_of_record(clock.known_at).findings
    severity, rule = request.GET.get("severity", ""), request.GET.get("rule", "")
    chosen = [f for f in found if severity in ("", f.severity) and rule in ("", f.rule)]
    by_id = {known.id: known for known in claims_known(clock.known_at)}
    start = _offset(request)
    shown = chosen[start : start + FINDINGS_ON_PAGE]
    more = start + FINDINGS_ON_PAGE
    context = {
        "clock": clock,
        "counts": {
            s: sum(f.severity == s for f in found) for s in ("contradiction", "doubt", "note")
        },
        "rules": sorted({f.rule for f in found}),
        "and_clock": clock.query.replace("?", "&"),
        "severity": severity,
        "rule": rule,
        "cards": [_card(n, f, by_id) for n, f in enumerate(shown, start=start + 1)],
        "total": len(chosen),
        "looked_at": len(by_id),
        "next": _next(request, str(more)) if more < len(chosen) else "",
    }
    if request.headers.get("HX-Request"):
        return render(request, "claims/findings.html", context)
    return render(request, "claims/contradictions.html", context)


def _card(number: int, finding: Finding, by_id: dict[str, Claim]) -> dict[str, object]:
    reader = current()
    return {
        "number": number,
        "finding": finding,
        "words": finding_saying(finding, by_id, reader.language),
        "lines": lines(finding, by_id, reader),
        "claims": [by_id[key] for key in finding.claims if key in by_id],
    }


def _worst(clock: Clock) -> dict[str, str]:
    """The most serious thing found in each claim; findings come most serious first."""
    worst: dict[str, str] = {}
    for finding in findings_of_record(clock.known_at).findings:
        for key in finding.claims:
            worst.setdefault(key, finding.severity)
    return worst


def _wanted(request: HttpRequest, clock: Clock) -> Wanted:
    told = {name: request.GET.get(name, "").strip() for name in FILTERS}
    year = told["solar_year"]
    return Wanted(
        text=told["text"][:200],
        metric=told["metric"] or None,
        solar_year=int(year) if year.isdecimal() and len(year) == 4 else None,
        place=told["place"] or None,
        publisher=told["publisher"] or None,
        rule=told["rule"] or None,
        severity=told["severity"] or None,
        as_of=clock.as_of if clock.moved else None,
    )


def _next(request: HttpRequest, after: str | None) -> str:
    if not after:
        return ""
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    return "?" + urlencode({**kept, "after": after})


def _offset(request: HttpRequest) -> int:
    told = request.GET.get("after", "0")
    return int(told) if told.isdecimal() and len(told) < 7 else 0


def _version(request: HttpRequest) -> int:
    """The version the form was filled from; a form that tells none is as stale as can be."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def _values(told: Claim) -> dict[str, str]:
    return {
        "value": str(told.value),
        "qualifier": told.qualifier,
        "metric": told.metric,
        "place": told.place,
        "population": told.population,
        "period_start": told.period.start or "",
        "period_end": told.period.end or "",
    }
