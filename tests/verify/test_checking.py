"""A claim becomes proven, is taken back, or relapses; by readings and by somebody else's visit."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
import typer
from django.db import IntegrityError, connection
from django.utils import timezone
from typer.testing import CliRunner

from ehya.cli.lots import lots
from ehya.detect.queries.months import MonthsTold
from ehya.diagnose.models import Visit
from ehya.engine.calendar import DayRange, month_range
from ehya.engine.detect import NAMES
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import Event
from ehya.ledger.queries import sight_of
from ehya.register.models import Unit
from ehya.revive.actions.moving import Step, carry, take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case, Decision, Entry, FundingLine, Intervention, Move, Restart
from ehya.revive.queries.runners import runners_of
from ehya.verify.actions import sampling
from ehya.verify.actions.checking import ask_checks, check_by_readings, check_by_visit, watch
from ehya.verify.actions.sampling import draw_sample
from ehya.verify.models import Check, Sample
from ehya.verify.queries.samples import Again, drawn_again, seed_of
from ehya.verify.queries.waiting import checks_due
from tests.revive.purse import a_decision, a_unit, person

pytestmark = pytest.mark.django_db
RESTARTED, TODAY = date(2023, 4, 1), date(2024, 8, 12)  # 12 Farvardin 1402
A, I = "active", "idle"
MONTHS = tuple(
    month_range(1402 + (n // 12), n % 12 + 1, "solar") for n in range(16)
)  # Farvardin 1402 to Tir 1403


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def case(steward, officer):
    """A case whose officer says that ten people work there again since 1 April 2023."""
    case = open_case(a_unit(steward), "revival", by=officer, on=date(2023, 1, 1))
    Case.objects.filter(pk=case).update(state="under_way", since=date(2023, 1, 20))
    said = Said(date(2023, 4, 3), restarted_on=RESTARTED, jobs=10, use=0.6)
    take(case, "restart", by=officer, said=said)
    return case


def told(case, states, insured=8):
    """What detection says of the case's unit, month by month from Farvardin 1402."""
    count = len(states)
    state = np.array([[NAMES.index(name) for name in states]])
    readings = np.full((1, count, 1), float(insured))
    unit = Case.objects.get(pk=case).unit_id
    return watch(MonthsTold({unit: 0}, MONTHS[:count], ("insured_workers",), state, readings))


def check(case, states, day, **facts):
    return check_by_readings(told(case, states, **facts), day, by=the_house(), synthetic=False)


def test_three_whole_months_at_work_verify_a_restart(case):
    july = MONTHS[3].last  # Tir: Ordibehesht, Khordad and Tir are whole
    assert check(case, [A] * 4, july - timedelta(days=1)).running == 0
    assert check(case, [A] * 4, july).running == 1
    restart, row = Restart.objects.get(), Case.objects.get(pk=case)
    assert row.state == "verified"
    assert (restart.verified_by.act, restart.verified_by.on) == ("verify", july)
    assert Check.objects.get(stage="verify").facts == {
        "method": "verify.readings/1", "months": 3, "insured": 0.8,
    }  # fmt: skip
    assert Event.objects.filter(act="verify.check").count() == 1


def test_done_again_it_finds_nothing_left_to_do(case):
    check(case, [A] * 4, MONTHS[3].last)
    moves = Move.objects.count()
    assert check(case, [A] * 4, MONTHS[3].last).running == 0
    assert Move.objects.count() == moves


def test_people_who_are_not_insured_leave_it_to_a_visit(case):
    assert check(case, [A] * 4, MONTHS[3].last, insured=4).unseen == 1
    assert Case.objects.get(pk=case).state == "restarted"


def test_a_unit_that_stands_has_its_restart_taken_back_and_counts_no_more(case):
    assert check(case, [A, I, I, I], MONTHS[3].last).standing == 1
    assert Case.objects.get(pk=case).state == "under_way"
    assert Restart.objects.get().ended_by.act == "take_back"
    with pytest.raises(Refusal, match=r"revive\.stood_since"):
        said = Said(TODAY, restarted_on=RESTARTED, jobs=10, use=0.6)
        take(case, "restart", by=person("officer"), said=said)


def test_at_six_months_it_is_sustained_and_asked_again_at_twelve(case):
    check(case, [A] * 4, MONTHS[3].last)
    assert check(case, [A] * 7, MONTHS[6].last).running == 1  # 182 days are over on 30 September
    assert Case.objects.get(pk=case).state == "sustained"
    assert check(case, [A] * 13, MONTHS[12].last).running == 1
    assert Restart.objects.get().sustained_by.on == MONTHS[6].last, "the first time stays"


def test_after_twelve_months_it_is_asked_every_year_and_not_before_it_is_near(case, settings):
    for months in (4, 7, 13):
        check(case, [A] * months, MONTHS[months - 1].last)
    two_years = RESTARTED + timedelta(days=2 * 365)
    ask_checks(two_years - timedelta(days=31))
    assert not Check.objects.filter(stage__startswith="year").exists()
    ask_checks(two_years - timedelta(days=30))
    ask_checks(two_years)
    assert Check.objects.get(stage="year_2").due == two_years

    settings.TODAY = date(2025, 6, 1)
    later = MONTHS + tuple(month_range(1403 + (n // 12), n % 12 + 1, "solar") for n in range(4, 13))
    count = len(later)
    unit = Case.objects.get(pk=case).unit_id
    state = np.full((1, count), NAMES.index(A))
    readings = np.full((1, count, 1), 8.0)
    seen = watch(MonthsTold({unit: 0}, later, ("insured_workers",), state, readings))
    day = later[-1].last
    assert check_by_readings(seen, day, by=the_house(), synthetic=False).running == 1
    row = Case.objects.get(pk=case)
    assert (row.state, row.since, row.due) == ("sustained", day, day + timedelta(days=365))


def test_a_relapse_is_seen_by_itself_and_begins_a_new_round(case):
    check(case, [A] * 4, MONTHS[3].last)
    assert (
        check(case, [A, A, A, A, I, I], MONTHS[5].last).relapsed == 0
    )  # two months: perhaps a pause
    assert check(case, [A, A, A, A, I, I, I], MONTHS[6].last).standing == 1
    row = Case.objects.get(pk=case)
    assert (row.state, row.round, row.owner) == ("relapsed", 2, "officer")
    assert Restart.objects.get().ended_by.act == "relapse"


def a_visit(case, by, *, running, on=date(2023, 9, 1)):
    unit = Case.objects.get(pk=case).unit_id
    event = note("diagnose.visit", by=by)
    return Visit.objects.create(
        unit_id=unit, instrument_from=on, state="done", by=by, on=on, running=running, event=event
    )


def test_whoever_ran_the_case_cannot_prove_it(case, officer):
    ask_checks()
    number = Check.objects.get(stage="verify").pk
    own = a_visit(case, officer, running=True)
    with pytest.raises(Refusal, match=r"revive\.own_case"):
        check_by_visit(number, by=officer, visit=own.pk)
    assert Case.objects.get(pk=case).state == "restarted"


def test_whoever_ran_an_earlier_round_cannot_prove_a_later_one(case, officer):
    check(case, [A] * 4, MONTHS[3].last)
    assert check(case, [A] * 4 + [I] * 3, MONTHS[6].last).standing == 1  # a second round begins
    another = person("officer", "IR-20", name="another")
    Case.objects.filter(pk=case).update(state="under_way", officer=another)
    again = date(2023, 11, 5)
    said = Said(again, restarted_on=again, jobs=10, use=0.6)
    take(case, "restart", by=another, said=said)
    ask_checks()
    number = Check.objects.get(stage="verify", found="").pk
    for who in (officer, another):
        own = a_visit(case, who, running=True, on=date(2023, 12, 1))
        with pytest.raises(Refusal, match=r"revive\.own_case"):
            check_by_visit(number, by=officer, visit=own.pk)


def test_whoever_planned_or_paid_for_it_ran_it(case, officer):
    planner, payer, assessor = (person("assessor", "IR-20", name=name) for name in "pqr")
    work = Intervention.objects.create(
        case_id=case, round=1, kind="market_contract", event=note("revive.plan", by=planner)
    )
    assert runners_of([case]) == {case: {officer.pk, planner.pk}}
    decided = Decision.objects.get(pk=a_decision(case))
    Intervention.objects.filter(pk=work.pk).update(decision=decided)
    line = FundingLine.objects.create(
        code="L", name_fa="خط", first=TODAY, last=TODAY, budget_irr=100
    )
    Entry.objects.create(
        line=line, kind="commit", amount_irr=1, original_amount=1, on=TODAY, intervention=work,
        decision=decided, key="k", by=payer, known_at=timezone.now(),
        event=note("revive.commit", by=payer),
    )  # fmt: skip
    assert runners_of([case]) == {case: {officer.pk, planner.pk, payer.pk}}
    ask_checks()
    for who, waits in ((planner, 0), (payer, 0), (assessor, 3)):
        part = checks_due(who, sight_of(who), date(2024, 8, 1), synthetic=False)
        assert part.late == waits


def test_whoever_verified_it_is_asked_again_at_six_months(case):
    ask_checks()
    assessor = person("assessor", "IR-20")
    made = a_visit(case, assessor, running=True)
    check_by_visit(Check.objects.get(stage="verify").pk, by=assessor, visit=made.pk)
    part = checks_due(assessor, sight_of(assessor), date(2024, 8, 1), synthetic=False)
    assert [task.what for task in part.tasks] == ["month_6", "month_12"]


def test_somebody_elses_visit_proves_it(case):
    ask_checks()
    assessor = person("assessor", "IR-20")
    made = a_visit(case, assessor, running=True)
    assert (
        check_by_visit(Check.objects.get(stage="verify").pk, by=assessor, visit=made.pk)
        == "running"
    )
    assert Case.objects.get(pk=case).state == "verified"


def test_a_visit_before_the_restart_says_nothing_of_it(case):
    ask_checks()
    assessor = person("assessor", "IR-20")
    made = a_visit(case, assessor, running=True, on=date(2023, 3, 1))
    with pytest.raises(Refusal, match=r"verify\.visit_says_nothing"):
        check_by_visit(Check.objects.get(stage="verify").pk, by=assessor, visit=made.pk)


def test_one_look_is_one_answer(case):
    ask_checks()
    assessor = person("assessor", "IR-20")
    first, later = (Check.objects.get(stage=stage).pk for stage in ("verify", "month_6"))
    made = a_visit(case, assessor, running=True)  # 1 September; month_6 is due on 30 September
    check_by_visit(first, by=assessor, visit=made.pk)
    with pytest.raises(Refusal, match=r"verify\.visit_says_nothing"):
        check_by_visit(later, by=assessor, visit=made.pk)
    early = a_visit(case, assessor, running=True, on=date(2023, 8, 30))
    with pytest.raises(Refusal, match=r"verify\.visit_says_nothing"):
        check_by_visit(later, by=assessor, visit=early.pk)
    in_time = a_visit(case, assessor, running=True, on=date(2023, 8, 31))
    assert check_by_visit(later, by=assessor, visit=in_time.pk) == "running"


def test_where_its_event_cannot_be_written_nothing_is_checked(case):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("ALTER TABLE ledger_event ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    with pytest.raises(IntegrityError, match="full_up"):
        check(case, [A] * 4, MONTHS[3].last)
    assert Case.objects.get(pk=case).state == "restarted"
    assert not Check.objects.exists()


SPRING = DayRange(MONTHS[3].first, MONTHS[5].last)


def test_a_quarters_sample_is_drawn_once_by_its_seed(case):
    check(case, [A] * 4, MONTHS[3].last)
    analyst = person("analyst")
    number = draw_sample(SPRING.first, SPRING.last, by=analyst, synthetic=False)
    sample = Sample.objects.get(pk=number)
    assert sample.sizes == {"IR-20": [1, 1]}
    assert list(sample.checks.values_list("case_id", flat=True)) == [case]
    with pytest.raises(Refusal, match=r"verify\.drawn_already"):
        draw_sample(SPRING.first, SPRING.last, by=analyst, synthetic=False)


def test_whoever_has_the_seed_and_the_register_of_that_day_draws_the_same(case):
    lot = a_lot(case)
    assert drawn_again(lot.sample) == Again([], [], own_seed=True)
    check(case, [A] * 6 + [I] * 3, MONTHS[8].last)  # what became of it later changes nothing
    assert Restart.objects.get().ended_by
    assert drawn_again(lot.sample).same
    told = CliRunner().invoke(lots_command(), ["--language", "en"])
    assert (told.exit_code, "drawn again: the same" in told.stdout) == (0, True)


def test_a_lot_from_which_one_was_taken_out_is_told(case):
    sample = a_lot(case).sample
    Restart.objects.update(verified_by=None)
    assert drawn_again(sample) == Again([case], [], own_seed=True)
    told = CliRunner().invoke(lots_command(), ["--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)["lots"][0]["not_drawn_again"] == [case]


def test_the_seed_stays_the_same_as_the_chain_goes_on(case):
    sample = a_lot(case).sample
    note("publish.keep_text", by=person("analyst"))
    assert drawn_again(sample).own_seed


def test_a_seed_that_somebody_chose_is_told(case, monkeypatch):
    monkeypatch.setattr(sampling, "seed_of", lambda *days, synthetic: 5)
    assert drawn_again(a_lot(case).sample) == Again([], [], own_seed=False)
    assert (
        "NOT the one of the ledger"
        in CliRunner().invoke(lots_command(), ["--language", "en"]).stdout
    )


def test_made_up_lots_are_drawn_the_same_in_every_demonstration():
    assert seed_of(date(2023, 6, 22), date(2023, 9, 22), synthetic=True) == 20230622


def lots_command():
    app = typer.Typer(add_completion=False)
    app.command()(lots)
    return app


def test_a_quarter_that_is_not_over_is_not_drawn(case):
    with pytest.raises(Refusal, match=r"verify\.quarter_not_over"):
        draw_sample(TODAY, TODAY, by=person("analyst"), synthetic=False)


def a_lot(case):
    """A lot of spring 1402 that fell on the case, verified in Tir; its check is due on 20 November."""
    check(case, [A] * 4, MONTHS[3].last)
    draw_sample(SPRING.first, SPRING.last, by=person("analyst"), synthetic=False)
    return Check.objects.get(stage="sample")


def test_a_lot_that_finds_a_unit_standing_leads_its_case_back(case):
    lot = a_lot(case)
    made = a_visit(case, assessor := person("assessor", "IR-20"), running=False, on=lot.due)
    assert check_by_visit(lot.pk, by=assessor, visit=made.pk) == "standing"
    assert Case.objects.get(pk=case).state == "relapsed"
    assert Restart.objects.get().ended_by.visit_id == made.pk


def test_a_lot_that_finds_it_running_leads_nothing_on(case):
    lot = a_lot(case)
    made = a_visit(case, assessor := person("assessor", "IR-20"), running=True, on=lot.due)
    assert check_by_visit(lot.pk, by=assessor, visit=made.pk) == "running"
    assert Case.objects.get(pk=case).state == "verified"


def test_a_restart_that_ended_before_anybody_looked_is_counted_by_what_ended_it(case):
    lot = a_lot(case)
    check(case, [A] * 6 + [I] * 3, MONTHS[8].last)  # stood since Mehr: before 20 November
    lot.refresh_from_db()
    assert (lot.found, lot.by, lot.on) == ("standing", "readings", MONTHS[8].last)
    assert Case.objects.get(pk=case).state == "relapsed"


def test_one_that_stood_only_later_counts_as_running(case):
    lot = a_lot(case)
    check(case, [A] * 8 + [I] * 3, MONTHS[10].last)  # since Azar, which begins on 22 November
    lot.refresh_from_db()
    assert (lot.found, lot.by) == ("running", "readings")


@pytest.mark.parametrize(("days", "found"), [(0, "standing"), (1, "")])
def test_a_visit_after_the_day_does_not_tell_since_when_it_stood(case, days, found):
    lot, assessor = a_lot(case), person("assessor", "IR-20")
    made = a_visit(case, assessor, running=False, on=lot.due + timedelta(days=days))
    check_by_visit(Check.objects.get(stage="month_6").pk, by=assessor, visit=made.pk)
    assert Case.objects.get(pk=case).state == "relapsed"
    check(case, [A] * 8, MONTHS[7].last)
    lot.refresh_from_db()
    assert (lot.found, lot.visit_id) == (found, made.pk if found else None)


def test_what_was_found_stays(case):
    check(case, [A] * 4, MONTHS[3].last)
    with pytest.raises(IntegrityError, match="never changed"):
        Check.objects.filter(stage="verify").update(found="standing")


def test_a_hundred_at_once_are_led_on_or_none(case, officer):
    said = Said(TODAY, restarted_on=TODAY, jobs=1, use=0.5)
    good = open_case(Unit.objects.get().number, "capacity", by=officer, on=TODAY)
    steps = [Step(good, "screen", officer, Said(TODAY)), Step(case, "restart", officer, said)]
    with pytest.raises(Refusal, match=r"revive\.not_from_here"):
        carry(steps, event=Event.objects.first().pk)
    assert Case.objects.get(pk=good).state == "found"
