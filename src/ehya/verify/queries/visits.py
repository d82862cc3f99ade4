"""Which visit may a check rest on?"""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from ehya.diagnose.models import Visit
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load
from ehya.verify.models import Check
from ehya.verify.stages import FIRST

__all__ = ["Visit", "made_for", "visits_that_answer"]


def made_for(check: Check, visit: UUID) -> Visit:
    """Return a visit that may answer a check.

    Raises:
        Refusal: "verify.visit_says_nothing".
    """
    made = visits_that_answer(check).filter(pk=visit).first()
    if made is None:
        raise Refusal("verify.visit_says_nothing", check=check.pk)
    return made


def visits_that_answer(check: Check) -> QuerySet[Visit]:
    """Return the visits that may answer a check, in no order.

    They are of its unit, say whether it runs, were made when the check asks, and have answered no
    other check: one look is one answer.
    """
    used = Check.objects.filter(visit__isnull=False).exclude(pk=check.pk).values("visit")
    rows = Visit.objects.filter(unit=check.restart.unit_id, state="done", running__isnull=False)
    return rows.filter(on__gte=_earliest(check)).exclude(pk__in=used)


def _earliest(check: Check) -> date:
    """Return from which day on a visit says what the check asks."""
    if check.sample is not None:
        return check.sample.last + timedelta(days=1)
    if check.stage == FIRST:
        return check.restart.restarted_on
    before = timedelta(days=load("verify", check.due)["visit_days_before"])
    return max(check.due - before, check.restart.restarted_on)
