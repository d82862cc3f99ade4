"""How often do units of this panel stop, and how much do their signals scatter?

EM over the panel itself: nobody has to say which units stand idle.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from ehya.engine.detect.chain import (
    HUSHED,
    LEAVE,
    MONTHLY,
    RATES,
    STOPS,
    UNTOLD,
    WORK,
    Chain,
    step_chances,
)
from ehya.engine.detect.model import Bools, Floats, Ints
from ehya.engine.detect.passes import Evidence, Smoothed, smooth
from ehya.engine.detect.silence import first_reading
from ehya.engine.detect.usage import HALF, NOTHING, SHARES, STRAY, Noise, Weighed, weigh

ROUNDS: Final = 12
WEIGHT: Final = 720  # months of one unit that the first guess of each rate counts for
STOPS_SEEN: Final = 40.0  # … and the share silent at once, in stops
LOST: Final = (0.02, 50.0)  # readings lost at random: first guess, and the periods it counts for
SCALE: Final = (0.15, 20.0)  # a signal's logistic scale [log ratio], likewise
DEAF: Final = 0.02  # first guess: a meter seldom shows work that is not there
MUTE: Final = 0.05  # first guess; both only where another signal can say so
UNLIKE: Final = 20.0  # periods that both count for
OWN: Final = 4.0  # periods that the panel's scale counts for beside the unit's own
MIDDLE: Final = (-0.4, 0.1)  # bounds of log reading over level at work
_LEAST_SCALE: Final = 0.04  # no meter is read more exactly than that
_BLIND_SCALE: Final = 3.0  # of a unit with one reading: a reading is not its own measure
_FARTHEST: Final = 1.5  # a reading farther off in logs says no more about scatter
_MEAN_OVER_SCALE: Final = 2 * np.log(2)  # of |x| under the logistic law
_SEEMS_WORK: Final = 0.6  # to begin with [share of own level]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the panel taught.

    Attributes:
        rates: shape (rates,), chance a period of each of `chain.RATES`. [0..1]
        hushed: of units that stop, the share silent at once. [0..1]
        lost: chance that a reading is missing though the unit is connected. [0..1]
        middle: shape (signals,), see `usage.Noise`.
        scale: shape (signals,), of the panel. [log ratio]
        deaf: shape (signals,). [0..1]
        mute: shape (signals,). [0..1]
        stray: believed, not learnt. [0..1]
    """

    rates: Floats
    hushed: float
    lost: float
    middle: Floats
    scale: Floats
    deaf: Floats
    mute: Floats
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

    def some(self, chosen: Ints) -> "Heard":
        """Return what came from the units of these numbers."""
        return Heard(self.ratio[chosen], self.silent[chosen], self.edge[chosen])


class Seen(NamedTuple):
    """One look at a panel with what is known.

    Attributes:
        steps: shape (units, steps), chance of each step. [0..1]
        weighed: the readings' likelihoods.
        told: the evidence.
        smoothed: the states.
    """

    steps: Floats
    weighed: Weighed
    told: Evidence
    smoothed: Smoothed


def first_guess(months: int, signals: int) -> Learnt:
    """Return what is believed before anything is read.

    Args:
        months: length of a period. [months]
        signals: how many there are. [signals]
    """
    others = float(signals > 1)
    return Learnt(
        rates=1 - (1 - np.array(list(MONTHLY.values()))) ** months,
        hushed=HUSHED,
        lost=LOST[0],
        middle=np.zeros(signals),
        scale=np.full(signals, SCALE[0]),
        deaf=np.full(signals, others * DEAF),
        mute=np.full(signals, others * MUTE),
        stray=STRAY / months,
    )


def learn(
    heard: Heard, on: Bools, form: Chain, kinds: Floats, guess: Learnt, months: int
) -> Learnt:
    """Return rates and scatter of units by EM, drawn to a guess.

    Args:
        heard: what came from the units.
        on: shape (periods,), where the panel goes on, see `silence.going_on`.
        form: the chain.
        kinds: shape (kinds, shares), see `chain.share_weights`. [0..1]
        guess: what is believed before: `first_guess`, or for a group what its panel taught.
        months: length of a period. [months]

    Source:
        Dempster, Laird and Rubin (1977), J. R. Stat. Soc. B 39:1-38; each rate with a beta prior.
    """
    ratio, silent = heard.ratio, heard.silent
    known, working = guess, seems_working(ratio)
    for _ in range(ROUNDS):
        seen = look(heard, on, form, kinds, known, working)
        working = seen.smoothed.kinds[..., WORK] * ~silent
        connected = (seen.smoothed.chance @ (form.quiet == 0)) * on
        middle, scale = _scatter(ratio, working, guess)
        known = Learnt(
            rates=_rates(form, seen.smoothed.counts, guess.rates, months),
            hushed=_hushed(form, seen.smoothed.counts, guess.hushed),
            lost=float(_drawn(guess.lost, LOST[1], (connected * silent).sum(), connected.sum())),
            middle=middle,
            scale=scale,
            deaf=_unlike(seen, kinds, SHARES < HALF, seen.weighed.deaf, known.deaf, guess.deaf),
            mute=_unlike(seen, kinds, SHARES >= HALF, seen.weighed.mute, known.mute, guess.mute),
            stray=guess.stray,
        )
    return known


def seems_working(ratio: Floats) -> Floats:
    """Return which periods look like work before anything is learnt. shape (units, periods)"""
    return np.asarray(np.nan_to_num(ratio).max(axis=2) > _SEEMS_WORK, dtype=np.float64)


def look(
    heard: Heard, on: Bools, form: Chain, kinds: Floats, known: Learnt, working: Floats
) -> Seen:
    """Return the states of a panel with what is known of it.

    Args:
        heard: what came from the units.
        on: shape (periods,), where the panel goes on, see `silence.going_on`.
        form: the chain.
        kinds: shape (kinds, shares) [0..1]
        known: what was learnt.
        working: shape (units, periods), from which each unit's own scatter is taken. [0..1]
    """
    noise = Noise(
        known.middle, own_scale(heard.ratio, working, known), known.deaf, known.mute, known.stray
    )
    weighed = weigh(heard.ratio, noise)
    speaks = np.where(heard.silent, np.where(on, known.lost, 1.0), 1 - known.lost)
    told = Evidence(weighed.joint @ kinds.T, speaks, heard.silent, first_reading(heard.silent))
    steps = step_chances(form, known.rates, known.hushed, heard.edge)
    return Seen(steps, weighed, told, smooth(form, steps, told))


def own_scale(ratio: Floats, working: Floats, known: Learnt) -> Floats:
    """Return each unit's scatter at work, drawn to the panel's where little of it is known.

    Args:
        ratio: shape (units, periods, signals) [share of own level]
        working: shape (units, periods) [0..1]
        known: what was learnt.

    Returns:
        shape (units, signals) [log ratio]
    """
    away, weight = _away(ratio, known.middle, working)
    total = (away * weight).sum(axis=1) / _MEAN_OVER_SCALE
    scale = (OWN * known.scale + total) / (OWN + weight.sum(axis=1))
    once = (np.nan_to_num(ratio) > NOTHING).sum(axis=1) == 1
    return np.where(once, _BLIND_SCALE, np.maximum(scale, _LEAST_SCALE))


def use_of(weighed: Weighed, told: Floats, kinds: Floats) -> Floats:
    """Return how likely each share of the level is, period by period.

    Args:
        weighed: the readings' likelihoods.
        told: shape (units, periods, kinds), what kind of period it was. [0..1]
        kinds: shape (kinds, shares) [0..1]

    Returns:
        shape (units, periods, shares), summing to the sum of `told`. [0..1]
    """
    return np.asarray((told / (weighed.joint @ kinds.T)) @ kinds * weighed.joint)


def _drawn(guess: Floats | float, weight: float, count: Floats, total: Floats) -> Floats:
    return np.asarray((guess * weight + count) / (weight + total))


def _away(ratio: Floats, middle: Floats, working: Floats) -> tuple[Floats, Floats]:
    positive = np.nan_to_num(ratio) > NOTHING
    logs = np.log(np.where(positive, ratio, 1.0))
    return np.minimum(np.abs(logs - middle), _FARTHEST), working[..., None] * positive


def _rates(form: Chain, counts: Floats, prior: Floats, months: int) -> Floats:
    """Return each rate: how often it was taken of how often it could have been.

    What leaves without a stop is believed, not learnt: no panel tells it.
    """
    taken = np.bincount(form.rate[form.rate >= 0], counts[form.rate >= 0], minlength=len(RATES))
    left = np.bincount(form.source, counts, minlength=len(form.told))
    could = [left[np.unique(form.source[form.rate == rate])].sum() for rate in range(len(RATES))]
    learnt = _drawn(prior, WEIGHT / months, taken, np.array(could))
    learnt[LEAVE] = prior[LEAVE]
    return learnt


def _hushed(form: Chain, counts: Floats, guess: float) -> float:
    stop = np.isin(form.rate, STOPS) & (form.quiet[form.source] == 0)
    silent = counts[stop & (form.reads == UNTOLD)].sum()
    return float(_drawn(guess, STOPS_SEEN, silent, counts[stop].sum()))


def _scatter(ratio: Floats, working: Floats, guess: Learnt) -> tuple[Floats, Floats]:
    positive = np.nan_to_num(ratio) > NOTHING
    weight = working[..., None] * positive
    logs = np.clip(np.log(np.where(positive, ratio, 1.0)), -_FARTHEST, _FARTHEST)
    total = weight.sum(axis=(0, 1))
    middle = np.clip(
        _drawn(guess.middle, SCALE[1], (logs * weight).sum(axis=(0, 1)), total), *MIDDLE
    )
    away = np.abs(logs - middle) / _MEAN_OVER_SCALE
    scale = _drawn(guess.scale, SCALE[1], (away * weight).sum(axis=(0, 1)), total)
    return middle, np.maximum(scale, _LEAST_SCALE)


def _unlike(
    seen: Seen,
    kinds: Floats,
    where: Bools,
    so: Floats,
    now: Floats,
    guess: Floats,
) -> Floats:
    """Return how often each signal was deaf or mute: `so` its likelihood there, `now` its share."""
    if not now.any():
        return now
    chosen = np.flatnonzero(where)
    use = use_of(seen.weighed, seen.smoothed.kinds, kinds)[..., chosen]
    signal = seen.weighed.signal[..., chosen]
    heard = (seen.weighed.signal != 1.0).any(axis=-1)
    was = (now[:, None] * so[..., None] / signal * use[:, :, None]).sum(axis=-1)
    total = (use.sum(axis=-1)[..., None] * heard).sum(axis=(0, 1))
    return _drawn(guess, UNLIKE, (was * heard).sum(axis=(0, 1)), total)
