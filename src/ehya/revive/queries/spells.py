"""How long did cases stay where, as known at a moment?"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.scope import SEEN, seen_by


@dataclass(frozen=True, slots=True)
class Stay:
    """One time that a case spent in a state.

    Attributes:
        case: its number.
        province: ISO code.
        state: where.
        since: from which day.
        until: to which day; None while it lasts.
        then: where it went; "" while it lasts.
    """

    case: int
    province: str
    state: str
    since: date
    until: date | None
    then: str


def stays(moment: Moment, sight: Sight, *, kind: str, synthetic: bool) -> list[Stay]:
    """Return every stay of every case, in order of case and time.

    Args:
        moment: what happened and was known by then.
        sight: how far the reader sees.
        kind: of case.
        synthetic: made-up cases, or real ones.
    """
    asked = {
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "kind": kind,
        **seen_by(sight, synthetic=synthetic),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, asked)
        return [Stay(*row) for row in cursor.fetchall()]


_STAYS = f"""
SELECT c.id, c.province_id, m.target, m."on",
       lead(m."on") OVER one, coalesce(lead(m.target) OVER one, '')
FROM revive_move AS m JOIN revive_case AS c ON c.id = m.case_id
WHERE {SEEN} AND c.kind = %(kind)s AND m."on" <= %(as_of)s AND m.known_at <= %(known_at)s
WINDOW one AS (PARTITION BY m.case_id ORDER BY m.id)
ORDER BY m.case_id, m.id
"""  # noqa: S608 - only the house's own words are put together
