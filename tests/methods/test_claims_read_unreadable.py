"""Are digits that write no number, and days that no calendar has, left alone?

None of these may become another number or another day than the text prints.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2025, 9, 1)  # 10 Shahrivar 1404


def claims(text):
    """Return the claims of a text."""
    return read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims


@pytest.mark.parametrize(
    "written",
    [
        *("1e308", "1e3", "3×10^4", "10^4", "-5", "−5", "–5", "minus 5", "+5", "120±5"),
        *("1.5.2", "1,81,1", "12,34", "1,2345", "1,811,2", "1 811", "1'811", "1_811"),
        *("12.5", "1/2", "1 1/2", "½", "12½", "24/7", "5:30", "10-20-30", "60-50"),
        *("A120", "x120", "120A", "120km2", "0120", "#33", "2²", "①120", ".5"),
        *("021-88901234", "+98 21 8890 1234", "99999999999999999999"),
        *("3 out of 5", "No. 33", "Article 44", "Articles 44, 48 and 52"),
    ],
)
def test_what_writes_no_number_is_no_count(written):
    assert [c.value for c in claims(f"Some {written} units were revived in Fars.")] == []


@pytest.mark.parametrize("written", ["۱۲،۳۴", "-۵", "منفی ۵", "۱/۲", "۱.۵.۲", "۱ ۸۱۱", "۱۸۱۱²"])
def test_what_writes_no_number_in_persian_is_no_count(written):
    assert [c.value for c in claims(f"{written} واحد راکد در فارس احیا شد.")] == []


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("1,811", [1811]),
        ("1811", [1811]),
        ("۱٬۸۱۱", [1811]),
        ("120units", [120]),
        ("50-60", [50, 60]),
        ("50 to 60", [50, 60]),
        ("from 50 to 60", [50, 60]),
        ("one hundred and 70", [170]),
    ],
)
def test_what_writes_a_number_is_still_a_count(written, values):
    assert [c.value for c in claims(f"{written} idle units were revived in Fars.")] == values


def test_both_ends_of_a_range_know_each_other():
    low, high = claims("From 50 to 60 idle units were revived in Fars.")
    assert (low.low, low.high, high.low, high.high) == (50, 60, 50, 60)


def test_a_change_from_one_number_to_another_is_no_range():
    earlier, later = claims("The number of idle units fell from 9,800 to 8,500.")
    assert (earlier.value, earlier.qualifier) == (9800, "eq")
    assert (later.value, later.qualifier) == (8500, "eq")


@pytest.mark.parametrize(
    "day",
    [
        *("30 February 2024", "February 30, 2024", "31 April 2024", "31 Esfand 1403"),
        *("30 Esfand 1404", "32 Mehr 1403", "March 35, 2024", "0 March 2024"),
        *("2024-02-30", "2024-13-05", "1403/12/31", "1403/13/05", "31/02/2024", "03/05/2024"),
        *("۳۱ اسفند ۱۴۰۳", "۱۴۰۳/۱۲/۳۱", "۳۱ مهر ۱۴۰۳"),
    ],
)
def test_a_day_that_is_in_no_calendar_is_not_taken_for_the_next(day):
    (claim,) = claims(f"By {day}, some 120 idle units were revived.")
    assert (claim.value, claim.period.start, claim.period.end) == (120, None, None)
    assert claim.unsure == ("period.unknown", "calendar.no_such_day")


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("30 Esfand 1403", "2025-03-20"),  # 1403 is a leap year
        ("29 February 2024", "2024-02-29"),
        ("29 Esfand 1402", "2024-03-19"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
    ],
)
def test_the_last_day_of_a_leap_year_is_a_day(day, end):
    (claim,) = claims(f"By {day}, some 120 idle units were revived.")
    assert (claim.period.end, claim.unsure) == (end, ())


def test_an_impossible_day_beside_a_year_leaves_the_year_and_says_so():
    text = "In the past Iranian year (ended on 31 Esfand 1403), 120 idle units were revived."
    (claim,) = claims(text)
    assert (claim.period.start, claim.period.end) == ("2024-03-20", "2025-03-20")
    assert claim.unsure == ("calendar.no_such_day",)


def test_an_aim_for_an_impossible_day_has_no_year():
    (claim,) = claims("The ministry plans to revive 2,000 idle units by 30 February 2026.")
    assert (claim.period.kind, claim.period.end) == ("target_for_year", None)
    assert "calendar.no_such_day" in claim.unsure


@given(
    left=st.integers(2, 999), right=st.integers(0, 99_999), glue=st.sampled_from(".,/:'^*=_xe~±&")
)
def test_no_part_of_an_unbroken_run_is_ever_a_count(left, right, glue):
    whole = [left * 1000 + right] if glue == "," and len(str(right)) == len("000") else []
    text = f"In Fars {left}{glue}{right} idle units were revived."
    assert [c.value for c in claims(text)] == whole
