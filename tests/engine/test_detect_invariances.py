"""What must not change what is told of a unit?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.methods.detect.panels import GAP, LAW, steady, told

from ehya.engine.detect import Panel, pool, tell

FACTS = ("chance", "utilisation", "warning", "bits")


def lively(units: int, periods: int, seed: int) -> np.ndarray:
    """Units of two signals that stop, dip, fall silent and lose readings."""
    chance = np.random.default_rng(seed)
    both = np.stack([steady(units, periods, seed), steady(units, periods, seed + 1)], axis=-1)
    for each in range(0, units, 3):
        start = chance.integers(1, periods - 1)
        both[each, start : start + chance.integers(1, periods)] *= chance.choice([0, 0.05, 0.3])
    both[chance.random(both.shape) < 0.1] = GAP
    both[1, periods // 2 :] = GAP
    both[:, 0] = np.nan_to_num(both[:, 0], nan=1.0)
    return both


def same(one, other, order=slice(None)) -> None:
    np.testing.assert_array_equal(one.state[order], other.state)
    np.testing.assert_array_equal(one.since[order], other.since)
    for fact in FACTS:
        np.testing.assert_allclose(
            getattr(one, fact)[order], getattr(other, fact), rtol=1e-6, atol=1e-6
        )


@given(
    seed=st.integers(0, 50),
    factor=st.floats(1e-6, 1e6),
    months=st.sampled_from([1, 3, 12]),
)
@settings(max_examples=8, deadline=None)
def test_the_unit_of_measure(seed, factor, months):
    readings = lively(30, 12, seed)
    same(told(readings, months), told(readings * [factor, 3.6], months))


@given(seed=st.integers(0, 50))
@settings(max_examples=8, deadline=None)
def test_the_order_of_units_and_the_numbers_of_groups(seed):
    readings = lively(30, 12, seed)
    group = np.arange(30) % 2
    order = np.random.default_rng(seed).permutation(30)
    same(told(readings, 1, group), told(readings[order], 1, 7 - group[order]), order)


def test_a_further_unit_changes_another_only_by_what_the_panel_teaches():
    readings = lively(10, 24, 3)  # fewer than a crowd: no common shocks
    one = np.zeros(10, dtype=np.int64)
    few, many = (Panel(readings[:n], one[:n], 1) for n in (9, 10))
    pooled = pool(few, LAW)
    np.testing.assert_array_equal(tell(few, pooled, LAW).chance, tell(many, pooled, LAW).chance[:9])


def test_what_is_told_sums_to_one_from_the_first_reading_on():
    readings = lively(30, 24, 4)
    readings[2, :7] = GAP
    found = told(readings, 1)
    np.testing.assert_allclose(found.chance[2, 7:].sum(axis=1), 1, atol=1e-9)
    assert (found.chance[2, :7] == 0).all()
    assert (found.state[2, :7] == -1).all()


@pytest.mark.parametrize("months", [1, 3, 6, 12, 24])
def test_a_panel_of_one_unit_and_one_period_is_told_too(months):
    found = told(np.array([[5.0]]), months)
    assert found.state[0, 0] == 0
    assert found.chance[0, 0].sum() == pytest.approx(1)
