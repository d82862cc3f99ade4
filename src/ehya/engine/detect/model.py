"""What goes into the telling of idleness, and what comes out?"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.signedinteger[Any]]
Bools = NDArray[np.bool_]
Width = np.dtype[np.floating[Any]]


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
        capacity: shape (units, signals), what a period of full work would read by licence or
            contract, or anything in a fixed ratio to it; NaN where unknown, None where nowhere
            known. [any, > 0]
        licensed: shape (signals,), where capacity is the licence's own word in the signal's own
            measure, so that it IS full work; None: nowhere. Elsewhere only units far below what
            peers of such a capacity read are held against it.
    """

    readings: Floats
    group: Ints
    months: int
    capacity: Floats | None = None
    licensed: Bools | None = None


@dataclass(frozen=True, slots=True)
class Pooled:
    """What units have in common: with it any of them can be told alone.

    Row 0 of whatever has a row a group stands for the panel, and so for every group not known.

    Attributes:
        method: its number.
        months: length of a period. [months]
        group: shape (groups,), the numbers of the groups known, rising.
        shock: shape (1 + groups, periods, signals), what hit the group at once [log ratio]; minus
            infinity where the whole group stood still.
        peers: shape (1 + groups, signals, 3), log level over capacity of peers at full work, its
            middle and scatter, and the share of them [0..1]; NaN where too few show it.
        piled: shape (signals,), where sizes pile up at a threshold [log size]; NaN where they do
            not.
        on: shape (periods,), where the panel itself goes on.
        taught: shape (1 + groups,), the row of the following that a group's units were taught by.
        rates: shape (pools, rates), chance a period of each of `chain.RATES`. [0..1]
        hushed: shape (pools,), of units that stop, the share silent at once. [0..1]
        lost: shape (pools,), chance that a connected unit's reading is missing. [0..1]
        middle: shape (pools, signals), log of reading over level at full work.
        scale: shape (pools, signals), of scatter. [log ratio]
        deaf: shape (pools, signals) [0..1]
        mute: shape (pools, signals) [0..1]
    """

    method: str
    months: int
    group: Ints
    shock: Floats
    peers: Floats
    piled: Floats
    on: Bools
    taught: Ints
    rates: Floats
    hushed: Floats
    lost: Floats
    middle: Floats
    scale: Floats
    deaf: Floats
    mute: Floats

    def places(self, group: Ints) -> Ints:
        """Return the row of each unit's group; 0 where it is not known."""
        if not len(self.group):
            return np.zeros(len(group), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.group, group), len(self.group) - 1)
        return np.asarray(np.where(self.group[at] == group, at + 1, 0))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a pool of units taught.

    Attributes:
        rates: shape (rates,), chance a period of each of `chain.RATES`. [0..1]
        hushed: of units that stop, the share silent at once. [0..1]
        lost: chance that a reading is missing though the unit is connected. [0..1]
        middle: shape (signals,), log of reading over level at full work.
        scale: shape (signals,), logistic scale of the log reading. [log ratio]
        deaf: shape (signals,), how often it does not show that work fell. [0..1]
        mute: shape (signals,), how often it reads next to nothing though the unit works. [0..1]
        slow: of deaf readings, the share still on its way down; believed, not learnt. [0..1]
        stray: how often a reading has nothing to do with the unit; likewise. [0..1]
    """

    rates: Floats
    hushed: float
    lost: float
    middle: Floats
    scale: Floats
    deaf: Floats
    mute: Floats
    slow: float
    stray: float


class Heard(NamedTuple):
    """What came from units.

    Attributes:
        ratio: shape (units, periods, signals) [share of own level]; NaN where nothing is known.
        silent: shape (units, periods), where nothing was read. A reading that says nothing, because
            everybody stood still, is no silence.
        edge: shape (units,), see `silence.edge`. [0..1]
    """

    ratio: Floats
    silent: Bools
    edge: Floats

    def some(self, chosen: Ints | slice) -> "Heard":
        """Return what came from the units of these numbers."""
        return Heard(self.ratio[chosen], self.silent[chosen], self.edge[chosen])


@dataclass(frozen=True, slots=True)
class Found:
    """What is told of every unit and period, in the width of its readings.

    Attributes:
        method: its number.
        chance: shape (units, periods, 4), of each `State` at the period's end. [0..1]; zero
            before the first reading.
        state: shape (units, periods), the course told; `UNKNOWN` before the first reading.
        since: shape (units, periods), the period in which that state began; idle and gone are one
            standing still.
        utilisation: shape (units, close periods, 3), mean and the ends of 80 %, of the last
            periods. [share of own level]
        rule: shape (units, periods), what the plain rule says beside it; `UNKNOWN` in silence.
        warning: shape (units,), chance to stand still within `warn_months` of the end. [0..1]
        turning: shape (units,), the use in a next period below which the unit would be told to
            stand, and from which on to work. [share of own level]
        bits: shape (units, close periods, signals), for (+) and against (-) standing still, of the
            last periods. [bits]
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
