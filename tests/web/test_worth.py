"""Money in the reader's units: hemat and toman, the other currency with its rate and day."""

from dataclasses import replace
from datetime import date

import pytest

from ehya.engine.claims.model import Claim, Period
from ehya.engine.money import Amount, Rate, Rates
from ehya.web.worth import converted, worth

AUGUST = Rate(490_000, date(2023, 8, 14), "market", "three pairs of one report")
RATES = Rates((AUGUST, Rate(42_000, date(2018, 4, 10), "official", "decision", date(2022, 8, 19))))
PARTS = Claim(
    id="c1",
    metric="investment_rials",
    value=29_470 * 10**9,
    unit="IRR",
    qualifier="eq",
    period=Period("event", "2023-08-14", "2023-08-14"),
    published_on="2023-08-14",
)


def test_rials_are_told_in_hemat_and_in_dollars_with_rate_day_and_source():
    assert worth(PARTS, RATES, "en") == (
        "2.947 hemat",
        (
            "about 60.1 million dollars at 490,000 rials a dollar"
            " (market rate, 14 Aug 2023 · 23 Mordad 1402; three pairs of one report)"
        ),
    )


def test_persian_readers_get_the_same_in_persian():
    hemat, dollars = worth(PARTS, RATES, "fa")
    assert hemat == "۲٫۹۴۷ همت"
    assert dollars.startswith("حدود ۶۰٫۱ میلیون دلار با ۴۹۰٬۰۰۰ ریال برای هر دلار (نرخ بازار،")
    assert "۲۳ مرداد ۱۴۰۲ · ۱۴ اوت ۲۰۲۳" in dollars


def test_small_money_is_told_in_toman():
    small = replace(PARTS, value=65_800 * 10**6)
    assert worth(small, RATES, "en")[0] == "6.58 billion toman"


def test_dollars_become_rials_and_keep_what_was_told():
    told = converted(replace(PARTS, value=60_000_000, unit="USD"), RATES)
    assert told is not None
    assert told.amount == Amount(29_400_000_000_000, "IRR")
    assert told.original == Amount(60_000_000, "USD")
    assert told.rate is AUGUST


@pytest.mark.parametrize(
    "claim",
    [
        replace(PARTS, unit="units", value=33),
        replace(PARTS, published_on="2010"),
        replace(PARTS, published_on=None, period=Period("as_of")),
        replace(PARTS, published_on="1700"),
        replace(PARTS, value=0.5),
    ],
)
def test_nothing_is_guessed_without_money_day_or_rate(claim):
    assert converted(claim, RATES) is None
    assert len(worth(claim, RATES, "en")) == (claim.unit == "IRR")


def test_a_claim_without_publication_day_is_converted_at_the_end_of_its_time():
    undated = replace(PARTS, published_on=None, period=Period("full_year", "2019-03", "2019-12"))
    told = converted(undated, RATES)
    assert told is not None
    assert told.rate.basis == "official"


def test_all_money_of_the_record_can_be_told_in_other_words():
    from ehya.ledger.rules import rates
    from ehya.publish.record import read_record

    money = [claim for claim in read_record() if claim.unit in ("IRR", "USD")]
    assert len(money) == 78
    assert sum(converted(claim, rates()) is not None for claim in money) > 60
    assert all(worth(claim, rates(), "fa") or claim.unit == "USD" for claim in money)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("6 hemat", "452,000 rials a dollar", "market rate")), ("fa", ("۶ همت", "نرخ بازار"))],
)
def test_a_claim_s_page_tells_its_money_in_other_words(analyst, sign_in, language, words):
    from ehya.publish.actions import load_record

    load_record(by=analyst)
    analyst.language = language
    analyst.save()
    page = sign_in(analyst).get("/claims/TT482197-02/").content.decode()
    assert all(word in page for word in words), words
