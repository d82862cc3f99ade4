import pytest
from benchmarks.linkage_score import b_cubed, clusters, pairwise, together

TRUTH = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b"}  # 3 + 1 true pairs


def test_of_two_found_pairs_one_is_true_and_three_true_ones_are_missed():
    score = pairwise([(1, 2), (3, 4)], TRUTH)
    assert (score.precision, score.recall) == (1 / 2, 1 / 4)
    assert score.f1 == pytest.approx(1 / 3)


def test_pairs_lead_on_to_one_cluster():
    assert clusters([(1, 2), (2, 3)], [1, 2, 3, 4]) == {1: 1, 2: 1, 3: 1, 4: 4}


def test_everybody_in_a_cluster_is_paired_with_everybody():
    assert list(together({1: "x", 2: "x", 3: "x", 4: "y"})) == [(1, 2), (1, 3), (2, 3)]


def test_b_cubed_by_hand():
    found = {1: "x", 2: "x", 3: "y", 4: "y", 5: "z"}
    score = b_cubed(found, TRUTH)
    # precision: 1 and 2 stand among their own; of 3 and 4 each half; 5 alone: (1+1+½+½+1)/5
    assert score.precision == pytest.approx(4 / 5)
    # recall: 1 and 2 have two thirds, 3 one third, 4 and 5 a half each: (2/3+2/3+1/3+1/2+1/2)/5
    assert score.recall == pytest.approx(8 / 15)


def test_who_finds_nothing_says_nothing_wrong():
    assert pairwise([], TRUTH).precision == 1
