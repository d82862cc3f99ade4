"""What does a spreadsheet mean by 140205?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.calendar import DayRange, month_range, name_of, parse_period, year_range
from ehya.engine.refusal import Refusal

MORDAD_1402 = DayRange(date(2023, 7, 23), date(2023, 8, 22))
AUGUST_2023 = DayRange(date(2023, 8, 1), date(2023, 8, 31))


@pytest.mark.parametrize(
    "written",
    ["1402/05", "1402-5", "140205", "05/1402", "مرداد ۱۴۰۲", "مردادماه سال ۱۴۰۲", "برج ۵ ۱۴۰۲",
     "Mordad 1402", " ۱۴۰۲/۰۵ "],
)  # fmt: skip
def test_a_solar_month_is_read_however_it_is_written(written: str) -> None:
    assert parse_period(written) == (MORDAD_1402, "month")


@pytest.mark.parametrize("written", ["2023-08", "202308", "Aug 2023", "August, 2023", "اوت ۲۰۲۳"])
def test_a_gregorian_month_is_read_however_it_is_written(written: str) -> None:
    assert parse_period(written) == (AUGUST_2023, "month")


@pytest.mark.parametrize(
    ("written", "first", "last", "length"),
    [
        ("1402", date(2023, 3, 21), date(2024, 3, 19), "year"),
        ("سال ۱۴۰۲", date(2023, 3, 21), date(2024, 3, 19), "year"),
        ("2023Q3", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("Q3 2023", date(2023, 7, 1), date(2023, 9, 30), "quarter"),
        ("سه‌ماههٔ دوم ۱۴۰۲", date(2023, 6, 22), date(2023, 9, 22), "quarter"),
        ("پاییز ۱۴۰۲", date(2023, 9, 23), date(2023, 12, 21), "quarter"),
        ("1402 H1", date(2023, 3, 21), date(2023, 9, 22), "half"),
        ("نیم‌سال دوم ۱۴۰۲", date(2023, 9, 23), date(2024, 3, 19), "half"),
        ("1403/05/22", date(2024, 8, 12), date(2024, 8, 12), "day"),
    ],
)
def test_other_periods_are_told_by_their_length(
    written: str, first: date, last: date, length: str
) -> None:
    assert parse_period(written) == (DayRange(first, last), length)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "calendar.not_a_period"),
        ("soon", "calendar.not_a_period"),
        ("12", "calendar.not_a_period"),
        ("1402 Q5", "calendar.not_a_period"),
        ("بهار 2023", "calendar.not_a_period"),
        ("x" * 81, "calendar.not_a_period"),
        ("140213", "calendar.no_such_month"),
        ("1402/00", "calendar.no_such_month"),
        ("1550", "calendar.year_outside"),
        ("1550-05", "calendar.year_outside"),
        ("2023 Mordad", "calendar.year_of_other_calendar"),
        ("12/08/2024", "calendar.ambiguous_day"),
        ("1402/12/30", "calendar.no_such_day"),
    ],
)
def test_what_is_no_period_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as no:
        parse_period(written)
    assert no.value.code == code


@given(st.integers(1300, 1480), st.integers(1, 12))
def test_every_solar_month_is_read_back(year: int, month: int) -> None:
    asked = month_range(year, month, "solar")
    for written in (f"{year}/{month:02}", f"{name_of(month, 'solar', 'fa')} {year}"):
        assert parse_period(written) == (asked, "month")


@given(st.integers(1300, 1480))
def test_a_year_has_the_days_of_its_halves(year: int) -> None:
    first, second = parse_period(f"{year} H1")[0], parse_period(f"{year} H2")[0]
    assert (first.first, second.last) == (year_range(year).first, year_range(year).last)
    assert len(first) + len(second) == len(year_range(year))


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period, _ = parse_period(text)
    except Refusal:
        return
    assert period.first <= period.last
