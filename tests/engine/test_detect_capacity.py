"""A unit that never worked in full is seen by what peers of its capacity read."""

import numpy as np

from ehya.engine.detect.capacity import full_work, short_of_full

HALF, THIRD = np.log(0.5), np.log(1 / 3)


def peers(units=400, low=0, middle=3.0, scatter=0.2, seed=5):
    """Units at full work around a middle, and so many that never did more than a part of it."""
    chance = np.random.default_rng(seed)
    full = chance.normal(middle, scatter, units)
    part = middle + np.log(chance.uniform(0.05, 0.6, low)) + chance.normal(0, scatter, low)
    return np.concatenate([full, part])


def learnt(sized):
    return full_work(sized, np.ones(len(sized), np.int64), 12)[1]


def test_the_middle_of_peers_at_full_work_is_found_though_many_never_work_so():
    middle, scatter, share = learnt(peers(units=600, low=400))
    assert abs(middle - 3.0) < 0.08
    assert abs(scatter - 0.2) < 0.08
    assert abs(share - 0.6) < 0.1


def test_a_unit_at_a_third_of_what_peers_read_is_held_against_three_times_its_level():
    known = np.array([[[3.0, 0.1, 0.6]]])
    assert abs(short_of_full(np.array([[3.0 + THIRD]]), known)[0] - 3) < 0.15


def test_a_unit_that_reads_what_its_peers_do_keeps_its_own_level():
    known = np.array([[[3.0, 0.1, 0.6]]])
    assert short_of_full(np.array([[3.0]]), known)[0] < 1.03


def test_where_peers_scatter_much_half_of_the_usual_says_little():
    wide, narrow = (
        short_of_full(np.array([[3.0 + HALF]]), np.array([[[3.0, scatter, 0.6]]]))[0]
        for scatter in (0.9, 0.1)
    )
    assert abs(narrow - 2) < 0.1
    assert wide < 1.6


def test_a_unit_of_no_known_capacity_keeps_its_own_level():
    known = np.array([[[3.0, 0.1, 0.6]]])
    assert short_of_full(np.array([[np.nan]]), known)[0] == 1


def test_too_few_peers_say_nothing():
    assert np.isnan(full_work(peers(units=20), np.ones(20, np.int64), 12)).all()
    assert short_of_full(np.array([[0.0]]), np.full((1, 1, 3), np.nan))[0] == 1


def test_two_signals_held_against_one_licence_are_no_surer_than_the_surer_of_them():
    one = short_of_full(np.array([[3.0 + HALF]]), np.array([[[3.0, 0.4, 0.7]]]))
    twice = np.repeat(np.array([[[3.0, 0.4, 0.7]]]), 2, axis=1)
    two = short_of_full(np.full((1, 2), 3.0 + HALF), twice)
    np.testing.assert_allclose(two, one)


def test_a_small_group_is_held_against_the_whole_panel():
    sized, place = peers(units=300), np.ones(300, np.int64)
    place[:5] = 2
    found = full_work(sized, place, 12)
    np.testing.assert_array_equal(found[2], found[0])
