"""To which provinces, kinds of interventions and causes did the money go?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Sum

from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.models import Entry
from ehya.revive.queries.books import Sums
from ehya.revive.queries.scope import cases_seen

By = Literal["province", "kind", "cause"]
_KEYS: Mapping[str, str] = {
    "province": "intervention__case__province_id",
    "kind": "intervention__kind",
    "cause": "intervention__case__cause",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One province, kind or cause.

    Attributes:
        key: ISO code, kind or cause; "" where no cause is told.
        sums: committed, paid and repaid there, in the rials of their days. [IRR]
        interventions: on which money moved.
    """

    key: str
    sums: Sums
    interventions: int


def money_by(what: By, moment: Moment, sight: Sight, *, synthetic: bool) -> list[Part]:
    """Return nominal money by province, kind or cause, the most committed first.

    Args:
        what: "province", "kind" or "cause".
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: made-up cases, or real ones; never both.
    """
    field = _KEYS[what]
    entries = Entry.objects.filter(
        on__lte=moment.as_of,
        known_at__lte=moment.known_at,
        intervention__case__in=cases_seen(sight).filter(synthetic=synthetic),
    )
    sums: dict[str, Sums] = {}
    rows = entries.order_by().values_list(field, "kind").annotate(Sum("amount_irr"))
    for key, kind, much in rows:
        sums[key] = sums.get(key, Sums()).after(kind, int(much))
    counted = dict(
        entries.order_by().values_list(field).annotate(Count("intervention", distinct=True))
    )
    parts = [Part(key, stood, counted[key]) for key, stood in sums.items()]
    return sorted(parts, key=lambda part: (-part.sums.committed, part.key))
