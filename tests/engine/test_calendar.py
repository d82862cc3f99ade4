"""Days of both calendars: proved on every day of 1200-1500, read as people write them."""

import itertools
from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.calendar import (
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    MONTHS_IN_DATES,
    DayRange,
    Month,
    SolarDay,
    earliest,
    from_solar,
    half_range,
    is_leap,
    latest,
    month_length,
    month_range,
    name_of,
    parse_day,
    quarter_range,
    solar_year_of,
    to_solar,
    year_gone,
    year_range,
)
from ehya.engine.refusal import Refusal
from reference import equinox

DAYS = st.dates(FIRST_DAY, LAST_DAY)
YEARS = st.integers(1200, 1500)
THE_RELEASE = date(2024, 8, 12)  # 22 Mordad 1403, a Monday


def refused(code: str, call, *args) -> Refusal:
    with pytest.raises(Refusal) as no:
        call(*args)
    assert no.value.code == code
    return no.value


# Conversion


def test_every_day_of_three_centuries_is_the_second_library_s_day():
    day = FIRST_DAY
    while day <= LAST_DAY:
        solar = to_solar(day)
        other = jdatetime.date.fromgregorian(date=day)
        assert (solar.year, solar.month, solar.day) == (other.year, other.month, other.day)
        assert from_solar(solar.year, solar.month, solar.day) == day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", range(1200, 1501))
def test_the_year_begins_when_the_sun_says_so(year):
    assert from_solar(year, 1, 1) == equinox.first_day_of(year)


def test_the_sun_decides_clearly_in_every_year_but_1309():
    """The equinox of 1309 came at noon to the minute: there the two libraries are the witness."""
    close = [year for year in range(1200, 1501) if equinox.minutes_from_noon(year) < 3]
    assert close == [1309]
    assert from_solar(1309, 1, 1) == date(1930, 3, 21)


def test_the_range_of_truth_is_whole_years():
    assert to_solar(FIRST_DAY) == SolarDay(1200, 1, 1)
    assert to_solar(LAST_DAY) == SolarDay(1500, 12, month_length(1500, 12))


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 5, 22), THE_RELEASE),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_known_days_meet(solar, gregorian):
    assert from_solar(*solar) == gregorian
    assert to_solar(gregorian) == SolarDay(*solar)


def test_leap_years_are_those_of_the_almanac():
    assert [year for year in range(1395, 1413) if is_leap(year)] == [1395, 1399, 1403, 1408, 1412]


@given(YEARS)
def test_a_year_is_its_months(year):
    lengths = [month_length(year, month) for month in range(1, 13)]
    assert lengths[:11] == [31] * 6 + [30] * 5
    assert sum(lengths) == len(year_range(year)) == 365 + is_leap(year)


@given(DAYS)
def test_conversion_goes_there_and_back(day):
    solar = to_solar(day)
    assert from_solar(solar.year, solar.month, solar.day) == day
    assert solar_year_of(day) == solar.year


@given(DAYS.filter(lambda day: day < LAST_DAY))
def test_the_next_day_is_later_in_both_calendars(day):
    assert to_solar(day) < to_solar(day + timedelta(days=1))


def test_days_outside_the_proved_years_are_refused():
    facts = refused("calendar.day_outside", to_solar, date(1821, 3, 20)).facts
    assert facts == {"day": "1821-03-20", "first": "1821-03-21", "last": "2122-03-20"}
    refused("calendar.day_outside", to_solar, date(2122, 3, 21))
    refused("calendar.year_outside", from_solar, 1199, 1, 1)
    refused("calendar.year_outside", is_leap, 1501)


def test_a_day_that_no_month_has_is_refused_with_the_months_length():
    facts = refused("calendar.no_such_day", from_solar, 1403, 7, 31).facts
    assert (facts["month_en"], facts["month_fa"], facts["length"]) == ("Mehr", "مهر", 30)
    assert refused("calendar.no_such_day", from_solar, 1402, 12, 30).facts["length"] == 29
    refused("calendar.no_such_day", from_solar, 1403, 1, 0)
    refused("calendar.no_such_month", from_solar, 1403, 13, 1)
    refused("calendar.no_such_month", month_length, 1403, 0)


# Ranges


def test_parts_of_1403_run_as_the_almanac_says():
    assert year_range(1403) == DayRange(date(2024, 3, 20), date(2025, 3, 20))
    assert half_range(1403, 1) == DayRange(date(2024, 3, 20), date(2024, 9, 21))
    assert half_range(1403, 2) == DayRange(date(2024, 9, 22), date(2025, 3, 20))
    assert quarter_range(1403, 1) == DayRange(date(2024, 3, 20), date(2024, 6, 20))
    assert month_range(1403, 5) == DayRange(date(2024, 7, 22), date(2024, 8, 21))


def test_gregorian_parts_are_as_short_to_say():
    assert year_range(2024, "gregorian") == DayRange(date(2024, 1, 1), date(2024, 12, 31))
    assert month_range(2024, 2, "gregorian").last == date(2024, 2, 29)
    assert quarter_range(2023, 1, "gregorian").last == date(2023, 3, 31)
    assert half_range(2023, 2, calendar="gregorian").first == date(2023, 7, 1)


@given(YEARS, st.sampled_from(["solar", "gregorian"]))
def test_halves_quarters_and_months_tile_the_year(year, calendar):
    year += 600 * (calendar == "gregorian")
    whole = year_range(year, calendar)
    tilings = (
        [half_range(year, half, calendar) for half in (1, 2)],
        [quarter_range(year, quarter, calendar) for quarter in (1, 2, 3, 4)],
        [month_range(year, month, calendar) for month in range(1, 13)],
    )
    for tiles in tilings:
        assert (tiles[0].first, tiles[-1].last) == (whole.first, whole.last)
        for before, after in itertools.pairwise(tiles):
            assert after.first == before.last + timedelta(days=1)


def test_a_range_holds_its_ends_and_counts_them():
    mordad = month_range(1403, 5)
    assert mordad.first in mordad
    assert mordad.last in mordad
    assert mordad.last + timedelta(days=1) not in mordad
    assert len(mordad) == 31


def test_parts_that_no_year_has_are_refused():
    refused("calendar.no_such_half", half_range, 1403, 3)
    refused("calendar.no_such_quarter", quarter_range, 1403, 0)
    refused("calendar.no_such_month", month_range, 2024, 13, "gregorian")
    refused("calendar.year_outside", year_range, 0, "gregorian")
    refused("calendar.range_reversed", DayRange, date(2024, 2, 1), date(2024, 1, 1))


def test_the_release_came_on_day_146_of_366():
    assert year_gone(THE_RELEASE) == (1403, 146 / 366)
    assert year_gone(date(2024, 3, 20)) == (1403, 1 / 366)
    assert year_gone(date(2025, 3, 20)) == (1403, 1.0)


@given(DAYS)
def test_the_share_of_the_year_gone_is_above_nothing_and_at_most_all(day):
    assert 0 < year_gone(day)[1] <= 1


# Prefixes


def test_a_prefix_widens_to_the_days_it_allows():
    assert (earliest("2024"), latest("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (earliest("2024-06"), latest("2024-06")) == (date(2024, 6, 1), date(2024, 6, 30))
    assert earliest("2024-06-12") == latest("2024-06-12") == date(2024, 6, 12)
    assert latest("2024-02") == date(2024, 2, 29)


@given(st.dates())
def test_a_prefix_holds_every_day_that_begins_with_it(day):
    for length in (4, 7, 10):
        prefix = day.isoformat()[:length]
        assert earliest(prefix) <= day <= latest(prefix)


@pytest.mark.parametrize(
    "junk", ["", "24", "2024-13", "2024-6", "2024-02-30", "2024-06-12T10", "۲۰۲۴", "0000", "x" * 99]
)
def test_what_is_no_prefix_is_refused(junk):
    refused("calendar.not_a_prefix", earliest, junk)
    assert len(refused("calendar.not_a_prefix", latest, junk).facts["prefix"]) <= 40


# Names


def test_both_calendars_have_twelve_months_in_both_languages():
    assert name_of(5, "solar", "en") == "Mordad"
    assert name_of(5, "solar", "fa") == "مرداد"
    assert name_of(8, "gregorian", "en") == "August"
    assert name_of(8, "gregorian", "fa") == "اوت"


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("ordibehesht", Month("solar", 2)),
        ("آبان".replace("آ", "ا"), Month("solar", 8)),
        ("jan", Month("gregorian", 1)),
        ("ژانویه", Month("gregorian", 1)),
        ("ژوین", Month("gregorian", 6)),
        ("ژوییه", Month("gregorian", 7)),
        ("جولای", Month("gregorian", 7)),
        ("اوت", Month("gregorian", 8)),
        ("اگوست", Month("gregorian", 8)),
    ],
)
def test_months_are_found_by_their_folded_name(written, month):
    assert MONTHS[written] == month


def test_words_that_mean_other_things_in_prose_are_months_in_dates_only():
    assert "day" not in MONTHS
    assert MONTHS_IN_DATES["day"] == Month("solar", 10)


# Reading


@pytest.mark.parametrize(
    "written",
    [
        "1403/05/22",
        "1403-5-22",
        "1403.05.22",
        "14030522",
        "22/5/1403",
        "۱۴۰۳/۰۵/۲۲",
        "١٤٠٣/٠٥/٢٢",
        "22 Mordad 1403",
        "22nd of Mordad, 1403",
        "Mordad 22, 1403",
        "1403 Mordad 22",
        "22 Amordad 1403 AP",
        "twenty-second of Mordad 1403",
        "۲۲ مرداد ۱۴۰۳",
        "۲۲ مردادماه ۱۴۰۳",
        "۲۲ مرداد ماه سال ۱۴۰۳",
        "۲۲ امرداد ۱۴۰۳ شمسی",
        "۱۴۰۳ مرداد ۲۲",
        "دوشنبه، ۲۲ مرداد ۱۴۰۳",
        "مورخ ۲۲ مرداد ۱۴۰۳",
        "بیست و دوم مرداد ۱۴۰۳",
        "بیست‌ودوم مردادماه ۱۴۰۳",
        "12 Aug 2024 · 22 Mordad 1403",
        "۲۲ مرداد ۱۴۰۳ · ۱۲ اوت ۲۰۲۴",
        "۲۲/مرداد/۱۴۰۳",
        "12-Aug-2024",
        "2024-08-12 00:00:00",
        "2024-08-12T23:30:00.000Z",
        "2024-08-12T23:30+03:30",
        "1403/05/22 10:42",
        "2024-08-12",
        "2024/8/12",
        "20240812",
        "٢٠٢٤-٠٨-١٢",
        "۲۰۲۴-۰۸-۱۲",
        "12 Aug 2024",
        "12 August 2024",
        "August 12, 2024",
        "Aug. 12th, 2024",
        "Monday, 12 August 2024",
        "the twelfth of August 2024",
        "۱۲ اوت ۲۰۲۴",
        "۱۲ آگوست ۲۰۲۴",
        "دوازدهم اوت ۲۰۲۴ میلادی",
        "  12 AUG 2024 \u200f",
    ],
)
def test_the_same_day_is_read_however_it_is_written(written):
    assert parse_day(written) == THE_RELEASE


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("یکم فروردین ۱۴۰۳", date(2024, 3, 20)),
        ("اول فروردین ۱۴۰۳", date(2024, 3, 20)),
        ("سوم خرداد ۱۳۶۱", date(1982, 5, 24)),
        ("سی‌ام مهر ۱۴۰۳", date(2024, 10, 21)),
        ("سی و یکم شهریور ۱۴۰۳", date(2024, 9, 21)),
        ("سه‌شنبه ۱ خرداد ۱۴۰۳", date(2024, 5, 21)),
        ("30 Esfand 1403", date(2025, 3, 20)),
        ("5 Dey 1403", date(2024, 12, 25)),
        ("5 Day 1403", date(2024, 12, 25)),
        ("۱۰ دی ۱۴۰۳", date(2024, 12, 30)),
        ("۱ مه ۲۰۲۴", date(2024, 5, 1)),
        ("1 May 2024", date(2024, 5, 1)),
        ("25/08/2024", date(2024, 8, 25)),
        ("08/25/2024", date(2024, 8, 25)),
        ("08/08/2024", date(2024, 8, 8)),
        ("29 February 2024", date(2024, 2, 29)),
    ],
)
def test_other_days_are_read(written, day):
    assert parse_day(written) == day


@given(DAYS, st.sampled_from(["solar", "gregorian"]), st.sampled_from(["en", "fa"]))
def test_a_day_written_in_words_is_read_back(day, calendar, language):
    shown = to_solar(day) if calendar == "solar" else day
    written = f"{shown.day} {name_of(shown.month, calendar, language)} {shown.year}"
    assert parse_day(written) == day
    assert parse_day(written.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == day


@given(DAYS)
def test_a_day_written_in_numbers_is_read_back(day):
    solar = to_solar(day)
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{solar.year}/{solar.month:02d}/{solar.day:02d}") == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "calendar.not_a_day"),
        ("soon", "calendar.not_a_day"),
        ("22 Mordad 1403 or later", "calendar.not_a_day"),
        ("۲۲ مرداد ۱۴۰۳ - ۲۳ مرداد ۱۴۰۳", "calendar.not_a_day"),
        ("12 Aug 2024; drop table", "calendar.not_a_day"),
        ("1403/05/22 1403/05/23", "calendar.not_a_day"),
        ("2024", "calendar.not_a_day"),
        ("9" * 5000, "calendar.not_a_day"),
        ("12 Aug 2024 · 23 Mordad 1403", "calendar.two_days"),
        ("12 Aug 2024 · soon", "calendar.not_a_day"),
        ("10:42", "calendar.not_a_day"),
        ("22 Mordad", "calendar.no_year"),
        ("22 Mordad 03", "calendar.no_year"),
        ("03/05/22", "calendar.no_year"),
        ("Mordad 1403", "calendar.only_a_month"),
        ("12/08/2024", "calendar.ambiguous_day"),
        ("22 Mordad 2024", "calendar.year_of_other_calendar"),
        ("12 August 1403", "calendar.year_of_other_calendar"),
        ("1550/01/01", "calendar.year_outside"),
        ("1403/13/01", "calendar.no_such_month"),
        ("31 Mehr 1403", "calendar.no_such_day"),
        ("۳۱ مهر ۱۴۰۳", "calendar.no_such_day"),
        ("30 Esfand 1402", "calendar.no_such_day"),
        ("29 Feb 2023", "calendar.no_such_day"),
        ("2024-02-30", "calendar.no_such_day"),
        ("0 Mordad 1403", "calendar.no_such_day"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(written, code):
    refused(code, parse_day, written)


@given(st.text(max_size=120))
def test_any_text_is_a_day_or_a_refusal(text):
    try:
        assert isinstance(parse_day(text), date)
    except Refusal as no:
        assert no.code.startswith("calendar.")
