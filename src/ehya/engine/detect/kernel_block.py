"""What is told of one row of units, from their readings to their course?"""

import math
from typing import Final, NamedTuple

import numpy as np

from ehya.engine.detect.kernel_jit import LANES, plain
from ehya.engine.detect.kernel_reads import ONE, ROOM, onto_kinds, prepare, times_signal
from ehya.engine.detect.model import Bools, Floats, Ints, Width

_FETCH: Final = 64  # bytes


class Form(NamedTuple):
    """The chain, and what all units of a pool share; steps without silence come first.

    Attributes:
        source: shape (steps,) [number of a sub-state]
        target: shape (steps,) [number of a sub-state]
        kind: shape (steps,), what the period reads; the number of kinds where nothing.
        quiet: shape (steps,), whether that is nothing.
        heard: how many of the steps know no silence. [steps]
        road: shape (steps,), the steps by their targets.
        begins: shape (subs + 1,), where the roads to each sub-state begin in `road`.
        stands: shape (subs,), the state of each sub-state, gone as idle.
        onward: shape (2, subs), the sub-states to which a step leads in a period that is read, and in
            a silent one, a bit each.
        among: shape (4,), the sub-states of active, semi-active and idle, and of the first two
            together, a bit each.
        unread: shape (subs,), the kind of period that a silent sub-state's stands for; -1 else.
        start: shape (subs,), chances at the first reading. [0..1]
        first: shape (subs,), what the first period reads; the number of kinds where nothing.
        kinds: shape (kinds, shares), shares by fours. [0..1]
        extremes: shape (2, shares), those of rest and of full work. [0..1]
        work_kind: which kind is that of full work.
        rest_kind: which is that of rest.
        odds: shape (signals, 11), see `kernel_reads.DEAF`.
        half: shares below half the level. [shares]
        shares: shape (shares,), the lowest as nothing. [share of own level]
        ends: shape (2,), of the utilisation told. [0..1]
    """

    source: Ints
    target: Ints
    kind: Ints
    quiet: Bools
    heard: int
    road: Ints
    begins: Ints
    stands: Ints
    onward: Ints
    among: Ints
    unread: Ints
    start: Floats
    first: Ints
    kinds: Floats
    extremes: Floats
    work_kind: int
    rest_kind: int
    odds: Floats
    half: int
    shares: Floats
    ends: Floats


class Units(NamedTuple):
    """Readings of some units, scaled.

    Attributes:
        power: shape (units, periods, signals), see `kernel_reads.prepare`.
        base: shape (units, signals, shares + 1), exp of minus log share over scale; the last is that
            of full work.
        below: the same shape, chance that a reading is nothing. [0..1]
        peak: shape (units, signals), chance of no stray over scale.
        little: shape (units, signals), the power below which a mute signal reads.
        silent: shape (units, periods)
        first: shape (units,), period of the first reading.
        speaks: shape (periods,), chance of silence of a connected unit. [0..1]
        chance: shape (units or 1, steps), of each step. [0..1]
        order: shape (units,), in which they are taken: units alike beside each other.
    """

    power: Floats
    base: Floats
    below: Floats
    peak: Floats
    little: Floats
    silent: Bools
    first: Ints
    speaks: Floats
    chance: Floats
    order: Ints


class Desk(NamedTuple):
    """Where one row of units is worked on. shape (…, lanes) each."""

    power: Floats  # periods, signals
    base: Floats  # signals, shares + 1
    below: Floats  # signals, shares + 1
    peak: Floats  # signals
    little: Floats  # signals
    silent: Floats  # periods
    speaks: Floats  # periods
    chance: Floats  # steps
    room: Floats  # signals, kernel_reads.ROOM
    joint: Floats  # shares
    alone: Floats  # shares
    use: Floats  # shares
    reads: Floats  # periods, kinds + 1
    kept: Floats  # periods, subs
    size: Floats  # periods
    now: Floats  # subs
    after: Floats  # subs
    state: Floats  # periods, 3 states and silent ones
    told: Floats  # periods looked at closely, kinds + 1
    steps: Floats  # steps
    merit: Floats  # 3


def desk(form: Form, periods: int, signals: int, close: int) -> Desk:
    """Return room for one row of units.

    Args:
        form: the chain.
        periods: of the panel. [periods]
        signals: of the panel. [signals]
        close: periods, back from the end, of which more than states is told. [periods]
    """
    kinds, shares = form.kinds.shape
    subs, steps = len(form.stands), len(form.source)
    shapes = {
        "power": (periods, signals),
        "base": (signals, shares + 1),
        "below": (signals, shares + 1),
        "peak": (signals,),
        "little": (signals,),
        "silent": (periods,),
        "speaks": (periods,),
        "chance": (steps,),
        "room": (signals, ROOM),
        "joint": (shares,),
        "alone": (shares,),
        "use": (shares,),
        "reads": (periods, kinds + 1),
        "kept": (periods, subs),
        "size": (periods,),
        "now": (subs,),
        "after": (subs,),
        "state": (periods, 4),
        "told": (max(close, 1), kinds + 1),
        "steps": (steps,),
        "merit": (3,),
    }
    kind = form.kinds.dtype
    return Desk(**{name: _level((*shape, LANES), kind) for name, shape in shapes.items()})


def _level(shape: tuple[int, ...], kind: Width) -> Floats:
    """Return zeros that begin where a processor fetches, so that no row lies across two fetches."""
    room = np.zeros(math.prod(shape) * kind.itemsize + _FETCH, np.uint8)
    begin = -room.ctypes.data % _FETCH
    return room[begin : begin + len(room) - _FETCH].view(kind).reshape(shape)


@plain
def load(units: Units, begin: int, work: Desk) -> None:
    """Lay units beside each other; where they do not fill the row, the last one again.

    Args:
        units: the units.
        begin: which of their order comes first. [units]
        work: the desk.
    """
    last = len(units.order) - 1
    one = work.speaks.dtype.type(1)
    for lane in range(LANES):
        unit = units.order[min(begin + lane, last)]
        steps = unit if len(units.chance) > 1 else 0
        for step in range(units.chance.shape[1]):
            work.chance[step, lane] = units.chance[steps, step]
        for signal in range(units.power.shape[2]):
            work.peak[signal, lane] = units.peak[unit, signal]
            work.little[signal, lane] = units.little[unit, signal]
            for share in range(units.base.shape[2]):
                work.base[signal, share, lane] = units.base[unit, signal, share]
                work.below[signal, share, lane] = units.below[unit, signal, share]
            for period in range(units.power.shape[1]):
                work.power[period, signal, lane] = units.power[unit, period, signal]
        for period in range(units.power.shape[1]):
            silent = units.silent[unit, period]
            work.silent[period, lane] = one if silent else one - one
            work.speaks[period, lane] = units.speaks[period] if silent else one


@plain
def share_odds(form: Form, work: Desk, period: int) -> None:
    """Write the likelihood of a period's readings at each share of the level: `joint`."""
    one = form.odds[0, ONE]
    work.joint[:] = one
    for signal in range(work.power.shape[1]):
        signal_odds(form, work, period, signal, work.joint)


@plain
def signal_odds(form: Form, work: Desk, period: int, signal: int, joint: Floats) -> None:
    """Multiply by the likelihood of one signal's readings at each share of the level."""
    base, below, room = work.base[signal], work.below[signal], work.room[signal]
    power, odds, shares = work.power[period, signal], form.odds[signal], len(joint)
    none = prepare(
        power, base[shares], below[shares], work.peak[signal], work.little[signal], odds, room
    )
    times_signal(power, base, below, odds, room, form.half, none, joint)


@plain
def weigh(form: Form, work: Desk) -> None:
    """Write the likelihood of every period's readings for each kind of period: `reads`."""
    kinds = form.kinds.shape[0]
    for period in range(len(work.power)):
        share_odds(form, work, period)
        reads = work.reads[period]
        onto_kinds(work.joint, form.kinds, reads)
        for kind in range(kinds):
            for lane in range(LANES):
                reads[kind, lane] *= work.speaks[period, lane]
        for lane in range(LANES):
            reads[kinds, lane] = work.silent[period, lane]
