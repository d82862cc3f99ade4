"""Does the lot say of all what it may say?"""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.verify.lot import Drawn, drawn_by_lot, error_rate
from reference.lot_by_counting import rate_by_counting


def rate(*rows, mass=0.95):
    return error_rate({f"p{n}": Drawn(*row) for n, row in enumerate(rows)}, mass=mass)


def test_each_province_counts_by_its_size():
    # 900 of which 1 of 10 stands, 100 of which 5 of 10 do: 0.9 * 0.1 + 0.1 * 0.5.
    assert rate((900, 10, 10, 1), (100, 10, 10, 5)).share == pytest.approx(0.14)


def test_of_one_province_drawn_from_very_many_it_is_clopper_and_pearsons():
    # 4 of 50: 2.22 % to 19.23 %, as in every table of exact binomial limits.
    found = rate((10**9, 50, 50, 4))
    assert found.low == pytest.approx(0.0222, abs=2e-4)
    assert found.high == pytest.approx(0.1923, abs=2e-4)


def test_none_found_is_not_none_there():
    # The rule of three: 0 of 60 leaves up to 1 - 0.025 ** (1 / 60) = 5.96 %.
    found = rate((10**9, 60, 60, 0))
    assert (found.share, found.low) == (0, 0)
    assert found.high == pytest.approx(0.0596, abs=2e-4)


def test_when_everybody_was_looked_at_nothing_is_left_to_chance():
    found = rate((8, 8, 8, 2), (4, 4, 4, 1))
    assert found.low == found.share == found.high == 0.25


def test_those_whom_nobody_looked_at_bound_it_both_ways():
    found = rate((200, 10, 6, 1))
    assert (found.share, found.least, found.most) == (None, 0.1, 0.5)
    nobody = rate((200, 10, 0, 0))
    assert (nobody.share, nobody.least, nobody.most) == (None, 0, 1)
    assert (nobody.low, nobody.high) == (0, 1)


def test_those_who_are_known_of_first_do_not_speak_for_the_others():
    # Of 50 drawn of 1,000 five ended, all of them standing, and nobody has been to the 45 others.
    found = rate((1_000, 50, 5, 5))
    assert found.share is None
    assert found.low < rate((1_000, 50, 50, 5)).share < 1 == found.high


def test_until_the_last_is_seen_the_interval_holds_whatever_they_turn_out_to_be():
    part = rate((300, 15, 9, 2), (80, 4, 4, 1))
    ends = [rate((300, 15, 15, 2 + more), (80, 4, 4, 1)) for more in range(7)]
    assert part.low == pytest.approx(ends[0].low)
    assert part.high == pytest.approx(ends[-1].high)
    assert [one.share for one in (ends[0], ends[-1])] == pytest.approx([part.least, part.most])


def test_bounds_weigh_each_province_by_its_size_as_the_share_does():
    # 900 of which 1 of 10 stands and 2 are unseen; 100 of which nobody saw any of 5.
    found = rate((900, 10, 8, 1), (100, 5, 0, 0))
    assert found.least == pytest.approx(0.9 * 0.1)
    assert found.most == pytest.approx(0.9 * 0.3 + 0.1)
    assert found.share is None


def test_over_every_lot_that_could_have_been_drawn_the_mean_is_the_truth_and_the_interval_holds():
    # 12 restarts in two provinces of 7 and 5, of which 2 and 1 stand; 3 and 2 are drawn.
    north, south = [1, 1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0]
    found = [
        rate((7, 3, 3, sum(a)), (5, 2, 2, sum(b)), mass=0.8)
        for a in combinations(north, 3)
        for b in combinations(south, 2)
    ]
    assert sum(one.share for one in found) / len(found) == pytest.approx(3 / 12)
    assert sum(one.low <= 3 / 12 <= one.high for one in found) / len(found) >= 0.8


provinces = st.lists(
    st.tuples(st.integers(1, 500), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
        lambda row: (row[0], (n := min(row[1], row[0])), (k := min(row[2], n)), min(row[3], k))
    ),
    min_size=1,
    max_size=6,
)


@given(provinces)
def test_the_interval_holds_the_share_and_lies_within_none_and_all(rows):
    if not any(row[1] for row in rows):
        return
    found = rate(*rows)
    assert 0 <= found.low <= found.least <= found.most <= found.high <= 1
    if found.share is not None:
        assert found.least == found.share == found.most


@settings(max_examples=25)
@given(provinces, st.sampled_from([0.8, 0.95]))
def test_it_is_what_counting_each_restart_gives(rows, mass):
    if not any(row[1] for row in rows):
        return
    found, slow = rate(*rows, mass=mass), rate_by_counting(rows, mass)
    told = (found.least, found.most, found.low, found.high)
    assert told == pytest.approx(slow, abs=1e-5)


@given(
    st.dictionaries(st.sampled_from(["IR-01", "IR-20", "IR-26"]), st.integers(1, 300), min_size=1),
    st.integers(0, 2**31),
)
def test_a_lot_falls_on_as_many_as_are_wanted_and_there_and_twice_on_nobody(there, seed):
    sizes = {"IR-01": 2, "IR-20": 15}
    lot = drawn_by_lot(there, sizes, seed=seed)
    assert list(lot) == sorted(there)
    for province, places in lot.items():
        of = there[province]
        assert len(set(places)) == len(places) == min(of, sizes.get(province, 0))
        assert all(0 <= place < of for place in places)
    assert lot == drawn_by_lot(there, sizes, seed=seed)


def test_a_lot_falls_on_everybody_alike():
    fell = [0] * 6
    for seed in range(3_000):
        for place in drawn_by_lot({"IR-20": 6}, {"IR-20": 2}, seed=seed)["IR-20"]:
            fell[place] += 1
    # Each is drawn with 1/3: 1,000 times, give or take five deviations of 26.
    assert all(870 < times < 1_130 for times in fell)
