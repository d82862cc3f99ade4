"""Does a shock that all cases share widen the count as it must?"""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.forecast.counting import distribution, tail
from ehya.engine.forecast.shock import at_least, learn_sigma, nodes_for, shared
from ehya.engine.refusal import Refusal
from reference.count_by_convolution import shared_by_strips

CASES = np.random.default_rng(1403).beta(2, 3, 5000)
EVEN = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=12)


def test_a_shock_of_nothing_is_independence_exactly():
    assert shared(CASES, sigma=0).tolist() == distribution(CASES).tolist()


def test_a_coin_stays_a_coin_whatever_the_shock():
    # logit 0 moved by a symmetrical shock: a half on average.
    assert shared(np.array([0.5]), sigma=1) == pytest.approx([0.5, 0.5], abs=1e-14)


def test_two_coins_under_a_boundless_shock_fall_alike():
    # sigma 10: a coin is open only where |10 z| is small; E p(1-p) = density of s at 0 = 0.0399,
    # less some 2 % for its curvature. So both alike in all but 2 * 0.0393 of years.
    law = shared(np.array([0.5, 0.5]), sigma=10)
    assert law[1] == pytest.approx(2 / (10 * sqrt(2 * np.pi)), rel=0.025)
    assert law[0] == pytest.approx(law[2], abs=1e-11)


def test_sure_cases_are_not_moved():
    law = shared(np.array([1.0, 0.5, 0.0, 1.0]), sigma=2)
    assert law == pytest.approx([0, 0, 0.5, 0.5, 0], abs=1e-13)
    assert shared(np.array([1.0, 0.0]), sigma=2) == pytest.approx([0, 1, 0])
    assert shared(np.array([]), sigma=2).tolist() == [1.0]


@settings(max_examples=12, deadline=None)
@given(EVEN, st.floats(0.01, 3))
def test_the_twin_of_many_strips_agrees(chances, sigma):
    twin = shared_by_strips(chances, sigma, strips=600)
    found = shared(np.array(chances), sigma=sigma)
    assert found == pytest.approx(twin, abs=1e-11)
    assert found.sum() == pytest.approx(1, abs=1e-11)


@pytest.mark.parametrize("sigma", [0.02, 0.1, 0.25, 0.6, 1.5])
def test_twice_as_many_nodes_change_nothing(sigma):
    once = shared(CASES, sigma=sigma)
    twice = shared(CASES, sigma=sigma, nodes=2 * nodes_for(len(CASES), sigma))
    assert np.abs(once - twice).max() < 1e-8 * once.max()
    assert np.abs(np.cumsum(once) - np.cumsum(twice)).max() < 1e-11


def test_simulated_years_agree():
    chance, z = np.random.default_rng(7), np.linspace(-8, 8, 4001)
    chances, sigma = CASES[:400], 0.5
    odds = chances / (1 - chances)
    moved = odds * np.exp(sigma * chance.standard_normal(40_000))[:, None]
    counts = (chance.random(moved.shape) < moved / (1 + moved)).sum(axis=1)
    law = shared(chances, sigma=sigma)
    for target in (100, 140, 160, 180, 220):
        told = law[target:].sum()
        error = sqrt(told * (1 - told) / len(counts))
        assert abs((counts >= target).mean() - told) < 4 * error
    weight = np.exp(-(z**2) / 2)
    mean = [float((odds * s / (1 + odds * s)).sum()) for s in np.exp(sigma * z)]
    assert law @ np.arange(401) == pytest.approx(weight @ mean / weight.sum(), rel=1e-11)


def test_the_same_target_is_less_sure_under_a_shock():
    target = int(CASES.sum() - 1.36 * sqrt((CASES * (1 - CASES)).sum()))
    alone = at_least(CASES, target, sigma=0)
    assert alone == pytest.approx(tail(CASES, target), abs=1e-12)
    assert alone > 0.9
    assert 0.5 < at_least(CASES, target, sigma=0.1) < 0.8


def test_without_a_past_year_the_prior_is_the_answer():
    # Half-Normal of scale 0.25: mean 0.25 * 0.79788, median 0.25 * 0.67449, 80 %: 0.1257 and 1.6449.
    found = learn_sigma([], prior_scale=0.25)
    assert found.mean == pytest.approx(0.19947, rel=1e-3)
    assert [found.low, found.median, found.high] == pytest.approx(
        [0.03142, 0.16862, 0.41121], rel=3e-3
    )


def test_years_far_from_what_was_foretold_speak_for_a_shock_and_near_ones_against():
    middle = int(CASES.sum())
    calm = learn_sigma([(CASES, middle + d) for d in (-20, 5, 30)], prior_scale=0.25)
    wild = learn_sigma([(CASES, middle + d) for d in (-400, 250, 500)], prior_scale=0.25)
    assert calm.high < 0.1
    assert 0.2 < wild.low < wild.median < wild.high
    assert calm.chance.sum() == pytest.approx(1)


def test_the_evidence_of_a_year_is_the_chance_of_its_count():
    few = np.array([0.2, 0.5, 0.7, 1.0])
    found, before = learn_sigma([(few, 2)], prior_scale=1), learn_sigma([], prior_scale=1)
    seen = found.chance / before.chance
    wanted = [shared(few, sigma=s)[2] for s in (found.sigma[10], found.sigma[60])]
    assert seen[60] / seen[10] == pytest.approx(wanted[1] / wanted[0], rel=1e-9)


@pytest.mark.parametrize("wrong", [-0.1, np.nan, 11])
def test_what_is_no_spread_is_refused(wrong):
    for ask in (lambda: shared(CASES, sigma=wrong), lambda: learn_sigma([], prior_scale=wrong)):
        with pytest.raises(Refusal, match=r"forecast\.not_a_spread"):
            ask()


def test_a_past_count_that_its_chances_cannot_bring_is_refused():
    with pytest.raises(Refusal) as refused:
        learn_sigma([(np.array([0.2, 1.0, 0.0]), 0)], prior_scale=0.2)
    assert refused.value.code == "forecast.impossible_count"
    assert refused.value.facts == {"count": 0, "least": 1, "most": 2}
