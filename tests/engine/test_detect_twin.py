"""Does the telling of idleness agree with its slow twin, which walks every course?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.detect.panels import LAW
from tests.reference.idleness_by_paths import Period, Step, all_courses, likelihood

from ehya.engine.detect.chain import chain, share_weights, step_chances
from ehya.engine.detect.learn import first_guess
from ehya.engine.detect.passes import Evidence, likeliest, smooth
from ehya.engine.detect.usage import SHARES, Noise, weigh

NEAR = 1e-6
READING = st.one_of(st.just(np.nan), st.just(0.0), st.floats(0.0005, 4.0))
SHARE = st.floats(0.001, 0.4)


@given(
    ratio=READING,
    middle=st.floats(-0.4, 0.1),
    scale=st.floats(0.04, 3.0),
    deaf=SHARE,
    mute=SHARE,
    stray=st.floats(1e-4, 0.05),
)
@settings(max_examples=150, deadline=None)
def test_a_readings_likelihood_at_every_share(ratio, middle, scale, deaf, mute, stray):
    noise = Noise(
        np.array([middle]), np.array([[scale]]), np.array([deaf]), np.array([mute]), stray
    )
    ours = weigh(np.array([[[ratio]]]), noise).joint[0, 0]
    for n, share in enumerate(SHARES.tolist()):
        twin = likelihood(
            ratio, share, middle=middle, scale=scale, deaf=deaf, mute=mute, stray=stray
        )
        assert ours[n] == pytest.approx(twin, rel=NEAR, abs=1e-12)


@st.composite
def unit(draw, months):
    """One unit's evidence over a few periods of the yearly or half-yearly chain."""
    length = draw(st.integers(2, 4))
    ratios = draw(st.lists(READING, min_size=length - 1, max_size=length - 1))
    ratio = np.array([draw(st.floats(0.0005, 4.0)), *ratios]).reshape(1, length, 1)
    scale, none = np.full((1, 1), draw(st.floats(0.05, 0.6))), np.zeros(1)
    noise = Noise(none, scale, none, none, 0.01)
    reads = weigh(ratio, noise).joint @ share_weights(LAW, months).T
    silent = np.isnan(ratio[..., 0])
    lost = draw(st.floats(0.01, 0.3))
    speaks = np.where(silent, lost, 1 - lost)
    return Evidence(reads, speaks, silent, np.zeros(1, dtype=np.int64))


@pytest.mark.parametrize("months", [12, 6])
@given(chosen=st.data())
@settings(max_examples=40, deadline=None)
def test_chances_steps_and_course_over_all_courses(months, chosen):
    told = chosen.draw(unit(months))
    form = chain(LAW, months)
    scale = chosen.draw(st.floats(0.2, 3.0))
    edge = np.array([chosen.draw(st.floats(0, 0.2))])
    steps = step_chances(form, np.minimum(first_guess(months, 1).rates * scale, 0.3), 0.25, edge)
    merit = np.array(
        chosen.draw(
            st.lists(
                st.lists(st.floats(0.01, 1), min_size=len(form.told), max_size=len(form.told)),
                min_size=told.silent.shape[1],
                max_size=told.silent.shape[1],
            )
        )
    )
    roads = zip(form.source, form.target, form.reads, steps[0], strict=True)
    twin = all_courses(
        form.start.tolist(),
        form.first.tolist(),
        [Step(int(a), int(b), int(reads), float(p)) for a, b, reads, p in roads],
        [
            Period(told.reads[0, t].tolist(), float(told.speaks[0, t]), bool(told.silent[0, t]))
            for t in range(told.silent.shape[1])
        ],
        merit.tolist(),
    )
    ours = smooth(form, steps, told)
    np.testing.assert_allclose(ours.chance[0], twin.chance, atol=NEAR)
    np.testing.assert_allclose(ours.counts, twin.counts, atol=NEAR)
    assert ours.log_likelihood[0] == pytest.approx(np.log(twin.total), abs=NEAR)
    course = likeliest(form, steps, told, merit[None])[0]
    worth = [np.prod([merit[t, sub] for t, sub in enumerate(row)]) for row in (course, twin.best)]
    assert worth[0] == pytest.approx(worth[1], rel=NEAR)


@pytest.mark.parametrize("months", [1, 3, 6, 12, 24])
def test_the_steps_from_a_state_and_the_shares_of_a_kind_make_one(months):
    form = chain(LAW, months)
    guess = first_guess(months, 1)
    steps = step_chances(form, guess.rates, guess.hushed, np.array([0.0, 0.1]))
    out = steps @ np.eye(len(form.told))[form.source]
    np.testing.assert_allclose(out, 1, atol=1e-9)
    np.testing.assert_allclose(share_weights(LAW, months).sum(axis=1), 1, atol=1e-9)
    assert form.start.sum() == pytest.approx(1)
