"""Is the number of successes told exactly?"""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.forecast.counting import distribution, quantiles, tail
from ehya.engine.refusal import Refusal
from reference.count_by_convolution import law_by_cases, law_of_many, tail_by_cases

probabilities = st.lists(st.floats(0, 1), max_size=60)
few = settings(max_examples=200, deadline=None)


def test_two_unequal_cases_by_hand():
    # 0.5 and 0.2: none 0.5 * 0.8, one 0.5 * 0.8 + 0.5 * 0.2, both 0.5 * 0.2.
    assert distribution(np.array([0.5, 0.2])) == pytest.approx([0.4, 0.5, 0.1], abs=1e-15)
    assert tail(np.array([0.5, 0.2]), 1) == pytest.approx(0.6, rel=1e-14)


def test_three_cases_are_told_as_the_fractions_are():
    thirds = [Fraction(1, 3), Fraction(1, 4), Fraction(1, 5)]
    assert law_by_cases(thirds) == [
        Fraction(24, 60), Fraction(26, 60), Fraction(9, 60), Fraction(1, 60)
    ]  # fmt: skip
    found = distribution(np.array([float(p) for p in thirds]))
    assert found == pytest.approx([24 / 60, 26 / 60, 9 / 60, 1 / 60], abs=1e-15)


def test_an_empty_pipeline_brings_nothing_surely():
    assert distribution(np.array([])).tolist() == [1.0]
    assert (tail(np.array([]), 0), tail(np.array([]), 1)) == (1.0, 0.0)


def test_all_of_many_rare_cases_is_a_product():
    # A hundred chances of 1 %: all succeed once in 10 ** 200.
    assert tail(np.full(100, 0.01), 100) == pytest.approx(1e-200, rel=1e-11)


def test_more_than_all_is_impossible_and_none_at_least_is_sure():
    assert tail(np.array([0.3, 1.0]), 3) == 0
    assert tail(np.array([0.3, 1.0]), 1) == 1
    assert tail(np.array([0.3, 1.0]), 2) == pytest.approx(0.3, rel=1e-14)
    assert tail(np.array([0.3, 0.0]), 2) == 0
    assert tail(np.array([0.3]), -4) == 1


def test_a_chance_too_small_to_be_seen_beside_one_is_not_lost():
    assert tail(np.array([1e-20, 0.5]), 1) == pytest.approx(0.5, rel=1e-14)
    assert tail(np.array([1e-20, 0.5]), 2) == pytest.approx(5e-21, rel=1e-11)
    assert tail(np.array([1e-300, 1e-5]), 1) == pytest.approx(1e-5, rel=1e-11)


def test_chances_at_the_end_of_what_a_double_can_say_break_nothing():
    chances = np.array([0.5, 5e-324, 5e-324])
    assert tail(chances, 1) == pytest.approx(0.5, rel=1e-14)
    assert 0 <= tail(chances, 2) < 1e-300
    assert 0 <= tail(chances, 3) < 1e-300
    assert 0 <= tail(np.array([5e-324] * 50 + [1 - 1e-16]), 2) < 1e-300


@pytest.mark.parametrize("wrong", [-0.1, 1.1, np.nan, np.inf])
def test_what_is_no_probability_is_refused(wrong):
    for ask in (distribution, lambda chances: tail(chances, 1)):
        with pytest.raises(Refusal) as refused:
            ask(np.array([0.2, wrong]))
        assert refused.value.code == "forecast.not_a_probability"
        assert refused.value.facts["place"] == 2


def test_quantiles_are_the_counts_not_exceeded():
    law = np.array([0.1, 0.2, 0.3, 0.4])
    assert quantiles(law, np.array([0.05, 0.1, 0.5, 0.6, 0.95])).tolist() == [0, 0, 2, 2, 3]


@few
@given(probabilities)
def test_the_twin_agrees_on_every_count(chances):
    found = distribution(np.array(chances))
    assert found == pytest.approx(law_by_cases(chances), abs=2e-15)
    assert found.sum() == pytest.approx(1, abs=1e-14)
    assert found @ np.arange(len(found)) == pytest.approx(sum(chances), abs=1e-12)


@few
@given(probabilities, st.integers(-1, 62))
def test_the_twin_agrees_on_every_tail(chances, at_least):
    twin = tail_by_cases(chances, at_least)
    assert tail(np.array(chances), at_least) == pytest.approx(twin, rel=1e-10, abs=1e-300)


@few
@given(probabilities, st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(chances, chance):
    other = list(chances)
    chance.shuffle(other)
    assert distribution(np.array(other)) == pytest.approx(
        distribution(np.array(chances)), abs=2e-15
    )


@few
@given(probabilities)
def test_one_more_sure_case_moves_all_by_one(chances):
    without, beside = np.array(chances), np.array([*chances, 1.0])
    assert distribution(beside)[1:] == pytest.approx(distribution(without), abs=2e-15)
    assert distribution(beside)[0] == pytest.approx(0, abs=1e-15)
    assert tail(beside, 3) == pytest.approx(tail(without, 2), rel=1e-12)


@few
@given(probabilities)
def test_a_higher_target_is_never_likelier(chances):
    tails = np.array([tail(np.array(chances), k) for k in range(len(chances) + 2)])
    assert (np.diff(tails) <= 1e-14 * tails[:-1]).all()


def test_thousands_of_cases_agree_far_out_in_the_tail():
    chances = np.random.default_rng(1403).beta(2, 3, 6000)
    law = law_of_many(chances)
    for at_least in (1500, 2400, 2600, 3000, 3200, 3600):
        assert tail(chances, at_least) / law[at_least:][::-1].sum() == pytest.approx(1, abs=1e-10)
    assert law[3600:].sum() < 1e-200
    assert tail(chances, 6000) == 0
