"""What is planned, begun, done and ended; and what kinds of interventions there are."""

from datetime import date, timedelta

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.rules import load, versions
from ehya.revive.actions import planning
from ehya.revive.models import Case, Intervention
from ehya.revive.models.committees import BODY_KINDS
from ehya.revive.queries.amounts import doubt_of
from ehya.revive.queries.facts import facts_of
from ehya.revive.queries.vocabulary import kinds, obstacles_known, usual_for
from tests.revive import purse
from tests.revive.purse import DAY

BILLION = 10**9
YEARS = [version["in_force_from"] for version in versions("interventions")]


def refused(code, act, *args, **how):
    with pytest.raises(Refusal) as no:
        act(*args, **how)
    assert no.value.code == code
    return no.value.facts


# The vocabulary


@pytest.mark.parametrize("day", YEARS)
def test_every_answer_of_an_obstacle_is_an_intervention_and_every_one_answers_something(day):
    obstacles = load("obstacles", day)["kind"]
    answers = {one for first in obstacles for row in first["obstacle"] for one in row["answers"]}
    assert answers == set(kinds(day))


@pytest.mark.parametrize("day", YEARS)
def test_every_cause_has_a_plan_of_kinds_that_are_there(day):
    templates = load("interventions", day)["templates"]
    assert set(templates) == {kind["name"] for kind in load("obstacles", day)["kind"]}
    assert all(plan and set(plan) <= set(kinds(day)) for plan in templates.values())


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_a_kind_is_named_in_both_languages_with_steps_and_bodies(kind):
    assert set(kind.bodies) <= set(BODY_KINDS)
    assert kind.stages
    assert all(stage.days > 0 for stage in kind.stages)
    for words in (kind.names, kind.definitions):
        assert any("\u0600" <= sign <= "\u06ff" for sign in words["fa"])
        assert not set(words["fa"]) & set("يك0123456789")


def test_renovation_alone_counts_as_renovation():
    assert [kind.name for kind in kinds().values() if kind.renews] == ["machinery_renovation"]


def test_an_obstacle_s_own_answers_come_before_what_is_usual_for_its_cause():
    assert usual_for("bank_debt.seized_by_bank") == ("return_from_bank", "new_owner")
    assert usual_for("bank_debt") == ("debt_rescheduling", "working_capital_loan")
    assert usual_for("nonsense") == ()
    assert "liquidity.working_capital" in obstacles_known()


def test_steps_are_counted_one_after_another():
    steps = kinds()["market_contract"].steps_from(date(2024, 8, 12))
    assert [step["due"] for step in steps] == ["2024-09-11", "2024-10-02", "2024-11-01"]


@pytest.mark.parametrize(
    ("amount", "meant"),
    [
        (20 * BILLION, None),  # usual in 1403: 4.1 to 128 billion
        (205_000_000, None),  # a twentieth of the lowest is still not asked about
        (2_560 * BILLION, None),  # twenty times the highest neither
        (204_999_999, 20_499_999_900),
        (2_561 * BILLION, 256_100_000_000),
    ],
)
def test_an_amount_far_outside_the_record_is_doubted(amount, meant):
    doubt = doubt_of(amount, date(2024, 8, 12))
    assert (doubt and doubt.meant) is None if meant is None else doubt.meant is not None
    if meant is not None:
        assert doubt.low == 4_100_000_000
        assert doubt.high == 128_000_000_000
        assert 4_100_000_000 / 20 <= doubt.meant <= 128_000_000_000 * 20


# What people do


@pytest.fixture
def there(steward, officer, analyst, settings):
    """A case in Semnan with a loan that is planned."""
    settings.TODAY = DAY
    return purse.ready(steward, officer, analyst)


def work(there):
    return Intervention.objects.get(pk=there.work)


def test_a_plan_has_its_usual_steps_and_an_event(there):
    assert [step["name"] for step in work(there).steps] == [
        *("introduced", "assessed", "secured", "paid_out")
    ]
    assert work(there).steps[0]["due"] == "2024-08-19"
    event = Event.objects.get(pk=work(there).event_id)
    assert (event.on_kind, event.on_key) == ("intervention", str(there.work))


def test_the_way_of_an_intervention(there):
    planning.begin(there.work, by=there.officer, on=DAY)
    assert facts_of({there.case: DAY})[there.case].begun == 1
    planning.step_done(there.work, 0, by=there.officer, on=DAY)
    assert work(there).steps[0]["done_on"] == "2024-08-12"
    planning.end(there.work, by=there.officer, done=True, result="paid out")
    assert (work(there).state, work(there).version) == ("done", 4)
    refused("revive.intervention_ended", planning.begin, there.work, by=there.officer)


def test_what_has_not_begun_is_not_done_but_may_be_stopped(there):
    refused("revive.not_begun", planning.step_done, there.work, 0, by=there.officer)
    refused("revive.not_begun", planning.end, there.work, by=there.officer, done=True, result="x")
    refused(
        "revive.result_needed", planning.end, there.work, by=there.officer, done=False, result=" "
    )
    planning.end(there.work, by=there.officer, done=False, result="the bank refused")
    assert facts_of({there.case: DAY})[there.case].planned == 0


def test_a_step_is_done_once_and_on_a_day_that_can_be(there):
    planning.begin(there.work, by=there.officer)
    tomorrow, before = DAY + timedelta(days=1), DAY - timedelta(days=1)
    refused("revive.ahead", planning.step_done, there.work, 0, by=there.officer, on=tomorrow)
    refused(
        "revive.before_its_round", planning.step_done, there.work, 0, by=there.officer, on=before
    )
    planning.step_done(there.work, 0, by=there.officer)
    for place in (0, 4, -1):
        refused("revive.no_such_step", planning.step_done, there.work, place, by=there.officer)
    refused("revive.begun_already", planning.begin, there.work, by=there.officer)


def test_steps_done_stay_when_the_others_change(there):
    planning.begin(there.work, by=there.officer)
    planning.step_done(there.work, 1, by=there.officer)
    planning.change(
        there.work, by=there.officer, steps=[{"name": "letter", "due": date(2024, 9, 1)}]
    )
    assert [step["name"] for step in work(there).steps] == ["assessed", "letter"]
    refused("revive.nothing_changed", planning.change, there.work, by=there.officer)
    refused(
        "revive.bad_steps", planning.change, there.work, by=there.officer, steps=[{"name": "x"}]
    )


def test_the_same_is_not_planned_twice_but_against_two_obstacles_it_may_be(there):
    again = {"by": there.officer, "answers": "liquidity.loan_refused"}
    refused("revive.planned_already", planning.plan, there.case, "working_capital_loan",
            by=there.officer)  # fmt: skip
    planning.plan(there.case, "working_capital_loan", **again)
    refused("revive.planned_already", planning.plan, there.case, "working_capital_loan", **again)


def test_a_template_plans_what_is_missing(there):
    (made,) = planning.plan_from_template(there.case, "bank_debt", by=there.officer)
    assert Intervention.objects.get(pk=made).kind == "debt_rescheduling"
    refused("revive.planned_already", planning.plan_from_template, there.case, "bank_debt",
            by=there.officer)  # fmt: skip
    refused("revive.no_template", planning.plan_from_template, there.case, "x", by=there.officer)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("revive.no_such_intervention_kind", {"kind": "a miracle"}),
        ("revive.no_such_obstacle", {"answers": "bad luck"}),
        ("revive.cost_not_money", {"cost_irr": -1}),
        ("revive.cost_not_money", {"cost_irr": 10**18 + 1}),
    ],
)
def test_what_is_no_plan_is_refused(there, code, told):
    kind = told.pop("kind", "training")
    refused(code, planning.plan, there.case, kind, by=there.officer, **told)
    assert Intervention.objects.count() == 1


def test_nothing_is_planned_for_a_closed_case_or_by_who_may_not_or_elsewhere(there, steward):
    refused("ledger.not_allowed", planning.plan, there.case, "training", by=there.analyst)
    elsewhere = purse.person("assessor", "IR-26")
    refused("revive.no_such_case", planning.plan, there.case, "training", by=elsewhere)
    refused("revive.no_such_intervention", planning.begin, there.work, by=elsewhere)
    Case.objects.filter(pk=there.case).update(state="withdrawn")
    refused("revive.case_closed", planning.plan, there.case, "training", by=there.officer)


def test_whoever_saw_it_before_a_change_is_told(there):
    planning.begin(there.work, by=there.officer, seen=1)
    facts = refused(
        "revive.intervention_changed",
        planning.end, there.work, by=there.officer, done=False, result="x", seen=1,
    )  # fmt: skip
    assert facts["by"] == "officer"
