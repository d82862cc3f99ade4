"""What exists, who says so, since when: places, units, their identifiers, and the files received.

Two clocks stand on every fact: `valid`, when it held in the world, and `known`, when we held it
true. A version is never changed; it is closed, and another takes its place (decision 0004).
"""

from ehya.register.models.duplicates import Candidate, Merge
from ehya.register.models.files import ChosenColumns, Export, ReceivedFile, SavedView
from ehya.register.models.imports import Import, ImportRow, Mapping
from ehya.register.models.places import County, Park, ParkVersion, Province
from ehya.register.models.rates import IndexTold, RateTold
from ehya.register.models.units import Contact, Identifier, Succession, Unit, UnitVersion

__all__ = [
    "Candidate",
    "ChosenColumns",
    "Contact",
    "County",
    "Export",
    "Identifier",
    "Import",
    "ImportRow",
    "IndexTold",
    "Mapping",
    "Merge",
    "Park",
    "ParkVersion",
    "Province",
    "RateTold",
    "ReceivedFile",
    "SavedView",
    "Succession",
    "Unit",
    "UnitVersion",
]
