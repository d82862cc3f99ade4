"""Which visits were made, and which are begun?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ehya.diagnose.models import Evidence, Visit
from ehya.engine.refusal import Refusal
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.register.models import UnitVersion
from ehya.register.queries.within import here_and_now, units_at


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit with what it was a visit to.

    Attributes:
        visit: of any state.
        unit: as it is told today.
        photos: what its photo questions hold, by digest.
    """

    visit: Visit
    unit: UnitVersion
    photos: dict[str, Evidence]


def unit_in_sight(number: str, by: User) -> UnitVersion:
    """Return a unit as it is told today.

    Raises:
        Refusal: "register.no_such_unit", also for one elsewhere.
    """
    told = number if number.isascii() and number.isdecimal() else ""
    standing = units_at(here_and_now(), sight_of(by)).select_related("unit", "province", "county")
    for found in standing.filter(unit__number=told):
        return found
    raise Refusal("register.no_such_unit", number=number[:20])


def visit_seen(key: UUID, by: User) -> Opened:
    """Return a visit to a unit in sight; a draft only to whoever began it.

    Raises:
        Refusal: "diagnose.no_such_visit".
    """
    visit = Visit.objects.select_related("unit", "by").filter(pk=key).first()
    if visit is None or (visit.state != "done" and visit.by_id != by.pk):
        raise Refusal("diagnose.no_such_visit")
    try:
        unit = unit_in_sight(visit.unit.number, by)
    except Refusal:
        raise Refusal("diagnose.no_such_visit") from None
    held = [photo.evidence for photo in visit.photos.select_related("evidence")]
    return Opened(visit, unit, {one.sha256: one for one in held})


def visits_of(unit: int, *, most: int = 100) -> Sequence[Visit]:
    """Return the visits made to a unit, the newest first."""
    made = Visit.objects.filter(unit=unit, state="done").select_related("by")
    return list(made.order_by("-on", "-changed_at")[:most])


def drafts_of(by: User, *, unit: int | None = None) -> Sequence[Visit]:
    """Return the visits that a person has begun and not finished, the newest first."""
    begun = Visit.objects.filter(by=by, state="draft").select_related("unit")
    chosen = begun if unit is None else begun.filter(unit=unit)
    return list(chosen.order_by("-changed_at"))
