"""Which units must be watched, because somebody said that they run again?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from ehya.ledger.models import Event
from ehya.revive.models import Restart


def units_watched(*, synthetic: bool) -> list[int]:
    """Return the units of restarts that have not ended, in order."""
    rows = Restart.objects.filter(ended_by=None, case__synthetic=synthetic)
    return sorted(set(rows.values_list("unit_id", flat=True)))


def played_until(provinces: Sequence[str]) -> date:
    """Return the last day that the made-up programme was played in all of these provinces.

    Args:
        provinces: ISO codes.

    Returns:
        The earliest day for none.
    """
    played = Event.objects.filter(act="revive.play", facts__has_key="as_of")
    rows = played.filter(
        Q(facts__provinces__contains=list(provinces)) | ~Q(facts__has_key="provinces")
    )
    for told in rows.order_by("-position").values_list("facts__as_of", flat=True)[:1]:
        return date.fromisoformat(told)
    return date.min
