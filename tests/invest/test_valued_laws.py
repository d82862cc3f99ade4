"""Whatever was approved and paid on whatever days: in each measure the parts are their total.

A slow obvious twin works each amount out alone, in exact fractions.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from ehya.engine.calendar import DayRange
from ehya.engine.prices import Payment, in_constant_rials, in_dollars, in_rials
from ehya.invest.queries.valued import GRAIN, Asked, valued
from ehya.invest.queries.wanted import Wanted
from ehya.ledger.scopes import ALL
from ehya.register.queries.rates import IndexOn, RateOn
from ehya.register.queries.within import here_and_now
from tests.invest import yard

FIRST = date(2024, 4, 1)
DAYS = tuple(FIRST + timedelta(days=30 * n) for n in range(4))
MONTHS = tuple(DayRange(day, day + timedelta(days=29)) for day in DAYS)
MOST = 10**13
PAID = st.lists(
    st.tuples(
        st.integers(0, 1),  # the project
        st.sampled_from(DAYS),
        st.integers(1, MOST),
        st.booleans(),  # whether its source is told
    ),
    min_size=1,
    max_size=6,
)
KNOWN = st.lists(st.integers(1, 10**7), min_size=len(DAYS), max_size=len(DAYS))


@pytest.fixture
def projects(officer):
    """Water and a new unit with money enough, each of one bank: their numbers and their banks'."""
    yard.places()
    water, unit = yard.a_project(officer), yard.a_project(officer, kind="industrial", branch="new")
    return [(key, yard.money(key, 10 * MOST, by=officer)) for key in (water, unit)]


@hypothesis(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example takes back what it did
@given(paid=PAID, known=KNOWN)
def test_in_each_measure_the_parts_are_the_total_and_the_total_is_the_twin_s(
    projects, officer, monkeypatch, paid, known
):
    values = dict(zip(DAYS, map(Decimal, known), strict=True))
    _make_the_only_rates(monkeypatch, values)
    payments = [Payment(much, on) for _, on, much, _ in paid]
    months = tuple(
        IndexOn("cpi", "1400=100", values[on], month, "x", "")
        for on, month in zip(DAYS, MONTHS, strict=True)
    )
    base = months[-1]
    twins = {
        Asked(): in_rials(payments),
        Asked("dollars"): in_dollars(payments, values),
        Asked("constant", months=months, base=base): in_constant_rials(
            payments, values, base.value
        ),
    }
    with transaction.atomic():
        for n, (which, on, much, told) in enumerate(paid):
            number, bank = projects[which]
            yard.pay(number, much, f"k{n}", by=officer, on=on, financing=bank if told else None)
        for asked, twin in twins.items():
            found = valued(Wanted(), asked, here_and_now(), ALL, synthetic=False).paid
            for parts in (found.kinds, found.sources, found.provinces):
                assert sum(part.grains for part in parts.values()) == found.whole.grains
            exact = sum((part.exact for part in twin.parts), Fraction(0))
            rounded = sum(payment.amount_irr for payment in payments)
            assert abs(exact * GRAIN - found.whole.grains) <= Fraction(rounded, 2)
        transaction.set_rollback(True)


def _make_the_only_rates(monkeypatch, values):
    def told(pairs, basis, known_at):
        return {
            pair: RateOn(pair[0], basis, values[pair[1]], DayRange(pair[1], pair[1]), "x", "")
            for pair in pairs
            if pair[1] in values
        }

    monkeypatch.setattr("ehya.invest.queries.valued.rates_of", told)
