"""What is learnt of what brings units back: of which cases, as known when, kept how."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.revive.models import Case
from ehya.verify.actions import learning
from ehya.verify.actions.learning import learn_tables, learnt_since
from ehya.verify.models import Effect, EffectTable
from ehya.verify.queries.effects import Asked, answer, asked_of, before, effects, newest
from ehya.verify.queries.episodes import episodes
from tests.revive import hall as made
from tests.verify.decided import DECIDED, Hall, at

pytestmark = pytest.mark.django_db
LOAN = "working_capital_loan"


@pytest.fixture
def hall(steward, settings):
    settings.TODAY = made.TODAY
    return Hall(steward)


@pytest.fixture
def cases(hall):
    """Forty decided cases, of which the first thirty ran again after 60 days."""
    numbers = hall.decided(40)
    hall.back(numbers[:30])
    return numbers


def learn(**told):
    return learn_tables(by=the_house(), synthetic=False, **told)


def rows_of(table):
    names = [field.name for field in Effect._meta.fields if field.name not in ("id", "table")]
    return sorted(table.effects.values_list(*names))


def test_who_ran_again_and_was_verified_is_back_and_the_others_are_followed_to_the_day(cases):
    (kind,) = (told := episodes(made.TODAY, at(made.TODAY), synthetic=False))
    assert kind == "revival"
    assert sorted((one.back, one.followed) for one in told[kind]) == [
        *[(False, (made.TODAY - DECIDED).days)] * 10,
        *[(True, 60)] * 30,
    ]
    assert {(one.intervention, one.cause, one.jobs) for one in told[kind] if one.back} == {
        (LOAN, "liquidity", 20)
    }


def test_what_was_told_and_not_yet_verified_is_followed_to_the_telling_alone(cases):
    day = DECIDED + timedelta(days=100)  # told to run on day 60, verified on day 180
    told = episodes(day, at(day), synthetic=False)["revival"]
    assert sorted((one.back, one.followed) for one in told) == [
        *[(False, 60)] * 30,
        *[(False, 100)] * 10,
    ]


def test_made_up_cases_are_never_among_the_real_ones(cases):
    Case.objects.filter(pk__in=cases[:5]).update(synthetic=True)
    assert len(episodes(made.TODAY, at(made.TODAY), synthetic=False)["revival"]) == 35
    assert len(episodes(made.TODAY, at(made.TODAY), synthetic=True)["revival"]) == 5


def test_a_table_tells_each_group_and_is_learnt_the_same_again(cases):
    (table,) = learn(as_of=made.TODAY, known_at=at(made.TODAY))
    told = effects(table)
    assert set(told) == {("", "", ""), (LOAN, "", ""), (LOAN, "liquidity", "")}
    whole = told["", "", ""]
    assert (whole.cases, whole.restarted, whole.jobs) == (40, 30, 20)
    assert 0.5 < whole.chance_low < whole.chance < whole.chance_high < 0.9

    (again,) = learn(as_of=made.TODAY, known_at=at(made.TODAY))
    assert rows_of(again) == rows_of(table)
    assert newest("revival", synthetic=False) == again
    assert before(again) == table


def test_what_was_known_then_is_what_was_learnt_then(cases, hall):
    early = DECIDED + timedelta(days=150)
    (then,) = learn(as_of=early, known_at=at(early))
    assert effects(then)["", "", ""].restarted == 0
    hall.decided(5, on=early)  # known in the evening of that very day
    (later,) = learn(as_of=early, known_at=at(early) - timedelta(hours=1))
    assert rows_of(later) == rows_of(then)


def test_too_few_cases_are_not_learnt_from(hall):
    hall.back(hall.decided(20))
    with pytest.raises(Refusal) as no:
        learn()
    assert no.value.code == "verify.too_few_to_learn"
    assert no.value.facts == {"cases": 20, "fewest": 30}
    assert not EffectTable.objects.exists()


def test_who_may_not_learn_is_refused(cases, officer):
    with pytest.raises(Refusal) as no:
        learn_tables(by=officer, synthetic=False)
    assert no.value.code == "ledger.not_allowed"


def test_a_table_whose_event_cannot_be_written_is_not_kept(cases, monkeypatch):
    def broken(*_given, **_facts):
        raise RuntimeError("the power went")

    monkeypatch.setattr(learning, "note", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        learn()
    assert not EffectTable.objects.exists()
    assert not Effect.objects.exists()


def test_a_kept_table_is_never_changed(cases):
    learn()
    with pytest.raises(IntegrityError), transaction.atomic():
        Effect.objects.update(chance=0.99, chance_high=1.0)


def test_once_a_quarter_is_enough(cases):
    learn(as_of=made.TODAY)
    assert learnt_since(made.TODAY - timedelta(days=1), synthetic=False)
    assert not learnt_since(made.TODAY, synthetic=False)
    assert not learnt_since(made.TODAY - timedelta(days=1), synthetic=True)


def test_a_cell_of_few_cases_is_answered_by_the_one_above_it(cases, hall):
    hall.back(hall.decided(3, answers="market.no_demand"))
    (table,) = learn()
    told = effects(table)
    assert answer(told, (LOAN, "liquidity", "micro"), fewest=5).cause == "liquidity"
    few = answer(told, (LOAN, "market", ""), fewest=5)
    assert (few.cause, few.cases) == ("", 43)
    assert answer(told, ("training", "market", ""), fewest=5) is None
    assert [row.cause for row in asked_of(told, Asked("market"))] == ["market"]
    assert [row.cause for row in asked_of(told, Asked())] == [""]
