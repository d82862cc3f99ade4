"""What is due of somebody, in cases: going on, appointments, what bodies owe, what climbed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.revive.models import Appointment, Case, Meeting, Member
from ehya.revive.queries.obligations import WAITING, obligations_seen
from ehya.revive.queries.scope import cases_seen
from ehya.revive.table import CLOSED

DAYS = 7  # a week, today with it
MOST = 40  # of each kind
MEETINGS_BACK = 31  # days for which a meeting that is over stays in a calendar
MOST_NOBODYS = 10  # of those that wait for an officer
# Who hears of a case that is late by so many days of `cases.toml`, besides its officer.
HEARS = {roles.SECRETARY: "province", roles.DIRECTOR: "headquarters", roles.ANALYST: "headquarters"}
_NOBODYS = Q(officer=None, owner=roles.OFFICER)
_DAYS = {"province": "province_after_days", "headquarters": "headquarters_after_days"}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody has to do.

    Attributes:
        kind: "case", "appointment", "obligation", "check", "review" or "draft".
        due: by when.
        unit: the unit's id.
        key: what it is found by: a case's number, an appointment's id, and so on.
        case: the case's number; None where there is none.
        at: the hour.
        what: of its kind: a state, a body's kind, a stage.
        row: the row itself.
    """

    kind: str
    due: date
    unit: int
    key: Any
    case: int | None = None
    at: time | None = None
    what: str = ""
    row: Any = None


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks of one kind.

    Attributes:
        tasks: the first of them, the earliest day first.
        late: how many are past their day, shown or not.
        today: how many are due today.
        week: how many are due later within the week.
    """

    tasks: Sequence[Task] = ()
    late: int = 0
    today: int = 0
    week: int = 0


def part_of(rows: QuerySet[Any], day: date, task: Any, *, field: str = "due") -> Part:
    """Return the tasks of rows that are due within a week of a day.

    Args:
        rows: of one kind.
        day: today.
        task: makes a task of a row.
        field: the row's day.
    """
    last = day + timedelta(days=DAYS - 1)
    near = rows.filter(**{f"{field}__lte": last})
    shown = [task(row) for row in near.order_by(field, "pk")[:MOST]]
    late = near.filter(**{f"{field}__lt": day}).order_by().count()
    now = near.filter(**{field: day}).order_by().count()
    return Part(shown, late, now, near.order_by().count() - late - now)


def cases_due(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return the cases that wait for somebody to lead them on."""
    mine = Q(owner=by.role) & (Q(officer=by) if by.role == roles.OFFICER else Q())
    rows = cases_seen(sight).filter(mine, synthetic=synthetic).exclude(state__in=CLOSED)
    if by.role == roles.ASSESSOR:  # theirs come as checks
        return Part()
    return part_of(rows.select_related("unit"), day, _of_case)


def cases_climbed(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return late cases of others that somebody hears of by now: of the province, of the nation."""
    level = HEARS.get(by.role)
    if level is None:
        return Part()
    before = day - timedelta(days=load("cases", day)[_DAYS[level]])
    rows = cases_seen(sight).filter(synthetic=synthetic, due__lt=before)
    others = rows.exclude(state__in=CLOSED).exclude(owner=by.role)
    if roles.may(by, "revive.assign"):
        others = others.exclude(_NOBODYS)  # told apart
    return part_of(others.select_related("unit", "officer"), day, _of_case)


def cases_of_nobody(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return open cases that wait for an officer and have none, to whoever may give them to one."""
    if not roles.may(by, "revive.assign"):
        return Part()
    rows = cases_seen(sight).filter(_NOBODYS, synthetic=synthetic).exclude(state__in=CLOSED)
    shown = rows.select_related("unit").order_by("due", "pk")[:MOST_NOBODYS]
    late = rows.filter(due__lt=day).count()
    return Part([_of_case(row) for row in shown], late, week=rows.count() - late)


def appointments_of(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return somebody's appointments that nobody has said anything of yet."""
    seen = cases_seen(sight).filter(synthetic=synthetic).values("pk")
    rows = Appointment.objects.filter(who=by, state="planned", case__in=seen)
    return part_of(rows.select_related("case"), day, _of_appointment, field="on")


def meetings_of(by: User, sight: Sight, day: date, *, synthetic: bool) -> list[Meeting]:
    """Return the meetings of a month back and of all days ahead to which somebody goes.

    The secretary of the place calls them; whoever signs in under a member's name, written as the
    seat has it, sits in them. Those called off are among them, so that calendars take them out.

    Args:
        by: who goes.
        sight: how far they see.
        day: today.
        synthetic: of made-up committees, or of real ones.
    """
    since = day - timedelta(days=MEETINGS_BACK)
    rows = Meeting.objects.filter(on__gte=since, committee__synthetic=synthetic)
    names = {by.username, by.get_full_name().strip()} - {""}
    seat = Member.objects.filter(
        committee=OuterRef("committee"), valid__contains=OuterRef("on"), name__in=names
    )
    goes = Q(Exists(seat))
    if by.role == roles.SECRETARY:
        nations = Q(committee__province=None) if sight.nation else Q()
        goes |= Q(committee__province__in=sorted(sight.provinces)) | nations
    told = rows.filter(goes).select_related("committee").annotate(cases=Count("items"))
    return list(told.order_by("on", "pk"))


def obligations_due(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return what bodies owe to somebody's cases: an officer's own, a secretary's province's."""
    if not roles.may(by, "revive.follow_obligation"):
        return Part()
    rows = obligations_seen(sight).filter(state__in=WAITING, case__synthetic=synthetic)
    if by.role == roles.OFFICER:
        rows = rows.filter(case__officer=by)
    return part_of(rows.select_related("body", "case"), day, _of_obligation)


def _of_case(row: Case) -> Task:
    return Task("case", row.due, row.unit_id, row.pk, row.pk, what=row.state, row=row)


def _of_appointment(row: Appointment) -> Task:
    unit = row.case.unit_id
    return Task("appointment", row.on, unit, row.pk, row.case_id, row.at, row.words, row)


def _of_obligation(row: Any) -> Task:
    return Task("obligation", row.due, row.case.unit_id, row.pk, row.case_id, row=row)
