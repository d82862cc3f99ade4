"""What can a program ask of this house, and what does it get?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ehya.web import api
from ehya.web.open_pages import open_file, open_page

SCHEMAS = "#/components/schemas/"
FORMS = (
    ("OpenAPI (JSON)", "api-openapi"),
    ("CSV", "public-csv"),
    ("Parquet", "public-parquet"),
)
SHAPES = {  # of the answers, in the order in which they are told
    "Figures": gettext_lazy("Some public figures, those made public last first."),
    "Figure": gettext_lazy("A public figure: one number with its birth certificate."),
    "Scope": gettext_lazy("Whom a figure counts; what is empty was not asked."),
    "LookedAt": gettext_lazy("What was looked at to count; a zero rests on it."),
    "History": gettext_lazy("Every public figure of one metric and one scope, in order of days."),
    "Corrections": gettext_lazy("Corrections of public figures, the newest first."),
    "Correction": gettext_lazy("One figure that was put right by another, and why."),
    "Statements": gettext_lazy("Published statements, the newest first."),
    "Statement": gettext_lazy(
        "A published statement; its certificate tells each number with the figure that proves it."
    ),
    "Metrics": gettext_lazy("Every definition."),
    "Metric": gettext_lazy("One definition, in force from a day, in both languages."),
    "Count": gettext_lazy("A metric counted now, as far as you may see."),
    "Part": gettext_lazy("One part of a count."),
    "Refused": gettext_lazy("Why something was not done."),
}


@dataclass(frozen=True, slots=True)
class Asking:
    """One part of a question: of its path or of its query.

    Attributes:
        name: as it is written.
        kind: what it may be, in a word.
        words: what it does, in the reader's language.
        needed: whether it must be there.
    """

    name: str
    kind: str
    words: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question that a program may ask.

    Attributes:
        key: its name in the document.
        address: with holes for what it names.
        words: what it answers.
        closed: whether it needs a sign-in.
        asks: its parts.
        asked: the question as it is sent.
        example: an address that can be tried; "" where it has holes that nothing can fill.
        typed: the same as a command.
        answer: the name of the shape of its answer.
    """

    key: str
    address: str
    words: str
    closed: bool
    asks: tuple[Asking, ...]
    asked: str
    example: str
    typed: str
    answer: str


@open_page
def show(request: HttpRequest) -> HttpResponse:
    """Show every question with its parts, drawn from the same document that programs read."""
    document = api.openapi()
    questions = list(questions_of(document, request.build_absolute_uri("/").rstrip("/")))
    context = {
        "questions": questions,
        "shapes": shapes_of(document),
        "forms": [(form, reverse(name)) for form, name in FORMS],
    }
    return render(request, "figures/api.html", context)


@open_file
def openapi(_request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document."""
    text = json.dumps(api.openapi(), ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def shapes_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what stands in the answers, shape by shape."""
    known = document["components"]["schemas"]
    return [_shape(name, str(words), known[name]) for name, words in SHAPES.items()]


def questions_of(document: Mapping[str, Any], root: str) -> Iterator[Question]:
    """Return every question of the document.

    Args:
        document: OpenAPI.
        root: what addresses begin with, where they are typed as a command.
    """
    for address, ways in document["paths"].items():
        told = ways["get"]
        summary = told["summary"]
        asks = tuple(_asking(one) for one in told.get("parameters", ()))
        content = told["responses"][200]["content"]["application/json"]["schema"]
        yield Question(
            key=told["operationId"],
            address=address,
            words=_(summary),
            closed=bool(told.get("security")),
            asks=asks,
            asked=f"GET {address}",
            example="" if "{" in address else address,
            typed=f"curl {root}{address}",
            answer=str(content.get("$ref", "")).removeprefix(SCHEMAS),
        )


def _asking(told: Mapping[str, Any]) -> Asking:
    schema = told["schema"]
    words = told.get("description") or schema.get("description") or ""
    return Asking(
        told["name"], _kind(schema), _(words) if words else "", told.get("required", False)
    )


def _words_of(schema: Mapping[str, Any]) -> str:
    words = schema.get("description", "")
    return _(words) if words else ""


def _shape(name: str, words: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
    fields = [(field, _kind(of), _words_of(of)) for field, of in told["properties"].items()]
    return {"name": name, "words": words, "fields": fields}


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a value may be, in a word of the document itself."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(SCHEMAS)
    if "anyOf" in schema:
        return " / ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " / ".join(str(one) or '""' for one in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    return str(schema.get("format") or schema.get("type") or "")
