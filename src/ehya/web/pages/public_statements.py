"""What has the house said in public, what proves each number, and what put it right?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from ehya.ledger.signing import public_key
from ehya.publish.queries.press import (
    Statement,
    faults_of_statement,
    figures_corrected,
    public_statements,
    statement_named,
)
from ehya.web.figure_words import faults_words
from ehya.web.open_pages import open_file, open_page
from ehya.web.papers.coded import drawn

MOST = 200  # statements on the page, the newest


@open_page
def index(request: HttpRequest) -> HttpResponse:
    """List what was published, each with the notice that put it right."""
    rows = [(row, _notice(row)) for row in public_statements()[:MOST]]
    return render(request, "press/public.html", {"rows": rows})


@open_page
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a published statement as it was signed, each number with its figure."""
    statement = statement_named(number, public=True)
    publication = statement.publication
    corrected = figures_corrected(publication)
    context = {
        "statement": statement,
        "publication": publication,
        "told": publication.certificate,
        "paragraphs": _paragraphs(publication.certificate),
        "numbers": [
            (row, row.get("figure") in corrected) for row in publication.certificate["numbers"]
        ],
        "notice": _notice(statement),
        "faults": faults_words(faults_of_statement(publication, key=public_key())),
    }
    return render(request, "press/published.html", context)


@open_file
def as_json(_request: HttpRequest, number: int) -> HttpResponse:
    """Give a published statement with its signature, and the notice that put it right."""
    statement = statement_named(number, public=True)
    public, notice = statement.publication, _notice(statement)
    told = {
        "certificate": public.certificate,
        "digest": public.digest,
        "signature": public.signature,
        "public_key": public.public_key,
        "corrected_by": notice.pk if notice else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@open_file
def code(request: HttpRequest, number: int) -> HttpResponse:
    """Draw the QR code that leads to a published statement."""
    statement_named(number, public=True)
    link = request.build_absolute_uri(reverse("public-statement", args=[number]))
    return HttpResponse(drawn(link), content_type="image/svg+xml")


def _notice(statement: Statement) -> Statement | None:
    found = [row for row in statement.notices.all() if row.state == "published"]
    return found[0] if found else None


def _paragraphs(told: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the signed text as paragraphs of pieces; a number's piece carries what proves it."""
    text, at = told["text"], 0
    pieces: list[dict[str, Any]] = []
    for number in sorted(told["numbers"], key=lambda one: (one["start"], -one["end"])):
        if number["start"] < at:
            continue
        pieces.append({"text": text[at : number["start"]], "number": None})
        pieces.append({"text": text[number["start"] : number["end"]], "number": number})
        at = number["end"]
    pieces.append({"text": text[at:], "number": None})
    return _by_line(pieces)


def _by_line(pieces: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    lines: list[list[dict[str, Any]]] = [[]]
    for piece in pieces:
        first, *rest = piece["text"].split("\n")
        lines[-1].append({**piece, "text": first})
        lines.extend([[{**piece, "text": line}] for line in rest])
    return [line for line in lines if any(piece["text"].strip() for piece in line)]
