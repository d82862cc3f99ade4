"""Two forecasts are heard together: real ones only, and neither can undo what is counted."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from ehya.publish.pipeline import Pipeline
from ehya.publish.pooling import TENTH, pool, pooled


def cases(law, counted=0, target=None, synthetic=False):
    """A forecast by open cases whose law is given."""
    found = Pipeline(
        stage="claimed", synthetic=synthetic, year=1403, as_of=date(2024, 8, 12), counted=counted,
        open_chances=np.array([]), arriving=0.0, sigma=0.1, sigma_from=3, waiting=(), provinces={},
        target=target,
    )  # fmt: skip
    found.__dict__["law"] = np.array(law)
    return found


def series(median, spread=1.1):
    return SimpleNamespace(median=median, interval80=(median / spread, median * spread))


def test_half_of_the_pool_is_each():
    ten = cases([0.0] * 10 + [1.0], target=50)
    both = pool(ten, series(100.0, 1.0001), 0.5)
    assert both.interval[0] == 10  # the open cases' half
    assert both.interval[-1] == 100  # the published half
    assert both.p_target == pytest.approx(0.5, abs=1e-6)


def test_all_weight_on_one_is_that_one():
    law = [0.25, 0.5, 0.25]
    assert pool(cases(law), series(40.0), 1.0).interval == cases(law).interval
    told = pool(cases(law), series(40.0, 1.2), 0.0).interval
    assert told[1] == pytest.approx(40 / 1.2, abs=1)
    assert told[3] == pytest.approx(40 * 1.2, abs=1)


def test_a_published_series_below_what_is_counted_cannot_take_it_back():
    both = pool(cases([1.0], counted=200, target=150), series(100.0), 0.5)
    assert both.interval == (200,) * 5
    assert both.p_target == 1.0


def test_what_is_missing_is_never_sure():
    both = pool(cases([0.0, 0.0, 1.0], target=2), series(1000.0, 1.01), 0.5)
    assert 0.99 < both.p_target < 1.0


def test_a_made_up_programme_is_never_pooled_with_the_record():
    assert pooled(cases([1.0], synthetic=True), date(2024, 8, 12)) is None


def test_a_tenth_is_as_far_out_as_the_normal_law_has_it():
    assert pytest.approx(1.2815515655) == TENTH
