"""How does a received file come to stand in the staging table, row by row as understood?

The next rows are read and checked while the database takes in the last: neither waits for the other.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db import connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.queries import today
from ehya.register.actions.arrivals import run
from ehya.register.actions.received import path_of
from ehya.register.intake.check import Known, check
from ehya.register.intake.fields import HEADINGS
from ehya.register.intake.headings import Header, bare
from ehya.register.intake.limits import LIMITS
from ehya.register.intake.opening import Part, open_file
from ehya.register.models import Import, ImportRow, ParkVersion
from ehya.register.models import Mapping as Settled
from ehya.register.places import ParkNames

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Staged:
    """What was found in a file.

    Attributes:
        columns: our columns that it has.
        unknown: headings that were not read.
    """

    columns: tuple[str, ...]
    unknown: tuple[str, ...]


def read_rows(imported: Import, progress: Progress | None = None) -> Staged:
    """Read the import's file into the staging table, from the beginning.

    Rows come in piece by piece, each with the count of what is read so far, so that a page can
    watch; whoever is cut off begins again.

    Raises:
        Refusal: those of `open_file`; "import.no_rows".
    """
    file = imported.file
    ImportRow.objects.filter(imported=imported).delete()
    sheets: list[str] = []
    header: Header | None = None
    at: dict[str, None] = {}
    unknown: dict[str, None] = {}
    named: dict[str, str] = {}
    read = refused = 0
    for part, rows in _ahead(_checked(imported)):
        if part.sheet not in sheets:
            sheets.append(part.sheet)
        header = part.header
        at.update(dict.fromkeys(header.at))
        unknown.update(dict.fromkeys(header.unknown))
        named.update(header.named)
        with transaction.atomic():
            run("SET LOCAL synchronous_commit = off")  # what follows waits for the disk for all
            copy_rows(imported, sheets.index(part.sheet), rows)
            read += rows.height
            refused += int(rows["reasons"].is_not_null().sum())
            Import.objects.filter(pk=imported.pk).update(read=read, rows=read, refused=refused)
        if progress:
            progress(read, 0)
    if not read:
        raise Refusal("import.no_rows", file=file.name)
    imported.read = imported.rows = read
    imported.refused = refused
    imported.sheets, imported.columns = sheets, named
    imported.save(update_fields=["sheets", "columns"])
    return Staged(tuple(at), tuple(unknown))


def _checked(imported: Import) -> Iterator[tuple[Part, pl.DataFrame]]:
    """Return a file's rows as they stand there and as understood; asks the database only now."""
    known = _known(imported.as_of)
    parts = open_file(
        path_of(imported.file),
        file=imported.file.name,
        headings=HEADINGS,
        limits=LIMITS,
        chosen=chosen_by(imported),
        every_sheet=True,
    )
    return ((part, check(part.rows, known)) for part in parts)


def _ahead[T](source: Iterator[T]) -> Iterator[T]:
    """Yield what a source yields, in its order, while a thread beside makes the next one.

    The source may not ask the database: a thread has a connection of its own. What it raises is
    raised where it would have been, after all that came before.
    """
    with ThreadPoolExecutor(1, "ahead") as beside:
        coming = beside.submit(next, source, None)
        while (made := coming.result()) is not None:
            coming = beside.submit(next, source, None)
            yield made


def chosen_by(imported: Import) -> dict[str, str]:
    """Return what headings mean by the sender's word: settled before, or told with this file."""
    before = Settled.objects.filter(sender=imported.by).values_list("header", "column")
    return {**dict(before), **{bare(head): name for head, name in imported.columns.items()}}


def remember(imported: Import, columns: Mapping[str, str]) -> None:
    """Keep what a sender said that headings mean, for their next files."""
    for heading, name in columns.items():
        Settled.objects.update_or_create(
            sender=imported.by, header=bare(heading), defaults={"column": name}
        )


def told_columns(imported: Import) -> tuple[str, ...]:
    """Return our columns that a staged file has; a park or a county implies the province."""
    names = dict.fromkeys(name for name in imported.columns.values() if name)
    if {"park", "county"} & set(names):
        names["province"] = None
    return tuple(names)


def _known(day: date) -> Known:
    parks = list(
        ParkVersion.objects.filter(known__endswith__isnull=True, valid__contains=day).values_list(
            "park_id", "province_id", "name_en", "name_fa"
        )
    )
    return Known(today(), ParkNames(parks), {code: province for code, province, _, _ in parks})


def copy_rows(imported: Import, sheet: int, rows: pl.DataFrame) -> None:
    """Put understood rows of one sheet into the staging table."""
    if not rows.height:
        return
    frame = rows.with_columns(
        pl.lit(str(imported.pk)).alias("imported_id"), pl.lit(sheet).alias("sheet")
    )
    names = ", ".join(f'"{name}"' for name in frame.columns)
    text = io.BytesIO()
    frame.write_csv(text, include_header=False)  # an empty text is quoted, a null is not
    with connection.cursor() as cursor:
        statement = f"COPY register_importrow ({names}) FROM STDIN (FORMAT csv)"
        with cursor.copy(statement) as copy:
            copy.write(text.getvalue())
