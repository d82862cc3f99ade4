"""Which projects may this reader see? The one place where a project's scope is enforced."""

from typing import Any

from django.db.models import Q, QuerySet

from ehya.engine.refusal import Refusal
from ehya.invest.models import Project
from ehya.ledger.scopes import Sight


def projects_seen(sight: Sight) -> QuerySet[Project]:
    """Return every project as far as the reader's scope goes; groups without a place: the nation's."""
    return Project.objects.filter(_seen(sight))


def project_seen(number: int, sight: Sight) -> Project:
    """Return one project.

    Raises:
        Refusal: "invest.no_such_project", also for one elsewhere.
    """
    near = ("province", "park", "unit", "case")
    for project in projects_seen(sight).select_related(*near).filter(pk=number):
        return project
    raise Refusal("invest.no_such_project", project=number)


def _seen(sight: Sight) -> Q:
    if sight.nation:
        return Q()
    return Q(province_id__in=sorted(sight.provinces)) | Q(park_id__in=sorted(sight.parks))


# The same in SQL, of a project that is called p: real ones or made-up ones, as far as is seen.
SEEN = """p.synthetic = %(synthetic)s
  AND (%(nation)s OR p.province_id = ANY(%(provinces)s) OR p.park_id = ANY(%(parks)s))"""


def seen_by(sight: Sight, *, synthetic: bool) -> dict[str, Any]:
    """Return what `SEEN` asks for."""
    return {
        "synthetic": synthetic,
        "nation": sight.nation,
        "provinces": sorted(sight.provinces),
        "parks": sorted(sight.parks),
    }
