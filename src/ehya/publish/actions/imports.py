"""How does a handed-in file of claims come into the record, whole or not at all?"""

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User
from ehya.ledger.rules import vocabulary
from ehya.publish.actions.rows import (
    BY_FILE,
    BY_HAND,
    Entry,
    Sources,
    all_versions,
    close,
    figure_of,
    first_row,
    lock_record,
    next_row,
    now,
    open_rows,
    settled,
)
from ehya.publish.intake.rows import (
    Good,
    Problem,
    cells_of,
    new_key,
    read_rows,
    same_telling,
    subject,
)
from ehya.publish.intake.sheet import MOST_BYTES, Line, Sheet, open_sheet
from ehya.publish.models import RecordedClaim
from ehya.publish.record import PublishedFigure
from ehya.register.actions.received import keep_file
from ehya.register.models import ReceivedFile

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that the file reads otherwise than the record.

    Attributes:
        row: its row in the file.
        key: the claim.
        cells: column -> (as recorded, as in the file); only what differs.
    """

    row: int
    key: str
    cells: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that cannot be taken, with everything that is wrong in it."""

    line: Line
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or in a dry run would do.

    Attributes:
        file: the file's name.
        sha256: digest of its bytes, under which they are kept.
        rows: rows below the header that are not empty.
        added: new claims. [claims]
        changed: claims that it corrects. [claims]
        unchanged: claims that it tells as the record has them. [claims]
        written: whether the file was taken: not in a dry run, and not when rows were refused and
            only a whole file was wanted.
        dry_run: whether only an answer was wanted.
        changes: what it corrects, cell by cell.
        refused: rows that cannot be taken.
        columns: names of the columns that the file has, in the record's words.
        unknown: names of columns that were not read.
        seconds: how long it took. [s]
    """

    file: str
    sha256: str
    rows: int
    added: int
    changed: int
    unchanged: int
    written: bool
    dry_run: bool
    changes: tuple[Change, ...]
    refused: tuple[Refused, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class _Plan:
    """What is to be done with each row, worked out before anything is written."""

    new: list[PublishedFigure] = field(default_factory=list)
    corrected: list[tuple[RecordedClaim, PublishedFigure]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)


def import_claims(
    path: Path,
    *,
    by: User,
    dry_run: bool = False,
    only_good: bool = False,
    published_on: str | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a CSV file or an Excel workbook of claims into the record.

    One transaction: whoever pulls the plug finds either everything or nothing written, and hands
    the file in again. The same file a second time changes nothing.

    Args:
        path: the file.
        by: who hands it in.
        dry_run: only say what would happen.
        only_good: take the good rows even if others are refused.
        published_on: for rows that tell no publication date. [ISO prefix]
        progress: called with (rows read, rows) now and then.

    Raises:
        Refusal: "ledger.not_allowed", "import.no_such_file", and those of `intake.sheet`.
    """
    roles.require(by, "publish.import_claims")
    begun = time.monotonic()
    content = _bytes(path)
    digest = hashlib.sha256(content).hexdigest()
    sheet = open_sheet(content, file=path.name)
    file = None if dry_run else keep_file(content, name=path.name, by=by, most_bytes=MOST_BYTES)
    with transaction.atomic():
        lock_record()
        plan = _plan(sheet, published_on=published_on, progress=progress)
        written = file is not None and (only_good or not plan.refused)
        if file is not None and written:
            _write(plan, by=by, file=file)
    report = _report(sheet, plan, digest=digest, written=written)
    return replace(report, dry_run=dry_run, seconds=round(time.monotonic() - begun, 3))


def _plan(sheet: Sheet, *, published_on: str | None, progress: Progress | None) -> _Plan:
    plan, good = _Plan(), list[Good]()
    today = now().date()
    rows = read_rows(sheet, vocabulary=vocabulary(), today=today, published_on=published_on)
    for count, (line, read) in enumerate(zip(sheet.lines, rows, strict=True), start=1):
        if isinstance(read, Good):
            good.append(read)
        else:
            plan.refused.append(Refused(line, read))
        if progress and (count % 500 == 0 or count == len(sheet.lines)):
            progress(count, len(sheet.lines))
    _sort_out(_once_each(_keyed(good), sheet.file, plan), plan)
    plan.refused.sort(key=lambda refused: refused.line.row)
    return plan


def _keyed(good: Iterable[Good]) -> list[Good]:
    """Give each row its key: its own, that of the same telling in the record, or a new one."""
    present: dict[object, list[tuple[str, PublishedFigure]]] = {}
    for recorded in open_rows().values():
        figure = figure_of(recorded)
        present.setdefault(subject(figure), []).append((recorded.key, figure))
    keyed = []
    for row in good:
        key = row.figure.claim.id or _key_of_same(row.figure, present) or new_key(row.figure)
        keyed.append(replace(row, figure=_with_key(row.figure, key)))
    return keyed


def _key_of_same(
    figure: PublishedFigure,
    present: Mapping[object, Sequence[tuple[str, PublishedFigure]]],
) -> str | None:
    """Several claims may share a subject; then only the one of the same value is meant."""
    same = present.get(subject(figure), ())
    alike = [key for key, other in same if other.claim.value == figure.claim.value]
    if alike:
        return alike[0]
    return same[0][0] if len(same) == 1 else None


def _once_each(good: Iterable[Good], file: str, plan: _Plan) -> Iterable[Good]:
    first: dict[str, int] = {}
    for row in good:
        key = row.figure.claim.id
        if key not in first:
            first[key] = row.line.row
            yield row
            continue
        facts = {"file": file, "row": row.line.row, "field": "claim_id", "value": key}
        twice = Refusal("import.same_claim_twice", **facts, first=first[key])
        plan.refused.append(Refused(row.line, (Problem(row.line.row, "claim_id", key, twice),)))


def _sort_out(good: Iterable[Good], plan: _Plan) -> None:
    good = list(good)
    present = all_versions(row.figure.claim.id for row in good)
    for row in good:
        versions = present.get(row.figure.claim.id, [])
        if not versions:
            plan.new.append(settled(row.figure))
            continue
        newest = versions[-1]
        told = same_telling(figure_of(newest), row.figure, row.line.cells)
        if told == figure_of(newest) or _corrected_since(versions, row):
            plan.unchanged += 1
        else:
            plan.corrected.append((newest, told))
            plan.changes.append(_change(row.line.row, figure_of(newest), told))


def _corrected_since(versions: Sequence[RecordedClaim], row: Good) -> bool:
    """What somebody has corrected by hand or withdrawn is not brought back by an older telling."""
    newest = versions[-1]
    if newest.read_by != BY_HAND and newest.known.upper is None:
        return False
    before = [figure_of(version) for version in versions]
    return any(same_telling(figure, row.figure, row.line.cells) == figure for figure in before)


def _change(row: int, before: PublishedFigure, after: PublishedFigure) -> Change:
    was, will = cells_of(before), cells_of(after)
    cells = {name: (was[name], will[name]) for name in was if was[name] != will[name]}
    return Change(row, before.claim.id, cells)


def _write(plan: _Plan, *, by: User, file: ReceivedFile) -> None:
    sources, at = Sources([*plan.new, *(figure for _, figure in plan.corrected)]), now()
    entry = Entry(by, at, BY_FILE)
    later = Entry(by, at, BY_FILE, reason=f"{file.name} ({file.sha256[:12]})")
    fresh = [first_row(figure, entry, sources) for figure in plan.new]
    close((before for before, _ in plan.corrected if before.known.upper is None), at)
    fresh += [next_row(before, figure, later, sources) for before, figure in plan.corrected]
    copy_in(fresh)
    if fresh:
        note(
            "publish.import_claims",
            by=by,
            on=("file", file.name),
            sha256=file.sha256,
            added=len(plan.new),
            changed=len(plan.corrected),
            unchanged=plan.unchanged,
            refused=len(plan.refused),
        )


def _report(sheet: Sheet, plan: _Plan, *, digest: str, written: bool) -> ImportReport:
    return ImportReport(
        file=sheet.file,
        sha256=digest,
        rows=len(sheet.lines),
        added=len(plan.new),
        changed=len(plan.corrected),
        unchanged=plan.unchanged,
        written=written,
        dry_run=False,
        changes=tuple(plan.changes),
        refused=tuple(plan.refused),
        columns=sheet.columns,
        unknown=sheet.unknown,
        seconds=0.0,
    )


def _with_key(figure: PublishedFigure, key: str) -> PublishedFigure:
    return replace(figure, claim=replace(figure.claim, id=key))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("import.too_big", file=path.name, megabytes=MOST_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Refusal("import.no_such_file", file=str(path), why=why) from error
