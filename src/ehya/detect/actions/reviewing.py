"""Which looks ask for a person, and why?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from ehya.detect.models import WHYS, Sweep
from ehya.ledger.rules import load
from ehya.ledger.scopes import ALL
from ehya.register.queries.within import Moment, units_at

# Whoever judges holds it together with the others, whoever opens reviews holds it alone: a verdict
# is seen by the sweep that it comes before, and sees the one that it comes after.
BETWEEN_SWEEP_AND_VERDICT = 1404_0002

# The register's semi-active is half of the licence, the machine's is half of the unit's own level:
# only who is told to stand, and works, is told wrongly.
# What a person said last of a unit holds where the machine goes on saying the same of the same
# spell, or has come round to it. The lot spares nobody: it would else leave out the doubtful.
_ASKED = """
DROP TABLE IF EXISTS pg_temp.asked_look;
CREATE TEMPORARY TABLE asked_look ON COMMIT DROP AS
WITH looked AS (
    SELECT l.id, l.unit_id, l.state, l.since, l.rule, l.told, l.unseen_months,
           CASE WHEN l.state IN ('idle', 'gone') THEN l.p_idle + l.p_gone
                WHEN l.state = 'active' THEN l.p_active ELSE l.p_semi_active END AS chance,
           l.state IN ('idle', 'gone') AS stands,
           ('x' || substr(md5(l.unit_id || ' ' || l.sweep_id), 1, 8))::bit(32)::bigint
               %% %(one_in)s = 0 AS by_lot
    FROM detect_look AS l WHERE l.sweep_id = %(sweep)s
), said AS (
    SELECT DISTINCT ON (v.unit_id) v.unit_id, v.state, of.state AS of_state, of.since AS of_since
    FROM detect_verdict AS v JOIN detect_look AS of ON of.id = v.look_id
    WHERE v.said <> 'sent' ORDER BY v.unit_id, v.at DESC, v.id DESC
), weighed AS (
    SELECT k.*, coalesce(s.state = k.state OR (s.of_state = k.state
               AND s.of_since BETWEEN k.since - %(months)s * interval '1 month'
                                  AND k.since + %(months)s * interval '1 month'), false) AS settled,
           k.rule <> '' AND (k.rule IN ('idle', 'gone')) <> k.stands
               OR k.rule <> '' AND NOT k.stands AND k.rule <> k.state AS disagrees,
           k.chance < %(unsure)s AS unsure,
           k.told = 'active' AND k.stands AND k.unseen_months >= %(idle)s AS unseen,
           k.told IN ('idle', 'gone') AND k.state = 'active' AS unheard
    FROM looked AS k LEFT JOIN said AS s USING (unit_id)
), reasoned AS (
    SELECT k.id, k.unit_id, to_jsonb(array_remove(ARRAY[
               CASE WHEN k.disagrees AND NOT k.settled THEN 'disagrees' END,
               CASE WHEN k.unsure AND NOT k.settled THEN 'unsure' END,
               CASE WHEN k.unseen AND NOT k.settled THEN 'unseen' END,
               CASE WHEN k.unheard AND NOT k.settled THEN 'unheard' END,
               CASE WHEN k.by_lot OR r.why ? 'drawn' THEN 'drawn' END
           ], NULL)) AS why,
           CASE WHEN k.disagrees OR k.unseen OR k.unheard OR k.by_lot OR r.why ? 'drawn'
                THEN greatest(1 - k.chance, %(at_least)s) ELSE 1 - k.chance END AS doubt,
           r.state = 'sent' AS on_the_way, r.why AS was
    FROM weighed AS k
    LEFT JOIN detect_review AS r ON r.unit_id = k.unit_id AND r.state IN ('open', 'sent')
)
SELECT id AS look_id, unit_id, doubt,
       CASE WHEN why = '[]' THEN was ELSE why END AS why
FROM reasoned WHERE why <> '[]' OR on_the_way
"""
_WEIGHED = """
ALTER TABLE asked_look ADD COLUMN weight float8;
ANALYZE asked_look;
UPDATE asked_look AS a SET weight = greatest(a.doubt, 0) * u.jobs
FROM ({units}) AS u WHERE u.unit_id = a.unit_id;
UPDATE asked_look SET weight = greatest(doubt, 0) WHERE weight IS NULL
"""
_MOVE = """
UPDATE detect_review AS r SET look_id = a.look_id, why = a.why, weight = a.weight
FROM asked_look AS a WHERE a.unit_id = r.unit_id AND r.state IN ('open', 'sent')
"""
_OPEN = """
INSERT INTO detect_review (unit_id, look_id, why, weight, due, state, opened_at)
SELECT a.unit_id, a.look_id, a.why, a.weight, %(due)s, 'open', %(at)s
FROM asked_look AS a
WHERE NOT EXISTS (SELECT FROM detect_review AS r
                  WHERE r.unit_id = a.unit_id AND r.state IN ('open', 'sent'))
"""
# Somebody who is on the way is not called back.
_LAPSE = """
UPDATE detect_review AS r SET state = 'lapsed', lapsed_in_id = %(sweep)s
FROM detect_look AS l JOIN detect_sweep AS s ON s.id = l.sweep_id
WHERE l.id = r.look_id AND s.synthetic = %(synthetic)s AND r.state = 'open'
  AND NOT EXISTS (SELECT FROM asked_look AS a WHERE a.unit_id = r.unit_id)
"""


@transaction.atomic
def open_reviews(sweep: Sweep) -> dict[str, int]:
    """Ask for a person where the machine may be wrong; withdraw the question where it need not.

    Called inside the sweep's last transaction, when its looks are written. A unit has one waiting
    review at most; it moves to the newest look, with its reasons as they are now.

    Args:
        sweep: of the newest day; for one about an earlier day nobody calls this.

    Returns:
        Reviews "opened", "moved" to this sweep's looks and "lapsed", and of those that now wait
        how many for each of `WHYS`. [reviews]
    """
    told = load("detect", sweep.rules_from)
    asked: dict[str, Any] = {
        **_thresholds(told),
        "sweep": sweep.pk,
        "synthetic": sweep.synthetic,
        "at": sweep.told_at,
        "due": timezone.localdate(sweep.told_at) + timedelta(told["review"]["review_days"]),
    }
    units, named = _jobs(sweep)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [BETWEEN_SWEEP_AND_VERDICT])
        cursor.execute(_ASKED, asked)
        cursor.execute(_WEIGHED.format(units=units), named)
        cursor.execute(_LAPSE, asked)
        lapsed = cursor.rowcount
        cursor.execute(_MOVE)
        moved = cursor.rowcount
        cursor.execute(_OPEN, asked)
        opened = cursor.rowcount
        cursor.execute(
            "SELECT w, count(*) FROM asked_look, jsonb_array_elements_text(why) AS w GROUP BY w"
        )
        whys = dict(cursor.fetchall())
    return {"opened": opened, "moved": moved, "lapsed": lapsed} | {w: whys.get(w, 0) for w in WHYS}


def _thresholds(told: Mapping[str, Any]) -> dict[str, Any]:
    review = told["review"]
    return {
        "unsure": review["unsure_below"],
        "one_in": review["drawn_one_in"],
        "at_least": review["doubt_at_least"],
        "months": review["same_spell_months"],
        "idle": told["idle_months"],
    }


def _jobs(sweep: Sweep) -> tuple[str, tuple[Any, ...]]:
    """Return the question how many jobs hang on each unit: the most told; one where none is."""
    standing = units_at(Moment(sweep.as_of, sweep.known_at), ALL)
    jobs = Greatest(Coalesce("licensed_jobs", 1), Coalesce("insured_jobs", 1), Value(1))
    sql, named = standing.values("unit_id", jobs=jobs).query.sql_with_params()
    return sql, named
