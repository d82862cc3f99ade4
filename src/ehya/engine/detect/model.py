"""What goes into the telling of idleness, and what comes out?"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class State(IntEnum):
    """What a unit is at the end of a period; the order is that of every array of chances."""

    ACTIVE = 0
    SEMI_ACTIVE = 1
    IDLE = 2
    GONE = 3


NAMES: Final = ("active", "semi_active", "idle", "gone")
UNKNOWN: Final = -1  # before a unit's first reading, or where the plain rule cannot tell


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The law's words in numbers; from `ledger/rules/detect.toml`, by date.

    Attributes:
        idle_below: of the own working level. [share]
        semi_below: of the same. [share]
        idle_months: a shorter stop is a pause. [months]
        semi_months: a shorter dip is a pause. [months]
        gone_months: silence, lasting to the panel's end, from which a unit that stopped is gone.
            [months]
        warn_months: how far the early warning looks. [months]
        crowd: fewer units of a group than this show no common shock. [units]
        missed_stop_costs: what a stop not told costs, in false alarms. [false alarms]
    """

    idle_below: float
    semi_below: float
    idle_months: int
    semi_months: int
    gone_months: int
    warn_months: int
    crowd: int
    missed_stop_costs: float


@dataclass(frozen=True, slots=True)
class Panel:
    """Readings of units in equal periods. Nothing is assumed of their unit of measure.

    Attributes:
        readings: shape (units, periods, signals) [any, >= 0]; NaN where nothing was read.
        group: shape (units,), whose common shocks are taken out together, e.g. a sector.
        months: length of a period. [months]
    """

    readings: Floats
    group: Ints
    months: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is told of every unit and period.

    Attributes:
        method: its number.
        chance: shape (units, periods, 4), of each `State` at the period's end. [0..1]; zero
            before the first reading.
        state: shape (units, periods), the course told; `UNKNOWN` before the first reading.
        since: shape (units, periods), the period in which that state began; idle and gone are one
            standing still.
        utilisation: shape (units, periods, 3), mean and the ends of 80 %. [share of own level]
        rule: shape (units, periods), what the plain rule says beside it; `UNKNOWN` in silence.
        warning: shape (units,), chance to stand still within `warn_months` of the end. [0..1]
        turning: shape (units,), the use in a next period below which the unit would be told to
            stand, and from which on to work. [share of own level]
        bits: shape (units, periods, signals), for (+) and against (-) standing still. [bits]
    """

    method: str
    chance: Floats
    state: Ints
    since: Ints
    utilisation: Floats
    rule: Ints
    warning: Floats
    turning: Floats
    bits: Floats
