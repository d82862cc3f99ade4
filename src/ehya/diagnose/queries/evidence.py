"""Which evidence may somebody see?"""

from collections.abc import Callable

from ehya.diagnose.models import Evidence, Photo, Proof
from ehya.engine.refusal import Refusal
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import here_and_now, units_at


def evidence_seen(
    sha256: str, by: User, *, further: Callable[[Evidence, User], bool] | None = None
) -> Evidence:
    """Return a piece of evidence that somebody may see: of a unit in sight, or handed in by them.

    Args:
        sha256: of its bytes.
        by: who asks.
        further: whether a later room shows it to them.

    Raises:
        Refusal: "diagnose.no_such_evidence", also for one elsewhere.
    """
    kept = Evidence.objects.filter(sha256=sha256[:64]).first()
    if kept is not None and (
        kept.by_id == by.pk
        or _of_a_unit_in_sight(kept, by)
        or (further is not None and further(kept, by))
    ):
        return kept
    raise Refusal("diagnose.no_such_evidence")


def _of_a_unit_in_sight(kept: Evidence, by: User) -> bool:
    """Whether it is a photo of a finished visit, or proves a finding, of a unit in sight."""
    photos = Photo.objects.filter(evidence=kept, visit__state="done")
    units = set(photos.values_list("visit__unit", flat=True))
    units |= set(Proof.objects.filter(evidence=kept).values_list("finding__unit", flat=True))
    return units_at(here_and_now(), sight_of(by)).filter(unit__in=units).exists()
