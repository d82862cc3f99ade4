"""What shall be done for a case, what has begun, and how did it end?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in
from ehya.ledger.models import Event, User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions.moving import lock
from ehya.revive.models import Case, Intervention
from ehya.revive.queries.amounts import MOST_IRR
from ehya.revive.queries.interventions import intervention_seen
from ehya.revive.queries.vocabulary import kind_named, kinds, obstacles_known, usual_for
from ehya.revive.table import CLOSED

ACT = "revive.plan_intervention"
LONGEST_STEP, LONGEST_RESULT, MOST_STEPS = 120, 2_000, 30  # letters, letters, steps
OPEN = ("planned", "under_way")


@dataclass(frozen=True, slots=True)
class Plan:
    """An intervention that is to be planned.

    Attributes:
        case: the case's number.
        round: the case's.
        kind: of `interventions.toml`.
        on: the day, from which its steps are counted.
        answers: the obstacle's code; "" where none is named.
        cost_irr: as estimated; None where nobody knows. [IRR]
        steps: as [{"name", "due"}]; None for the usual ones.
    """

    case: int
    round: int
    kind: str
    on: date
    answers: str = ""
    cost_irr: int | None = None
    steps: Sequence[Mapping[str, Any]] | None = None


@transaction.atomic
def plan(  # noqa: PLR0913 - a plan is this wide
    case: int,
    kind: str,
    *,
    by: User,
    answers: str = "",
    cost_irr: int | None = None,
    steps: Sequence[Mapping[str, Any]] | None = None,
    seen: int | None = None,
) -> int:
    """Plan an intervention for a case.

    Args:
        case: its number.
        kind: of `interventions.toml`.
        by: who plans it.
        answers: the obstacle's code; "" where none is named.
        cost_irr: as estimated; None where nobody knows. [IRR]
        steps: as [{"name", "due"}]; None for the usual ones.
        seen: the case's version that the person saw.

    Returns:
        The intervention's number.

    Raises:
        Refusal: "ledger.not_allowed", "revive.no_such_case", "revive.changed_meanwhile",
            "revive.case_closed", "revive.no_such_intervention_kind", "revive.no_such_obstacle",
            "revive.planned_already", "revive.cost_not_money", "revive.bad_steps".
    """
    roles.require(by, ACT)
    held = _open_case(case, by, seen)
    _refuse_second(held, kind, answers)
    event = new_event_id()
    (made,) = plan_many(
        [Plan(case, held.round, kind, today(), answers, cost_irr, steps)], event=event
    )
    note(
        ACT,
        by=by,
        on=("intervention", str(made)),
        after=_told(Intervention.objects.get(pk=made)),
        id=event,
        case=case,
    )
    return made


@transaction.atomic
def plan_from_template(
    case: int, cause: str, *, by: User, seen: int | None = None
) -> tuple[int, ...]:
    """Plan what is usual for a cause; what is planned already is left out.

    Args:
        case: its number.
        cause: an obstacle's code, or its first level.
        by: who plans.
        seen: the case's version that the person saw.

    Returns:
        The interventions' numbers.

    Raises:
        Refusal: as `plan`, and "revive.no_template" where nothing is usual for it,
            "revive.planned_already" where all of it is planned.
    """
    roles.require(by, ACT)
    held = _open_case(case, by, seen)
    usual = usual_for(cause, today())
    if not usual:
        raise Refusal("revive.no_template", cause=cause[:60])
    there = set(_running(held).values_list("kind", flat=True))
    missing = [kind for kind in usual if kind not in there]
    if not missing:
        raise Refusal("revive.planned_already", case=case, kind=f"revive.{usual[0]}")
    answers, event = cause if "." in cause else "", new_event_id()
    plans = [Plan(case, held.round, kind, today(), answers) for kind in missing]
    made = plan_many(plans, event=event)
    note(
        ACT,
        by=by,
        on=("case", str(case)),
        after={"interventions": missing},
        id=event,
        cause=cause,
        numbers=made,
    )
    return tuple(made)


def plan_many(plans: Sequence[Plan], *, event: UUID) -> list[int]:
    """Write plans of many cases, inside the caller's transaction.

    Args:
        plans: in any order.
        event: of which they are; the caller notes it.

    Returns:
        The interventions' numbers, in the order of the plans.

    Raises:
        Refusal: those of `plan` that speak of the plan itself.
    """
    made = copy_in(_planned(one, event) for one in plans)
    return [one.pk for one in made]


@transaction.atomic
def change(
    number: int,
    *,
    by: User,
    seen: int | None = None,
    answers: str | None = None,
    cost_irr: int | None = None,
    steps: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """Change what is planned: what it answers, what it costs, its steps.

    Args:
        number: the intervention's.
        by: who changes it.
        seen: its version that the person saw.
        answers: the obstacle's code; None leaves it.
        cost_irr: as estimated; None leaves it. [IRR]
        steps: all that are still to be done; None leaves them. Steps done stay.

    Raises:
        Refusal: as `plan`, and "revive.no_such_intervention", "revive.intervention_changed",
            "revive.intervention_ended", "revive.nothing_changed".
    """
    work = _held(number, by, seen)
    before = _told(work)
    if answers is not None:
        work.answers = _known(answers)
    if cost_irr is not None:
        work.cost_irr = _cost(cost_irr)
    if steps is not None:
        work.steps = [step for step in work.steps if step["done_on"]] + _steps(steps)
    if _told(work) == before:
        raise Refusal("revive.nothing_changed")
    _keep(work, by, before)


@transaction.atomic
def begin(number: int, *, by: User, on: date | None = None, seen: int | None = None) -> None:
    """Say that the work on an intervention has begun.

    Args:
        number: the intervention's.
        by: who says so.
        on: the day; today.
        seen: its version that the person saw.

    Raises:
        Refusal: "revive.no_such_intervention", "revive.intervention_changed", "revive.ahead",
            "revive.begun_already", "revive.before_its_round".
    """
    work = _held(number, by, seen)
    if work.state != "planned":
        raise Refusal("revive.begun_already", intervention=number, on=work.begun_on)
    before = _told(work)
    work.begun_on, work.state = _day(on, work), "under_way"
    _keep(work, by, before, happened_on=work.begun_on)


@transaction.atomic
def step_done(
    number: int, place: int, *, by: User, on: date | None = None, seen: int | None = None
) -> None:
    """Say that a step is done.

    Args:
        number: the intervention's.
        place: the step's, from 0.
        by: who says so.
        on: the day; today.
        seen: its version that the person saw.

    Raises:
        Refusal: as `begin`, and "revive.not_begun", "revive.no_such_step".
    """
    work = _held(number, by, seen)
    _refuse_not_begun(work)
    if not 0 <= place < len(work.steps) or work.steps[place]["done_on"]:
        raise Refusal("revive.no_such_step", intervention=number)
    before, day = _told(work), _day(on, work)
    work.steps[place]["done_on"] = day.isoformat()
    _keep(work, by, before, happened_on=day)


@transaction.atomic
def end(
    number: int,
    *,
    by: User,
    done: bool,
    result: str,
    on: date | None = None,
    seen: int | None = None,
) -> None:
    """Say how an intervention ended: done with its result, or stopped with the reason.

    Args:
        number: the intervention's.
        by: who says so.
        done: whether it was done.
        result: what came of it, or why it was stopped.
        on: the day; today.
        seen: its version that the person saw.

    Raises:
        Refusal: as `begin`, and "revive.not_begun", "revive.result_needed",
            "revive.holds_money" where money is committed to it, not paid, and it is stopped.
    """
    work = _held(number, by, seen)
    if done:
        _refuse_not_begun(work)
    if not result.strip():
        raise Refusal("revive.result_needed", intervention=number)
    waiting = int(work.committed_irr - work.paid_irr)
    if not done and waiting:
        raise Refusal("revive.holds_money", intervention=number, amount_irr=waiting)
    before = _told(work)
    work.ended_on, work.state = _day(on, work), "done" if done else "stopped"
    work.result = result.strip()[:LONGEST_RESULT]
    _keep(work, by, before, happened_on=work.ended_on)


def _open_case(number: int, by: User, seen: int | None) -> Case:
    case = lock(number, by=by, seen=seen)
    if case.state in CLOSED:
        raise Refusal("revive.case_closed", case=number, state=f"revive.{case.state}")
    return case


def _running(case: Case) -> Any:
    return Intervention.objects.filter(case=case, round=case.round, state__in=OPEN)


def _refuse_second(case: Case, kind: str, answers: str) -> None:
    if kind in kinds(today()) and _running(case).filter(kind=kind, answers=answers).exists():
        raise Refusal("revive.planned_already", case=case.pk, kind=f"revive.{kind}")


def _planned(told: Plan, event: UUID) -> Intervention:
    kind = kind_named(told.kind, told.on)
    usual = told.steps is None
    return Intervention(
        case_id=told.case,
        round=told.round,
        kind=told.kind,
        answers=_known(told.answers),
        cost_irr=None if told.cost_irr is None else _cost(told.cost_irr),
        steps=kind.steps_from(told.on) if usual else _steps(told.steps or ()),
        event_id=event,
    )


def _known(obstacle: str) -> str:
    if obstacle and obstacle not in obstacles_known(today()):
        raise Refusal("revive.no_such_obstacle", obstacle=obstacle[:60])
    return obstacle


def _cost(cost_irr: int) -> int:
    if not 0 <= cost_irr <= MOST_IRR:
        raise Refusal("revive.cost_not_money", amount=str(cost_irr)[:40])
    return cost_irr


def _steps(told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return steps as they are kept; each has a name and a day."""
    if len(told) > MOST_STEPS:
        raise Refusal("revive.bad_steps", most=MOST_STEPS)
    steps = []
    for one in told:
        name, due = str(one.get("name", "")).strip()[:LONGEST_STEP], one.get("due")
        if not name or not isinstance(due, date):
            raise Refusal("revive.bad_steps", most=MOST_STEPS)
        steps.append({"name": name, "due": due.isoformat(), "done_on": None})
    return steps


def _held(number: int, by: User, seen: int | None) -> Intervention:
    """Return an intervention that is still on its way, held until the transaction ends."""
    roles.require(by, ACT)
    found = intervention_seen(number, sight_of(by))
    Case.objects.select_for_update(no_key=True).get(pk=found.case_id)
    work = Intervention.objects.select_for_update(no_key=True).get(pk=number)
    refuse_stale(work, seen)
    if work.state not in OPEN:
        state = f"revive.intervention_{work.state}"
        raise Refusal("revive.intervention_ended", intervention=number, state=state)
    return work


def refuse_stale(work: Intervention, seen: int | None) -> None:
    """Say no to whoever saw an intervention before somebody else changed it.

    Raises:
        Refusal: "revive.intervention_changed" with who did what, and when.
    """
    if seen in (None, work.version):
        return
    told = Event.objects.filter(on_kind="intervention", on_key=str(work.pk)).select_related("by")
    newest = told.order_by("-position").first() or Event.objects.get(pk=work.event_id)
    raise Refusal(
        "revive.intervention_changed",
        by=newest.by.username,
        act=newest.act,
        on=newest.at.date(),
    )


def _refuse_not_begun(work: Intervention) -> None:
    if work.state != "under_way":
        raise Refusal("revive.not_begun", intervention=work.pk)


def _day(on: date | None, work: Intervention) -> date:
    day = on or today()
    if day > today():
        raise Refusal("revive.ahead", on=day, today=today())
    first = work.begun_on or Case.objects.get(pk=work.case_id).round_begun
    if day < first:
        raise Refusal("revive.before_its_round", on=day, since=first)
    return day


def _keep(work: Intervention, by: User, before: Mapping[str, Any], **facts: Any) -> None:
    work.version += 1
    work.save()
    after = _told(work)
    changed = [name for name in after if after[name] != before[name]]
    note(
        ACT,
        by=by,
        on=("intervention", str(work.pk)),
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        case=work.case_id,
        **facts,
    )


def _told(work: Intervention) -> dict[str, Any]:
    return {
        "intervention": f"revive.{work.kind}",
        "state": f"revive.intervention_{work.state}",
        "answers": work.answers,
        "cost_irr": None if work.cost_irr is None else int(work.cost_irr),
        "steps": [dict(step) for step in work.steps],
        "result": work.result,
    }
