"""What became of each intervention that was decided on, as known at a moment?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from ehya.engine.verify import Told
from ehya.ledger.scopes import ALL
from ehya.register.queries.within import Moment, units_at

# One row an intervention that a committee approved, with the first restart of its round that was
# verified. The cause is the obstacle that it answers, else the heaviest that was known when it was
# decided. Somebody could last have seen it stand on `looked_on`: the last month that was read, or
# the last check. Everything was done and known by then.
_EPISODES = """
SELECT c.kind, c.id, c.unit_id, i.kind,
       split_part(coalesce(nullif(i.answers, ''), o.obstacle, ''), '.', 1), d."on",
       r.proven_on, r.stood_on, r.looked_on, r.jobs, m.committed
FROM revive_intervention AS i
JOIN revive_case AS c ON c.id = i.case_id AND c.synthetic = %(synthetic)s
JOIN revive_decision AS d ON d.id = i.decision_id AND d.said = 'approved'
JOIN revive_move AS dm ON dm.case_id = c.id AND dm.round = i.round AND dm.act = 'decide'
LEFT JOIN LATERAL (
    SELECT f.obstacle FROM diagnose_finding AS f
    WHERE i.answers = '' AND f.unit_id = c.unit_id AND f.valid @> d."on" AND f.known @> dm.known_at
    ORDER BY f.severity DESC, f.cost_to_lift_irr DESC NULLS LAST, f.id LIMIT 1
) AS o ON true
LEFT JOIN LATERAL (
    SELECT vm."on" AS proven_on, CASE WHEN em.act = 'relapse' THEN em."on" END AS stood_on,
           coalesce((vm.facts ->> 'insured')::float8 * r.jobs, v.workers) AS jobs,
           greatest(vm."on", l.last_read, (
               SELECT max(k."on") FROM verify_check AS k
               WHERE k.restart_id = r.id AND k.found = 'running'
                 AND k."on" <= %(as_of)s AND k.known_at <= %(known_at)s)) AS looked_on
    FROM revive_restart AS r
    JOIN revive_move AS m ON m.id = r.move_id AND m.round = i.round
    JOIN revive_move AS vm ON vm.id = r.verified_by_id
        AND vm."on" <= %(as_of)s AND vm.known_at <= %(known_at)s
    LEFT JOIN revive_move AS em ON em.id = r.ended_by_id
        AND em."on" <= %(as_of)s AND em.known_at <= %(known_at)s
    LEFT JOIN LATERAL (
        SELECT (v.answers ->> 'workers')::float8 AS workers FROM diagnose_visit AS v
        WHERE v.id = vm.visit_id AND jsonb_typeof(v.answers -> 'workers') = 'number') AS v ON true
    LEFT JOIN detect_look AS l ON l.unit_id = r.unit_id AND l.sweep_id = %(sweep)s
    WHERE r.case_id = c.id ORDER BY r.id LIMIT 1
) AS r ON true
CROSS JOIN LATERAL (
    SELECT sum(CASE e.kind WHEN 'commit' THEN e.amount_irr ELSE -e.amount_irr END) AS committed
    FROM revive_entry AS e
    WHERE e.intervention_id = i.id AND e.kind IN ('commit', 'release')
      AND e."on" <= %(as_of)s AND e.known_at <= %(known_at)s
) AS m
WHERE dm."on" <= %(as_of)s AND dm.known_at <= %(known_at)s AND d."on" <= %(as_of)s
ORDER BY i.id
"""
_SWEEP = """
SELECT id FROM detect_sweep
WHERE synthetic = %(synthetic)s AND state = 'done' AND told_at <= %(known_at)s
ORDER BY told_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Episode:
    """One intervention that was decided on, and what became of it.

    Attributes:
        kind: of the case: kinds are never put together.
        case: its number.
        decided_on: the day of the decision.
        proven_on: the day on which its restart was verified; None for none.
        stood_on: the day on which that was seen to stand again; None for never.
        told: what is learnt from.
    """

    kind: str
    case: int
    decided_on: date
    proven_on: date | None
    stood_on: date | None
    told: Told


def episodes(as_of: date, known_at: datetime, *, synthetic: bool) -> list[Episode]:
    """Return what became of interventions, in the order in which they were written down.

    Args:
        as_of: what happened later is not looked at.
        known_at: nor what was known later.
        synthetic: of made-up units, or of real ones.
    """
    sizes = _sizes(as_of, known_at, synthetic)
    values: dict[str, Any] = {"as_of": as_of, "known_at": known_at, "synthetic": synthetic}
    with connection.cursor() as cursor:
        cursor.execute(_SWEEP, values)
        (sweep,) = cursor.fetchone() or (None,)
        cursor.execute(_EPISODES, values | {"sweep": sweep})
        return [_episode(row, sizes, as_of) for row in cursor.fetchall()]


def _sizes(as_of: date, known_at: datetime, synthetic: bool) -> dict[int, str]:
    rows = units_at(Moment(as_of, known_at), ALL).filter(unit__synthetic=synthetic)
    return dict(rows.exclude(size="").values_list("unit_id", "size"))


def _episode(row: Sequence[Any], sizes: dict[int, str], as_of: date) -> Episode:
    kind, case, unit, intervention, cause, decided, proven, stood, looked, jobs, committed = row
    back, until = proven is not None, proven or as_of
    told = Told(
        intervention=intervention,
        cause=cause or "unknown",
        size=sizes.get(unit, ""),
        followed=max((until - decided).days, 0),
        back=back,
        ran=((stood or min(looked, as_of)) - proven).days if back else 0.0,
        stood=stood is not None,
        cost=float(committed) if committed else None,
        jobs=None if jobs is None else float(jobs),
    )
    return Episode(kind, case, decided, proven, stood, told)
