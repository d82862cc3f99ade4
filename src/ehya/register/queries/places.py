"""Which places does the register know, and which park is meant?"""

from django.db.models import QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL, Sight
from ehya.register.models import County, ParkVersion, Province
from ehya.register.places import ParkNames
from ehya.register.queries.within import Moment, parks_at


def provinces() -> QuerySet[Province]:
    """Return the provinces in the order of the Persian alphabet."""
    return Province.objects.order_by("sort_key")


def counties(province: str) -> QuerySet[County]:
    """Return the counties of a province in the order of the Persian alphabet."""
    return County.objects.filter(province=province).order_by("sort_key")


def park_names(moment: Moment, sight: Sight = ALL) -> ParkNames:
    """Return what finds a park by its code or its name, of those that stand at a moment."""
    told = parks_at(moment, sight)
    return ParkNames(told.values_list("park_id", "province_id", "name_en", "name_fa"))


def park_told(code: str, moment: Moment, sight: Sight = ALL) -> ParkVersion:
    """Return what is told of a park at a moment.

    Raises:
        Refusal: "register.park_unknown_then".
    """
    found = parks_at(moment, sight).filter(park=code[:8]).select_related("province", "county")
    told = found.first()
    if told is None:
        raise Refusal("register.park_unknown_then", park=code[:20], day=moment.as_of)
    return told
