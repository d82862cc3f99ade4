"""Which committees, meetings and outside bodies may this reader see, and what stands before them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.scopes import Sight
from ehya.register.models import Province
from ehya.revive.models import (
    Attendance,
    Body,
    Case,
    Committee,
    Decision,
    Item,
    Meeting,
    Member,
)
from ehya.revive.queries.scope import cases_seen

WAITING = ("asked", "accepted", "objected")
READY = "proposed"  # the state from which a case comes before a committee


def committees_seen(sight: Sight) -> QuerySet[Committee]:
    """Return the committees of the reader's provinces; whoever sees the nation sees all."""
    rows = Committee.objects.select_related("province")
    return rows if sight.nation else rows.filter(province_id__in=sorted(sight.provinces))


def committee_seen(key: int, sight: Sight) -> Committee:
    """Return one committee.

    Raises:
        Refusal: "revive.no_such_committee", also for one elsewhere.
    """
    for committee in committees_seen(sight).filter(pk=key):
        return committee
    raise Refusal("revive.no_such_committee", committee=key)


def meetings_seen(sight: Sight) -> QuerySet[Meeting]:
    """Return the meetings of the committees that the reader sees."""
    rows = Meeting.objects.select_related("committee__province", "minutes", "sealed_by__by")
    if sight.nation:
        return rows
    return rows.filter(committee__province_id__in=sorted(sight.provinces))


def meeting_seen(key: int, sight: Sight) -> Meeting:
    """Return one meeting.

    Raises:
        Refusal: "revive.no_such_meeting", also for one elsewhere.
    """
    for meeting in meetings_seen(sight).filter(pk=key):
        return meeting
    raise Refusal("revive.no_such_meeting", meeting=key)


def last_meeting(sight: Sight, *, before: date, synthetic: bool) -> date | None:
    """Return the day of the last meeting in sight that was held before a day; None for none."""
    rows = meetings_seen(sight).filter(state__in=("held", "sealed"), on__lt=before)
    newest = (
        rows.filter(committee__synthetic=synthetic).order_by("-on").values_list("on", flat=True)
    )
    return newest.first()


def bodies_seen(sight: Sight) -> QuerySet[Body]:
    """Return the bodies of the reader's provinces, and those of the whole country."""
    rows = Body.objects.select_related("province")
    if sight.nation:
        return rows
    return rows.filter(Q(province=None) | Q(province_id__in=sorted(sight.provinces)))


def bodies_owing(sight: Sight, on: date) -> QuerySet[Any]:
    """Return the bodies that the reader sees, with how much each owes, the latest first.

    Each has `waiting` (obligations that wait), `late` (of them, past their day) and `done`: of the
    cases that the reader sees. A body of the whole country owes others more than that.
    """
    seen = Q() if sight.nation else Q(obligations__case__in=cases_seen(sight).values("pk"))
    waits = seen & Q(obligations__state__in=WAITING)
    rows = bodies_seen(sight).annotate(
        waiting=Count("obligations", filter=waits),
        late=Count("obligations", filter=waits & Q(obligations__due__lt=on)),
        done=Count("obligations", filter=seen & Q(obligations__state="discharged")),
    )
    return rows.order_by("-late", "-waiting", "name_fa")


def body_seen(key: int, sight: Sight) -> Body:
    """Return one body.

    Raises:
        Refusal: "revive.no_such_body", also for one elsewhere.
    """
    for body in bodies_seen(sight).filter(pk=key):
        return body
    raise Refusal("revive.no_such_body", body=key)


def bodies_for(case: Case, on: date) -> QuerySet[Body]:
    """Return the bodies that a decision on a case may bind on a day, the province's own first."""
    there = Body.objects.filter(Q(province=case.province_id) | Q(province=None))
    there = there.filter(Q(ended_on=None) | Q(ended_on__gt=on), synthetic=case.synthetic)
    return there.order_by("kind", "name_fa")


def members_on(committee: Committee, on: date) -> QuerySet[Member]:
    """Return who sits in a committee on a day: the chair first, then whoever has a vote."""
    return _in_order(Member.objects.filter(committee=committee, valid__contains=on))


def _in_order(rows: QuerySet[Member]) -> QuerySet[Member]:
    return rows.select_related("body").order_by("-chairs", "-votes", "name")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat and its days.

    Attributes:
        member: the seat.
        first: its first day.
        last: its last day; None while it lasts.
    """

    member: Member
    first: date
    last: date | None

    def sits(self, on: date) -> bool:
        """Tell whether the seat is taken on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


def members_of(committee: Committee) -> list[Sitting]:
    """Return everybody who ever sat in a committee: the chair first, then whoever has a vote."""
    rows = Member.objects.filter(committee=committee).select_related("body")
    return [
        Sitting(row, row.valid.lower, row.valid.upper and row.valid.upper - timedelta(days=1))
        for row in rows.order_by("-chairs", "-votes", "name")
    ]


def provinces_without(sight: Sight) -> list[Province | None]:
    """Return the provinces that the reader sees and that have no committee yet; None: the nation."""
    has = set(Committee.objects.filter(synthetic=False).values_list("province_id", flat=True))
    rows = Province.objects.order_by("sort_key")
    seen = rows if sight.nation else rows.filter(iso__in=sorted(sight.provinces))
    nation: list[Province | None] = [None] if sight.nation and None not in has else []
    return [*nation, *(row for row in seen if row.iso not in has)]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at a meeting.

    Attributes:
        member: the seat.
        present: whether they were there; None where nobody has written it down.
        deputy: who came instead.
    """

    member: Member
    present: bool | None
    deputy: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting has before it and who sits there.

    Attributes:
        meeting: it.
        items: in their order, each with its case and its decision where there is one.
        seats: members on its day.
        decisions: of the meeting, by item.
    """

    meeting: Meeting
    items: tuple[Item, ...]
    seats: tuple[Seat, ...]
    decisions: dict[int, Decision]

    @property
    def voters(self) -> tuple[Member, ...]:
        """Members with a vote who were there."""
        return tuple(s.member for s in self.seats if s.present and s.member.votes)

    @property
    def waiting(self) -> int:
        """How many items have not been spoken of."""
        return sum(item.state == "waiting" for item in self.items)

    @property
    def has_quorum(self) -> bool:
        """Whether so many members with a vote were there as must be."""
        return len(self.voters) >= self.meeting.committee.quorum

    @property
    def attended(self) -> bool:
        """Whether it was written down who was there."""
        return any(seat.present is not None for seat in self.seats)


def agenda(meeting: Meeting) -> Agenda:
    """Return what stands before a meeting."""
    items = Item.objects.filter(meeting=meeting).select_related("case__unit", "case__province")
    decisions = Decision.objects.filter(item__meeting=meeting).select_related("event__by")
    decisions = decisions.prefetch_related(
        "obligations__body", "votes__member", "obligations__steps"
    )
    return Agenda(
        meeting,
        tuple(items.order_by("place", "id")),
        seats(meeting),
        {one.item_id: one for one in decisions},
    )


def seats(meeting: Meeting) -> tuple[Seat, ...]:
    """Return who sits in the committee on the meeting's day, and whether they were there.

    Of a sealed meeting: who was written down, whatever seats were given or ended since.
    """
    told = {one.member_id: one for one in Attendance.objects.filter(meeting=meeting)}
    sitting = members_on(meeting.committee, meeting.on)
    if meeting.state == "sealed" and told:
        sitting = _in_order(Member.objects.filter(pk__in=list(told)))
    return tuple(
        Seat(
            member,
            told[member.pk].present if member.pk in told else None,
            told[member.pk].deputy if member.pk in told else "",
        )
        for member in sitting
    )


def ready_for(meeting: Meeting, sight: Sight) -> QuerySet[Case]:
    """Return the cases that may be brought before a meeting, the longest waiting first."""
    rows = cases_seen(sight).filter(state=READY, synthetic=meeting.committee.synthetic)
    if meeting.committee.province_id:
        rows = rows.filter(province=meeting.committee.province_id)
    return rows.select_related("unit", "province").order_by("since", "id")


def next_meetings(committees: Sequence[int], on: date, most: int = 20) -> QuerySet[Meeting]:
    """Return the meetings to come of some committees, the next one first."""
    rows = Meeting.objects.filter(committee__in=committees, state="planned", on__gte=on)
    rows = rows.select_related("committee__province").annotate(
        cases=Count("items", filter=Q(items__state="waiting"))
    )
    return rows.order_by("on", "at", "id")[:most]


def last_change(kind: str, key: int) -> Event | None:
    """Return the newest act done to a thing."""
    told = Event.objects.filter(on_kind=kind, on_key=str(key)).select_related("by")
    return told.order_by("-position").first()


def sealed_as(*, sha256: str = "", numbered: tuple[int, int] | None = None) -> Meeting | None:
    """Return the sealed meeting whose minutes are these bytes, or that has this number.

    Whoever asks has the file in hand: no scope is applied, and no more than its name is told.

    Args:
        sha256: of the minutes.
        numbered: committee and the meeting's number.
    """
    rows = Meeting.objects.filter(state="sealed").select_related("committee", "minutes")
    if numbered:
        return rows.filter(committee=numbered[0], number=numbered[1]).first()
    return rows.filter(minutes__sha256=sha256).first()


def decisions_of(case: Case) -> QuerySet[Decision]:
    """Return what was decided of a case, the newest first."""
    rows = Decision.objects.filter(case=case).select_related("committee", "item__meeting")
    return rows.order_by("-on", "-id")


def waiting_item(case: Case) -> Item | None:
    """Return the agenda's item that a case waits with; None where it waits nowhere."""
    return Item.objects.filter(case=case, state="waiting").select_related("meeting").first()


def planned_meetings(case: Case) -> QuerySet[Meeting]:
    """Return the meetings that a case may be brought before, the next one first."""
    rows = Meeting.objects.filter(
        Q(committee__province=case.province_id) | Q(committee__province=None),
        committee__synthetic=case.synthetic,
        state="planned",
    )
    return rows.select_related("committee").order_by("on", "id")
