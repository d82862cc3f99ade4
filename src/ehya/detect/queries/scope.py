"""Whose looks may this reader see? `units_at` settles it, as everywhere."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

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


def looks_seen(sweep: Sweep, moment: Moment, sight: Sight) -> QuerySet[Look]:
    """Return what a sweep said of the units in sight."""
    rows = Look.objects.filter(sweep=sweep)
    if sight.nation:
        return rows
    return rows.filter(unit__in=units_seen(sweep, moment, sight).values("unit"))


def in_sight(sweep: Sweep, moment: Moment, sight: Sight) -> tuple[str, tuple[Any, ...]]:
    """Return the same as a condition on `unit_id` in SQL, with its values; "" for the nation."""
    if sight.nation:
        return "", ()
    rows = units_seen(sweep, moment, sight).order_by().values("unit_id")
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:  # a scope without places
        return "AND false", ()
    return f"AND unit_id IN ({sql})", values
