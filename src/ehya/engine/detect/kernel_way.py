"""Which way did a row of units go: their chances forward and backward, and their likeliest course?"""

import numpy as np

from ehya.engine.detect.kernel_block import Desk, Form
from ehya.engine.detect.kernel_jit import LANES, plain
from ehya.engine.detect.kernel_reads import ONE
from ehya.engine.detect.kernel_steps import (
    ahead,
    anywhere,
    back,
    best,
    even,
    gather,
    over,
    taken,
    was,
)
from ehya.engine.detect.model import Bools, Floats, Ints

ACTIVE, STANDING, UNSEEN = 0, 2, 3  # rows of `Desk.state`; the last: silent, whatever it does
OTHERWISE = 3  # of `Form.among`: not standing
LEAST = 1e-30  # a chance of nothing, so that of impossible courses the likeliest remains


@plain
def heard(work: Desk, period: int) -> bool:
    """Tell whether all units of the row were read in a period and in the one before."""
    return not anywhere(work.silent[period], work.silent[max(period - 1, 0)])


@plain
def forward(form: Form, work: Desk, first: Ints) -> None:
    """Write each period's chances, what was read until then known: `kept`, sums in `size`."""
    one, latest = form.odds[0, ONE], first.max()
    for period in range(len(work.reads)):
        some = form.heard if heard(work, period) else len(form.source)
        source, target, kind = form.source[:some], form.target[:some], form.kind[:some]
        if period:
            former = work.kept[period - 1]
            ahead(former, work.chance, work.reads[period], source, target, kind, work.now)
        begin = np.flatnonzero(first >= period) if period <= latest else first[:0]
        for lane in begin:
            for sub in range(len(form.stands)):
                read = work.reads[period, form.first[sub], lane] / work.speaks[period, lane]
                late = first[lane] > period
                work.now[sub, lane] = form.start[sub] * (one if late else read)
        even(work.now, one, work.kept[period], work.size[period])
        for lane in begin:
            if first[lane] > period:
                work.size[period, lane] = one
                work.kept[period, :, lane] = one - one


@plain
def backward(form: Form, work: Desk, first: Ints, close: int, counted: int) -> None:
    """Write each period's chances, all readings known: `state`, and of the last ones `told`.

    Args:
        form: the chain.
        work: the desk.
        first: shape (lanes,), period of the first reading.
        close: periods, back from the end, of which `told` is written. [periods]
        counted: the same, of which is counted how often each step was taken: `steps`. [periods]
    """
    one, periods = form.odds[0, ONE], len(work.reads)
    # `now` is what is read later, given each sub-state; after the last period nothing is.
    work.now[:] = one
    work.steps[:] = one - one
    for period in range(periods - 1, -1, -1):
        place = period - (periods - close)
        gather(work.kept[period], work.now, form.stands, work.after, work.state[period])
        if period >= periods - max(close, counted):
            _unseen(form, work, period)
        if place >= 0:
            _begin(form, work, first, period, place)
        if period == 0:
            break
        over(work.now, work.size[period], work.after)
        reads, former = work.reads[period], work.kept[period - 1]
        some = form.heard if heard(work, period) else len(form.source)
        source, target, kind = form.source[:some], form.target[:some], form.kind[:some]
        steps = source, target, kind
        if place >= 0:
            was(former, work.after, work.chance, reads, steps, work.told[place])
        if period >= periods - counted:
            taken(former, work.after, work.chance, reads, steps, work.steps)
        back(work.after, work.chance, reads, source, target, kind, work.now)


@plain
def _unseen(form: Form, work: Desk, period: int) -> None:
    """Write how likely each unit was silent, whatever it did."""
    for sub in range(len(form.stands)):
        if form.unread[sub] >= 0:
            for lane in range(LANES):
                work.state[period, UNSEEN, lane] += work.after[sub, lane]


@plain
def _begin(form: Form, work: Desk, first: Ints, period: int, place: int) -> None:
    """Write which kind of period silent sub-states stand for, and what a first period was."""
    work.told[place] = work.now.dtype.type(0)
    new = np.flatnonzero(first == period)
    for sub in range(len(form.stands)):
        if form.unread[sub] >= 0:
            for lane in range(LANES):
                work.told[place, form.unread[sub], lane] += work.after[sub, lane]
        for other in new:
            work.told[place, form.first[sub], other] += work.after[sub, other]


@plain
def may_rest(work: Desk, first: Ints, idle: Floats, stands: Floats) -> None:
    """Write how likely each unit was, where likeliest, not at work, and standing still.

    Args:
        work: the desk, its `state` written.
        first: shape (lanes,), period of the first reading.
        idle: shape (lanes,), to be written: chance not to be at work. [0..1]
        stands: shape (lanes,), to be written: chance to stand. [0..1]
    """
    idle[:] = 0.0
    stands[:] = 0.0
    for period in range(len(work.state)):
        for lane in range(LANES):
            told = period >= first[lane]
            idle[lane] = max(idle[lane], told - work.state[period, ACTIVE, lane])
            stands[lane] = max(stands[lane], work.state[period, STANDING, lane])


@plain
def simply(
    form: Form, chance: Floats, silent: Bools, first: int, cost: float, course: Ints
) -> bool:
    """Write one unit's likeliest state of each period; tell whether it could go that way.

    Then no course is worth more, and none needs to be searched.

    Args:
        form: the chain.
        chance: shape (periods, 4) [0..1]
        silent: shape (periods,)
        first: period of its first reading. [period]
        cost: as in `search`.
        course: shape (periods,), to be written from there on. [number of a state]
    """
    reach, former, quiet, settled = 0, -1, False, False
    for period in range(first, len(course)):
        state = _worthiest(chance[period], cost)
        course[period] = state
        if settled and state == former and silent[period] == quiet:
            continue
        onward = 0
        for sub in range(len(form.stands)):
            if period == first:
                onward |= (form.first[sub] < len(form.kinds)) << sub
            elif (reach >> sub) & 1:
                onward |= form.onward[int(silent[period]), sub]
        onward &= form.among[OTHERWISE if cost >= 0 and state != STANDING else state]
        if onward == 0:
            return False
        settled = onward == reach
        reach, former, quiet = onward, state, silent[period]
    return True


@plain
def _worthiest(chance: Floats, cost: float) -> int:
    """Return the state of a period that is worth most, as `_merits` has it."""
    if cost >= 0:
        return STANDING if cost * chance[STANDING] > 1 - chance[STANDING] else ACTIVE
    found = ACTIVE
    for state in range(1, 3):
        found = state if chance[state] > chance[found] else found
    return found


@plain
def search(form: Form, work: Desk, first: Ints, cost: float) -> None:
    """Write the merit of the best courses to each period's sub-states: `kept`, tops in `size`.

    Args:
        form: the chain.
        work: the desk, its `state` written.
        first: shape (lanes,), period of the first reading.
        cost: what a stop not told costs; below 0 all states count alike. [false alarms]
    """
    one, latest = form.odds[0, ONE], first.max()
    for period in range(len(work.state)):
        now, top = work.kept[period], work.size[period]
        _merits(work, period, cost)
        if period:
            former, silent = work.kept[period - 1], work.silent[period]
            source, target, quiet = form.source, form.target, form.quiet
            best(former, work.merit, silent, source, target, quiet, form.stands, now, top)
        for lane in np.flatnonzero(first >= period) if period <= latest else first[:0]:
            top[lane] = one - one
            for sub in range(len(form.stands)):
                begins = form.first[sub] < len(form.kinds)
                now[sub, lane] = work.merit[form.stands[sub], lane] if begins else one - one
                top[lane] = max(top[lane], now[sub, lane])


@plain
def _merits(work: Desk, period: int, cost: float) -> None:
    """Write what each state of a period is worth, over the best course until then."""
    for lane in range(LANES):
        over = 1.0 / work.size[period - 1, lane] if period else 1.0
        still = work.state[period, STANDING, lane]
        for state in range(3):
            worth = work.state[period, state, lane]
            if cost >= 0:
                worth = cost * still if state == STANDING else 1 - still
            work.merit[state, lane] = max(worth, LEAST) * over


@plain
def trace(form: Form, work: Desk, lane: int, first: int, course: Ints) -> None:
    """Write one unit's best course.

    Args:
        form: the chain.
        work: the desk, searched.
        lane: of the unit. [place in the row]
        first: period of its first reading. [period]
        course: shape (periods,), to be written from there on. [number of a state]
    """
    last = len(work.kept) - 1
    sub = 0
    for other in range(len(form.stands)):
        if work.kept[last, other, lane] > work.kept[last, sub, lane]:
            sub = other
    for period in range(last, first - 1, -1):
        course[period] = form.stands[sub]
        if period == first:
            break
        sub = _before(form, work, lane, period, sub)


@plain
def _before(form: Form, work: Desk, lane: int, period: int, sub: int) -> int:
    """Return from where the best course came; of equals the earlier in the chain."""
    most, found = -1.0, 0
    for road in range(form.begins[sub], form.begins[sub + 1]):
        step = form.road[road]
        merit = work.kept[period - 1, form.source[step], lane]
        if form.quiet[step]:
            merit = merit * work.silent[period, lane]
        if merit > most:
            most, found = merit, form.source[step]
        if most >= work.size[period - 1, lane]:
            break
    return found
