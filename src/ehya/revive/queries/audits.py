"""Do the sums beside the entries tell what the entries tell?"""

from dataclasses import dataclass

from django.db import connection

_ADDED = """
    SELECT {key} AS id,
        coalesce(sum(CASE kind WHEN 'budget' THEN amount_irr WHEN 'cut' THEN -amount_irr END), 0)
            AS budget,
        coalesce(sum(CASE kind WHEN 'commit' THEN amount_irr WHEN 'release' THEN -amount_irr END),
            0) AS committed,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'pay'), 0) AS paid,
        coalesce(sum(amount_irr) FILTER (WHERE kind = 'repay'), 0) AS repaid
    FROM revive_entry WHERE {key} IS NOT NULL GROUP BY 1
"""
_LINES = f"""
SELECT l.code FROM revive_fundingline AS l LEFT JOIN ({_ADDED.format(key="line_id")}) AS e
    ON e.id = l.id
WHERE (l.budget_irr, l.committed_irr, l.paid_irr, l.repaid_irr) IS DISTINCT FROM
    (coalesce(e.budget, 0), coalesce(e.committed, 0), coalesce(e.paid, 0), coalesce(e.repaid, 0))
ORDER BY l.code
"""  # noqa: S608 - the key is a column's name
_WORKS = f"""
SELECT i.id FROM revive_intervention AS i
LEFT JOIN ({_ADDED.format(key="intervention_id")}) AS e ON e.id = i.id
WHERE (i.committed_irr, i.paid_irr, i.repaid_irr) IS DISTINCT FROM
    (coalesce(e.committed, 0), coalesce(e.paid, 0), coalesce(e.repaid, 0))
ORDER BY i.id
"""  # noqa: S608 - as above
# What one line did for one intervention is kept nowhere but in its entries.
_SHARES = """
SELECT line_id FROM revive_entry WHERE intervention_id IS NOT NULL
GROUP BY line_id, intervention_id
HAVING sum(CASE kind WHEN 'commit' THEN amount_irr WHEN 'repay' THEN 0 ELSE -amount_irr END) < 0
    OR sum(CASE kind WHEN 'pay' THEN amount_irr WHEN 'repay' THEN -amount_irr ELSE 0 END) < 0
"""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of money found.

    Attributes:
        entries: looked at.
        lines: codes of lines whose sums are not those of their entries.
        interventions: numbers of interventions whose sums are not those of their entries.
        shares: how many times a line paid for an intervention what it had not committed to it.
    """

    entries: int
    lines: tuple[str, ...]
    interventions: tuple[int, ...]
    shares: int

    @property
    def sound(self) -> bool:
        """Whether all sums are those of the entries."""
        return not (self.lines or self.interventions or self.shares)


def audit() -> Audit:
    """Add up every entry of money and hold it against the sums that are kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM revive_entry")
        (entries,) = cursor.fetchone()
        found = []
        for question in (_LINES, _WORKS, _SHARES):
            cursor.execute(question)
            found.append(tuple(row[0] for row in cursor.fetchall()))
    lines, works, shares = found
    return Audit(entries, lines, works, len(shares))
