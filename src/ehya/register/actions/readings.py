"""How does a file of readings come into the lake: kept, staged, compared, added?

Whoever pulls the plug at any moment hands the file in again: what lies in the lake already is found
by the import's id, and not added twice (decision 0007).
"""

import json
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.home import make_home
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.register import lake
from ehya.register.actions.arrivals import ask, run
from ehya.register.actions.comparing import (
    COUNTS,
    NOTHING_NEW,
    REFUSALS,
    Compared,
    compare,
    workshop,
)
from ehya.register.actions.imports import (
    UNFINISHED,
    ImportReport,
    Mode,
    end,
    plain,
    report_of,
    running,
    take_up,
)
from ehya.register.actions.received import keep_file, path_of
from ehya.register.actions.staging import Progress, chosen_by, copy_rows, remember
from ehya.register.intake.limits import READINGS_LIMITS
from ehya.register.intake.opening import open_file
from ehya.register.intake.readings import SCHEMES, Rules, headings, see_columns, understand
from ehya.register.models import Identifier, Import, ImportRow, ReceivedFile
from ehya.register.signals import signals

ACT = "register.import_readings"
FOLDER = "staging"
_ROWS_AT_ONCE = 50_000
_FORGET = """
DELETE FROM register_importrow WHERE imported_id = %(imported)s
AND EXISTS (SELECT FROM jsonb_each(reasons) r WHERE r.value ->> 'code' = ANY(%(codes)s))
"""


def import_readings(  # noqa: PLR0913 - what a sender may say of a file
    path: Path,
    *,
    by: User,
    signal: str = "",
    mode: Mode = "all",
    dry_run: bool = False,
    columns: Mapping[str, str] | None = None,
    synthetic: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a file of readings into the lake; go on where an earlier try was cut off.

    Args:
        path: the file.
        by: who hands it in.
        signal: what its rows tell of, where they do not say.
        mode: "all" or nothing, or the "good" rows only.
        dry_run: only say what would happen.
        columns: heading in the file -> our column, "" for one not to be read; remembered.
        synthetic: whether the generator made it.
        progress: called with (rows done, rows; 0 while that is not known).

    Raises:
        Refusal: "ledger.not_allowed", "readings.no_such_signal", "import.no_such_file",
            "import.running", and those of `intake.opening` and `intake.readings.see_columns`.
    """
    began = time.monotonic()
    file = receive(path, by=by, synthetic=synthetic)
    imported, unknown = stage(
        file, by=by, signal=signal, mode=mode, columns=columns, progress=progress
    )
    if dry_run:
        settle(imported.pk, by=by)
    else:
        apply(imported.pk, by=by, progress=progress)
    imported.refresh_from_db()
    return report_of(imported, unknown, begun=began)


def receive(
    content: Path | bytes, *, by: User, name: str = "", synthetic: bool = False
) -> ReceivedFile:
    """Keep a handed-in file's bytes; who first handed them in is remembered.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big".
    """
    roles.require(by, ACT)
    called = name or (content.name if isinstance(content, Path) else "readings")
    most = READINGS_LIMITS.bytes
    return keep_file(content, name=called, by=by, most_bytes=most, synthetic=synthetic)


def stage(
    file: ReceivedFile,
    *,
    by: User,
    signal: str = "",
    mode: Mode = "all",
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Import, tuple[str, ...]]:
    """Read a received file into Parquet beside the lake, or find where a try was cut off.

    Returns:
        The import, staged or to be gone on with, and the headings that were not read.

    Raises:
        Refusal: as `import_readings`.
    """
    roles.require(by, ACT)
    if signal and signal not in signals():
        raise Refusal("readings.no_such_signal", value=signal[:40], wanted=", ".join(signals()))
    _see_columns(columns or {})
    day = timezone.localdate(file.at)
    imported = take_up(file, by=by, as_of=day, mode=mode, kind="readings", signal=signal)
    if imported.state == "applying":
        return imported, ()
    imported.columns = dict(columns or {})
    began = time.monotonic()
    with running(imported):
        _sweep()
        if (before := _told_before(imported)) is not None:
            return _staged_as(imported, before, time.monotonic() - began), ()
        try:
            unknown = _read(imported, progress)
        except Refusal as no:
            _close(imported, "refused", refusal={"code": no.code, "facts": plain(no.facts)})
            raise
        remember(imported, columns or {})
        Import.objects.filter(pk=imported.pk).update(
            state="staged", seconds=time.monotonic() - began
        )
    imported.refresh_from_db()
    return imported, unknown


def settle(imported_id: UUID, *, by: User) -> Import:
    """Say what a staged file would do, and add nothing to the lake.

    Raises:
        Refusal: "ledger.not_allowed", "import.not_waiting".
    """
    roles.require(by, ACT)
    imported = _waiting(imported_id)
    with running(imported):
        _write_down(imported, _compared(imported, by=by), state="staged")
    imported.refresh_from_db()
    return imported


def apply(imported_id: UUID, *, by: User, progress: Progress | None = None) -> Import:
    """Add to the lake what a staged file tells; close an import that was cut off doing so.

    Raises:
        Refusal: "ledger.not_allowed", "import.not_waiting", "import.running".
    """
    roles.require(by, ACT)
    imported = _waiting(imported_id)
    began = time.monotonic()
    with running(imported), _one_writer():
        if not (imported.state == "applying" and lake.holds(imported.pk)):
            found = _compared(imported, by=by)
            _write_down(imported, found, state="applying")
            if imported.refused and imported.mode == "all":
                _close(imported, "refused")
                return _told(imported)
            if found.counts["added"] or found.counts["changed"]:
                lake.append(_news(found, imported), imported=imported.pk)
        _finish(imported, time.monotonic() - began, by=by)
        if progress:
            progress(imported.rows, imported.rows)
    return _told(imported)


def _told_before(imported: Import) -> Import | None:
    """Return the sender's import by which all that these bytes tell lies in the lake already.

    What a later file has corrected since is not brought back by the older telling. Where a number
    has gone to another unit since, the file is compared anew.
    """
    done = Import.objects.filter(
        file=imported.file, by=imported.by, kind="readings", signal=imported.signal, state="done"
    )
    chosen = chosen_by(imported)
    for before in done.filter(refused=0).exclude(added=0, changed=0).order_by("-begun"):
        meant = {head: headings().meant(head, chosen) or "" for head in before.columns}
        if meant == before.columns and not _moved_since(before) and lake.holds(before.pk):
            return before
    return None


def _moved_since(before: Import) -> bool:
    """Tell whether a number of a kind that a file has came to a unit, or left one, since."""
    numbers = Identifier.objects.filter(scheme__in=set(before.columns.values()) & set(SCHEMES))
    since = Q(known__startswith__gt=before.begun) | Q(known__endswith__gt=before.begun)
    return numbers.filter(since).exists()


def _staged_as(imported: Import, before: Import, seconds: float) -> Import:
    """Take a file that was told before for staged: nothing of it is to be read again."""
    forget_staged(imported)
    ImportRow.objects.filter(imported=imported).delete()
    names = ("rows", "read", "sheets", "columns")
    same = {name: getattr(before, name) for name in names}
    Import.objects.filter(pk=imported.pk).update(state="staged", seconds=seconds, refused=0, **same)
    return _told(imported)


def _told(imported: Import) -> Import:
    imported.refresh_from_db()
    return imported


def _see_columns(columns: Mapping[str, str]) -> None:
    names = [column.name for column in headings().columns]
    for heading, name in columns.items():
        if name and name not in names:
            raise Refusal(
                "import.no_such_column", heading=heading[:60], column=name[:60], wanted=names
            )


def _waiting(imported_id: UUID) -> Import:
    waiting = Import.objects.select_related("file", "by").filter(pk=imported_id, kind="readings")
    found = waiting.first()
    if found is None or found.state not in ("staged", "applying"):
        raise Refusal("import.not_waiting", state=found.state if found else "")
    return found


def _folder(imported: Import) -> Path:
    return make_home(FOLDER) / str(imported.pk)


def forget_staged(imported: Import) -> None:
    """Take away what a file was read into, where it lies."""
    shutil.rmtree(_folder(imported), ignore_errors=True)


def _sweep() -> None:
    """Take away what imports were read into that ended, but were killed before they swept."""
    open_ = {
        str(key) for key in Import.objects.filter(state__in=UNFINISHED).values_list("pk", flat=True)
    }
    for folder in make_home(FOLDER).iterdir():
        if folder.name not in open_:
            shutil.rmtree(folder, ignore_errors=True)


def _close(imported: Import, state: str, **more: Any) -> None:
    end(imported, state, **more)
    forget_staged(imported)


def _read(imported: Import, progress: Progress | None) -> tuple[str, ...]:
    """Read the import's file into Parquet, from the beginning; return what was not read."""
    folder = _folder(imported)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ImportRow.objects.filter(imported=imported).delete()
    rules = Rules(imported.signal, today(), imported.file.name)
    sheets: list[str] = []
    named: dict[str, str] = {}
    unknown: dict[str, None] = {}
    read = refused = 0
    for nth, part in enumerate(_parts(imported)):
        if part.sheet not in sheets:
            sheets.append(part.sheet)
        see_columns([name for name in part.rows.columns if name != "row"], rules)
        named.update(part.header.named)
        unknown.update(dict.fromkeys(part.header.unknown))
        found = understand(part.rows, rules)
        sheet = pl.lit(sheets.index(part.sheet), dtype=pl.Int32).alias("sheet")
        found.readings.with_columns(sheet).write_parquet(folder / f"{nth:06}.parquet")
        with transaction.atomic():
            copy_rows(imported, sheets.index(part.sheet), _as_refused(found.refused))
            read, refused = read + found.rows, refused + found.refused.height
            Import.objects.filter(pk=imported.pk).update(read=read, rows=read, refused=refused)
        if progress:
            progress(read, 0)
    if not read:
        raise Refusal("import.no_rows", file=imported.file.name)
    imported.read = imported.rows = read
    imported.refused, imported.sheets, imported.columns = refused, sheets, named
    imported.save(update_fields=["sheets", "columns"])
    return tuple(unknown)


def _parts(imported: Import) -> Iterator[Any]:
    return open_file(
        path_of(imported.file),
        file=imported.file.name,
        headings=headings(),
        limits=READINGS_LIMITS,
        chosen=chosen_by(imported),
        every_sheet=True,
    )


def _as_refused(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(what=pl.lit("refused"))


def _compared(imported: Import, *, by: User) -> Compared:
    folder = _folder(imported)
    if not folder.exists():
        if _told_before(imported) is None:
            raise Refusal("import.not_waiting", state=imported.state)
        return NOTHING_NEW  # rows that no comparison counts are as known: `_write_down`
    named = set(imported.columns.values())
    schemes = [name for name in SCHEMES if name in named]
    with workshop(folder) as link:
        return compare(link, folder, schemes, sight_of(by))


def _write_down(imported: Import, found: Compared, *, state: str) -> None:
    """Keep what a file would do, and why rows cannot be taken, before anything is added."""
    reasons = [
        json.dumps({field: {"code": code, "facts": {"numbers": numbers} if numbers else {}}})
        for field, code, numbers in found.refused.select("field", "code", "numbers").iter_rows()
    ]
    with transaction.atomic():
        # What a comparison refused is asked anew each time; what the cells refused stays.
        run(_FORGET, imported=imported.pk, codes=REFUSALS)
        by_cells = ImportRow.objects.filter(imported=imported).count()
        rows = found.refused.select("sheet", "row").with_columns(
            reasons=pl.Series(reasons, dtype=pl.String)
        )
        for (sheet,), part in rows.partition_by("sheet", as_dict=True).items():
            copy_rows(imported, int(str(sheet)), _as_refused(part.drop("sheet")))
        imported.refused = by_cells + rows.height
        imported.state = state
        counts = {what: found.counts[what] for what in COUNTS}
        silent = imported.rows - imported.refused - sum(counts.values())
        counts["unchanged"] += silent  # rows whose cells are all empty tell nothing
        for what, number in counts.items():
            setattr(imported, what, number)
        imported.applied = imported.rows
        imported.save(update_fields=["state", "refused", "applied", *counts])


def _news(found: Compared, imported: Import) -> pa.RecordBatchReader:
    """Return what is to be added, in the lake's order, with its file and when it was known."""
    file = imported.file
    made_up = file.synthetic and imported.by_id == file.by_id  # known when it is made up to be
    beside = {"file": file.pk, "known_at": file.at if made_up else timezone.now()}
    told = {name: pa.scalar(value, lake.SCHEMA.field(name).type) for name, value in beside.items()}
    return pa.RecordBatchReader.from_batches(lake.SCHEMA, _batches(found.news, told))


def _batches(news: Sequence[Path], told: Mapping[str, pa.Scalar]) -> Iterator[pa.RecordBatch]:
    for path in news:
        with pq.ParquetFile(path) as rows:
            for batch in rows.iter_batches(_ROWS_AT_ONCE):
                columns = [
                    pa.repeat(told[field.name], batch.num_rows)
                    if field.name in told
                    else batch.column(field.name).cast(field.type)
                    for field in lake.SCHEMA
                ]
                yield pa.RecordBatch.from_arrays(columns, schema=lake.SCHEMA)


@contextmanager
def _one_writer() -> Iterator[None]:
    """Let one import at a time compare with the lake and add to it."""
    ask("SELECT pg_advisory_lock(140303, -7)")
    try:
        yield
    finally:
        ask("SELECT pg_advisory_unlock(140303, -7)")


def _finish(imported: Import, seconds: float, *, by: User) -> None:
    """Close the import and note it, together."""
    event = new_event_id()
    taken = {what: getattr(imported, what) for what in (*COUNTS, "refused")}
    with transaction.atomic():
        version = lake.at_version().version
        more = {"lake_version": version, "seconds": imported.seconds + seconds, "event": event}
        end(imported, "done", **more)
        if taken["added"] or taken["changed"]:
            note(
                ACT,
                by=by,
                on=("import", str(imported.pk)),
                id=event,
                file=imported.file.name,
                sha256=imported.file.sha256,
                lake_version=version,
                rows=taken,
            )
    forget_staged(imported)
