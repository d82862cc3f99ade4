"""How many is it, of whom, as known when; and does a figure's certificate hold?"""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.answers import answered
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.ledger.signing import public_key
from ehya.publish.actions.figures import correct_figure, make_figure, release_figure
from ehya.publish.counting import (
    DIMENSIONS,
    Asked,
    asked_typed,
    cells,
    looked_at,
    members,
    metrics,
    months_of,
    plain,
    value_of,
)
from ehya.publish.queries.figures import (
    Figure,
    Since,
    asked_by,
    faults_kept,
    figure_named,
    figures,
    sheet_of,
    since_then,
)
from ehya.register.queries.synthetic import synthetic_there
from ehya.revive.queries.cases import kinds_there
from ehya.web import figure_words as words
from ehya.web.clock import Clock, clock_of, hands, strip
from ehya.web.messages import sentence
from ehya.web.open_pages import for_all
from ehya.web.pages.states import status_of
from ehya.web.papers.coded import drawn
from ehya.web.reader import current, may_see_pages, person
from ehya.web.unit_words import divisions

QUESTION = "figure.since/1"
SEE, MAKE = "publish.see_figures", "publish.make_figure"
RELEASE, CORRECT = "publish.release_figure", "publish.correct_figure"
KEPT = ("province", "park", "parks", "sector", "size", "cause", "first", "last", "year")
MOST = 12  # newest figures on the page
LISTED = ("province", "member", "amount", "metric", "as_of", "known_at", "synthetic")
YEARS = 6  # before this one, in the list
BYS = ("province", "sector", "size", "cause")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Tell every metric of a scope and a time, with what each counts."""
    roles.require(request.user, SEE)
    clock, told = clock_of(request), _told(request)
    synthetic, mixed = kind_asked(request)
    sight = sight_of(request.user)
    rows, trouble = [], None
    for metric in metrics(clock.as_of).values():
        try:
            asked = _asked(metric.name, told, clock, synthetic, sight)
        except Refusal as no:
            trouble = no
            break
        rows.append({"metric": metric, **_line(asked), "address": _address(asked, told, clock)})
    context = {
        **_page(request, clock, told, synthetic=synthetic, mixed=mixed),
        "rows": rows,
        "untold": any(row["nothing"] for row in rows),
        "trouble": sentence(trouble, current().language) if trouble else "",
        "period": asked.period if rows else None,
        "figures": list(figures(synthetic=synthetic)[:MOST]),
    }
    status = status_of(trouble) if trouble else 200
    return render(request, "figures/index.html", context, status=status)


@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, metric: str) -> HttpResponse:
    """Tell one metric part by part and month by month; or make a figure of it."""
    roles.require(request.user, SEE)
    clock, told = clock_of(request), _told(request)
    synthetic, mixed = kind_asked(request)
    asked = _asked(metric, told, clock, synthetic, sight_of(request.user))
    if request.method == "POST":
        made = make_figure(asked, by=person(request))
        messages.success(request, _("Figure %(number)s is made and signed.") % {"number": made.pk})
        return redirect("figure", made.pk)
    by = request.GET.get("by", "province")
    by = by if by in DIMENSIONS else "province"
    months = months_of(asked.period)
    parts = words.parts_of(cells(asked, by=by), asked.metric, by)
    by_month = words.months_of(cells(asked, by="", parts=months), asked, months)
    whole = _line(asked)
    context = {
        **_page(request, clock, told, synthetic=synthetic, mixed=mixed),
        "asked": asked,
        "metric": asked.metric,
        "finding": words.finding_of(asked, whole["amount"]) if whole["amount"] is not None else "",
        "nothing": whole["nothing"],
        "by": by,
        "bys": [(name, words.DIMENSION_NAMES[name]) for name in BYS],
        "by_name": words.DIMENSION_NAMES[by],
        "parts": parts,
        "leads": words.leads(parts, asked.metric, whole["value"]),
        "sums": asked.metric.unit in words.SUMS,
        "months": by_month,
        "strongest": words.strongest(by_month, asked.metric),
        "adds": words.adds_words(asked.metric),
        "may_make": roles.may(request.user, MAKE) and asked.sight.nation,
        "list_address": reverse("figure-list", args=[metric]) + _query(told, clock, synthetic),
        "here_query": _query(told, clock, synthetic),
    }
    return render(request, "figures/count.html", context)


@require_GET
def listed(request: HttpRequest, metric: str) -> HttpResponse:
    """Give everything behind a count as a file, as far as the reader sees."""
    roles.require(request.user, SEE)
    clock, told = clock_of(request), _told(request)
    synthetic, _mixed = kind_asked(request)
    asked = _asked(metric, told, clock, synthetic, sight_of(request.user))
    stands = (metric, asked.as_of.isoformat(), asked.known_at.isoformat(timespec="seconds"))
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(LISTED)
    write.writerows(
        (one.province, one.member, plain(one.amount), *stands, synthetic) for one in members(asked)
    )
    name = {"Content-Disposition": f'attachment; filename="ehya-{metric}.csv"'}
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=name)


@login_not_required
@require_GET
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a figure's birth certificate to the staff; lead everybody else to the open page."""
    figure = _figure(request, number)
    if not roles.may(request.user, SEE):
        return redirect("public-figure", figure.pk)
    faults = faults_kept(figure, key=public_key(), chain=False)
    since = _since(figure) if not faults else None
    asked = asked_by(figure)
    context = {
        "figure": figure,
        "metric": asked.metric,
        "asked": asked,
        "finding": words.finding_of(asked, figure.value),
        "faults": words.faults_words(faults),
        "since": since,
        "now": words.value_words(since.value, figure.unit) if since else "",
        "then": words.value_words(figure.value, figure.unit),
        "looked": figure.certificate["looked_at"],
        "looked_words": words.looked_words(figure.certificate["looked_at"]["what"]),
        "scope": words.scope_words(figure.scope),
        "command": f"ehya figure verify ehya-figure-{figure.pk}.json",
        "released": getattr(figure, "release", None),
        "corrected": getattr(figure, "corrected", None),
        "corrects": list(figure.corrects.select_related("wrong")),
        "may_release": roles.may(request.user, RELEASE) and figure.by_id != request.user.pk,
        "may_correct": roles.may(request.user, CORRECT),
    }
    return render(request, "figures/one.html", context)


@login_not_required
@require_GET
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """Give the certificate as a file; with the list, or its own provinces' part, for the staff."""
    figure = _figure(request, number)
    sight = sight_of(request.user) if roles.may(request.user, SEE) else None
    text = sheet_of(figure, sight).text()
    name = {"Content-Disposition": f'attachment; filename="ehya-figure-{number}.json"'}
    answer = HttpResponse(text, content_type="application/json; charset=utf-8", headers=name)
    return for_all(request, answer)


@login_not_required
@require_GET
def code(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the QR code that leads to a figure's page."""
    figure = _figure(request, number)
    name = "public-figure" if hasattr(figure, "release") else "figure"
    link = request.build_absolute_uri(reverse(name, args=[figure.pk]))
    return for_all(request, HttpResponse(drawn(link), content_type="image/svg+xml"))


@require_POST
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Make a figure public."""
    roles.require(request.user, RELEASE)
    return _done(
        request, number, lambda: release_figure(number, by=person(request)), _("It is public now.")
    )


@require_POST
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put a public figure right by another."""
    roles.require(request.user, CORRECT)
    reason = request.POST.get("reason", "")
    return _done(
        request,
        number,
        lambda: correct_figure(number, reason, by=person(request)),
        _("Counted anew; the old figure stays and leads to the new one."),
    )


def _done(request: HttpRequest, number: int, act: Any, told: str) -> HttpResponse:
    try:
        made = act()
    except Refusal as no:
        if no.code in ("ledger.not_allowed", "figure.no_such_figure"):
            raise
        messages.error(request, sentence(no, current().language))
        return redirect("figure", number)
    messages.success(request, told)
    return redirect("figure", made.pk if isinstance(made, Figure) else number)


def _figure(request: HttpRequest, number: int) -> Figure:
    return figure_named(number, public=not roles.may(request.user, SEE))


def _since(figure: Figure) -> Since:
    """Return what is known now of a figure's day, counted once between two acts."""
    now = timezone.now()
    return answered(QUESTION, figure.pk, now, lambda: since_then(figure, now))


def _told(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in KEPT if request.GET.get(name, "").strip()}


def kind_asked(request: HttpRequest) -> tuple[bool, bool]:
    """Return whether made-up things are asked for, and whether there is anything made up to ask for."""
    real, made_up = kinds_there(sight_of(request.user))
    made_up = made_up or synthetic_there() is not None
    asked = request.GET.get("synthetic", "")
    return (asked == "1") if asked else (made_up and not real), made_up


def _asked(
    metric: str, told: Mapping[str, str], clock: Clock, synthetic: bool, sight: Sight
) -> Asked:
    moment = clock.moment
    return asked_typed(
        metric,
        told,
        as_of=moment.as_of,
        known_at=moment.known_at,
        synthetic=synthetic,
        sight=sight,
    )


def _line(asked: Asked) -> dict[str, Any]:
    """Return a count in one line: its value, or why there is none."""
    try:
        found = cells(asked, by="")
        if not sum(cell.amount for cell in found):
            looked_at(asked)  # a zero rests on everything looked at; on nothing none is told
        amount = value_of(found, asked)
    except Refusal as no:
        return {"amount": None, "value": "", "nothing": sentence(no, current().language)}
    return {
        "amount": amount,
        "value": words.value_words(amount, asked.metric.unit),
        "nothing": "",
    }


def _page(
    request: HttpRequest, clock: Clock, told: Mapping[str, str], *, synthetic: bool, mixed: bool
) -> dict[str, Any]:
    kept = {**told, "synthetic": "1" if synthetic else "0"}
    return {
        **strip(request, clock, kept),
        "told": told,
        "synthetic": synthetic,
        "mixed": mixed,
        "other": request.path + _query(told, clock, not synthetic),
        "provinces": list(words.names_of("province").items()),
        "sectors": divisions(),
        "sizes": words.sizes(),
        "causes": sorted(words.names_of("cause").items(), key=lambda pair: pair[1]),
        "years": _years(clock),
        "hands": hands(clock),
        "may_see": may_see_pages(request),
    }


def _years(clock: Clock) -> list[tuple[str, str]]:
    return words.years_before(clock.as_of, YEARS)


def _address(asked: Asked, told: Mapping[str, str], clock: Clock) -> str:
    query = _query(told, clock, asked.scope.synthetic)
    return reverse("figure-count", args=[asked.metric.name]) + query


def _query(told: Mapping[str, str], clock: Clock, synthetic: bool) -> str:
    return "?" + urlencode({**told, **hands(clock), "synthetic": "1" if synthetic else "0"})
