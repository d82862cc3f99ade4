"""Is idleness told as the programme means it?"""

import numpy as np
import pytest
from tests.methods.detect.panels import GAP, LAW, among, letters, steady, told

from ehya.engine.detect import State


def test_a_unit_that_works_on_is_active():
    assert letters(told(steady(20, 36), 1)) == "A" * 36


def test_a_stop_of_half_a_year_is_idle_from_its_first_month():
    found = told(among([[100] * 18 + [0] * 6 + [100] * 12]), 1)
    assert letters(found) == "A" * 18 + "I" * 6 + "A" * 12
    assert found.since[0, 23] == 18


@pytest.mark.parametrize("pause", [1, 2])
def test_a_pause_of_one_or_two_months_is_no_idleness(pause):
    assert letters(told(among([[100] * 18 + [0] * pause + [100] * 16]), 1)) == "A" * (34 + pause)


def test_a_unit_that_runs_at_a_third_is_semi_active():
    assert letters(told(among([[100] * 18 + [33] * 18]), 1)) == "A" * 18 + "S" * 18


def test_a_missing_reading_is_not_a_reading_of_nothing():
    assert letters(told(among([[100] * 12 + [GAP] * 2 + [100] * 12]), 1)) == "A" * 26


def test_a_year_that_ends_standing_reads_in_part_and_is_idle():
    found = told(among([[100, 104, 97, 101, 40, 0, 0, 0]]), 12)
    assert letters(found) == "AAAAIIII"


def test_what_never_rose_above_nothing_stands_idle():
    assert letters(told(among([[0] * 24]), 1)) == "I" * 24


def test_a_signal_that_a_unit_never_had_says_nothing():
    both = np.stack([steady(20, 24), steady(20, 24, seed=7)], axis=-1)
    both[0, :, 1] = 0  # a preparation plant: workers, no output
    assert letters(told(both, 1)) == "A" * 24


def test_gone_only_after_two_years_of_silence_to_the_end():
    stopped = [100.0] * 12 + [0.0] * 6
    short = told(among([stopped + [GAP] * 23]), 1)
    long = told(among([stopped + [GAP] * 30]), 1)
    assert letters(short) == "A" * 12 + "I" * 29
    assert letters(long) == "A" * 12 + "I" * 29 + "G" * 7
    assert long.since[0, -1] == 12  # standing still since then; gone is one with it


def test_silence_of_the_whole_panel_makes_nobody_gone():
    readings = steady(20, 60)
    readings[2:, 30:] = GAP
    assert "G" not in letters(told(readings, 1), unit=5)


def test_a_unit_at_the_programmes_threshold_has_left_and_is_not_closed():
    chance = np.random.default_rng(5)
    size = 10 * np.exp(np.abs(chance.normal(0, 1.5, 200)))  # all above ten: a threshold
    readings = size[:, None] * np.exp(chance.normal(0, 0.06, (200, 9)))
    readings[0], readings[1] = 10, 100
    readings[:2, 5:] = GAP
    found = told(readings, 12)
    assert "G" not in letters(found, 0)  # fell below what the programme asks for
    assert letters(found, 1)[-1] == "G"  # nothing but a stop explains it


def test_a_power_cut_that_hits_everybody_makes_no_idle_unit():
    readings = steady(60, 36)
    readings[:, 17:21] *= 0.05
    found = told(readings, 1)
    assert (found.state == State.ACTIVE).all()


def test_a_cut_of_one_sector_is_not_seen_in_another():
    readings = steady(60, 36)
    readings[:30, 17:21] *= 0.05
    found = told(readings, 1, group=[0] * 30 + [1] * 30)
    assert (found.state == State.ACTIVE).all()


def test_a_unit_that_stops_during_the_cut_is_still_seen():
    readings = steady(60, 36)
    readings[:, 17:21] *= 0.3
    readings[0, 18:] = 0
    assert letters(told(readings, 1)) == "A" * 18 + "I" * 18


def test_workers_kept_on_the_payroll_do_not_hide_a_stop():
    power, workers = steady(200, 36), steady(200, 36, seed=8)
    power[:30, 20:] = 0  # thirty stop, and keep their people
    found = told(np.stack([power, workers, power * 3], axis=-1), 1)
    assert letters(found)[24:] == "I" * 12


def test_the_early_warning_is_one_for_who_stands_and_small_for_who_works():
    found = told(among([[100] * 18 + [0] * 6]), 1)
    assert found.warning[0] == pytest.approx(1, abs=0.01)
    assert 0 < found.warning[5] < 0.1  # six months of a stop in fourteen years: 0.04


def test_utilisation_is_the_share_of_the_own_level():
    found = told(among([[200] * 24 + [60] * 12], scatter=0.05), 1)
    mean, low, high = found.utilisation[0, -3]
    assert low <= mean <= high
    assert mean == pytest.approx(0.3, abs=0.05)


def test_the_signals_that_decided_are_named_in_bits():
    power, output = steady(20, 24), steady(20, 24, seed=9)
    power[0, 12:], output[0, 12:18] = 0, GAP
    found = told(np.stack([power, output], axis=-1), 1)
    assert (found.bits[0, 12:, 0] > 2).all()  # four to one and more for standing
    assert (found.bits[0, :12, 0] < 0).all()
    assert (found.bits[0, 12:18, 1] == 0).all()  # what was not read decides nothing


def test_the_plain_rule_stands_beside_it():
    found = told(among([[100] * 12 + [33] * 6 + [5] * 6 + [0] * 2 + [100] * 2 + [0] * 2]), 1)
    assert found.rule[0].tolist() == [0] * 12 + [1] * 6 + [2] * 8 + [0] * 4


def test_a_stop_not_told_costs_more_than_a_false_alarm():
    wary = told(among([[100] * 8 + [0]]), 12)
    assert letters(wary) == "AAAAAAAAI"
    assert LAW.missed_stop_costs == 4


def test_many_units_that_never_worked_do_not_change_what_is_told_of_the_others():
    rows = among([[100, 104, 97, 101, 40, 0, 0, 0]])
    alone, crowded = told(rows, 12), told(np.vstack([rows, np.zeros((200, 8))]), 12)
    np.testing.assert_allclose(alone.chance, crowded.chance[: len(rows)], atol=1e-9)
    assert letters(crowded, 150) == "I" * 8


def test_a_large_group_teaches_rates_of_its_own():
    calm, restless = steady(200, 24, scatter=0.03), steady(200, 24, seed=2, scatter=0.5)
    calm[0], restless[0] = 100, 100
    calm[0, 20] = restless[0, 20] = 50  # nothing unusual in the second trade
    found = told(np.vstack([calm, restless]), 1, group=[0] * 200 + [1] * 200)
    mean = found.utilisation[[0, 200], 20, 0]
    assert mean[0] + 0.1 < mean[1]


@pytest.mark.parametrize("use", [0, 2, 8])
def test_a_whole_year_below_a_tenth_between_full_ones_is_idle(use):
    found = told(among([[100, 102, 98, use, 100, 99, 101, 97, 102]], others=60), 12)
    assert letters(found) == "AAAIAAAAA"


def test_a_last_year_of_next_to_nothing_is_more_likely_a_stop_than_an_error():
    found = told(among([[100, 102, 98, 100, 99, 101, 97, 2]], others=60), 12)
    assert found.chance[0, -1, State.IDLE] > 0.5


def slow_lists(units: int, seed: int) -> np.ndarray:
    """Power and workers of units that stop at month 30; workers leave by a seventh a month."""
    chance = np.random.default_rng(seed)
    power, workers = np.ones((units, 48)), np.ones((units, 48))
    power[: units // 3, 30:] = 0.02
    for month in range(30, 48):
        workers[: units // 3, month] = workers[: units // 3, month - 1] * 6 / 7
    both = np.stack([power, workers], axis=-1)
    return 50.0 * both * np.exp(chance.normal(0, 0.08, both.shape))


def test_workers_who_leave_the_lists_slowly_do_not_hide_a_stop():
    found = told(slow_lists(90, 1403), 1)
    assert {letters(found, unit) for unit in range(30)} == {"A" * 30 + "I" * 18}
    assert {letters(found, unit) for unit in range(30, 90)} == {"A" * 48}
