"""Payments in every measure for which each day is told, and the reason where one is not."""

from datetime import date

import pytest
from django.utils import timezone

from ehya.engine.money import Amount
from ehya.engine.prices import Payment
from ehya.register.actions.rates import import_index, import_rates
from ehya.register.queries.measures import measures_of

pytestmark = pytest.mark.django_db
SPRING, SUMMER, LATE = date(2023, 4, 10), date(2023, 7, 10), date(2024, 8, 12)
PAID = [Payment(4_000_000, SPRING), Payment(9_000_000, SUMMER)]
INDEX = "index,base,month,value,source\n"
RATES = "currency,basis,day,rials,source\n"


def told(payments=PAID, as_of=LATE):
    """Kind, by what, and the sum or the code of the no."""
    return {
        (one.kind, one.by): one.total.amount if one.total else one.refusal.code
        for one in measures_of(payments, as_of, timezone.now())
    }


def test_nothing_told_leaves_the_nominal_sum_alone():
    assert told() == {
        ("nominal", ""): Amount(13_000_000),
        ("constant", ""): "money.no_index",
        ("dollars", "market"): "money.no_rates",
        ("dollars", "nima"): "money.no_rates",
        ("dollars", "official"): "money.no_rates",
    }


def test_constant_rials_are_those_of_the_newest_month_told(analyst):
    rows = "cpi,1400,1402/01,200,SCI\ncpi,1400,1402/04,225,SCI\ncpi,1400,1403/04,450,SCI\n"
    import_index((INDEX + rows).encode(), by=analyst)
    # 4,000,000 x 450/200 = 9,000,000 and 9,000,000 x 450/225 = 18,000,000
    assert told()["constant", "consumer 1400=100"] == Amount(27_000_000)
    # by the end of Tir 1402 its own month is the newest: 4,000,000 x 225/200 + 9,000,000
    assert told(as_of=date(2023, 8, 1))["constant", "consumer 1400=100"] == Amount(13_500_000)


def test_each_payment_is_worked_into_dollars_by_its_own_day(analyst):
    rows = "USD,market,2023-04-10,500000,TGJU\nUSD,market,2023-07-10,480000,TGJU\n"
    import_rates((RATES + rows + "USD,nima,2023-04-10,380000,CBI\n").encode(), by=analyst)
    found = told()
    assert found["dollars", "market"] == Amount(27, "USD")  # 8 + 18.75, rounded once
    assert found["dollars", "nima"] == "money.no_rates"  # never a part of it as the whole
