"""What past cases did says what open ones will do: worked out by hand, and day by day in plain Python."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.forecast.durations import OLDEST, Rates, Spells, chances, learn
from ehya.engine.refusal import Refusal

FOUND, WORKS, GONE = range(3)


def rates(found_to_works, found_to_gone=0.0, season=None):
    leaves = np.zeros((3, OLDEST, 3))
    leaves[FOUND, :, WORKS] = found_to_works
    leaves[FOUND, :, GONE] = found_to_gone
    return Rates(leaves, np.ones((3, 12)) if season is None else season)


def test_two_days_of_one_in_ten_are_nineteen_of_a_hundred():
    told = chances(rates(0.1), months=[0, 0], reached=[WORKS], lost=[GONE])
    assert told[0, FOUND, 0] == pytest.approx(0.19)
    assert (told[0, WORKS, 0], told[0, GONE, 0], told[2, FOUND, 0]) == (1, 0, 0)


def test_what_is_lost_comes_no_more():
    told = chances(rates(0.1, 0.5), months=[0, 0], reached=[WORKS], lost=[GONE])
    assert told[0, FOUND, 0] == pytest.approx(0.1 + 0.4 * 0.1)


def test_a_month_twice_as_fast_counts_twice():
    season = np.ones((3, 12))
    season[FOUND, 6] = 2
    told = chances(rates(0.1, season=season), months=[6], reached=[WORKS], lost=[GONE])
    assert told[0, FOUND, 0] == pytest.approx(0.2)


def test_rates_are_exits_over_days_at_risk():
    """Four cases: 3 leave on the first day, 1 stays 100 days. In the band of age 0, 3 exits of 4 days."""
    days = np.array([0, 0, 0, 100])
    spells = Spells(
        state=np.zeros(4, dtype=int),
        days=days,
        to=np.array([WORKS, WORKS, WORKS, -1]),
        months=np.full((4, 12), 1.0),
        left_in=np.array([0, 0, 0, -1]),
    )
    own = 3 / (1 + 1 + 1 + 101)
    told = learn(spells, states=3)
    assert told.leaves[FOUND, 0, WORKS] == pytest.approx((3 + 30 * own) / (4 + 30))
    assert told.leaves[FOUND, 50, WORKS] == pytest.approx(30 * own / (18 + 30))


def test_nothing_is_learnt_of_cases_that_never_moved():
    spells = Spells(
        np.zeros(1, dtype=int), np.array([9]), np.array([-1]), np.ones((1, 12)), np.array([-1])
    )
    with pytest.raises(Refusal, match="nothing_to_learn"):
        learn(spells, states=3)


@given(st.floats(0, 0.6), st.floats(0, 0.3), st.integers(0, 40))
def test_a_longer_time_never_lowers_a_chance(works, gone, days):
    told = chances(rates(works, gone), months=[0] * days, reached=[WORKS], lost=[GONE])
    from_found = told[:, FOUND, 0]
    assert ((from_found >= 0) & (from_found <= 1)).all()
    assert (np.diff(from_found) <= 1e-12).all()


@given(st.lists(st.floats(0.0, 0.4), min_size=1, max_size=12), st.integers(0, 5))
def test_going_back_is_the_same_as_going_on(by_age, age):
    """The slow twin goes on from the case's own age and adds what comes through each day."""
    leaves = np.zeros((3, OLDEST, 3))
    for n, each in enumerate(by_age):
        leaves[FOUND, n, WORKS] = each
    told = chances(Rates(leaves, np.ones((3, 12))), months=[0] * 9, reached=[WORKS], lost=[GONE])
    still, through = 1.0, 0.0
    for day in range(9):
        each = leaves[FOUND, age + day, WORKS]
        through, still = through + still * each, still * (1 - each)
    assert told[0, FOUND, age] == pytest.approx(through)
