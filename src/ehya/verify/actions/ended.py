"""What does the end of a restart say to a lot that fell on it, before anybody went there?

Left unseen, those that ended would drop out of the error rate, and they stand more often than the
others. What ended them tells since when they stood.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from ehya.engine.calendar import month_range, to_solar
from ehya.ledger.scopes import ALL, Sight
from ehya.revive.queries.scope import in_sight
from ehya.verify.models import Check
from ehya.verify.stages import LOT

_ANSWER = """
UPDATE verify_check AS k
SET found = t.found, "by" = CASE WHEN m.visit_id IS NULL THEN 'readings' ELSE 'visit' END,
    "on" = m."on", visit_id = m.visit_id, facts = m.facts, known_at = %(known)s, event_id = %(event)s
FROM unnest(%(checks)s::bigint[], %(founds)s::text[]) AS t (id, found), revive_restart AS r,
     revive_move AS m
WHERE k.id = t.id AND r.id = k.restart_id AND m.id = r.ended_by_id
"""


def answer_ended(*, synthetic: bool, event: UUID, known_at: datetime, sight: Sight = ALL) -> int:
    """Answer the checks of lots whose restart has ended; inside the caller's transaction.

    Standing, where it stood by the check's day; running, where its meters turned until after it. A
    visit after that day does not tell since when, and leaves the check as it is: unseen.

    Args:
        synthetic: the made-up units, or the real ones.
        event: of which it is; the caller notes it.
        known_at: when the house knew.
        sight: which cases; all.

    Returns:
        How many were answered.
    """
    rows = Check.objects.filter(
        in_sight(sight, "case__"),
        stage=LOT,
        found="",
        case__synthetic=synthetic,
        restart__ended_by__isnull=False,
    )
    end = "restart__ended_by"
    names = ("id", "due", f"{end}__on", f"{end}__facts__months", f"{end}__visit__on")
    told = [
        (key, found)
        for key, due, *ended in rows.order_by("id").values_list(*names)
        if (found := _found(due, *ended))
    ]
    if told:
        checks, founds = (list(column) for column in zip(*told, strict=True))
        values: dict[str, Any] = {"checks": checks, "founds": founds}
        with connection.cursor() as cursor:
            cursor.execute(_ANSWER, values | {"known": known_at, "event": event})
    return len(told)


def _found(due: date, on: date, months: int | None, visited: date | None) -> str:
    if months is None:
        return "standing" if (visited or on) <= due else ""
    return "standing" if stood_since(on, months) <= due else "running"


def stood_since(on: date, months: int) -> date:
    """Return the first day of so many whole solar months, the last of which ended by a day."""
    at = to_solar(on + timedelta(days=1))
    back = at.year * 12 + at.month - 1 - months
    return month_range(back // 12, back % 12 + 1, "solar").first
