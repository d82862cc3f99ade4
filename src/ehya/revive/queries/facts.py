"""What is known of cases before an act? Gathered for one and for a hundred thousand alike."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection

from ehya.ledger.arrays import array_of
from ehya.revive.guards import GUARDS, Facts

# One row a case, in the order of `Facts`, each part counted in the case's present round. Each table
# is looked up by the case once: as conditions of their own, they would be read whole.
_FACTS = """
SELECT c.id, c.kind, c.state, c.round, c.since, c.round_begun, v.done, f.found,
       i.planned, i.begun, i.renewed, d.approved, o.unanswered, i.committed, m.stood_on
FROM unnest(%(cases)s::bigint[], %(days)s::date[], %(guards)s::text[])
    AS asked (case_id, "on", guards)
JOIN revive_case AS c ON c.id = asked.case_id
CROSS JOIN LATERAL (
    SELECT count(*) AS done FROM diagnose_visit AS v
    WHERE asked.guards ~ 'visited' AND v.unit_id = c.unit_id AND v.state = 'done'
      AND v."on" BETWEEN c.round_begun AND asked."on") AS v
CROSS JOIN LATERAL (
    SELECT count(*) AS found FROM diagnose_finding AS f
    WHERE asked.guards ~ 'obstacle_found'
      AND f.unit_id = c.unit_id AND f.valid @> asked."on" AND upper_inf(f.known)) AS f
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.round = c.round AND i.state <> 'stopped') AS planned,
           count(*) FILTER (WHERE i.round = c.round AND i.state IN ('under_way', 'done')) AS begun,
           coalesce(bool_or(i.round = c.round AND i.state = 'done'
                            AND i.kind = 'machinery_renovation'), false) AS renewed,
           coalesce(sum(i.committed_irr - i.paid_irr), 0)::bigint AS committed
    FROM revive_intervention AS i
    WHERE asked.guards ~ 'intervention_planned|something_begun|runs|nothing_committed'
      AND i.case_id = c.id) AS i
CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(d.said = 'approved'), false) AS approved
    FROM revive_decision AS d
    WHERE asked.guards ~ 'approved' AND d.case_id = c.id AND d.round = c.round) AS d
CROSS JOIN LATERAL (
    SELECT count(*) AS unanswered FROM revive_obligation AS o
    WHERE asked.guards ~ 'something_begun'
      AND o.case_id = c.id AND o.round = c.round AND o.state = 'asked') AS o
CROSS JOIN LATERAL (
    SELECT max(m."on") AS stood_on FROM revive_move AS m
    WHERE asked.guards ~ 'runs'
      AND m.case_id = c.id AND m.act IN ('take_back', 'relapse')) AS m
"""


def facts_of(
    asked: Mapping[int, date], guards: Mapping[int, Collection[str]] | None = None
) -> dict[int, Facts]:
    """Return what is known of cases.

    Args:
        asked: case -> the day that is asked about: what was found or visited later does not count.
        guards: case -> the guards that will look; what none of them looks at stays as where nothing
            is known. All, where nobody says which.

    Returns:
        Facts by the case's number; who ran it stands in `runners_of`.
    """
    every = " ".join(GUARDS)
    told = [every if guards is None else " ".join(guards[case]) for case in asked]
    with connection.cursor() as cursor:
        values = {"cases": asked, "days": asked.values(), "guards": told}
        cursor.execute(_FACTS, {name: array_of(many) for name, many in values.items()})
        return {row[0]: Facts(*row) for row in cursor.fetchall()}
