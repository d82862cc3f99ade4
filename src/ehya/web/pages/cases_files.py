"""How is the list of cases taken away, as CSV for programs and as a workbook for people?"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.calendar import to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.register.queries.within import here_and_now
from ehya.revive.queries.cases import Row, Wanted, rows_of
from ehya.revive.queries.cases import told as told_of
from ehya.web import formats
from ehya.web.case_words import level_words, word
from ehya.web.context import ROLES, sees_words
from ehya.web.detection_file import BOM, safe
from ehya.web.obstacle_words import kind_words
from ehya.web.pages.cases import SEE, asked_for, filters_of
from ehya.web.pages.funding_files import MIME
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

FIELDS = (
    *("case", "unit", "province", "kind", "state", "since", "due"),
    *("owner", "officer", "cause", "jobs", "opened_on", "synthetic", "as_of"),
)
AT_ONCE = 2_000  # cases read from the database
MOST_IN_WORKBOOK = 100_000  # some ten seconds of work; more is taken away as CSV


class _Echo:
    def write(self, line: str) -> str:
        return line


@require_GET
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the list as a file of comma-separated values, in the codes that programs read."""
    roles.require(request.user, SEE)
    _wanted, rows, synthetic = asked_for(request)
    more = {"synthetic": int(synthetic), "as_of": today().isoformat()}

    def lines() -> Iterator[str]:
        writer = csv.DictWriter(_Echo(), FIELDS)
        yield BOM + str(writer.writeheader())
        for case in _ordered(rows).iterator(chunk_size=AT_ONCE):
            told = {name: _plain(value) for name, value in told_of(case).items()}
            yield str(writer.writerow(told | more))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.csv"'
    return answer


@require_GET
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the list as a workbook in the reader's words, with a sheet that says what it is.

    Raises:
        Refusal: "revive.too_many_for_workbook".
    """
    roles.require(request.user, SEE)
    wanted, rows, synthetic = asked_for(request)
    count = rows.count()
    if count > MOST_IN_WORKBOOK:
        raise Refusal("revive.too_many_for_workbook", count=count, limit=MOST_IN_WORKBOOK)
    out = io.BytesIO()
    kept = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, kept) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        _fill(_sheet(book, _("Cases")), bold, book.add_format({"num_format": "yyyy-mm-dd"}), rows)
        about = _sheet(book, _("About"))
        about.set_column(0, 0, 24)
        about.set_column(1, 1, 90)
        for place, (name, value) in enumerate(_about(request, wanted, count, synthetic)):
            about.write_string(place, 0, name, bold)
            about.write_string(place, 1, value)
    answer = HttpResponse(out.getvalue(), content_type=MIME)
    answer["Content-Disposition"] = f'attachment; filename="{_called(synthetic)}.xlsx"'
    return answer


def _ordered(rows: Any) -> Any:
    return rows.select_related("unit", "officer", "province").order_by("due", "id")


def _called(synthetic: bool) -> str:
    return f"cases-{today().isoformat()}{'-synthetic' if synthetic else ''}"


def _plain(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value


def _sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    if current().language == "fa":
        sheet.right_to_left()
    return sheet


def _fill(sheet: Any, bold: Any, day: Any, rows: Any) -> None:
    sheet.freeze_panes(1, 0)
    headings = _headings()
    sheet.set_column(0, len(headings) - 1, 16)
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    place = 0
    for some in batched(_ordered(rows).iterator(chunk_size=AT_ONCE), AT_ONCE):
        for row in rows_of(list(some), here_and_now()):
            place += 1
            for column, cell in enumerate(_cells(row)):
                _write(sheet, place, column, cell, day)


def _write(sheet: Any, place: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(place, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(place, column, cell)
    elif cell:  # as text, whatever it begins with: no cell of it is a formula
        sheet.write_string(place, column, cell)


def _headings() -> list[str]:
    return [
        *(_("Case"), _("Unit"), _("Name"), _("Province"), _("Kind"), _("Where it stands")),
        *(_("Since"), _("Since, Solar Hijri"), _("Due"), _("Due, Solar Hijri"), _("Days late")),
        *(_("Who hears of it"), _("Carried on by"), _("Officer"), _("Cause"), _("Jobs")),
        *(_("Opened on"), _("Opened on, Solar Hijri"), _("Made up")),
    ]


def _cells(row: Row) -> list[Any]:
    case = row.case
    return [
        case.pk,
        case.unit.number,
        named(row.unit) if row.unit else "",
        named(case.province),
        word(case.kind),
        word(case.state),
        *(case.since, _solar(case.since), case.due, _solar(case.due), row.late or None),
        level_words(row.level),
        str(ROLES[case.owner]),
        case.officer.username if case.officer else "",
        kind_words(case.cause) if case.cause else "",
        case.jobs,
        *(case.opened_on, _solar(case.opened_on)),
        _("yes") if case.synthetic else _("no"),
    ]


def _solar(day: date) -> str:
    told = to_solar(day)
    return f"{told.year:04d}-{told.month:02d}-{told.day:02d}"


def _about(
    request: HttpRequest, wanted: Wanted, count: int, synthetic: bool
) -> Sequence[tuple[str, str]]:
    language, sight = current().language, sight_of(request.user)
    made = timezone.localtime()
    kind = _("SYNTHETIC: every row is made up by the generator") if synthetic else _("real cases")
    asked = request.GET.urlencode()
    return [
        (_("What it is"), _("Cases of the revival programme, as a list of Ehya")),
        (_("Asked for"), "; ".join(_asked_words(wanted)) or _("all open cases")),
        (_("As far as is seen"), str(sees_words(sight, language))),
        (_("As it stood on"), formats.day(today(), language)),
        (_("Made at"), made.isoformat(timespec="seconds")),
        (_("Rows"), formats.number(count, language)),
        (_("Real or synthetic"), kind),
        (_("Asked by"), person(request).username),
        (
            _("The list itself"),
            request.build_absolute_uri(f"/cases/{'?' + asked if asked else ''}"),
        ),
        (_("What the days rest on"), "ehya/ledger/rules/cases.toml"),
    ]


def _asked_words(wanted: Wanted) -> Iterator[str]:
    if wanted.text:
        yield f"{_('Number, name, officer, committee or obstacle')}: {wanted.text}"
    if wanted.province:
        place = choices.place_names([wanted.province]).get(wanted.province)
        yield f"{_('Province')}: {named(place) if place else wanted.province}"
    for _field, label, chosen, values in filters_of(wanted, [wanted.cause]):
        if chosen:
            yield f"{label}: {dict(values).get(chosen, chosen)}"
