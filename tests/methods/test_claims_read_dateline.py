"""What does the date that a report begins with say, and how far may a round number reach?"""

from datetime import date

import pytest

from ehya.engine.claims import read
from ehya.ledger.rules import vocabulary

DAY = date(2024, 8, 12)


def only(text):
    (claim,) = read(text, vocabulary=vocabulary(), published_on=DAY).claims
    return claim


@pytest.mark.parametrize(
    ("opening", "end"),
    [
        (" date 2024-08-12 (PRESS) The head announced that", "2024-08-12"),
        ("12 August 2024, the head announced that", "2024-08-12"),
        ("In early July, the head had announced that", "2024-07"),
        ("In a previous update from June, the head reported that", "2024-06"),
        ("The head announced that", "2024-08-12"),
    ],
    ids=["dateline", "day in words", "month", "update", "none"],
)
def test_only_a_recalled_report_closes_the_count_earlier(opening, end):
    told = only(f"{opening} 33 idle units have been renovated since the beginning of the year.")
    assert (told.period.start, told.period.end) == ("2024-03-20", end)


@pytest.mark.parametrize(
    ("told", "low", "high"),
    [
        ("33", 33, 33),
        ("4,600", 4600, 4600),
        ("10,000", 9500, 10500),
        ("about 10,000", 9500, 10500),
        ("over 10,000", 10000, None),
        ("12,000", 11500, 12500),
    ],
)
def test_a_round_number_hides_half_its_last_place_and_at_most_a_twentieth(told, low, high):
    claim = only(f"{told} idle industrial units were revived last year.")
    assert (claim.low, claim.high) == (low, high)


def test_the_late_president_needs_no_name():
    told = only("Over the late president's administration 9,000 idle units were revived.")
    assert told.period.kind == "since_government"
    assert (told.period.start, told.period.end) == ("2021-08", "2024-05")
