"""The year's end by open cases: what is counted stays counted, and what is open has its chance."""

from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone
from tests.revive.purse import a_unit

from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL
from ehya.publish.pipeline import pipeline
from ehya.register.queries.within import Moment
from ehya.revive.actions.moving import take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case, Meeting
from ehya.revive.queries.levers import moves_of_a_year

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def cases(steward, officer):
    """Two restarts of Semnan in 1403, one of 1402, and two cases that wait."""
    for on in (date(2024, 4, 1), date(2024, 5, 1), date(2024, 3, 1)):
        case = open_case(a_unit(steward), "revival", by=officer, on=on - timedelta(days=60))
        Case.objects.filter(pk=case).update(state="under_way", since=on - timedelta(days=30))
        take(case, "restart", by=officer, said=Said(on, restarted_on=on, jobs=9, use=0.6))
    for _more in range(2):
        open_case(a_unit(steward), "revival", by=officer, on=date(2024, 6, 1))


def told(**asked):
    moment = Moment(TODAY, timezone.now())
    return pipeline(moment, stage="claimed", synthetic=False, **asked)


def test_what_is_counted_stays_and_what_waits_has_its_chance(cases):
    found = told(target=2)
    assert (found.counted, found.p_target()) == (2, 1.0)
    (found_state,) = found.waiting
    assert (found_state.state, found_state.cases) == ("found", 2)
    assert found.law.sum() == pytest.approx(1, abs=1e-9)
    assert found.mean == pytest.approx(2 + found.open_chances.sum() + found.arriving, abs=0.02)
    assert found.provinces["IR-20"] == pytest.approx(2 + found.open_chances.sum())


def test_a_chance_under_the_shared_shock_is_told_beside_the_independent_chance(cases):
    found = told(target=4)
    assert found.alone.sum() == pytest.approx(1, abs=1e-9)
    assert found.p_target() != found.p_target(alone=True)
    assert found.sigma > 0 and found.sigma_from == 0  # the prior alone: no year before


def test_what_is_missing_is_never_sure(cases):
    """Of a law whose sum is a last digit above 1, the chance is still one."""
    found = told(target=3)
    found.__dict__["law"] = np.array([0.0, 0.6, 0.4 + 5e-15])
    assert 1 - 1e-15 < found.p_target() < 1


def test_a_stage_that_is_none_and_a_programme_without_moves_are_refused(db):
    with pytest.raises(Refusal, match="nothing_to_learn"):
        told()
    with pytest.raises(Refusal, match="no_such_stage"):
        pipeline(Moment(TODAY, timezone.now()), stage="hoped", synthetic=False)


def test_each_months_end_is_told_and_the_last_is_the_years(cases):
    found = told(target=3)
    assert [step.day for step in found.path][:2] == [date(2024, 8, 21), date(2024, 9, 21)]
    assert found.path[-1].day == date(2025, 3, 20)
    assert found.path[-1].interval == found.interval
    assert found.path[-1].p_target == found.p_target()
    assert len(found.path) == 8  # Mordad to Esfand
    assert found.so_far[0] == (date(2024, 4, 19), 1)  # Farvardin
    assert found.so_far[-1] == (TODAY, 2)


def test_what_may_be_reached_by_a_day_never_falls_from_month_to_month(cases):
    found = told(target=3)
    chances = [step.p_target for step in found.path]
    assert chances == sorted(chances)
    medians = [step.interval[2] for step in found.path]
    assert medians == sorted(medians)


def test_a_target_is_likely_reached_by_the_first_month_that_is_more_likely_than_not(cases):
    assert told(target=2).likely_by == date(2024, 8, 21)
    assert told(target=500).likely_by is None
    assert told().likely_by is None


def test_a_lever_moves_no_more_than_wait_and_says_what_it_rests_on(cases):
    found = told(target=4)
    (visit,) = found.levers  # no meeting was held, and no rial committed: nothing to tell
    assert (visit.what, visit.state, visit.cases) == ("visit", "screened", 1.0)
    assert visit.gain == 0  # nothing waits there
    assert found.p_with(visit) == found.p_target()


def test_what_meetings_and_money_moved_is_told_of_the_year_before(db, steward, officer):
    from tests.revive import purse

    case = purse.a_case(purse.a_unit(steward), by=officer)
    purse.a_decision(case, on=TODAY)
    moment = Moment(TODAY, timezone.now())
    moves = moves_of_a_year(moment, ALL, synthetic=False)
    assert (moves.a_meeting, moves.a_case_irr) == (None, None)  # planned, not held
    Meeting.objects.update(state="held")
    assert moves_of_a_year(moment, ALL, synthetic=False).a_meeting == 1.0
    later = Moment(TODAY + timedelta(days=400), timezone.now())
    assert moves_of_a_year(later, ALL, synthetic=False).a_meeting is None
