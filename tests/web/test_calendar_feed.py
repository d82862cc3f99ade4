"""The calendar of one's own days: its address is the key, and a new password takes it back."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from tests.revive import hall as made

from ehya.ledger.models import User
from ehya.revive.actions.appointing import appoint
from ehya.web.pages.calendar_feed import feed_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(settings, steward):
    settings.TODAY = made.TODAY
    made.add_provinces()
    return made.add_case(steward).pk


def events(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_an_appointment_stands_there_at_its_hour(case, officer, client):
    appoint(case, by=officer, on=made.TODAY, at=time(10, 30), words="دیدن خط")
    (event,) = events(client, feed_address(officer))
    assert event["SUMMARY"] == "دیدن خط"
    begins = event["DTSTART"].dt.astimezone(ZoneInfo("Asia/Tehran"))
    assert (begins.date(), begins.time()) == (date(2024, 8, 12), time(10, 30))
    assert event["URL"].endswith(f"/cases/{case}/")


def test_nobody_elses_days_are_in_it(case, officer, client):
    other = made.add_secretary()
    appoint(case, by=officer, on=made.TODAY + timedelta(days=1), words="دیدن خط")
    assert all(event["SUMMARY"] != "دیدن خط" for event in events(client, feed_address(other)))


def test_a_new_password_takes_the_address_back(case, officer, client):
    address = feed_address(officer)
    officer.set_password("a wholly other one")
    officer.save()
    assert client.get(address).status_code == 404
    assert client.get(feed_address(officer)).status_code == 200


def test_a_closed_account_has_no_calendar(case, officer, client):
    address = feed_address(officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "a:b:c", "x" * 5_000])
def test_a_forged_address_leads_nowhere(token, client):
    assert client.get(f"/work/{token}.ics").status_code == 404


def test_ones_own_address_is_shown(case, officer, sign_in):
    assert feed_address(officer) in sign_in(officer).get("/work/").content.decode()


@pytest.fixture
def hall(settings, steward):
    """A committee of Semnan that meets on 19 June 2024, as its secretary has it a week before."""
    settings.TODAY = made.MET - timedelta(days=7)
    return made.open_hall(steward)


def meeting_in(client, person):
    """The meeting as somebody's calendar has it: number of the telling, state, day or hour."""
    told = events(client, feed_address(person))
    return [
        (int(event["SEQUENCE"]), str(event["STATUS"]), event["DTSTART"].dt, event["LOCATION"])
        for event in told
        if str(event["UID"]).startswith("meeting-")
    ]


def test_a_meeting_stands_there_for_its_secretary_and_its_members(hall, officer, client):
    member = User.objects.create_user(
        username="m1", role="analyst", first_name=made.WHO[0].partition(" ")[0],
        last_name=made.WHO[0].partition(" ")[2],
    )  # fmt: skip
    here = [(0, "CONFIRMED", made.MET, "استانداری")]
    assert meeting_in(client, hall.secretary) == here
    assert meeting_in(client, member) == here
    assert meeting_in(client, officer) == []
    assert meeting_in(client, made.add_secretary("far", province="IR-26")) == []


def test_a_meeting_that_is_moved_and_called_off_is_told_under_higher_numbers(hall, client):
    from ehya.revive.actions import meetings

    later = meetings.When(made.MET + timedelta(days=1), time(9, 0), "استانداری")
    meetings.change_meeting(hall.meeting, later, by=hall.secretary)
    ((number, state, begins, _place),) = meeting_in(client, hall.secretary)
    assert (number, state) == (1, "CONFIRMED")
    assert begins.astimezone(ZoneInfo("Asia/Tehran")).time() == time(9, 0)
    meetings.cancel_meeting(hall.meeting, by=hall.secretary, reason="تعطیل")
    ((number, state, _begins, _place),) = meeting_in(client, hall.secretary)
    assert (number, state) == (2, "CANCELLED")
