"""What are the units of cases called now?"""

from collections.abc import Iterable

from ehya.ledger.scopes import ALL
from ehya.register.models import UnitVersion
from ehya.register.queries.within import here_and_now, units_at


def units_called(units: Iterable[int]) -> dict[int, UnitVersion]:
    """Return what is told of units now, by id; the cases they are of must be in sight already.

    A unit that the register tells nothing of any more is missing.
    """
    rows = units_at(here_and_now(), ALL).filter(unit__in=set(units))
    return {row.unit_id: row for row in rows.select_related("unit", "province", "county", "park")}
