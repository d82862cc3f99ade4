"""What would a file of projects do, and how is it taken in?"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.refusal import Refusal
from ehya.engine.text import PERSIAN_DIGITS
from ehya.invest.actions.importing import ACT, ProjectsReport, import_projects, receive
from ehya.invest.intake.fields import HEADINGS
from ehya.invest.intake.forms import projects_workbook
from ehya.ledger import roles
from ehya.register.queries import handed_in
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.pages.files import BROUGHT, MOST_BROUGHT, XLSX
from ehya.web.pages.projects import SEE
from ehya.web.project_file_words import column_name, news_of, refusals_book
from ehya.web.reader import current, person

MOST = 50  # projects shown of each kind; the workbook has all that were refused


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Tell what a file of projects holds, and keep one that is handed in."""
    roles.require(request.user, ACT)
    if request.method == "POST":
        return _received(request)
    language = current().language
    context = {
        "columns": [
            (getattr(column, language), getattr(column, f"help_{language}"))
            for column in HEADINGS.columns
        ],
    }
    return render(request, "projects/import.html", context)


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """Give the form to fill."""
    roles.require(request.user, SEE)
    return _book(projects_workbook(), "ehya-projects-form.xlsx")


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what a kept file would do; or take it in."""
    roles.require(request.user, ACT)
    file = _seen(request, sha256)
    report: ProjectsReport | None = None
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
        "report": report,
        "finding": _finding(report) if report else "",
        "added": [(one.row, _name(one)) for one in report.added[:MOST]] if report else (),
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
    roles.require(request.user, ACT)
    file = _seen(request, sha256)
    report = _take(request, file, dry_run=True)
    book = refusals_book([report], current().language)
    return _book(book, f"ehya-refused-{sha256[:8]}.xlsx")


def _received(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("import.no_file")
    file = receive(upload.read(), by=person(request), name=(upload.name or "?")[-200:])
    request.session[BROUGHT] = [*request.session.get(BROUGHT, []), file.sha256][-MOST_BROUGHT:]
    return redirect("projects-import-file", file.sha256)


def _seen(request: HttpRequest, sha256: str) -> Any:
    brought = sha256 in request.session.get(BROUGHT, [])
    return handed_in.file_seen(sha256, person(request), brought=brought)


def _take(request: HttpRequest, file: Any, *, dry_run: bool) -> ProjectsReport:
    return import_projects(
        handed_in.bytes_of(file).read_bytes(),
        by=person(request),
        name=file.name,
        dry_run=dry_run,
        only_good=request.POST.get("only_good") == "yes",
        sure=request.POST.get("sure") == "yes",
        reason=request.POST.get("reason", ""),
    )


def _finding(report: ProjectsReport) -> str:
    language = current().language
    counts = {"added": len(report.added), "changed": len(report.changed)}
    counts["refused"] = len(report.refused)
    every = sum(counts.values()) + report.unchanged
    told = {name: formats.number(count, language) for name, count in counts.items()}
    told["every"] = formats.number(every, language)
    if not every:
        return _("The file tells of no project: below its header no row is filled")
    if report.refused:
        said = ngettext(
            "{refused} of {every} project cannot be taken",
            "{refused} of {every} projects cannot be taken",
            every,
        )
    elif not report.added and not report.changed:
        said = _("All that the file tells is known already")
    elif report.changed:
        said = _("{added} projects are new, and {changed} change")
    else:
        said = ngettext(
            "{every} project can be taken; nothing that was told is changed",
            "All {every} projects can be taken; nothing that was told is changed",
            every,
        )
    return said.format(**told)


def _done(report: ProjectsReport) -> str:
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


def _refused(report: ProjectsReport) -> Iterator[Mapping[str, Any]]:
    language = current().language
    for project in report.refused:
        for told in project.problems:
            yield {
                "row": told.row,
                "field": column_name(told.field, language),
                "value": told.value,
                "why": sentence(told.refusal, language),
            }


def _book(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
