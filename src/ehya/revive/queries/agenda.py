"""May cases come before the meetings that they are brought to?"""

from collections.abc import Mapping

from django.db import connection

from ehya.engine.refusal import Refusal

# The first of them that may not; a committee of the nation hears every province's.
_WRONG = """
SELECT c.id, m.state, m.number
FROM unnest(%(cases)s::bigint[], %(meetings)s::bigint[]) AS asked (case_id, meeting_id)
JOIN revive_case AS c ON c.id = asked.case_id
JOIN revive_meeting AS m ON m.id = asked.meeting_id
JOIN revive_committee AS h ON h.id = m.committee_id
WHERE m.state NOT IN ('planned', 'held') OR h.synthetic <> c.synthetic
   OR h.province_id IS NOT NULL AND h.province_id <> c.province_id
ORDER BY c.id LIMIT 1
"""


def refuse_wrong_meetings(asked: Mapping[int, int]) -> None:
    """Say no where a case is brought to a meeting that is over, or to another's committee.

    Args:
        asked: case -> the meeting that it is brought to; both are there.

    Raises:
        Refusal: "revive.not_with_such_a_meeting", "revive.other_committee".
    """
    with connection.cursor() as cursor:
        told = {"cases": list(asked), "meetings": list(asked.values())}
        cursor.execute(_WRONG, told)
        wrong = cursor.fetchone()
    if wrong is None:
        return
    case, state, number = wrong
    if state not in ("planned", "held"):
        raise Refusal("revive.not_with_such_a_meeting", state=f"meeting.{state}", number=number)
    raise Refusal("revive.other_committee", case=case)
