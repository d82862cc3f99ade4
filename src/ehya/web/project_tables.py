"""How is a list of projects written as a table that the import reads again?

A project takes as many rows as it has sources of money or milestones, whichever are more (as
`invest.intake.fields` says): the first tells the project and its sums, those below only its number
and a further part, so that no sum counts twice.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from ehya.invest.intake.fields import MONEY, STEP
from ehya.invest.queries import listed
from ehya.invest.queries.parts import Parts, parts_of
from ehya.invest.queries.wanted import Wanted
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.web.detection_file import BOM, safe

FIELDS = (
    *("project", "kind", "branch", "stands_for", "name_fa", "name_en", "sponsor", "province"),
    *("state", "jobs_planned", "begins_on", "ends_on", "begun_on", "finished_on"),
    *("built", "approved_irr", "paid_irr", "days_late", "synthetic", "as_of"),
    *("code", "park", "unit", "case", "stands_at", "lat", "lon", "capacity", "capacity_unit"),
    *("capacity_per", "source", "page", *MONEY, *STEP),
)
MOST_DIGITS = 10**15  # a spreadsheet's number is exact up to here; longer ones are text
Told = tuple[listed.Row, Parts]


def every(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, order: str = "newest"
) -> Iterator[Told]:
    """Yield all projects asked for, each with its sources and milestones.

    Args:
        wanted: which ones.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones; the two never mix.
        order: of `listed.ORDERS`.
    """
    after = ""
    while True:
        page = listed.listed(wanted, moment, sight, synthetic=synthetic, order=order, after=after)
        parts = parts_of([row.project.pk for row in page.rows], moment)
        yield from ((row, parts[row.project.pk]) for row in page.rows)
        after = page.after
        if not after:
            return


def rows(told: Iterable[Told], moment: Moment) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table: the first of each project whole, those below its further parts."""
    for row, parts in told:
        whole = _whole(row, moment)
        pairs = list(zip_longest(parts.money, parts.steps)) or [(None, None)]
        for place, (source, step) in enumerate(pairs):
            kept = whole if place == 0 else {name: whole[name] for name in ("project", "code")}
            yield {**kept, **_money(source), **_step(step)}


def csv_lines(table: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a table as comma-separated values, with the mark by which spreadsheets read Persian."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    yield BOM + out.getvalue()
    for row in table:
        out.seek(0)
        out.truncate()
        writer.writerow({name: safe(v) if isinstance(v, str) else v for name, v in row.items()})
        yield out.getvalue()


def workbook(table: Iterable[Mapping[str, Any]], name: str) -> bytes:
    """Return a table as a workbook, with numbers as numbers and nothing as a formula.

    Args:
        table: of `rows`.
        name: on the sheet's tab.
    """
    out = io.BytesIO()
    kept = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, kept) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, FIELDS, bold)
        for place, row in enumerate(table, start=1):
            sheet.write_row(place, 0, [_cell(row.get(name)) for name in FIELDS])
    return out.getvalue()


def _whole(row: listed.Row, moment: Moment) -> dict[str, Any]:
    project = row.project
    days = ("begins_on", "ends_on", "begun_on", "finished_on")
    same = ("kind", "branch", "stands_for", "name_fa", "name_en", "sponsor", "jobs_planned")
    further = ("code", "stands_at", "lat", "lon", "capacity_unit", "capacity_per", "source")
    return {
        "project": project.pk,
        **{name: getattr(project, name) for name in (*same, *further)},
        "province": project.province_id or "",
        "park": project.park_id or "",
        "unit": project.unit.number if project.unit else "",
        "case": project.case_id,
        "capacity": None if project.capacity is None else _exact(project.capacity),
        "page": project.address,
        "state": row.state,
        **{name: _day(getattr(project, name)) for name in days},
        "built": round(row.physical, 5),
        "approved_irr": row.approved_irr,
        "paid_irr": row.paid_irr,
        "days_late": row.late,
        "synthetic": int(project.synthetic),
        "as_of": moment.as_of.isoformat(),
    }


def _money(source: Any) -> dict[str, Any]:
    if source is None:
        return {}
    told = {
        "money_from": source.kind,
        "money_name": source.name,
        "amount": _exact(source.amount),
        "currency": "rial" if source.currency == "IRR" else source.currency,
        "approved_on": _day(source.on),
    }
    if source.currency == "IRR":
        return told
    rate = {"rate": _exact(source.rate), "rate_on": _day(source.rate_on)}
    return {**told, **rate, "rate_basis": source.rate_basis, "rate_source": source.rate_source}


def _step(step: Any) -> dict[str, Any]:
    if step is None:
        return {}
    share = _exact(100 * step.weight)
    return {"milestone": step.name, "weight": share, "milestone_on": _day(step.planned_on)}


def _exact(value: Decimal) -> int | str:
    """Return a number without zeros at its end; a text where a spreadsheet would round it."""
    return int(value) if value == int(value) else f"{value.normalize():f}"


def _cell(value: Any) -> Any:
    if isinstance(value, int) and abs(value) >= MOST_DIGITS:
        return str(value)
    return "" if value is None else value


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
