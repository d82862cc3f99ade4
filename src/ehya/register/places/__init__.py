"""Which provinces and counties are there, and which one does somebody mean?

`facts` holds what ships with Ehya, `names` finds a place by whatever name it was given. Neither
knows the database.
"""

from ehya.register.places.facts import COUNTIES, PROVINCES, CountyFact, ProvinceFact
from ehya.register.places.names import (
    ParkNames,
    find_county,
    find_province,
    settle_county,
    settle_province,
)

__all__ = [
    "COUNTIES",
    "PROVINCES",
    "CountyFact",
    "ParkNames",
    "ProvinceFact",
    "find_county",
    "find_province",
    "settle_county",
    "settle_province",
]
