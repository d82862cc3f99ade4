"""Which files of the open figures may everybody take away, and check them with what?"""

import csv
import json
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

import polars as pl
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ehya.ledger.signing import public_key, public_pem
from ehya.publish.counting import metrics, plain
from ehya.publish.queries.figures import Figure, public_figures
from ehya.publish.queries.open_figures import stamp
from ehya.web.open_pages import open_file

COLUMNS = (
    *("figure", "metric", "definition", "value", "unit", "scope", "synthetic"),
    *("first", "last", "as_of", "known_at", "counted", "root", "digest"),
    *("released_at", "corrected_by", "correction"),
)
TYPES = (
    ("public-csv", "text/csv"),
    ("public-json", "application/json"),
    ("public-parquet", "application/vnd.apache.parquet"),
)
KINDS = {  # of a Parquet file's columns; all others are text
    **{name: pl.Int64() for name in ("figure", "counted", "corrected_by")},
    "synthetic": pl.Boolean(),
}
Row = dict[str, Any]


@open_file
def as_csv(_request: HttpRequest) -> HttpResponse:
    """Give the public figures as a table of text."""
    out = StringIO(newline="")
    write = csv.DictWriter(out, COLUMNS)
    write.writeheader()
    write.writerows(_rows())
    return _file(out.getvalue().encode(), "text/csv; charset=utf-8", "csv")


@open_file
def as_json(_request: HttpRequest) -> HttpResponse:
    """Give the public figures as one JSON object, with the definitions."""
    told = {
        "figures": _rows(),
        "definitions": {
            metric.name: {
                "version": metric.version,
                "unit": metric.unit,
                "once_per": metric.once_per,
                "adds_over": list(metric.adds_over),
                **metric.words,
            }
            for metric in metrics().values()
        },
    }
    text = json.dumps(told, ensure_ascii=False)
    return _file(text.encode(), "application/json; charset=utf-8", "json")


@open_file
def as_parquet(_request: HttpRequest) -> HttpResponse:
    """Give the public figures as a Parquet file."""
    out = BytesIO()
    schema = {name: KINDS.get(name, pl.String()) for name in COLUMNS}
    pl.DataFrame(_rows(), schema=schema).write_parquet(out)
    return _file(out.getvalue(), "application/vnd.apache.parquet", "parquet")


@open_file
def catalogue(request: HttpRequest) -> HttpResponse:
    """Describe the data set in DCAT 3, as JSON-LD."""
    told: dict[str, Any] = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Dataset",
        **_named(request, "public"),
        "dct:title": [
            {"@language": "en", "@value": "Open figures of the revival programme"},
            {"@language": "fa", "@value": "رقم‌های باز برنامهٔ احیای صنعتی"},
        ],
        "dct:description": {
            "@language": "en",
            "@value": "Counts with signed certificates, their corrections and definitions.",
        },
        "dct:language": ["en", "fa"],
        "dcat:landingPage": _named(request, "public"),
        "dcat:distribution": [*_files(request), _service(request)],
    }
    newest = stamp().at
    if newest is not None:
        told["dct:modified"] = newest.isoformat()
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/ld+json")


@login_not_required
@require_safe
@never_cache
def stamped(_request: HttpRequest) -> HttpResponse:
    """Tell by which releases, corrections and statements, and by which key every open page was made."""
    newest = stamp()
    told = {
        "releases": newest.releases,
        "corrections": newest.corrections,
        "statements": newest.statements,
        "at": newest.at.isoformat() if newest.at else None,
        "key": public_key(),
    }
    return JsonResponse(told)


@open_file
def key(_request: HttpRequest) -> HttpResponse:
    """Give the public key that certificates are checked with."""
    return HttpResponse(public_pem(), content_type="application/x-pem-file")


def _files(request: HttpRequest) -> list[Row]:
    """Return the files, as the catalogue tells them."""
    return [
        {
            "@type": "dcat:Distribution",
            "dcat:downloadURL": _named(request, name),
            "dcat:mediaType": kind,
        }
        for name, kind in TYPES
    ]


def _service(request: HttpRequest) -> Row:
    """Return the questions that programs may ask, as the catalogue tells them."""
    service = {
        "@type": "dcat:DataService",
        **_named(request, "api"),
        "dcat:endpointURL": _named(request, "api"),
        "dcat:endpointDescription": _named(request, "api-openapi"),
    }
    told = {"dcat:accessURL": _named(request, "api"), "dcat:accessService": service}
    return {"@type": "dcat:Distribution", **told, "dcat:mediaType": "application/json"}


def _named(request: HttpRequest, name: str) -> dict[str, str]:
    return {"@id": request.build_absolute_uri(reverse(name))}


def _rows() -> Sequence[Row]:
    return [_row(figure) for figure in public_figures()]


def _row(figure: Figure) -> Row:
    corrected = getattr(figure, "corrected", None)
    scope = {name: told for name, told in figure.scope.items() if name != "synthetic"}
    values = (
        *(figure.pk, figure.metric, figure.certificate["definition"]["version"]),
        *(plain(figure.value), figure.unit, json.dumps(scope), figure.synthetic),
        *(figure.first.isoformat(), figure.last.isoformat(), figure.as_of.isoformat()),
        *(figure.known_at.isoformat(), figure.number, figure.root, figure.digest),
        figure.release.at.isoformat(),
        *((corrected.right_id, corrected.reason) if corrected else (None, "")),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = {"Content-Disposition": f'attachment; filename="ehya-figures.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=name)
