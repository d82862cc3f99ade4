"""Is a target split so that its parts are the whole, and nobody's is below the minimum?"""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.engine.shares import shares

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=31).filter(any)


def test_what_is_left_goes_to_the_largest_remainders():
    # 10 by 5, 3, 1 of 9: quotas 5.56, 3.33, 1.11; 9 are given, the one left to the 0.56
    assert shares(10, [5, 3, 1]) == (6, 3, 1)


def test_of_equal_remainders_the_earlier_place_is_served_first():
    assert shares(2, [1, 1, 1]) == (1, 1, 0)


def test_whoever_would_be_below_the_minimum_is_given_it_and_the_others_share_the_rest():
    # 20 by 90, 9, 1: quotas 18, 1.8, 0.2. With 3 at the least the last two are given 3 each.
    assert shares(20, [90, 9, 1], 3) == (14, 3, 3)


def test_a_place_of_no_weight_is_given_the_minimum_and_no_more():
    assert shares(7, [0, 2, 2]) == (0, 4, 3)
    assert shares(7, [0, 2, 2], 1) == (1, 3, 3)


@pytest.mark.parametrize(
    ("total", "weights", "least", "code"),
    [
        (5, [], 0, "shares.no_places"),
        (-1, [1], 0, "shares.below_zero"),
        (5, [1, -1], 0, "shares.below_zero"),
        (5, [0, 0], 0, "shares.nothing_to_split_by"),
        (5, [1, 1], 3, "shares.least_too_much"),
    ],
)
def test_what_cannot_be_split_is_refused(total, weights, least, code):
    with pytest.raises(Refusal) as no:
        shares(total, weights, least)
    assert no.value.code == code


@given(total=st.integers(0, 10**9), weights=WEIGHTS, least=st.integers(0, 50))
def test_parts_are_the_whole_never_below_the_minimum_and_follow_the_weights(total, weights, least):
    total += least * len(weights)
    parts = shares(total, weights, least)
    assert sum(parts) == total
    assert min(parts) >= least
    pairs = sorted(zip(weights, parts, strict=True))
    for (light, less), (heavy, more) in itertools.pairwise(pairs):
        assert (light == heavy and abs(less - more) <= 1) or (light < heavy and less <= more)


@given(total=st.integers(0, 10**9), weights=WEIGHTS)
def test_without_a_minimum_nobody_is_a_whole_one_off_the_exact_quota(total, weights):
    for part, weight in zip(shares(total, weights), weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)
