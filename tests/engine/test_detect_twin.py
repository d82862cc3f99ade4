"""Does the telling of idleness agree with its slow twin, which walks every course?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.detect.panels import LAW
from tests.reference.idleness_by_paths import Period, Step, all_courses, likelihood

from ehya.engine.detect.chain import REST, WORK, chain, share_weights, step_chances
from ehya.engine.detect.kernel import Ground, taught_by, told_of, working_of
from ehya.engine.detect.learn import first_guess
from ehya.engine.detect.model import Heard, Learnt, State
from ehya.engine.detect.usage import SHARES, logs_of, own_scale

NEAR, NARROW = 1e-6, 1e-3
READING = st.one_of(st.just(np.nan), st.just(0.0), st.floats(0.0005, 4.0))
SHARE = st.floats(0.001, 0.4)


@st.composite
def noise(draw, months, signals):
    """What was learnt of a panel: rates up to three times the first guess, any scatter."""
    guess = first_guess(months, signals)
    return Learnt(
        rates=np.minimum(guess.rates * draw(st.floats(0.2, 3.0)), 0.3),
        hushed=0.25,
        lost=draw(st.floats(0.01, 0.3)),
        middle=np.array([draw(st.floats(-0.4, 0.1)) for _ in range(signals)]),
        scale=np.array([draw(st.floats(0.04, 0.6)) for _ in range(signals)]),
        deaf=np.array([draw(SHARE) for _ in range(signals)]),
        mute=np.array([draw(SHARE) for _ in range(signals)]),
        slow=draw(st.floats(0.0, 1.0)),
        stray=draw(st.floats(1e-4, 0.05)),
    )


@st.composite
def heard(draw, signals):
    """One unit's readings over a few periods, the first of them read."""
    length = draw(st.integers(2, 4))
    ratio = np.array([[draw(READING) for _ in range(signals)] for _ in range(length)])
    ratio[0, 0] = draw(st.floats(0.0005, 4.0))
    silent = np.isnan(ratio).all(axis=1)
    return Heard(ratio[None], silent[None], np.array([draw(st.floats(0, 0.2))]))


def by_share(told: Heard, known: Learnt, working: np.ndarray) -> np.ndarray:
    """The twin's likelihood of each period's readings at each share. shape (periods, shares)"""
    scale = own_scale(logs_of(told.ratio), working, known.middle, known.scale)[0]
    found = np.ones((told.ratio.shape[1], len(SHARES)))
    for signal in range(told.ratio.shape[2]):
        odds = {"middle": known.middle[signal], "scale": scale[signal], "stray": known.stray}
        odds |= {"slow": known.slow}
        odds |= {"deaf": known.deaf[signal], "mute": known.mute[signal]}
        for period, ratio in enumerate(told.ratio[0, :, signal]):
            for n, share in enumerate(SHARES.tolist()):
                found[period, n] *= likelihood(ratio, share, **odds)
    return found


def twin_of(told: Heard, known: Learnt, months: int, merit: np.ndarray):
    """What all courses that the unit could have taken say together."""
    form, silent = chain(LAW, months), told.silent[0]
    steps = step_chances(form, known.rates, known.hushed, told.edge)
    roads = zip(form.source, form.target, form.reads, steps[0], strict=True)
    working = working_of(told, ground(known, months, len(silent)))
    reads = by_share(told, known, working) @ share_weights(LAW, months).T
    return all_courses(
        form.start.tolist(),
        form.first.tolist(),
        [Step(int(a), int(b), int(kind), float(p)) for a, b, kind, p in roads],
        [
            Period(row.tolist(), known.lost if quiet else 1 - known.lost, bool(quiet))
            for row, quiet in zip(reads, silent, strict=True)
        ],
        merit.tolist(),
    )


def ground(known: Learnt, months: int, periods: int) -> Ground:
    on = np.ones(periods, dtype=np.bool_)
    return Ground(chain(LAW, months), share_weights(LAW, months), known, on)


def told_by(told: Heard, known: Learnt, months: int, cost: float = 0.0):
    periods = told.silent.shape[1]
    return told_of(told, ground(known, months, periods), close=periods, cost=cost, late=99)


def even_merit(told: Heard, known: Learnt, months: int) -> np.ndarray:
    """What each sub-state is worth to the even course: the chance of what it stands for."""
    form, chance = chain(LAW, months), told_by(told, known, months).chance[0]
    return chance[:, np.minimum(form.told, State.IDLE)]


@given(chosen=st.data())
@settings(max_examples=60, deadline=None)
def test_how_loudly_a_signal_speaks_for_rest(chosen):
    told, known = chosen.draw(heard(1)), chosen.draw(noise(12, 1))
    working = working_of(told, ground(known, 12, told.silent.shape[1]))
    odds = by_share(told, known, working) @ share_weights(LAW, 12).T
    ours = told_by(told, known, 12).bits[0, :, 0]
    np.testing.assert_allclose(ours, odds[:, REST] / odds[:, WORK], rtol=NEAR)


@pytest.mark.parametrize(("months", "signals"), [(12, 1), (12, 2), (6, 1)])
@given(chosen=st.data())
@settings(max_examples=30, deadline=None)
def test_chances_steps_and_course_over_all_courses(months, signals, chosen):
    told, known = chosen.draw(heard(signals)), chosen.draw(noise(months, signals))
    form, ours = chain(LAW, months), told_by(told, known, months)
    merit = even_merit(told, known, months)
    twin = twin_of(told, known, months, merit)
    three = np.array(twin.chance) @ np.eye(3)[np.minimum(form.told, State.IDLE)]
    np.testing.assert_allclose(ours.chance[0, :, :3], three, atol=NEAR)
    np.testing.assert_allclose(ours.last[0], twin.chance[-1], atol=NEAR)
    here = ground(known, months, len(three))
    lesson = taught_by(told, here, working_of(told, here))
    np.testing.assert_allclose(lesson.counts, twin.counts, atol=NEAR)
    stands = np.minimum(form.told, State.IDLE)
    worth = [three[t, state] for t, state in enumerate(ours.course[0])]
    best = [three[t, stands[sub]] for t, sub in enumerate(twin.best)]
    assert np.prod(worth) == pytest.approx(np.prod(best), rel=NEAR)


@given(chosen=st.data())
@settings(max_examples=30, deadline=None)
def test_in_half_the_width_chances_agree_to_a_thousandth(chosen):
    told, known = chosen.draw(heard(2)), chosen.draw(noise(12, 2))
    half = Heard(told.ratio.astype(np.float32), told.silent, told.edge)
    wide, narrow = told_by(told, known, 12), told_by(half, known, 12)
    assert narrow.chance.dtype == np.float32
    np.testing.assert_allclose(narrow.chance, wide.chance, atol=NARROW)


@pytest.mark.parametrize("months", [1, 3, 6, 12, 24])
def test_the_steps_from_a_state_and_the_shares_of_a_kind_make_one(months):
    form = chain(LAW, months)
    guess = first_guess(months, 1)
    steps = step_chances(form, guess.rates, guess.hushed, np.array([0.0, 0.1]))
    out = steps @ np.eye(len(form.told))[form.source]
    np.testing.assert_allclose(out, 1, atol=1e-9)
    np.testing.assert_allclose(share_weights(LAW, months).sum(axis=1), 1, atol=1e-9)
    assert form.start.sum() == pytest.approx(1)
