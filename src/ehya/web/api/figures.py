"""What may every program ask about the public figures, without a sign-in?"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from ehya.publish.counting import Metric, metric_named, metrics, plain
from ehya.publish.queries.figures import Figure, figure_named, sheet_of
from ehya.publish.queries.open_figures import (
    LONGEST,
    Wanted,
    corrections,
    history_of,
    open_figures,
)
from ehya.web.api import shapes

router = Router()
MOST, USUAL = 200, 50  # of one answer
REFUSALS = {404: shapes.Refused, 422: shapes.Refused, 429: shapes.Refused}
SCOPE = ("province", "park", "parks", "sector", "size", "cause")

LARGEST = 2**31 - 1  # of a number in an address
Number = Annotated[
    int, Path(ge=1, le=LARGEST, description=gettext_noop("The figure’s number, as printed."))
]
Name = Annotated[str, Path(max_length=60, description=gettext_noop("A metric’s name."))]
Limit = Annotated[int, Query(ge=1, le=MOST, description=gettext_noop("At most so many."))]
Before = Annotated[
    int,
    Query(
        ge=0, le=LARGEST, description=gettext_noop("Where to go on; the answer’s “next” has it.")
    ),
]


@router.get(
    "metrics/",
    response={200: shapes.Metrics, 429: shapes.Refused},
    url_name="api-metrics",
    operation_id="metrics",
    summary=gettext_noop("Every metric with its definition, in both languages"),
)
def all_metrics(request: HttpRequest) -> Any:
    """Return the definitions in force."""
    return {"metrics": [_metric(one) for one in metrics().values()]}


@router.get(
    "metrics/{slug:name}/",
    response={200: shapes.Metric, **REFUSALS},
    url_name="api-metric",
    operation_id="metric",
    summary=gettext_noop("One metric"),
)
def one_metric(request: HttpRequest, name: Name) -> Any:
    """Return one definition."""
    return _metric(metric_named(name))


@router.get(
    "figures/",
    response={200: shapes.Figures, **REFUSALS},
    url_name="api-figures",
    operation_id="figures",
    summary=gettext_noop("Public figures, the newest first, also those that tell a number"),
)
def all_figures(  # noqa: PLR0913 - what an address may ask
    request: HttpRequest,
    metric: Annotated[
        str, Query(max_length=60, description=gettext_noop("Of this metric only."))
    ] = "",
    province: Annotated[
        str,
        Query(max_length=5, description=gettext_noop("ISO code; IR for the whole country only.")),
    ] = "",
    day: Annotated[
        date | None, Query(description=gettext_noop("Whose period has this day."))
    ] = None,
    first: Annotated[
        date | None, Query(description=gettext_noop("Whose period begins on this day."))
    ] = None,
    last: Annotated[
        date | None, Query(description=gettext_noop("Whose period ends on this day."))
    ] = None,
    synthetic: Annotated[
        bool | None, Query(description=gettext_noop("Only the made-up ones, or only the real."))
    ] = None,
    q: Annotated[
        str,
        Query(
            max_length=LONGEST,
            description=gettext_noop(
                "A number or a sentence of the press; figures that come to it, rounded as it is."
            ),
        ),
    ] = "",
    before: Before = 0,
    limit: Limit = USUAL,
) -> Any:
    """Return public figures, corrected ones included."""
    wanted = Wanted(metric, province, day, first, last, synthetic, q.strip(), before)
    rows = list(open_figures(wanted)[: limit + 1])
    following = next_of(request, rows[limit - 1].release.pk) if len(rows) > limit else None
    return {"figures": [_figure(request, row) for row in rows[:limit]], "next": following}


@router.get(
    "figures/{int:number}/",
    response={200: shapes.Figure, **REFUSALS},
    url_name="api-figure",
    operation_id="figure",
    summary=gettext_noop("One public figure"),
)
def one_figure(request: HttpRequest, number: Number) -> Any:
    """Return one public figure."""
    return _figure(request, figure_named(number, public=True))


@router.get(
    "figures/{int:number}/history/",
    response={200: shapes.History, **REFUSALS},
    url_name="api-history",
    operation_id="history",
    summary=gettext_noop("What was told of the same metric and scope, day by day"),
)
def history(request: HttpRequest, number: Number) -> Any:
    """Return every public figure of the same metric and scope."""
    figure = figure_named(number, public=True)
    rows = [_figure(request, row) for row in history_of(figure)]
    told = {"metric": figure.metric, "scope": _scope(figure), "synthetic": figure.synthetic}
    return {**told, "figures": rows}


@router.get(
    "figures/{int:number}/certificate/",
    response={200: dict[str, Any], **REFUSALS},
    url_name="api-certificate",
    operation_id="certificate",
    summary=gettext_noop("A figure’s signed certificate, letter by letter as it was signed"),
)
def certificate(request: HttpRequest, number: Number) -> Any:
    """Return the certificate's one true text."""
    text = sheet_of(figure_named(number, public=True)).text()
    return HttpResponse(text, content_type="application/json")


@router.get(
    "corrections/",
    response={200: shapes.Corrections, **REFUSALS},
    url_name="api-corrections",
    operation_id="corrections",
    summary=gettext_noop("Which public figures were put right, by what and why"),
)
def all_corrections(request: HttpRequest, before: Before = 0, limit: Limit = USUAL) -> Any:
    """Return corrections, the newest first."""
    rows = list(corrections(before)[: limit + 1])
    following = next_of(request, rows[limit - 1].pk) if len(rows) > limit else None
    told = [
        {
            "wrong": row.wrong_id,
            "right": row.right_id,
            "wrong_value": plain(row.wrong.value),
            "right_value": plain(row.right.value) if hasattr(row.right, "release") else None,
            "unit": row.wrong.unit,
            "reason": row.reason,
            "at": row.at,
        }
        for row in rows[:limit]
    ]
    return {"corrections": told, "next": following}


def _metric(metric: Metric) -> Mapping[str, Any]:
    names = ("name", "version", "unit", "once_per")
    lists = {name: list(getattr(metric, name)) for name in ("adds_over", "answers", "beside")}
    return {**{name: getattr(metric, name) for name in names}, **lists, **metric.words}


def _figure(request: HttpRequest, figure: Figure) -> Mapping[str, Any]:
    told, corrected = figure.certificate, getattr(figure, "corrected", None)
    same = ("metric", "unit", "synthetic", "first", "last", "as_of", "known_at", "root", "digest")
    page, signed = reverse("public-figure", args=[figure.pk]), _address(figure.pk)
    return {
        **{name: getattr(figure, name) for name in same},
        "number": figure.pk,
        "definition": told["definition"]["version"],
        "value": plain(figure.value),
        "scope": _scope(figure),
        "counted": figure.number,
        "looked_at": told["looked_at"],
        "released_at": figure.release.at,
        "corrected_by": corrected.right_id if corrected else None,
        "correction": corrected.reason if corrected else "",
        "page": request.build_absolute_uri(page),
        "certificate": request.build_absolute_uri(signed),
    }


def _address(number: int) -> str:
    return reverse("api-certificate", args=[number])


def _scope(figure: Figure) -> Mapping[str, str]:
    return {name: str(figure.scope.get(name, "")) for name in SCOPE}


def next_of(request: HttpRequest, before: int) -> str:
    """Return the address at which a list goes on.

    Args:
        request: that was answered.
        before: the key of the last row told.
    """
    told = {name: value for name, value in request.GET.items() if name != "before"}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**told, 'before': before})}")
