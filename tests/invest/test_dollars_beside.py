"""Dollars beside rials at the keyboard: the day's told rates judge, and a told rate is not typed."""

from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.models import Financing, Payment
from ehya.register.actions.rates import import_rates
from ehya.revive.queries.amounts import Told
from tests.invest import yard

pytestmark = pytest.mark.django_db
HEAD = "ارز,مبنا,از تاریخ,تا تاریخ,نرخ به ریال,منبع"
DAY = yard.DAY.isoformat()
TRILLION = 10**12


@pytest.fixture
def water(officer, analyst):
    """A project of Semnan; on 12 August a dollar costs 590,000 rials on the market, 450,000 at NIMA."""
    yard.places()
    rows = (f"دلار,بازار,{DAY},,590000,Bonbast", f"دلار,نیما,{DAY},,450000,ICE")
    report = import_rates("\n".join([HEAD, *rows]).encode(), by=analyst)
    assert report.added == 2, report.refused
    return yard.a_project(officer)


def refused(code, work, **told):
    with pytest.raises(Refusal) as no:
        work(**told)
    assert no.value.code == code
    return no.value.facts


def test_a_slip_is_asked_about_with_what_was_meant(water, officer):
    """50 million dollars: at 590,000 29.5 trillion rials, and never 294.8."""
    told = {"number": water, "by": officer, "on": yard.DAY, "usd": Decimal(50_000_000)}
    facts = refused("invest.rate_doubtful", yard.money, amount=294_800 * 10**9, sure=False, **told)
    assert facts["meant"] == 29_480 * 10**9
    assert not Financing.objects.exists(), "nothing is saved before it is answered"
    assert yard.money(amount=294_800 * 10**9, sure=True, **told)


def test_the_day_s_own_rates_judge_not_those_of_the_months_around(water, officer):
    """A thousand dollars are 450 to 590 million rials, half and twice as much at the farthest."""
    told = {"number": water, "by": officer, "on": yard.DAY, "usd": Decimal(10_000)}
    facts = refused("invest.rate_doubtful", yard.money, amount=60 * 10**9, sure=False, **told)
    assert facts["low"] < 4_500_000_000
    assert facts["high"] < 60 * 10**9
    assert facts["meant"] == 6 * 10**9


def test_a_rate_that_is_told_for_the_day_is_looked_up(water, officer):
    yard.money(water, 10**9, by=officer)
    by_table = Told(Decimal(10), "USD", basis="nima")
    kept = Payment.objects.get(pk=yard.pay(water, 0, "a", by=officer, told=by_table))
    assert (kept.amount_irr, kept.rate, kept.rate_basis) == (4_500_000, 450_000, "nima")


@pytest.mark.parametrize("basis", ["", "market"])
def test_a_rate_that_is_told_for_the_day_is_not_typed(basis, water, officer):
    yard.money(water, 10**9, by=officer)
    typed = Told(Decimal(10), "USD", Decimal(600_000), yard.DAY, "a friend", basis)
    facts = refused(
        "invest.rate_is_told", yard.pay, number=water, amount=0, key="a", by=officer, told=typed
    )
    assert (facts["basis"], facts["rate"]) in (
        ("rates.market", 590_000), ("rates.nima", 450_000),
    )  # fmt: skip
    assert not Payment.objects.exists()


def test_a_rate_is_typed_with_its_source_where_none_is_told(water, officer):
    yard.money(water, 10**9, by=officer)
    typed = Told(Decimal(10), "USD", Decimal(420_000), yard.DAY, "Central bank", "official")
    kept = Payment.objects.get(pk=yard.pay(water, 0, "a", by=officer, told=typed))
    assert (kept.amount_irr, kept.rate_basis, kept.rate_source) == (
        4_200_000, "official", "Central bank",
    )  # fmt: skip
