"""How many units stood on one day and worked on another?

Both days are told from the spells of the sweep that speaks, as it knew them: a unit that was read
and had no spell on a day was active on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from ehya.detect.models import STATES, Sweep
from ehya.detect.queries.scope import IN_ONE_GO, in_sight
from ehya.engine.calendar import month_range, to_solar
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment

NOT_YET = ""  # nothing of the unit had been read by that day
_KEPT = 32  # pairs of days that a process remembers


@dataclass(frozen=True, slots=True)
class Flows:
    """Where the units of a day went.

    Attributes:
        since: the first day told; no earlier than the sweep's first month.
        until: the last; no later than its last.
        units: (state on the first day, state on the last) -> units; `NOT_YET` where nothing had
            been read. [units]
    """

    since: date
    until: date
    units: Mapping[tuple[str, str], int]

    @property
    def read(self) -> int:
        """How many units had been read by the first day."""
        return sum(n for (was, _), n in self.units.items() if was != NOT_YET)

    @property
    def moved(self) -> tuple[tuple[str, str, int], ...]:
        """The flows from one state to another, largest first."""
        found = [(was, now, n) for (was, now), n in self.units.items() if was not in (NOT_YET, now)]
        return tuple(sorted(found, key=lambda flow: (-flow[2], flow[:2])))

    def before(self, state: str) -> int:
        """Return how many units were in a state on the first day."""
        return sum(n for (was, _), n in self.units.items() if was == state)

    def after(self, state: str) -> int:
        """Return how many units that had been read by the first day are in a state on the last."""
        told = self.units.items()
        return sum(n for (was, now), n in told if now == state and was != NOT_YET)


def flows(sweep: Sweep, since: date, until: date, moment: Moment, sight: Sight) -> Flows:
    """Return where the units went between two days, as a sweep knew it.

    Spells are told in months: two days of one month tell the same.

    Args:
        sweep: one that spoke (`tallies.speaking`); one about an earlier day taught no spells.
        since: the first day.
        until: the last.
        moment: where the reader stands; says which units are in sight.
        sight: how far the reader sees.
    """
    until = max(sweep.first, min(until, sweep.as_of))
    since = max(sweep.first, min(since, until))
    days = (_month(since), _month(until))
    if sight.nation:
        units = _whole(sweep.pk, sweep.told_at.isoformat(), *days)
    else:
        units = _counted(sweep.pk, days, *in_sight(sight))
    return Flows(since, until, units)


@lru_cache(maxsize=_KEPT)
def _whole(sweep: int, _told_at: str, since: date, until: date) -> Mapping[tuple[str, str], int]:
    return _counted(sweep, (since, until), "", ())


def _counted(
    sweep: int, days: tuple[date, date], seen: str, values: Iterable[Any]
) -> Mapping[tuple[str, str], int]:
    asked = [sweep, *values, *days, sweep, *days, *days]
    with transaction.atomic(), connection.cursor() as cursor:
        if not seen:
            cursor.execute(IN_ONE_GO)
        of_them = "AND unit_id IN (SELECT unit_id FROM looked)" if seen else ""
        cursor.execute(_MOVED.format(seen=seen, of_them=of_them), asked)
        found = {(was, now): units for was, now, units in cursor.fetchall()}
    return {
        (was, now): found[was, now]
        for was in (*STATES, NOT_YET)
        for now in (*STATES, NOT_YET)
        if (was, now) in found
    }


def _month(day: date) -> date:
    at = to_solar(day)
    return month_range(at.year, at.month, "solar").first


# Where no first month is kept, a unit that never changed began with it.
_MOVED = """
WITH looked AS (
    SELECT unit_id, coalesce(first_read, CASE WHEN from_start THEN since END) AS first
    FROM detect_look WHERE sweep_id = %s {seen}
), stood AS (
    SELECT unit_id, max(state) FILTER (WHERE valid @> %s) AS was,
           max(state) FILTER (WHERE valid @> %s) AS now
    FROM detect_spell
    WHERE known @> (SELECT told_at FROM detect_sweep WHERE id = %s)
      AND (valid @> %s OR valid @> %s) {of_them}
    GROUP BY unit_id
)
SELECT CASE WHEN l.first > %s THEN '' ELSE coalesce(s.was, 'active') END AS was,
       CASE WHEN l.first > %s THEN '' ELSE coalesce(s.now, 'active') END AS now, count(*)
FROM looked AS l LEFT JOIN stood AS s ON s.unit_id = l.unit_id
GROUP BY 1, 2
"""
