"""Is a number at which an aim was set read as the aim, and no other?"""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary


def told(text: str) -> list[tuple[str, float]]:
    """Return metric and value of each claim."""
    claims = read(text, vocabulary=vocabulary(), published_on=date(2024, 10, 8)).claims
    return [(claim.metric, claim.value) for claim in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "The target, set at 900 idle units, is within reach.",
        "The goal for 1403 was set at 900 idle units.",
        "The target for this Iranian year was first set at 900 idle units.",
    ],
)
def test_a_goal_set_at_idle_units_is_a_goal_and_no_stock(sentence):
    assert told(sentence) == [("target_units_revived", 900)]


def test_a_price_set_at_something_is_no_goal():
    assert told("Target prices are set at 900 rials.") == []


def test_what_is_done_beside_a_set_goal_stays_done():
    text = "The goal was set at 900 idle units; 300 units were revived by September 21."
    assert told(text) == [("target_units_revived", 900), ("units_revived", 300)]
