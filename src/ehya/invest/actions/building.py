"""How far is a project: begun, so much of it built, stopped, finished?"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.invest.actions.holding import ON, hold, keep, past_day, refuse_group, written
from ehya.invest.models import Progress, Project, Standing
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id

TELL = "invest.tell_progress"
LONGEST_REASON = 300  # letters
PLACES = 5  # decimals of a share
Stood = tuple[date, Decimal]  # a day, and the share that stood [0..1]


@transaction.atomic
def begin(number: int, *, by: User, on: date | None = None, seen: int | None = None) -> None:
    """Say that the work has begun, or goes on after it was stopped.

    Args:
        number: the project's.
        by: who says so.
        on: since which day; today. One that goes on keeps the day on which it first began.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.begun_already", "invest.group",
            "invest.before_begun", and those of `holding.hold` and `holding.past_day`.
    """
    roles.require(by, TELL)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    refuse_group(project)
    if project.state not in ("planned", "stopped"):
        raise Refusal("invest.begun_already", project=number, on=project.begun_on)
    _stand(project, "under_way", day, by, begun_on=project.begun_on or day)


@transaction.atomic
def tell_progress(
    number: int,
    physical: Decimal,
    *,
    by: User,
    on: date | None = None,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Tell how much of a project's work was done on a day. It may not fall without a reason.

    Args:
        number: the project's.
        physical: the share of the whole work. [0..1]
        by: who tells it.
        on: the day; today.
        reason: why, where it is less than was told for an earlier day, or more than for a later one.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.progress_share", "invest.not_begun",
            "invest.before_begun", "invest.progress_fell", "invest.project_over", and those of
            `holding.hold` and `holding.past_day`.
    """
    roles.require(by, TELL)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    told = written(reason, "reason", LONGEST_REASON)
    refuse_progress(project, day, physical)
    if not told:
        refuse_fall(physical, before=_before(project, day), later=_later(project, day))
    event, was = new_event_id(), project.physical
    Progress.objects.create(
        project=project,
        on=day,
        physical=physical,
        reason=told,
        by=by,
        known_at=timezone.now(),
        event_id=event,
    )
    newest = project.told.order_by("-on", "-pk").values_list("physical", flat=True)[0]
    keep(project, physical=newest)
    note(
        TELL,
        by=by,
        on=(ON, str(number)),
        before={"physical": str(was)},
        after={"physical": str(physical), "on": day},
        reason=told,
        id=event,
    )


@transaction.atomic
def finish(number: int, *, by: User, on: date | None = None, seen: int | None = None) -> None:
    """Say that a project is finished; all of its work was told to be done before.

    Args:
        number: the project's.
        by: who says so.
        on: since which day; today.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "invest.not_begun", "invest.before_begun",
            "invest.not_whole", and those of `holding.hold` and
            `holding.past_day`.
    """
    roles.require(by, TELL)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    if project.state != "under_way" or project.begun_on is None:
        raise Refusal("invest.not_begun", project=number)
    if project.physical < 1:
        raise Refusal("invest.not_whole", percent=f"{(100 * project.physical).normalize():f}")
    since = project.told.order_by("-on", "-pk").values_list("on", flat=True)[0]
    if day < since:
        raise Refusal("invest.before_begun", on=day, begun=since)
    _stand(project, "finished", day, by, finished_on=day)


@transaction.atomic
def stop(
    number: int, *, by: User, reason: str, on: date | None = None, seen: int | None = None
) -> None:
    """Say that a project's work stands still.

    Args:
        number: the project's.
        by: who says so.
        reason: why.
        on: since which day; today.
        seen: the project's version that the person saw.

    Raises:
        Refusal: "ledger.not_allowed", "ledger.reason_needed", "invest.project_over",
            "invest.before_begun", and those of `holding.hold` and `holding.past_day`.
    """
    roles.require(by, TELL)
    project, day = hold(number, by=by, seen=seen), past_day(on)
    if project.state not in ("planned", "under_way"):
        raise Refusal("invest.project_over", project=number)
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act=TELL)
    _stand(project, "stopped", day, by, reason)


def refuse_progress(project: Project, day: date, physical: Decimal) -> None:
    """Say no to a share that cannot be, and to a day on which no work was done.

    Raises:
        Refusal: "invest.progress_share", "invest.not_begun", "invest.before_begun",
            "invest.project_over".
    """
    exact = physical.is_finite() and round(physical, PLACES) == physical
    if not exact or not 0 <= physical <= 1:
        raise Refusal("invest.progress_share", percent=str(physical)[:20])
    if project.begun_on is None:
        raise Refusal("invest.not_begun", project=project.pk)
    if day < project.begun_on:
        raise Refusal("invest.before_begun", on=day, begun=project.begun_on)
    if project.state == "finished":
        raise Refusal("invest.project_over", project=project.pk)


def refuse_fall(physical: Decimal, *, before: Stood | None, later: Stood | None) -> None:
    """Say no where progress falls, before this day or after it, and nobody says why.

    Args:
        physical: as told now. [0..1]
        before: what was told last for this day or an earlier one; None where nothing was.
        later: what was told last for the next later day.

    Raises:
        Refusal: "invest.progress_fell".
    """
    falls = before if before is not None and physical < before[1] else None
    passes = later if later is not None and physical > later[1] else None
    other = falls or passes
    if other is not None:
        percent = f"{(100 * other[1]).normalize():f}"
        raise Refusal("invest.progress_fell", on=other[0], percent=percent)


def _before(project: Project, day: date) -> Stood | None:
    rows = project.told.filter(on__lte=day).order_by("-on", "-pk")
    return rows.values_list("on", "physical").first()


def _later(project: Project, day: date) -> Stood | None:
    rows = project.told.filter(on__gt=day).order_by("on", "-pk")
    return rows.values_list("on", "physical").first()


def _stand(
    project: Project, state: str, day: date, by: User, reason: str = "", **told: date
) -> None:
    """Keep since when a project stands as it does; a change is never before the one before it."""
    last = project.standings.order_by("-on", "-pk").first()
    if last is not None and day < last.on:
        raise Refusal("invest.before_begun", on=day, begun=last.on)
    event = new_event_id()
    Standing.objects.create(
        project=project, state=state, on=day, known_at=timezone.now(), event_id=event
    )
    keep(project, state=state, **told)
    after = {"state": f"invest.{state}", "on": day}
    note(TELL, by=by, on=(ON, str(project.pk)), after=after, reason=reason, id=event)
