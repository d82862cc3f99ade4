"""How is written down what holds a unit up, that it was told wrongly, and that it is lifted?

A finding is never overwritten: what is known of it ends, and another row begins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from ehya.diagnose.actions.keeping import keep
from ehya.diagnose.instrument import obstacle_faults
from ehya.diagnose.models import Finding, Proof
from ehya.diagnose.obstacles import obstacle_named, obstacles_on
from ehya.diagnose.queries.findings import finding_seen
from ehya.diagnose.queries.suggesting import chances_before
from ehya.diagnose.queries.visits import unit_in_sight
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import today
from ehya.register.models import Unit

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Found:
    """An obstacle as somebody found it.

    Attributes:
        unit: the unit's id.
        obstacle: both levels.
        severity: 1 slows it, 2 halves it, 3 stops it.
        on: the day on which it was seen.
        since: since when it is there; the day it was seen, where that is not known.
        cost_irr: what it costs to lift. [IRR]
        words: what else there is to say.
        visit: at which it was found.
    """

    unit: int
    obstacle: str
    severity: int
    on: date
    since: date | None = None
    cost_irr: int | None = None
    words: str = ""
    visit: UUID | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A file handed in as a proof: its kind, its bytes and its name."""

    kind: str
    content: bytes
    name: str


@transaction.atomic
def find(number: str, told: Found, *, by: User, papers: Sequence[Paper] = ()) -> Finding:
    """Write down an obstacle of a unit.

    Args:
        number: the unit's.
        told: the obstacle; its `unit` is filled in here.
        by: who found it.
        papers: files that prove it.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_unit", "diagnose.found_ahead", those of
            `instrument.obstacle_faults`, "diagnose.no_such_proof" and those of `keep`.
    """
    roles.require(by, "diagnose.find")
    unit = unit_in_sight(number, by)
    told = replace(told, unit=unit.unit_id)
    _refuse_wrong(told)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.unit_id)
    event = new_event_id()
    (finding,) = find_many([told], event=event)
    digests = _prove(finding, papers, by, event, synthetic=unit.unit.synthetic)
    note(
        "diagnose.find",
        by=by,
        on=("unit", number),
        after=_as_told(finding),
        id=event,
        proofs=digests,
    )
    return finding


def find_many(
    rows: Sequence[Found], *, event: UUID, known_at: datetime | None = None
) -> list[Finding]:
    """Write obstacles down, inside the caller's transaction; one a unit and obstacle.

    What stands already and is told the same again stays as it is. What is told otherwise holds
    from the day on which it was seen; before that day, what was known stays.

    Args:
        rows: sound ones.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        What stands for each row, in their order.
    """
    if not rows:
        return []
    standing: dict[tuple[int, str], list[Finding]] = {}
    for one in Finding.objects.filter(
        unit__in={row.unit for row in rows}, known__endswith=None
    ).order_by("valid"):
        standing.setdefault((one.unit_id, one.obstacle), []).append(one)
    at = known_at or timezone.now()
    changes = [_set_in(row, standing.get((row.unit, row.obstacle), ())) for row in rows]
    _set_beside(changes, {row.unit: row.on for row in rows}, at)
    _write(changes, event, at)
    return [change.stands for change in changes]


@transaction.atomic
def correct(  # noqa: PLR0913 - each is a fact of the finding
    key: int,
    *,
    by: User,
    reason: str,
    severity: int | None = None,
    since: date | None = None,
    cost_irr: int | None = None,
    words: str | None = None,
) -> Finding:
    """Put right what was told of an obstacle: it never was as it was told.

    Args:
        key: the finding's.
        by: who corrects it.
        reason: why.
        severity: the right one.
        since: the right day.
        cost_irr: the right cost. [IRR]
        words: the right words.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "diagnose.no_such_finding",
            "diagnose.finding_changed", "diagnose.nothing_changed", "diagnose.since_after_end", and
            those of `instrument.obstacle_faults`.
    """
    roles.require(by, "diagnose.correct_finding")
    old = _held(key, by)
    told = {"severity": severity, "cost_to_lift_irr": cost_irr, "words": words}
    right = {name: value for name, value in told.items() if value is not None}
    right = {name: value for name, value in right.items() if value != getattr(old, name)}
    first = since or old.valid.lower
    if not right and first == old.valid.lower:
        raise Refusal("diagnose.nothing_changed", obstacle=f"obstacle.{old.obstacle}")
    new = _copy(old, valid=(first, old.valid.upper), **right)
    _refuse_wrong(_found_of(new))
    if old.valid.upper is not None and first >= old.valid.upper:
        raise Refusal("diagnose.since_after_end", since=first, end=old.valid.upper)
    _refuse_meeting(new, besides=old)
    event = new_event_id()
    _write([_Change(new, closed=(old,), added=((new, old),))], event, timezone.now())
    note(
        "diagnose.correct_finding",
        by=by,
        on=("unit", old.unit.number),
        before=_as_told(old),
        after=_as_told(new),
        reason=reason,
        id=event,
    )
    return new


@transaction.atomic
def take_back(key: int, *, by: User, reason: str) -> None:
    """Say that an obstacle never was there.

    Raises:
        Refusal: as `correct`.
    """
    roles.require(by, "diagnose.correct_finding")
    old = _held(key, by)
    event = new_event_id()
    _write([_Change(old, closed=(old,))], event, timezone.now())
    note(
        "diagnose.correct_finding",
        by=by,
        on=("unit", old.unit.number),
        before=_as_told(old),
        reason=reason,
        id=event,
    )


@transaction.atomic
def lift(key: int, *, by: User, on: date, words: str = "", papers: Sequence[Paper] = ()) -> Finding:
    """Say that an obstacle is gone since a day.

    Args:
        key: the finding's.
        by: who says so.
        on: the first day without it.
        words: how it was lifted.
        papers: files that prove it.

    Raises:
        Refusal: "ledger.not_allowed", "diagnose.no_such_finding", "diagnose.finding_changed",
            "diagnose.lifted_already", "diagnose.lift_ahead", "diagnose.lift_before_begin",
            "diagnose.no_such_proof" and those of `keep`.
    """
    roles.require(by, "diagnose.lift")
    old = _held(key, by)
    if old.valid.upper is not None:
        raise Refusal("diagnose.lifted_already", on=old.valid.upper)
    if on > today():
        raise Refusal("diagnose.lift_ahead", on=on, today=today())
    if on <= old.valid.lower:
        raise Refusal("diagnose.lift_before_begin", on=on, since=old.valid.lower)
    event = new_event_id()
    new = _copy(old, valid=(old.valid.lower, on))
    _write([_Change(new, closed=(old,), added=((new, old),))], event, timezone.now())
    digests = _prove(new, papers, by, event, synthetic=old.unit.synthetic)
    note(
        "diagnose.lift",
        by=by,
        on=("unit", old.unit.number),
        before=_as_told(old),
        after=_as_told(new),
        reason=words,
        id=event,
        proofs=digests,
    )
    return new


@transaction.atomic
def add_proofs(key: int, papers: Sequence[Paper], *, by: User) -> Finding:
    """Add files that prove an obstacle found before.

    Raises:
        Refusal: "ledger.not_allowed", "diagnose.no_such_finding", "diagnose.finding_changed",
            "diagnose.no_file", "diagnose.no_such_proof" and those of `keep`.
    """
    roles.require(by, "diagnose.find")
    if not papers:
        raise Refusal("diagnose.no_file")
    finding = _held(key, by)
    event = new_event_id()
    digests = _prove(finding, papers, by, event, synthetic=finding.unit.synthetic)
    note(
        "diagnose.find",
        by=by,
        on=("unit", finding.unit.number),
        after=_as_told(finding),
        id=event,
        proofs=digests,
    )
    return finding


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands afterwards, which rows end and which begin, each with the row it came of."""

    stands: Finding
    closed: tuple[Finding, ...] = ()
    added: tuple[tuple[Finding, Finding | None], ...] = ()


def _set_in(row: Found, standing: Iterable[Finding]) -> _Change:
    """Work out how an obstacle is set among what is known of it."""
    first = row.since or row.on
    held = list(standing)
    for old in held:
        if old.valid.lower <= row.on and (old.valid.upper is None or row.on < old.valid.upper):
            return _told_again(row, old)
    before = [old.valid.upper for old in held if old.valid.lower <= row.on]
    after = [old.valid.lower for old in held if old.valid.lower > row.on]
    new = _new(row, (max([first, *before]), min(after, default=None)))
    return _Change(new, added=((new, None),))


def _told_again(row: Found, old: Finding) -> _Change:
    same = (row.severity, row.words or old.words) == (old.severity, old.words)
    if same and row.cost_irr in (None, old.cost_to_lift_irr):
        return _Change(old)
    new = _new(row, (row.on, old.valid.upper))
    if row.cost_irr is None:
        new.cost_to_lift_irr = old.cost_to_lift_irr
    if old.valid.lower == row.on:
        return _Change(new, closed=(old,), added=((new, None),))
    past = _copy(old, valid=(old.valid.lower, row.on))
    return _Change(new, closed=(old,), added=((past, old), (new, None)))


def _new(row: Found, valid: tuple[date, date | None]) -> Finding:
    return Finding(
        unit_id=row.unit,
        obstacle=row.obstacle,
        severity=row.severity,
        valid=valid,
        cost_to_lift_irr=None if row.cost_irr is None else Decimal(row.cost_irr),
        words=row.words.strip(),
        visit_id=row.visit,
    )


def _set_beside(changes: Sequence[_Change], seen: dict[int, date], at: datetime) -> None:
    """Write beside what is found for the first time what the machine had said before."""
    new = [row for change in changes for row, old in change.added if old is None]
    said = chances_before({(row.unit_id, seen[row.unit_id]) for row in new}, at)
    for row in new:
        kind = row.obstacle.partition(".")[0]
        row.machine_chance = said.get((row.unit_id, seen[row.unit_id]), {}).get(kind)


def _copy(old: Finding, **other: Any) -> Finding:
    names = ("unit_id", "obstacle", "severity", "cost_to_lift_irr", "words", "visit_id")
    kept = {name: getattr(old, name) for name in (*names, "machine_chance")}
    return Finding(**(kept | other))


def _write(changes: Sequence[_Change], event: UUID, at: datetime) -> None:
    """Close and begin rows; what was proven of a row stays proven of its copies."""
    closed = [old for change in changes for old in change.closed]
    at = max([at, *(old.known.lower + _TICK for old in closed)])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE diagnose_finding SET known = tstzrange(lower(known), %s) WHERE id = ANY(%s)",
            [at, [old.pk for old in closed]],
        )
    added = [pair for change in changes for pair in change.added]
    for new, _ in added:
        new.known, new.event_id = (at, None), event
    copy_in(new for new, _ in added)
    _carry_proofs({old.pk: new for new, old in added if old is not None}, event)


def _carry_proofs(copies: dict[int, Finding], event: UUID) -> None:
    copy_in(
        Proof(
            finding=copies[old.finding_id],
            evidence_id=old.evidence_id,
            kind=old.kind,
            event_id=event,
        )
        for old in Proof.objects.filter(finding__in=copies)
    )


def _prove(
    finding: Finding, papers: Sequence[Paper], by: User, event: UUID, *, synthetic: bool
) -> list[str]:
    known = obstacles_on().proofs
    digests = []
    for paper in papers:
        if paper.kind not in known:
            raise Refusal("diagnose.no_such_proof", kind=paper.kind[:40])
        kept = keep(paper.content, name=paper.name, by=by, synthetic=synthetic)
        Proof.objects.get_or_create(
            finding=finding, evidence=kept, defaults={"kind": paper.kind, "event_id": event}
        )
        digests.append(kept.sha256)
    return digests


def _held(key: int, by: User) -> Finding:
    """Return a finding in sight that is still known, and let nobody change it meanwhile."""
    unit = finding_seen(key, by).unit_id
    Unit.objects.select_for_update(no_key=True).get(pk=unit)
    finding = finding_seen(key, by)
    if finding.known.upper is not None:
        newest = (
            Finding.objects.filter(
                unit=unit, obstacle=finding.obstacle, known__startswith__gte=finding.known.upper
            )
            .select_related("event__by")
            .order_by("known")
            .first()
        )
        who = newest.event.by.username if newest else ""
        raise Refusal(
            "diagnose.finding_changed", obstacle=f"obstacle.{finding.obstacle}", by=who or "…"
        )
    return finding


def _refuse_wrong(told: Found) -> None:
    if told.on > today():
        raise Refusal("diagnose.found_ahead", on=told.on, today=today())
    obstacle_named(told.obstacle)
    row = {
        "obstacle": told.obstacle,
        "severity": told.severity,
        "since": told.since.isoformat() if told.since else "",
        "cost_irr": told.cost_irr,
        "words": told.words,
    }
    for no in obstacle_faults(row, told.on, {told.obstacle}):
        raise no


def _refuse_meeting(new: Finding, *, besides: Finding) -> None:
    """A corrected beginning may not run into an earlier time of the same obstacle."""
    others = Finding.objects.filter(
        unit=new.unit_id, obstacle=new.obstacle, known__endswith=None, valid__overlap=new.valid
    )
    for other in others.exclude(pk=besides.pk):
        raise Refusal(
            "diagnose.stood_before",
            obstacle=f"obstacle.{new.obstacle}",
            since=other.valid.lower,
        )


def _found_of(finding: Finding) -> Found:
    cost = finding.cost_to_lift_irr
    since = finding.valid[0]
    return Found(
        unit=finding.unit_id,
        obstacle=finding.obstacle,
        severity=finding.severity,
        on=today(),
        since=since,
        cost_irr=None if cost is None else int(cost),
        words=finding.words,
    )


def _as_told(finding: Finding) -> dict[str, object]:
    valid = finding.valid
    first, last = valid if isinstance(valid, tuple) else (valid.lower, valid.upper)
    cost = finding.cost_to_lift_irr
    return {
        "obstacle": f"obstacle.{finding.obstacle}",
        "severity": finding.severity,
        "since": first,
        **({"until": last} if last else {}),
        **({"cost_to_lift_irr": int(cost)} if cost is not None else {}),
    }
