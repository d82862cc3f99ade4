"""What may this reader see, at this moment? The one place where scope and time are enforced."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from ehya.ledger.queries import today
from ehya.ledger.scopes import Sight
from ehya.register.models import ParkVersion, UnitVersion


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a reader stands on the two clocks.

    Attributes:
        as_of: the day in the world that is asked about.
        known_at: what we knew by then is told, and nothing later.
    """

    as_of: date
    known_at: datetime


def here_and_now() -> Moment:
    """Return the reader's own day, with all that is known to this second."""
    return Moment(today(), timezone.now())


def units_at(moment: Moment, sight: Sight) -> QuerySet[UnitVersion]:
    """Return what is told of each unit at a moment, as far as the reader's scope goes.

    Every list, page, count and export of units starts here. At most one row a unit.
    """
    return _standing(UnitVersion.objects.all(), moment).filter(_seen(sight, "park"))


def parks_at(moment: Moment, sight: Sight) -> QuerySet[ParkVersion]:
    """Return what is told of each park at a moment, as far as the reader's scope goes."""
    return _standing(ParkVersion.objects.all(), moment).filter(_seen(sight, "park"))


def _standing[Version: (UnitVersion, ParkVersion)](
    rows: QuerySet[Version], moment: Moment
) -> QuerySet[Version]:
    return rows.filter(valid__contains=moment.as_of, known__contains=moment.known_at)


def _seen(sight: Sight, park: str) -> Q:
    if sight.nation:
        return Q()
    return Q(province_id__in=sorted(sight.provinces)) | Q(**{f"{park}_id__in": sorted(sight.parks)})
