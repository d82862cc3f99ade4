"""A share of which a part is not known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.engine.verify.bounds import bounds


@pytest.mark.parametrize(
    ("told", "found"),
    [((2, 7, 10), (0.2, 0.9)), ((3, 0, 4), (0.75, 0.75)), ((0, 5, 5), (0, 1)), ((0, 0, 0), (0, 1))],
)
def test_those_of_whom_nobody_knows_may_all_run_or_none(told, found):
    assert bounds(*told) == pytest.approx(found)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.data())
def test_the_share_lies_between_them_however_the_unknown_turn_out(yes, unknown, no, data):
    turned = data.draw(st.integers(0, unknown))
    of = yes + unknown + no
    low, high = bounds(yes, unknown, of)
    assert low <= ((yes + turned) / of if of else 0.5) <= high


@pytest.mark.parametrize("told", [(3, 3, 5), (-1, 0, 5), (0, -1, 5)])
def test_parts_beyond_the_whole_are_refused(told):
    with pytest.raises(Refusal, match=r"verify\.counts_do_not_fit"):
        bounds(*told)
