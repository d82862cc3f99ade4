"""What a committee decided by stays so: its quorum, its people, its letters' signatures, its counts."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from ehya.engine.refusal import Refusal
from ehya.ledger.queries import sight_of
from ehya.revive.actions import deciding, meetings, sealing, seats
from ehya.revive.models import Attendance, Body, Committee, Meeting
from ehya.revive.queries.committees import agenda, bodies_owing, members_of
from tests.revive import hall as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = made.TODAY
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def hall(steward):
    return made.open_hall(steward, quorum=5)


def code_of(act):
    with pytest.raises(Refusal) as no, transaction.atomic():
        act()
    return no.value.code


def decided_by_three(hall, steward):
    (item,) = made.put_on(hall, made.add_case(steward))
    there = made.attend(hall)
    ruling = deciding.Ruling(item, "approved", "موافقت شد", made.votes(there[:3]))
    deciding.decide(hall.meeting, ruling, by=hall.secretary)
    return there


def test_whoever_was_counted_for_the_quorum_was_there(hall, steward):
    there = decided_by_three(hall, steward)
    by = hall.secretary
    assert (
        code_of(lambda: meetings.write_attendance(hall.meeting, there[:3], by=by))
        == "revive.was_counted"
    )
    assert Attendance.objects.filter(meeting=hall.meeting, present=True).count() == 5
    deputies = {there[4]: "جانشین"}
    meetings.write_attendance(hall.meeting, there, by=by, deputies=deputies)  # who came instead


def test_a_quorum_is_not_changed_while_a_meeting_is_held(hall, steward):
    def ask(quorum):
        seats.change_committee(
            hall.committee, by=hall.secretary, name_fa="ستاد", name_en="", quorum=quorum
        )

    ask(4)  # the meeting is only called
    made.put_on(hall, made.add_case(steward))
    made.attend(hall, 3)
    assert code_of(lambda: ask(1)) == "revive.quorum_in_use"
    assert Committee.objects.get().quorum == 4
    Meeting.objects.update(state="cancelled")
    ask(1)


def test_a_seat_given_later_is_none_of_a_sealed_meeting(hall, steward):
    decided_by_three(hall, steward)
    sealing.seal(hall.meeting, by=hall.secretary, set_minutes=lambda told: b"%PDF-1.7 minutes")
    seats.seat(hall.committee, "دیرآمده", by=hall.secretary, first=made.BORN)
    names = [seat.member.name for seat in agenda(Meeting.objects.get()).seats]
    assert sorted(names) == sorted(made.WHO)


def test_a_body_of_the_nation_owes_a_reader_what_they_may_see(hall, steward):
    owed = made.an_obligation(hall, steward)
    Body.objects.update(province=None)
    elsewhere = made.add_secretary("other", made.QAZVIN)
    later = owed.due + timedelta(days=1)
    for who, waiting in ((hall.secretary, 1), (elsewhere, 0)):
        (row,) = bodies_owing(sight_of(who), later)
        assert (row.waiting, row.late, row.done) == (waiting, waiting, 0)


def test_a_year_that_was_mistyped_is_asked_about_again(hall):
    by, seat = hall.secretary, hall.sitting[1]
    for far in (date(9999, 12, 31), date(622, 3, 22)):
        for act in (
            lambda on=far: seats.unseat(hall.committee, seat, by=by, last=on),
            lambda on=far: seats.seat(hall.committee, "دیگری", by=by, first=on),
            lambda on=far: meetings.call_meeting(hall.committee, meetings.When(on), by=by),
            lambda on=far: meetings.change_meeting(hall.meeting, meetings.When(on), by=by),
        ):
            assert code_of(act) == "revive.day_far"
    assert all(sitting.last is None for sitting in members_of(Committee.objects.get()))
