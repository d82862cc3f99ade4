"""What is told of one unit: now, as far back as it goes, and who said so?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import Contact, Identifier, Succession, Unit, UnitVersion
from ehya.register.queries.within import Moment, units_at

FACTS = (
    *("name_fa", "name_en", "province", "county", "park", "address", "lat", "lon"),
    *("isic", "product", "status", "size", "ownership", "licensed_on"),
    *("licensed_capacity", "capacity_unit", "licensed_jobs", "insured_jobs", "contracted_kw"),
)
PLACES = ("province", "county", "park")
CORRECTS = frozenset({"register.correct_unit"})
SILENT = frozenset({"register.make_synthetic"})  # acts that do not say which of the two they are


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a unit at a moment.

    Attributes:
        now: its facts.
        identifiers: the numbers that others know it by, at that moment and before it.
        contacts: how to reach its people; empty for whoever may not see them.
        contacts_held: how many there are, seen or not.
        before: the units it came of.
        after: the units that came of it.
    """

    now: UnitVersion
    identifiers: tuple[Identifier, ...]
    contacts: tuple[Contact, ...]
    contacts_held: int
    before: tuple[Succession, ...]
    after: tuple[Succession, ...]

    @property
    def seen(self) -> int:
        """The newest row of its facts; a form gives it back, to tell whether it is stale."""
        return max(self.now.unit.versions.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a unit's timeline.

    Attributes:
        what: the act that told it, e.g. "register.rename_unit".
        correction: whether the world had been so all along.
        on: the day it happened in the world; None where only the register changed.
        known: when it was told.
        event: the act itself, with who and why.
        facts: fact -> (before, after).
        file: the file it came from, and the row in it.
        more: what else is to be said: an identifier, a unit, a contact's kind.
    """

    what: str
    correction: bool
    on: date | None
    known: datetime
    event: Event
    facts: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    file: str = ""
    row: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def unit_told(number: str, moment: Moment, sight: Sight, *, contacts: bool) -> Told:
    """Return what is told of a unit at a moment.

    Args:
        number: the unit's.
        moment: on both clocks.
        sight: how far the reader sees.
        contacts: whether the reader may see how to reach its people.

    Raises:
        Refusal: "register.no_such_unit" also for one out of sight; "register.not_then" where
            it is told of at another time only.
    """
    rows = units_at(moment, sight).select_related("unit", "province", "county", "file")
    now = rows.filter(unit__number=_number(number)).first()
    if now is None:
        raise _nothing(number, moment, sight)
    known = Q(known__contains=moment.known_at)
    reached = now.unit.contacts.filter(known, erased_by__isnull=True).order_by("kind", "pk")
    chain = _chain(now.unit).filter(known).order_by("happened_on", "pk")
    numbers = now.unit.identifiers.filter(known)
    if not _still_in_sight(now.unit, moment.known_at, sight):
        numbers, reached = numbers.filter(valid__contains=moment.as_of), reached.none()
        chain = chain.filter(happened_on__lte=moment.as_of)
    contacts_told = tuple(reached) if contacts else ()
    return Told(
        now=now,
        identifiers=tuple(numbers.order_by("scheme", "valid")),
        contacts=contacts_told,
        contacts_held=len(contacts_told) if contacts else reached.count(),
        before=tuple(row for row in chain if row.after_id == now.unit_id),
        after=tuple(row for row in chain if row.before_id == now.unit_id),
    )


def forwarded(number: str) -> str:
    """Return the number that a merged unit's number leads to; "" when it leads nowhere else."""
    unit = Unit.objects.filter(number=_number(number)).select_related("forwards_to").first()
    seen = set()
    while unit is not None and unit.forwards_to is not None and unit.pk not in seen:
        seen.add(unit.pk)
        unit = unit.forwards_to
    return unit.number if unit is not None and seen else ""


def history(unit: Unit, known_at: datetime, sight: Sight = ALL) -> tuple[UnitVersion, ...]:
    """Return every row ever held true of a unit by a moment, newest known first.

    Who sees the unit sees all its past. Whose part of the country it has left sees of it what was
    told of its time there.
    """
    rows = unit.versions.filter(known__startswith__lte=known_at)
    rows = rows.select_related("province", "county", "file", "event__by")
    told = tuple(rows.order_by("-known__startswith", "-valid"))
    if _still_in_sight(unit, known_at, sight):
        return told
    return tuple(row for row in told if sight.covers(row.province_id, row.park_id or ""))


def timeline(
    unit: Unit,
    known_at: datetime,
    sight: Sight = ALL,
    *,
    past: tuple[UnitVersion, ...] | None = None,
) -> tuple[Step, ...]:
    """Return everything told of a unit by a moment, in the order of the world's days.

    Args:
        unit: the unit.
        known_at: what was told later is left out.
        sight: how far the reader sees; see `history`.
        past: what `history` said to the same question, where it was asked already.

    Returns:
        One step an act; a step's facts are those that the act changed.
    """
    versions = history(unit, known_at, sight) if past is None else past
    told = {(row.event_id, row.known.lower): row for row in versions}
    steps = {act: _step_of_versions(row, versions) for act, row in told.items()}
    beside = (_of_identifiers, _of_contacts, _of_successions)
    for events in beside if _still_in_sight(unit, known_at, sight) else ():
        for event, known, more in events(unit, known_at):
            act = (event.pk, known)
            steps[act] = _with_more(steps.get(act) or _plain(event, known), more)
    return tuple(sorted(steps.values(), key=_in_order))


def facts_of(row: UnitVersion) -> dict[str, Any]:
    """Return a row's facts, places by their code."""
    return {fact: getattr(row, f"{fact}_id" if fact in PLACES else fact) for fact in FACTS}


def _still_in_sight(unit: Unit, known_at: datetime, sight: Sight) -> bool:
    """Whether a unit, by what is known at a moment, has not left a part of the country."""
    if sight.nation:
        return True
    rows = unit.versions.filter(known__contains=known_at).order_by("-valid")
    province, park = rows.values_list("province_id", "park_id").first() or ("", "")
    return sight.covers(province, park or "")


def _number(told: str) -> str:
    return told[:8] if told.isascii() and told.isdecimal() and len(told) <= 8 else ""


def _nothing(number: str, moment: Moment, sight: Sight) -> Refusal:
    ever = UnitVersion.objects.filter(unit__number=_number(number))
    seen = [row for row in ever if sight.covers(row.province_id, row.park_id or "")]
    if not seen:
        return Refusal("register.no_such_unit", number=number[:20])
    first = min(seen, key=lambda row: (row.known.lower, row.valid.lower or date.min))
    return Refusal(
        "register.not_then",
        number=number,
        as_of=moment.as_of,
        known_at=timezone.localdate(moment.known_at),
        first_known=(known := timezone.localdate(first.known.lower)),
        first_day=first.valid.lower or known,
    )


def _step_of_versions(told: UnitVersion, versions: Iterable[UnitVersion]) -> Step:
    """Set what an act wrote against what was held true just before it, day by day."""
    event, known = told.event, told.known.lower
    written = [row for row in versions if row.event_id == event.pk and row.known.lower == known]
    earlier = [
        row
        for row in versions
        if row.known.lower < known and (row.known.upper is None or row.known.upper >= known)
    ]
    facts: dict[str, tuple[Any, Any]] = {}
    first, begins = None, False
    for row in sorted(written, key=lambda row: row.valid.lower or date.min):
        was = next((was for was in earlier if _holds(was, row.valid.lower)), None)
        news = _news(was, row)
        if news and not facts:
            first = row.valid.lower
            begins = was is not None and was.valid.lower != first
        facts = {**news, **facts}
    return Step(
        what=event.act,
        correction=bool(earlier) and _corrects(event, begins=begins),
        on=first,
        known=known,
        event=event,
        facts=facts if earlier else {},
        file=told.file.name if told.file is not None else "",
        row=told.file_row,
        more={} if earlier else {"born": True},
    )


def _news(was: UnitVersion | None, row: UnitVersion) -> dict[str, tuple[Any, Any]]:
    old = facts_of(was) if was is not None else dict.fromkeys(FACTS)
    return {f: (old[f], v) for f, v in facts_of(row).items() if (old[f] or None) != (v or None)}


def _corrects(event: Event, *, begins: bool) -> bool:
    """Whether an act said that the register had been wrong.

    The act itself says so; an import says what its file means. Of other acts, one that begins a
    new stretch inside an old one speaks of a change.
    """
    if event.act in CORRECTS:
        return True
    if "meaning" in event.facts:
        return bool(event.facts["meaning"] == "correction")
    return event.act in SILENT and not begins


def _holds(row: UnitVersion, day: date | None) -> bool:
    if day is None:
        return row.valid.lower is None
    return (row.valid.lower is None or row.valid.lower <= day) and (
        row.valid.upper is None or day < row.valid.upper
    )


def _of_identifiers(unit: Unit, known_at: datetime) -> Iterable[tuple[Event, datetime, Any]]:
    rows = unit.identifiers.filter(known__startswith__lte=known_at).select_related("event__by")
    for row in rows.order_by("pk"):
        told = (row.scheme, row.value, row.valid.upper)
        yield row.event, row.known.lower, {"identifiers": (told,)}


def _of_contacts(unit: Unit, known_at: datetime) -> Iterable[tuple[Event, datetime, Any]]:
    rows = unit.contacts.filter(known__startswith__lte=known_at)
    for row in rows.select_related("event__by", "erased_by__by").order_by("pk"):
        yield row.event, row.known.lower, {"contacts": (row.kind,)}
        if row.erased_by is not None and row.erased_by.at <= known_at:
            yield row.erased_by, row.erased_by.at, {"erased": (row.kind,)}


def _of_successions(unit: Unit, known_at: datetime) -> Iterable[tuple[Event, datetime, Any]]:
    rows = _chain(unit).filter(known__startswith__lte=known_at)
    for row in rows.select_related("event__by", "before", "after").order_by("pk"):
        other = row.after if row.before_id == unit.pk else row.before
        side = "into" if row.before_id == unit.pk else "out_of"
        yield row.event, row.known.lower, {"on": row.happened_on, side: (other.number,)}


def _chain(unit: Unit) -> QuerySet[Succession]:
    rows = Succession.objects.filter(Q(before=unit) | Q(after=unit))
    return rows.select_related("before", "after")


def _plain(event: Event, known: datetime) -> Step:
    day = event.facts.get("happened_on")
    on = date.fromisoformat(day) if isinstance(day, str) else None
    return Step(what=event.act, correction=False, on=on, known=known, event=event)


def _with_more(step: Step, more: Mapping[str, Any]) -> Step:
    on = more.get("on") or step.on
    joined = dict(step.more)
    for name, value in more.items():
        if name != "on":
            joined[name] = (*joined.get(name, ()), *value)
    return replace(step, on=on, more=joined)


def _in_order(step: Step) -> tuple[date, datetime]:
    return step.on or step.known.date(), step.known
