"""Does the lot say of all what it may say?"""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.verify.lot import Drawn, drawn_by_lot, error_rate


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
    assert (found.least, found.most) == (0.1, 0.5)
    nobody = rate((200, 10, 0, 0))
    assert (nobody.share, nobody.least, nobody.most) == (None, 0, 1)


def test_bounds_weigh_each_province_by_its_size_as_the_share_does():
    # 900 of which 1 of 10 stands and 2 are unseen; 100 of which nobody saw any of 5.
    found = rate((900, 10, 8, 1), (100, 5, 0, 0))
    assert found.least == pytest.approx(0.9 * 0.1)
    assert found.most == pytest.approx(0.9 * 0.3 + 0.1)
    assert found.share == pytest.approx(1 / 8), "of the first province alone"
    assert found.left_out == 100


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
    assert 0 <= found.least <= found.most <= 1
    if found.share is not None:
        assert found.left_out == sum(row[0] for row in rows if not row[2])
        assert 0 <= found.low <= found.share + 1e-12
        assert found.share <= found.high + 1e-12 <= 1 + 1e-9


@given(
    st.dictionaries(st.sampled_from(["IR-01", "IR-20", "IR-26"]), st.integers(1, 300), min_size=1),
    st.integers(0, 2**31),
)
def test_a_lot_falls_on_the_share_and_on_the_fewest_at_least_and_twice_on_nobody(there, seed):
    lot = drawn_by_lot(there, seed=seed, share=0.05, at_least=2)
    assert list(lot) == sorted(there)
    for province, places in lot.items():
        of = there[province]
        assert len(set(places)) == len(places) == min(of, max(2, round(0.05 * of)))
        assert all(0 <= place < of for place in places)
    assert lot == drawn_by_lot(there, seed=seed, share=0.05, at_least=2)


def test_a_lot_falls_on_everybody_alike():
    fell = [0] * 6
    for seed in range(3_000):
        for place in drawn_by_lot({"IR-20": 6}, seed=seed, share=0.05, at_least=2)["IR-20"]:
            fell[place] += 1
    # Each is drawn with 1/3: 1,000 times, give or take five deviations of 26.
    assert all(870 < times < 1_130 for times in fell)
