"""How does a finished visit lead the unit's cases on?

One act, one event: the visit, the obstacles told in it, and the steps of the cases that it allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from ehya.diagnose.actions.visiting import draft, finish_held, told_of
from ehya.diagnose.models import Finding, Visit
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.rules import load
from ehya.revive.actions.moving import Step, carry
from ehya.revive.guards import Said, held_back
from ehya.revive.models import Case, Move
from ehya.revive.queries.facts import facts_of
from ehya.revive.table import CLOSED, ways_on


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished visit, what it found, and how far it led the cases of the unit."""

    visit: Visit
    findings: Sequence[Finding]
    moves: Sequence[Move]


@transaction.atomic
def finish_and_carry(key: UUID, *, by: User, seen: int | None = None) -> Finished:
    """Finish a visit, and lead the unit's open cases on as far as it allows.

    A case goes on by "visit" where the table has that way from its state; and by "diagnose" where
    obstacles were told with the visit. A case that cannot go on stays; the visit counts all the same.

    Args:
        key: the visit's.
        by: whose it is.
        seen: the draft's version that the person saw.

    Raises:
        Refusal: as `diagnose.actions.visiting.finish_visit`.
    """
    visit, event = draft(key, by=by, seen=seen), new_event_id()
    findings = finish_held(visit, event=event)
    moves = _carried("visit", visit, by, event)
    if findings:
        moves += _carried("diagnose", visit, by, event)
    cases = {str(move.case_id): f"revive.{move.target}" for move in moves}
    note("diagnose.visit", by=by, id=event, **told_of(visit, findings), cases=cases)
    return Finished(visit, findings, moves)


def _carried(act: str, visit: Visit, by: User, event: UUID) -> list[Move]:
    steps = []
    for case in Case.objects.filter(unit=visit.unit_id).exclude(state__in=CLOSED).order_by("id"):
        step = Step(case.pk, act, by, Said(on=max(visit.on, case.since)), visit=visit.pk)
        if _may_go(case, step):
            steps.append(step)
    return carry(steps, event=event) if steps else []


def _may_go(case: Case, step: Step) -> bool:
    rows = [row for row in ways_on(case.state) if row.act == step.act]
    if not rows or step.by.role not in rows[0].roles:
        return False
    day = step.said.on
    facts = facts_of({case.pk: day})[case.pk]
    return held_back(rows[0], facts, step.said, load("cases", day)) is None
