"""Payments of several days together: in their own rials, in one month's rials, in dollars."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.money import Amount
from ehya.engine.prices import Payment, in_constant_rials, in_dollars, in_rials
from ehya.engine.refusal import Refusal

SPRING, SUMMER, AUTUMN = date(2023, 4, 10), date(2023, 7, 10), date(2023, 10, 10)
PAID = (Payment(1_000, SPRING), Payment(3_000, SUMMER))
WHOLE = st.integers(-(10**15), 10**15)
POINTS = st.decimals("0.01", 10**6, places=2)
DAYS = st.sampled_from([SPRING, SUMMER, AUTUMN])
PAYMENTS = st.lists(st.builds(Payment, WHOLE, DAYS), max_size=8)


def told(a, b, c):
    return {SPRING: a, SUMMER: b, AUTUMN: c}


SERIES = st.builds(told, POINTS, POINTS, POINTS)


def test_nominal_rials_are_added_as_they_were_paid():
    whole = in_rials(PAID)
    assert whole.amount == Amount(4_000)
    assert [part.value for part in whole.parts] == [1_000, 3_000]


def test_constant_rials_are_those_of_the_base_month():
    # spring 1,000 x 240/200 = 1,200; summer 3,000 x 240/225 = 3,200
    index = {SPRING: Decimal(200), SUMMER: Decimal(225)}
    whole = in_constant_rials(PAID, index, Decimal(240))
    assert whole.amount == Amount(4_400)
    assert [part.value for part in whole.parts] == [1_200, 3_200]
    assert [part.by for part in whole.parts] == [200, 225]


def test_dollars_are_those_of_each_payments_own_day():
    # 1,000 / 400 = 2.5 and 3,000 / 480 = 6.25: together 8.75, rounded once
    whole = in_dollars(PAID, {SPRING: Decimal(400), SUMMER: Decimal(480)})
    assert whole.amount == Amount(9, "USD")
    assert [part.value for part in whole.parts] == [2, 6]  # shown; half to even


def test_a_day_without_an_index_or_a_rate_leaves_no_total():
    for code, total in (
        ("money.no_index", lambda: in_constant_rials(PAID, {SPRING: Decimal(2)}, Decimal(3))),
        ("money.no_rates", lambda: in_dollars(PAID, {SPRING: Decimal(2)})),
    ):
        with pytest.raises(Refusal) as no:
            total()
        assert no.value.code == code
        assert no.value.facts == {"days": ("2023-07-10",), "count": 1}


@pytest.mark.parametrize("wrong", ["0", "-1", "NaN", "Infinity"])
def test_what_is_not_more_than_zero_is_no_index_and_no_rate(wrong):
    with pytest.raises(Refusal, match=r"money\.index_not_positive"):
        in_constant_rials(PAID, {SPRING: Decimal(2), SUMMER: Decimal(wrong)}, Decimal(3))
    with pytest.raises(Refusal, match=r"money\.index_not_positive"):
        in_dollars(PAID, {SPRING: Decimal(2), SUMMER: Decimal(wrong)})


def test_nothing_paid_is_nothing_in_every_measure():
    assert in_rials(()).amount == in_constant_rials((), {}, Decimal(1)).amount == Amount(0)
    assert in_dollars((), {}).amount == Amount(0, "USD")


@given(PAYMENTS, POINTS)
def test_prices_that_never_moved_change_nothing(payments, level):
    still = told(level, level, level)
    assert in_constant_rials(payments, still, level).amount == in_rials(payments).amount


@given(PAYMENTS, SERIES, POINTS, st.integers(1, 50))
def test_an_index_against_another_base_gives_the_same_rials(payments, index, base, times):
    other = {day: value * times for day, value in index.items()}
    one = in_constant_rials(payments, index, base)
    assert one.amount == in_constant_rials(payments, other, base * times).amount


@given(PAYMENTS, SERIES, st.randoms())
def test_the_order_of_payments_is_nothing(payments, rates, chance):
    mixed = list(payments)
    chance.shuffle(mixed)
    assert in_dollars(mixed, rates).amount == in_dollars(payments, rates).amount


@given(WHOLE, WHOLE, DAYS, SERIES)
def test_a_payment_in_two_parts_is_worth_the_same(one, other, day, rates):
    parted = [Payment(one, day), Payment(other, day)]
    assert in_dollars(parted, rates).amount == in_dollars([Payment(one + other, day)], rates).amount


@given(PAYMENTS, SERIES, POINTS)
def test_a_total_is_its_exact_parts_rounded_once(payments, index, base):
    whole = in_constant_rials(payments, index, base)
    assert len(whole.parts) == len(payments)
    assert abs(whole.amount.value - sum(part.exact for part in whole.parts)) <= 0.5
