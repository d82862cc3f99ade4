"""Can a visit be begun, left, taken up again and finished, once and by whoever began it?"""

from datetime import date

import pytest
from django.db import transaction

from ehya.diagnose.actions.visiting import (
    Filled,
    Place,
    begin_visit,
    drop_visit,
    finish_many,
    finish_visit,
    save_draft,
)
from ehya.diagnose.models import Finding, Visit
from ehya.diagnose.queries.visits import drafts_of, visit_seen, visits_of
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import note
from ehya.ledger.models import Event, new_event_id
from ehya.register.models import Unit
from ehya.revive.actions.opening import open_case
from ehya.revive.actions.visiting import finish_and_carry
from ehya.revive.models import Case
from tests.diagnose.conftest import STANDS, TODAY

pytestmark = pytest.mark.django_db


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\b")


def test_a_visit_is_begun_filled_and_finished(unit, officer):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers=STANDS, place=Place(35.6, 53.4, 12.0)), by=officer)
    done = finish_visit(visit.pk, by=officer)
    assert (done.state, done.running, done.on) == ("done", False, TODAY)
    (finding,) = Finding.objects.all()
    assert finding.obstacle == "liquidity.working_capital"
    assert finding.valid.lower == date(2023, 3, 21)
    assert finding.valid.upper is None
    event = Event.objects.get(act="diagnose.visit")
    assert event.on_key == unit
    assert done.event_id == event.pk == finding.event_id


def test_a_draft_that_was_begun_is_gone_on_with(unit, officer):
    first = begin_visit(unit, by=officer)
    assert begin_visit(unit, by=officer).pk == first.pk
    assert begin_visit(unit, by=officer, purpose="check").pk != first.pk
    assert len(drafts_of(officer)) == 2


def test_an_answer_taken_back_is_gone_and_others_stay(unit, officer):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={"let_in": "owner", "workers": 7}), by=officer)
    kept = save_draft(visit.pk, Filled(answers={"workers": None}), by=officer)
    assert kept.answers == {"let_in": "owner"}


def test_what_two_devices_fill_in_is_not_overwritten(unit, officer):
    visit = begin_visit(unit, by=officer)
    seen = visit.version
    save_draft(visit.pk, Filled(answers={"let_in": "owner"}), by=officer, seen=seen)
    with refused("diagnose.draft_changed"):
        save_draft(visit.pk, Filled(answers={"let_in": "nobody"}), by=officer, seen=seen)
    assert Visit.objects.get().answers == {"let_in": "owner"}


def test_saving_the_same_again_changes_nothing(unit, officer):
    visit = begin_visit(unit, by=officer)
    first = save_draft(visit.pk, Filled(answers={"let_in": "owner"}), by=officer)
    again = save_draft(visit.pk, Filled(answers={"let_in": "owner"}), by=officer)
    assert again.version == first.version


def test_half_filled_it_is_not_finished(unit, officer):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={"let_in": "owner", "works": "no"}), by=officer)
    with refused("diagnose.answers_wrong") as no:
        finish_visit(visit.pk, by=officer)
    # workers, machines, obstacles and what the owner wants
    assert no.value.facts["count"] == 4
    assert Visit.objects.get().state == "draft"
    assert not Event.objects.filter(act="diagnose.visit")


def test_a_finished_visit_is_never_changed(unit, officer):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={"let_in": "gone"}), by=officer)
    finish_visit(visit.pk, by=officer)
    for act in (lambda: save_draft(visit.pk, Filled(), by=officer),
                lambda: finish_visit(visit.pk, by=officer),
                lambda: drop_visit(visit.pk, by=officer)):  # fmt: skip
        with refused("diagnose.visit_done"):
            act()


def test_answers_to_what_is_not_asked_are_left_behind(unit, officer):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={**STANDS, "let_in": "nobody"}), by=officer)
    done = finish_visit(visit.pk, by=officer)
    assert set(done.answers) == {"let_in", "works", "stands_since"}
    assert not Finding.objects.exists()


def test_a_draft_is_its_writers_own(unit, officer, assessor, elsewhere):
    visit = begin_visit(unit, by=officer)
    for other in (assessor, elsewhere):
        with refused("diagnose.no_such_visit"):
            visit_seen(visit.pk, other)
        with refused("diagnose.no_such_visit"):
            save_draft(visit.pk, Filled(), by=other)


def test_a_finished_one_is_seen_in_its_province_only(unit, officer, assessor, elsewhere):
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={"let_in": "gone"}), by=officer)
    finish_visit(visit.pk, by=officer)
    assert visit_seen(visit.pk, assessor).visit.pk == visit.pk
    with refused("diagnose.no_such_visit"):
        visit_seen(visit.pk, elsewhere)


def test_nobody_visits_elsewhere_or_without_the_role(units, officer, analyst):
    with refused("register.no_such_unit"):
        begin_visit(units[1], by=officer)
    with refused("ledger.not_allowed"):
        begin_visit(units[0], by=analyst)


def test_a_dropped_draft_is_counted_nowhere(unit, officer):
    visit = begin_visit(unit, by=officer)
    drop_visit(visit.pk, by=officer)
    assert drafts_of(officer) == []
    assert visits_of(visit.unit_id) == []
    assert begin_visit(unit, by=officer).pk != visit.pk


def test_a_day_to_come_and_a_place_off_the_earth_are_refused(unit, officer):
    visit = begin_visit(unit, by=officer)
    with refused("diagnose.visit_ahead"):
        save_draft(visit.pk, Filled(on=date(2024, 8, 13)), by=officer)
    with refused("diagnose.off_earth"):
        save_draft(visit.pk, Filled(place=Place(91.0, 50.0)), by=officer)


def test_a_finished_visit_leads_the_case_to_a_diagnosis(unit, officer):
    number = open_case(unit, "revival", by=officer)
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers=STANDS), by=officer)
    done = finish_and_carry(visit.pk, by=officer)
    assert [(move.act, move.target) for move in done.moves] == [
        ("visit", "visited"),
        ("diagnose", "diagnosed"),
    ]
    case = Case.objects.get(pk=number)
    assert (case.state, case.cause) == ("diagnosed", "liquidity")
    assert Event.objects.filter(act="diagnose.visit").count() == 1
    assert {move.visit_id for move in done.moves} == {visit.pk}


def test_without_an_obstacle_the_case_stays_visited(unit, officer):
    number = open_case(unit, "revival", by=officer)
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers={"let_in": "nobody", "works": "no"}), by=officer)
    finish_and_carry(visit.pk, by=officer)
    assert Case.objects.get(pk=number).state == "visited"


def test_a_visit_from_before_the_case_leads_it_nowhere(unit, officer):
    number = open_case(unit, "revival", by=officer)
    visit = begin_visit(unit, by=officer)
    save_draft(visit.pk, Filled(answers=STANDS, on=date(2024, 8, 1)), by=officer)
    done = finish_and_carry(visit.pk, by=officer)
    assert done.moves == []
    assert Case.objects.get(pk=number).state == "found"
    assert done.visit.state == "done"


def test_many_are_finished_by_the_same_rules(units, officer, elsewhere):
    event = new_event_id()
    ids = [Unit.objects.get(number=number).pk for number in units]
    gone = {"let_in": "gone"}
    visits = [
        Visit(unit_id=unit, by=by, on=TODAY, answers=answers)
        for unit, by, answers in zip(ids, (officer, elsewhere), (STANDS, gone), strict=True)
    ]
    with transaction.atomic():
        found = finish_many(visits, event=event)
        note("diagnose.visit", by=officer, id=event)
    assert [[one.obstacle for one in rows] for rows in found] == [["liquidity.working_capital"], []]
    assert [visit.running for visit in visits] == [False, None]
    assert Visit.objects.filter(state="done").count() == 2


def test_of_many_one_that_is_half_filled_stops_all(unit, officer):
    half = Visit(
        unit_id=Unit.objects.get(number=unit).pk, by=officer, on=TODAY, answers={"let_in": "owner"}
    )
    with refused("diagnose.answers_wrong"):
        finish_many([half], event=new_event_id())
    assert not Visit.objects.exists()
