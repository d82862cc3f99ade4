"""Until when does a count run, where the sentence tells its beginning and its end apart?"""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2025, 2, 10)  # 22 Bahman 1403
YEAR = "2024-03-20"
TO_30_DEY = (YEAR, "2025-01-19")
TO_TODAY = (YEAR, "2025-02-10")


def spans(text: str) -> list[tuple[str | None, str | None]]:
    """Return the first and last day of each claim of a text."""
    claims = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    return [(claim.period.start, claim.period.end) for claim in claims]


@pytest.mark.parametrize(
    "sentence",
    [
        "By January 19, 655 idle units had been revived since the start of the year.",
        "By January 19, the number of units revived since the start of the year stood at 655.",
        "As of January 19, the number of units revived since March 20 stood at 655.",
        "تا ۳۰ دی، شمار واحدهای احیاشده از ابتدای سال به ۶۵۵ واحد رسید.",
        "از ابتدای سال ۶۵۵ واحد راکد تا ۳۰ دی احیا شد.",
    ],
)
def test_a_count_since_new_year_ends_on_the_day_that_is_told_apart(sentence):
    assert spans(sentence) == [TO_30_DEY]


def test_a_day_still_to_come_ends_no_count():
    text = (
        "Since the start of the year 655 units have been revived; by March 19, 700 units "
        "will be back."
    )
    assert spans(text)[0] == TO_TODAY


def test_the_day_of_another_number_ends_no_count():
    text = (
        "Since March 20, 655 units have been revived, while by January 19 some 700 loans were paid."
    )
    assert spans(text) == [TO_TODAY, TO_30_DEY]


@pytest.mark.parametrize("year", ["last year", "of last year", "in the previous year"])
def test_the_same_period_of_last_year_is_no_whole_year(year):
    text = (
        "Some 320 idle units were revived in the first half of the current Iranian year. "
        f"In the same period {year}, 505 idle units were revived."
    )
    assert spans(text) == [(YEAR, "2024-09-21"), ("2023-03-21", "2023-09-22")]
