"""How often do units of this panel stop, and how much do their signals scatter?

EM over the panel itself: nobody has to say which units stand idle.
"""

from typing import Final

import numpy as np

from ehya.engine.detect.chain import HUSHED, LEAVE, MONTHLY, RATES, STOPS, UNTOLD, Chain
from ehya.engine.detect.kernel import Ground, taught_by
from ehya.engine.detect.model import Bools, Floats, Heard, Learnt
from ehya.engine.detect.usage import (
    FARTHEST,
    LEAST_SCALE,
    MEAN_OVER_SCALE,
    NOTHING,
    STRAY,
    logs_of,
    seems_working,
    slow,
)

ROUNDS: Final = 12
WEIGHT: Final = 720  # months of one unit that the first guess of each rate counts for
STOPS_SEEN: Final = 40.0  # … and the share silent at once, in stops
LOST: Final = (0.02, 50.0)  # readings lost at random: first guess, and the periods it counts for
SCALE: Final = (0.15, 20.0)  # a signal's logistic scale [log ratio], likewise
DEAF: Final = 0.02  # first guess: a meter seldom shows work that is not there
MUTE: Final = 0.05  # first guess; both only where another signal can say so
UNLIKE: Final = 20.0  # periods that both count for
MIDDLE: Final = (-0.4, 0.1)  # bounds of log reading over level at work


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
        slow=slow(months),
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
    known, working, logs = guess, seems_working(heard.ratio), logs_of(heard.ratio)
    for _ in range(ROUNDS):
        lesson = taught_by(heard, Ground(form, kinds, known, on), working)
        working = lesson.working
        middle, scale = _scatter(logs, working, guess)
        deaf, mute = _drawn(
            np.stack([guess.deaf, guess.mute]), UNLIKE, lesson.unlike[..., 0], lesson.unlike[..., 1]
        )
        known = Learnt(
            rates=_rates(form, lesson.counts, guess.rates, months),
            hushed=_hushed(form, lesson.counts, guess.hushed),
            lost=float(_drawn(guess.lost, LOST[1], lesson.lost[0], lesson.lost[1])),
            middle=middle,
            scale=scale,
            deaf=deaf,
            mute=mute,
            slow=guess.slow,
            stray=guess.stray,
        )
    return known


def _drawn(guess: Floats | float, weight: float, count: Floats, total: Floats) -> Floats:
    return np.asarray((guess * weight + count) / (weight + total))


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


def _scatter(logs: Floats, working: Floats, guess: Learnt) -> tuple[Floats, Floats]:
    positive = logs > np.log(NOTHING)
    weight = working[..., None] * positive
    logs = np.clip(np.where(positive, logs, 0.0), -FARTHEST, FARTHEST)
    total = weight.sum(axis=(0, 1))
    middle = np.clip(
        _drawn(guess.middle, SCALE[1], (logs * weight).sum(axis=(0, 1)), total), *MIDDLE
    )
    away = np.abs(logs - middle) / MEAN_OVER_SCALE
    scale = _drawn(guess.scale, SCALE[1], (away * weight).sum(axis=(0, 1)), total)
    return middle, np.maximum(scale, LEAST_SCALE)
