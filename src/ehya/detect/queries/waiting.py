"""Which reviews wait for whoever sees so far, in no order?"""

from django.db.models import QuerySet

from ehya.detect.models import Review
from ehya.detect.queries.reviews import WAITING
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment, units_at


def reviews_waiting(moment: Moment, sight: Sight, *, synthetic: bool) -> QuerySet[Review]:
    """Return the reviews that wait, of units in sight."""
    seen = units_at(moment, sight).values("unit")
    rows = Review.objects.filter(state__in=WAITING, unit__synthetic=synthetic, unit__in=seen)
    return rows.select_related("unit")
