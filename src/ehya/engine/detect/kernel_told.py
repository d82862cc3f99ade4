"""What is written down of a row of units?"""

from typing import NamedTuple

import numpy as np

from ehya.engine.detect.kernel_block import Desk, Form, Units, load, share_odds, signal_odds, weigh
from ehya.engine.detect.kernel_jit import LANES, plain
from ehya.engine.detect.kernel_reads import ONE, onto_kinds, onto_shares
from ehya.engine.detect.kernel_way import (
    backward,
    forward,
    may_rest,
    search,
    trace,
)
from ehya.engine.detect.model import Bools, Floats, Ints

IDLE, GONE = 2, 3  # of `model.State`


class Told(NamedTuple):
    """What is told of units; to be written.

    Attributes:
        chance: shape (units, periods, 4) [0..1]
        course: shape (units, periods), -1 before the first reading. [number of a state]
        since: shape (units, periods) [period]
        last: shape (units, subs), chances of the sub-states at the end. [0..1]
        use: shape (units, close periods, 3), mean and ends. [share of own level]
        bits: shape (units, close periods, signals), rest to work. [ratio]
    """

    chance: Floats
    course: Ints
    since: Ints
    last: Floats
    use: Floats
    bits: Floats


@plain
def firsts(units: Units, chosen: Ints) -> Ints:
    """Return the period of the first reading of each unit of a row, the first ones of those chosen."""
    found = np.empty(LANES, np.int64)
    for lane in range(LANES):
        found[lane] = units.first[chosen[min(lane, len(chosen) - 1)]]
    return found


@plain
def tell_units(form: Form, units: Units, work: Desk, cost: float, late: int, told: Told) -> None:
    """Write what is told of units: first their chances, a row of them after another.

    Who is at work in each period more likely than not was so throughout, and who nowhere stands so
    likely that a miss would cost more than an alarm never stood. So few need their course searched.

    Args:
        form: the chain.
        units: the units.
        work: the desk.
        cost: what a stop not told costs. [false alarms]
        late: from how long a silence to the end a unit that stands is gone. [periods]
        told: to be written.
    """
    count = len(units.order)
    unsure, stands = np.empty(count, np.bool_), np.empty(count, np.bool_)
    for begin in range(0, count, LANES):
        first = firsts(units, units.order[begin:])
        load(units, begin, work)
        weigh(form, work)
        forward(form, work, first)
        backward(form, work, first, told.use.shape[1])
        may_rest(work, first, work.use[0], work.use[1])
        for lane in range(min(LANES, count - begin)):
            unit = units.order[begin + lane]
            unsure[unit] = work.use[0, lane] > 0.5
            stands[unit] = work.use[1, lane] >= 1 / (1 + cost)
            _keep(work, lane, unit, told)
        for place in range(told.use.shape[1]):
            _closely(form, units, work, begin, place, told)
    told.course[:] = 0
    _search(form, units, work, np.flatnonzero(unsure), -1.0, (told.chance, told.course))
    wary = np.zeros_like(told.course)
    standing = np.flatnonzero(stands)
    _search(form, units, work, standing, cost, (told.chance, wary))
    for unit in standing:
        _warily(told.course[unit], wary[unit], units.first[unit])
    for unit in range(count):
        _date(units.silent[unit], units.first[unit], late, unit, told)


@plain
def _keep(work: Desk, lane: int, unit: int, told: Told) -> None:
    """Write one unit's chances."""
    for sub in range(told.last.shape[1]):
        told.last[unit, sub] = work.kept[len(work.kept) - 1, sub, lane]
    for period in range(told.chance.shape[1]):
        for state in range(GONE):
            told.chance[unit, period, state] = work.state[period, state, lane]
        told.chance[unit, period, GONE] = 0.0


@plain
def _search(
    form: Form, units: Units, work: Desk, chosen: Ints, cost: float, told: tuple[Floats, Ints]
) -> None:
    """Write, by chances, the likeliest course of some units, a row of them after another."""
    chance, course = told
    for begin in range(0, len(chosen), LANES):
        some = chosen[begin:]
        for lane in range(LANES):
            unit = some[min(lane, len(some) - 1)]
            for period in range(chance.shape[1]):
                work.silent[period, lane] = units.silent[unit, period]
                for state in range(GONE):
                    work.state[period, state, lane] = chance[unit, period, state]
        first = firsts(units, some)
        search(form, work, first, cost)
        for lane in range(min(LANES, len(some))):
            trace(form, work, lane, first[lane], course[some[lane]])


@plain
def _warily(course: Ints, wary: Ints, first: int) -> None:
    """Take over the stops of which the even course has no part."""
    begin = first
    while begin < len(course):
        end = begin
        met = False
        while end < len(course) and wary[end] == IDLE:
            met = met or course[end] == IDLE
            end += 1
        if not met:
            course[begin:end] = IDLE
        begin = end + 1


@plain
def _date(silent: Bools, first: int, late: int, unit: int, told: Told) -> None:
    """Write since when each state is; a silent stop is gone once the silence has lasted to the end."""
    course, chance = told.course[unit], told.chance[unit]
    quiet = len(course)
    while quiet > 0 and silent[quiet - 1]:
        quiet -= 1
    begun, former = 0, -1
    for period in range(len(course)):
        if period < first:
            course[period] = -1
        elif course[period] != former:
            begun = period
        former = course[period]
        told.since[unit, period] = begun
        if period - quiet + 1 >= late:
            chance[period, GONE], chance[period, IDLE] = chance[period, IDLE], 0.0
            course[period] = GONE if former == IDLE else former


@plain
def use_at(form: Form, work: Desk, period: int, place: int) -> None:
    """Write how likely each share of the level was in a period: `use`, readings' odds in `joint`."""
    share_odds(form, work, period)
    told = work.told[place]
    for kind in range(len(form.kinds)):
        for lane in range(LANES):
            told[kind, lane] *= work.speaks[period, lane] / work.reads[period, kind, lane]
    onto_shares(told, form.kinds, work.joint, work.use)


@plain
def _closely(form: Form, units: Units, work: Desk, begin: int, place: int, told: Told) -> None:
    """Write a period's utilisation, and how loudly each signal spoke."""
    count = min(LANES, len(units.order) - begin)
    period = len(work.reads) - told.use.shape[1] + place
    use_at(form, work, period, place)
    _utilisation(form, work)
    for lane in range(count):
        unit = units.order[begin + lane]
        for number in range(3):
            told.use[unit, place, number] = work.merit[number, lane]
    for signal in range(told.bits.shape[2]):
        work.alone[:] = form.odds[0, ONE]
        signal_odds(form, work, period, signal, work.alone)
        onto_kinds(work.alone, form.extremes, work.merit)
        for lane in range(count):
            odds = work.merit[0, lane] / work.merit[1, lane]
            told.bits[units.order[begin + lane], place, signal] = odds


@plain
def _utilisation(form: Form, work: Desk) -> None:
    """Write mean and ends of the share of its own level at which each unit worked: `merit`."""
    use, found, total, below = work.use, work.merit, work.alone[0], work.alone[1]
    total[:] = 0.0
    below[:] = 0.0
    found[:] = 0.0
    for share in range(len(form.shares)):
        for lane in range(LANES):
            total[lane] += use[share, lane]
            found[0, lane] += use[share, lane] * form.shares[share]
    for share in range(len(form.shares)):
        above = form.shares[min(share + 1, len(form.shares) - 1)]
        for lane in range(LANES):
            below[lane] += use[share, lane]
            low, high = form.ends[0] * total[lane], form.ends[1] * total[lane]
            found[1, lane] = above if below[lane] < low else found[1, lane]
            found[2, lane] = above if below[lane] < high else found[2, lane]
    for lane in range(LANES):
        found[0, lane] /= total[lane]
        if not total[lane] > 0:
            found[:, lane] = np.nan
