"""Is what holds a unit up told for its time, as it was known, and never overwritten?"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ehya.diagnose.actions.finding import (
    Found,
    Paper,
    add_proofs,
    correct,
    find,
    find_many,
    lift,
    take_back,
)
from ehya.diagnose.models import Finding, Proof
from ehya.diagnose.queries.findings import findings_of, past_of
from ehya.engine.refusal import Refusal
from ehya.ledger.actions import note
from ehya.ledger.models import Event, new_event_id
from ehya.register.models import Unit
from ehya.register.queries.within import Moment
from tests.diagnose.conftest import TODAY
from tests.diagnose.test_evidence import PNG

pytestmark = pytest.mark.django_db

LOAN = "liquidity.working_capital"
FOUND = Found(unit=0, obstacle=LOAN, severity=2, on=TODAY, since=date(2023, 3, 21))


def refused(code):
    return pytest.raises(Refusal, match=rf"^{code}\b")


def on(day, known_at=None):
    return Moment(day, known_at or timezone.now())


def the_unit(number):
    return Unit.objects.get(number=number).pk


def told(number, day=TODAY, known_at=None):
    return [
        (one.obstacle, one.severity) for one in findings_of(the_unit(number), on(day, known_at))
    ]


def test_an_obstacle_holds_from_its_first_day_on(unit, officer):
    find(unit, FOUND, by=officer)
    assert told(unit) == [(LOAN, 2)]
    assert told(unit, date(2023, 3, 21)) == [(LOAN, 2)]
    assert told(unit, date(2023, 3, 20)) == []


def test_before_it_was_written_down_nobody_knew(unit, officer):
    before = timezone.now()
    find(unit, FOUND, by=officer)
    assert told(unit, TODAY, before) == []


def test_the_same_told_again_is_one(unit, officer):
    first = find(unit, FOUND, by=officer)
    assert find(unit, replace(FOUND, since=None), by=officer).pk == first.pk


def test_told_otherwise_it_holds_from_the_day_it_was_seen(unit, officer):
    find(unit, replace(FOUND, on=date(2024, 1, 1)), by=officer)
    before = timezone.now()
    find(unit, replace(FOUND, severity=3, on=date(2024, 6, 1), since=None), by=officer)
    assert told(unit, date(2024, 5, 31)) == [(LOAN, 2)]
    assert told(unit, date(2024, 6, 1)) == [(LOAN, 3)]
    assert told(unit, date(2024, 6, 1), before) == [(LOAN, 2)]


def test_told_of_a_day_before_all_others_it_holds_until_they_begin(unit, officer):
    find(unit, replace(FOUND, since=date(2024, 6, 1)), by=officer)
    find(unit, replace(FOUND, severity=1, on=date(2024, 1, 1), since=date(2023, 6, 1)), by=officer)
    assert told(unit, date(2024, 1, 1)) == [(LOAN, 1)]
    assert told(unit, date(2024, 5, 31)) == [(LOAN, 1)]
    assert told(unit, date(2024, 6, 1)) == [(LOAN, 2)]


def test_lifted_it_holds_no_longer_and_may_come_back(unit, officer):
    first = find(unit, FOUND, by=officer)
    lift(first.pk, by=officer, on=date(2024, 5, 1), words="the bank paid")
    assert told(unit, date(2024, 4, 30)) == [(LOAN, 2)]
    assert told(unit, date(2024, 5, 1)) == []
    assert [one.obstacle for one in past_of(the_unit(unit), TODAY)] == [LOAN]
    find(unit, replace(FOUND, since=date(2024, 1, 1), severity=3), by=officer)
    # it cannot have stood twice at once: the second begins where the first was lifted
    assert told(unit, date(2024, 4, 30)) == [(LOAN, 2)]
    assert told(unit, date(2024, 5, 1)) == [(LOAN, 3)]


def test_a_lift_has_a_day_that_can_be(unit, officer):
    key = find(unit, FOUND, by=officer).pk
    with refused("diagnose.lift_ahead"):
        lift(key, by=officer, on=date(2024, 8, 13))
    with refused("diagnose.lift_before_begin"):
        lift(key, by=officer, on=date(2023, 3, 21))
    lifted = lift(key, by=officer, on=TODAY)
    with refused("diagnose.lifted_already"):
        lift(lifted.pk, by=officer, on=TODAY)


def test_a_correction_changes_what_is_known_and_keeps_what_was(unit, officer):
    old = find(unit, FOUND, by=officer)
    before = timezone.now()
    correct(old.pk, by=officer, reason="typed wrongly", severity=1, since=date(2022, 3, 21))
    assert told(unit, date(2022, 6, 1)) == [(LOAN, 1)]
    assert told(unit, date(2022, 6, 1), before) == []
    assert told(unit, TODAY, before) == [(LOAN, 2)]
    event = Event.objects.get(act="diagnose.correct_finding")
    assert event.before["severity"] == 2
    assert event.after["severity"] == 1
    assert event.reason == "typed wrongly"


def test_a_correction_says_why_and_changes_something(unit, officer):
    key = find(unit, FOUND, by=officer).pk
    with refused("ledger.reason_needed"):
        correct(key, by=officer, reason=" ", severity=1)
    with refused("diagnose.nothing_changed"):
        correct(key, by=officer, reason="why not", severity=2)
    assert Finding.objects.get().known.upper is None


def test_a_correction_may_not_run_into_an_earlier_time(unit, officer):
    lift(find(unit, FOUND, by=officer).pk, by=officer, on=date(2024, 1, 1))
    again = find(unit, replace(FOUND, since=date(2024, 3, 1)), by=officer)
    with refused("diagnose.stood_before"):
        correct(again.pk, by=officer, reason="earlier", since=date(2023, 12, 1))


def test_two_who_correct_one_see_each_other(unit, officer, assessor):
    key = find(unit, FOUND, by=officer).pk
    correct(key, by=assessor, reason="weighed again", severity=3)
    with refused("diagnose.finding_changed") as no:
        correct(key, by=officer, reason="mine", severity=1)
    assert no.value.facts["by"] == "assessor"
    assert told(unit) == [(LOAN, 3)]


def test_what_never_was_is_taken_back_and_stays_known_as_told(unit, officer):
    key = find(unit, FOUND, by=officer).pk
    before = timezone.now()
    take_back(key, by=officer, reason="another unit was meant")
    assert told(unit) == []
    assert told(unit, TODAY, before) == [(LOAN, 2)]


def test_a_proof_goes_with_the_very_finding_and_its_correction(unit, officer):
    key = find(unit, FOUND, by=officer, papers=[Paper("photo", PNG, "gate.png")]).pk
    right = correct(key, by=officer, reason="weighed again", severity=3)
    (proof,) = Proof.objects.filter(finding=right)
    assert (proof.kind, proof.evidence.name) == ("photo", "gate.png")
    assert Proof.objects.filter(finding=key).count() == 1


def test_proofs_are_of_a_known_kind_and_at_least_one(unit, officer):
    key = find(unit, FOUND, by=officer).pk
    with refused("diagnose.no_such_proof"):
        add_proofs(key, [Paper("rumour", PNG, "gate.png")], by=officer)
    with refused("diagnose.no_file"):
        add_proofs(key, [], by=officer)
    add_proofs(key, [Paper("photo", PNG, "gate.png")] * 2, by=officer)
    assert Proof.objects.count() == 1


def test_a_finding_that_is_refused_leaves_nothing(unit, officer):
    with refused("diagnose.evidence_kind"):
        find(unit, FOUND, by=officer, papers=[Paper("photo", b"GIF89a....", "gate.gif")])
    assert not Finding.objects.exists()
    assert not Event.objects.filter(act="diagnose.find").exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"obstacle": "liquidity.luck"}, "diagnose.no_such_obstacle"),
        ({"severity": 4}, "diagnose.severity_needed"),
        ({"on": date(2024, 8, 13)}, "diagnose.found_ahead"),
        ({"since": date(2024, 8, 13)}, "diagnose.day_ahead"),
        ({"since": date(1800, 1, 1)}, "diagnose.day_too_early"),
        ({"cost_irr": -1}, "diagnose.not_an_amount"),
        ({"cost_irr": 10**18}, "diagnose.not_an_amount"),
        ({"words": "x" * 2001}, "diagnose.too_long"),
    ],
)
def test_what_cannot_be_is_refused(unit, officer, change, code):
    with refused(code):
        find(unit, replace(FOUND, **change), by=officer)


def test_findings_elsewhere_are_nobodys(units, officer, elsewhere, analyst):
    key = find(units[0], FOUND, by=officer).pk
    for act in (
        lambda: lift(key, by=elsewhere, on=TODAY),
        lambda: correct(key, by=elsewhere, reason="x", severity=1),
        lambda: take_back(key, by=elsewhere, reason="x"),
        lambda: add_proofs(key, [Paper("photo", PNG, "a.png")], by=elsewhere),
    ):
        with refused("diagnose.no_such_finding"):
            act()
    with refused("register.no_such_unit"):
        find(units[1], FOUND, by=officer)
    with refused("ledger.not_allowed"):
        find(units[0], FOUND, by=analyst)


def test_many_are_written_by_the_same_rules_in_few_questions(
    units, officer, django_assert_max_num_queries
):
    event = new_event_id()
    rows = [
        replace(FOUND, unit=the_unit(number), obstacle=f"{kind}.debt")
        for number in units
        for kind in ("tax", "insurance")
    ]
    with transaction.atomic():
        with django_assert_max_num_queries(6):
            found = find_many(rows, event=event)
        note("diagnose.find", by=officer, id=event)
    assert [(one.unit_id, one.obstacle) for one in found] == [(r.unit, r.obstacle) for r in rows]
    assert len(told(units[0])) == len(told(units[1])) == 2


def test_the_database_itself_keeps_what_was_known(unit, officer):
    key = find(unit, FOUND, by=officer).pk
    for line in ("UPDATE diagnose_finding SET severity = 1", "DELETE FROM diagnose_finding"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{line} WHERE id = %s", [key])
