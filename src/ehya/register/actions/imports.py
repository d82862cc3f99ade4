"""How does a file of units come into the register: kept, staged, compared, applied?

Whoever pulls the plug at any moment finds whole chunks, or nothing, and hands the file in again:
what is in already is not written twice (decision 0004).
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.queries import today
from ehya.register.actions import chunks
from ehya.register.actions.arrivals import ask, run
from ehya.register.actions.received import keep_file
from ehya.register.actions.staging import (
    Progress,
    read_rows,
    remember,
)
from ehya.register.intake.fields import COLUMNS
from ehya.register.intake.limits import LIMITS
from ehya.register.models import Import, ImportRow, ReceivedFile

UNFINISHED = ("staging", "staged", "applying")
_PATIENCE = "5s"  # for a process that was killed, until the server has seen it
Mode = Literal["all", "good"]
Meaning = Literal["change", "correction"]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do.

    Attributes:
        imported: the import.
        file: the file's name.
        sha256: digest of its bytes, under which they are kept.
        state: as in `Import`.
        rows: rows below the header that are not empty.
        added: new units.
        changed: units of which something was new.
        unchanged: units told as the register has them.
        refused: rows that cannot be taken.
        unknown: names of columns that were not read.
        seconds: how long it took. [s]
        pairs: how many pairs may be one unit, one of each told by this file; None where nobody has
            looked (`doubles.look_in`). [pairs]
    """

    imported: UUID
    file: str
    sha256: str
    state: str
    rows: int
    added: int
    changed: int
    unchanged: int
    refused: int
    unknown: tuple[str, ...]
    seconds: float
    pairs: int | None = None


def import_units(  # noqa: PLR0913 - what a sender may say of a file
    path: Path,
    *,
    by: User,
    as_of: date | None = None,
    mode: Mode = "all",
    meaning: Meaning = "change",
    dry_run: bool = False,
    columns: Mapping[str, str] | None = None,
    synthetic: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a file of units into the register; go on where an earlier try was cut off.

    Args:
        path: the file.
        by: who hands it in.
        as_of: the day it speaks of; the day it was first received unless told.
        mode: "all" or nothing, or the "good" rows only.
        meaning: whether the world changed, or we were wrong.
        dry_run: only say what would happen.
        columns: heading in the file -> our column, "" for one not to be read; remembered.
        synthetic: whether the generator made it.
        progress: called with (rows done, rows; 0 while that is not known).

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.no_such_column",
            "register.day_to_come", and those of `intake.opening`.
    """
    begun = time.monotonic()
    file = receive(path, by=by, synthetic=synthetic)
    imported, unknown = stage(
        file, by=by, as_of=as_of, mode=mode, meaning=meaning, columns=columns, progress=progress
    )
    if dry_run:
        settle(imported.pk, by=by)
    else:
        apply(imported.pk, by=by, progress=progress)
    imported.refresh_from_db()
    return report_of(imported, unknown, begun=begun)


def report_of(imported: Import, unknown: tuple[str, ...], *, begun: float) -> ImportReport:
    """Return what an import did.

    Args:
        imported: the import, as it stands.
        unknown: headings that were not read.
        begun: when it began, by the clock of `time.monotonic`. [s]
    """
    return ImportReport(
        imported=imported.pk,
        file=imported.file.name,
        sha256=imported.file.sha256,
        state=imported.state,
        rows=imported.rows,
        added=imported.added,
        changed=imported.changed,
        unchanged=imported.unchanged,
        refused=imported.refused,
        unknown=unknown,
        seconds=round(time.monotonic() - begun, 3),
    )


def receive(
    content: Path | bytes, *, by: User, name: str = "", synthetic: bool = False
) -> ReceivedFile:
    """Keep a handed-in file's bytes; who first handed them in is remembered.

    Args:
        content: the file, or its bytes.
        by: who hands it in.
        name: what its sender calls it; a path's own name unless told.
        synthetic: whether the generator made it.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big".
    """
    roles.require(by, chunks.ACT)
    called = name or (content.name if isinstance(content, Path) else "units")
    return keep_file(content, name=called, by=by, most_bytes=LIMITS.bytes, synthetic=synthetic)


def stage(  # noqa: PLR0913 - as `import_units`
    file: ReceivedFile,
    *,
    by: User,
    as_of: date | None = None,
    mode: Mode = "all",
    meaning: Meaning = "change",
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Import, tuple[str, ...]]:
    """Read a received file into the staging table, or find where an earlier try was cut off.

    Returns:
        The import, staged or to be gone on with, and the headings that were not read.

    Raises:
        Refusal: as `import_units`.
    """
    roles.require(by, chunks.ACT)
    day = as_of or min(timezone.localdate(file.at), today())
    if day > today():
        raise Refusal("register.day_to_come", day=day)
    _see_columns(columns or {})
    imported = take_up(file, by=by, as_of=day, mode=mode, meaning=meaning, kind="units")
    if imported.state == "applying":
        return imported, ()
    imported.columns = dict(columns or {})
    begun = time.monotonic()
    with running(imported):
        try:
            staged = read_rows(imported, progress)
        except Refusal as no:
            end(imported, "refused", refusal={"code": no.code, "facts": plain(no.facts)})
            raise
        remember(imported, columns or {})
        told_before = _leave_out_told(imported)
        Import.objects.filter(pk=imported.pk).update(
            state="staged", unchanged=told_before, seconds=time.monotonic() - begun
        )
    imported.refresh_from_db()
    return imported, staged.unknown


def settle(imported_id: UUID, *, by: User) -> Import:
    """Say of each staged row what it would do, and write nothing of it in the register.

    Raises:
        Refusal: "ledger.not_allowed", "import.not_waiting".
    """
    roles.require(by, chunks.ACT)
    imported = _waiting(imported_id)
    with transaction.atomic():
        chunks.begin(imported)
        for span in chunks.spans(imported):
            chunks.say(imported, span, by=by)
    imported.refresh_from_db()
    return imported


def apply(imported_id: UUID, *, by: User, progress: Progress | None = None) -> Import:
    """Write what a staged file tells in the register; go on where it was cut off.

    Raises:
        Refusal: "ledger.not_allowed", "import.not_waiting", "import.running".
    """
    roles.require(by, chunks.ACT)
    imported = _waiting(imported_id)
    begun = time.monotonic()
    with running(imported):
        if imported.state == "staged":
            with transaction.atomic():
                if imported.mode == "good":
                    chunks.begin(imported, state="applying")
                else:
                    chunks.forget(imported)
                    chunks.count_anew(imported, state="applying")
            imported.refresh_from_db()
        if imported.mode == "all":
            done = _apply_whole(imported, by=by, progress=progress)
        else:
            done = _apply_good(imported, by=by, progress=progress)
        seconds = time.monotonic() - begun + imported.seconds
        end(imported, "done" if done else "refused", seconds=seconds)
    imported.refresh_from_db()
    return imported


def _apply_good(imported: Import, *, by: User, progress: Progress | None) -> bool:
    """Write chunk after chunk, each for itself."""
    done = imported.applied
    for span in chunks.spans(imported):
        with transaction.atomic():
            chunks.wait_for_turn()
            telling = chunks.telling_of(imported)
            counts = chunks.take(span, telling, by=by)
            chunks.note_taken(imported, telling, counts, by=by)
        done += sum(counts.values())
        if progress:
            progress(done, imported.rows)
    return True


def _apply_whole(imported: Import, *, by: User, progress: Progress | None) -> bool:
    """Write all chunks in one transaction, or none; then say of all rows what is wrong."""
    if not ImportRow.objects.filter(imported=imported, what="refused").exists():
        with suppress(_NotWhole), transaction.atomic(), _beside(imported) as tell:
            chunks.wait_for_turn()
            if chunks.find_all(imported):
                raise _NotWhole
            telling = chunks.telling_of(imported)
            whole = dict.fromkeys(chunks.WHATS, 0)
            for span in chunks.spans(imported):
                counts = chunks.take(span, telling, by=by, found=True)
                if counts["refused"]:
                    raise _NotWhole
                whole = {what: whole[what] + number for what, number in counts.items()}
                tell(imported.applied + sum(whole.values()), progress)
            chunks.note_taken(imported, telling, whole, by=by)
            return True
    Import.objects.filter(pk=imported.pk).update(state="staged")
    settle(imported.pk, by=by)
    return False


@contextmanager
def _beside(imported: Import) -> Iterator[Callable[[int, Progress | None], None]]:
    """Let others see how far one long transaction is: by a second connection, beside it."""
    aside = connection.copy()

    def tell(done: int, progress: Progress | None) -> None:
        with aside.cursor() as cursor:
            cursor.execute(
                "UPDATE register_import SET applied = %s WHERE id = %s", [done, str(imported.pk)]
            )
        if progress:
            progress(done, imported.rows)

    try:
        yield tell
    finally:
        aside.close()


class _NotWhole(Exception):
    """A row was refused, and the sender wants the whole file or nothing."""


def _see_columns(columns: Mapping[str, str]) -> None:
    names = [column.name for column in COLUMNS]
    for heading, name in columns.items():
        if name and name not in names:
            raise Refusal(
                "import.no_such_column", heading=heading[:60], column=name[:60], wanted=names
            )


def take_up(file: ReceivedFile, *, by: User, as_of: date, mode: Mode, **told: str) -> Import:
    """Return the sender's import of this file that was cut off last, or a new one."""
    same = Import.objects.filter(file=file, by=by, as_of=as_of, mode=mode, **told)
    found: Import | None = None
    for earlier in same.filter(state__in=UNFINISHED).order_by("-begun"):
        with suppress(Refusal), running(earlier):
            earlier.refresh_from_db()
            if earlier.state not in UNFINISHED:
                continue
            if found is None:
                found = earlier
            else:
                end(earlier, "stopped")
    return found or Import.objects.create(
        file=file, by=by, begun=timezone.now(), as_of=as_of, mode=mode, **told
    )


def _waiting(imported_id: UUID) -> Import:
    waiting = Import.objects.select_related("file", "by").filter(pk=imported_id, kind="units")
    found = waiting.first()
    if found is None or found.state not in ("staged", "applying"):
        raise Refusal("import.not_waiting", state=found.state if found else "")
    return found


def end(imported: Import, state: str, **more: Any) -> None:
    """Close an import; of its rows only those that go back are kept."""
    ImportRow.objects.filter(imported=imported).exclude(what="refused").delete()
    Import.objects.filter(pk=imported.pk).update(state=state, ended=timezone.now(), **more)


def _leave_out_told(imported: Import) -> int:
    """Leave out the rows that the same bytes have told before; return how many.

    What somebody has changed or corrected since is not brought back by an older telling.
    """
    alike = Import.objects.filter(
        file=imported.file, as_of=imported.as_of, meaning=imported.meaning, state="done"
    )
    before = alike.filter(columns=imported.columns).order_by("-begun").first()
    if before is None:
        return 0
    return run(
        "DELETE FROM register_importrow r WHERE imported_id = %(imported)s AND NOT EXISTS"
        " (SELECT FROM register_importrow b WHERE b.imported_id = %(before)s"
        " AND b.sheet = r.sheet AND b.row = r.row)",
        imported=imported.pk,
        before=before.pk,
    )


@contextmanager
def running(imported: Import) -> Iterator[None]:
    """Hold an import while it runs; a process that dies lets go of it.

    Raises:
        Refusal: "import.running" when another process holds it.
    """
    key = imported.pk.int % 2**31
    run("SET client_connection_check_interval = '1s'")
    try:
        with transaction.atomic():
            run(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            ask("SELECT pg_advisory_lock(140303, %(key)s)", key=key)
    except OperationalError as error:
        raise Refusal("import.running", file=imported.file.name) from error
    try:
        yield
    finally:
        with suppress(DatabaseError):  # a broken transaction ends with its connection
            ask("SELECT pg_advisory_unlock(140303, %(key)s)", key=key)


def plain(facts: Mapping[str, object]) -> dict[str, object]:
    """Return a refusal's facts as they can be kept."""
    return {
        name: told if isinstance(told, int | float) else str(told) for name, told in facts.items()
    }
