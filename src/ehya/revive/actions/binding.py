"""How does a decision bind an outside body to something, by a day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.rules import load
from ehya.revive.actions import meetings
from ehya.revive.actions.bodies import words_of
from ehya.revive.models import Body, Case, Decision, Obligation
from ehya.revive.models import Step as ObligationStep
from ehya.revive.queries.committees import bodies_for

ACT = "revive.hold_meeting"
MOST_IRR = 10**18  # more than the country's money: a slip
LONGEST = 300  # letters
LATEST = 10 * 366  # days after a decision by which anything is due


@dataclass(frozen=True, slots=True)
class Owed:
    """What a body is bound to.

    Attributes:
        body: its id.
        words: what is to be done.
        amount_irr: of money; None where it is none. [IRR]
        due: by when; None for the usual days of its kind.
    """

    body: int
    words: str
    amount_irr: int | None = None
    due: date | None = None


@transaction.atomic
def oblige(decision: int, owed: Owed, *, by: User) -> int:
    """Bind one more body by a decision, as long as its meeting is not sealed.

    Args:
        decision: its id.
        owed: what the body is bound to.
        by: who writes it down.

    Returns:
        The obligation's id.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_decision",
            "revive.not_with_such_a_meeting", "revive.rejected_binds_nobody", and those of
            `refuse_unbindable`.
    """
    roles.require(by, ACT)
    told = Decision.objects.select_related("item", "case").filter(pk=decision).first()
    if told is None:
        raise Refusal("revive.no_such_decision", decision=decision)
    meeting = meetings.lock(told.item.meeting_id, by=by, states=("held",))
    if told.said == "rejected":
        raise Refusal("revive.rejected_binds_nobody")
    refuse_unbindable(told.case, [owed], told.on)
    event = new_event_id()
    (made,) = oblige_many([(told, owed)], by=by, event=event)
    meetings.grow(meeting)
    after = {"obligation": made.pk, "body": made.body.name_fa, "due": made.due}
    on = ("meeting", str(meeting.pk))
    note("revive.hold_meeting", by=by, on=on, after=after, id=event, decision=told.number)
    return made.pk


def oblige_many(
    rows: Sequence[tuple[Decision, Owed]], *, by: User, event: UUID
) -> list[Obligation]:
    """Write obligations with their first step, inside the caller's transaction.

    Args:
        rows: decision and what it binds a body to; already checked.
        by: who writes them down.
        event: of which they are; the caller notes it.

    Returns:
        The obligations, in the order of the rows.
    """
    kinds = Body.objects.in_bulk({owed.body for _, owed in rows})
    made = copy_in(
        Obligation(
            decision=decision,
            case_id=decision.case_id,
            body=kinds[owed.body],
            round=decision.round,
            words=owed.words.strip(),
            amount_irr=owed.amount_irr,
            due=owed.due or usual_due(kinds[owed.body].kind, decision.on),
        )
        for decision, owed in rows
    )
    copy_in(
        ObligationStep(
            obligation=one,
            said="asked",
            on=decision.on,
            due=one.due,
            by=by,
            event_id=event,
        )
        for one, (decision, _) in zip(made, rows, strict=True)
    )
    return made


def usual_due(kind: str, on: date) -> date:
    """Return by when a body of a kind must have done what it is bound to on a day.

    Args:
        kind: of `models.committees.BODY_KINDS`.
        on: the day of the decision.
    """
    days: int = load("committee", on)["due_days"][kind]
    return on + timedelta(days=days)


def refuse_unbindable(case: Case, owed: Sequence[Owed], on: date) -> None:
    """Say no to what cannot be asked of a body.

    Raises:
        Refusal: "revive.no_such_body", "revive.obligation_words_missing", "revive.too_long",
            "revive.obligation_amount", "revive.due_before_decision", "revive.due_too_late".
    """
    there = set(bodies_for(case, on).values_list("pk", flat=True)) if owed else set()
    for one in owed:
        if one.body not in there:
            raise Refusal("revive.no_such_body", body=one.body)
        if not words_of(one.words, "obligation", LONGEST):
            raise Refusal("revive.obligation_words_missing")
        if one.amount_irr is not None and not 0 < one.amount_irr <= MOST_IRR:
            raise Refusal("revive.obligation_amount", amount_irr=one.amount_irr)
        if one.due is not None and one.due < on:
            raise Refusal("revive.due_before_decision", due=one.due, on=on)
        if one.due is not None and one.due > on + timedelta(days=LATEST):
            raise Refusal("revive.due_too_late", due=one.due)
