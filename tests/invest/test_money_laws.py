"""Whatever is approved, paid and taken back, in whatever order: never more paid than approved.

A slow obvious twin keeps plain numbers and says what should be possible.
"""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, paying
from ehya.invest.models import Payment, Progress
from tests.invest import yard

BILLION = 1_000_000_000
ACTS = st.lists(
    st.tuples(st.sampled_from(("approve", "pay", "again", "take_back")), st.integers(1, 30)),
    max_size=12,
)
SHARES = st.lists(st.tuples(st.integers(0, 100), st.booleans()), min_size=1, max_size=8)


@pytest.fixture
def number(officer):
    yard.places()
    return yard.a_project(officer)


@hypothesis(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example takes back what it did
@given(acts=ACTS)
def test_never_more_is_paid_than_approved_and_a_form_sent_twice_is_one(number, officer, acts):
    with transaction.atomic():
        approved, paid, keys = 0, {}, 0
        for act, much in acts:
            if act == "approve":
                yard.money(number, much * BILLION, by=officer)
                approved += much
            elif act == "pay":
                keys += 1
                fits = sum(paid.values()) + much <= approved
                try:
                    with transaction.atomic():
                        payment = yard.pay(number, much * BILLION, f"k{keys}", by=officer)
                    assert fits
                    paid[payment, keys, much] = much
                except Refusal:
                    assert not fits
            elif act == "again" and paid:
                payment, key, much = next(iter(paid))
                assert yard.pay(number, much * BILLION, f"k{key}", by=officer) == payment
            elif act == "take_back" and paid:
                first = next(iter(paid))
                paying.take_back_payment(number, first[0], by=officer, reason="wrong")
                del paid[first]
            stands = yard.of(number)
            assert (stands.approved_irr, stands.paid_irr) == (
                approved * BILLION,
                sum(paid.values()) * BILLION,
            )
        rows = Payment.objects.filter(project=number).aggregate(all=Sum("amount_irr"))["all"] or 0
        assert rows == sum(paid.values()) * BILLION
        transaction.set_rollback(True)


@hypothesis(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example takes back what it did
@given(told=SHARES)
def test_progress_falls_with_a_reason_and_never_without(number, officer, told):
    with transaction.atomic():
        building.begin(number, by=officer, on=yard.BEGUN)
        newest = 0
        for share, says_why in told:
            falls = share < newest
            try:
                with transaction.atomic():
                    reason = "the trench fell in" if says_why else ""
                    yard.tell(number, Decimal(share) / 100, by=officer, reason=reason)
                assert says_why or not falls
                newest = share
            except Refusal:
                assert falls
                assert not says_why
        assert yard.of(number).physical == Decimal(newest) / 100
        assert Progress.objects.filter(project=number).exists() or newest == 0
        transaction.set_rollback(True)
