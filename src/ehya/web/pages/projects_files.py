"""How is the list of projects taken away: as CSV, as a workbook, and as OC4IDS for others' programs?"""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.invest.queries import listed
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import Moment
from ehya.web.clock import clock_of
from ehya.web.oc4ids import package
from ehya.web.pages.funding_files import MIME
from ehya.web.pages.projects import SEE
from ehya.web.project_filters import asked_in, order_in, wanted_in
from ehya.web.project_tables import Told, csv_lines, every, rows, workbook


@require_GET
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the projects asked for as comma-separated values, in the codes that programs read."""
    roles.require(request.user, SEE)
    moment = clock_of(request).moment
    synthetic, found = _found(request, moment)
    lines = csv_lines(rows(found, moment))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.csv"'
    return answer


@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the projects asked for as a workbook, with numbers as numbers."""
    roles.require(request.user, SEE)
    moment = clock_of(request).moment
    synthetic, found = _found(request, moment)
    answer = HttpResponse(workbook(rows(found, moment), _("Projects")), content_type=MIME)
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.xlsx"'
    return answer


@require_GET
def as_oc4ids(request: HttpRequest) -> HttpResponse:
    """Give the projects asked for as an OC4IDS project package."""
    roles.require(request.user, SEE)
    moment = clock_of(request).moment
    synthetic, found = _found(request, moment)
    told = package(found, moment, uri=request.build_absolute_uri())
    body = json.dumps(told, ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.oc4ids.json"'
    return answer


def _found(request: HttpRequest, moment: Moment) -> tuple[bool, Iterator[Told]]:
    sight, asked = sight_of(request.user), asked_in(request.GET.dict())
    real, made_up = listed.kinds_of_projects(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted, no = wanted_in(asked)
    if no is not None:
        raise no
    order = order_in(asked)
    return synthetic, every(wanted, moment, sight, synthetic=synthetic, order=order)


def _called(synthetic: bool) -> str:
    return "ehya-projects-synthetic" if synthetic else "ehya-projects"
