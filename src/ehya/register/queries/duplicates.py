"""Which units may be one, and what stands of each beside the other?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl
from django.db.models import Max, Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Run
from ehya.ledger.queries import runs
from ehya.ledger.scopes import ALL, Sight
from ehya.register.duplicates import METHOD
from ehya.register.duplicates.records import IDENTIFIERS, RAW
from ehya.register.models import Candidate, Contact, Identifier, Merge, UnitVersion
from ehya.register.queries.copied import copied
from ehya.register.queries.within import Moment, units_at

PAGE = 20
CONTACTS = ("phone", "mobile", "email")
_TOLD = ("name_fa", "name_en", "address", "isic", "lat", "lon")
_PLACES = ("province_id", "county_id", "park_id")


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate and what is told of its two units.

    Attributes:
        candidate: which two, how likely, why, and what was decided.
        one: the version of the first that stands now.
        other: the same of the second.
        one_seen: the newest row held true of the first, so that a change meanwhile is noticed.
        other_seen: the same of the second.
    """

    candidate: Candidate
    one: UnitVersion
    other: UnitVersion
    one_seen: int = 0
    other_seen: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue.

    Attributes:
        pairs: most probable first.
        after: where the next page begins; "" on the last.
        waiting: how many pairs wait in sight, counted up to `most`.
        most: where the counting stops.
    """

    pairs: tuple[Pair, ...]
    after: str
    waiting: int
    most: int


def raw_units(moment: Moment) -> pl.DataFrame:
    """Return all units that stand at a moment, with what they are compared by.

    Returns:
        The columns of `duplicates.records.RAW`, one row a unit.
    """
    standing = units_at(moment, ALL).values_list("unit_id", *_TOLD, *_PLACES)
    names = ["id", *_TOLD, *(name.removesuffix("_id") for name in _PLACES)]
    units = copied(standing, _kinds(names))
    known = Q(known__contains=moment.known_at)
    held = Identifier.objects.filter(known, valid__contains=moment.as_of)
    numbers = held.values_list("unit_id", "scheme", "value")
    contacts = Contact.objects.filter(known, kind__in=CONTACTS).exclude(value="")
    reached = contacts.values_list("unit_id", "kind", "value")
    for told, kinds in (
        (copied(numbers, _kinds(["id", "kind", "value"])), IDENTIFIERS),
        (copied(reached, _kinds(["id", "kind", "value"])), CONTACTS),
    ):
        for kind in kinds:
            one = told.filter(pl.col("kind") == kind).group_by("id").agg(pl.col("value").min())
            units = units.join(one.rename({"value": kind}), on="id", how="left")
    return units


def queue(*, moment: Moment, sight: Sight, today: date, after: str = "", most: int = 1000) -> Queue:
    """Return a page of the pairs that wait for a decision and that the reader sees both sides of.

    Args:
        moment: where the reader stands on the two clocks.
        sight: how far the reader sees.
        today: pairs put off until a later day are left out.
        after: `Queue.after` of the page before.
        most: how far the waiting pairs are counted.

    Raises:
        Refusal: "register.no_such_place_in_queue".
    """
    seen = units_at(moment, sight)
    waiting = waiting_pairs(today).filter(_both_in(seen))
    rows = waiting.filter(_beyond(after)) if after else waiting
    chosen = list(rows.select_related("one", "other").order_by("-weight", "id")[: PAGE + 1])
    shown = chosen[:PAGE]
    more = f"{shown[-1].weight!r}_{shown[-1].pk}" if len(chosen) > PAGE else ""
    return Queue(
        pairs=_paired(shown, seen),
        after=more,
        waiting=waiting.order_by()[:most].count(),
        most=most,
    )


def waiting_pairs(today: date) -> QuerySet[Candidate]:
    """Return pairs nobody has decided, and those put off until a day that has come."""
    return Candidate.objects.filter(
        Q(look_again_on__isnull=True) | Q(look_again_on__lte=today), state__in=("open", "later")
    )


def pair(key: int, *, moment: Moment, sight: Sight) -> Pair:
    """Return one candidate with both its units.

    Raises:
        Refusal: "register.no_such_pair" when there is none, or one side is out of sight or does
            not stand any more.
    """
    seen = units_at(moment, sight)
    found = Candidate.objects.filter(pk=key).select_related("one", "other")
    paired = _paired(list(found.filter(_both_in(seen))), seen)
    if not paired:
        raise Refusal("register.no_such_pair", pair=key)
    (told,) = paired
    return replace(told, one_seen=_newest(told.one), other_seen=_newest(told.other))


def last_search() -> Run | None:
    """Return the newest search for duplicates; None when nobody has looked yet."""
    return runs(METHOD).first()


def identifiers_of(units: Sequence[int], moment: Moment) -> dict[int, list[Identifier]]:
    """Return the numbers by which others know these units, by unit."""
    rows = Identifier.objects.filter(
        unit_id__in=units, known__contains=moment.known_at, valid__contains=moment.as_of
    )
    return _by_unit(rows.order_by("scheme", "value"), units)


def contacts_of(units: Sequence[int], known_at: datetime) -> dict[int, list[Contact]]:
    """Return how these units' people are reached, by unit. Personal: ask the role first."""
    rows = Contact.objects.filter(unit_id__in=units, known__contains=known_at).exclude(value="")
    return _by_unit(rows.order_by("kind", "value"), units)


def ever_merged(unit: int) -> set[int]:
    """Return the unit and every other that was ever one with it, also where that was undone."""
    found, new = {unit}, {unit}
    while new:
        rows = Merge.objects.filter(Q(kept_id__in=new) | Q(folded_id__in=new))
        new = {key for pair in rows.values_list("kept_id", "folded_id") for key in pair} - found
        found |= new
    return found


def merges_of(units: Iterable[int]) -> QuerySet[Merge]:
    """Return the merges in which these units stayed or were folded, newest first."""
    told = list(units)
    rows = Merge.objects.filter(Q(kept_id__in=told) | Q(folded_id__in=told))
    return rows.select_related("kept", "folded", "event__by", "undone_by__by").order_by("-pk")


def recent_merges(*, moment: Moment, sight: Sight, most: int = 20) -> list[Merge]:
    """Return the newest merges that still stand and whose kept unit is in sight."""
    rows = Merge.objects.filter(
        undone_by__isnull=True, kept_id__in=units_at(moment, sight).values("unit_id")
    )
    return list(rows.select_related("kept", "folded", "event__by").order_by("-pk")[:most])


def kept_apart(*, moment: Moment, sight: Sight, most: int = 20) -> list[Candidate]:
    """Return the pairs that were last said to be two units and that the reader sees both sides of."""
    said = Candidate.objects.filter(_both_in(units_at(moment, sight)), state="not_the_same")
    newest = said.select_related("one", "other", "decided_by__by").order_by("-decided_by__position")
    return list(newest[:most])


def _newest(version: UnitVersion) -> int:
    rows = UnitVersion.objects.filter(unit_id=version.unit_id, known__endswith__isnull=True)
    return int(rows.aggregate(newest=Max("pk"))["newest"] or 0)


def _both_in(seen: QuerySet[UnitVersion]) -> Q:
    units = seen.order_by().values("unit_id")
    return Q(one_id__in=units) & Q(other_id__in=units)


def _beyond(after: str) -> Q:
    weight, _, key = after.partition("_")
    try:
        last, row = float(weight), int(key)
    except ValueError as trouble:
        raise Refusal("register.no_such_place_in_queue", after=after[:40]) from trouble
    return Q(weight__lt=last) | Q(weight=last, id__gt=row)


def _paired(rows: Sequence[Candidate], seen: QuerySet[UnitVersion]) -> tuple[Pair, ...]:
    units = {key for row in rows for key in (row.one_id, row.other_id)}
    told = seen.filter(unit_id__in=units).select_related("unit", "province", "county", "park")
    by_unit = {version.unit_id: version for version in told}
    return tuple(
        Pair(row, by_unit[row.one_id], by_unit[row.other_id])
        for row in rows
        if row.one_id in by_unit and row.other_id in by_unit
    )


def _by_unit[Row: (Identifier, Contact)](
    rows: QuerySet[Row], units: Sequence[int]
) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {unit: [] for unit in units}
    for row in rows:
        found[row.unit_id].append(row)
    return found


def _kinds(names: Sequence[str]) -> dict[str, pl.DataType | type[pl.DataType]]:
    return {name: RAW.get(name, pl.String) for name in names}
