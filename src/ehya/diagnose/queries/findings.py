"""What holds a unit up, as of a day and as known on another?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from ehya.diagnose.models import Finding
from ehya.engine.refusal import Refusal
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import Moment, here_and_now, units_at


def standing(moment: Moment) -> QuerySet[Finding]:
    """Return what held any unit up at a moment; the caller narrows it to units in sight."""
    return Finding.objects.filter(
        valid__contains=moment.as_of, known__contains=moment.known_at
    ).order_by("-severity", "id")


def findings_of(unit: int, moment: Moment | None = None) -> Sequence[Finding]:
    """Return what held a unit up at a moment, the heaviest first, with its proofs.

    Args:
        unit: its id.
        moment: on both clocks; now.
    """
    found = standing(moment or here_and_now()).filter(unit=unit)
    return list(_told(found))


def past_of(unit: int, on: date, *, most: int = 50) -> Sequence[Finding]:
    """Return what held a unit up before a day and does no longer, the latest first.

    Args:
        unit: its id.
        on: what had ended by then, as known today.
        most: at most so many.
    """
    over = Finding.objects.filter(unit=unit, known__endswith=None, valid__endswith__lte=on)
    return list(_told(over.order_by("-valid", "id"))[:most])


def finding_seen(key: int, by: User) -> Finding:
    """Return a finding of a unit in sight, still known or not.

    Raises:
        Refusal: "diagnose.no_such_finding".
    """
    found = Finding.objects.select_related("unit", "event__by").filter(pk=key).first()
    if found is None or not _in_sight(found, by):
        raise Refusal("diagnose.no_such_finding")
    return found


def _in_sight(finding: Finding, by: User) -> bool:
    seen = units_at(here_and_now(), sight_of(by))
    return seen.filter(unit=finding.unit_id).exists()


def _told(found: QuerySet[Finding]) -> QuerySet[Finding]:
    return found.select_related("event__by", "visit").prefetch_related("proofs__evidence")
