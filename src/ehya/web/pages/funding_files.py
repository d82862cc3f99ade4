"""Which entries of money may be taken away, as CSV and as a workbook?"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.calendar import to_solar
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.revive.queries.funding import all_entries, kinds_of_money, line_coded, lines_seen
from ehya.web.clock import clock_of
from ehya.web.detection_file import BOM, safe
from ehya.web.money_words import entry_name, kind_name
from ehya.web.pages.funding import SEE
from ehya.web.reader import current

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the entries as CSV, in the order of the days."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    rows, name = _asked(request)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return _file(BOM + out.getvalue(), CSV, f"{name}.csv")


@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the same as a workbook."""
    out = io.BytesIO()
    rows, name = _asked(request)
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_("Entries"))
    if current().language == "fa":
        sheet.right_to_left()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if place == 0:
                sheet.write_string(place, column, str(cell), bold)
            else:
                _write(sheet, place, column, cell, day)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return _file(out.getvalue(), MIME, f"{name}.xlsx")


def _asked(request: HttpRequest) -> tuple[Iterator[Sequence[Any]], str]:
    """Return headings and rows, and what the file is called."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    code = request.GET.get("line", "")
    if code:
        lines = [line_coded(code, sight)]
    else:
        real, made_up = kinds_of_money(sight)
        synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
        lines = list(lines_seen(sight).filter(synthetic=synthetic))
    made_up = any(line.synthetic for line in lines)
    name = f"ehya-funding-{code or 'all'}-{clock.as_of:%Y-%m-%d}{'-synthetic' if made_up else ''}"
    return _rows(all_entries(lines, clock.moment, sight)), name


def _rows(entries: Iterable[Any]) -> Iterator[Sequence[Any]]:
    yield _headings()
    for entry in entries.iterator() if hasattr(entries, "iterator") else entries:
        yield _row(entry)


def _headings() -> list[str]:
    return [
        *(_("Line"), _("Day"), _("Day, Solar Hijri"), _("Movement"), _("Amount, rials")),
        *(_("Original amount"), _("Currency"), _("Rials for one"), _("Day of the rate")),
        *(_("Source of the rate"), _("Case"), _("Unit"), _("Intervention"), _("Decision")),
        *(_("Words"), _("Written by"), _("Known since"), _("Entry"), _("Made up")),
        _("Paper (SHA-256)"),
    ]


def _row(entry: Any) -> list[Any]:
    work = entry.intervention
    solar = to_solar(entry.on)
    return [
        entry.line.code,
        entry.on,
        f"{solar.year:04d}-{solar.month:02d}-{solar.day:02d}",
        entry_name(entry.kind),
        entry.amount_irr,
        entry.original_amount.normalize(),
        entry.currency,
        entry.rate.normalize(),
        entry.rate_on,
        entry.rate_source,
        work.case_id if work else None,
        work.case.unit.number if work else None,
        kind_name(work.kind) if work else None,
        entry.decision.number if entry.decision else None,
        entry.words,
        entry.by.username,
        entry.known_at.isoformat(timespec="seconds"),
        entry.pk,
        _("yes") if entry.line.synthetic else _("no"),
        entry.paper.sha256 if entry.paper else None,
    ]


def _plain(cell: Any) -> str:
    """Return a cell of CSV: numbers with every digit, nothing that is taken for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return safe(cell) if isinstance(cell, str) else str(cell)


def _write(sheet: Any, place: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(place, column, cell, day)
    elif isinstance(cell, int) or (isinstance(cell, Decimal) and cell < 10**15):
        sheet.write_number(place, column, cell)
    elif cell is not None:  # more digits than a spreadsheet's number holds stay text
        sheet.write_string(place, column, _plain(cell))


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
