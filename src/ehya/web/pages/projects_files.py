"""How is the list of projects taken away: as CSV, as a workbook, and as OC4IDS for others' programs?

OC4IDS is the Open Contracting for Infrastructure Data Standard 0.9.5: one project object a project.
A group of which only the sum was told is in the first two and not in the third, which has no word
for it.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.invest.queries import listed
from ehya.invest.queries.wanted import Wanted
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import Moment, here_and_now
from ehya.web.detection_file import BOM, safe
from ehya.web.pages.funding_files import MIME
from ehya.web.pages.projects import SEE, wanted_of

FIELDS = (
    *("project", "kind", "branch", "stands_for", "name_fa", "name_en", "sponsor", "province"),
    *("state", "jobs_planned", "begins_on", "ends_on", "begun_on", "finished_on"),
    *("built", "approved_irr", "paid_irr", "days_late", "synthetic", "as_of"),
)
PREFIX = "oc4ids-ehya"  # of the project's identifiers; to be registered by whoever publishes
STATUS = {
    "planned": "preparation",
    "under_way": "implementation",
    "finished": "completed",
    "stopped": "implementation",  # work that stands still is not given up
}
SECTOR = {
    "water": "waterAndWaste",
    "waste_water": "waterAndWaste",
    "power": "energy",
    "gas": "energy",
    "road": "transport.road",
    "telecom": "communications",
}


@require_GET
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the projects asked for as comma-separated values, in the codes that programs read."""
    roles.require(request.user, SEE)
    synthetic, rows = _rows(request)

    def lines() -> Iterator[str]:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, FIELDS)
        writer.writeheader()
        yield BOM + out.getvalue()
        for row in rows:
            out.seek(0)
            out.truncate()
            writer.writerow({name: _plain(value) for name, value in row.items()})
            yield out.getvalue()

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.csv"'
    return answer


@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the projects asked for as a workbook, with numbers as numbers."""
    roles.require(request.user, SEE)
    synthetic, rows = _rows(request)
    out = io.BytesIO()
    kept = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, kept) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(_("Projects")[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, FIELDS, bold)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, ["" if row[name] is None else row[name] for name in FIELDS])
    answer = HttpResponse(out.getvalue(), content_type=MIME)
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.xlsx"'
    return answer


@require_GET
def as_oc4ids(request: HttpRequest) -> HttpResponse:
    """Give the projects asked for as an OC4IDS project package."""
    roles.require(request.user, SEE)
    moment = here_and_now()
    synthetic, found = _found(request, moment)
    package = {
        "version": "0.9",
        "uri": request.build_absolute_uri(),
        "publishedDate": moment.known_at.isoformat(timespec="seconds"),
        "publisher": {"name": "Ehya"},
        "projects": [_oc4ids(row) for row in found if row.project.stands_for == 1],
    }
    body = json.dumps(package, ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.oc4ids.json"'
    return answer


def _found(request: HttpRequest, moment: Moment) -> tuple[bool, Iterator[listed.Row]]:
    sight = sight_of(request.user)
    real, made_up = listed.kinds_of_projects(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted: Wanted = wanted_of(request)

    def every() -> Iterator[listed.Row]:
        after = ""
        while True:
            page = listed.listed(wanted, moment, sight, synthetic=synthetic, after=after)
            yield from page.rows
            after = page.after
            if not after:
                return

    return synthetic, every()


def _rows(request: HttpRequest) -> tuple[bool, Iterator[dict[str, Any]]]:
    moment = here_and_now()
    synthetic, found = _found(request, moment)
    return synthetic, (_told(row, moment) for row in found)


def _told(row: listed.Row, moment: Moment) -> dict[str, Any]:
    project = row.project
    days = ("begins_on", "ends_on", "begun_on", "finished_on")
    return {
        "project": project.pk,
        **{name: getattr(project, name) for name in FIELDS[1:7]},
        "province": project.province_id or "",
        "state": row.state,
        "jobs_planned": project.jobs_planned,
        **{name: _day(getattr(project, name)) for name in days},
        "built": round(row.physical, 5),
        "approved_irr": row.approved_irr,
        "paid_irr": row.paid_irr,
        "days_late": row.late,
        "synthetic": int(project.synthetic),
        "as_of": moment.as_of.isoformat(),
    }


def _oc4ids(row: listed.Row) -> dict[str, Any]:
    project = row.project
    told: dict[str, Any] = {
        "id": f"{PREFIX}-{project.pk}",
        "title": project.name_en or project.name_fa,
        "status": STATUS[row.state],
        "type": "rehabilitation" if project.kind == "revival" else "construction",
    }
    if project.branch in SECTOR:
        told["sector"] = [SECTOR[project.branch]]
    period = {"startDate": _moment(project.begins_on), "endDate": _moment(project.ends_on)}
    if known := {name: day for name, day in period.items() if day}:
        told["period"] = known
    if row.approved_irr:
        told["budget"] = {"amount": {"amount": row.approved_irr, "currency": "IRR"}}
    if project.sponsor:
        told["parties"] = [{"id": "1", "name": project.sponsor, "roles": ["publicAuthority"]}]
    if project.province is not None:
        place: dict[str, Any] = {
            "id": project.province.iso,
            "description": project.province.name_en,
        }
        if project.lat is not None:
            where = [project.lon, project.lat]
            place["geometry"] = {"type": "Point", "coordinates": where}
        told["locations"] = [place]
    return told


def _plain(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _moment(day: Any) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _called(synthetic: bool) -> str:
    return "ehya-projects-synthetic" if synthetic else "ehya-projects"
