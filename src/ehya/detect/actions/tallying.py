"""How are a sweep's units counted once, so that no page need count them again?"""

from django.db import connection, transaction

from ehya.detect.models import Sweep
from ehya.detect.queries.scope import IN_ONE_GO
from ehya.detect.queries.tallies import FINE, LIKELY


@transaction.atomic
def tallied(sweep: Sweep) -> int:
    """Count a sweep's looks by province, and keep that with it.

    Called inside the sweep's last transaction, when its looks are all written.

    Args:
        sweep: whose looks.

    Returns:
        Rows kept: about fifteen thousand of a nation. [rows]
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_ONE_GO)
        cursor.execute(_KEEP, [LIKELY, sweep.pk, sweep.pk])
        kept = cursor.rowcount
        cursor.execute("SET LOCAL enable_indexscan = on")
    return int(kept)


_KEEP = (
    FINE.format(seen="")
    + """
INSERT INTO detect_count
    (sweep_id, province_id, by, place, state, units, warned, unseen, disagreeing)
SELECT %s, province_id,
       CASE WHEN grouping(park_id) = 0 THEN 'park' WHEN grouping(division) = 0 THEN 'division'
            WHEN grouping(was) = 0 THEN 'was' ELSE 'province' END,
       CASE WHEN grouping(park_id) = 0 THEN coalesce(park_id, '')
            WHEN grouping(division) = 0 THEN division
            WHEN grouping(was) = 0 THEN was ELSE '' END,
       state, sum(units), sum(warned), sum(unseen), sum(other)
FROM fine
GROUP BY GROUPING SETS ((province_id, state), (province_id, park_id, state),
                        (province_id, division, state), (province_id, was, state))
"""
)
