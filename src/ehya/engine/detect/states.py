"""Which units are active, semi-active, idle or gone, since when, and how surely?"""

import numpy as np

from ehya.engine.detect.chain import step_chances
from ehya.engine.detect.kernel import Ground, told_of
from ehya.engine.detect.kernel_jit import AT_ONCE, each, plain
from ehya.engine.detect.model import (
    Bools,
    Floats,
    Found,
    Heard,
    Ints,
    Panel,
    Pooled,
    State,
    Thresholds,
)
from ehya.engine.detect.pooling import METHOD, form_of, heard_of, learnt, pool
from ehya.engine.detect.rule import rule
from ehya.engine.detect.usage import SHARES


def detect(panel: Panel, rules: Thresholds) -> Found:
    """Tell every unit's state, period by period, from its readings.

    The surprise: a period's state is the one at its END; a unit that stopped in the middle of a
    year still read half of it.

    Args:
        panel: the readings.
        rules: the thresholds in force.

    Returns:
        States, chances and what they rest on. k times the readings of a signal, or another order
        of units, changes nothing.

    Source:
        docs/methods/detect.md.
    """
    return tell(panel, pool(panel, rules), rules)


def tell(panel: Panel, pooled: Pooled, rules: Thresholds, *, close: int | None = None) -> Found:
    """Tell the state of units, period by period, each alone, with what was learnt of all.

    Args:
        panel: the readings of any units, over the periods and signals that were learnt from. A
            unit of a group not known there is told by what the panel as a whole taught. Readings of
            32 bits are told in 32 bits, in half the time and memory.
        pooled: what `pool` returned.
        rules: the thresholds in force.
        close: periods, back from the end, of which `utilisation` and `bits` are told; None: all.
            [periods]

    Returns:
        As `detect`; which units stand beside a unit, and where, changes nothing.

    Raises:
        ValueError: what was learnt is of other periods or signals.
    """
    heard, (form, kinds) = heard_of(panel, pooled), form_of(panel.months, rules)
    periods = panel.readings.shape[1]
    near = periods if close is None else min(close, periods)
    found = _empty(heard, near)
    taught = pooled.taught[pooled.places(panel.group)]
    rows = np.unique(taught).tolist()
    grounds = {row: Ground(form, kinds, learnt(pooled, row), pooled.on) for row in rows}

    def part(row: int, units: Ints) -> None:
        told = _told(heard.some(units), grounds[row], rules, panel.months, near)
        for name, value in told.items():
            getattr(found, name)[units] = value

    each(part, [task for row in rows for task in _tasks(row, taught)])
    return found


def _tasks(row: int, taught: Ints) -> list[tuple[int, Ints]]:
    """Return the units that one pool taught, as many at a time as a core takes."""
    units = np.flatnonzero(taught == row)
    return [(row, units[start : start + AT_ONCE]) for start in range(0, len(units), AT_ONCE)]


def _empty(heard: Heard, close: int) -> Found:
    (units, periods, signals), kind = heard.ratio.shape, heard.ratio.dtype
    return Found(
        method=METHOD,
        chance=np.empty((units, periods, 4), kind),
        state=np.empty((units, periods), np.int8),
        since=np.empty((units, periods), np.int16),
        utilisation=np.empty((units, close, 3), kind),
        rule=np.empty((units, periods), np.int8),
        warning=np.empty(units, kind),
        turning=np.empty(units, kind),
        bits=np.empty((units, close, signals), kind),
    )


def _told(
    heard: Heard, ground: Ground, rules: Thresholds, months: int, close: int
) -> dict[str, Floats | Ints]:
    """Return the fields of `Found` of some units that one pool taught."""
    late = -(-rules.gone_months // months)
    told = told_of(heard, ground, close=close, cost=rules.missed_stop_costs, late=late)
    return {
        "chance": told.chance,
        "state": told.course,
        "since": told.since,
        "utilisation": told.use,
        "rule": rule(heard.ratio, rules, months),
        "warning": _warning(told.last, ground, rules, months),
        "turning": _turning(told.last, heard.edge, ground, rules),
        "bits": np.log2(told.bits),
    }


def _warning(last: Floats, ground: Ground, rules: Thresholds, months: int) -> Floats:
    """Return the chance to stand still within the months of the warning, standing now being 1."""
    form, known = ground.chain, ground.known
    one = step_chances(form, known.rates, known.hushed, np.zeros(1))[0]
    stands = np.minimum(form.told, State.IDLE) == State.IDLE
    within = np.where(stands[form.target], one, 0.0)
    stops = np.bincount(form.source, within, minlength=len(form.told))
    move = np.zeros((len(form.told), len(form.told)))
    np.add.at(move, (form.source, form.target), one)
    periods = rules.warn_months / months
    chance = 1.0 * stands
    for _ in range(int(periods)):
        chance = np.where(stands, 1.0, move @ chance)
    part = 1 - (1 - np.clip(stops, 0, 1 - 1e-12)) ** (periods - int(periods))
    chance = np.where(stands, 1.0, chance + (1 - chance) * part)
    return np.asarray((last * chance.astype(last.dtype)).sum(axis=1))


def _turning(last: Floats, edge: Floats, ground: Ground, rules: Thresholds) -> Floats:
    """Return the next period's use from which a unit would be told to work: what would change it.

    A unit that stands would be told to work by a next reading from there on, one that works would
    be told to stand by one below it.
    """
    form, known = ground.chain, ground.known
    edge = edge if edge.any() else edge[:1]
    steps = step_chances(form, known.rates, known.hushed, edge)
    stands = np.minimum(form.told, State.IDLE)[form.target] == State.IDLE
    place = _last_standing(
        (last, steps), (form.source, form.reads), stands, ground.kinds, rules.missed_stop_costs
    )
    return np.append(SHARES, [SHARES[-1], 0.0])[place + 1]


@plain
def _last_standing(
    chances: tuple[Floats, Floats],
    steps: tuple[Ints, Ints],
    stands: Bools,
    kinds: Floats,
    cost: float,
) -> Ints:
    """Return the highest share at which each unit would be told to stand; -2 for none."""
    (last, chance), (source, reads) = chances, steps
    found = np.full(len(last), -2)
    rest, every = np.empty(len(kinds)), np.empty(len(kinds))
    for unit in range(len(last)):
        rest[:], every[:] = 0.0, 0.0
        for step in range(len(source)):
            if reads[step] >= 0:
                weight = last[unit, source[step]] * chance[min(unit, len(chance) - 1), step]
                every[reads[step]] += weight
                rest[reads[step]] += weight * stands[step]
        for share in range(kinds.shape[1]):
            still = whole = 0.0
            for kind in range(len(kinds)):
                still += rest[kind] * kinds[kind, share]
                whole += every[kind] * kinds[kind, share]
            if still * (1 + cost) >= whole:
                found[unit] = share
    return found
