"""How is a wrong reading put right without overwriting what was held true before?"""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from ehya.engine.claims.model import Claim
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User
from ehya.ledger.rules import vocabulary
from ehya.publish.actions.rows import (
    BY_HAND,
    Entry,
    Sources,
    close,
    figure_of,
    lock_record,
    next_row,
    now,
    settled,
)
from ehya.publish.intake.columns import COLUMNS
from ehya.publish.intake.rows import Good, cells_of, read_rows
from ehya.publish.intake.sheet import Line, Sheet
from ehya.publish.models import RecordedClaim
from ehya.publish.queries.record import Recorded, recorded
from ehya.publish.record import PublishedFigure

# What the engine and the pages call a field -> the record's column
FIELDS = {
    **{column.name: column.name for column in COLUMNS if column.name != "claim_id"},
    "publisher": "source",
    "place": "scope_geography",
    "population": "scope_population",
    "speaker": "speaker_role",
    "solar_year": "jalali_year",
}
PERIOD = frozenset({"period_kind", "period_start", "period_end"})


@transaction.atomic
def correct_claim(
    key: str,
    changes: Mapping[str, object],
    reason: str,
    *,
    by: User,
    expected_version: int | None = None,
) -> Recorded:
    """Replace a reading from this moment on; what was known before stays as it was.

    Args:
        key: the claim.
        changes: field -> new value, as text or number; "" empties a field. Fields: `FIELDS`.
        reason: why; everybody will read it.
        by: who corrects.
        expected_version: the version that the person saw; refused when another came meanwhile.

    Returns:
        The new version.

    Raises:
        Refusal: "ledger.not_allowed", "publish.no_such_claim", "publish.withdrawn",
            "publish.reason_missing", "publish.version_moved", "publish.no_such_field",
            "publish.nothing_changed", and the "import.…" codes of a wrong value.
    """
    roles.require(by, "publish.correct_claim")
    before = _locked(key, reason, expected_version)
    old = figure_of(before)
    figure = _corrected(old, changes)
    if figure == old:
        raise Refusal("publish.nothing_changed", key=key)
    entry = Entry(by, now(), BY_HAND, reason.strip(), before.text, before.text_claim)
    close([before], entry.at)
    after = next_row(before, figure, entry, Sources([figure]))
    copy_in([after])
    were, are = _difference(cells_of(old), cells_of(figure))
    note(
        "publish.correct_claim",
        by=by,
        on=("claim", key),
        before=were,
        after=are,
        reason=reason,
        version=after.version,
    )
    return recorded(after)


@transaction.atomic
def withdraw_claim(key: str, reason: str, *, by: User, expected_version: int | None = None) -> None:
    """Stop holding a claim, from this moment on; looks at earlier moments still show it.

    Raises:
        Refusal: "ledger.not_allowed", "publish.no_such_claim", "publish.withdrawn",
            "publish.reason_missing", "publish.version_moved".
    """
    roles.require(by, "publish.withdraw_claim")
    row = _locked(key, reason, expected_version)
    close([row], now(), because=reason.strip())
    note("publish.withdraw_claim", by=by, on=("claim", key), reason=reason, version=row.version)


def _locked(key: str, reason: str, expected_version: int | None) -> RecordedClaim:
    """Return the newest version, held so that nobody else changes it meanwhile."""
    if not reason.strip():
        raise Refusal("publish.reason_missing")
    lock_record()
    row = (
        RecordedClaim.objects.select_related("source", "text", "by")
        .filter(key=key)
        .order_by("-version")
        .first()
    )
    if row is None:
        raise Refusal("publish.no_such_claim", key=key[:60])
    if expected_version is not None and row.version != expected_version:
        raise Refusal("publish.version_moved", key=key, seen=expected_version, now=row.version)
    if row.known.upper is not None:
        raise Refusal("publish.withdrawn", key=key, reason=row.withdrawn_because)
    return row


def _corrected(old: PublishedFigure, changes: Mapping[str, object]) -> PublishedFigure:
    """Read the changed row as a handed-in file's row is read: the same words, the same refusals."""
    cells = cells_of(old)
    for field, value in changes.items():
        if field not in FIELDS:
            raise Refusal("publish.no_such_field", field=field[:60], allowed=", ".join(FIELDS))
        cells[FIELDS[field]] = "" if value is None else str(value).strip()
    touched = {FIELDS[field] for field in changes}
    moved = bool(touched & PERIOD) and "jalali_year" not in touched
    if moved:
        cells["jalali_year"] = ""
    sheet = Sheet("", tuple(cells), (), (Line(0, cells),))
    (read,) = read_rows(sheet, vocabulary=vocabulary(), today=now().date())
    if not isinstance(read, Good):
        raise read[0].refusal
    new = settled(read.figure)
    year = old.solar_year if moved and new.solar_year is None else new.solar_year
    return replace(new, claim=_with_links(old.claim, new.claim, touched), solar_year=year)


def _with_links(old: Claim, new: Claim, touched: set[str]) -> Claim:
    """Keep where the claim stands in its text and what it belongs to.

    Bounds fall with the value that they belong to, doubts with the field that they are about.
    """
    same = (old.value, old.qualifier) == (new.value, new.qualifier)
    settled_doubts = {column.split("_")[0].removeprefix("scope") for column in touched}
    doubts = [code for code in old.unsure if code.split(".")[0] not in settled_doubts]
    return replace(
        new,
        low=old.low if same else None,
        high=old.high if same else None,
        start=old.start,
        end=old.end,
        text=old.text,
        pair=old.pair,
        part_of=old.part_of,
        about=old.about,
        unsure=tuple(dict.fromkeys((*doubts, *new.unsure))),
    )


def _difference(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}
