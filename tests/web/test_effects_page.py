"""The page of what brings units back: who reads it, what it says, and what it does not."""

import csv
import io

import pytest
from tests.revive import hall as made
from tests.verify.decided import Hall

from ehya.ledger.actions import the_house
from ehya.revive.models import Case
from ehya.verify.actions.learning import learn_tables

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, analyst):
    settings.TODAY = made.TODAY
    analyst.language = "en"
    analyst.save()


@pytest.fixture
def learnt(steward):
    hall = Hall(steward)
    hall.back(hall.decided(40)[:30])
    hall.back(hall.decided(4, answers="market.no_demand"))
    learn_tables(by=the_house(), synthetic=False)


def text_of(client, address):
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_before_anything_is_learnt_it_says_so(analyst_client):
    assert "Too few cases were decided" in text_of(analyst_client, "/effects/")


def test_it_says_how_many_of_a_hundred_come_back_and_that_this_proves_no_cause(
    learnt, analyst_client
):
    text = text_of(analyst_client, "/effects/")
    assert "34 of 44" in text
    assert "It does not prove that the intervention was the reason" in text
    assert "verify.effects/2" in text


def test_few_cases_are_marked(learnt, analyst_client):
    assert "fewer than 5 cases" in text_of(analyst_client, "/effects/?cause=market")
    assert "fewer than 5 cases" not in text_of(analyst_client, "/effects/?cause=liquidity")


def test_in_persian_it_speaks_persian(learnt, analyst, analyst_client):
    analyst.language = "fa"
    analyst.save()
    text = text_of(analyst_client, "/effects/?cause=liquidity")
    assert "۳۰ از ۴۰" in text
    assert "تسهیلات سرمایه در گردش" in text


@pytest.mark.parametrize("wrong", ["kind=x", "cause='", "cause=liquidity&size=vast", "size=micro"])
def test_a_mistyped_question_is_answered_as_if_it_were_not_asked(learnt, analyst_client, wrong):
    assert "verify.effects/2" in text_of(analyst_client, f"/effects/?{wrong}")


def test_the_file_carries_what_it_was_learnt_from(learnt, analyst_client):
    answered = analyst_client.get("/effects/effects.csv")
    rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
    assert [(row["intervention"], row["cause"], row["cases"]) for row in rows] == [
        ("all", "all", "44"),
        ("working_capital_loan", "all", "44"),
        ("working_capital_loan", "liquidity", "40"),
        ("working_capital_loan", "market", "4"),
    ]
    assert {(row["kind"], row["synthetic"], row["method"]) for row in rows} == {
        ("revival", "false", "verify.effects/2")
    }


def test_a_line_leads_to_its_cases_as_far_as_the_reader_sees_them(
    learnt, analyst_client, officer_client
):
    address = "/effects/cases/?intervention=working_capital_loan&cause=market"
    assert f'href="{address.replace("&", "&amp;")}' not in text_of(analyst_client, "/effects/")
    text = text_of(analyst_client, address)
    assert "Of 4 such cases 4 ran again, and it was proven" in text
    assert text.count('href="/cases/') >= 4
    assert "are of your provinces" not in text


def test_an_unknown_intervention_leads_back_to_the_table(learnt, analyst_client):
    answered = analyst_client.get("/effects/cases/?intervention=prayer")
    assert (answered.status_code, answered.headers["Location"]) == (302, "/effects/")


def test_who_plans_is_told_what_became_of_such_cases(learnt, officer, officer_client):
    officer.language = "en"
    officer.save()
    case = Case.objects.filter(interventions__answers="liquidity.working_capital").first()
    Case.objects.filter(pk=case.pk).update(cause="liquidity", state="diagnosed")
    text = text_of(officer_client, f"/cases/{case.pk}/interventions/plan/")
    assert "against Liquidity: of 40 cases 30 ran again and it was proven" in text
