"""Whose looks may this reader see? `units_at` settles it, as everywhere."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ehya.detect.models import Look, Sweep
from ehya.ledger.scopes import Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.within import Moment, units_at

# Before a question about every look of a sweep: they lie together, while an index in another order
# would fetch each page of a million of them eighteen times.
IN_ONE_GO = "SET LOCAL enable_indexscan = off; SET LOCAL work_mem = '64MB'"


def units_seen(sweep: Sweep, moment: Moment, sight: Sight) -> QuerySet[UnitVersion]:
    """Return the units in sight as they stood on the day that a sweep speaks of.

    That day, and not the reader's: whoever asks for a past day must not see by it what is said now
    of a unit that has left the province since.
    """
    return units_at(replace(moment, as_of=sweep.as_of), sight)


def stood(sight: Sight) -> Q:
    """Return the condition that a look was told of a unit standing in sight: an index leads to it."""
    if sight.nation:
        return Q()
    return Q(province__in=sorted(sight.provinces)) | Q(park__in=sorted(sight.parks))


def looks_seen(sweep: Sweep, moment: Moment, sight: Sight) -> QuerySet[Look]:
    """Return what a sweep said of the units in sight.

    The sweep saw the unit there, and it is still said to have stood there on that day. The second
    is asked of each row that is shown, as one value: the planner would else list a province first.
    """
    rows = Look.objects.filter(sweep=sweep)
    if sight.nation:
        return rows
    still = units_seen(sweep, moment, sight).filter(unit=OuterRef("unit_id"))
    told = rows.filter(stood(sight)).alias(still=Subquery(still.values("unit")[:1]))
    return told.filter(still__isnull=False)


def in_sight(sight: Sight) -> tuple[str, tuple[Any, ...]]:
    """Return as a condition in SQL, with its values, what is counted for a reader; "" = the nation.

    Counts tell where the sweep saw units: what the register learns later, the next one counts.
    """
    if sight.nation:
        return "", ()
    places = (sorted(sight.provinces), sorted(sight.parks))
    return "AND (province_id = ANY(%s) OR park_id = ANY(%s))", places
