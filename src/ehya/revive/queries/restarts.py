"""How many units were revived, how many lifted, how many renovated? Three counts, never one sum.

Renovation and revival are programmes of their own. Nothing here adds kinds, and nothing should.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.models import Restart
from ehya.revive.queries.scope import cases_seen
from ehya.revive.table import KINDS


@dataclass(frozen=True, slots=True)
class Counted:
    """Restarts of one kind.

    Attributes:
        claimed: restarts told of, not ended at that moment or ended by a relapse: taken back does
            not count.
        units: different units among them.
        jobs: people at work again, as claimed. [persons]
        verified: of those claimed, proven by evidence.
        sustained: of those verified, still running at half a year.
        relapsed: of those claimed, standing again.
    """

    claimed: int = 0
    units: int = 0
    jobs: int = 0
    verified: int = 0
    sustained: int = 0
    relapsed: int = 0


def counts(
    moment: Moment,
    sight: Sight,
    *,
    synthetic: bool,
    first: date | None = None,
    last: date | None = None,
) -> Mapping[str, Counted]:
    """Return what was counted, kind by kind; every kind is there, also with nothing.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
        first: restarted on this day or later.
        last: restarted on this day or earlier.
    """
    told = Restart.objects.filter(
        _by("move", moment),
        case__in=cases_seen(sight).filter(synthetic=synthetic),
    ).exclude(_by("ended_by", moment) & Q(ended_by__act="take_back"))
    if first:
        told = told.filter(restarted_on__gte=first)
    if last:
        told = told.filter(restarted_on__lte=last)
    rows: Any = (
        told.order_by()
        .values("kind")
        .annotate(
            claimed=Count("pk"),
            units=Count("unit", distinct=True),
            people=Sum("jobs"),
            verified=Count("pk", filter=_by("verified_by", moment)),
            sustained=Count("pk", filter=_by("sustained_by", moment)),
            relapsed=Count("pk", filter=_by("ended_by", moment)),
        )
        .values_list("kind", "claimed", "units", "people", "verified", "sustained", "relapsed")
    )
    found = {kind: Counted(*counted) for kind, *counted in rows}
    return {kind: found.get(kind, Counted()) for kind in KINDS}


def _by(move: str, moment: Moment) -> Q:
    """What a move tells: it happened by then, and was known by then."""
    return Q(**{f"{move}__on__lte": moment.as_of, f"{move}__known_at__lte": moment.known_at})
