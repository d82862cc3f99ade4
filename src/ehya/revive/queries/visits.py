"""Which cases did a visit lead on?"""

from collections.abc import Sequence
from uuid import UUID

from ehya.ledger.models import User
from ehya.ledger.queries import sight_of
from ehya.revive.models import Move
from ehya.revive.queries.scope import cases_seen


def moves_by_visit(visit: UUID, by: User) -> Sequence[Move]:
    """Return the moves that rest on a visit, of cases that somebody may see, in their order."""
    cases = cases_seen(sight_of(by))
    return list(Move.objects.filter(visit=visit, case__in=cases).order_by("id"))
