"""A refusal reads as a sentence, its days in the reader's calendars."""

from datetime import date

import pytest

from ehya.engine.calendar import from_solar, parse_day, to_solar, year_range
from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence


def refusal(call, *args) -> Refusal:
    with pytest.raises(Refusal) as no:
        call(*args)
    return no.value


@pytest.mark.parametrize(
    ("no", "english", "persian"),
    [
        (
            refusal(from_solar, 1403, 7, 31),
            "There is no day 31 in Mehr 1403: that month has 30 days.",
            "مهر ۱۴۰۳ روز ۳۱ ندارد؛ این ماه ۳۰ روز است.",
        ),
        (
            refusal(parse_day, "31 Mehr 1403"),
            "There is no day 31 in Mehr 1403: that month has 30 days.",
            "مهر ۱۴۰۳ روز ۳۱ ندارد؛ این ماه ۳۰ روز است.",
        ),
    ],
)
def test_a_refusal_reads_as_a_sentence(no, english, persian):
    assert sentence(no, "en") == english
    assert sentence(no, "fa") == persian


def test_days_in_a_sentence_stand_in_the_reader_s_calendars():
    no = Refusal("rules.not_yet_in_force", name="pace", on="2000-01-01", first="2024-08-12")
    assert "12 Aug 2024 · 22 Mordad 1403" in sentence(no, "en")
    assert "۲۲ مرداد ۱۴۰۳ · ۱۲ اوت ۲۰۲۴" in sentence(no, "fa")


def test_a_day_that_only_one_calendar_has_is_shown_in_that_one():
    no = refusal(to_solar, date(1800, 1, 1))
    assert sentence(no, "en").startswith("1 Jan 1800 is outside the days that Ehya can date")
    assert sentence(no, "fa").startswith("۱ ژانویه ۱۸۰۰ بیرون از روزهایی است")


def test_years_in_a_sentence_have_no_thousands():
    no = refusal(year_range, 1199)
    assert "(1200 to 1500)" in sentence(no, "en")
    assert "(۱۲۰۰ تا ۱۵۰۰)" in sentence(no, "fa")


def test_a_file_s_name_that_opens_a_sentence_is_left_as_it_is():
    assert sentence(Refusal("check.empty", file="report.txt"), "en").startswith("report.txt holds")
    assert sentence(Refusal("check.empty", file="check.stdin"), "en").startswith("Standard input")


def test_what_somebody_wrote_is_quoted_as_written():
    no = Refusal("import.published_in_future", value="2090-06-01", today="2024-08-12")
    assert "“2090-06-01”" in sentence(no, "en")
    assert "«2090-06-01»" in sentence(no, "fa")


def test_months_in_a_sentence_stand_in_the_reader_s_calendars():
    no = Refusal("import.period_backwards", start="2024-07", end="2024-06")
    assert "ژوئن ۲۰۲۴" in sentence(no, "fa")
    assert "Jun 2024" in sentence(no, "en")


def test_signs_without_a_shape_are_shown_and_not_sent_on():
    no = Refusal("register.no_such_page", page="a\x00\x1b\ud800b")
    for language in ("en", "fa"):
        assert "a\ufffd\ufffd\ufffdb" in sentence(no, language)
