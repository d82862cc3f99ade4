"""Numbers, amounts and days as people read them: both languages, both calendars."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.calendar import FIRST_DAY, LAST_DAY, parse_day
from ehya.engine.claims.model import Period
from ehya.engine.refusal import Refusal
from ehya.engine.text import latin_digits
from ehya.ledger.rules import vocabulary
from ehya.web.formats import (
    amount,
    chance,
    clock,
    counted,
    day,
    metric_amount,
    metric_name,
    number,
    percent,
    period,
    place_name,
    prefix,
    year,
)

RELEASE = date(2024, 8, 12)
LANGUAGES = st.sampled_from(["en", "fa"])
DAYS = st.dates(FIRST_DAY, LAST_DAY)

# Numbers


@pytest.mark.parametrize(
    ("value", "english", "persian"),
    [
        (0, "0", "۰"),
        (33, "33", "۳۳"),
        (1811, "1,811", "۱٬۸۱۱"),
        (1_234_567, "1,234,567", "۱٬۲۳۴٬۵۶۷"),
        (29.47, "29.47", "۲۹٫۴۷"),
        (Decimal("29.4700"), "29.47", "۲۹٫۴۷"),
        (Fraction(1, 3), "0.33", "۰٫۳۳"),
        (8.5, "8.5", "۸٫۵"),
        (1.005, "1", "۱"),
        (-12, "−12", "\u200e−۱۲"),
        (-0.001, "0", "۰"),
        (1e21, "1,000,000,000,000,000,000,000", "۱٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰٬۰۰۰"),
    ],
)
def test_a_number_is_written_as_each_language_writes_it(value, english, persian):
    assert number(value, "en") == english
    assert number(value, "fa") == persian


def test_decimals_are_kept_when_they_are_asked_for():
    assert number(2, "en", decimals=2) == "2.00"
    assert number(1.62, "fa", decimals=1) == "۱٫۶"
    assert number(2067.4, "en", decimals=0) == "2,067"


def test_what_is_no_number_is_refused():
    for value in (float("nan"), float("inf"), Decimal("NaN")):
        with pytest.raises(Refusal) as no:
            number(value, "en")
        assert no.value.code == "formats.not_a_number"


@given(st.integers(-(10**20), 10**20))
def test_no_latin_digit_stands_in_a_persian_number(value):
    shown = number(value, "fa")
    assert not set(shown) & set("0123456789,.-")
    plain = latin_digits(shown).replace("٬", "").replace("\u200e", "").replace("−", "-")
    assert int(plain) == value


@given(st.integers(-(10**20), 10**20))
def test_an_english_number_reads_back(value):
    assert int(number(value, "en").replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("value", "english", "persian"),
    [
        (40, "40\u202f%", "۴۰٪"),
        (39.89, "39.9\u202f%", "۳۹٫۹٪"),
        (23.36, "23.4\u202f%", "۲۳٫۴٪"),
        (39.99, "40\u202f%", "۴۰٪"),
        (-3, "−3\u202f%", "\u200e−۳٪"),
    ],
)
def test_a_percentage_keeps_its_sign_beside_it(value, english, persian):
    assert percent(value, "en") == english
    assert percent(value, "fa") == persian


# Amounts


@pytest.mark.parametrize(
    ("value", "unit", "english", "persian"),
    [
        (29_470 * 10**9, "IRR", "29.47 trillion rials", "۲۹٫۴۷ هزار میلیارد ریال"),
        (294_800 * 10**9, "IRR", "294.8 trillion rials", "۲۹۴٫۸ هزار میلیارد ریال"),
        (1_557 * 10**9, "IRR", "1.557 trillion rials", "۱٫۵۵۷ هزار میلیارد ریال"),
        (9_750_000_000, "IRR", "9.75 billion rials", "۹٫۷۵ میلیارد ریال"),
        (13_684_210_526.3, "IRR", "13.68 billion rials", "۱۳٫۶۸ میلیارد ریال"),
        (999_999, "IRR", "999,999 rials", "۹۹۹٬۹۹۹ ریال"),
        (60_000_000, "USD", "60 million dollars", "۶۰ میلیون دلار"),
        (3_820_000, "USD", "3.82 million dollars", "۳٫۸۲ میلیون دلار"),
        (1, "USD", "1 dollar", "۱ دلار"),
        (-5 * 10**9, "IRR", "−5 billion rials", "\u200e−۵ میلیارد ریال"),
        (1811, "units", "1,811 units", "۱٬۸۱۱ واحد"),
        (1, "units", "1 unit", "۱ واحد"),
        (0, "units", "0 units", "۰ واحد"),
        (1, "persons", "1 person", "۱ نفر"),
        (21_618, "persons", "21,618 people", "۲۱٬۶۱۸ نفر"),
        (1, "years", "1 year", "۱ سال"),
        (7, "years", "7 years", "۷ سال"),
        (83, "percent", "83\u202f%", "۸۳٪"),
        (491_166.67, "IRR/USD", "491,167 rials a dollar", "۴۹۱٬۱۶۷ ریال برای هر دلار"),
        (491_167, "IRR/USD", "491,167 rials a dollar", "۴۹۱٬۱۶۷ ریال برای هر دلار"),
        (8.5, "units/week", "8.5 units a week", "۸٫۵ واحد در هفته"),
        (1.6, "units/week", "1.6 units a week", "۱٫۶ واحد در هفته"),
    ],
)
def test_an_amount_carries_its_unit(value, unit, english, persian):
    assert amount(value, unit, "en") == english
    assert amount(value, unit, "fa") == persian


def test_rounding_up_climbs_to_the_next_scale():
    assert amount(999_999_999_999, "IRR", "en") == "1 trillion rials"
    assert amount(999_999_999, "USD", "en") == "1 billion dollars"


def test_after_the_first_use_an_amount_is_short():
    assert amount(29_470 * 10**9, "IRR", "en", short=True) == "29.47 tn rials"
    assert amount(9_750_000_000, "IRR", "en", short=True) == "9.75 bn rials"
    assert amount(60_000_000, "USD", "en", short=True) == "60 m dollars"
    assert amount(29_470 * 10**9, "IRR", "fa", short=True) == "۲۹٫۴۷ هزار میلیارد ریال"


def test_rials_can_be_read_in_toman_or_hemat():
    told = 29_470 * 10**9
    assert amount(told, "IRR", "en", reading="toman") == "2.947 trillion toman"
    assert amount(told, "IRR", "fa", reading="toman") == "۲٫۹۴۷ هزار میلیارد تومان"
    assert amount(told, "IRR", "en", reading="hemat") == "2.947 hemat"
    assert amount(told, "IRR", "fa", reading="hemat") == "۲٫۹۴۷ همت"
    assert amount(490_000, "IRR/USD", "fa", reading="hemat") == "۴۹٬۰۰۰ تومان برای هر دلار"
    assert amount(1811, "units", "en", reading="toman") == "1,811 units"
    assert amount(60_000_000, "USD", "en", reading="hemat") == "60 million dollars"


@given(st.integers(2, 10**16), LANGUAGES)
def test_one_is_never_said_of_many(value, language):
    shown = amount(value, "units", "en")
    assert shown.endswith(" units")
    assert amount(1, "units", language) in ("1 unit", "۱ واحد")


def test_other_things_are_counted_by_name():
    assert counted(1, "claims", "en") == "1 claim"
    assert counted(573, "claims", "fa") == "۵۷۳ ادعا"
    assert counted(146, "days", "en") == "146 days"


# Chances


@pytest.mark.parametrize(
    ("probability", "english", "persian"),
    [
        (0.04, "4 chances in 100", "۴ از ۱۰۰"),
        (0.01, "1 chance in 100", "۱ از ۱۰۰"),
        (0.5, "50 chances in 100", "۵۰ از ۱۰۰"),
        (0.0, "0 chances in 100", "۰ از ۱۰۰"),
        (1.0, "100 chances in 100", "۱۰۰ از ۱۰۰"),
        (0.0001, "less than 1 chance in 100", "کمتر از ۱ از ۱۰۰"),
        (0.9999, "more than 99 chances in 100", "بیش از ۹۹ از ۱۰۰"),
    ],
)
def test_a_chance_is_counted_out_of_a_hundred(probability, english, persian):
    assert chance(probability, "en") == english
    assert chance(probability, "fa") == persian


def test_a_chance_can_carry_its_interval():
    assert chance(0.94, "en", (0.89, 0.97)) == "94 in 100 (89 to 97)"
    assert chance(0.94, "fa", (0.89, 0.97)) == "۹۴ از ۱۰۰ (۸۹ تا ۹۷)"


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(Refusal) as no:
        chance(value, "en")
    assert no.value.code == "formats.not_a_probability"


# Days


def test_a_day_stands_in_both_calendars_the_reader_s_own_first():
    assert day(RELEASE, "en") == "12 Aug 2024 · 22 Mordad 1403"
    assert day(RELEASE, "fa") == "۲۲ مرداد ۱۴۰۳ · ۱۲ اوت ۲۰۲۴"
    assert day(RELEASE, "en", "solar") == "22 Mordad 1403"
    assert day(RELEASE, "fa", "gregorian") == "۱۲ اوت ۲۰۲۴"
    assert day(RELEASE, "en", "gregorian", year=False) == "12 Aug"


@given(DAYS, LANGUAGES, st.sampled_from(["both", "solar", "gregorian"]))
def test_a_day_shown_can_be_typed_again(value, language, calendar):
    assert parse_day(day(value, language, calendar)) == value


@pytest.mark.parametrize(
    ("told", "english", "persian"),
    [
        ("2024-06-12", "12 Jun 2024 · 23 Khordad 1403", "۲۳ خرداد ۱۴۰۳ · ۱۲ ژوئن ۲۰۲۴"),
        ("2024-06", "Jun 2024 · Khordad 1403", "خرداد ۱۴۰۳ · ژوئن ۲۰۲۴"),
        ("2021-08", "Aug 2021 · Mordad 1400", "مرداد ۱۴۰۰ · اوت ۲۰۲۱"),
        ("2023-11", "Nov 2023 · Aban 1402", "آبان ۱۴۰۲ · نوامبر ۲۰۲۳"),
        ("2024", "2024 · 1403", "۱۴۰۳ · ۲۰۲۴"),
    ],
)
def test_a_prefix_is_shown_as_precisely_as_it_was_told(told, english, persian):
    assert prefix(told, "en") == english
    assert prefix(told, "fa") == persian


def test_a_prefix_in_one_calendar_is_short():
    assert prefix("2024-06", "en", "gregorian") == "Jun 2024"
    assert prefix("2024-06", "fa", "solar") == "خرداد ۱۴۰۳"
    assert prefix("2024-06", "en", "gregorian", year=False) == "June"
    with pytest.raises(Refusal):
        prefix("June", "en")


def test_a_day_that_only_one_calendar_can_date_is_shown_in_that_one():
    assert day(date(1800, 1, 1), "en") == "1 Jan 1800"
    assert day(date(1800, 1, 1), "fa", "solar") == "۱ ژانویه ۱۸۰۰"
    assert prefix("2150", "en") == "2150"
    assert period(Period("as_of", "1700", "1800"), "en") == "1700 to 1800"
    assert period(Period("full_year", "1700-01-01", "1700-12-31"), "en") == (
        "1 Jan 1700 to 31 Dec 1700"
    )


ISO = st.dates().flatmap(lambda d: st.sampled_from([d.isoformat()[:n] for n in (4, 7, 10)]))
KINDS = st.sampled_from(
    [
        "as_of",
        "cumulative_since_year_start",
        "full_year",
        "target_for_year",
        "since_government",
        "event",
    ]
)


@given(KINDS, st.none() | ISO, st.none() | ISO, LANGUAGES)
def test_any_period_can_be_told(kind, start, end, language):
    shown = period(Period(kind, start, end), language)
    assert shown.strip() == shown != ""


def test_a_year_has_no_thousands_and_a_clock_two_digits():
    assert year(1403, "en") == "1403"
    assert year(1403, "fa") == "۱۴۰۳"
    assert clock(10, 42, "fa") == "۱۰:۴۲"
    assert clock(9, 5, "en") == "09:05"


YEAR_1403 = ("2024-03-20", "2025-03-20")


@pytest.mark.parametrize(
    ("told", "english", "persian"),
    [
        (
            Period("cumulative_since_year_start", "2024-03-20", "2024-06"),
            "1403, to June",
            "۱۴۰۳، تا خرداد",
        ),
        (
            Period("cumulative_since_year_start", "2024-03-20", "2024-08-12"),
            "1403, to 12 Aug",
            "۱۴۰۳، تا ۲۲ مرداد",
        ),
        (
            Period("cumulative_since_year_start", "2021-03", "2021-12"),
            "1400, to December",
            "۱۴۰۰، تا آذر",
        ),
        (Period("cumulative_since_year_start", "2024-03-20"), "1403 so far", "۱۴۰۳ تاکنون"),
        (Period("full_year", "2023-03-21", "2024-03-19"), "1402, full year", "۱۴۰۲، کل سال"),
        (Period("target_for_year", *YEAR_1403), "for 1403", "برای ۱۴۰۳"),
        (Period("since_government", "2021-08"), "since Aug 2021", "از مرداد ۱۴۰۰"),
        (
            Period("since_government", "2021-08", "2024-05"),
            "Aug 2021 to May 2024",
            "مرداد ۱۴۰۰ تا اردیبهشت ۱۴۰۳",
        ),
        (Period("as_of", None, "2023-08"), "in Aug 2023", "در مرداد ۱۴۰۲"),
        (Period("as_of", None, "2020-10-03"), "on 3 Oct 2020", "در ۱۲ مهر ۱۳۹۹"),
        (
            Period("as_of", "2018-05", "2021-05"),
            "May 2018 to May 2021",
            "اردیبهشت ۱۳۹۷ تا اردیبهشت ۱۴۰۰",
        ),
        (Period("event", "2023-08-14", "2023-08-14"), "on 14 Aug 2023", "در ۲۳ مرداد ۱۴۰۲"),
        (Period("event"), "time not told", "زمان نامعلوم"),
    ],
)
def test_a_period_is_told_in_few_words(told, english, persian):
    assert period(told, "en", "gregorian") == english
    assert period(told, "fa", "solar") == persian


def test_a_period_in_both_calendars_keeps_its_ends_together():
    government = Period("since_government", "2021-08", "2024-05")
    assert period(government, "en") == "Aug 2021 to May 2024 · Mordad 1400 to Ordibehesht 1403"
    so_far = Period("cumulative_since_year_start", "2024-03-20", "2024-08-12")
    assert period(so_far, "fa") == "۱۴۰۳، تا ۲۲ مرداد · ۱۲ اوت"


def test_every_period_of_the_record_can_be_told():
    from ehya.publish.record import read_record

    for claim in read_record():
        for language in ("en", "fa"):
            for calendar in ("both", "solar", "gregorian"):
                shown = period(claim.period, language, calendar)
                assert shown
                assert language == "en" or not set(shown) & set("0123456789")


# Names


def test_metrics_and_places_have_names_in_both_languages():
    assert metric_name("units_revived", "en") == "units revived"
    assert metric_name("units_revived", "fa") == "واحدهای احیاشده"
    assert place_name("Khorasan Razavi", "fa") == "خراسان رضوی"
    assert place_name("Khorasan Razavi", "en") == "Khorasan Razavi"
    assert metric_name("units_unknown", "fa") == "units_unknown"
    assert place_name("Atlantis", "fa") == "Atlantis"


def test_a_metric_s_value_names_what_it_counts():
    assert metric_amount(146, "mines_revived", "en") == "146 mines"
    assert metric_amount(828, "parks_active", "fa") == "۸۲۸ شهرک"
    assert metric_amount(1, "units_revived", "en") == "1 unit"
    assert metric_amount(21_618, "jobs_created", "en") == "21,618 jobs"
    assert metric_amount(9_240 * 10**9, "investment_rials", "en", short=True) == "9.24 tn rials"
    assert metric_amount(83, "share_active_pct", "fa") == "۸۳٪"


def test_every_unit_of_the_vocabulary_can_be_written():
    for metric in vocabulary().metrics.values():
        assert metric_amount(1, metric.name, "en")
        assert amount(1, metric.unit, "en")
        assert amount(2, metric.unit, "fa")


def test_writing_for_people_needs_no_django():
    asked = "import sys; import ehya.web.formats; print('django' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
