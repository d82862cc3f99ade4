"""What happens in the register when one firm becomes several, or several become one?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User
from ehya.register.actions.facts import NOTHING, understood, whole
from ehya.register.actions.history import Stretch, changed
from ehya.register.actions.rows import Held, hold, rewrite, write
from ehya.register.actions.units import in_sight, new_unit, not_to_come
from ehya.register.models import Succession

GONE = "gone"
_FEWEST_MERGED = 2
_COUNTED = (  # nobody said how it was divided, and nothing is to be counted twice
    *("licensed_capacity", "capacity_unit", "licensed_jobs", "insured_jobs", "contracted_kw"),
)


@transaction.atomic
def split_unit(
    number: str,
    parts: Sequence[Mapping[str, object]],
    *,
    happened_on: date,
    by: User,
    reason: str = "",
    stays: bool = True,
) -> tuple[str, ...]:
    """Write down that units came out of one.

    Args:
        number: the unit that was.
        parts: the facts of each that came of it; what is not told is as with the first, but for
            what is counted: that is unknown until somebody tells it.
        happened_on: the day of it.
        by: who tells it.
        reason: who said so.
        stays: whether the first goes on beside them; else it is gone from that day.

    Returns:
        The numbers of the new units.

    Raises:
        Refusal: "register.no_parts", "register.before_unit", and as `units.change_unit`.
    """
    roles.require(by, "register.change_unit")
    not_to_come(happened_on)
    if not parts:
        raise Refusal("register.no_parts")
    held = hold(number, by=by)
    here = {**_standing(held, happened_on), **{fact: NOTHING[fact] for fact in _COUNTED}}
    born = [_born(held, {**here, **understood(part)}, happened_on, by=by) for part in parts]
    for unit in born:
        _follow(held, "split", held, unit, happened_on)
    if not stays:
        _end(held, happened_on)
    numbers = tuple(unit.unit.number for unit in born)
    note(
        "register.split_unit",
        by=by,
        on=("unit", number),
        after={"units": numbers, **({} if stays else {"status": GONE})},
        reason=reason,
        id=held.event,
        happened_on=happened_on,
    )
    return numbers


@transaction.atomic
def merge_units_in_the_world(
    numbers: Sequence[str],
    facts: Mapping[str, object],
    *,
    happened_on: date,
    by: User,
    reason: str = "",
) -> str:
    """Write down that firms became one: the first of them goes on, as told; the others are gone.

    Two records of one firm are another matter: `duplicates` merges those.

    Args:
        numbers: the units that became one; the first is the one that goes on.
        facts: what is different of it from that day, e.g. its name; may be empty.
        happened_on: the day of it.
        by: who tells it.
        reason: who said so.

    Returns:
        The number of the unit that goes on.

    Raises:
        Refusal: "register.merge_of_one", and as `units.change_unit`.
    """
    roles.require(by, "register.change_unit")
    not_to_come(happened_on)
    if len(set(numbers)) < max(_FEWEST_MERGED, len(numbers)):
        raise Refusal("register.merge_of_one")
    held = {number: hold(number, by=by) for number in sorted(numbers)}  # one order: no deadlock
    first, *others = (held[number] for number in numbers)
    at, event = max(unit.at for unit in held.values()), first.event
    for unit in others:
        gone = Held(unit.unit, unit.history, event=event, at=at)
        _end(gone, happened_on)
        _follow(gone, "merger", gone, first, happened_on)
    kept = Held(first.unit, first.history, event=event, at=at)
    told = understood(facts)
    here = _standing(kept, happened_on)
    if any(here[fact] != value for fact, value in told.items()):
        plan = changed(kept.history, happened_on, told)
        for stretch in plan.written:
            whole(stretch.content)
            in_sight(by, stretch.content)
        rewrite(kept, plan)
    note(
        "register.merge_units_in_the_world",
        by=by,
        on=("unit", numbers[0]),
        before={"units": list(numbers)},
        after={"unit": numbers[0], **told},
        reason=reason,
        id=event,
        happened_on=happened_on,
    )
    return numbers[0]


def _standing(held: Held, day: date) -> Mapping[str, Any]:
    for stretch in held.history:
        if stretch.holds(day):
            return stretch.content
    raise Refusal("register.before_unit", day=day, first=held.history[0].first)


def _end(held: Held, day: date) -> None:
    if _standing(held, day)["status"] != GONE:
        rewrite(held, changed(held.history, day, {"status": GONE}))


def _born(held: Held, content: Mapping[str, Any], day: date, *, by: User) -> Held:
    whole(content)
    in_sight(by, content)
    unit = new_unit(synthetic=held.unit.synthetic)
    born = Held(unit, (), event=held.event, at=held.at)
    write(born, [Stretch(day, None, {**NOTHING, **content})])
    return born


def _follow(held: Held, kind: str, before: Held, after: Held, day: date) -> None:
    Succession.objects.create(
        kind=kind,
        before=before.unit,
        after=after.unit,
        happened_on=day,
        known=(held.at, None),
        event_id=held.event,
    )
