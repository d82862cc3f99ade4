"""Which units are active, semi-active, idle or gone, since when, and how surely?"""

from typing import Final, NamedTuple

import numpy as np

from ehya.engine.detect.chain import (
    LOW,
    REST,
    UNTOLD,
    WORK,
    Chain,
    step_chances,
)
from ehya.engine.detect.learn import Heard, Learnt, Seen, look, seems_working, use_of
from ehya.engine.detect.model import Bools, Floats, Found, Ints, Panel, Pooled, State, Thresholds
from ehya.engine.detect.passes import likeliest
from ehya.engine.detect.pooling import METHOD, form_of, heard_of, learnt, pool
from ehya.engine.detect.rule import rule
from ehya.engine.detect.silence import quiet_for
from ehya.engine.detect.usage import NOTHING, SHARES, Weighed

AT_ONCE: Final = 150_000  # unit-periods looked at together, to bound memory
ENDS: Final = (0.1, 0.9)  # of the utilisation told


class _Ground(NamedTuple):
    """What the units of a pool stand on."""

    form: Chain
    kinds: Floats
    known: Learnt
    on: Bools
    rules: Thresholds
    months: int


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


def tell(panel: Panel, pooled: Pooled, rules: Thresholds) -> Found:
    """Tell the state of units, period by period, each alone, with what was learnt of all.

    Args:
        panel: the readings of any units, over the periods and signals that were learnt from. A
            unit of a group not known there is told by what the panel as a whole taught.
        pooled: what `pool` returned.
        rules: the thresholds in force.

    Returns:
        As `detect`; which units stand beside a unit, and where, changes nothing.

    Raises:
        ValueError: what was learnt is of other periods or signals.
    """
    heard = heard_of(panel, pooled)
    form, kinds = form_of(panel.months, rules)
    taught = pooled.taught[pooled.places(panel.group)]
    size = max(1, AT_ONCE // panel.readings.shape[1])
    parts = []
    for row in np.unique(taught).tolist():
        ground = _Ground(form, kinds, learnt(pooled, row), pooled.on, rules, panel.months)
        units = np.flatnonzero(taught == row)
        for start in range(0, len(units), size):
            part = units[start : start + size]
            parts.append((part, _told(heard.some(part), ground)))
    return _joined(parts)


def _told(heard: Heard, ground: _Ground) -> Found:
    """Return what is told of some of the units."""
    form, kinds, known, on, rules, months = ground
    seen = look(heard, on, form, kinds, known, seems_working(heard.ratio))
    working = seen.smoothed.kinds[..., WORK] * ~heard.silent
    seen = look(heard, on, form, kinds, known, working)
    late = quiet_for(heard.silent) * months >= rules.gone_months
    course = _course(seen, ground)
    return Found(
        method=METHOD,
        chance=_chances(seen, form, late),
        state=np.where((course == State.IDLE) & late, State.GONE, course),
        since=begun(course),
        utilisation=_utilisation(seen, ground),
        rule=rule(heard.ratio, rules, months),
        warning=_warning(seen, ground),
        turning=_turning(seen, ground),
        bits=_bits(seen.weighed, kinds),
    )


def begun(state: Ints) -> Ints:
    """Return the period in which each period's state began.

    Args:
        state: shape (units, periods) [number of a state]
    """
    new = np.ones(state.shape, dtype=np.bool_)
    new[:, 1:] = state[:, 1:] != state[:, :-1]
    return np.asarray(np.maximum.accumulate(np.where(new, np.arange(state.shape[1]), 0), axis=1))


def _standing(form: Chain) -> Ints:
    """Return each sub-state's state, with gone as idle: both stand still."""
    return np.minimum(form.told, State.IDLE)


def _course(seen: Seen, ground: _Ground) -> Ints:
    """Return the course of states, a stop not told weighing more than a false alarm.

    Days are told by the even course; only a whole stop that it misses is taken from the wary one,
    which would begin every stop too early.
    """
    even = _cheapest(seen, ground, None)
    wary = _cheapest(seen, ground, ground.rules.missed_stop_costs)
    stop = wary == State.IDLE
    known = stop & (even == State.IDLE)
    run = begun(wary)
    row = np.arange(len(run))[:, None] * run.shape[1]
    met = np.bincount((row + run).ravel(), known.ravel(), minlength=run.size)[row + run] > 0
    return np.where(stop & ~met, wary, even)


def _cheapest(seen: Seen, ground: _Ground, missed_stop_costs: float | None) -> Ints:
    """Return the likeliest course; with a cost, that of standing or not, where none costs less."""
    stands = _standing(ground.form)
    merit = seen.smoothed.chance @ np.eye(3)[stands]
    if missed_stop_costs is not None:
        still = merit[..., State.IDLE]
        merit = np.stack([1 - still, 1 - still, missed_stop_costs * still], axis=-1)
    subs = likeliest(ground.form, seen.steps, seen.told, merit[..., stands])
    return np.where(subs >= 0, stands[subs], subs)


def _chances(seen: Seen, form: Chain, late: Bools) -> Floats:
    """Return the chances of the four states; a silent stop is gone once it has lasted."""
    three = seen.smoothed.chance @ np.eye(3)[_standing(form)]
    stands = three[..., State.IDLE]
    idle, gone = np.where(late, 0.0, stands), np.where(late, stands, 0.0)
    return np.stack([three[..., 0], three[..., 1], idle, gone], axis=-1)


def _utilisation(seen: Seen, ground: _Ground) -> Floats:
    """Return mean and ends of the share of its own level that a unit worked at."""
    form, kinds = ground.form, ground.kinds
    quiet = seen.smoothed.chance * form.quiet
    unread = quiet @ np.eye(4)[form.told]
    told = seen.smoothed.kinds.copy()
    told[..., WORK] += unread[..., State.ACTIVE]
    told[..., LOW] += unread[..., State.SEMI_ACTIVE]
    told[..., REST] += unread[..., State.IDLE] + unread[..., State.GONE]
    use = use_of(seen.weighed, told, kinds)
    below = np.cumsum(use, axis=-1)
    live = below[..., -1:] > 0
    share = below / np.where(live, below[..., -1:], 1.0)
    shares = np.where(SHARES > NOTHING, SHARES, 0.0)
    ends = [shares[np.argmax(share >= end - 1e-12, axis=-1)] for end in ENDS]
    middle = use @ shares / np.where(live, below[..., -1:], 1.0)[..., 0]
    return np.where(live, np.stack([middle, *ends], axis=-1), np.nan)


def _bits(weighed: Weighed, kinds: Floats) -> Floats:
    """Return how much each signal speaks for standing still (+) or work (-), alone."""
    rest, work = weighed.signal @ kinds[REST], weighed.signal @ kinds[WORK]
    return np.asarray(np.log2(rest / work))


def _warning(seen: Seen, ground: _Ground) -> Floats:
    """Return the chance to stand still within the months of the warning, standing now being 1."""
    form, known = ground.form, ground.known
    one = step_chances(form, known.rates, known.hushed, np.zeros(1))[0]
    stands = _standing(form) == State.IDLE
    within = np.where(stands[form.target], one, 0.0)
    stops = np.bincount(form.source, within, minlength=len(form.told))
    move = np.zeros((len(form.told), len(form.told)))
    np.add.at(move, (form.source, form.target), one)
    periods = ground.rules.warn_months / ground.months
    chance = 1.0 * stands
    for _ in range(int(periods)):
        chance = np.where(stands, 1.0, move @ chance)
    part = 1 - (1 - np.clip(stops, 0, 1 - 1e-12)) ** (periods - int(periods))
    chance = np.where(stands, 1.0, chance + (1 - chance) * part)
    return np.asarray(seen.smoothed.chance[:, -1] @ chance)


def _turning(seen: Seen, ground: _Ground) -> Floats:
    """Return the next period's use from which a unit would be told to work: what would change it.

    A unit that stands would be told to work by a next reading from there on, one that works would
    be told to stand by one below it.
    """
    form = ground.form
    last = seen.smoothed.chance[:, -1]
    stands = (_standing(form) == State.IDLE)[form.target]
    read = form.reads != UNTOLD
    found = np.zeros(len(last))
    least = 1 / (1 + ground.rules.missed_stop_costs)
    for place in range(len(SHARES) - 1, -1, -1):
        likely = np.where(read, ground.kinds[np.maximum(form.reads, 0), place], 0.0)
        weight = last[:, form.source] * seen.steps * likely
        share = weight[:, stands].sum(axis=1) / weight.sum(axis=1)
        found = np.where(
            (found == 0) & (share >= least), SHARES[min(place + 1, len(SHARES) - 1)], found
        )
    return found


def _joined(parts: list[tuple[Ints, Found]]) -> Found:
    names = ("chance", "state", "since", "utilisation", "rule", "warning", "turning", "bits")
    back = np.argsort(np.concatenate([units for units, _ in parts]))
    whole = {
        name: np.concatenate([getattr(told, name) for _, told in parts])[back] for name in names
    }
    return Found(method=METHOD, **whole)
