"""What may this reader see, at this moment? The one place where scope and time are enforced."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Q, QuerySet, Value, When
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


def units_at(moment: Moment, sight: Sight, *, led_by: str = "") -> QuerySet[UnitVersion]:
    """Return what is told of each unit at a moment, as far as the reader's scope goes.

    Every list, page, count and export of units starts here. At most one row a unit.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        led_by: which index of another thing leads to the rows, so that none is asked for what is
            told here: "order", the alphabet's with its provinces and parks; "content", that of
            words and facets. The answer is the same; the planner alone would list a million rows
            by time, to set them against a few.
    """
    time, seen = _standing(moment), _seen(sight, "park")
    if not led_by:
        return UnitVersion.objects.filter(time, seen)
    rows = UnitVersion.objects.filter(as_value(time))
    return rows.filter(seen if led_by == "order" else as_value(seen))


def parks_at(moment: Moment, sight: Sight) -> QuerySet[ParkVersion]:
    """Return what is told of each park at a moment, as far as the reader's scope goes."""
    return ParkVersion.objects.filter(_standing(moment), _seen(sight, "park"))


def as_value(told: Q) -> Case | Value:
    """Return a condition as a value, which no index is asked for."""
    return Case(When(told, then=Value(True)), default=Value(False)) if told else Value(True)


def _standing(moment: Moment) -> Q:
    return Q(valid__contains=moment.as_of, known__contains=moment.known_at)


def _seen(sight: Sight, park: str) -> Q:
    if sight.nation:
        return Q()
    return Q(province_id__in=sorted(sight.provinces)) | Q(**{f"{park}_id__in": sorted(sight.parks)})
