"""Where do cases stand on a day, how many of them past their day, and for how long?"""

from dataclasses import dataclass

from django.db import connection

from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.present import is_present
from ehya.revive.queries.scope import SEEN, seen_by
from ehya.revive.table import OPEN, STATES


@dataclass(frozen=True, slots=True)
class Stop:
    """One state of the way.

    Attributes:
        state: of `table.OPEN`.
        cases: how many stand there. [cases]
        late: of them, past the day by which they should have gone on. [cases]
        days: half of them stand there for at least so long. [days]
    """

    state: str
    cases: int
    late: int
    days: int

    @property
    def late_share(self) -> float:
        """How many of them are late. [0..1]"""
        return self.late / self.cases if self.cases else 0.0


def funnel(moment: Moment, sight: Sight, *, synthetic: bool, kind: str) -> tuple[Stop, ...]:
    """Return where open cases stood, in the order of the way; states without a case are left out.

    Of the present each case's own day tells whether it is late; of a past day the rule's days do.

    Args:
        moment: what happened and was known by then.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
        kind: of case; kinds are never added.
    """
    days = load("cases", moment.as_of)["days"]
    asked = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "kind": kind,
        "states": list(STATES),
        "days": [days[state]["days"] for state in STATES],
        "open": list(OPEN),
        **seen_by(sight, synthetic=synthetic),
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOW if is_present(moment) else _THEN, asked)
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return tuple(Stop(state, *_whole(rows[state])) for state in OPEN if state in rows)


def _whole(row: tuple[int, int, float]) -> tuple[int, int, int]:
    cases, late, days = row
    return cases, late, int(days)


_COUNTED = """count(*), count(*) FILTER (WHERE s.due < %(as_of)s),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY %(as_of)s - s.since)"""
_NOW = f"""
SELECT s.state, {_COUNTED}
FROM (SELECT c.state, c.since, c.due FROM revive_case AS c
      WHERE {SEEN} AND c.kind = %(kind)s AND c.state = ANY(%(open)s)) AS s
GROUP BY 1
"""  # noqa: S608 - only the house's own words are put together
_THEN = f"""
SELECT s.state, {_COUNTED}
FROM (SELECT DISTINCT ON (m.case_id) m.target AS state, m."on" AS since, m."on" + r.days AS due
      FROM revive_move AS m JOIN revive_case AS c ON c.id = m.case_id
      JOIN unnest(%(states)s::text[], %(days)s::int[]) AS r(state, days) ON r.state = m.target
      WHERE {SEEN} AND c.kind = %(kind)s
        AND m."on" <= %(as_of)s AND m.known_at <= %(known_at)s
      ORDER BY m.case_id, m.id DESC) AS s
WHERE s.state = ANY(%(open)s)
GROUP BY 1
"""  # noqa: S608 - only the house's own words are put together
