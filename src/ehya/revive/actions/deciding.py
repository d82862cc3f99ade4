"""How is a decision written down?

A decision carries its case on in the same transaction: approved, the case is decided; rejected or
put off, it goes back for another plan, or is given up as not viable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.rules import load
from ehya.revive.actions import meetings
from ehya.revive.actions.binding import Owed, oblige_many, refuse_unbindable
from ehya.revive.actions.bodies import words_of
from ehya.revive.actions.moving import Step, carry
from ehya.revive.actions.moving import lock as lock_case
from ehya.revive.actions.seats import hold
from ehya.revive.ballot import APPROVED, POSTPONED, REJECTED, Tally, settle, tally
from ehya.revive.guards import Said
from ehya.revive.models import Committee, Decision, Item, Meeting, Vote
from ehya.revive.models.committees import SAID, VOTES
from ehya.revive.queries.committees import seats

ACT = "revive.decide"
THEN = ("send_back", "give_up")  # where a rejected case goes
LONGEST = 4_000  # letters of a decision


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a meeting decided of one item, as it is told.

    Attributes:
        item: its id.
        said: "approved", "rejected" or "postponed".
        words: of the decision.
        votes: seat -> "for", "against" or "abstained"; whoever is missing did not vote.
        then: where a rejected case goes: "send_back" for another plan, "give_up" as not viable.
        owed: what it binds bodies to.
    """

    item: int
    said: str
    words: str
    votes: Mapping[int, str] = field(default_factory=dict)
    then: str = "send_back"
    owed: Sequence[Owed] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A decision that is to be written, its votes counted.

    Attributes:
        item: on the agenda, its meeting with it.
        said: of `ballot`.
        words: of the decision.
        told: the votes.
        chair_decided: whether votes were even and the chair's own tipped the scale.
    """

    item: Item
    said: str
    words: str
    told: Tally
    chair_decided: bool = False


@transaction.atomic
def decide(key: int, ruling: Ruling, *, by: User, seen: int | None = None) -> int:
    """Write down what a meeting decided of one item, and carry its case on.

    Args:
        key: the meeting's.
        ruling: what it decided.
        by: who writes it down.
        seen: the case's version that the person saw.

    Returns:
        The decision's id; its number is the committee's next, without gaps.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting", "revive.no_such_item",
            "revive.changed_meanwhile", "revive.not_with_such_a_meeting",
            "revive.decision_words_missing", "revive.no_such_said", "revive.no_such_vote", those of
            `ballot.settle`, of `binding.refuse_unbindable` and of `moving.carry`.
    """
    roles.require(by, ACT)
    hold(meetings.committee_of(key, by=by), by=by)
    meeting = meetings.lock(key, by=by, states=("held",))
    item = _item(meeting, ruling)
    case = lock_case(item.case_id, by=by, seen=seen)
    _refuse_badly_told(ruling)
    refuse_unbindable(case, ruling.owed, meeting.on)
    told, tipped = _counted(meeting, ruling)
    event = new_event_id()
    words = words_of(ruling.words, "decision", LONGEST)
    row = Written(item, ruling.said, words, told, tipped)
    (decision,) = decide_many([row], event=event)
    copy_in(
        Vote(decision=decision, member_id=seat, said=said) for seat, said in ruling.votes.items()
    )
    oblige_many([(decision, one) for one in ruling.owed], by=by, event=event)
    act = _act_of(ruling)
    said = Said(meeting.on, reason="" if act == "decide" else words, meeting=meeting.pk)
    carry([Step(case.pk, act, by, said, facts={"decision": decision.pk})], event=event)
    meetings.grow(meeting)
    after = {"decision": decision.number, "said": f"revive.said.{ruling.said}", "words": words}
    after |= {"case": case.pk, "obligations": len(ruling.owed), "way": f"revive.{act}"}
    note("revive.decide", by=by, on=("meeting", str(key)), after=after, id=event)
    return decision.pk


def decide_many(rows: Sequence[Written], *, event: UUID) -> list[Decision]:
    """Write decisions, inside the caller's transaction; who carries the cases on is the caller.

    Numbers are each committee's next ones: its row is held until the transaction ends.

    Args:
        rows: one an item, in the order in which they are to be numbered.
        event: of which they are; the caller notes it.

    Returns:
        The decisions, in the order of the rows.
    """
    numbers = _next_numbers({row.item.meeting.committee_id for row in rows})
    decisions = []
    for row in rows:
        committee = row.item.meeting.committee_id
        decisions.append(_decision(row, numbers[committee], event))
        numbers[committee] += 1
    made = copy_in(decisions)
    for state, wanted in (("decided", (APPROVED, REJECTED)), ("postponed", (POSTPONED,))):
        items = [row.item.pk for row in rows if row.said in wanted]
        Item.objects.filter(pk__in=items).update(state=state)
    with connection.cursor() as cursor:
        cursor.execute(_STANDS_ON, [[one.pk for one in made if one.said == APPROVED]])
    return made


# What was planned for the case in this round stands on the decision that approved it.
_STANDS_ON = """
UPDATE revive_intervention AS i SET decision_id = d.id, version = i.version + 1
FROM revive_decision AS d
WHERE d.id = ANY(%s) AND d.case_id = i.case_id AND d.round = i.round
  AND i.decision_id IS NULL AND i.state <> 'stopped'
"""


def _next_numbers(committees: set[int]) -> dict[int, int]:
    held = Committee.objects.select_for_update(no_key=True).filter(pk__in=committees)
    keys = [committee.pk for committee in held.order_by("id")]
    most = Decision.objects.filter(committee__in=keys).values_list("committee_id")
    told = dict(most.annotate(most=Max("number")).values_list("committee_id", "most"))
    return {key: told.get(key, 0) + 1 for key in keys}


def _decision(row: Written, number: int, event: UUID) -> Decision:
    return Decision(
        item=row.item,
        case_id=row.item.case_id,
        number=number,
        committee_id=row.item.meeting.committee_id,
        round=row.item.round,
        on=row.item.meeting.on,
        said=row.said,
        words=row.words,
        votes_for=row.told.votes_for,
        votes_against=row.told.votes_against,
        abstained=row.told.abstained,
        present=row.told.present,
        chair_decided=row.chair_decided,
        event_id=event,
    )


def _item(meeting: Meeting, ruling: Ruling) -> Item:
    item = Item.objects.filter(meeting=meeting, pk=ruling.item, state="waiting").first()
    if item is None:
        raise Refusal("revive.no_such_item", item=ruling.item)
    item.meeting = meeting
    return item


def _refuse_badly_told(ruling: Ruling) -> None:
    if ruling.said not in SAID:
        raise Refusal("revive.no_such_said", said=ruling.said[:20])
    if not ruling.words.strip():
        raise Refusal("revive.decision_words_missing")
    if ruling.said == REJECTED and ruling.then not in THEN:
        raise Refusal("revive.no_such_way", way=ruling.then[:20])
    if ruling.said == REJECTED and ruling.owed:
        raise Refusal("revive.rejected_binds_nobody")


def _counted(meeting: Meeting, ruling: Ruling) -> tuple[Tally, bool]:
    """Count the votes of members who were there, by the rule of the meeting's day."""
    voters = {s.member.pk: s.member for s in seats(meeting) if s.present and s.member.votes}
    for seat, said in ruling.votes.items():
        if seat not in voters or said not in VOTES:
            raise Refusal("revive.no_such_vote", seat=seat, said=said[:20])
    chair = next((seat for seat, member in voters.items() if member.chairs), None)
    told = tally(ruling.votes, len(voters), chair)
    rule = load("committee", meeting.on)["chair_breaks_ties"]
    tipped = settle(ruling.said, told, meeting.committee.quorum, chair_breaks_ties=rule)
    return told, tipped


def _act_of(ruling: Ruling) -> str:
    if ruling.said == APPROVED:
        return "decide"
    return ruling.then if ruling.said == REJECTED else "send_back"
