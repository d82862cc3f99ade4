"""How is a unit added, how do changes in the world reach it, and how is a wrong word put right?

Each function is one act: one transaction, one event. Nothing is overwritten: rows are closed from
this moment on, and others written beside them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.register.actions import particulars
from ehya.register.actions.facts import NOTHING, understood, whole
from ehya.register.actions.history import Rewriting, Stretch, changed, corrected
from ehya.register.actions.rows import Held, hold, rewrite, write
from ehya.register.models import Province, Unit
from ehya.register.models.units import CONTACT_KINDS, SCHEMES

NAMES = frozenset({"name_fa", "name_en"})
PLACE = frozenset({"province", "county", "park", "address", "lat", "lon"})


@transaction.atomic
def add_unit(
    facts: Mapping[str, object],
    *,
    by: User,
    on: date,
    reason: str = "",
    synthetic: bool = False,
) -> str:
    """Add a unit and give it its number for ever.

    Args:
        facts: fact -> value (`facts.CONTENT`), as text or value, and beside them identifiers by
            scheme and contacts by kind; a name and a province at least.
        by: who adds it.
        on: the day from which all that was so.
        reason: where it was heard of.
        synthetic: whether it is made up.

    Returns:
        The unit's number.

    Raises:
        Refusal: "ledger.not_allowed", "register.outside_scope", "register.day_to_come", and the
            codes of `facts.understood`, `facts.whole` and `particulars`.
    """
    roles.require(by, "register.change_unit")
    not_to_come(on)
    apart = {name: str(facts[name]) for name in (*SCHEMES, *CONTACT_KINDS) if facts.get(name)}
    told = {name: value for name, value in facts.items() if name not in (*SCHEMES, *CONTACT_KINDS)}
    content = {**NOTHING, **understood(told)}
    whole(content)
    in_sight(by, content)
    unit = new_unit(synthetic=synthetic)
    held = Held(unit, (), event=new_event_id())
    write(held, [Stretch(on, None, content)])
    numbers = {name: value for name, value in apart.items() if name in SCHEMES}
    for name, value in apart.items():
        if name in SCHEMES:
            particulars.write_identifier(held, name, value, first=on)
        else:
            particulars.write_contact(held, name, value)
    note(
        "register.add_unit",
        by=by,
        on=("unit", unit.number),
        after={fact: v for fact, v in content.items() if v != NOTHING[fact]} | numbers,
        reason=reason,
        id=held.event,
        happened_on=on,
        contacts=sorted(set(apart) - set(numbers)),  # how to reach people is not repeated here
    )
    return unit.number


@transaction.atomic
def change_unit(
    number: str,
    changes: Mapping[str, object],
    *,
    happened_on: date,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> None:
    """Write down a change in the world: from a day on, these facts are so.

    The event is called by what changed: a new name, a move, a change of owners, or a change.

    Args:
        number: the unit's.
        changes: fact -> new value; "" empties it.
        happened_on: the first day on which it was so.
        by: who tells it.
        reason: who said so, or why.
        seen: the row that the person saw (`Told.seen`); refused when another came meanwhile.

    Raises:
        Refusal: "ledger.not_allowed", "register.no_such_unit", "register.forwarded",
            "register.outside_scope", "register.moved_on", "register.day_to_come",
            "register.before_unit", "register.nothing_changed", and the codes of
            `facts.understood` and `facts.whole`.
    """
    roles.require(by, "register.change_unit")
    not_to_come(happened_on)
    held = hold(number, by=by, seen=seen)
    plan = changed(held.history, happened_on, understood(changes))
    _carry_out(held, plan, by=by)
    note(
        name_of_change(plan),
        by=by,
        on=("unit", number),
        before=plan.before,
        after=plan.after,
        reason=reason,
        id=held.event,
        happened_on=happened_on,
    )


@transaction.atomic
def correct_unit(
    number: str,
    changes: Mapping[str, object],
    *,
    by: User,
    reason: str,
    stood_on: date | None = None,
    seen: int | None = None,
) -> None:
    """Put right what was told wrongly: the world was never as the register had it.

    A wrong value is replaced for as long as it stood, before and after the day it was seen on.

    Args:
        number: the unit's.
        changes: fact -> right value; "" empties it.
        by: who corrects.
        reason: why; it stays beside the correction.
        stood_on: a day on which the wrong value stands; today unless told.
        seen: as for `change_unit`.

    Raises:
        Refusal: as `change_unit`, and "ledger.reason_needed".
    """
    roles.require(by, "register.correct_unit")
    if not reason.strip():
        raise Refusal("ledger.reason_needed", act="register.correct_unit")
    day = stood_on or today()
    held = hold(number, by=by, seen=seen)
    plan = corrected(held.history, day, understood(changes))
    _carry_out(held, plan, by=by)
    note(
        "register.correct_unit",
        by=by,
        on=("unit", number),
        before=plan.before,
        after=plan.after,
        reason=reason,
        id=held.event,
        stood_on=day,
    )


def name_of_change(plan: Rewriting) -> str:
    """Return what a change in the world is called, by the facts that it touches."""
    facts = set(plan.after)
    if facts <= NAMES:
        return "register.rename_unit"
    if facts <= PLACE:
        return "register.move_unit"
    if facts == {"ownership"}:
        return "register.change_ownership"
    return "register.change_unit"


def in_sight(by: User, content: Mapping[str, Any]) -> None:
    """See that somebody's scope covers where a unit stands.

    Raises:
        Refusal: "register.outside_scope".
    """
    if not sight_of(by).covers(content["province"] or "", content["park"] or ""):
        told = Province.objects.get(pk=content["province"])
        raise Refusal("register.outside_scope", province_en=told.name_en, province_fa=told.name_fa)


def not_to_come(day: date) -> None:
    """See that a day has come: the register holds no plans.

    Raises:
        Refusal: "register.day_to_come".
    """
    if day > today():
        raise Refusal("register.day_to_come", day=day)


def _carry_out(held: Held, plan: Rewriting, *, by: User) -> None:
    for stretch in plan.written:
        if any(stretch.content[fact] != plan.before[fact] for fact in plan.before):
            whole(stretch.content)
            in_sight(by, stretch.content)
    rewrite(held, plan)


def new_unit(*, synthetic: bool) -> Unit:
    """Return a unit that nothing is told of yet, with its number for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('register_unit', 'id'))")
        key = cursor.fetchone()[0]
        cursor.execute("SELECT register_number(%s)", [key])
        number = cursor.fetchone()[0]
    return Unit.objects.create(pk=key, number=number, synthetic=synthetic)
