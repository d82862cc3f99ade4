"""Is a file a paper of a case that somebody may see?"""

from django.db.models import Q

from ehya.diagnose.models import Evidence
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.revive.models import Entry, Meeting, Step
from ehya.revive.queries.scope import cases_seen


def paper_in_sight(kept: Evidence, by: User) -> bool:
    """Tell whether a file proves an obligation or a payment of a case in sight, or is its minutes."""
    cases = cases_seen(sight_of(by))
    papers = (
        Step.objects.filter(proof=kept, obligation__case__in=cases),
        Entry.objects.filter(paper=kept, intervention__case__in=cases),
        Meeting.objects.filter(Q(minutes=kept), items__case__in=cases),
    )
    return any(found.exists() for found in papers)
