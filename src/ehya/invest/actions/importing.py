"""How does a file of projects, of payments or of progress come in, whole or not at all?

One transaction: whoever pulls the plug finds everything or nothing written. The dry run goes the same
way, so that there is no second set of rules which could say otherwise: a project is written and taken
back at once, payments and progress are judged and not written. So nobody else waits for a whole file
that is only looked at.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.invest.actions.bringing import Brought, bring, each_brought, parks_seen
from ehya.invest.actions.paying_many import bring_payments
from ehya.invest.actions.telling_many import bring_progress
from ehya.invest.intake import fields, moved_fields
from ehya.invest.intake.moved import read_payments, read_progress
from ehya.invest.intake.reading import Told, read_file
from ehya.invest.intake.rows import Refused, Sheet
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import Event, User
from ehya.register.actions.arrivals import ask
from ehya.register.actions.received import keep_file
from ehya.register.intake.opening import Limits
from ehya.register.intake.papers import RefusedRow
from ehya.register.models import ReceivedFile

DOUBTS = ("invest.amount_doubtful", "invest.rate_doubtful")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What an import did, or in a dry run would do.

    Attributes:
        kind: of `KINDS`: what the file holds, here called "ones".
        file: the file's name.
        sha256: digest of its bytes.
        rows: rows below the header that are not empty.
        added: projects that were not there.
        changed: projects of which the file tells otherwise, or more.
        unchanged: projects that read so already, or that these very bytes told before.
        refused: projects that cannot be taken.
        asked: of the refused, those that only look like a slipped zero, and that `sure` lets in.
        written: whether the file was taken.
        dry_run: whether only an answer was wanted.
        columns: those that the file has.
        unknown: headings that were not read.
        seconds: how long it took. [s]
    """

    kind: str
    file: str
    sha256: str
    rows: int
    added: tuple[Brought, ...]
    changed: tuple[Brought, ...]
    unchanged: int
    refused: tuple[Refused, ...]
    asked: int
    written: bool
    dry_run: bool
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What the sender wants."""

    by: User
    dry_run: bool
    only_good: bool
    sure: bool
    reason: str


Taken = Callable[[Any], bool]  # whether these very bytes told one of a file before


@dataclass(frozen=True, slots=True)
class Kind:
    """How files of one kind are taken in.

    Attributes:
        act: who may, in `roles.MAY`; and what the ledger calls it.
        limits: how large such a file may be.
        read: what it says.
        bring: what becomes of each one that it tells.
    """

    act: str
    limits: Limits
    read: Callable[..., Sheet]
    bring: Callable[[Sheet, Taken, Asked], Iterator[Brought | Refused]]


def import_file(  # noqa: PLR0913 - what, by whom, and four answers of theirs
    source: Path | bytes,
    *,
    kind: str,
    by: User,
    name: str = "",
    dry_run: bool = False,
    only_good: bool = False,
    sure: bool = False,
    reason: str = "",
) -> FileReport:
    """Take a file in.

    A project is found by its number of its own, or by Ehya's, and a payment by its own number within
    its project. What a cell does not tell stays. The same file a second time changes nothing, also
    when it has been put right since.

    Args:
        source: the file, or its bytes.
        kind: of `KINDS`: what it holds.
        by: who hands it in, for provinces that they see.
        name: what its sender calls it; a path's own name unless told.
        dry_run: only say what would happen.
        only_good: take the good ones even if others are refused.
        sure: take amounts too that look like a slipped zero.
        reason: why what was told reads otherwise now; the file's name where none is told.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big", and those of
            `intake.rows.read_rows`.
    """
    which = KINDS[kind]
    roles.require(by, which.act)
    begun = time.monotonic()
    called = name or (source.name if isinstance(source, Path) else kind)
    content = _bytes(source, called, which.limits)
    sheet = which.read(content, file=called)
    asked = Asked(by, dry_run, only_good, sure, reason.strip()[:300] or called)
    digest = hashlib.sha256(content).hexdigest()
    if dry_run:
        report = _report(sheet, digest, kind, asked)
    else:
        receive(content, kind=kind, by=by, name=called)
        report = _take(sheet, digest, kind, asked)
    return replace(report, seconds=round(time.monotonic() - begun, 3))


import_projects = partial(import_file, kind="projects")
import_payments = partial(import_file, kind="payments")
import_progress = partial(import_file, kind="progress")


def receive(content: Path | bytes, *, kind: str, by: User, name: str) -> ReceivedFile:
    """Keep a file's bytes, so that its sender may see first what it would do.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big".
    """
    roles.require(by, KINDS[kind].act)
    most = KINDS[kind].limits.bytes
    return keep_file(content, name=name, by=by, most_bytes=most, meant_for=kind)


def refused_rows(report: FileReport, say: Callable[[Refusal], str]) -> list[RefusedRow]:
    """Return all rows of the refused ones as they go back to their sender.

    Args:
        report: of the import.
        say: a refusal in the sender's language.
    """
    return [
        RefusedRow(
            report.file,
            line.row,
            line.cells,
            {no.field: say(no.refusal) for no in refused.problems if no.row == line.row},
        )
        for refused in report.refused
        for line in refused.lines
    ]


def _bytes(source: Path | bytes, name: str, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > limits.bytes:
            raise Refusal("import.too_big", file=name, megabytes=limits.bytes // 1_000_000)
        return source.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refusal("import.no_such_file", file=name, why=why) from error


@transaction.atomic
def _take(sheet: Sheet, digest: str, kind: str, asked: Asked) -> FileReport:
    ask("SELECT pg_advisory_xact_lock(1403, 13)")  # two files of projects never write at once
    report = _report(sheet, digest, kind, asked)
    if not report.written:
        transaction.set_rollback(True)
    elif report.added or report.changed:
        _note(report, asked)
    return report


def _report(sheet: Sheet, digest: str, kind: str, asked: Asked) -> FileReport:
    which = KINDS[kind]
    brought = list(which.bring(sheet, _taken_before(which.act, digest), asked))
    refused = tuple(one for one in brought if isinstance(one, Refused))
    done = [one for one in brought if isinstance(one, Brought) and (one.new or one.cells)]
    return FileReport(
        kind=kind,
        file=sheet.file,
        sha256=digest,
        rows=sheet.rows,
        added=tuple(one for one in done if one.new),
        changed=tuple(one for one in done if not one.new),
        unchanged=len(brought) - len(refused) - len(done),
        refused=refused,
        asked=sum(_only_asked(one) for one in refused),
        written=not asked.dry_run and (asked.only_good or not refused),
        dry_run=asked.dry_run,
        columns=sheet.columns,
        unknown=sheet.unknown,
        seconds=0.0,
    )


def _projects(sheet: Sheet, taken: Taken, asked: Asked) -> Iterator[Brought | Refused]:
    """Yield what became of each project; what one of them wrote is undone where it is refused."""
    parks = parks_seen(asked.by)

    def one(told: Told) -> Brought:
        with transaction.atomic():
            done = bring(told, parks, by=asked.by, reason=asked.reason, sure=asked.sure)
            transaction.set_rollback(asked.dry_run)
            return done

    return each_brought(sheet.told, taken, one, file=sheet.file)


def _payments(sheet: Sheet, taken: Taken, asked: Asked) -> Iterator[Brought | Refused]:
    return bring_payments(
        sheet.told,
        taken,
        file=sheet.file,
        by=asked.by,
        write=not asked.dry_run,
        sure=asked.sure,
    )


def _progress(sheet: Sheet, taken: Taken, asked: Asked) -> Iterator[Brought | Refused]:
    return bring_progress(sheet.told, taken, file=sheet.file, by=asked.by, write=not asked.dry_run)


KINDS: Mapping[str, Kind] = {  # what a kept file is meant for, and how it is taken in
    "projects": Kind("invest.import_projects", fields.LIMITS, read_file, _projects),
    "payments": Kind("invest.import_payments", moved_fields.LIMITS, read_payments, _payments),
    "progress": Kind("invest.import_progress", moved_fields.LIMITS, read_progress, _progress),
}


def _taken_before(act: str, digest: str) -> Taken:
    """Return whether these very bytes told a project or row before: they do not tell it again."""
    events = Event.objects.filter(act=act, facts__sha256=digest)
    refused = [set(rows) for rows in events.values_list("facts__refused_rows", flat=True)]
    return lambda told: any(told.lines[0].row not in rows for rows in refused)


def _only_asked(refused: Refused) -> bool:
    return all(no.refusal.code in DOUBTS for no in refused.problems)


def _note(report: FileReport, asked: Asked) -> None:
    note(
        KINDS[report.kind].act,
        by=asked.by,
        on=("file", report.file),
        reason=asked.reason,
        sha256=report.sha256,
        added=len(report.added),
        changed=len(report.changed),
        unchanged=report.unchanged,
        refused_rows=sorted(_rows(report.refused)),
        sure=asked.sure,
    )


def _rows(refused: Iterable[Refused]) -> Iterator[int]:
    return (line.row for one in refused for line in one.lines)
