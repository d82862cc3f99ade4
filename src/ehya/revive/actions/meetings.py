"""How is a meeting called, what comes before it, and who was there?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions.bodies import meanwhile, refuse_far, words_of
from ehya.revive.actions.moving import Step, carry
from ehya.revive.actions.seats import hold
from ehya.revive.guards import Said
from ehya.revive.models import Attendance, Committee, Decision, Item, Meeting, Vote
from ehya.revive.queries.committees import meeting_seen, members_on
from ehya.revive.queries.scope import cases_seen

CALL, HOLD = "revive.call_meeting", "revive.hold_meeting"
MOST_ITEMS = 200  # cases before one meeting: a slip above


@dataclass(frozen=True, slots=True)
class When:
    """Day, hour and place of a meeting.

    Attributes:
        on: the day.
        at: the hour; None where it is not told.
        place: where.
    """

    on: date
    at: time | None = None
    place: str = ""


@transaction.atomic
def call_meeting(committee: int, when: When, *, by: User) -> int:
    """Call a meeting of a committee.

    Args:
        committee: its id.
        when: day, hour and place; a past day for one that is written down afterwards.
        by: who calls it.

    Returns:
        The meeting's id; its number is the committee's next.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_committee", "revive.too_long",
            "revive.day_far".
    """
    roles.require(by, CALL)
    refuse_far(when.on)
    held = hold(committee, by=by)
    meeting = Meeting.objects.create(
        committee=held,
        number=next_number(held),
        on=when.on,
        at=when.at,
        place=words_of(when.place, "place", 160),
    )
    told = {"number": meeting.number, "on": when.on, "at": str(when.at or ""), "place": when.place}
    note(CALL, by=by, on=("meeting", str(meeting.pk)), after=told)
    return meeting.pk


@transaction.atomic
def change_meeting(key: int, when: When, *, by: User, seen: int | None = None) -> None:
    """Put a meeting on another day, hour or place.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting",
            "revive.meeting_changed_meanwhile", "revive.not_with_such_a_meeting",
            "revive.nothing_new", "revive.too_long", "revive.day_far".
    """
    roles.require(by, CALL)
    refuse_far(when.on)
    meeting = lock(key, by=by, seen=seen, states=("planned",))
    before = {"on": meeting.on, "at": str(meeting.at or ""), "place": meeting.place}
    place = words_of(when.place, "place", 160)
    after = {"on": when.on, "at": str(when.at or ""), "place": place}
    if before == after:
        raise Refusal("revive.nothing_new")
    meeting.on, meeting.at, meeting.place = when.on, when.at, place
    grow(meeting, "on", "at", "place")
    note(CALL, by=by, on=("meeting", str(key)), before=before, after=after)


@transaction.atomic
def cancel_meeting(key: int, *, by: User, reason: str, seen: int | None = None) -> None:
    """Call a meeting off; its cases go back to where they came from.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting", "ledger.reason_needed",
            "revive.meeting_changed_meanwhile", "revive.not_with_such_a_meeting".
    """
    roles.require(by, CALL)
    meeting = lock(key, by=by, seen=seen, states=("planned",))
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act=CALL)
    event = new_event_id()
    back = _send_back(meeting.items.filter(state="waiting"), by, reason, event)
    meeting.state = "cancelled"
    grow(meeting, "state")
    told = {"state": "meeting.cancelled", "cases": back}
    note(CALL, by=by, on=("meeting", str(key)), after=told, reason=reason, id=event)


@transaction.atomic
def bring(key: int, asks: Mapping[int, str], *, by: User, seen: int | None = None) -> None:
    """Bring cases before a meeting.

    Args:
        key: the meeting's.
        asks: case -> what is proposed for it.
        by: who does it.
        seen: the meeting's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting", "revive.no_such_case",
            "revive.not_with_such_a_meeting", "revive.no_case_chosen", "revive.too_many_items",
            "revive.other_committee", and those of `moving.carry`.
    """
    roles.require(by, "revive.bring")
    meeting = lock(key, by=by, seen=seen, states=("planned", "held"))
    if not asks:
        raise Refusal("revive.no_case_chosen")
    if meeting.items.count() + len(asks) > MOST_ITEMS:
        raise Refusal("revive.too_many_items", most=MOST_ITEMS)
    _refuse_unseen(asks, by)
    event, day = new_event_id(), min(today(), meeting.on)
    words = {case: words_of(said, "asks", 2_000) for case, said in asks.items()}
    steps = [
        Step(case, "bring", by, Said(day, reason=words[case], meeting=meeting.pk)) for case in words
    ]
    carry(steps, event=event)
    grow(meeting)
    told = {"cases": sorted(asks)}
    note("revive.bring", by=by, on=("meeting", str(key)), after=told, id=event)


@transaction.atomic
def order_agenda(key: int, items: Sequence[int], *, by: User, seen: int | None = None) -> None:
    """Put the agenda into another order.

    Args:
        key: the meeting's.
        items: all of its items' ids, in their new order.
        by: who does it.
        seen: the meeting's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting",
            "revive.meeting_changed_meanwhile", "revive.not_with_such_a_meeting",
            "revive.not_the_agenda".
    """
    roles.require(by, CALL)
    meeting = lock(key, by=by, seen=seen, states=("planned", "held"))
    rows = {item.pk: item for item in meeting.items.all()}
    if sorted(items) != sorted(rows):
        raise Refusal("revive.not_the_agenda", items=len(rows))
    for place, item in enumerate(items, start=1):
        rows[item].place = place
    Item.objects.bulk_update(rows.values(), ["place"])
    grow(meeting)
    told = {"cases": [rows[item].case_id for item in items]}
    note(CALL, by=by, on=("meeting", str(key)), after=told)


@transaction.atomic
def write_attendance(
    key: int,
    present: Collection[int],
    *,
    by: User,
    deputies: Mapping[int, str] | None = None,
    seen: int | None = None,
) -> None:
    """Write down who was there: from then on the meeting is held.

    Args:
        key: the meeting's.
        present: seats that were taken, by the member or a deputy.
        by: who writes it down.
        deputies: seat -> who came instead.
        seen: the meeting's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting", "revive.not_yet",
            "revive.meeting_changed_meanwhile", "revive.not_with_such_a_meeting",
            "revive.no_such_seat", "revive.has_voted", "revive.was_counted", "revive.too_long".
    """
    roles.require(by, HOLD)
    meeting = lock(key, by=by, seen=seen, states=("planned", "held"))
    if meeting.on > today():
        raise Refusal("revive.not_yet", on=meeting.on, today=today())
    sitting = {member.pk: member for member in members_on(meeting.committee, meeting.on)}
    if strange := set(present) - set(sitting):
        raise Refusal("revive.no_such_seat", seat=min(strange))
    voted = Vote.objects.filter(decision__item__meeting=meeting).exclude(member__in=present)
    if gone := voted.select_related("member").first():
        raise Refusal("revive.has_voted", member=gone.member.name)
    _refuse_uncounted(meeting, present)
    told = {
        seat: words_of((deputies or {}).get(seat, ""), "deputy", 120) if seat in present else ""
        for seat in sitting
    }
    meeting.attendances.all().delete()
    copy_in(
        Attendance(meeting=meeting, member_id=seat, present=seat in present, deputy=deputy)
        for seat, deputy in told.items()
    )
    meeting.state = "held"
    grow(meeting, "state")
    names = [sitting[seat].name for seat in sitting if seat in present]
    note(HOLD, by=by, on=("meeting", str(key)), after={"state": "meeting.held", "present": names})


@transaction.atomic
def take_off(key: int, item: int, *, by: User, reason: str, seen: int | None = None) -> None:
    """Take a case off the agenda undecided; it goes back to where it came from.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_meeting", "revive.no_such_item",
            "ledger.reason_needed", "revive.meeting_changed_meanwhile",
            "revive.not_with_such_a_meeting", and those of `moving.carry`.
    """
    roles.require(by, "revive.send_back")
    meeting = lock(key, by=by, seen=seen, states=("planned", "held"))
    rows = meeting.items.filter(pk=item, state="waiting")
    event = new_event_id()
    cases = _send_back(rows, by, reason, event)
    if not cases:
        raise Refusal("revive.no_such_item", item=item)
    grow(meeting)
    told = {"cases": cases}
    on = ("meeting", str(key))
    note("revive.send_back", by=by, on=on, after=told, reason=reason, id=event)


def lock(key: int, *, by: User, seen: int | None = None, states: Collection[str] = ()) -> Meeting:
    """Return a meeting that the person may see, held until the transaction ends.

    Args:
        key: its id.
        by: who asks.
        seen: the version that the person saw.
        states: in which it must be; none for any.

    Raises:
        Refusal: "revive.no_such_meeting", "revive.not_with_such_a_meeting",
            "revive.meeting_changed_meanwhile" with who did what since.
    """
    meeting_seen(key, sight_of(by))
    meeting = (
        Meeting.objects.select_for_update(no_key=True, of=("self",))
        .select_related("committee__province")
        .get(pk=key)
    )
    if states and meeting.state not in states:
        raise Refusal(
            "revive.not_with_such_a_meeting",
            state=f"meeting.{meeting.state}",
            number=meeting.number,
        )
    if seen not in (None, meeting.version):
        raise meanwhile("revive.meeting_changed_meanwhile", "meeting", key)
    return meeting


def committee_of(key: int, *, by: User) -> int:
    """Return which committee a meeting is of; it is held before its meetings are.

    Raises:
        Refusal: "revive.no_such_meeting".
    """
    return meeting_seen(key, sight_of(by)).committee_id


def grow(meeting: Meeting, *fields: str) -> None:
    """Keep what changed of a meeting, under a new version."""
    meeting.version += 1
    meeting.save(update_fields=["version", *fields])


def next_number(committee: Committee) -> int:
    """Return the number of a committee's next meeting; the committee must be held."""
    most = Meeting.objects.filter(committee=committee).aggregate(most=Max("number"))["most"]
    return (most or 0) + 1


def _refuse_uncounted(meeting: Meeting, present: Collection[int]) -> None:
    """Say no where somebody would be away whom a decision has counted for its quorum."""
    if not Decision.objects.filter(item__meeting=meeting).exists():
        return
    there = Attendance.objects.filter(meeting=meeting, present=True, member__votes=True)
    if gone := there.exclude(member__in=present).select_related("member").first():
        raise Refusal("revive.was_counted", member=gone.member.name)


def _refuse_unseen(cases: Collection[int], by: User) -> None:
    seen = cases_seen(sight_of(by)).filter(pk__in=list(cases)).values_list("pk", flat=True)
    for number in sorted(set(cases) - set(seen)):
        raise Refusal("revive.no_such_case", case=number)


def _send_back(items: Iterable[Item], by: User, reason: str, event: UUID) -> list[int]:
    cases = [item.case_id for item in items]
    if cases:
        said = Said(today(), reason=reason)
        carry([Step(case, "send_back", by, said) for case in cases], event=event)
    return cases
