"""How do the claims of a text belong together, and what is refused?"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.claims.read import LONGEST_TEXT, read
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import vocabulary

REPORT = (
    "The head of the agency opened 12 industrial projects worth 5.5 trillion rials ($11 million)"
    " in May. The projects include eight infrastructure projects with an investment of 2.5 trillion"
    " rials and the revival of four idle units with an investment of 3 trillion rials."
)


def claims(text, published=date(2024, 8, 12)):
    return {
        (c.metric, c.value): c
        for c in read(text, vocabulary=vocabulary(), published_on=published).claims
    }


def test_rials_and_their_dollars_are_a_pair():
    found = claims(REPORT)
    rials = found["investment_rials", 5_500_000_000_000]
    dollars = found["investment_usd", 11_000_000]
    assert (rials.pair, dollars.pair) == (dollars.id, rials.id)


def test_parts_point_to_their_whole_and_so_does_their_money():
    found = claims(REPORT)
    whole, money = found["projects_inaugurated", 12], found["investment_rials", 5_500_000_000_000]
    assert found["projects_inaugurated", 8].part_of == whole.id
    assert found["units_revived", 4].part_of == whole.id
    assert found["investment_rials", 2_500_000_000_000].part_of == money.id
    assert found["investment_rials", 3_000_000_000_000].part_of == money.id


def test_money_and_jobs_know_the_count_they_are_for():
    found = claims("Last year 40 idle units were revived. These units created 600 jobs.")
    assert found["jobs_created", 600].about == found["units_revived", 40].id
    assert found["jobs_created", 600].period == found["units_revived", 40].period


def test_a_figure_told_twice_is_one_claim_at_its_full_mention():
    text = "احیای ۵۲ واحد راکد\nاز ابتدای امسال ۵۲ واحد راکد احیا شد."
    (claim,) = read(text, vocabulary=vocabulary(), published_on=date(2024, 8, 12)).claims
    assert claim.start > text.index("\n")
    assert claim.period.start == "2024-03-20"


def test_equal_figures_of_different_scopes_stay_two():
    text = "۱۵ واحد راکد در داخل شهرک‌های صنعتی احیا شد. ۱۵ واحد راکد خارج از شهرک‌ها احیا شد."
    found = read(text, vocabulary=vocabulary(), published_on=date(2024, 8, 12)).claims
    assert [c.population for c in found] == ["industrial parks", "outside parks"]


def test_an_earlier_report_closes_the_count_it_told():
    text = (
        "In a previous update from June, 116 idle units had been revived"
        " since the start of the current year."
    )
    (claim,) = read(text, vocabulary=vocabulary(), published_on=date(2024, 8, 12)).claims
    assert (claim.period.start, claim.period.end) == ("2024-03-20", "2024-06")


def test_a_bound_follows_from_rounding_and_qualifier():
    found = claims("About 200 idle units were revived. They got 1.5 trillion rials of investment.")
    units, money = found["units_revived", 200], found["investment_rials", 1_500_000_000_000]
    assert (units.low, units.high) == (190, 210)
    assert (money.low, money.high) == (1_450_000_000_000, 1_550_000_000_000)
    over = claims("Over 200 idle units were revived.")["units_revived", 200]
    assert (over.low, over.high) == (200, None)


def test_the_first_line_may_tell_the_day():
    reading = read("date 2024-08-12 This year 9 idle units were revived.", vocabulary=vocabulary())
    assert reading.published_on == date(2024, 8, 12)
    assert reading.claims[0].period.end == "2024-08-12"


def test_without_a_day_a_relative_time_stays_open_and_says_so():
    (claim,) = read("Last year 9 idle units were revived.", vocabulary=vocabulary()).claims
    assert (claim.period.start, claim.period.end) == (None, None)
    assert "period.unknown" in claim.unsure


def test_the_language_is_that_of_the_greater_part():
    assert read("۳۳ واحد راکد احیا شد.", vocabulary=vocabulary()).language == "fa"
    assert read("33 idle units were revived.", vocabulary=vocabulary()).language == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "claims.empty"),
        (" \n\t ", "claims.empty"),
        ("33 units. " * LONGEST_TEXT, "claims.too_long"),
        ("\x00\x01\x02\x03 PK", "claims.not_text"),
        ("33 idle units " * 2_000, "claims.too_many_numbers"),
    ],
)
def test_what_is_no_report_is_refused(text, code):
    with pytest.raises(Refusal) as refusal:
        read(text, vocabulary=vocabulary())
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "revived " + "9" * 5_000 + " idle units",
        "(" * 20_000 + "33 idle units were revived",
        "33\u200c\u200c\u200d idle\u200b units were \u202erevived\u202c",
        "since the beginning of the " * 500,
        "half a " * 2_000,
        "سی و " * 2_000,
    ],
)
def test_hostile_text_is_read_without_harm(text):
    for claim in read(text, vocabulary=vocabulary()).claims:
        assert text[claim.start : claim.end] == claim.text


WORDS = st.sampled_from(
    [
        "33",
        "1,557",
        "294.8",
        "۴۰۰",
        "trillion",
        "rials",
        "(",
        ")",
        "$",
        ",",
        ".",
        "and",
        "و",
        "idle",
        "units",
        "revived",
        "واحد",
        "راکد",
        "احیا",
        "شد",
        "percent",
        "of",
        "the",
        "target",
        "realized",
        "since",
        "March",
        "21",
        "last",
        "year",
        "سال",
        "گذشته",
        "which",
        "including",
        "new",
        "jobs",
        "هزار",
        "میلیارد",
        "-",
        "to",
    ]
)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)))
def test_every_passage_is_where_it_says(text):
    try:
        reading = read(text, vocabulary=vocabulary(), published_on=date(2024, 8, 12))
    except Refusal:
        return
    ids = {claim.id for claim in reading.claims}
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.text != ""
        assert claim.value >= 0
        assert {claim.pair, claim.part_of, claim.about} - {None} <= ids
        assert claim.low is None or claim.high is None or claim.low <= claim.high
