"""Do nested groups' rates agree with those found by blind search?"""

import numpy as np
import pytest

from ehya.engine.verify.pooling import FLAT, Counts, pool
from reference.rates_by_search import fitted


def test_newtons_method_finds_the_same_rates():
    groups = [("a", "x"), ("a", "y"), ("b", "x"), ("c", "x", "small")]
    events = np.array([[4.0, 1.0], [0.0, 2.0], [7.0, 3.0], [1.0, 0.0]])
    at_risk = np.array([[900.0, 600.0], [400.0, 500.0], [700.0, 200.0], [300.0, 0.0]])

    fit = pool(Counts(groups, events, at_risk))

    widths = {**fit.widths, "everybody": FLAT**0.5}
    slow = fitted(groups, events, at_risk, widths)
    assert fit.design @ fit.parts == pytest.approx(slow, abs=2e-5)
