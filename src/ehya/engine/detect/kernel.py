"""How are many units looked at together, a row of them abreast and a part of them to each core?"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ehya.engine.detect.chain import LOW, REST, UNTOLD, WORK, Chain, step_chances
from ehya.engine.detect.kernel_block import Form, Units, desk
from ehya.engine.detect.kernel_jit import each_part
from ehya.engine.detect.kernel_learn import Lesson, learn_units
from ehya.engine.detect.kernel_told import Told, tell_units
from ehya.engine.detect.model import Bools, Floats, Heard, Ints, Learnt, State, Width
from ehya.engine.detect.usage import HALF, NOTHING, SHARES, odds, scaled, seems_working

ENDS: Final = (0.1, 0.9)  # of the utilisation told
FEW_PERIODS: Final = 24
"""From so many on a second look would tell a tenth of a percent of the periods better, at twice the cost."""
_TOP: Final = {np.dtype(np.float32): 1e15, np.dtype(np.float64): 1e150}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the units of a pool stand on; to be made once for all of them.

    Attributes:
        chain: the steps.
        kinds: shape (kinds, shares), see `chain.share_weights`. [0..1]
        known: what was learnt.
        on: shape (periods,), where the panel itself goes on.
        forms: the same as the kernel takes it, by the width of numbers.
    """

    chain: Chain
    kinds: Floats
    known: Learnt
    on: Bools
    forms: dict[Width, Form] = field(default_factory=dict)

    def form(self, kind: Width) -> Form:
        """Return the chain as the kernel takes it, in a width of numbers."""
        if kind not in self.forms:
            self.forms[kind] = _form(self, kind)
        return self.forms[kind]


def told_of(heard: Heard, ground: Ground, *, close: int, cost: float, late: int) -> Told:
    """Return what is told of units, in the width of their ratios.

    Args:
        heard: what came from the units.
        ground: what they stand on.
        close: periods, back from the end, of which more than the state is told. [periods]
        cost: what a stop not told costs. [false alarms]
        late: from how long a silence to the end a unit that stands is gone. [periods]
    """
    (units, periods, signals), kind = heard.ratio.shape, heard.ratio.dtype
    form = ground.form(kind)
    told = Told(
        chance=np.empty((units, periods, 4), kind),
        course=np.empty((units, periods), np.int8),
        since=np.empty((units, periods), np.int16),
        last=np.empty((units, len(form.stands)), kind),
        use=np.empty((units, close, 3), kind),
        bits=np.empty((units, close, signals), kind),
    )

    working = working_of(heard, ground)
    some = _units(heard, ground, form, working)
    tell_units(form, some, desk(form, periods, signals, close), cost, late, told)
    return told


def working_of(heard: Heard, ground: Ground) -> Floats:
    """Return from which periods each unit's own scatter is taken. shape (units, periods) [0..1]

    Of few periods each counts: then a first look tells which were of work.
    """
    seems = seems_working(heard.ratio)
    if heard.silent.shape[1] >= FEW_PERIODS:
        return seems
    return taught_by(heard, ground, seems).working


def taught_by(heard: Heard, ground: Ground, working: Floats) -> Lesson:
    """Return what units teach.

    Args:
        heard: what came from the units.
        ground: what they stand on.
        working: shape (units, periods), from which each unit's own scatter is taken. [0..1]

    Returns:
        Its `counts` in the order of the chain's steps.
    """
    (units, periods, signals), kind = heard.ratio.shape, heard.ratio.dtype
    form = ground.form(kind)
    found = np.empty((units, periods), kind)

    def part(start: int, end: int) -> Lesson:
        some = _units(heard.some(slice(start, end)), ground, form, working[start:end])
        lesson = Lesson(
            found[start:end], np.zeros(len(form.source)), np.zeros(2), np.zeros((2, signals, 2))
        )
        learn_units(form, some, desk(form, periods, signals, periods), lesson)
        return lesson

    lessons = each_part(part, units)
    counts = np.empty(len(form.source))
    counts[_order(ground.chain)] = sum(each.counts for each in lessons)
    lost, unlike = (np.sum([each[n] for each in lessons], axis=0) for n in (2, 3))
    return Lesson(found, counts, lost, unlike)


def _units(heard: Heard, ground: Ground, form: Form, working: Floats) -> Units:
    known = ground.known
    edge = heard.edge if heard.edge.any() else heard.edge[:1]
    chance = step_chances(ground.chain, known.rates, known.hushed, edge)[:, _order(ground.chain)]
    speaks = np.where(ground.on, known.lost, 1.0)
    return scaled(heard, known, working, form.kinds.shape[1], chance, speaks)


def _order(chain: Chain) -> Ints:
    """Return the steps' order in the kernel: those that know no silence come first."""
    silence = chain.quiet[chain.source] + chain.quiet[chain.target] > 0
    return np.argsort(silence, kind="stable")


def _form(ground: Ground, kind: Width) -> Form:
    chain, kinds, order = ground.chain, ground.kinds, _order(ground.chain)
    none, subs = len(kinds), len(chain.told)
    fill = -len(SHARES) % 4
    place = np.argsort(order, kind="stable")  # of a step of the chain in the kernel's order
    road = np.argsort(chain.target, kind="stable")
    reads = chain.reads[order]
    stands = np.minimum(chain.told, State.IDLE)
    stands_for = np.array([WORK, LOW, REST, REST])[chain.told]
    return Form(
        source=chain.source[order],
        target=chain.target[order],
        kind=np.where(reads == UNTOLD, none, reads),
        quiet=reads == UNTOLD,
        heard=int((chain.quiet[chain.source] + chain.quiet[chain.target] == 0).sum()),
        road=place[road],
        begins=np.searchsorted(chain.target[road], np.arange(subs + 1)),
        stands=stands,
        onward=_onward(chain),
        among=np.array(
            [_bits(stands == state) for state in range(State.GONE)] + [_bits(stands != State.IDLE)]
        ),
        unread=np.where(chain.quiet > 0, stands_for, -1),
        start=chain.start.astype(kind),
        first=np.where(chain.first == UNTOLD, none, chain.first),
        kinds=np.pad(kinds, ((0, 0), (0, fill))).astype(kind),
        extremes=np.pad(kinds[[REST, WORK]], ((0, 0), (0, fill))).astype(kind),
        work_kind=WORK,
        rest_kind=REST,
        odds=odds(ground.known, _TOP[kind]).astype(kind),
        half=int((SHARES < HALF).sum()),
        shares=np.pad(np.where(SHARES > NOTHING, SHARES, 0.0), (0, fill), "edge").astype(kind),
        ends=np.array(ENDS).astype(kind),
    )


def _onward(chain: Chain) -> Ints:
    """Return to which sub-states steps lead, read and silent, a bit each. shape (2, subs)"""
    found = np.zeros((2, len(chain.told)), np.int64)
    for source, target, reads in zip(chain.source, chain.target, chain.reads, strict=True):
        found[0 if reads != UNTOLD else 1 :, source] |= 1 << int(target)
    return found


def _bits(chosen: Bools) -> int:
    return sum(1 << place for place in np.flatnonzero(chosen).tolist())
