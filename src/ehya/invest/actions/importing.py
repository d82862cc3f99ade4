"""How does a file of projects come in, whole or not at all?

One transaction: whoever pulls the plug finds everything or nothing written. The dry run does the same
project by project and takes each back at once, so that there is no second set of rules which could
say otherwise, and nobody else waits for a whole file that is only looked at.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.invest.actions.bringing import Brought, Wrong, bring, parks_seen
from ehya.invest.intake.fields import LIMITS
from ehya.invest.intake.reading import Refused, Sheet, Told, read_file
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import Event, User
from ehya.register.actions.arrivals import ask
from ehya.register.actions.received import keep_file
from ehya.register.intake.papers import RefusedRow
from ehya.register.intake.rates import problem
from ehya.register.models import ReceivedFile
from ehya.register.places import ParkNames

ACT = "invest.import_projects"
KIND = "projects"  # what a kept file is meant for
DOUBTS = ("invest.amount_doubtful", "invest.rate_doubtful")


@dataclass(frozen=True, slots=True)
class ProjectsReport:
    """What an import did, or in a dry run would do.

    Attributes:
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
class _Asked:
    """What the sender wants."""

    by: User
    dry_run: bool
    only_good: bool
    sure: bool
    reason: str


def import_projects(  # noqa: PLR0913 - what, by whom, and four answers of theirs
    source: Path | bytes,
    *,
    by: User,
    name: str = "",
    dry_run: bool = False,
    only_good: bool = False,
    sure: bool = False,
    reason: str = "",
) -> ProjectsReport:
    """Take a file of projects in.

    A project is found by its number of its own, or by Ehya's. What a cell does not tell stays. The
    same file a second time changes nothing, also when it has been put right since.

    Args:
        source: the file, or its bytes.
        by: who hands it in, for provinces that they see.
        name: what its sender calls it; a path's own name unless told.
        dry_run: only say what would happen.
        only_good: take the good projects even if others are refused.
        sure: take amounts too that look like a slipped zero.
        reason: why what was told reads otherwise now; the file's name where none is told.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big", and those of
            `intake.reading.read_file`.
    """
    roles.require(by, ACT)
    begun = time.monotonic()
    called = name or (source.name if isinstance(source, Path) else KIND)
    content = _bytes(source, called)
    sheet = read_file(content, file=called)
    asked = _Asked(by, dry_run, only_good, sure, reason.strip()[:300] or called)
    digest = hashlib.sha256(content).hexdigest()
    if dry_run:
        report = _report(sheet, digest, asked)
    else:
        receive(content, by=by, name=called)
        report = _take(sheet, digest, asked)
    return replace(report, seconds=round(time.monotonic() - begun, 3))


def receive(content: Path | bytes, *, by: User, name: str) -> ReceivedFile:
    """Keep a file's bytes, so that its sender may see first what it would do.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", "import.too_big".
    """
    roles.require(by, ACT)
    return keep_file(content, name=name, by=by, most_bytes=LIMITS.bytes, meant_for=KIND)


def refused_rows(report: ProjectsReport, say: Callable[[Refusal], str]) -> list[RefusedRow]:
    """Return all rows of the refused projects as they go back to their sender.

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


@transaction.atomic
def _take(sheet: Sheet, digest: str, asked: _Asked) -> ProjectsReport:
    ask("SELECT pg_advisory_xact_lock(1403, 13)")  # two files of projects never write at once
    report = _report(sheet, digest, asked)
    if not report.written:
        transaction.set_rollback(True)
    elif report.added or report.changed:
        _note(report, asked)
    return report


def _report(sheet: Sheet, digest: str, asked: _Asked) -> ProjectsReport:
    brought = list(_brought(sheet, _taken_before(digest), asked))
    refused = tuple(one for one in brought if isinstance(one, Refused))
    done = [one for one in brought if isinstance(one, Brought) and (one.new or one.cells)]
    return ProjectsReport(
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


def _brought(
    sheet: Sheet, taken: Callable[[Told], bool], asked: _Asked
) -> Iterator[Brought | Refused]:
    """Yield what became of each project; what one of them wrote is undone where it is refused."""
    parks = parks_seen(asked.by)
    for told in sheet.projects:
        if isinstance(told, Refused):
            yield told
        elif taken(told):
            yield Brought(told.lines[0].row, None, "", new=False, cells={})
        else:
            yield _bring(told, parks, sheet.file, asked)


def _bring(told: Told, parks: ParkNames, file: str, asked: _Asked) -> Brought | Refused:
    try:
        with transaction.atomic():
            done = bring(told, parks, by=asked.by, reason=asked.reason, sure=asked.sure)
            transaction.set_rollback(asked.dry_run)
            return done
    except Wrong as wrong:
        no = problem(wrong.line, wrong.column, wrong.refusal, file)
        return Refused(told.lines, (no,))


def _taken_before(digest: str) -> Callable[[Told], bool]:
    """Return whether these very bytes told a project before: they do not tell it again."""
    events = Event.objects.filter(act=ACT, facts__sha256=digest)
    refused = [set(rows) for rows in events.values_list("facts__refused_rows", flat=True)]
    return lambda told: any(told.lines[0].row not in rows for rows in refused)


def _only_asked(refused: Refused) -> bool:
    return all(no.refusal.code in DOUBTS for no in refused.problems)


def _note(report: ProjectsReport, asked: _Asked) -> None:
    note(
        ACT,
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
