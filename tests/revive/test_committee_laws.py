"""What holds of committees whoever tries: numbers, seals, scope, steps and letters."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.engine.refusal import Refusal
from ehya.ledger import signing
from ehya.revive.actions import binding, bodies, deciding, following, meetings, sealing, seats
from ehya.revive.actions.following import Answer
from ehya.revive.actions.reminding import remind
from ehya.revive.models import Attendance, Body, Case, Decision, Item, Meeting, Obligation, Step
from tests.revive import hall as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = made.TODAY
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def hall(steward):
    return made.open_hall(steward)


def typed(agenda):
    return b"%PDF-1.7 minutes"


def lettered(owed, on, number):
    return f"%PDF-1.7 {owed.pk} {on} {number}".encode()


def code_of(act):
    with pytest.raises(Refusal) as no, transaction.atomic():
        act()
    return no.value.code


def at_once(*acts):
    start = Barrier(len(acts))

    def do(act):
        try:
            start.wait()
            return act()
        except Refusal as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_at_once_leave_no_gap_and_no_number_twice(steward):
    hall = made.open_hall(steward)
    other = made.add_secretary("second")
    items = made.put_on(hall, *(made.add_case(steward, f"Works {n}") for n in range(6)))
    there = made.attend(hall)

    def decide(item, by):
        ruling = deciding.Ruling(item, "approved", "موافقت شد", made.votes(there))
        return deciding.decide(hall.meeting, ruling, by=by)

    for one, two in zip(items[::2], items[1::2], strict=True):
        at_once(lambda a=one: decide(a, hall.secretary), lambda b=two: decide(b, other))
    numbers = list(Decision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_one_item_at_once_the_second_is_told(steward):
    hall = made.open_hall(steward)
    other = made.add_secretary("second")
    (item,) = made.put_on(hall, made.add_case(steward))
    there, version = made.attend(hall), Case.objects.get().version

    def decide(by):
        ruling = deciding.Ruling(item, "approved", "موافقت شد", made.votes(there))
        return deciding.decide(hall.meeting, ruling, by=by, seen=version)

    said = at_once(lambda: decide(hall.secretary), lambda: decide(other))
    refused = [one for one in said if isinstance(one, Refusal)]
    assert [no.code for no in refused] == ["revive.no_such_item"]
    assert Decision.objects.count() == 1


def sealed(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.approve(hall, item, made.attend(hall), made.owes(hall))
    sealing.seal(hall.meeting, by=hall.secretary, set_minutes=typed)
    return item


def test_a_sealed_meeting_refuses_every_act(hall, steward):
    item = sealed(hall, steward)
    case = made.add_case(steward, "Late comer")
    by, decision = hall.secretary, Decision.objects.get().pk
    for act in (
        lambda: meetings.change_meeting(hall.meeting, meetings.When(made.TODAY), by=by),
        lambda: meetings.cancel_meeting(hall.meeting, by=by, reason="x"),
        lambda: meetings.bring(hall.meeting, {case.pk: ""}, by=by),
        lambda: meetings.write_attendance(hall.meeting, hall.sitting, by=by),
        lambda: meetings.order_agenda(hall.meeting, [item], by=by),
        lambda: meetings.take_off(hall.meeting, item, by=by, reason="x"),
        lambda: binding.oblige(decision, made.owes(hall), by=by),
        lambda: sealing.seal(hall.meeting, by=by, set_minutes=typed),
    ):
        assert code_of(act) == "revive.not_with_such_a_meeting"


def test_the_database_itself_keeps_a_sealed_meeting_as_it_is(hall, steward):
    sealed(hall, steward)
    case, decision = made.add_case(steward, "Late comer"), Decision.objects.get()
    for act in (
        lambda: Meeting.objects.update(place="x"),
        lambda: Meeting.objects.all().delete(),
        lambda: Item.objects.update(place=9),
        lambda: Item.objects.create(meeting_id=hall.meeting, case=case, place=2, round=1),
        lambda: Attendance.objects.update(present=False),
        lambda: Attendance.objects.all().delete(),
        lambda: Obligation.objects.create(decision=decision, case=case, body_id=hall.bank, round=1,
                                          words="x", due=made.TODAY),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    owed = Obligation.objects.get()
    following.follow(Answer(owed.pk, "accepted", made.TODAY, hall.secretary))  # it goes on


def test_a_signature_fails_when_one_letter_changes_and_with_another_key(tmp_path, monkeypatch):
    digest = "a" * 64
    signature = signing.sign(digest)
    assert signing.signed(digest, signature)
    assert not signing.signed("b" + digest[1:], signature)
    assert not signing.signed(digest, ("0" if signature[0] != "0" else "1") + signature[1:])
    assert not signing.signed(digest, "no hexadecimal")
    assert signing.key_path().stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "another"))
    assert not signing.signed(digest, signature)


def test_a_spoilt_key_is_told_and_never_replaced():
    signing.sign("a" * 64)
    signing.key_path().write_text("spoilt")
    assert code_of(lambda: signing.sign("a" * 64)) == "ledger.signing_key_unreadable"
    assert signing.key_path().read_text() == "spoilt"


def test_nobody_acts_in_another_province(hall, steward):
    owed = made.an_obligation(hall, steward)
    other = made.add_secretary("second", made.QAZVIN)
    when = meetings.When(made.TODAY)
    for act, code in (
        (lambda: meetings.call_meeting(hall.committee, when, by=other), "no_such_committee"),
        (lambda: meetings.write_attendance(hall.meeting, [], by=other), "no_such_meeting"),
        (lambda: sealing.seal(hall.meeting, by=other, set_minutes=typed), "no_such_meeting"),
        (lambda: bodies.end_body(hall.bank, made.TODAY, by=other), "no_such_body"),
        (lambda: following.follow(Answer(owed.pk, "accepted", made.TODAY, other)),
         "no_such_obligation"),
        (lambda: remind(owed.pk, by=other, set_letter=lettered), "no_such_obligation"),
        (lambda: seats.seat(hall.committee, "x", by=other, first=made.MET), "no_such_committee"),
    ):  # fmt: skip
        assert code_of(act) == f"revive.{code}"


def test_a_case_of_another_province_does_not_come_before_the_committee(hall, steward):
    case = made.add_case(steward, province=made.QAZVIN)
    act = lambda: meetings.bring(hall.meeting, {case.pk: ""}, by=hall.secretary)
    assert code_of(act) == "revive.no_such_case"


def test_an_officer_or_an_analyst_does_not_hold_meetings(hall, officer, analyst):
    for person in (officer, analyst):
        act = lambda by=person: meetings.write_attendance(hall.meeting, [], by=by)
        assert code_of(act) == "ledger.not_allowed"


def test_who_has_voted_was_there(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.approve(hall, item, made.attend(hall))
    act = lambda: meetings.write_attendance(hall.meeting, hall.sitting[1:], by=hall.secretary)
    assert code_of(act) == "revive.has_voted"


def test_a_member_without_a_vote_counts_for_no_quorum(hall, steward):
    guest = seats.seat(hall.committee, "مهمان", by=hall.secretary, first=made.BORN, votes=False)
    (item,) = made.put_on(hall, made.add_case(steward))
    there = [*hall.sitting[:2], guest]
    meetings.write_attendance(hall.meeting, there, by=hall.secretary)
    ruling = deciding.Ruling(item, "approved", "x", made.votes(hall.sitting[:2]))
    decide = lambda: deciding.decide(hall.meeting, ruling, by=hall.secretary)
    assert code_of(decide) == "revive.no_quorum"
    meetings.write_attendance(hall.meeting, [*hall.sitting[:3], guest], by=hall.secretary)
    guests = deciding.Ruling(item, "approved", "x", {guest: "for"})
    assert code_of(lambda: deciding.decide(hall.meeting, guests, by=hall.secretary)) == (
        "revive.no_such_vote"
    )


def test_one_chairs_at_a_time_and_a_seat_lasts_until_its_last_day(hall):
    by = hall.secretary
    act = lambda: seats.seat(hall.committee, "دیگر", by=by, first=made.MET, chairs=True)
    assert code_of(act) == "revive.chaired_already"
    seats.unseat(hall.committee, hall.sitting[0], by=by, last=made.MET - timedelta(days=1))
    act()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"said": "discharged"}, "proof_missing"),
        ({"said": "objected"}, "why_missing"),
        ({"said": "void"}, "why_missing"),
        ({"said": "put_off", "words": "x"}, "new_day_missing"),
        ({"said": "put_off", "words": "x", "due": date(2024, 7, 1)}, "new_day_missing"),
        ({"said": "put_off", "words": "x", "due": date(2124, 7, 1)}, "due_too_late"),
        ({"said": "paid"}, "no_such_answer"),
        ({"said": "accepted", "on": date(2024, 6, 1)}, "step_before_the_last"),
        ({"said": "accepted", "on": date(2025, 6, 1)}, "ahead"),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_written(hall, steward, answer, code):
    owed = made.an_obligation(hall, steward)
    told = {"on": made.TODAY, **answer}
    act = lambda: following.follow(Answer(owed.pk, by=hall.secretary, **told))
    assert code_of(act) == f"revive.{code}"
    assert Step.objects.count() == 1


def test_what_is_over_goes_no_further(hall, steward):
    owed = made.an_obligation(hall, steward)
    by = hall.secretary
    following.follow(Answer(owed.pk, "void", made.TODAY, by, words="برداشته شد"))
    act = lambda: following.follow(Answer(owed.pk, "accepted", made.TODAY, by))
    assert code_of(act) == "revive.not_so_from_here"
    assert code_of(lambda: remind(owed.pk, by=by, set_letter=lettered)) == "revive.not_so_from_here"


def test_a_letter_is_issued_once_a_week_at_most_and_only_of_what_is_late(hall, steward, settings):
    owed = made.an_obligation(hall, steward, due=made.TODAY)
    by = hall.secretary
    assert code_of(lambda: remind(owed.pk, by=by, set_letter=lettered)) == "revive.not_late"
    settings.TODAY = made.TODAY + timedelta(days=1)
    first = remind(owed.pk, by=by, set_letter=lettered)
    assert first.letter == f"1/{owed.pk}/1"
    settings.TODAY += timedelta(days=6)
    assert code_of(lambda: remind(owed.pk, by=by, set_letter=lettered)) == "revive.reminded_lately"
    settings.TODAY += timedelta(days=1)
    assert remind(owed.pk, by=by, set_letter=lettered).letter == f"1/{owed.pk}/2"


def test_a_body_that_ended_is_bound_to_nothing_new(hall, steward):
    bodies.end_body(hall.bank, made.MET, by=hall.secretary)
    (item,) = made.put_on(hall, made.add_case(steward))
    there = made.attend(hall)
    act = lambda: made.approve(hall, item, there, made.owes(hall))
    assert code_of(act) == "revive.no_such_body"


def test_a_form_older_than_what_stands_there_is_refused_with_who_did_what(hall):
    bodies.change_body(
        hall.bank, {"name_fa": "بانک نو", "address": "سمنان"}, by=hall.secretary, seen=1
    )
    with pytest.raises(Refusal) as no:
        bodies.change_body(hall.bank, {"name_fa": "بانک کهنه"}, by=hall.secretary, seen=1)
    assert no.value.code == "revive.body_changed_meanwhile"
    assert no.value.facts["by"] == "secretary"
    assert Body.objects.get().name_fa == "بانک نو"


def test_many_obligations_are_answered_by_one_set_of_rows(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    made.approve(hall, item, made.attend(hall), *[made.owes(hall)] * 3)
    rows = list(Obligation.objects.order_by("id"))
    from ehya.ledger.actions import note

    event = note("revive.follow_obligation", by=hall.secretary).pk
    answers = [Answer(row.pk, "accepted", made.TODAY, hall.secretary) for row in rows]
    following.answer_many(answers, event=event)
    assert set(Obligation.objects.values_list("state", "version")) == {("accepted", 2)}
