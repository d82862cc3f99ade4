"""What does a row of units teach: how often steps are taken, and how often signals mislead?"""

from typing import NamedTuple

from ehya.engine.detect.kernel_block import Desk, Form, Units, load, signal_odds, weigh
from ehya.engine.detect.kernel_jit import LANES, plain
from ehya.engine.detect.kernel_reads import AS_DEAF, AS_MUTE, DEAF, MUTE, ONE
from ehya.engine.detect.kernel_told import firsts, use_at
from ehya.engine.detect.kernel_way import UNSEEN, backward, forward
from ehya.engine.detect.model import Floats


class Lesson(NamedTuple):
    """What units teach; to be added to.

    Attributes:
        working: shape (units, periods), how likely each was one of full work; written. [0..1]
        counts: shape (steps,), how often each step was taken. [periods]
        lost: shape (2,), periods in which a connected unit was silent, and all of it connected.
        unlike: shape (2, signals, 2), periods in which a signal was deaf, and could have been; and
            the same for mute. [periods]
    """

    working: Floats
    counts: Floats
    lost: Floats
    unlike: Floats


@plain
def learn_units(form: Form, units: Units, work: Desk, lesson: Lesson) -> None:
    """Add up what units teach, a row of them after another.

    Args:
        form: the chain.
        units: the units.
        work: the desk, for all periods closely.
        lesson: to be added to.
    """
    periods = lesson.working.shape[1]
    for begin in range(0, len(units.order), LANES):
        first = firsts(units, units.order[begin:])
        load(units, begin, work)
        weigh(form, work)
        forward(form, work, first)
        backward(form, work, first, periods, periods)
        count = min(LANES, len(units.order) - begin)
        for lane in range(count):
            unit = units.order[begin + lane]
            for step in range(len(lesson.counts)):
                lesson.counts[step] += work.steps[step, lane]
            for period in range(periods):
                read = work.silent[period, lane] == 0
                working = work.told[period, form.work_kind, lane] if read else 0.0
                lesson.working[unit, period] = working
                if units.speaks[period] < 1 and period >= first[lane]:
                    connected = 1 - work.state[period, UNSEEN, lane]
                    lesson.lost[0] += 0.0 if read else connected
                    lesson.lost[1] += connected
        for period in range(periods):
            _unlike(form, work, period, count, lesson.unlike)


@plain
def _unlike(form: Form, work: Desk, period: int, count: int, unlike: Floats) -> None:
    """Add up how likely each signal was deaf, or mute."""
    if len(form.odds) == 1:
        return
    use_at(form, work, period, period)
    for signal in range(len(form.odds)):
        work.alone[:] = form.odds[0, ONE]
        signal_odds(form, work, period, signal, work.alone)
        deaf, mute = form.odds[signal, DEAF], form.odds[signal, MUTE]
        for lane in range(count):
            if work.power[period, signal, lane] >= 0:
                for share in range(len(form.shares)):
                    low = share < form.half
                    kind, row, so = (0, AS_DEAF, deaf) if low else (1, AS_MUTE, mute)
                    use = work.use[share, lane]
                    so = so * work.room[signal, row, lane] / work.alone[share, lane]
                    unlike[kind, signal, 0] += so * use
                    unlike[kind, signal, 1] += use
