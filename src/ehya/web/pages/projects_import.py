"""What would a file of projects, of payments or of progress do, and how is it taken in?"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
from ehya.invest.actions.importing import KINDS, FileReport, import_file, receive
from ehya.invest.intake.forms import HEADINGS, workbook
from ehya.ledger import roles
from ehya.register.queries import handed_in
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.pages.files import BROUGHT, MOST_BROUGHT, XLSX
from ehya.web.pages.projects import SEE
from ehya.web.project_file_words import column_name, kinds_of, news_of, refusals_book, why
from ehya.web.reader import current, person

MOST = 50  # projects shown of each kind; the workbook has all that were refused


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Tell what a file of a kind holds, and keep one that is handed in."""
    kind = _kind(request)
    roles.require(request.user, KINDS[kind].act)
    if request.method == "POST":
        return _received(request, kind)
    language = current().language
    context = {
        "kind": kind,
        "kinds": kinds_of(person(request)),
        "columns": [
            (getattr(column, language), getattr(column, f"help_{language}"))
            for column in HEADINGS[kind].columns
        ],
    }
    return render(request, "projects/import.html", context)


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """Give the form to fill."""
    roles.require(request.user, SEE)
    kind = _kind(request)
    return _book(workbook(kind), f"ehya-{kind}-form.xlsx")


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what a kept file would do; or take it in."""
    kind = _kind(request)
    roles.require(request.user, KINDS[kind].act)
    file = _seen(request, sha256)
    report: FileReport | None = None
    no: Refusal | None = None
    try:
        report = _take(request, file, dry_run=request.method != "POST")
    except Refusal as refused_whole:
        if refused_whole.code.startswith("ledger."):
            raise
        no = refused_whole
    if report is not None and report.written:
        messages.success(request, _done(report))
        return redirect("projects")
    context = {
        "file": file,
        "kind": kind,
        "report": report,
        "finding": _finding(report) if report else "",
        "added": [_changed(one) for one in report.added[:MOST]] if report else (),
        "changed": [_changed(one) for one in report.changed[:MOST]] if report else (),
        "refused": [*_refused(report)][:MOST] if report else (),
        "sentence": sentence(no, current().language) if no else "",
        "code": no.code if no else "",
        "tried": request.method == "POST",
        "typed": request.POST,
        "most": MOST,
    }
    return render(request, "projects/import_file.html", context, status=422 if no else 200)


@require_GET
def refused(request: HttpRequest, sha256: str) -> HttpResponse:
    """Give the refused rows as a workbook to mend and hand in again."""
    kind = _kind(request)
    roles.require(request.user, KINDS[kind].act)
    file = _seen(request, sha256)
    report = _take(request, file, dry_run=True)
    book = refusals_book([report], current().language)
    return _book(book, f"ehya-refused-{sha256[:8]}.xlsx")


def _kind(request: HttpRequest) -> str:
    """Return which kind of file is meant: one of projects unless told."""
    told = request.POST.get("kind") or request.GET.get("kind", "")
    return told if told in KINDS else "projects"


def _received(request: HttpRequest, kind: str) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("import.no_file")
    name = (upload.name or "?")[-200:]
    file = receive(upload.read(), kind=kind, by=person(request), name=name)
    request.session[BROUGHT] = [*request.session.get(BROUGHT, []), file.sha256][-MOST_BROUGHT:]
    where = reverse("projects-import-file", args=[file.sha256])
    return redirect(where if kind == "projects" else f"{where}?kind={kind}")


def _seen(request: HttpRequest, sha256: str) -> Any:
    brought = sha256 in request.session.get(BROUGHT, [])
    return handed_in.file_seen(sha256, person(request), brought=brought)


def _take(request: HttpRequest, file: Any, *, dry_run: bool) -> FileReport:
    return import_file(
        handed_in.bytes_of(file).read_bytes(),
        kind=_kind(request),
        by=person(request),
        name=file.name,
        dry_run=dry_run,
        only_good=request.POST.get("only_good") == "yes",
        sure=request.POST.get("sure") == "yes",
        reason=request.POST.get("reason", ""),
    )


def _finding(report: FileReport) -> str:
    language = current().language
    counts = {"added": len(report.added), "changed": len(report.changed)}
    counts["refused"] = len(report.refused)
    every = sum(counts.values()) + report.unchanged
    told = {name: formats.number(count, language) for name, count in counts.items()}
    told["every"] = formats.number(every, language)
    if not every:
        return _("The file tells nothing: below its header no row is filled")
    if not report.added and not report.changed and not report.refused:
        return _("All that the file tells is known already")
    said = _said(report, every)
    return said.format(**told)


def _said(report: FileReport, every: int) -> str:
    if report.kind != "projects":
        return _said_of_rows(report, every)
    if report.refused:
        return ngettext(
            "{refused} of {every} project cannot be taken",
            "{refused} of {every} projects cannot be taken",
            every,
        )
    if report.changed:
        return _("{added} projects are new, and {changed} change")
    return ngettext(
        "{every} project can be taken; nothing that was told is changed",
        "All {every} projects can be taken; nothing that was told is changed",
        every,
    )


def _said_of_rows(report: FileReport, every: int) -> str:
    if report.refused:
        return ngettext(
            "{refused} of {every} row cannot be taken",
            "{refused} of {every} rows cannot be taken",
            every,
        )
    if report.kind == "payments":
        return ngettext(
            "{added} payment is new, and none goes beyond what is approved",
            "{added} payments are new, and none goes beyond what is approved",
            len(report.added),
        )
    return ngettext(
        "{added} project's progress is told anew, and none falls without a reason",
        "Progress is told {added} times anew, and none falls without a reason",
        len(report.added),
    )


def _done(report: FileReport) -> str:
    language = current().language
    return _("Taken in: {added} new, {changed} changed, {unchanged} as known.").format(
        added=formats.number(len(report.added), language),
        changed=formats.number(len(report.changed), language),
        unchanged=formats.number(report.unchanged, language),
    )


def _changed(one: Any) -> Mapping[str, Any]:
    return {"told": one, "name": _name(one), "news": list(news_of(one, current().language))}


def _name(one: Any) -> str:
    return one.name.translate(PERSIAN_DIGITS) if current().language == "fa" else str(one.name)


def _refused(report: FileReport) -> Iterator[Mapping[str, Any]]:
    language = current().language
    for project in report.refused:
        for told in project.problems:
            yield {
                "row": told.row,
                "field": column_name(told.field, language),
                "value": told.value,
                "why": why(told.refusal, language),
            }


def _book(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
