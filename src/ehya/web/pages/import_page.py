"""What would a file do to the register, how far is it, and what did it do?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.register.actions import handing_in
from ehya.register.queries import choices, handed_in
from ehya.register.queries.imports import columns_of, progress, reasons_of, refusals_workbook
from ehya.web import tasks
from ehya.web.messages import sentence
from ehya.web.pages.files import SEE, XLSX, require_hand_in
from ehya.web.reader import current, person
from ehya.web.unit_words import fact_name, written

KINDS = ("added", "changed", "refused")


@require_GET
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an import: how far it is, what it would do, or what it did."""
    roles.require(request.user, SEE)
    imported = handed_in.import_seen(key, person(request))
    state = _state(imported)
    if request.headers.get("HX-Request"):
        if state in ("reading", "comparing", "applying"):
            return render(request, "data/progress.html", _far(imported, state))
        return HttpResponse(headers={"HX-Refresh": "true"})  # the page says another thing now
    own = imported.by_id == person(request).pk
    context = {
        **_far(imported, state),
        "own": own and roles.may(request.user, handing_in.ACTS[imported.kind]),
        "examples": _examples(imported, request) if state not in ("reading", "comparing") else {},
        "whole_refusal": _whole_refusal(imported),
        "applied": request.GET.get("applied", ""),
    }
    return render(request, "data/import.html", context)


@require_POST
def apply(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the dry run for good."""
    require_hand_in(request)
    handing_in.choose(key, request.POST.get("mode", "all"), by=person(request))
    tasks.apply_import.enqueue(str(key))
    return redirect(f"/data/{key}/?applied=1")


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a dry run go."""
    require_hand_in(request)
    handing_in.drop(key, by=person(request))
    messages.success(request, _("The dry run is dropped; nothing of it was written."))
    return redirect("data")


@require_GET
def refused(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the refused rows as a workbook to mend and hand in again."""
    roles.require(request.user, SEE)
    imported = handed_in.import_seen(key, person(request))
    if not handed_in.bytes_may_be_seen(imported.file, person(request)):
        raise Refusal("import.bytes_personal")
    handed_in.bytes_of(imported.file)
    language = current().language
    book = refusals_workbook([key], language, lambda no: sentence(no, language))
    name = f'attachment; filename="ehya-refused-{str(key)[:8]}.xlsx"'
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": name})


def _state(imported: Any) -> str:
    """What a reader calls it: a file is compared after it was read, and before it may be taken."""
    if imported.state == "staging":
        return "reading"
    if imported.state == "staged":
        return "dry" if imported.applied >= imported.rows else "comparing"
    return str(imported.state)


def _far(imported: Any, state: str) -> Mapping[str, Any]:
    far = progress(imported)
    left = far.seconds_left
    return {
        "imported": imported,
        "state": state,
        "far": far,
        "rate": round(far.a_second) if far.a_second else 0,
        "left": max(1, round(left)) if left is not None else None,
        "good": imported.rows - imported.refused,
        "news": imported.added + imported.changed,
    }


def _whole_refusal(imported: Any) -> Mapping[str, str] | None:
    if not imported.refusal:
        return None
    no = Refusal(imported.refusal["code"], **imported.refusal["facts"])
    return {"sentence": sentence(no, current().language), "code": no.code}


def _examples(imported: Any, request: HttpRequest) -> Mapping[str, list[Mapping[str, Any]]]:
    contacts = roles.may(request.user, "register.see_contacts")
    found = {what: handed_in.examples(imported, what) for what in KINDS}
    rows = [row for lines in found.values() for row in lines]
    codes = {getattr(row, place) for row in rows for place in ("province", "county", "park")}
    names: dict[str, Any] = dict(choices.place_names(code for code in codes if code))
    told: dict[str, list[Mapping[str, Any]]] = {}
    for what in ("added", "changed"):
        told[what] = [
            {
                "row": row,
                "name": _name(row),
                "news": [
                    (
                        fact_name(one.column),
                        written(one.column, one.before, names),
                        written(one.column, one.after, names) or _("none any more"),
                    )
                    for one in handed_in.news_of(row, imported, contacts=contacts)
                    if what == "changed" or one.column not in ("name_fa", "name_en")
                ],
            }
            for row in found[what]
        ]
    names = {c.name: getattr(c, current().language) for c in columns_of(imported.pk)}
    told["refused"] = [_refused(row, imported, names) for row in found["refused"]]
    return told


def _refused(row: Any, imported: Any, columns: Mapping[str, str]) -> Mapping[str, Any]:
    reasons = reasons_of(row, imported.file.name).items()
    language = current().language
    named = columns.get if imported.kind == "readings" else fact_name
    return {
        "row": row,
        "name": _name(row),
        "reasons": [(named(c) if c else "", sentence(no, language)) for c, no in reasons],
    }


def _name(row: Any) -> str:
    first, second = row.name_en, row.name_fa
    return str(((second or first) if current().language == "fa" else (first or second)) or "")
