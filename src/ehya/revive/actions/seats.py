"""How does a committee come to be, and who sits in it from which day to which?"""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.revive.actions.bodies import meanwhile, province_within, refuse_far, words_of
from ehya.revive.models import Attendance, Committee, Meeting, Member
from ehya.revive.queries.committees import body_seen, committee_seen

ACT = "revive.manage_committee"
MOST_QUORUM = 60  # members: a slip above


@transaction.atomic
def add_committee(
    name_fa: str, *, by: User, province: str = "", name_en: str = "", quorum: int = 1
) -> int:
    """Write a committee down.

    Args:
        name_fa: what it is called.
        by: who does it.
        province: ISO code; "" for the nation's.
        name_en: the same in English.
        quorum: members with a vote who must be there. [members]

    Returns:
        Its id.

    Raises:
        Refusal: "ledger.not_allowed", "revive.province_outside", "revive.committee_there",
            "revive.committee_name_missing", "revive.too_long", "revive.no_such_quorum".
    """
    roles.require(by, ACT)
    place = province_within(province, by)
    facts = _checked(name_fa, name_en, quorum)
    if Committee.objects.filter(province=place, synthetic=False).exists():
        raise Refusal("revive.committee_there", province=province)
    committee = Committee.objects.create(province=place, **facts)
    note(ACT, by=by, on=("committee", str(committee.pk)), after=facts)
    return committee.pk


@transaction.atomic
def change_committee(
    key: int, *, by: User, name_fa: str, name_en: str, quorum: int, seen: int | None = None
) -> None:
    """Change a committee's names and quorum; decisions that stand keep what they were told with.

    Raises:
        Refusal: as `add_committee`; "revive.no_such_committee", "revive.quorum_in_use",
            "revive.committee_changed_meanwhile", "revive.nothing_new".
    """
    roles.require(by, ACT)
    committee = hold(key, by=by, seen=seen)
    facts = _checked(name_fa, name_en, quorum)
    before = {n: getattr(committee, n) for n in facts if getattr(committee, n) != facts[n]}
    if not before:
        raise Refusal("revive.nothing_new")
    if "quorum" in before:
        _refuse_in_use(committee)
    for name, value in facts.items():
        setattr(committee, name, value)
    committee.version += 1
    committee.save()
    after = {name: facts[name] for name in before}
    note(ACT, by=by, on=("committee", str(key)), before=before, after=after)


@transaction.atomic
def seat(  # noqa: PLR0913 - a seat is this wide
    key: int,
    name: str,
    *,
    by: User,
    first: date,
    post: str = "",
    body: int | None = None,
    chairs: bool = False,
    votes: bool = True,
    seen: int | None = None,
) -> int:
    """Give somebody a seat, from a day on.

    Args:
        key: the committee's.
        name: who sits there.
        by: who does it.
        first: the first day.
        post: what they are.
        body: the body that they speak for.
        chairs: whether they chair; one at a time.
        votes: whether they have a vote.
        seen: the committee's version that the person saw.

    Returns:
        The seat's id.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_committee", "revive.no_such_body",
            "revive.member_name_missing", "revive.too_long", "revive.sits_already",
            "revive.chaired_already", "revive.day_far", "revive.committee_changed_meanwhile".
    """
    roles.require(by, ACT)
    refuse_far(first)
    committee = hold(key, by=by, seen=seen)
    who = words_of(name, "member", 120)
    if not who:
        raise Refusal("revive.member_name_missing")
    if body is not None:
        body_seen(body, sight_of(by))
    then = Member.objects.filter(committee=committee, valid__overlap=DateRange(first, None))
    if then.filter(name=who).exists():
        raise Refusal("revive.sits_already", member=who)
    if chairs and (other := then.filter(chairs=True).first()):
        raise Refusal("revive.chaired_already", member=other.name)
    event = new_event_id()
    member = Member.objects.create(
        committee=committee,
        body_id=body,
        name=who,
        post=words_of(post, "post", 120),
        chairs=chairs,
        votes=votes,
        valid=DateRange(first, None),
        event_id=event,
    )
    _grow(committee)
    told = {"member": who, "post": member.post, "chairs": chairs, "votes": votes, "first": first}
    note(ACT, by=by, on=("committee", str(key)), after=told, id=event)
    return member.pk


@transaction.atomic
def unseat(key: int, seat: int, *, by: User, last: date, seen: int | None = None) -> None:
    """End somebody's seat after a day; meetings that they were at keep them.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_committee", "revive.no_such_seat",
            "revive.seat_ends_before", "revive.ended_already", "revive.sat_later",
            "revive.day_far", "revive.committee_changed_meanwhile".
    """
    roles.require(by, ACT)
    refuse_far(last)
    committee = hold(key, by=by, seen=seen)
    member = Member.objects.filter(committee=committee, pk=seat).first()
    if member is None:
        raise Refusal("revive.no_such_seat", seat=seat)
    first, end = member.valid.lower, member.valid.upper
    if end is not None:
        raise Refusal("revive.ended_already", on=end)
    if last < first:
        raise Refusal("revive.seat_ends_before", member=member.name, first=first)
    later = Attendance.objects.filter(member=member, meeting__on__gt=last, present=True)
    if there := later.select_related("meeting").order_by("meeting__on").last():
        raise Refusal("revive.sat_later", member=member.name, on=there.meeting.on)
    member.valid = DateRange(first, last, "[]")
    member.save(update_fields=["valid"])
    _grow(committee)
    told = {"member": member.name, "last": last}
    note(ACT, by=by, on=("committee", str(key)), after=told)


def hold(key: int, *, by: User, seen: int | None = None) -> Committee:
    """Return a committee that the person may see, held until the transaction ends.

    Raises:
        Refusal: "revive.no_such_committee", "revive.committee_changed_meanwhile".
    """
    committee_seen(key, sight_of(by))
    committee = Committee.objects.select_for_update(no_key=True).get(pk=key)
    if seen not in (None, committee.version):
        raise meanwhile("revive.committee_changed_meanwhile", "committee", key)
    return committee


def _refuse_in_use(committee: Committee) -> None:
    """Say no to another quorum while a meeting is held and decides by this one."""
    held = Meeting.objects.filter(committee=committee, state="held", committee__synthetic=False)
    if meeting := held.order_by("number").first():
        raise Refusal("revive.quorum_in_use", number=meeting.number, on=meeting.on)


def _grow(committee: Committee) -> None:
    committee.version += 1
    committee.save(update_fields=["version"])


def _checked(name_fa: str, name_en: str, quorum: int) -> dict[str, object]:
    name = words_of(name_fa, "name_fa", 160)
    if not name:
        raise Refusal("revive.committee_name_missing")
    if not 1 <= quorum <= MOST_QUORUM:
        raise Refusal("revive.no_such_quorum", quorum=quorum, most=MOST_QUORUM)
    return {"name_fa": name, "name_en": words_of(name_en, "name_en", 160), "quorum": quorum}
