"""How does the shipped record come in, the first time and with every later release?"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User
from ehya.publish.actions.rows import (
    BY_RECORD,
    Entry,
    Sources,
    all_versions,
    close,
    figure_of,
    first_row,
    lock_record,
    next_row,
    now,
    settled,
)
from ehya.publish.models import RecordedClaim
from ehya.publish.record import PublishedFigure, read_figures

REASON = "a later release of the published record"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did.

    Attributes:
        rows: figures in the release. [claims]
        added: new ones. [claims]
        changed: those that read otherwise in this release. [claims]
        kept: those that read otherwise, but that somebody has corrected or withdrawn here: our
            own reading stands. [claims]
        unchanged: all others. [claims]
    """

    rows: int
    added: int
    changed: int
    kept: int
    unchanged: int


@transaction.atomic
def load_record(*, by: User, path: Path | None = None) -> Loaded:
    """Bring the record up to the shipped release. A second time it changes nothing.

    Args:
        by: in whose name.
        path: another release of the same columns; None: the one that ships.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "publish.load_record")
    lock_record()
    figures = [settled(figure) for figure in read_figures(path)]
    present = all_versions(figure.claim.id for figure in figures)
    sources, entry = Sources(figures), Entry(by, now(), BY_RECORD)
    later = Entry(by, entry.at, BY_RECORD, reason=REASON)
    added = [first_row(f, entry, sources) for f in figures if f.claim.id not in present]
    changes = list(_changed(figures, present))
    ours = [pair for pair in changes if not _as_shipped(pair[0])]
    taken = [pair for pair in changes if _as_shipped(pair[0])]
    close((before for before, _ in taken), entry.at)
    copy_in([*added, *(next_row(before, figure, later, sources) for before, figure in taken)])
    counts = len(added), len(taken), len(ours), len(figures) - len(added) - len(changes)
    loaded = Loaded(len(figures), *counts)
    if added or taken:
        note("publish.load_record", by=by, **asdict(loaded))
    return loaded


def _changed(
    figures: Sequence[PublishedFigure], present: dict[str, list[RecordedClaim]]
) -> Iterator[tuple[RecordedClaim, PublishedFigure]]:
    """Yield each claim that the last release read otherwise, with its newest version."""
    for figure in figures:
        versions = present.get(figure.claim.id, [])
        shipped = [row for row in versions if row.read_by == BY_RECORD]
        if versions and (not shipped or figure_of(shipped[-1]) != figure):
            yield versions[-1], figure


def _as_shipped(row: RecordedClaim) -> bool:
    return row.read_by == BY_RECORD and row.known.upper is None
