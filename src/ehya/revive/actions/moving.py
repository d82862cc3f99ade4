"""How is a case led on, one by a person and many by the turn of the cycle?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in, new_row
from ehya.ledger.arrays import array_of
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.revive.guards import Facts, Said, held_back
from ehya.revive.models import Case, Move
from ehya.revive.queries.agenda import refuse_wrong_meetings
from ehya.revive.queries.facts import facts_of
from ehya.revive.queries.scope import case_seen
from ehya.revive.table import Row, guards_of, row_of

NEW_ROUND = ("relapsed", "reopened")  # states that begin one
CAUSE_STANDS = ("under_way", "restarted", "verified", "sustained")  # it is what was decided on


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one case.

    Attributes:
        case: its number.
        act: of `table.ACTS`.
        by: who does it.
        said: what is said with it.
        visit: the visit that it rests on.
        facts: what else should stand in the move.
    """

    case: int
    act: str
    by: User
    said: Said
    visit: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def take(
    number: int,
    act: str,
    *,
    by: User,
    said: Said,
    visit: UUID | None = None,
    seen: int | None = None,
) -> Move:
    """Lead one case on.

    Args:
        number: the case's.
        act: of `table.ACTS`.
        by: who does it.
        said: what is said with it.
        visit: the visit that it rests on.
        seen: the case's version that the person saw; refused when it has changed since.

    Returns:
        The move.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_case", "revive.changed_meanwhile",
            "revive.not_from_here", "revive.not_yours_from_here", "revive.ahead", those of
            `guards` and, where it is brought to a meeting, of `agenda`.
    """
    roles.require(by, f"revive.{act}")
    case = lock(number, by=by, seen=seen)
    event, state = new_event_id(), case.state
    (move,) = carry([Step(number, act, by, said, visit)], event=event)
    note(
        f"revive.{act}",
        by=by,
        on=("case", str(number)),
        before={"state": f"revive.{state}"},
        after={"state": f"revive.{move.target}", "due": move.due},
        reason=said.reason,
        id=event,
        happened_on=said.on,
    )
    return move


def lock(number: int, *, by: User, seen: int | None = None) -> Case:
    """Return a case that the person may see, held until the transaction ends.

    Args:
        number: the case's.
        by: who asks.
        seen: the version that the person saw.

    Raises:
        Refusal: "revive.no_such_case", "revive.changed_meanwhile" with who did what since.
    """
    case_seen(number, sight_of(by))
    case = Case.objects.select_for_update(no_key=True).get(pk=number)
    if seen not in (None, case.version):
        newest = Move.objects.filter(case=case).select_related("by").order_by("-id")[0]
        raise Refusal(
            "revive.changed_meanwhile",
            by=newest.by.username,
            act=f"revive.{newest.act}",
            on=newest.on,
        )
    return case


def carry(steps: Sequence[Step], *, event: UUID, known_at: datetime | None = None) -> list[Move]:
    """Write steps of many cases, at most one a case; inside the caller's transaction.

    Either every step is right, or nothing is written.

    Args:
        steps: in any order.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        The moves, in the order of the steps.

    Raises:
        Refusal: as `take`, the first that does not hold.
    """
    if not steps:
        return []
    ordered = sorted(steps, key=lambda step: step.case)
    _run([_HELD], {"cases": [step.case for step in ordered]})
    days = {step.case: step.said.on for step in ordered}
    facts = facts_of(days, {step.case: guards_of(step.act) for step in ordered})
    rows = [_checked(step, facts[step.case]) for step in ordered]
    brought = {step.case: step.said.meeting for step in ordered if step.act == "bring"}
    if brought:
        refuse_wrong_meetings({case: key for case, key in brought.items() if key})
    known = known_at or timezone.now()
    moves = copy_in(
        _move(step, facts[step.case], row, event, known)
        for step, row in zip(ordered, rows, strict=True)
    )
    _advance(moves)
    _leave_behind(moves)
    by_case = {move.case_id: move for move in moves}
    return [by_case[step.case] for step in steps]


def _checked(step: Step, facts: Facts) -> Row:
    row = row_of(facts.state, step.act)
    if step.by.role not in row.roles:
        raise Refusal(
            "revive.not_yours_from_here",
            state=f"revive.{facts.state}",
            act=f"revive.{step.act}",
            roles=sorted(row.roles - {roles.HOUSE}),
        )
    if step.said.on > today():
        raise Refusal("revive.ahead", on=step.said.on, today=today())
    if no := held_back(row, facts, step.said, _rules(step.said.on)):
        raise no
    return row


@cache
def _rules(on: date) -> Mapping[str, Any]:
    return load("cases", on)


def _move(step: Step, facts: Facts, row: Row, event: UUID, known: datetime) -> Move:
    begins = row.target in NEW_ROUND
    return new_row(
        Move,
        case_id=step.case,
        act=step.act,
        source=facts.state,
        target=row.target,
        round=facts.round + begins,
        on=step.said.on,
        known_at=known,
        due=due_of(row.target, step.said.on),
        by_id=step.by.pk,
        reason=step.said.reason.strip(),
        facts={**_told(step.said), **step.facts},
        visit_id=step.visit,
        event_id=event,
    )


def due_of(state: str, since: date) -> date:
    """Return by when a case that came into a state on a day should have gone on."""
    return since + timedelta(days=_rules(since)["days"][state]["days"])


def _told(said: Said) -> dict[str, Any]:
    told: dict[str, Any] = {
        "restarted_on": said.restarted_on and said.restarted_on.isoformat(),
        "jobs": said.jobs,
        "use": said.use,
        "meeting": said.meeting,
    }
    if said.seen:
        told |= {"seen_by": said.seen.by, "seen_on": said.seen.on.isoformat()}
    return {name: value for name, value in told.items() if value is not None}


_HELD = "SELECT FROM revive_case WHERE id = ANY(%(cases)s::bigint[]) ORDER BY id FOR NO KEY UPDATE"
_ADVANCE = """
UPDATE revive_case AS c
SET state = m.target, since = m."on", due = m.due, round = m.round, owner = t.owner,
    round_begun = CASE WHEN m.round > c.round THEN m."on" ELSE c.round_begun END,
    cause = coalesce((
        SELECT split_part(f.obstacle, '.', 1) FROM diagnose_finding AS f
        WHERE NOT t.found AND f.unit_id = c.unit_id AND f.valid @> m."on" AND upper_inf(f.known)
        ORDER BY f.severity DESC, f.cost_to_lift_irr DESC NULLS LAST, f.id LIMIT 1), c.cause),
    officer_id = CASE WHEN m.act = 'screen' THEN coalesce(c.officer_id, m.by_id)
                      ELSE c.officer_id END,
    version = c.version + 1
FROM revive_move AS m
JOIN unnest(%(targets)s::text[], %(days)s::date[], %(owners)s::text[], %(found)s::boolean[])
    AS t (target, "on", owner, found) USING (target, "on")
WHERE m.id = ANY(%(moves)s::bigint[]) AND c.id = m.case_id
"""
# By number, so that restarts are numbered alike however the database reads them: lots fall by it.
_RESTART = """
INSERT INTO revive_restart (case_id, unit_id, kind, restarted_on, jobs, "use", move_id)
SELECT c.id, c.unit_id, c.kind, (m.facts ->> 'restarted_on')::date,
       (m.facts ->> 'jobs')::integer, (m.facts ->> 'use')::float8, m.id
FROM revive_move AS m JOIN revive_case AS c ON c.id = m.case_id
WHERE m.id = ANY(%(moves)s::bigint[]) AND m.act = 'restart'
ORDER BY m.id
"""
_STANDING = """
UPDATE revive_restart AS r
SET verified_by_id = CASE WHEN m.act = 'verify' THEN m.id ELSE r.verified_by_id END,
    sustained_by_id = CASE WHEN m.act = 'sustain' THEN coalesce(r.sustained_by_id, m.id)
                           ELSE r.sustained_by_id END,
    ended_by_id = CASE WHEN m.act IN ('take_back', 'relapse') THEN m.id END
FROM revive_move AS m
WHERE m.id = ANY(%(moves)s::bigint[]) AND m.act IN ('verify', 'sustain', 'take_back', 'relapse')
  AND r.case_id = m.case_id AND r.ended_by_id IS NULL
"""
# Places on an agenda go on from the last one there.
_BRING = """
INSERT INTO revive_item (meeting_id, case_id, place, round, asks, state)
SELECT (m.facts ->> 'meeting')::bigint, m.case_id,
       coalesce((SELECT max(i.place) FROM revive_item AS i
                 WHERE i.meeting_id = (m.facts ->> 'meeting')::bigint), 0)
       + row_number() OVER (PARTITION BY m.facts ->> 'meeting' ORDER BY m.id),
       m.round, m.reason, 'waiting'
FROM revive_move AS m WHERE m.id = ANY(%(moves)s::bigint[]) AND m.act = 'bring'
"""
_OFF_AGENDA = """
UPDATE revive_item AS i
SET state = CASE m.act WHEN 'send_back' THEN 'postponed' WHEN 'decide' THEN 'decided'
            ELSE 'dropped' END
FROM revive_move AS m
WHERE m.id = ANY(%(moves)s::bigint[]) AND m.source = 'before_committee'
  AND i.case_id = m.case_id AND i.state = 'waiting'
"""


def _advance(moves: Sequence[Move]) -> None:
    kinds = sorted({(move.target, move.on) for move in moves})
    told: dict[str, list[Any]] = {
        "moves": [move.pk for move in moves],
        "targets": [target for target, _ in kinds],
        "days": [on for _, on in kinds],
        "owners": [_rules(on)["days"][target]["owner"] for target, on in kinds],
        "found": [target in CAUSE_STANDS for target, _ in kinds],
    }
    _run([_ADVANCE], told)


def _leave_behind(moves: Sequence[Move]) -> None:
    """Write what the acts create beside their moves."""
    acts = {move.act for move in moves}
    lines = [
        *([_RESTART] if "restart" in acts else []),
        *([_STANDING] if acts & {"verify", "sustain", "take_back", "relapse"} else []),
        *([_BRING] if "bring" in acts else []),
        *([_OFF_AGENDA] if any(move.source == "before_committee" for move in moves) else []),
    ]
    _run(lines, {"moves": [move.pk for move in moves]})


def _run(lines: Sequence[str], values: Mapping[str, Iterable[object]]) -> None:
    arrays = {name: array_of(many) for name, many in values.items()}
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line, arrays)
