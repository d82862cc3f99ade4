"""What may be told of a project, and what is refused?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, paying, planning, projects
from ehya.invest.models import Financing, Payment, Progress
from ehya.ledger.models import Event
from ehya.revive.queries.amounts import Told
from tests.invest import yard
from tests.invest.yard import BEGUN, DAY

pytestmark = pytest.mark.django_db
TN = 10**12


@pytest.fixture(autouse=True)
def on_the_day(settings):
    """Everything here happens on 12 August 2024."""
    settings.TODAY = DAY


@pytest.fixture
def water(officer):
    """A water project of Semnan with 1,000 rials of a bank."""
    yard.places()
    number = yard.a_project(officer)
    yard.money(number, 1_000, by=officer)
    return number


def refused(code, act, /, **how):
    with pytest.raises(Refusal) as no:
        act(**how)
    assert no.value.code == code, no.value
    return no.value.facts


def test_a_project_is_opened_paid_and_finished_with_one_event_an_act(water, officer):
    building.begin(water, by=officer, on=BEGUN)
    yard.plan(water, ("dug", "0.4", date(2024, 6, 1)), ("laid", "0.6", DAY), by=officer)
    yard.pay(water, 600, "a", by=officer)
    planning.finish_milestone(water, 1, by=officer, on=date(2024, 7, 1))
    yard.tell(water, "1", by=officer)
    building.finish(water, by=officer)
    told = yard.of(water)
    assert (told.state, told.approved_irr, told.paid_irr, told.physical) == (
        "finished",
        1_000,
        600,
        1,
    )
    acts = list(Event.objects.filter(on_kind="project").order_by("position").values_list("act"))
    assert [act for (act,) in acts] == [
        "invest.open_project",
        "invest.finance_project",
        "invest.tell_progress",
        "invest.plan_project",
        "invest.pay",
        "invest.tell_progress",
        "invest.tell_progress",
        "invest.tell_progress",
    ]
    assert told.version == 8


def test_more_is_never_paid_than_was_approved(water, officer):
    yard.pay(water, 700, "a", by=officer)
    facts = refused(
        "invest.beyond_approved", yard.pay, number=water, amount=301, key="b", by=officer
    )
    assert (facts["paid_irr"], facts["most_irr"]) == (1_001, 1_000)
    assert yard.pay(water, 300, "c", by=officer)


def test_what_was_approved_later_did_not_pay_earlier_bills(water, officer):
    yard.money(water, 500, by=officer, on=date(2024, 8, 1))
    act = {"number": water, "key": "a", "by": officer, "on": date(2024, 7, 31)}
    assert refused("invest.before_approval", yard.pay, amount=1_001, **act)["on"] == act["on"]
    assert yard.pay(water, 1_001, "b", by=officer, on=date(2024, 8, 1))


def test_a_source_is_not_cut_below_what_was_paid(water, officer):
    yard.pay(water, 700, "a", by=officer)
    (bank,) = Financing.objects.filter(project=water)
    less = {"number": water, "by": officer, "replaces": bank.pk, "reason": "read again"}
    refused("invest.beyond_approved", yard.money, amount=699, **less)
    yard.money(water, 700, **{name: told for name, told in less.items() if name != "number"})
    known = list(Financing.objects.order_by("pk").values_list("amount_irr", "known__endswith"))
    assert known[0][1] is not None
    assert known[1] == (700, None)


def test_the_same_form_sent_twice_is_one_payment(water, officer):
    first = yard.pay(water, 100, "a form's", by=officer)
    assert yard.pay(water, 100, "a form's", by=officer) == first
    refused("invest.key_used", yard.pay, number=water, amount=101, key="a form's", by=officer)
    assert yard.of(water).paid_irr == 100
    assert Event.objects.filter(act="invest.pay").count() == 1


def test_a_wrong_payment_is_taken_back_and_stays_in_the_books(water, officer):
    wrong = yard.pay(water, 900, "a", by=officer)
    back = {"number": water, "payment": wrong, "by": officer}
    refused("ledger.reason_needed", paying.take_back_payment, **back, reason=" ")
    paying.take_back_payment(**back, reason="paid twice")
    refused("invest.taken_back_already", paying.take_back_payment, **back, reason="again")
    assert yard.of(water).paid_irr == 0
    assert sorted(Payment.objects.values_list("amount_irr", flat=True)) == [-900, 900]
    assert yard.pay(water, 1_000, "b", by=officer)


def test_dollars_keep_their_rate_and_a_missing_rate_is_refused(water, officer):
    yard.money(water, 10**9, by=officer)
    dollars = Told(Decimal(10), "USD", basis="market")
    refused("revive.no_rate", yard.pay, number=water, amount=0, key="a", by=officer, told=dollars)
    told = replace(dollars, rate=Decimal(590_000), rate_on=DAY, rate_source="Bonbast")
    kept = Payment.objects.get(pk=yard.pay(water, 0, "b", by=officer, told=told))
    assert (kept.amount, kept.currency, kept.amount_irr) == (10, "USD", 5_900_000)
    assert (kept.rate, kept.rate_on, kept.rate_source) == (590_000, DAY, "Bonbast")


def test_a_slipped_zero_is_asked_about_where_the_dollars_tell_it(water, officer):
    """60 million dollars were some 29 trillion rials in August 2024; ten times as many are not."""
    slip = {"number": water, "by": officer, "usd": Decimal(60_000_000), "on": DAY, "sure": False}
    facts = refused("invest.rate_doubtful", yard.money, amount=294_800_000_000_000, **slip)
    assert facts["meant"] == 29_480_000_000_000


def test_an_amount_far_from_the_record_is_asked_about_once(water, officer):
    far = {"number": water, "by": officer, "on": DAY}
    facts = refused("invest.amount_doubtful", yard.money, amount=100 * TN, sure=False, **far)
    assert facts["meant"] == TN // 10  # of what is usual, the slip nearest to its middle
    assert yard.money(amount=100 * TN, sure=True, **far)


def test_progress_may_not_fall_without_a_reason(water, officer):
    refused("invest.not_begun", yard.tell, number=water, share="0.1", by=officer)
    building.begin(water, by=officer, on=BEGUN)
    yard.tell(water, "0.5", by=officer, on=date(2024, 7, 1))
    refused("invest.progress_fell", yard.tell, number=water, share="0.4", by=officer)
    yard.tell(water, "0.4", by=officer, reason="a wall fell")
    assert yard.of(water).physical == Decimal("0.4")
    early = {"number": water, "by": officer, "on": date(2024, 6, 1)}
    refused("invest.progress_fell", yard.tell, share="0.6", **early)  # July's would be a fall
    yard.tell(share="0.3", **early)
    assert yard.of(water).physical == Decimal("0.4")
    assert Progress.objects.count() == 3


def test_progress_is_neither_ahead_of_today_nor_before_the_work(water, officer):
    building.begin(water, by=officer, on=BEGUN)
    tomorrow, before = DAY + timedelta(days=1), BEGUN - timedelta(days=1)
    refused("invest.ahead", yard.tell, number=water, share="0.1", by=officer, on=tomorrow)
    refused("invest.before_begun", yard.tell, number=water, share="0.1", by=officer, on=before)
    for share in ("1.1", "-0.1", "NaN", "0.123456"):
        refused("invest.progress_share", yard.tell, number=water, share=share, by=officer)


@pytest.mark.parametrize("weights", [("0.5", "0.4"), ("0.5", "0.50001"), ("1", "1")])
def test_weights_of_milestones_are_the_whole_work_exactly(water, officer, weights):
    steps = [(f"step {weight}", weight, DAY) for weight in weights]
    with pytest.raises(Refusal, match=r"invest\.weights"):
        yard.plan(water, *steps, by=officer)


def test_a_milestone_stands_within_the_project_and_keeps_its_first_day(water, officer):
    late = ("laid", "1", date(2025, 3, 21))
    with pytest.raises(Refusal, match=r"invest\.milestone_day"):
        yard.plan(water, late, by=officer)
    yard.plan(water, ("laid", "1", DAY), by=officer)
    whither = {"number": water, "place": 1, "on": date(2025, 6, 1), "by": officer}
    refused("ledger.reason_needed", planning.move_milestone, **whither, reason="")
    planning.move_milestone(**whither, reason="pipes came late")
    row = yard.of(water).milestones.get()
    assert (row.planned_on, row.expected_on) == (DAY, date(2025, 6, 1))


def test_two_at_one_project_see_each_other(water, officer, analyst):
    seen = yard.of(water).version
    projects.change_project(water, {"sponsor": "Isipo"}, by=analyst, seen=seen)
    facts = refused(
        "invest.project_changed", yard.pay, number=water, amount=1, key="a", by=officer, seen=seen
    )
    assert (facts["by"], facts["act"]) == ("analyst", "invest.change_project")


def test_what_was_told_is_put_right_with_a_reason(water, officer):
    projects.change_project(water, {"jobs_planned": 12}, by=officer)  # told for the first time
    put_right = {"number": water, "told": {"jobs_planned": 21}, "by": officer}
    refused("ledger.reason_needed", projects.change_project, **put_right)
    projects.change_project(**put_right, reason="two digits changed places")
    event = Event.objects.order_by("-position").first()
    assert (event.before, event.after) == ({"jobs_planned": 12}, {"jobs_planned": 21})


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"kind": "road"}, "invest.no_such_kind"),
        ({"branch": "new"}, "invest.no_such_branch"),
        ({"kind": "revival", "branch": ""}, "invest.case_needed"),
        ({"province": ""}, "invest.place_needed"),
        ({"province": "IR-26"}, "invest.place_needed"),  # Qazvin: not the officer's
        ({"name_fa": " "}, "invest.needed"),
        ({"lat": 35.0}, "invest.not_on_earth"),
        ({"lat": float("nan"), "lon": 51.0}, "invest.not_on_earth"),
        ({"capacity": Decimal(-1), "capacity_unit": "t"}, "invest.out_of_range"),
        ({"capacity": Decimal(5)}, "invest.needed"),
        (
            {"capacity": Decimal(40), "capacity_unit": "MW", "capacity_per": "year"},
            "invest.capacity_basis",
        ),
        (
            {"capacity": Decimal(40), "capacity_unit": "t", "capacity_per": "week"},
            "invest.no_such_basis",
        ),
        ({"begins_on": DAY, "ends_on": BEGUN}, "invest.days_reversed"),
        ({"address": "javascript:alert(1)"}, "invest.bad_address"),
        ({"unit": "99999990"}, "register.no_such_unit"),
        ({"park": "P-9999"}, "register.no_such_park_here"),
        ({"code": "X" * 41}, "invest.fact_too_long"),
    ],
)
def test_a_project_that_cannot_be_is_refused(water, officer, told, code):
    refused(code, yard.a_project, by=officer, **told)


def test_a_code_is_one_projects(water, officer):
    yard.a_project(officer, code="W-1")
    refused("invest.code_there", yard.a_project, by=officer, code="W-1")


def test_a_group_has_money_and_no_progress(officer, analyst):
    yard.places()
    group = yard.a_project(analyst, stands_for=9)
    yard.money(group, 1_880_000_000_000, by=analyst, sure=False)
    refused("invest.no_such_project", building.begin, number=group, by=officer)


def test_nobody_acts_on_a_project_elsewhere(analyst, make_person):
    yard.places()
    elsewhere = yard.a_project(analyst, province="IR-26")
    officer = make_person("officer", "IR-20")
    refused("invest.no_such_project", building.begin, number=elsewhere, by=officer)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"capacity": Decimal(1200), "capacity_unit": "t"}, "year"),
        ({"capacity": Decimal(1200), "capacity_unit": "m3", "capacity_per": "day"}, "day"),
        ({"capacity": Decimal(40), "capacity_unit": "مگاوات"}, "none"),
        ({"capacity": Decimal(40), "capacity_unit": "m3", "capacity_per": "none"}, "none"),
        ({"capacity_per": "day"}, ""),
    ],
)
def test_a_capacity_is_of_a_year_of_a_day_or_of_no_time(told, kept, officer):
    yard.places()
    assert yard.of(yard.a_project(officer, **told)).capacity_per == kept
