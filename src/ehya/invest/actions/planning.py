"""By which milestones is a project built, and which of them stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.invest.actions.holding import ON, hold, keep, past_day, refuse_group, written
from ehya.invest.models import Milestone, Project
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.revive.actions.bodies import refuse_far

PLAN, TELL = "invest.plan_project", "invest.tell_progress"
LONGEST_NAME = 160  # letters
MOST = 40  # milestones of a project
PLACES = 5  # decimals of a weight


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of a plan.

    Attributes:
        name: what will stand.
        weight: its share of the whole work. [0..1]
        on: the day on which it will.
    """

    name: str
    weight: Decimal
    on: date


@transaction.atomic
def plan_milestones(
    number: int,
    steps: Sequence[Step],
    *,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Plan a project's milestones, in the order of their days; their weights are the whole work.

    A plan may be made anew, with a reason, until the first milestone is done; then they are moved.

    Args:
        number: the project's.
        steps: all of them.
        by: who plans.
        reason: why, where there is a plan already.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.group",
            "invest.milestones_many", "invest.weights", "invest.weight", "invest.milestone_day",
            "invest.milestone_done", "invest.needed", "invest.fact_too_long", and those of
            `holding.hold`.
    """
    roles.require(by, PLAN)
    project = hold(number, by=by, seen=seen)
    refuse_group(project)
    told = sorted(steps, key=lambda step: step.on)
    _refuse_steps(project, told)
    before = [_said(row) for row in project.milestones.order_by("place")]
    if project.milestones.filter(done_on__isnull=False).exists():
        raise Refusal("invest.milestone_done", project=number)
    if before and not reason.strip():
        raise Refusal("ledger.reason_needed", act=PLAN)
    event = new_event_id()
    project.milestones.all().delete()
    rows = [_milestone(project, place, step) for place, step in enumerate(told, start=1)]
    for row in rows:
        row.event_id = event
    Milestone.objects.bulk_create(rows)
    keep(project)
    after = {"milestones": [_said(row) for row in rows]}
    was = {"milestones": before} if before else None
    note(PLAN, by=by, on=(ON, str(number)), before=was, after=after, reason=reason, id=event)


@transaction.atomic
def move_milestone(
    number: int, place: int, on: date, *, by: User, reason: str, seen: int | None = None
) -> None:
    """Expect a milestone on another day; the day first planned stays beside it.

    Args:
        number: the project's.
        place: the milestone's, from 1.
        on: the day on which it is expected now.
        by: who expects it.
        reason: why.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.no_such_milestone",
            "invest.milestone_done", "invest.milestone_day", "invest.nothing_changed", and those of
            `holding.hold`.
    """
    roles.require(by, PLAN)
    project = hold(number, by=by, seen=seen)
    row = _open_milestone(project, place)
    refuse_far(on)
    if project.begins_on and on < project.begins_on:
        raise Refusal("invest.milestone_day", name=row.name, on=on)
    if on == row.expected_on:
        raise Refusal("invest.nothing_changed", project=number)
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act=PLAN)
    before, row.expected_on = row.expected_on, on
    row.save(update_fields=["expected_on"])
    keep(project)
    note(
        PLAN,
        by=by,
        on=(ON, str(number)),
        before={"expected_on": before},
        after={"milestone": row.name, "expected_on": on},
        reason=reason,
    )


@transaction.atomic
def finish_milestone(
    number: int, place: int, *, by: User, on: date | None = None, seen: int | None = None
) -> None:
    """Say that a milestone stands.

    Args:
        number: the project's.
        place: the milestone's, from 1.
        by: who says so.
        on: since which day; today.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.no_such_milestone", "invest.milestone_done",
            "invest.not_begun", "invest.before_begun", and those of `holding.hold` and
            `holding.past_day`.
    """
    roles.require(by, TELL)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    row = _open_milestone(project, place)
    if project.begun_on is None:
        raise Refusal("invest.not_begun", project=number)
    if day < project.begun_on:
        raise Refusal("invest.before_begun", on=day, begun=project.begun_on)
    row.done_on = day
    row.save(update_fields=["done_on"])
    keep(project)
    after = {"milestone": row.name, "done_on": day}
    note(TELL, by=by, on=(ON, str(number)), after=after)


def _refuse_steps(project: Project, steps: Sequence[Step]) -> None:
    if not 0 < len(steps) <= MOST:
        raise Refusal("invest.milestones_many", most=MOST)
    for step in steps:
        weight = step.weight
        if not weight.is_finite() or round(weight, PLACES) != weight or not 0 < weight <= 1:
            raise Refusal("invest.weight", name=step.name[:60], weight=str(weight)[:20])
        refuse_far(step.on)
        early = project.begins_on is not None and step.on < project.begins_on
        if early or (project.ends_on is not None and step.on > project.ends_on):
            raise Refusal("invest.milestone_day", name=step.name[:60], on=step.on)
    whole = sum((step.weight for step in steps), Decimal(0))
    if whole != 1:
        raise Refusal("invest.weights", percent=f"{(100 * whole).normalize():f}")


def _milestone(project: Project, place: int, step: Step) -> Milestone:
    return Milestone(
        project=project,
        place=place,
        name=written(step.name, "milestone", LONGEST_NAME, needed=True),
        weight=step.weight,
        planned_on=step.on,
        expected_on=step.on,
    )


def _open_milestone(project: Project, place: int) -> Milestone:
    row = project.milestones.filter(place=place).first()
    if row is None:
        raise Refusal("invest.no_such_milestone", project=project.pk)
    if row.done_on is not None:
        raise Refusal("invest.milestone_done", project=project.pk)
    return row


def _said(row: Milestone) -> dict[str, object]:
    return {"milestone": row.name, "weight": str(row.weight), "planned_on": row.planned_on}
