"""Which visit may a check rest on?"""

from uuid import UUID

from ehya.diagnose.models import Visit
from ehya.engine.refusal import Refusal
from ehya.verify.models import Check

__all__ = ["Visit", "made_for"]


def made_for(check: Check, visit: UUID) -> Visit:
    """Return a visit of the check's unit that was made after its restart and says whether it runs.

    Raises:
        Refusal: "verify.visit_says_nothing".
    """
    made = Visit.objects.filter(
        pk=visit,
        unit=check.restart.unit_id,
        state="done",
        running__isnull=False,
        on__gte=check.restart.restarted_on,
    ).first()
    if made is None:
        raise Refusal("verify.visit_says_nothing", check=check.pk)
    return made
