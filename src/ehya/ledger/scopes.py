"""How far does somebody see?

A scope is the nation, a province (ISO 3166-2, "IR-20") or a park ("P-0001"); a person may have
several. What follows from them is a `Sight`, which a room's queries apply in one place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NATION, PROVINCE, PARK = "nation", "province", "park"
KINDS = (NATION, PROVINCE, PARK)
PROVINCE_CODE, PARK_CODE = r"IR-\d{2}", r"P-\d{4,}"
_CODES = {NATION: "", PROVINCE: PROVINCE_CODE, PARK: PARK_CODE}


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see of the register.

    Attributes:
        nation: everything.
        provinces: everything in these provinces, by ISO code.
        parks: everything in these parks, by park code.
    """

    nation: bool = False
    provinces: frozenset[str] = frozenset()
    parks: frozenset[str] = frozenset()

    def covers(self, province: str, park: str = "") -> bool:
        """Tell whether something that stands in a province, and perhaps in a park, is in sight."""
        return self.nation or province in self.provinces or park in self.parks

    def __bool__(self) -> bool:
        """Whether anything at all is in sight."""
        return bool(self.nation or self.provinces or self.parks)


ALL = Sight(nation=True)
NOTHING = Sight()


def sight(scopes: Iterable[tuple[str, str]]) -> Sight:
    """Return what somebody with these scopes, as (kind, code), sees."""
    held = tuple(scopes)
    codes = {kind: {code for told, code in held if told == kind} for kind in KINDS}
    return Sight(
        nation=bool(codes[NATION]),
        provinces=frozenset(codes[PROVINCE]),
        parks=frozenset(codes[PARK]),
    )


def well_written(kind: str, code: str) -> bool:
    """Tell whether a code is one of its kind's."""
    return kind in _CODES and re.fullmatch(_CODES[kind], code) is not None
