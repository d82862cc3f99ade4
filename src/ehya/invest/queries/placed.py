"""Where do projects stand: at a place of their own, or at their park's?"""

from dataclasses import dataclass

from django.db import connection

from ehya.invest.queries.wanted import Wanted, found
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment

MOST_PLACES = 2_000  # points that a map can still show


@dataclass(frozen=True, slots=True)
class Placed:
    """A project and where it stands.

    Attributes:
        number: the project's.
        name_fa: what it is called.
        name_en: the same in English; "" where nobody told it.
        lat: [degree]
        lon: [degree]
        own: whether the place is its own; else it is its park's.
    """

    number: int
    name_fa: str
    name_en: str
    lat: float
    lon: float
    own: bool


_PLACES = """
SELECT p.id, p.name_fa, p.name_en, coalesce(p.lat, v.lat), coalesce(p.lon, v.lon),
    p.lat IS NOT NULL
FROM found q JOIN invest_project p ON p.id = q.id
LEFT JOIN register_parkversion v ON v.park_id = p.park_id AND p.lat IS NULL
    AND v.valid @> %(as_of)s AND v.known @> %(known_at)s
WHERE coalesce(p.lat, v.lat) IS NOT NULL
ORDER BY q.approved_irr DESC, p.id LIMIT %(most)s
"""


def placed(wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool) -> list[Placed]:
    """Return the projects asked for whose place is known, the most money first.

    Args:
        wanted: which ones.
        moment: on both clocks; a park stands where it was told to stand then.
        sight: how far the reader sees.
        synthetic: whether the made-up ones.

    Returns:
        At most `MOST_PLACES`.
    """
    body, asked = found(wanted, moment, sight, synthetic=synthetic)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {body} {_PLACES}", asked | {"most": MOST_PLACES})
        return [Placed(*row) for row in cursor.fetchall()]
