"""How do a unit's rows reach the tables: held while somebody writes, closed, written?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Max, Value
from django.db.models.functions import Cast, Lower
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.engine.text import search_words, sort_key
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of
from ehya.register.actions.facts import CONTENT, PLACES
from ehya.register.actions.history import Rewriting, Stretch
from ehya.register.models import Contact, Identifier, Unit, UnitVersion

_TICK = timedelta(microseconds=1)
_LONGEST_KEY = UnitVersion._meta.get_field("sort_key").max_length or 0


@dataclass(frozen=True, slots=True)
class Held:
    """A unit that nobody else can write to until this transaction ends.

    Attributes:
        unit: the unit.
        history: what is held true of it, in order of days.
        event: the id of the event that is to come.
        at: the moment of this act; later than every row's.
    """

    unit: Unit
    history: tuple[Stretch, ...]
    event: UUID = field(default_factory=new_event_id)
    at: datetime = field(default_factory=timezone.now)


def hold(number: str, *, by: User, seen: int | None = None) -> Held:
    """Return a unit, held so that nobody else changes it meanwhile.

    Raises:
        Refusal: "register.no_such_unit" also when it is outside the person's sight,
            "register.forwarded", "register.moved_on".
    """
    unit = Unit.objects.select_for_update().filter(number=number[:8]).first()
    if unit is None or len(number) > len(unit.number):
        raise Refusal("register.no_such_unit", number=number[:20])
    if unit.forwards_to is not None:
        raise Refusal("register.forwarded", number=number, to=unit.forwards_to.number)
    rows = list(open_versions(unit))
    last = rows[-1] if rows else None
    if last is None or not sight_of(by).covers(last.province_id, last.park_id or ""):
        raise Refusal("register.no_such_unit", number=number[:20])
    if seen is not None and seen != max(row.pk for row in rows):
        raise Refusal("register.moved_on", number=number)
    return Held(unit, tuple(map(stretch_of, rows)), at=_moment_after(unit))


def open_versions(unit: Unit) -> models.QuerySet[UnitVersion]:
    """Return the rows held true of a unit now, in order of days."""
    return unit.versions.filter(known__endswith__isnull=True).order_by("valid")


def stretch_of(row: UnitVersion) -> Stretch:
    """Return a row as a stretch of a history."""
    content = {fact: getattr(row, column(fact)) for fact in CONTENT}
    return Stretch(row.valid.lower, row.valid.upper, content, row.pk)


def rewrite(held: Held, plan: Rewriting) -> None:
    """Close what is held true no longer, and write what is."""
    close(UnitVersion.objects.filter(pk__in=[row.key for row in plan.closed]), held.at)
    write(held, plan.written)


def close(rows: models.QuerySet[Any], at: datetime) -> int:
    """End what was known of rows at a moment; return how many."""
    return rows.update(known=Func(Lower("known"), Value(at), function="tstzrange"))


def write(held: Held, stretches: Iterable[Stretch]) -> None:
    """Write stretches as rows known from the act on."""
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=held.unit,
            valid=(stretch.first, stretch.until),
            known=(held.at, None),
            event_id=held.event,
            sort_key=order_key(stretch.content),
            words=words(stretch.content),
            **{column(fact): value for fact, value in stretch.content.items()},
        )
        for stretch in stretches
    )


def column(fact: str) -> str:
    """Return the attribute that holds a fact: places are kept by their code."""
    return f"{fact}_id" if fact in PLACES else fact


def order_key(content: Mapping[str, Any]) -> str:
    """Return where a unit stands in the list: by its Persian name, else by its Latin one."""
    return sort_key(content["name_fa"] or content["name_en"])[:_LONGEST_KEY]


def words(content: Mapping[str, Any]) -> Cast:
    """Return what a unit is found by, as the column holds it."""
    told = search_words(*(content[fact] for fact in ("name_fa", "name_en", "address", "product")))
    return Cast(Value(told), SearchVectorField())


def _moment_after(unit: Unit) -> datetime:
    """Return now, or the first moment after what was last known, should the clock be behind it."""
    tables = (UnitVersion, Identifier, Contact)
    held = [
        table.objects.filter(unit=unit).aggregate(at=Max(Lower("known")))["at"] for table in tables
    ]
    ends = UnitVersion.objects.filter(unit=unit).aggregate(at=Max("known__endswith"))["at"]
    later: list[datetime] = [at + _TICK for at in [*held, ends] if at is not None]
    return max(timezone.now(), *later)
