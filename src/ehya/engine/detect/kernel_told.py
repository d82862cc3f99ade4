"""What is written down of a row of units?"""

from typing import NamedTuple

import numpy as np

from ehya.engine.detect.kernel_block import Desk, Form, Units, load, share_odds, signal_odds, weigh
from ehya.engine.detect.kernel_jit import LANES, plain
from ehya.engine.detect.kernel_reads import ONE, ends, middle, onto_kinds, onto_shares, per_odds
from ehya.engine.detect.kernel_way import (
    backward,
    forward,
    may_rest,
    search,
    simply,
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
        backward(form, work, first, told.use.shape[1], 0)
        may_rest(work, first, work.use[0], work.use[1])
        for lane in range(min(LANES, count - begin)):
            unit = units.order[begin + lane]
            unsure[unit] = work.use[0, lane] > 0.5
            stands[unit] = work.use[1, lane] >= 1 / (1 + cost)
            _keep(work, lane, unit, told)
        for place in range(told.use.shape[1]):
            _closely(form, units, work, begin, place, told)
    told.course[:] = 0
    wary = np.zeros_like(told.course)
    standing = np.flatnonzero(stands)
    _course(form, units, work, np.flatnonzero(unsure), -1.0, (told.chance, told.course))
    _course(form, units, work, standing, cost, (told.chance, wary))
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
def _course(
    form: Form, units: Units, work: Desk, chosen: Ints, cost: float, told: tuple[Floats, Ints]
) -> None:
    """Write, by chances, the likeliest course of some units; search where it is not plain to see."""
    chance, course = told
    hidden = np.empty(len(chosen), np.bool_)
    for place, unit in enumerate(chosen):
        silent, first = units.silent[unit], units.first[unit]
        hidden[place] = not simply(form, chance[unit], silent, first, cost, course[unit])
    _search(form, units, work, chosen[hidden], cost, told)


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
    per_odds(told, work.reads[period], work.speaks[period])
    onto_shares(told, form.kinds, work.joint, work.use)


@plain
def _closely(form: Form, units: Units, work: Desk, begin: int, place: int, told: Told) -> None:
    """Write a period's utilisation, and how loudly each signal spoke."""
    count = min(LANES, len(units.order) - begin)
    period = len(work.reads) - told.use.shape[1] + place
    use_at(form, work, period, place)
    mean, low, high, total = work.merit[0], work.merit[1], work.merit[2], work.alone[0]
    middle(work.use, form.shares, total, mean)
    ends(work.use, form.shares, form.ends, total, work.alone[1], low, high)
    for lane in range(count):
        unit = units.order[begin + lane]
        for number in range(3):
            told.use[unit, place, number] = work.merit[number, lane]
    for signal in range(told.bits.shape[2]):
        _loudness(form, work, period, signal)
        for lane in range(count):
            told.bits[units.order[begin + lane], place, signal] = work.merit[0, lane]


@plain
def _loudness(form: Form, work: Desk, period: int, signal: int) -> None:
    """Write the likelihood of a signal's reading at rest over that at work: the first of `merit`."""
    rest, full, odds = work.merit[0], work.merit[1], work.reads[period]
    if len(form.odds) == 1:  # the period's own
        rest[:] = odds[form.rest_kind]
        full[:] = odds[form.work_kind]
    else:
        work.alone[:] = form.odds[0, ONE]
        signal_odds(form, work, period, signal, work.alone)
        onto_kinds(work.alone, form.extremes, work.merit)
    for lane in range(LANES):
        rest[lane] /= full[lane]
