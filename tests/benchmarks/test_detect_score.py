"""Is a told chance held rightly against what came true?"""

import numpy as np
import pytest
from benchmarks.detect_score import (
    Isotonic,
    average_precision,
    calibration_error,
    ranks_above,
    reliability,
)

TRUE = np.array([True, False, True, False])


def test_average_precision_by_hand():
    # Found first and third: (1/1 + 2/3) / 2.
    assert average_precision(TRUE, np.array([0.9, 0.8, 0.7, 0.1])) == pytest.approx(5 / 6)


def test_rows_of_one_score_stand_together():
    assert average_precision(TRUE, np.full(4, 0.5)) == pytest.approx(0.5)  # 2 of 4, whatever order


def test_ranks_above_counts_ties_half():
    # 3 over 1 and 2, 2 over 1 and half over 2: 3.5 of 4 pairs.
    assert ranks_above(np.array([3.0, 2.0]), np.array([1.0, 2.0])) == pytest.approx(3.5 / 4)


def test_calibration_error_by_hand():
    # Two rows told 0.9, one came true: off by 0.4; two told 0.1, one came true: off by 0.4.
    told = np.array([0.9, 0.9, 0.1, 0.1])
    assert calibration_error(TRUE, told) == pytest.approx(0.4)
    assert reliability(TRUE, told) == [(2, pytest.approx(0.1), 0.5), (2, pytest.approx(0.9), 0.5)]


def test_the_calibration_map_pools_what_falls():
    # By chance 0.1 false, 0.2 true, 0.3 false, 0.4 true: the middle two are pooled to a half.
    fitted = Isotonic(np.array([0.1, 0.2, 0.3, 0.4]), np.array([False, True, False, True]))
    assert fitted(np.array([0.0, 0.15, 0.25, 0.35, 0.9])).tolist() == [0.0, 0.0, 0.5, 0.5, 1.0]
