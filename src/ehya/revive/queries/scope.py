"""Which cases may this reader see? The one place where a case's scope is enforced."""

from typing import Any

from django.db.models import Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.revive.models import Case


def cases_seen(sight: Sight) -> QuerySet[Case]:
    """Return every case as far as the reader's scope goes."""
    return Case.objects.filter(in_sight(sight))


def case_seen(number: int, sight: Sight) -> Case:
    """Return one case.

    Raises:
        Refusal: "revive.no_such_case", also for one elsewhere.
    """
    found = cases_seen(sight).select_related("unit", "province", "officer").filter(pk=number)
    for case in found:
        return case
    raise Refusal("revive.no_such_case", case=number)


def in_sight(sight: Sight, case: str = "") -> Q:
    """Return the condition that a case is in sight.

    Args:
        sight: how far the reader sees.
        case: how a row of another table leads to its case, "case__"; "" for the case itself.
    """
    if sight.nation:
        return Q()
    provinces = Q(**{f"{case}province_id__in": sorted(sight.provinces)})
    return provinces | Q(**{f"{case}park_id__in": sorted(sight.parks)})


# The same in SQL, of a case that is called c: real ones or made-up ones, as far as the reader sees.
SEEN = """c.synthetic = %(synthetic)s
  AND (%(nation)s OR c.province_id = ANY(%(provinces)s) OR c.park_id = ANY(%(parks)s))"""


def seen_by(sight: Sight, *, synthetic: bool) -> dict[str, Any]:
    """Return what `SEEN` asks for."""
    return {
        "synthetic": synthetic,
        "nation": sight.nation,
        "provinces": sorted(sight.provinces),
        "parks": sorted(sight.parks),
    }
