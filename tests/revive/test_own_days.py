"""Somebody's own days for a case: appointments and remarks."""

from datetime import date, time, timedelta

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event, Scope, User
from ehya.revive.actions.appointing import appoint, settle
from ehya.revive.actions.remarking import remark
from ehya.revive.models import Appointment, Remark
from tests.revive import hall as made

pytestmark = pytest.mark.django_db
TOMORROW = made.TODAY + timedelta(days=1)


@pytest.fixture
def case(settings, steward, officer):
    settings.TODAY = made.TODAY
    made.add_provinces()
    return made.add_case(steward).pk


@pytest.fixture
def colleague():
    person = User.objects.create_user(username="second", role="officer")
    Scope.objects.create(user=person, kind="province", code=made.SEMNAN)
    return person


def code(act):
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def test_an_appointment_is_set_and_kept(case, officer):
    key = appoint(case, by=officer, on=made.TODAY, at=time(10, 30), words="see the line").pk
    settle(key, "kept", by=officer)
    assert Appointment.objects.get().state == "kept"
    told = list(Event.objects.filter(act="revive.appoint").order_by("at").values_list("after"))
    assert told[0][0]["at"] == "10:30"
    assert told[1][0]["state"] == "appointment.kept"


def test_no_appointment_is_set_for_yesterday_or_in_a_wrong_century(case, officer):
    assert code(lambda: appoint(case, by=officer, on=date(2024, 8, 11))) == (
        "revive.appointment_past"
    )
    assert code(lambda: appoint(case, by=officer, on=date(2124, 8, 12))) == (
        "revive.appointment_far"
    )


def test_the_same_appointment_is_set_once(case, officer):
    appoint(case, by=officer, on=TOMORROW, at=time(9))
    assert code(lambda: appoint(case, by=officer, on=TOMORROW, at=time(9))) == (
        "revive.appointed_already"
    )
    appoint(case, by=officer, on=TOMORROW, at=time(11))
    assert Appointment.objects.count() == 2


def test_what_is_to_come_was_not_kept(case, officer):
    key = appoint(case, by=officer, on=TOMORROW).pk
    assert code(lambda: settle(key, "kept", by=officer)) == "revive.appointment_ahead"


def test_a_colleague_drops_an_appointment_but_does_not_keep_it(case, officer, colleague):
    key = appoint(case, by=officer, on=made.TODAY).pk
    assert code(lambda: settle(key, "kept", by=colleague)) == "revive.not_your_appointment"
    settle(key, "dropped", by=colleague)
    assert code(lambda: settle(key, "dropped", by=officer)) == "revive.appointment_settled"


def test_nobody_settles_an_appointment_of_another_province(case, officer):
    key = appoint(case, by=officer, on=made.TODAY).pk
    other = made.add_secretary("elsewhere", made.QAZVIN)
    assert code(lambda: settle(key, "dropped", by=other)) == "revive.no_such_appointment"
    assert code(lambda: appoint(case, by=other, on=made.TODAY)) == "revive.no_such_case"


def test_a_remark_says_something_and_stays(case, officer):
    assert code(lambda: remark(case, " \n", by=officer)) == "revive.remark_empty"
    assert code(lambda: remark(case, "x" * 2_001, by=officer)) == "revive.too_long"
    remark(case, "مالک آمد", by=officer)
    assert Remark.objects.get().words == "مالک آمد"


def test_an_auditor_sets_nothing(case, auditor):
    assert code(lambda: remark(case, "seen", by=auditor)) == "ledger.not_allowed"
    assert code(lambda: appoint(case, by=auditor, on=TOMORROW)) == "ledger.not_allowed"
