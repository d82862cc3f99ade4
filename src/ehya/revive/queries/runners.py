"""Who ran a case? They may not be the ones who prove that its unit runs again."""

from collections.abc import Iterable

from django.db import connection

# In any of its rounds: whoever led it on, planned for it, moved its money, or has it now. To look
# at a restart and to say what was seen is not to run it.
_RAN = """
SELECT case_id, array_agg(DISTINCT who) FROM (
    SELECT m.case_id, m.by_id AS who FROM revive_move AS m
    WHERE m.act NOT IN ('verify', 'sustain', 'take_back', 'relapse')
    UNION ALL
    SELECT i.case_id, v.by_id FROM revive_intervention AS i JOIN ledger_event AS v ON v.id = i.event_id
    UNION ALL
    SELECT i.case_id, n.by_id FROM revive_entry AS n
    JOIN revive_intervention AS i ON i.id = n.intervention_id
    UNION ALL
    SELECT c.id, c.officer_id FROM revive_case AS c WHERE c.officer_id IS NOT NULL
) AS ran (case_id, who)
WHERE case_id = ANY(%(cases)s)
GROUP BY case_id
"""


def runners_of(cases: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return who ran cases.

    Args:
        cases: their numbers.

    Returns:
        Ids of people by the case's number; nothing of a case that nobody ran.
    """
    numbers = list(cases)
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_RAN, {"cases": numbers})
        return {case: frozenset(people) for case, people in cursor.fetchall()}
