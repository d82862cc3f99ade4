"""What is learnt of what brings units back: of which cases, as known when, kept how."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from ehya.detect.models import Look, Sweep
from ehya.diagnose.models import Finding
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import note, note_run, the_house
from ehya.revive.models import Case, Entry, FundingLine, Intervention
from ehya.verify.actions import learning
from ehya.verify.actions.learning import learn_tables, learnt_since
from ehya.verify.models import Effect, EffectTable
from ehya.verify.queries.effects import Asked, answer, asked_of, before, behind, effects, newest
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


def told_at(day, *, synthetic=False):
    return [row.told for row in episodes(day, at(day), synthetic=synthetic)]


def test_who_was_proven_to_run_is_back_that_day_and_the_others_are_followed_to_the_table_s(cases):
    rows = episodes(made.TODAY, at(made.TODAY), synthetic=False)
    assert {row.kind for row in rows} == {"revival"}
    assert sorted((row.told.back, row.told.followed) for row in rows) == [
        *[(False, (made.TODAY - DECIDED).days)] * 10,
        *[(True, 180)] * 30,
    ]
    # 20 people told, of whom 80 % were insured in the months of the proof.
    assert {(one.intervention, one.cause, one.jobs) for one in told_at(made.TODAY) if one.back} == {
        (LOAN, "liquidity", 16)
    }


def test_what_was_told_and_not_yet_proven_is_followed_like_all_others(cases):
    day = DECIDED + timedelta(days=100)  # told to run on day 60, proven on day 180
    assert [(one.back, one.followed) for one in told_at(day)] == [(False, 100)] * 40


def test_staying_is_counted_from_the_proof_to_the_relapse(cases):
    assert {(one.ran, one.stood) for one in told_at(made.TODAY) if one.back} == {(400, True)}


def test_who_is_not_looked_at_is_not_said_to_stay(cases):
    day = DECIDED + timedelta(days=300)  # proven on day 180; nothing of them was read since
    assert {(one.ran, one.stood) for one in told_at(day) if one.back} == {(0, False)}


def test_who_is_read_each_month_is_followed_to_the_last_that_was_read(cases):
    day, read = DECIDED + timedelta(days=300), DECIDED + timedelta(days=270)
    a_look(Case.objects.get(pk=cases[0]).unit, read, told_at=at(day))
    assert {(one.ran, one.stood) for one in told_at(day) if one.back} == {(90, False)}
    before = day - timedelta(days=1)  # the house did not know of it yet
    assert {one.ran for one in told_at(before) if one.back} == {0}


def test_without_an_obstacle_the_cause_is_what_was_known_when_it_was_decided(hall):
    (case,) = hall.decided(1, answers="")
    unit = Case.objects.get(pk=case).unit_id
    for obstacle, since in (("market.no_demand", -30), ("liquidity.working_capital", 5)):
        known = DateTimeTZRange(at(DECIDED + timedelta(days=since)), None)
        valid = DateRange(DECIDED - timedelta(days=90), None)
        Finding.objects.create(
            unit_id=unit, obstacle=obstacle, severity=3, valid=valid, known=known, event=hall.event
        )
    assert [one.cause for one in told_at(made.TODAY)] == ["market"]


def test_what_it_costs_is_what_was_committed_less_what_was_released(hall, analyst):
    (case,) = hall.decided(1)
    work = Intervention.objects.get(case=case)
    line = FundingLine.objects.create(
        code="L", name_fa="خط", first=DECIDED, last=made.TODAY, budget_irr=100
    )
    for kind, amount in (("commit", 70), ("pay", 30), ("release", 20)):
        Entry.objects.create(
            line=line, kind=kind, amount_irr=amount, original_amount=amount, on=DECIDED, by=analyst,
            intervention=work, decision=work.decision, key=kind, known_at=at(DECIDED),
            event=hall.event,
        )  # fmt: skip
    assert [one.cost for one in told_at(made.TODAY)] == [50]


def a_look(unit, last_read, *, told_at):
    """Say that a sweep read a unit up to a day."""
    house, event = the_house(), note("detect.sweep", by=the_house())
    run = note_run("detect.states/2", origins=[], seconds=0)
    sweep = Sweep.objects.create(
        state="done", synthetic=False, as_of=last_read, first=DECIDED, known_at=told_at,
        told_at=told_at, lake_version=1, engine="local", method="detect.states/2",
        rules_from=DECIDED, by=house, run=run, event_id=event.pk,
    )  # fmt: skip
    Look.objects.create(
        sweep=sweep, unit=unit, province_id="IR-20", state="active", since=DECIDED, p_active=1,
        p_semi_active=0, p_idle=0, p_gone=0, warning=0, last_read=last_read,
    )  # fmt: skip


def test_made_up_cases_are_never_among_the_real_ones(cases):
    Case.objects.filter(pk__in=cases[:5]).update(synthetic=True)
    assert len(told_at(made.TODAY)) == 35
    assert len(told_at(made.TODAY, synthetic=True)) == 5


def test_a_table_tells_each_group_and_is_learnt_the_same_again(cases):
    (table,) = learn(as_of=made.TODAY, known_at=at(made.TODAY))
    told = effects(table)
    assert set(told) == {("", "", ""), (LOAN, "", ""), (LOAN, "liquidity", "")}
    whole = told["", "", ""]
    assert (whole.cases, whole.restarted, whole.jobs) == (40, 30, 16)
    assert 0.4 < whole.chance_low < whole.chance < whole.chance_high < 0.9
    assert len(whole.back_by) == len(table.facts["periods"])
    assert whole.back_by == sorted(whole.back_by)
    assert whole.back_by[-1] == whole.chance
    assert [origin.split(":")[0] for origin in table.run.origins][1:] == ["episodes sha256"]

    (again,) = learn(as_of=made.TODAY, known_at=at(made.TODAY))
    assert rows_of(again) == rows_of(table)
    assert again.run.origins == table.run.origins, "from the very same cases"
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


def test_the_cases_behind_a_cell_are_those_that_it_was_learnt_from(cases, hall):
    others = hall.decided(3, answers="market.no_demand")
    (table,) = learn()
    told = effects(table)
    assert {row.case for row in behind(table, (LOAN, "market", ""))} == set(others)
    assert len(behind(table, (LOAN, "", ""))) == told[LOAN, "", ""].cases == 43
    assert behind(table, (LOAN, "liquidity", "large")) == []
