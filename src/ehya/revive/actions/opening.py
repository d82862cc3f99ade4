"""How does a unit get a case?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.actions.copying import copy_in, new_row
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.register.models import Unit, UnitVersion
from ehya.register.queries.within import Moment, units_at
from ehya.revive.actions.moving import due_of
from ehya.revive.models import Case, Move
from ehya.revive.table import CLOSED, KINDS


@dataclass(frozen=True, slots=True)
class Opening:
    """A case that is to be opened.

    Attributes:
        unit: its id.
        kind: of `table.KINDS`.
        on: the day.
        by: who opens it.
        province: ISO code, as the unit stood on that day.
        park: park code, or None.
        jobs: people who worked there, licensed or insured. [persons]
        synthetic: whether the unit was made up.
        facts: why it was opened.
    """

    unit: int
    kind: str
    on: date
    by: User
    province: str
    park: str | None
    jobs: int
    synthetic: bool
    facts: dict[str, Any]


@transaction.atomic
def open_case(number: str, kind: str, *, by: User, on: date | None = None, reason: str = "") -> int:
    """Open a case for a unit.

    Args:
        number: the unit's.
        kind: of `table.KINDS`.
        by: who opens it; becomes its officer where they are one.
        on: the day; today.
        reason: why.

    Returns:
        The case's number.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_unit", "revive.no_such_kind",
            "revive.ahead", "revive.open_already".
    """
    roles.require(by, "revive.open")
    day = on or today()
    if kind not in KINDS:
        raise Refusal("revive.no_such_kind", kind=kind[:20])
    if day > today():
        raise Refusal("revive.ahead", on=day, today=today())
    unit = _held(number, day, by)
    _refuse_second(unit, kind)
    event = new_event_id()
    (case,) = open_many([opening_of(unit, kind, day, by, {"reason": reason})], event=event)
    if by.role == roles.OFFICER:
        Case.objects.filter(pk=case).update(officer=by)
    note(
        "revive.open",
        by=by,
        on=("case", str(case)),
        after={"kind": f"revive.{kind}", "state": "revive.found"},
        reason=reason,
        id=event,
        unit=number,
        happened_on=day,
    )
    return case


def opening_of(told: UnitVersion, kind: str, on: date, by: User, facts: dict[str, Any]) -> Opening:
    """Return the opening of a case for a unit as it is told."""
    return Opening(
        unit=told.unit_id,
        kind=kind,
        on=on,
        by=by,
        province=told.province_id,
        park=told.park_id,
        jobs=max(told.licensed_jobs or 0, told.insured_jobs or 0),
        synthetic=told.unit.synthetic,
        facts={name: value for name, value in facts.items() if value},
    )


def open_many(
    openings: Iterable[Opening], *, event: UUID, known_at: datetime | None = None
) -> list[int]:
    """Open cases, inside the caller's transaction; none of them may have one of its kind.

    Args:
        openings: one a unit and kind.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        The cases' numbers, in the order of the openings.
    """
    asked = list(openings)
    cases = copy_in(_case(opening, event) for opening in asked)
    known = known_at or timezone.now()
    copy_in(
        new_row(
            Move,
            case_id=case.pk,
            act="open",
            target="found",
            round=1,
            on=opening.on,
            known_at=known,
            due=case.due,
            by_id=opening.by.pk,
            facts=opening.facts,
            reason=opening.facts.get("reason", ""),
            event_id=event,
        )
        for case, opening in zip(cases, asked, strict=True)
    )
    return [case.pk for case in cases]


def _case(opening: Opening, event: UUID) -> Case:
    return new_row(
        Case,
        unit_id=opening.unit,
        province_id=opening.province,
        park_id=opening.park,
        kind=opening.kind,
        synthetic=opening.synthetic,
        since=opening.on,
        due=due_of("found", opening.on),
        owner=load("cases", opening.on)["days"]["found"]["owner"],
        round_begun=opening.on,
        jobs=opening.jobs,
        opened_on=opening.on,
        opened_by_id=event,
    )


def _held(number: str, on: date, by: User) -> UnitVersion:
    """Return the unit as it stood on the day; no other case is opened for it until the act ends."""
    standing = units_at(Moment(on, timezone.now()), sight_of(by))
    told = number if number.isascii() and number.isdecimal() else ""
    found = standing.select_related("unit").filter(unit__number=told).first()
    if found is None:
        raise Refusal("register.no_such_unit", number=number[:20])
    Unit.objects.select_for_update(no_key=True).get(pk=found.unit_id)
    return found


def _refuse_second(told: UnitVersion, kind: str) -> None:
    there = Case.objects.filter(unit=told.unit_id, kind=kind).exclude(state__in=CLOSED).first()
    if there is not None:
        raise Refusal("revive.open_already", number=told.unit.number, case=there.pk)
