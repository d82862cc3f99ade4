"""Can a unit be told alone, with what was learnt of all?"""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.test_detect_invariances import lively, same
from tests.methods.detect.panels import LAW, letters, steady

from ehya.engine.detect import Found, Panel, Pooled, detect, pool, tell


def panel_of(units: int, periods: int, seed: int) -> Panel:
    readings = lively(units, periods, seed)
    full = np.nanmax(readings, axis=1) * 2
    return Panel(readings, np.arange(units) % 3, 1, full, np.array([False, True]))


def some(panel: Panel, units: np.ndarray) -> Panel:
    return Panel(
        panel.readings[units], panel.group[units], 1, panel.capacity[units], panel.licensed
    )


@given(seed=st.integers(0, 50))
@settings(max_examples=6, deadline=None)
def test_batches_and_their_order_change_nothing(seed):
    panel = panel_of(60, 14, seed)
    pooled, order = pool(panel, LAW), np.random.default_rng(seed).permutation(60)
    whole = tell(panel, pooled, LAW)
    for part in np.array_split(order, [1, 8, 40]):
        told = tell(some(panel, part), pooled, LAW)
        np.testing.assert_array_equal(told.chance, whole.chance[part])  # to the bit
        same(whole, told, part)


def test_telling_with_what_was_learnt_is_what_detect_does():
    panel = panel_of(60, 14, 3)
    same(detect(panel, LAW), tell(panel, pool(panel, LAW), LAW))


def test_what_was_learnt_can_be_sent_elsewhere():
    panel = panel_of(60, 14, 3)
    pooled = pool(panel, LAW)
    sent = pickle.loads(pickle.dumps(pooled))  # noqa: S301 - made one line above
    assert isinstance(sent, Pooled)
    same(tell(panel, pooled, LAW), tell(panel, sent, LAW))


def test_of_the_last_periods_only_as_much_is_told_as_is_asked_for():
    panel = panel_of(60, 14, 3)
    pooled = pool(panel, LAW)
    whole, last = tell(panel, pooled, LAW), tell(panel, pooled, LAW, close=3)
    np.testing.assert_array_equal(last.state, whole.state)
    np.testing.assert_array_equal(last.utilisation, whole.utilisation[:, -3:])
    np.testing.assert_array_equal(last.bits, whole.bits[:, -3:])


def test_readings_of_half_the_width_tell_the_same_states():
    panel = panel_of(60, 14, 3)
    half = Panel(panel.readings.astype(np.float32), panel.group, 1, panel.capacity, panel.licensed)
    pooled = pool(panel, LAW)
    wide, narrow = tell(panel, pooled, LAW), tell(half, pooled, LAW)
    assert narrow.chance.dtype == np.float32
    np.testing.assert_array_equal(narrow.state, wide.state)
    np.testing.assert_allclose(narrow.chance, wide.chance, atol=1e-3)


def test_a_group_that_was_not_learnt_from_is_told_by_the_panel():
    panel = panel_of(60, 14, 3)
    strange = Panel(panel.readings, panel.group + 90, 1, panel.capacity, panel.licensed)
    found = tell(strange, pool(panel, LAW), LAW)
    assert isinstance(found, Found)
    np.testing.assert_allclose(found.chance[:, -1].sum(axis=1), 1, atol=1e-6)


def test_what_hit_most_groups_hit_a_small_one_too():
    readings = steady(100, 36)
    readings[:, 17:21] *= 0.05
    group = np.repeat([0, 1, 2, 3], [32, 32, 32, 4])
    found = detect(Panel(readings[..., None], group, 1), LAW)
    assert letters(found, 98) == "A" * 36


def test_of_another_length_nothing_can_be_told():
    pooled = pool(panel_of(60, 14, 3), LAW)
    with pytest.raises(ValueError, match="other periods"):
        tell(panel_of(60, 13, 3), pooled, LAW)
