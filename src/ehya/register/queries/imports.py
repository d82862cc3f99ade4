"""Which files were handed in, and how far is each on its way in?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import polars as pl
from django.db.models import QuerySet
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.home import home
from ehya.register.intake.fields import COLUMNS, HEADINGS
from ehya.register.intake.headings import Column, bare
from ehya.register.intake.limits import FOLDER, LIMITS, READINGS_LIMITS
from ehya.register.intake.opening import Part, open_file
from ehya.register.intake.papers import RefusedRow
from ehya.register.intake.papers import refusals_workbook as write_workbook
from ehya.register.intake.readings import columns_had as columns_of_readings
from ehya.register.intake.readings import headings as readings_headings
from ehya.register.models import Import, ImportRow, ReceivedFile

MOST_SHOWN = 100
UNDER_WAY = ("staging", "applying")
Say = Callable[[Refusal], str]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is.

    Attributes:
        state: as in `Import`.
        done: rows read while it is staged, rows settled while it is applied.
        rows: all; 0 while that is not known.
        a_second: rows a second since it began. [rows/s]
        seconds_left: at that rate; None while it is not known. [s]
    """

    state: str
    done: int
    rows: int
    a_second: float
    seconds_left: float | None


def file_received(sha256: str) -> ReceivedFile | None:
    """Return what is known of a file by its digest; None if it was never handed in."""
    return ReceivedFile.objects.select_related("by").filter(sha256=sha256).first()


def imports_of(sender_id: int | None = None) -> QuerySet[Import]:
    """Return imports, newest first: one sender's, or everybody's."""
    found = Import.objects.select_related("file", "by").order_by("-begun", "-pk")
    return found if sender_id is None else found.filter(by=sender_id)


def import_told(import_id: UUID) -> Import:
    """Return one import.

    Raises:
        Refusal: "import.no_such_import".
    """
    found = imports_of().filter(pk=import_id).first()
    if found is None:
        raise Refusal("import.no_such_import")
    return found


def progress(imported: Import, at: datetime | None = None) -> Progress:
    """Return how far an import is, and how long the rest will take at its rate so far."""
    done = imported.read if imported.state == "staging" else imported.applied
    rows = imported.rows if imported.state != "staging" else 0
    spent = ((imported.ended or at or timezone.now()) - imported.begun).total_seconds()
    rate = done / spent if spent > 0 else 0.0
    left = (rows - done) / rate if rate and rows and imported.state in UNDER_WAY else None
    return Progress(imported.state, done, rows, rate, left)


def rows_of(import_id: UUID, what: str = "", after: int = 0) -> QuerySet[ImportRow]:
    """Return staged rows behind one of them, in the file's order: all, or those of one kind."""
    rows = ImportRow.objects.filter(imported=import_id, pk__gt=after).select_related("unit")
    rows = rows.filter(what=what) if what else rows
    return rows.order_by("pk")[:MOST_SHOWN]


def reasons_of(row: ImportRow, file: str) -> dict[str, Refusal]:
    """Return why a row cannot be taken, by column; "" where it is the row as a whole."""
    told = {"file": file, "row": row.row}
    return {
        name: Refusal(reason["code"], **{**told, **reason["facts"]})
        for name, reason in (row.reasons or {}).items()
    }


def refused_rows(import_id: UUID, say: Say) -> Iterator[RefusedRow]:
    """Yield the rows that were refused, with their cells as they were written.

    The cells come from the received bytes; they are not kept twice.
    """
    imported = import_told(import_id)
    refused = ImportRow.objects.filter(imported=imported, what="refused")
    places = {(row.sheet, row.row): row.pk for row in refused.only("pk", "sheet", "row")}
    if not places:
        return
    for part in _parts(imported):
        sheet = imported.sheets.index(part.sheet)
        wanted = [row for row in part.rows["row"].to_list() if (sheet, row) in places]
        if not wanted:
            continue
        cells = part.rows.filter(pl.col("row").is_in(wanted)).to_dicts()
        keys = [places[sheet, row] for row in wanted]
        known = {row.row: row for row in refused.filter(pk__in=keys)}
        for told in cells:
            number = told.pop("row")
            why = reasons_of(known[number], imported.file.name).items()
            reasons = {name: say(no) for name, no in why}
            yield RefusedRow(imported.file.name, number, told, reasons)


def refusals_workbook(import_ids: Sequence[UUID], language: str, say: Say) -> bytes:
    """Return the refused rows of imports as a workbook to mend and hand in again.

    Args:
        import_ids: the imports.
        language: of the headings.
        say: from a refusal to a sentence in that language.
    """
    had = {column.name: column for key in import_ids for column in columns_of(key)}
    columns = list(had.values())
    rows = (row for key in import_ids for row in refused_rows(key, say))
    return write_workbook(rows, columns, language=language)


def columns_of(import_id: UUID) -> list[Column]:
    """Return the columns that an import's file has, in the template's order."""
    imported = import_told(import_id)
    if imported.kind == "readings":
        return columns_of_readings(imported.columns)
    had = set(imported.columns.values())
    return [column for column in COLUMNS if column.name in had]


def _parts(imported: Import) -> Iterator[Part]:
    of_readings = imported.kind == "readings"
    return open_file(
        home() / FOLDER / imported.file.sha256,
        file=imported.file.name,
        headings=readings_headings() if of_readings else HEADINGS,
        limits=READINGS_LIMITS if of_readings else LIMITS,
        chosen={bare(heading): name for heading, name in imported.columns.items()},
        every_sheet=True,
    )
