"""Does the kernel's short way tell what its long way tells?"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.test_detect_invariances import lively
from tests.methods.detect.panels import LAW

from ehya.engine.detect import Panel, pool
from ehya.engine.detect.kernel import Ground, told_of
from ehya.engine.detect.pooling import form_of, heard_of, learnt


@given(seed=st.integers(0, 1000), cost=st.sampled_from([0.0, 1.0, 4.0]))
@settings(max_examples=20, deadline=None)
def test_a_course_plain_to_see_is_the_one_that_a_search_finds(seed, cost):
    panel = Panel(lively(70, 24, seed), np.zeros(70, dtype=np.int64), 1)
    pooled = pool(panel, LAW)
    heard, (chain, kinds) = heard_of(panel, pooled), form_of(1, LAW)
    grounds = [Ground(chain, kinds, learnt(pooled, 0), pooled.on) for _ in range(2)]
    form = grounds[0].form(heard.ratio.dtype)
    blind = form._replace(among=np.zeros_like(form.among))  # no course is plain to see
    grounds[1].forms[heard.ratio.dtype] = blind
    plain, searched = (told_of(heard, each, close=1, cost=cost, late=9) for each in grounds)
    np.testing.assert_array_equal(plain.course, searched.course)
