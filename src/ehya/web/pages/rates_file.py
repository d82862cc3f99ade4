"""What would a file of rates do, how is it taken in, and how are the rates taken away?"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.calendar import DayRange, to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.register.actions.rates import (
    ACT,
    RatesReport,
    import_index,
    import_rates,
    refused_rows,
)
from ehya.register.intake.papers import refusals_workbook
from ehya.register.intake.rates_fields import HEADINGS, Kind
from ehya.register.queries import handed_in
from ehya.register.queries.rates import IndexOn, indices_told, rates_told
from ehya.web import formats
from ehya.web import rate_words as words
from ehya.web.clock import clock_of
from ehya.web.detection_file import BOM, safe
from ehya.web.messages import sentence
from ehya.web.pages.files import BROUGHT, XLSX
from ehya.web.pages.rates import SEE, currency_asked, kind_asked
from ehya.web.reader import current, person

CSV = "text/csv; charset=utf-8"
MOST = 50  # corrections and refusals shown of each; the workbook has all


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what a kept file would do; or take it in."""
    roles.require(request.user, ACT)
    file = _seen(request, sha256)
    kind = kind_asked(request.POST.get("kind") or request.GET.get("kind", file.meant_for))
    report: RatesReport | None = None
    no: Refusal | None = None
    try:
        report = _take(request, file, kind, dry_run=request.method != "POST")
    except Refusal as refused:
        if refused.code.startswith("ledger."):
            raise
        no = refused
    if report is not None and report.written:
        messages.success(request, _done(report))
        return redirect("rates")
    context = {
        "file": file,
        "kind": kind,
        "report": report,
        "finding": _finding(report) if report else "",
        "corrections": [_correction(kind, c) for c in report.corrections[:MOST]] if report else (),
        "refused": [*_refused(report)][:MOST] if report else (),
        "sentence": sentence(no, current().language) if no else "",
        "code": no.code if no else "",
        "tried": request.method == "POST",
    }
    return render(request, "rates/file.html", context, status=422 if no else 200)


@require_GET
def refused(request: HttpRequest, sha256: str) -> HttpResponse:
    """Give the refused rows as a workbook to mend and hand in again."""
    roles.require(request.user, ACT)
    file, language = _seen(request, sha256), current().language
    kind = kind_asked(request.GET.get("kind", file.meant_for))
    report = _take(request, file, kind, dry_run=True)
    columns = [c for c in HEADINGS[kind].columns if c.name in report.columns]
    rows = refused_rows(report, lambda no: sentence(no, language))
    book = refusals_workbook(rows, columns, language=language)
    return _file(book, XLSX, f"ehya-refused-{sha256[:8]}.xlsx")


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the rates of a currency, or every series of a price index, as CSV by their days."""
    out = io.StringIO()
    rows, name, _told = _asked(request)
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return _file(BOM + out.getvalue(), CSV, f"{name}.csv")


@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the same as a workbook."""
    out = io.BytesIO()
    rows, name, told = _asked(request)
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(told)
    if current().language == "fa":
        sheet.right_to_left()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if place == 0 or isinstance(cell, str):
                sheet.write_string(place, column, str(cell), bold if place == 0 else None)
            elif hasattr(cell, "isoformat"):
                sheet.write_datetime(place, column, cell, day)
            else:
                sheet.write_number(place, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return _file(out.getvalue(), XLSX, f"{name}.xlsx")


def _asked(request: HttpRequest) -> tuple[Iterator[Sequence[Any]], str, str]:
    """Return headings and rows, what the file is called, and what its sheet is."""
    roles.require(request.user, SEE)
    clock = clock_of(request)
    if kind_asked(request.GET.get("kind", "")) == "index":
        series = indices_told(clock.as_of, clock.moment.known_at)
        return _index_rows(series), f"ehya-prices-{clock.as_of:%Y-%m-%d}", _("Prices")
    currency = currency_asked(request, clock)
    told = rates_told(currency, clock.as_of, clock.moment.known_at)
    return _rows(told), f"ehya-rates-{currency}-{clock.as_of:%Y-%m-%d}", _("Rates")


def _rows(told: Sequence[Any]) -> Iterator[Sequence[Any]]:
    yield [
        *(_("Currency"), _("Basis"), _("From day"), _("To day"), _("From day, Solar Hijri")),
        *(_("To day, Solar Hijri"), _("Rate in rials"), _("Source"), _("Address")),
        *(_("Printed in the record"), _("Known since")),
    ]
    for rate in told:
        first, last = to_solar(rate.days.first), to_solar(rate.days.last)
        yield [
            rate.currency,
            rate.basis,
            rate.days.first,
            rate.days.last,
            f"{first.year:04d}-{first.month:02d}-{first.day:02d}",
            f"{last.year:04d}-{last.month:02d}-{last.day:02d}",
            rate.rials_per_unit,
            rate.source,
            rate.address,
            _("yes") if rate.printed else _("no"),
            rate.since.isoformat(timespec="seconds") if rate.since else "",
        ]


def _index_rows(series: Iterable[Iterable[IndexOn]]) -> Iterator[Sequence[Any]]:
    """Yield every month under the form's own headings, so that the file can be handed in again."""
    language = current().language
    named = [getattr(column, language) for column in HEADINGS["index"].columns]
    yield [*named, _("From day"), _("To day")]
    for months in series:
        for one in months:
            told = (one.name, one.base, _month(one.month), one.value, one.source, one.address)
            yield [*told, one.month.first, one.month.last]


def _month(days: DayRange) -> str:
    """Return a month in the calendar whose month it is: 1402/05 or 2023-08."""
    solar = to_solar(days.first)
    return f"{solar.year:04d}/{solar.month:02d}" if solar.day == 1 else f"{days.first:%Y-%m}"


def _take(request: HttpRequest, file: Any, kind: Kind, *, dry_run: bool) -> RatesReport:
    take = import_index if kind == "index" else import_rates
    return take(
        handed_in.bytes_of(file).read_bytes(),
        by=person(request),
        name=file.name,
        dry_run=dry_run,
        only_good=request.POST.get("only_good") == "yes",
        sure=request.POST.get("sure") == "yes",
    )


def _seen(request: HttpRequest, sha256: str) -> Any:
    brought = sha256 in request.session.get(BROUGHT, [])
    return handed_in.file_seen(sha256, person(request), brought=brought)


def _finding(report: RatesReport) -> str:
    language = current().language
    facts = {
        name: formats.number(count, language)
        for name, count in (
            ("added", report.added),
            ("corrected", report.corrected),
            ("refused", len(report.refused)),
            ("rows", report.rows),
        )
    }
    if not report.rows:
        return _("The file tells nothing: below its header no row is filled")
    if report.refused:
        words_ = ngettext(
            "%(refused)s of %(rows)s row cannot be taken",
            "%(refused)s of %(rows)s rows cannot be taken",
            report.rows,
        )
        return words_ % facts
    if not report.added and not report.corrected:
        return _("All that the file tells is known already")
    if report.corrected:
        return _("%(added)s rows are new, and %(corrected)s tell otherwise than before") % facts
    return _("All %(rows)s rows can be taken; nothing that was told is changed") % facts


def _done(report: RatesReport) -> str:
    language = current().language
    return _("Taken in: %(added)s new, %(corrected)s corrected, %(unchanged)s as known.") % {
        "added": formats.number(report.added, language),
        "corrected": formats.number(report.corrected, language),
        "unchanged": formats.number(report.unchanged, language),
    }


def _correction(kind: Kind, told: Any) -> dict[str, Any]:
    before = dict.fromkeys(words.exactly(value) for _first, _last, value in told.before)
    return {
        "row": told.row,
        "key": words.key_words(kind, told.key),
        "days": words.days_of(told.days),
        "before": " · ".join(before),
        "value": words.exactly(told.value),
    }


def _refused(report: RatesReport) -> Iterator[dict[str, Any]]:
    columns = {c.name: getattr(c, current().language) for c in HEADINGS[report.kind].columns}
    for wrong in report.refused:
        for told in wrong.problems:
            yield {
                "row": told.row,
                "field": columns.get(told.field, told.field),
                "value": told.value,
                "why": sentence(told.refusal, current().language),
            }


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
