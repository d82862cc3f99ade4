"""What did somebody take away, how far is it, and what proves that it is whole?"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.register.actions import exports
from ehya.register.queries.exports import export_of, exports_of
from ehya.register.queries.units import FILTERS, Wanted
from ehya.web import tasks
from ehya.web.clock import clock_on
from ehya.web.export_words import asked_in_words, filters
from ehya.web.messages import sentence
from ehya.web.reader import current, person

SHOWN = 50
ACT = "register.export_units"
CONTENT = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List what the reader took away, or ask for a list as a file."""
    roles.require(request.user, ACT)
    if request.method == "POST":
        told = request.POST
        key = tasks.ask_export(
            Wanted(**{name: told.get(name, "").strip()[:200] for name in FILTERS}),
            clock_on(told.get("as_of", ""), told.get("known_at", "")).moment,
            kind=told.get("form", ""),
            language=current().language,
            by=person(request),
        )
        return redirect("export", key)
    rows = [_shown(row) for row in exports_of(person(request))[:SHOWN]]
    return render(request, "exports/index.html", {"rows": rows, "most": SHOWN})


@require_GET
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show an export's certificate, or how far its writing is."""
    roles.require(request.user, ACT)
    export = export_of(key, person(request))
    context = {**_shown(export), **_facts(export), "own": export.by_id == person(request).pk}
    context |= {"kept": exports.path_of(export).exists(), "until": exports.kept_until(export)}
    name = "exports/state.html" if request.headers.get("HX-Request") else "exports/export.html"
    answer = render(request, name, context)
    if request.headers.get("HX-Request") and export.state in ("done", "failed"):
        answer.headers["HX-Refresh"] = "true"  # its heading says another thing now
    return answer


@require_GET
def file(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Give the file to whoever asked for it."""
    export = _own(request, key)
    path = exports.path_of(export)
    if not path.exists():
        raise Refusal("export.file_gone")
    if path.stat().st_size != export.size_bytes:
        raise Refusal("export.file_changed")
    told = json.loads(exports.manifest_path(export).read_text("utf-8"))
    if told["contacts"] and not roles.may(request.user, "register.see_contacts"):
        raise Refusal("export.contacts_closed")
    made_up = "-synthetic" if export.synthetic else ""
    name = f"ehya-units-{export.as_of:%Y-%m-%d}{made_up}-{str(export.pk)[:8]}.{export.form}"
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type=CONTENT[export.form]
    )
    answer.headers["X-Ehya-Rows"] = str(export.rows_written)
    answer.headers["X-Ehya-Sha256"] = export.sha256
    return answer


@require_GET
def manifest(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give what the export says of itself, to a program."""
    roles.require(request.user, ACT)
    export = export_of(key, person(request))
    path = exports.manifest_path(export)
    if export.state != "done":
        raise Refusal("export.not_done")
    if not path.exists():
        raise Refusal("export.file_gone")
    answer = JsonResponse(json.loads(path.read_text("utf-8")))
    answer.headers["X-Ehya-Rows"] = str(export.rows_written)
    return answer


@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a failed export once more."""
    roles.require(request.user, ACT)
    export = export_of(key, person(request))
    tasks.ask_again(export.pk)
    return redirect("export", export.pk)


def _own(request: HttpRequest, key: UUID) -> Any:
    """The file itself is for whoever asked, for as long as they may take lists away."""
    roles.require(request.user, ACT)
    export = export_of(key, person(request))
    if export.by_id != person(request).pk:
        raise Refusal("export.none_such")
    if export.state != "done":
        raise Refusal("export.not_done")
    return export


def _shown(export: Any) -> Mapping[str, Any]:
    asked = asked_in_words(filters(export.query), current().language)
    return {"export": export, "asked": asked, "at_work": export.state in ("waiting", "writing")}


def _facts(export: Any) -> Mapping[str, Any]:
    if export.state != "failed":
        return {"why": ""}
    kept = json.loads(export.why_failed or '{"code": "export.broken", "facts": {}}')
    no = Refusal(kept["code"], **kept["facts"])
    return {"why": sentence(no, current().language), "code": no.code, "heading": _("Not written")}
