"""Which units that detection saw standing get a case by themselves?"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ehya.detect.actions.reviewing import BETWEEN_SWEEP_AND_VERDICT
from ehya.engine.calendar import DayRange
from ehya.ledger.models import User
from ehya.ledger.rules import load
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import UnitVersion
from ehya.register.queries.within import Moment, units_at
from ehya.revive.actions.opening import Opening, open_many, opening_of

BY_DETECTION = "revive.by_detection"  # the reason of a case that nobody opened

_GONE = "DROP TABLE IF EXISTS pg_temp.standing_unit, pg_temp.placed_unit"  # of a turn just before
# What waits for a person, or what a person saw working, does not open a case; nor does a unit that
# has one, or had one closed within a year.
_STANDING = """
CREATE TEMPORARY TABLE standing_unit ON COMMIT DROP AS
SELECT s.unit_id, lower(s.valid) AS since, s.chance
FROM detect_spell AS s
WHERE s.synthetic = %(synthetic)s AND s.state = 'idle' AND s.valid @> %(day)s
  AND lower(s.valid) <= %(day)s - %(lasted)s AND upper_inf(s.known)
  AND NOT EXISTS (SELECT FROM detect_review AS r
                  WHERE r.unit_id = s.unit_id AND r.state IN ('open', 'sent'))
  AND coalesce((SELECT v.state FROM detect_verdict AS v
                WHERE v.unit_id = s.unit_id AND v.said <> 'sent'
                ORDER BY v.at DESC, v.id DESC LIMIT 1), 'idle') = 'idle'
  AND NOT EXISTS (SELECT FROM revive_case AS c
                  WHERE c.unit_id = s.unit_id AND c.kind = 'revival'
                    AND (c.state NOT IN ('not_viable', 'withdrawn', 'transferred')
                         OR c.since > %(day)s - 365))
"""
_COUNTED = "ANALYZE pg_temp.standing_unit"
_PLACED = """
CREATE TEMPORARY TABLE placed_unit (unit_id, province_id, park_id, jobs) ON COMMIT DROP AS
SELECT u.* FROM ({units}) AS u JOIN pg_temp.standing_unit USING (unit_id)
"""
# Where most people worked comes first.
_FOUND = """
WITH opened AS (
    SELECT c.province_id, count(*) AS already
    FROM revive_case AS c JOIN revive_move AS m ON m.case_id = c.id AND m.act = 'open'
    WHERE c.synthetic = %(synthetic)s AND c.opened_on BETWEEN %(first)s AND %(day)s
      AND m.by_id = %(house)s
    GROUP BY c.province_id
), placed AS (
    SELECT s.unit_id, s.since, s.chance, u.province_id, u.jobs,
           row_number() OVER (PARTITION BY u.province_id ORDER BY u.jobs DESC, s.unit_id) AS place
    FROM pg_temp.standing_unit AS s JOIN pg_temp.placed_unit AS u USING (unit_id)
    WHERE %(nation)s OR u.province_id = ANY(%(provinces)s) OR u.park_id = ANY(%(parks)s)
)
SELECT p.unit_id, p.since, p.chance
FROM placed AS p LEFT JOIN opened AS o USING (province_id)
WHERE p.place <= %(most)s - coalesce(o.already, 0)
ORDER BY p.province_id, p.place
"""


def open_found(
    days: DayRange,
    *,
    by: User,
    synthetic: bool,
    event: UUID,
    known_at: datetime | None = None,
    sight: Sight = ALL,
) -> list[int]:
    """Open cases of units that stand still, as many as their offices can take in a month.

    Inside the caller's transaction, who notes the event.

    Args:
        days: from the month's first, since when what was opened counts, to the day on which they
            stand.
        by: the house.
        synthetic: the made-up units, or the real ones.
        event: of which they are.
        known_at: when the house knew; now.
        sight: which units; all.

    Returns:
        The cases' numbers.
    """
    found = _found(days, by, synthetic, sight)
    told = _told([unit for unit, _, _ in found], days.last)
    openings = [
        _opening(told[unit], days.last, by, since, chance)
        for unit, since, chance in found
        if unit in told
    ]
    return open_many(openings, event=event, known_at=known_at)


def _found(
    days: DayRange, by: User, synthetic: bool, sight: Sight
) -> list[tuple[int, date, float]]:
    first, day = days.first, days.last
    rules = load("cases", day)
    jobs = Greatest(Coalesce("licensed_jobs", 0), Coalesce("insured_jobs", 0))
    rows = units_at(Moment(day, timezone.now()), ALL).annotate(jobs=jobs)
    units, named = rows.values_list(
        "unit_id", "province_id", "park_id", "jobs"
    ).query.sql_with_params()
    values: dict[str, Any] = {
        "synthetic": synthetic,
        "day": day,
        "first": first,
        "house": by.pk,
        "lasted": load("detect", day)["idle_months"] * 30,
        "most": rules["opened_by_itself_a_month"],
        "nation": sight.nation,
        "provinces": sorted(sight.provinces),
        "parks": sorted(sight.parks),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [BETWEEN_SWEEP_AND_VERDICT])
        cursor.execute(_GONE)
        cursor.execute(_STANDING, values)
        cursor.execute(_COUNTED)
        cursor.execute(_PLACED.format(units=units), named)
        cursor.execute(_FOUND, values)
        return list(cursor.fetchall())


def _told(units: list[int], day: date) -> dict[int, UnitVersion]:
    rows = units_at(Moment(day, timezone.now()), ALL).filter(unit__in=units)
    return {row.unit_id: row for row in rows.select_related("unit")}


def _opening(told: UnitVersion, day: date, by: User, since: date, chance: float) -> Opening:
    facts = {"reason": BY_DETECTION, "since": since.isoformat(), "chance": round(chance, 3)}
    return opening_of(told, "revival", day, by, facts)
