"""How is a project held while somebody acts on it, so that two never write over each other?

Every act holds its project's row first, and grows its version; whoever saw an older one is told who
did what meanwhile (decision 0009).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError

from ehya.engine.refusal import Refusal
from ehya.invest.models import Project
from ehya.invest.queries.scope import projects_seen
from ehya.ledger.models import Event, User
from ehya.ledger.queries import sight_of, today
from ehya.revive.actions.bodies import refuse_far, words_of

ON = "project"  # what events call it


def hold(number: int, *, by: User, seen: int | None = None) -> Project:
    """Return a project that nobody else changes until the transaction ends.

    Args:
        number: the project's.
        by: who acts, as far as they see.
        seen: its version that the person saw; None where no person looked.

    Raises:
        Refusal: "invest.no_such_project", "invest.project_changed".
    """
    seen_ones = projects_seen(sight_of(by)).select_for_update(no_key=True)
    project = seen_ones.filter(pk=number).first()
    if project is None:
        raise Refusal("invest.no_such_project", project=number)
    refuse_stale(project, seen)
    return project


def refuse_stale(project: Project, seen: int | None) -> None:
    """Say no to whoever saw a project before somebody else changed it.

    Raises:
        Refusal: "invest.project_changed" with who did what, and when.
    """
    if seen in (None, project.version):
        return
    told = Event.objects.filter(on_kind=ON, on_key=str(project.pk)).select_related("by")
    newest = told.order_by("-position").first() or Event.objects.get(pk=project.event_id)
    raise Refusal(
        "invest.project_changed", by=newest.by.username, act=newest.act, on=newest.at.date()
    )


def refuse_group(project: Project) -> None:
    """Say no where only the sum of several projects was told.

    Raises:
        Refusal: "invest.group".
    """
    if project.stands_for > 1:
        raise Refusal("invest.group", project=project.pk, many=project.stands_for)


def keep(project: Project, **told: Any) -> None:
    """Write what changed of a project, and that it did."""
    for name, value in told.items():
        setattr(project, name, value)
    project.version += 1
    with held_by_database():
        project.save(update_fields=[*told, "version"])


@contextmanager
def held_by_database() -> Iterator[None]:
    """Say in words what the database holds projects to.

    Raises:
        Refusal: "invest.key_used", "invest.code_there", "invest.held" with the constraint.
    """
    try:
        yield
    except IntegrityError as error:
        told = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if told.startswith("invest_payment_key"):
            raise Refusal("invest.key_used") from error
        if told == "project_one_a_code":
            raise Refusal("invest.code_there") from error
        raise Refusal("invest.held", constraint=told) from error


def past_day(on: date | None) -> date:
    """Return a day on which something can have happened; today where none was told.

    Raises:
        Refusal: "invest.ahead", "revive.day_far".
    """
    day = on or today()
    refuse_far(day)
    if day > today():
        raise Refusal("invest.ahead", on=day, today=today())
    return day


def written(told: str, fact: str, longest: int, *, needed: bool = False) -> str:
    """Return what was typed, without signs that have no shape.

    Raises:
        Refusal: "invest.fact_too_long", "invest.needed".
    """
    try:
        words = words_of(told, fact, longest)
    except Refusal as no:
        raise Refusal(
            "invest.fact_too_long", **{**no.facts, "fact": f"invest.fact.{fact}"}
        ) from None
    if needed and not words:
        raise Refusal("invest.needed", fact=f"invest.fact.{fact}")
    return words
