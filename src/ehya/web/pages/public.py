"""What may everybody read of the figures, without a sign-in: which are there, what is each?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from ninja.utils import check_csrf

from ehya.engine.refusal import Refusal
from ehya.ledger.answers import answered
from ehya.ledger.signing import public_key
from ehya.publish.counting import metrics
from ehya.publish.disclosure import least_cell, tells_few
from ehya.publish.queries.figures import (
    Figure,
    Since,
    asked_by,
    faults_kept,
    figure_named,
    since_then,
)
from ehya.publish.queries.open_figures import (
    LONGEST,
    Wanted,
    history_of,
    metrics_told,
    numbers_in,
    open_figures,
    parts_of,
    whole_of,
)
from ehya.publish.queries.press import statements_telling
from ehya.web import figure_words as words
from ehya.web import formats
from ehya.web.charts.figure_lines import Point, figure_history
from ehya.web.charts.marks import Spec
from ehya.web.open_pages import open_page
from ehya.web.reader import CHOICES, current, keep, signed_in

QUESTION = "figure.public/1"
MOST = 40  # figures on a page
WORDS = ("counts", "event", "population")  # of a definition
DRAWN = 4  # metrics on the first page, as lines
FORMS = (
    ("CSV", "public-csv"),
    ("JSON", "public-json"),
    ("Parquet", "public-parquet"),
    ("DCAT", "public-catalogue"),
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A metric's history as a line.

    Attributes:
        key: the place of its drawing on the page.
        finding: what it shows, as a sentence.
        spec: the drawing.
        newest: the figure at its end.
    """

    key: str
    finding: str
    spec: Spec
    newest: Figure


@open_page
def index(request: HttpRequest) -> HttpResponse:
    """Show the public figures, those put right beside those that took their place."""
    wanted = _wanted(request)
    found = list(open_figures(wanted)[: MOST + 1])
    rows, more = found[:MOST], len(found) > MOST
    asked = bool(wanted.sentence or wanted.metric or wanted.province)
    first_page = not asked and not wanted.before
    context = {
        "rows": [_shown(figure) for figure in rows],
        "forms": [(form, reverse(name)) for form, name in FORMS],
        "wanted": wanted,
        "asked": asked,
        "finding": _finding(wanted, len(rows), more=more),
        "unread": bool(wanted.sentence) and not numbers_in(wanted.sentence),
        "metrics": _metric_choices(),
        "provinces": [("IR", _("the whole country")), *words.names_of("province").items()],
        "drawings": _drawings() if first_page else [],
        "next": _next_page(request, rows[-1]) if more else "",
        "longest": LONGEST,
    }
    return render(request, "figures/public.html", context)


@open_page
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show what one public figure rests on: its birth certificate, for whoever has its number."""
    figure = figure_named(number, public=True)
    asked = asked_by(figure)
    faults = faults_kept(figure, key=public_key(), chain=False)
    history, parts, whole = history_of(figure), parts_of(figure), whole_of(figure)
    link = request.build_absolute_uri(reverse("public-figure", args=[figure.pk]))
    context = {
        "figure": figure,
        "metric": asked.metric,
        "asked": asked,
        "finding": words.finding_of(asked, figure.value),
        "scope": words.scope_words(figure.scope),
        "faults": words.faults_words(faults),
        **_known_since(figure, faults=bool(faults)),
        "looked": figure.certificate["looked_at"],
        "sums": figure.unit in words.SUMS,
        "looked_words": words.looked_words(figure.certificate["looked_at"]["what"]),
        "words": {what: asked.metric.told(what, current().language) for what in WORDS},
        "adds": words.adds_words(asked.metric),
        "beside": _beside(figure, asked.metric.beside),
        "corrected": getattr(figure, "corrected", None),
        "corrects": list(figure.corrects.select_related("wrong")),
        "history": [_shown(past) for past in history] if len(history) > 1 else [],
        "drawing": _drawing("history", history),
        "parts": words.part_figures(parts),
        "parts_words": _parts_words(figure, parts),
        "whole": whole,
        "statements": list(statements_telling(figure)),
        "link": link,
        "command": f"ehya figure verify ehya-figure-{figure.pk}.json",
    }
    return render(request, "figures/open.html", context)


@csrf_exempt  # a stranger has no session to be ridden: nothing but how the pages read is kept
@login_not_required
@require_POST
def read_as(request: HttpRequest) -> HttpResponse:
    """Keep a stranger's language or light on the stranger's own machine; nobody else's."""
    if signed_in(request) and (no := check_csrf(request)):
        return no
    choices = {
        name: request.POST[name]
        for name, known in CHOICES.items()
        if request.POST.get(name) in known
    }
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    quiet = "quiet" in request.POST
    answer = HttpResponse(status=204) if quiet else redirect(wanted if ours else "public")
    keep(request, answer, choices)
    return answer


def _wanted(request: HttpRequest) -> Wanted:
    told = request.GET
    before = told.get("before", "")
    return Wanted(
        metric=told.get("metric", "").strip()[:60],
        province=told.get("province", "").strip()[:5],
        sentence=told.get("q", "").strip()[:LONGEST],
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else 0,
    )


def _finding(wanted: Wanted, number: int, *, more: bool) -> str:
    """Return what the list comes to, as a sentence."""
    count = formats.number(number, current().language)
    if wanted.sentence:
        if not number:
            return _("No public figure of the house tells this number")
        said = ngettext(
            "%(count)s public figure tells this number",
            "%(count)s public figures tell this number",
            number,
        )
        return said % {"count": count}
    if not number:
        return _("No figure is public yet") if not wanted.before else _("There are no earlier ones")
    if more or wanted.before:
        return _("Figures that can be proven, the newest first")
    said = ngettext(
        "%(count)s figure that can be proven", "%(count)s figures that can be proven", number
    )
    return said % {"count": count}


def _metric_choices() -> list[tuple[str, str]]:
    known = metrics()
    return [(name, words.metric_words(known[name])) for name in metrics_told() if name in known]


def _next_page(request: HttpRequest, last: Figure) -> str:
    told = {
        name: request.GET[name] for name in ("q", "metric", "province") if request.GET.get(name)
    }
    return "?" + urlencode({**told, "before": str(last.release.pk)})


def _shown(figure: Figure) -> dict[str, Any]:
    asked = asked_by(figure)
    return {
        "figure": figure,
        "name": words.metric_words(asked.metric),
        "value": words.value_words(figure.value, figure.unit),
        "scope": words.scope_words(figure.scope),
        "period": asked.period,
        "corrected": getattr(figure, "corrected", None),
    }


def _drawings() -> list[Drawing]:
    """Return the country's histories that have a line, those told last first."""
    found: list[Drawing] = []
    for figure in _newest_of_each():
        drawing = _drawing(f"line-{figure.pk}", history_of(figure))
        if drawing:
            found.append(drawing)
    return found[:DRAWN]


def _newest_of_each() -> list[Figure]:
    seen: dict[tuple[str, bool], Figure] = {}
    for name in metrics_told():
        for figure in open_figures(Wanted(metric=name, province="IR"))[:MOST]:
            if not hasattr(figure, "corrected"):
                seen.setdefault((name, figure.synthetic), figure)
    return sorted(seen.values(), key=lambda figure: -figure.release.pk)


def _drawing(key: str, history: Sequence[Figure]) -> Drawing | None:
    """Return a history as a line; None where there are not two days to join."""
    told = _standing(history)
    if len({figure.as_of for figure in told}) < 2:
        return None
    language, unit = current().language, history[0].unit
    points = [
        Point(
            on=figure.as_of,
            value=float(figure.value),
            words=words.value_words(figure.value, unit),
            line=figure.first.isoformat() if "time" in _adds_over(figure) else "",
            gone=figure not in told,
        )
        for figure in history
    ]
    newest = max(told, key=lambda figure: (figure.as_of, figure.known_at))
    oldest = min(told, key=lambda figure: (figure.as_of, figure.known_at))
    spec = figure_history(points, language=language, percent=unit == "percent")
    return Drawing(key, _line_words(oldest, newest), spec, newest)


def _standing(history: Sequence[Figure]) -> list[Figure]:
    """Return, of figures of the same days, the one known last that was not put right."""
    kept = [figure for figure in history if not hasattr(figure, "corrected")]
    return list({(figure.first, figure.last, figure.as_of): figure for figure in kept}.values())


def _adds_over(figure: Figure) -> tuple[str, ...]:
    return asked_by(figure).metric.adds_over


def _line_words(oldest: Figure, newest: Figure) -> str:
    language = current().language
    calendar: formats.Shown = "solar" if language == "fa" else "gregorian"
    said = _("%(name)s: %(then)s on %(first)s, %(now)s on %(last)s")
    return said % {
        "name": capfirst(words.metric_words(asked_by(newest).metric)),
        "then": words.value_words(oldest.value, oldest.unit),
        "now": words.value_words(newest.value, newest.unit),
        "first": formats.day(oldest.as_of, language, calendar),
        "last": formats.day(newest.as_of, language, calendar),
    }


def _known_since(figure: Figure, *, faults: bool) -> dict[str, Any]:
    """Return what is known today of the same day, as far as it tells nobody apart."""
    if faults:
        return {"since": None}
    now = timezone.now()
    since: Since = answered(QUESTION, figure.pk, now, lambda: since_then(figure, now))
    counts = (len(since.entered), len(since.withdrawn), len(since.changed))
    return {
        "since": since,
        "hidden": tells_few(figure, counts),
        "least": least_cell(figure.as_of),
        "then": words.value_words(figure.value, figure.unit),
        "now": words.value_words(since.value, figure.unit),
    }


def _parts_words(figure: Figure, parts: Sequence[Figure]) -> str:
    """Return how much of a figure its public parts tell, as a sentence; "" where there are none."""
    if not parts:
        return ""
    most = parts[0]
    told = {
        "place": words.scope_words({"province": most.province_id}),
        "most": words.value_words(most.value, most.unit),
        "whole": words.value_words(figure.value, figure.unit),
        "count": formats.number(len(parts), current().language),
    }
    if figure.unit == "percent":
        return _("%(place)s has the largest share of %(count)s provinces: %(most)s") % told
    return _("%(place)s has the most of %(count)s provinces: %(most)s of %(whole)s") % told


def _beside(figure: Figure, names: Sequence[str]) -> list[str]:
    """Return the names of the metrics that a figure is not to be taken for."""
    try:
        known = metrics(figure.as_of)
    except Refusal:
        return []
    return [words.metric_words(known[name]) for name in names if name in known]
