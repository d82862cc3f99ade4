"""How do dated rates and price indices come into the register, whole or not at all?

What is told of days that are told already, and otherwise, is a correction: the old telling is closed
and stands for the days that the new one leaves out.
"""

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.register.actions.arrivals import ask, run
from ehya.register.actions.rates_plan import Correction, Plan, plan_of
from ehya.register.actions.received import keep_file
from ehya.register.intake.papers import RefusedRow
from ehya.register.intake.rates import Sheet, Told, Wrong, read_file
from ehya.register.intake.rates_fields import LIMITS, Kind
from ehya.register.models import ReceivedFile
from ehya.register.queries.rates import TABLES, Standing

ACT = "register.import_rates"


@dataclass(frozen=True, slots=True)
class RatesReport:
    """What an import did, or in a dry run would do.

    Attributes:
        kind: "rates" or "index".
        file: the file's name.
        sha256: digest of its bytes.
        rows: rows below the header that are not empty.
        added: rows that tell of days of which nothing was told.
        corrected: rows that tell otherwise than what was told.
        unchanged: rows that tell what was told, or that these very bytes told before.
        written: whether the file was taken.
        dry_run: whether only an answer was wanted.
        corrections: the corrected rows, one by one.
        refused: rows that cannot be taken.
        asked: refused rows that only look like a slip, and that `sure` lets in.
        columns: those that the file has.
        unknown: headings that were not read.
        seconds: how long it took. [s]
    """

    kind: Kind
    file: str
    sha256: str
    rows: int
    added: int
    corrected: int
    unchanged: int
    written: bool
    dry_run: bool
    corrections: tuple[Correction, ...]
    refused: tuple[Wrong, ...]
    asked: int
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the sender wants."""

    kind: Kind
    by: User
    dry_run: bool
    only_good: bool
    sure: bool


def import_rates(
    source: Path | bytes,
    *,
    by: User,
    name: str = "",
    dry_run: bool = False,
    only_good: bool = False,
    sure: bool = False,
) -> RatesReport:
    """Take a file of dated exchange rates into the register.

    One transaction: whoever pulls the plug finds everything or nothing written. The same file a
    second time changes nothing, also when it has been corrected since.

    Args:
        source: the file, or its bytes.
        by: who hands it in.
        name: what its sender calls it; a path's own name unless told.
        dry_run: only say what would happen.
        only_good: take the good rows even if others are refused.
        sure: take values too that look like a slipped zero.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", and those of `intake.rates.read_file`.
    """
    return _take(source, name, _Asked("rates", by, dry_run, only_good, sure))


def import_index(
    source: Path | bytes,
    *,
    by: User,
    name: str = "",
    dry_run: bool = False,
    only_good: bool = False,
    sure: bool = False,
) -> RatesReport:
    """Take a file of a monthly price index into the register; as `import_rates`.

    Raises:
        Refusal: as `import_rates`.
    """
    return _take(source, name, _Asked("index", by, dry_run, only_good, sure))


def receive(content: Path | bytes, *, kind: Kind, by: User, name: str = "") -> ReceivedFile:
    """Keep the bytes of a file of rates, so that its sender may see first what it would do.

    Args:
        content: the file, or its bytes.
        kind: "rates" or "index".
        by: who hands it in.
        name: what its sender calls it.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big".
    """
    roles.require(by, ACT)
    called = name or (content.name if isinstance(content, Path) else "rates")
    return _kept(content, called, kind, by)


def _kept(content: Path | bytes, name: str, kind: Kind, by: User) -> ReceivedFile:
    return keep_file(content, name=name, by=by, most_bytes=LIMITS.bytes, meant_for=kind)


def refused_rows(report: RatesReport, say: Callable[[Refusal], str]) -> list[RefusedRow]:
    """Return the refused rows of a file as they go back to its sender.

    Args:
        report: of the import.
        say: a refusal in the sender's language.
    """
    return [
        RefusedRow(
            report.file,
            wrong.line.row,
            wrong.line.cells,
            {told.field: say(told.refusal) for told in wrong.problems},
        )
        for wrong in report.refused
    ]


def _take(source: Path | bytes, name: str, asked: _Asked) -> RatesReport:
    roles.require(asked.by, ACT)
    begun = time.monotonic()
    called = name or (source.name if isinstance(source, Path) else "rates")
    content = _bytes(source, called)
    digest = hashlib.sha256(content).hexdigest()
    sheet = read_file(content, kind=asked.kind, file=called, today=today())
    file = None
    if not asked.dry_run:
        file = _kept(content, called, asked.kind, asked.by)
    with transaction.atomic():
        ask("SELECT pg_advisory_xact_lock(1403, 6)")  # two files of rates never write at once
        plan = plan_of(sheet, asked.kind, digest, sure=asked.sure)
        written = file is not None and (asked.only_good or not plan.refused)
        if file is not None and written:
            _write(plan, file, asked)
    report = _report(sheet, plan, asked, digest)
    return replace(report, written=written, seconds=round(time.monotonic() - begun, 3))


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > LIMITS.bytes:
            raise Refusal("import.too_big", file=name, megabytes=LIMITS.bytes // 1_000_000)
        return source.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refusal("import.no_such_file", file=name, why=why) from error


def _write(plan: Plan, file: ReceivedFile, asked: _Asked) -> None:
    if not plan.fresh and not plan.closed:
        return
    at, event = timezone.now(), new_event_id()
    _close(asked.kind, plan.closed, at)
    rows = [_row(asked.kind, told, days, (file.pk, told.line.row)) for told, days in plan.fresh]
    rows += [_row(asked.kind, old, days, (old.file, old.file_row)) for old, days in plan.rest]
    for row in rows:
        row.event_id, row.known = event, DateTimeTZRange(at, None)
    copy_in(rows)
    note(
        ACT,
        by=asked.by,
        id=event,
        on=("file", file.name),
        kind=asked.kind,
        sha256=file.sha256,
        added=plan.added,
        corrected=len(plan.corrections),
        unchanged=plan.unchanged,
        refused=len(plan.refused),
        sure=asked.sure,
    )


def _close(kind: Kind, rows: Collection[int], at: datetime) -> None:
    table = TABLES[kind].model._meta.db_table
    run(
        f"UPDATE {table} SET known = tstzrange(lower(known), %(at)s) WHERE id = ANY(%(ids)s)",  # noqa: S608 - a table of ours
        at=at,
        ids=list(rows),
    )


def _row(kind: Kind, told: Told | Standing, days: DayRange, kept: tuple[int, int]) -> Any:
    table = TABLES[kind]
    return table.model(
        **dict(zip(table.key, told.key, strict=True)),
        **{table.value: told.value},
        valid=DateRange(days.first, days.last + timedelta(days=1)),
        source=told.source,
        address=told.address,
        file_id=kept[0],
        file_row=kept[1],
    )


def _report(sheet: Sheet, plan: Plan, asked: _Asked, digest: str) -> RatesReport:
    return RatesReport(
        kind=asked.kind,
        file=sheet.file,
        sha256=digest,
        rows=len(sheet.rows),
        added=plan.added,
        corrected=len(plan.corrections),
        unchanged=plan.unchanged,
        written=False,
        dry_run=asked.dry_run,
        corrections=tuple(plan.corrections),
        refused=tuple(plan.refused),
        asked=plan.asked,
        columns=sheet.columns,
        unknown=sheet.unknown,
        seconds=0.0,
    )
