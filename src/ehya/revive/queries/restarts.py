"""How many units were revived, how many lifted, how many renovated? Three counts, never one sum.

Renovation and revival are programmes of their own. Nothing here adds kinds, and nothing should.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.present import is_present
from ehya.revive.queries.scope import SEEN, seen_by
from ehya.revive.table import KINDS


@dataclass(frozen=True, slots=True)
class Counted:
    """Restarts of one kind.

    Attributes:
        claimed: restarts told of, not ended at that moment or ended by a relapse: taken back does
            not count.
        units: different units among them.
        jobs: people at work again, as claimed. [persons]
        verified: of those claimed, proven by evidence.
        sustained: of those verified, still running at half a year.
        relapsed: of those claimed, standing again.
    """

    claimed: int = 0
    units: int = 0
    jobs: int = 0
    verified: int = 0
    sustained: int = 0
    relapsed: int = 0


def counts(
    moment: Moment,
    sight: Sight,
    *,
    synthetic: bool,
    first: date | None = None,
    last: date | None = None,
) -> Mapping[str, Counted]:
    """Return what was counted, kind by kind; every kind is there, also with nothing.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
        first: restarted on this day or later.
        last: restarted on this day or earlier.
    """
    if first is None and last is None and is_present(moment):
        return _present(sight, synthetic=synthetic)
    asked = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "first": first or date.min,
        "last": last or date.max,
        **seen_by(sight, synthetic=synthetic),
    }
    with connection.cursor() as cursor:
        cursor.execute(_THEN, asked)
        found = {kind: Counted(*counted) for kind, *counted in cursor.fetchall()}
    return {kind: found.get(kind, Counted()) for kind in KINDS}


def claimed_by_province(
    moment: Moment, *, synthetic: bool, first: date, last: date
) -> Mapping[str, int]:
    """Return how many restarts each province claimed in some days, by ISO code; all see it.

    Args:
        moment: on both clocks.
        synthetic: made-up cases, or real ones; never both.
        first: restarted on this day or later.
        last: restarted on this day or earlier.
    """
    asked: dict[str, Any] = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "first": first,
        "last": last,
        "synthetic": synthetic,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_PROVINCE, asked)
        return dict(cursor.fetchall())


# What a move tells counts where it happened by then, and was known by then. The moves are gathered
# once: joined four times to restarts most of which have none, they would be hashed under one NULL.
_THEN = f"""
WITH known AS MATERIALIZED (
    SELECT id, act FROM revive_move WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s)
SELECT r.kind, count(*), count(DISTINCT r.unit_id), sum(r.jobs), count(v.id), count(s.id),
       count(e.id)
FROM revive_restart AS r
JOIN revive_case AS c ON c.id = r.case_id
JOIN known AS m ON m.id = r.move_id
LEFT JOIN known AS v ON v.id = r.verified_by_id
LEFT JOIN known AS s ON s.id = r.sustained_by_id
LEFT JOIN known AS e ON e.id = r.ended_by_id
WHERE {SEEN} AND e.act IS DISTINCT FROM 'take_back'
  AND r.restarted_on BETWEEN %(first)s AND %(last)s
GROUP BY 1
"""  # noqa: S608 - only the house's own words are put together
_BY_PROVINCE = """
WITH known AS MATERIALIZED (
    SELECT id, act FROM revive_move WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s)
SELECT c.province_id, count(*)
FROM revive_restart AS r
JOIN revive_case AS c ON c.id = r.case_id
JOIN known AS m ON m.id = r.move_id
LEFT JOIN known AS e ON e.id = r.ended_by_id
WHERE c.synthetic = %(synthetic)s AND e.act IS DISTINCT FROM 'take_back'
  AND r.kind = 'revival' AND r.restarted_on BETWEEN %(first)s AND %(last)s
GROUP BY 1
"""
# Of the present, what is kept with a restart answers, and no move is looked up but those taken back.
# A unit has one restart of a kind that has not ended: only those of the ended ones are told apart.
_OURS = f"""FROM revive_restart AS r JOIN revive_case AS c ON c.id = r.case_id
WHERE {SEEN} AND (r.ended_by_id IS NULL OR r.ended_by_id NOT IN (
    SELECT id FROM revive_move WHERE act = 'take_back'))"""  # noqa: S608 - only the house's own words are put together
_NOW = f"""
SELECT r.kind, count(*), count(*) - count(r.ended_by_id), sum(r.jobs), count(r.verified_by_id),
       count(r.sustained_by_id), count(r.ended_by_id)
{_OURS} GROUP BY 1
"""
_ENDED_UNITS = f"""
SELECT r.kind, count(DISTINCT r.unit_id)
{_OURS} AND r.ended_by_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM revive_restart AS o
    WHERE o.unit_id = r.unit_id AND o.kind = r.kind AND o.ended_by_id IS NULL{{within}})
GROUP BY 1
"""  # noqa: S608 - only the house's own words are put together
_WITHIN = """ AND o.case_id IN (SELECT oc.id FROM revive_case AS oc
    WHERE oc.province_id = ANY(%(provinces)s) OR oc.park_id = ANY(%(parks)s))"""


def _present(sight: Sight, *, synthetic: bool) -> Mapping[str, Counted]:
    asked = seen_by(sight, synthetic=synthetic)
    with connection.cursor() as cursor:
        cursor.execute(_ENDED_UNITS.format(within="" if sight.nation else _WITHIN), asked)
        ended = dict(cursor.fetchall())
        cursor.execute(_NOW, asked)
        found = {
            kind: Counted(claimed, standing + ended.get(kind, 0), *counted)
            for kind, claimed, standing, *counted in cursor.fetchall()
        }
    return {kind: found.get(kind, Counted()) for kind in KINDS}
