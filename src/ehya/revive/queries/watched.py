"""Which units must be watched, because somebody said that they run again?"""

from datetime import date

from ehya.ledger.models import Event
from ehya.revive.models import Restart


def units_watched(*, synthetic: bool) -> list[int]:
    """Return the units of restarts that have not ended, in order."""
    rows = Restart.objects.filter(ended_by=None, case__synthetic=synthetic)
    return sorted(set(rows.values_list("unit_id", flat=True)))


def played_until() -> date:
    """Return the last day that the made-up programme was played; the earliest day for none."""
    rows = Event.objects.filter(act="revive.play", facts__has_key="as_of").order_by("-position")
    for told in rows.values_list("facts__as_of", flat=True)[:1]:
        return date.fromisoformat(told)
    return date.min
