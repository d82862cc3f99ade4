"""Is it the present that is asked about, so that what stands beside the entries already answers?

Sums, states and pointers are kept with each act, in its transaction. They tell what stands now; a day
of the past is told from the acts themselves, which takes longer.
"""

from ehya.ledger.models import Event
from ehya.ledger.queries import today
from ehya.register.queries.within import Moment


def is_present(moment: Moment) -> bool:
    """Tell whether nothing has happened, or become known, after a moment: no act was noted since."""
    newest = Event.objects.order_by("-position").values_list("at", flat=True).first()
    return moment.as_of >= today() and (newest is None or newest <= moment.known_at)
