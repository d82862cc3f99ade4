"""Days printed beside a year that they do not belong to: kept as told, and told of."""

from datetime import date

import pytest
from tests.engine.check_words import RULES, WORDS

from ehya.engine.claims import check, read


def seen(text, on):
    """Return severity, reason and the right day of what the calendar says of a text."""
    reading = read(text, vocabulary=WORDS, published_on=on)
    verdict = check(reading.claims, vocabulary=WORDS, rules=RULES, published_on=on)
    return [
        (found.severity, found.reason, found.facts["right"])
        for found in verdict.findings
        if found.rule == "calendar"
    ]


def since(day):
    return (
        "The organization has revived 116 idle units since the beginning of the current Iranian"
        f" calendar year, which began on {day}."
    )


def test_a_new_year_told_a_week_late_is_a_contradiction():
    told = seen(since("March 27"), date(2024, 7, 2))
    assert told == [("contradiction", "new_year_day", "2024-03-20")]


@pytest.mark.parametrize("day", ["March 20", "20 March 2024"])
def test_the_right_new_year_is_not_spoken_of(day):
    assert seen(since(day), date(2024, 7, 2)) == []


def test_the_custom_of_printing_the_twenty_first_is_only_noted():
    told = seen(since("March 21"), date(2024, 7, 2))
    assert told == [("note", "new_year_day", "2024-03-20")]


def test_five_months_end_in_august():
    text = (
        "In Fars Province 41 idle units were revived during the first five months of the current"
        " Iranian year (March 21–July 22)."
    )
    assert seen(text, date(2022, 8, 30)) == [("contradiction", "part_end", "2022-08-22")]


def test_a_year_that_ended_on_its_last_day_is_right():
    text = "In the past Iranian year (ended March 19, 2020) 1,390 idle units were revived."
    assert seen(text, date(2020, 5, 1)) == []
