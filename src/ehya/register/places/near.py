"""Do coordinates lie where a thing is said to be?

No borders ship with Ehya: a place is held to lie in a province when a seat of one of its counties is
near. That finds what people really mistype: degrees that were swapped, or a digit that slipped.
"""

from functools import cache
from math import asin, cos, radians, sin, sqrt

from ehya.register.places.facts import COUNTIES, PROVINCES

FARTHEST_KM = (
    150.0  # from the nearest seat; the widest counties, of the deserts, reach about so far
)
_EARTH_KM = 6371.0088  # mean radius, IUGG


def far_from_seats(lat: float, lon: float, province: str = "") -> bool:
    """Tell whether no seat of a province's counties is near.

    Args:
        lat: [degrees north]
        lon: [degrees east]
        province: ISO code; "" for anywhere in the country.

    Source:
        Great-circle distance by the haversine formula (Sinnott, 1984, Sky and Telescope 68:159).
    """
    return all(_apart_km(lat, lon, *seat) > FARTHEST_KM for seat in _seats(province))


@cache
def _seats(province: str) -> tuple[tuple[float, float], ...]:
    mine = [c for c in COUNTIES.values() if province in ("", c.province)]
    told = [(c.lat, c.lon) for c in mine if c.lat is not None and c.lon is not None]
    inside = [(p.lat, p.lon) for p in PROVINCES.values() if province in ("", p.iso)]
    return (*told, *inside)


def _apart_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    one, two = radians(lat), radians(other_lat)
    across = sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(sin((two - one) / 2) ** 2 + cos(one) * cos(two) * across))
