"""After what published figures is the synthetic register made?"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehya.register.places import PROVINCES

_HERE = Path(__file__).parent
Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many units stand idle, or work below half, on the day that a file speaks of.

    Attributes:
        day: the day.
        idle: share of units. [0..1]
        semi_active: share of units. [0..1]
        revived: share of units that came back since the day before it. [0..1]
    """

    day: date
    idle: float
    semi_active: float
    revived: float


@cache
def calibration() -> dict[str, Any]:
    """Return the file's content: tables by name, each with its source."""
    return tomllib.loads((_HERE / "calibration.toml").read_text(encoding="utf-8"))


@cache
def standings() -> tuple[Standing, ...]:
    """Return the days that the files speak of, oldest first, with the shares to be met."""
    return tuple(Standing(**row) for row in calibration()["status"]["at"])


def came_in(day: date) -> datetime:
    """Return when a made-up file is made up to have come in, some weeks after its day."""
    at = datetime.combine(day, time(calibration()["arrival"]["hour"]), tzinfo=UTC)
    return at + timedelta(days=calibration()["arrival"]["days_later"])


def shares(table: str, key: str = "percent") -> Shares:
    """Return a table's percentages as shares that add up to 1. word -> [0..1]"""
    told: dict[str, float] = calibration()[table][key]
    whole = sum(told.values())
    return {word: value / whole for word, value in told.items()}


@cache
def province_shares() -> Shares:
    """Return each province's share of all units. ISO code -> [0..1]

    What was published stands; the rest of the whole is shared out by persons, within bounds.
    """
    rules = calibration()["provinces"]
    told: dict[str, int] = rules["told"]
    rest = [p for p in PROVINCES.values() if p.iso not in told]
    size = np.array([p.persons for p in rest], dtype=float) ** rules["by_persons"]
    left = rules["in_parks_2019"] - sum(told.values())
    units = _within(size, left, rules["least_else"], rules["most_else"])
    whole = float(rules["in_parks_2019"])
    found = {iso: count / whole for iso, count in told.items()}
    found |= {p.iso: float(count) / whole for p, count in zip(rest, units, strict=True)}
    return dict(sorted(found.items()))


def _within(size: NDArray[Any], whole: float, least: float, most: float) -> NDArray[Any]:
    """Share a whole out by size, none below the least nor above the most."""
    units: NDArray[Any] = size / size.sum() * whole
    for _ in range(20):
        units = np.clip(units, least, most)
        free = (units > least) & (units < most)
        units[free] *= (whole - units[~free].sum()) / units[free].sum()
    return units
