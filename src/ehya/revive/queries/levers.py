"""What did one meeting, and one rial, move in the year before?"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.scope import SEEN, seen_by

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Moves:
    """What the year before a day shows.

    Attributes:
        a_meeting: cases that a meeting decided on, on average; None where none was held. [cases]
        a_case_irr: committed to a case, half took no more; None where nothing was. [IRR]
    """

    a_meeting: float | None
    a_case_irr: int | None


def moves_of_a_year(moment: Moment, sight: Sight, *, synthetic: bool) -> Moves:
    """Return what meetings and money moved in the year before a moment's day.

    Args:
        moment: what happened by its day.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
    """
    asked = {
        "as_of": moment.as_of,
        "first": moment.as_of - YEAR,
        **seen_by(sight, synthetic=synthetic),
    }
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, asked)
        (a_meeting,) = cursor.fetchone()
        cursor.execute(_MONEY, asked)
        (a_case,) = cursor.fetchone()
    return Moves(float(a_meeting) if a_meeting else None, int(a_case) if a_case else None)


_MEETINGS = f"""
SELECT avg(t.cases) FROM (
    SELECT count(*) AS cases
    FROM revive_decision AS d
    JOIN revive_item AS i ON i.id = d.item_id
    JOIN revive_meeting AS m ON m.id = i.meeting_id
    JOIN revive_case AS c ON c.id = d.case_id
    WHERE {SEEN} AND m."on" BETWEEN %(first)s AND %(as_of)s AND m.state IN ('held', 'sealed')
    GROUP BY m.id) AS t
"""  # noqa: S608 - only the house's own words are put together
_MONEY = f"""
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t.amount) FROM (
    SELECT sum(n.amount_irr) AS amount
    FROM revive_entry AS n
    JOIN revive_intervention AS i ON i.id = n.intervention_id
    JOIN revive_case AS c ON c.id = i.case_id
    WHERE {SEEN} AND n.kind = 'commit' AND n."on" BETWEEN %(first)s AND %(as_of)s
    GROUP BY c.id) AS t
"""  # noqa: S608 - only the house's own words are put together
