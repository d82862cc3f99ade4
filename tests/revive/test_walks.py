"""Wherever chance leads a case, somebody has it, money is whole and nothing is counted twice."""

import pytest

from ehya.revive.table import ACTS
from tests.revive.walks import Walk, looked_at

pytestmark = pytest.mark.django_db
ACTS_EACH = 45


def test_a_hundred_walks_lose_nobody_and_nothing():
    walk = Walk(100, seed=1403)
    for _ in range(ACTS_EACH):
        walk.go()
        assert looked_at() == []
    assert set(walk.moved) == set(ACTS), "every act of the table was done at least once"
    assert len(walk.held) > 8, "and guards held back"


@pytest.mark.heavy
def test_ten_thousand_walks_lose_nobody_and_nothing():
    walk = Walk(10_000, seed=1404)
    for _ in range(ACTS_EACH):
        walk.go()
        assert looked_at() == []
    assert set(walk.moved) == set(ACTS)
