"""What became of each intervention that was decided on, as known at a moment?"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from ehya.engine.verify import Told
from ehya.ledger.scopes import ALL
from ehya.register.queries.within import Moment, units_at

# One row an intervention that a committee approved: of the restarts of its round the first that was
# verified, else the last that still stands as told. Everything was done and known by then.
_EPISODES = """
SELECT c.kind, c.id, c.unit_id, i.kind,
       split_part(coalesce(nullif(i.answers, ''), c.cause), '.', 1), d."on", r.restarted_on,
       r.jobs, r.proven_on, r.stood_on,
       (SELECT sum(e.amount_irr) FROM revive_entry AS e
        WHERE e.intervention_id = i.id AND e.kind = 'pay'
          AND e."on" <= %(as_of)s AND e.known_at <= %(known_at)s)
FROM revive_intervention AS i
JOIN revive_case AS c ON c.id = i.case_id AND c.synthetic = %(synthetic)s
JOIN revive_decision AS d ON d.id = i.decision_id AND d.said = 'approved'
JOIN revive_move AS dm ON dm.case_id = c.id AND dm.round = i.round AND dm.act = 'decide'
LEFT JOIN LATERAL (
    SELECT r.restarted_on, r.jobs, vm."on" IS NOT NULL AS verified,
           greatest(vm."on", (
               SELECT max(k."on") FROM verify_check AS k
               WHERE k.restart_id = r.id AND k.found = 'running'
                 AND k."on" <= %(as_of)s AND k.known_at <= %(known_at)s)) AS proven_on,
           CASE WHEN em.act = 'relapse' THEN em."on" END AS stood_on
    FROM revive_restart AS r
    JOIN revive_move AS m ON m.id = r.move_id AND m.round = i.round
    LEFT JOIN revive_move AS vm ON vm.id = r.verified_by_id
        AND vm."on" <= %(as_of)s AND vm.known_at <= %(known_at)s
    LEFT JOIN revive_move AS em ON em.id = r.ended_by_id
        AND em."on" <= %(as_of)s AND em.known_at <= %(known_at)s
    WHERE r.case_id = c.id AND m."on" <= %(as_of)s AND m.known_at <= %(known_at)s
      AND (vm.id IS NOT NULL OR em.id IS NULL)
    ORDER BY verified DESC, CASE WHEN vm.id IS NULL THEN -r.id ELSE r.id END LIMIT 1
) AS r ON true
WHERE dm."on" <= %(as_of)s AND dm.known_at <= %(known_at)s AND d."on" <= %(as_of)s
ORDER BY i.id
"""


def episodes(as_of: date, known_at: datetime, *, synthetic: bool) -> Mapping[str, list[Told]]:
    """Return what became of interventions, by the kind of case: kinds are never put together.

    Args:
        as_of: what happened later is not looked at.
        known_at: nor what was known later.
        synthetic: of made-up units, or of real ones.
    """
    sizes = _sizes(as_of, known_at, synthetic)
    values: dict[str, Any] = {"as_of": as_of, "known_at": known_at, "synthetic": synthetic}
    found: dict[str, list[Told]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_EPISODES, values)
        for kind, _, unit, *row in cursor.fetchall():
            found[kind].append(_told(row, sizes.get(unit, ""), as_of))
    return found


def _sizes(as_of: date, known_at: datetime, synthetic: bool) -> dict[int, str]:
    rows = units_at(Moment(as_of, known_at), ALL).filter(unit__synthetic=synthetic)
    return dict(rows.exclude(size="").values_list("unit_id", "size"))


def _told(row: list[Any], size: str, as_of: date) -> Told:
    intervention, cause, decided, restarted, jobs, proven, stood, paid = row
    back = proven is not None
    until = restarted or as_of  # told to run and not yet verified: nobody knows more of it
    return Told(
        intervention=intervention,
        cause=cause or "unknown",
        size=size,
        followed=max((until - decided).days, 0),
        back=back,
        ran=max(((stood or proven) - restarted).days, 0) if back else 0.0,
        stood=back and stood is not None,
        cost=float(paid) if paid else None,
        jobs=float(jobs) if back else None,
    )
