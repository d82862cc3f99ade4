"""Which Persian digits are years and days, and which count? Each line has values worked by hand."""

from datetime import date

import pytest

from ehya.engine.claims.read import read
from ehya.ledger.rules import vocabulary

PUBLISHED = date(2024, 6, 1)  # 12 Khordad 1403


def told(text):
    """Return (metric, value, first day, last day) of each claim."""
    claims = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    return [(c.metric, c.value, c.period.start, c.period.end) for c in claims]


IN_1402 = ("2023-03-21", "2024-03-19")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("در سال ۱۴۰۲، ۲۰۱۱ واحد راکد احیا شد.", [2011]),
        ("در سال ۱۴۰۲ ۲۰۱۱ واحد راکد احیا شد.", [2011]),
        ("در سال ۱۴۰۲، تعداد ۲۰۱۱ واحد راکد احیا شد.", [2011]),
        ("در سال 1402، 1411 واحد راکد احیا شد.", [1411]),
        ("در سال 1402, 2011 واحد راکد احیا شد.", [2011]),
        ("در سال ١٤٠٢، ١٩٥٠ واحد راکد احیا شد.", [1950]),
        ("در سال ۱۴۰۲،۱۹۵۰ واحد راکد احیا شد.", [1950]),
        ("در سال‌های ۱۴۰۱ و ۱۴۰۲، ۱۴۵۰ واحد راکد احیا شد.", [1450]),
        ("در سال ۱۴۰۲، ۱۸۱۱ واحد احیا شد. وزیر گفت: در سال ۱۴۰۲، ۱۴۹۰ واحد احیا شد.", [1811, 1490]),
    ],
)
def test_a_count_behind_a_year_is_no_second_year(text, counts):
    assert told(text) == [("units_revived", count, *IN_1402) for count in counts]


def test_people_and_money_behind_a_year_are_counted_too():
    assert told("در سال ۱۴۰۲، ۲۰۱۱ نفر مشغول به کار شدند.") == [("jobs_created", 2011, *IN_1402)]
    text = "در سال ۱۴۰۲، ۱۴۵۰ میلیارد ریال برای احیای واحدهای راکد سرمایه‌گذاری شد."
    assert told(text) == [("investment_rials", 1_450_000_000_000, *IN_1402)]


def test_a_list_of_years_before_a_plural_counts_nothing():
    assert told("در سال‌های ۱۴۰۰، ۱۴۰۱ و ۱۴۰۲ واحدهای راکد بسیاری احیا شد.") == []


def test_a_count_behind_a_month_is_not_its_year():
    # 31 Khordad 1402 was 21 June 2023, the last one before the day of publication.
    assert told("تا ۳۱ خرداد ۱۴۴۰ واحد راکد احیا شد.") == [
        ("units_revived", 1440, "2023-03-21", "2023-06-21")
    ]


def test_a_short_year_and_a_count_whose_blank_was_lost_are_no_thousands():
    assert told("در سال ۹۹،۱۲۰ واحد راکد احیا شد.") == [
        ("units_revived", 120, "2020-03-20", "2021-03-20")
    ]


def counts_in(text):
    """Return the values of a text's claims."""
    return [c.value for c in read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims]


@pytest.mark.parametrize(
    "number",
    ["منفی ۵", "منفی پنج", "-۵", "−۵", "۵-", "۱۲/۳۴", "۱۲٫۵", "۱۲ ممیز ۳", "۱۰.۰۰۰", "۱e5", "۰"],
)
def test_what_writes_no_count_is_not_read_as_another(number):
    assert counts_in(f"{number} واحد راکد احیا شد.") == []


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("یکصد و ۷۰", 170),
        ("هزار و ۷۰", 1070),
        ("صد و بیست", 120),
        ("۱۰٬۰۰۰", 10_000),
        ("سه‌هزار و ۴۰", 3040),
    ],
)
def test_a_number_half_in_words_is_one_number(number, value):
    assert counts_in(f"{number} واحد راکد احیا شد.") == [value]


def test_a_decimal_in_words_stays_a_decimal():
    assert counts_in("۱۸ ممیز ۵ درصد واحدهای صنعتی راکد هستند.") == [18.5]


@pytest.mark.parametrize("day", ["۳۱ مهر ۱۴۰۲", "۳۱ اسفند ۱۴۰۳", "۳۰ اسفند ۱۴۰۲", "۱۴۰۲/۰۷/۳۱"])
def test_a_day_that_was_not_is_never_another_day(day):
    claims = read(
        f"تا {day} تعداد ۱۲۰ واحد راکد احیا شد.", vocabulary=vocabulary(), published_on=PUBLISHED
    ).claims
    assert [(c.value, c.period.start, c.period.end) for c in claims] == [(120, None, None)]
    assert "calendar.no_such_day" in claims[0].unsure


def test_the_last_day_of_a_leap_year_is_a_day():
    # 1399 was a leap year: 30 Esfand 1399 was 20 March 2021.
    assert told("تا ۳۰ اسفند ۱۳۹۹ تعداد ۱۲۰ واحد راکد احیا شد.") == [
        ("units_revived", 120, "2020-03-20", "2021-03-20")
    ]


def test_a_bracket_that_ends_too_early_is_told():
    # Nine months end with Azar; the bracket says the end of Aban 1402, 21 November 2023.
    text = "طی ۹ ماهه نخست سال ۱۴۰۲ (از ابتدای فروردین تا پایان آبان) ۱۲۰ واحد راکد احیا شد."
    claims = read(text, vocabulary=vocabulary(), published_on=PUBLISHED).claims
    assert [c.unsure for c in claims] == [("calendar.told_end=2023-11-21",)]
