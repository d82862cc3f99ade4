"""Which provinces and counties does Iran have?

Provinces: ISO 3166-2, named as the published record spells them, a point inside, persons of the
census of 1395 (2016). Counties: the post's list of 1403 (2025). Sources in the folder's NOTICE.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ProvinceFact:
    """A province.

    Attributes:
        iso: "IR-20".
        name_en: the record's spelling.
        name_fa: its name.
        lat: of a point inside. [degrees north]
        lon: of the same. [degrees east]
        persons: in the census of 2016. [persons]
    """

    iso: str
    name_en: str
    name_fa: str
    lat: float
    lon: float
    persons: int


@dataclass(frozen=True, slots=True)
class CountyFact:
    """A county.

    Attributes:
        code: its province's code and four digits, "IR-20-0205".
        province: "IR-20".
        name_en: Latin name.
        name_fa: its name.
        lat: of its seat. [degrees north]; None where the list has none or a wrong one
        lon: of the same. [degrees east]
    """

    code: str
    province: str
    name_en: str
    name_fa: str
    lat: float | None
    lon: float | None


def _rows(name: str) -> list[dict[str, str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _angle(cell: str) -> float | None:
    return float(cell) if cell else None


PROVINCES: dict[str, ProvinceFact] = {
    row["iso"]: ProvinceFact(
        row["iso"],
        row["name_en"],
        row["name_fa"],
        float(row["lat"]),
        float(row["lon"]),
        int(row["persons_2016"]),
    )
    for row in _rows("provinces.csv")
}
COUNTIES: dict[str, CountyFact] = {
    row["code"]: CountyFact(
        row["code"],
        row["province"],
        row["name_en"],
        row["name_fa"],
        _angle(row["lat"]),
        _angle(row["lon"]),
    )
    for row in _rows("counties.csv")
}
