"""Whole rials, dated rates, and conversions that keep what was told."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.money import (
    Amount,
    Rate,
    Rates,
    convert,
    rials_from_hemat,
    rials_from_toman,
    total,
)
from ehya.engine.refusal import Refusal

WHOLE = st.integers(-(10**18), 10**18)
OFFICIAL = Rate(42_000, date(2018, 4, 10), "official", "decision", until=date(2022, 8, 19))
MARKET = Rate(490_000, date(2023, 8, 14), "market", "three pairs of one report")
NIMA = Rate(400_000, date(2024, 3, 12), "nima", "Trend")
ALL = Rates((OFFICIAL, MARKET, NIMA))


def refused(code: str, call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as no:
        call(*args, **kwargs)
    assert no.value.code == code
    return no.value


def test_a_toman_is_ten_rials_and_a_hemat_ten_trillion():
    assert rials_from_toman(3_035_000_000_000) == Amount(30_350_000_000_000)
    assert rials_from_hemat(Decimal("2.45")) == Amount(24_500_000_000_000)
    assert rials_from_toman(Fraction(1, 10)) == Amount(1)


@given(WHOLE)
def test_a_hemat_is_a_thousand_billion_toman(hemat):
    assert rials_from_hemat(hemat) == rials_from_toman(hemat * 10**12)


def test_money_is_never_a_fraction_of_a_rial():
    refused("money.not_whole", rials_from_toman, Decimal("0.05"))
    refused("money.not_whole", Amount, 1.0)
    refused("money.not_whole", Amount, True)
    refused("money.not_exact", rials_from_hemat, 2.45)


def test_the_parts_of_the_seed_report_make_29_47_trillion():
    parts = [Amount(1_880 * 10**9), Amount(18_350 * 10**9), Amount(9_240 * 10**9)]
    assert total(parts) == Amount(29_470 * 10**9)
    assert total([]) == Amount(0)


def test_two_currencies_are_not_added():
    facts = refused("money.mixed_currencies", Amount(1).__add__, Amount(1, "USD")).facts
    assert facts == {"left": "IRR", "right": "USD"}
    refused("money.mixed_currencies", total, [Amount(5, "USD")])


@given(WHOLE, WHOLE, st.sampled_from(["IRR", "USD"]))
def test_what_is_added_can_be_taken_away(one, other, currency):
    left, right = Amount(one, currency), Amount(other, currency)
    assert left + right - right == left
    assert left + right == right + left


def test_a_converted_amount_keeps_original_rate_and_day():
    converted = convert(Amount(29_400_000_000_000), MARKET)
    assert converted.amount == Amount(60_000_000, "USD")
    assert converted.original == Amount(29_400_000_000_000)
    assert converted.rate is MARKET
    assert converted.on == date(2023, 8, 14)


def test_halves_are_rounded_to_the_even_dollar():
    assert convert(Amount(63_000), OFFICIAL).amount.value == 2
    assert convert(Amount(105_000), OFFICIAL).amount.value == 2
    assert convert(Amount(-63_000), OFFICIAL).amount.value == -2


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**7))
def test_dollars_become_rials_and_the_same_dollars_again(dollars, price):
    rate = Rate(price, date(2024, 8, 12), "market", "drawn")
    there = convert(Amount(dollars, "USD"), rate)
    assert there.amount == Amount(dollars * price)
    assert convert(there.amount, rate).amount == Amount(dollars, "USD")


@given(WHOLE, st.integers(1, 10**7))
def test_a_conversion_errs_by_half_a_dollar_at_most(rials, price):
    dollars = convert(Amount(rials), Rate(price, date(2024, 8, 12), "market", "drawn")).amount
    assert abs(dollars.value * price - rials) * 2 <= price


def test_the_nearest_rate_of_a_day_is_found_in_its_basis():
    assert ALL.near(date(2023, 8, 1)) is MARKET
    assert ALL.near(date(2020, 1, 1)) is OFFICIAL
    assert ALL.near(date(2024, 1, 1), "nima") is NIMA
    assert ALL.near(date(2022, 9, 1), "official") is OFFICIAL
    assert ALL.near(date(2024, 1, 1), "official") is None


def test_a_far_rate_is_no_rate():
    assert ALL.near(date(2017, 1, 1)) is None
    assert ALL.near(date(2017, 1, 1), within_days=500) is OFFICIAL
    assert Rates(()).near(date(2024, 1, 1)) is None


def test_when_two_stand_equally_near_the_market_speaks_first():
    free = Rate(150_000, date(2020, 1, 1), "market", "a print")
    both = Rates((OFFICIAL, free))
    assert both.near(date(2020, 1, 1)) is free
    assert both.around(date(2020, 1, 1)) == (free, OFFICIAL)


def test_of_one_basis_the_later_of_two_equally_near_rates_counts():
    early = Rate(1, date(2024, 1, 1), "market", "a")
    late = Rate(2, date(2024, 1, 11), "market", "b")
    assert Rates((early, late)).near(date(2024, 1, 6)) is late
    assert Rates((late, early)).near(date(2024, 1, 6)) is late


def test_a_rate_counts_its_days_from_either_end():
    assert OFFICIAL.days_from(date(2018, 4, 9)) == 1
    assert OFFICIAL.days_from(date(2020, 1, 1)) == 0
    assert OFFICIAL.days_from(date(2022, 8, 29)) == 10
    assert MARKET.days_from(date(2023, 8, 15)) == 1


def test_a_rate_that_cannot_be_is_refused():
    refused("money.rate_not_positive", Rate, 0, date(2024, 1, 1), "market", "x")
    refused("money.rate_reversed", Rate, 1, date(2024, 1, 2), "market", "x", until=date(2024, 1, 1))


@given(st.lists(st.dates(date(2016, 1, 1), date(2025, 12, 31)), max_size=8), st.dates())
def test_no_other_rate_is_nearer_than_the_near_one(days, day):
    known = Rates(tuple(Rate(n + 1, on, "market", "drawn") for n, on in enumerate(days)))
    found = known.near(day, within_days=10**7)
    assert (found is None) == (not days)
    if found:
        assert found.days_from(day) == min(abs((on - day).days) for on in days)
