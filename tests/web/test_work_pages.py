"""My work: what is late, what is for today, and only my own."""

from datetime import date, time, timedelta

import pytest
from tests.revive import hall as made

from ehya.ledger.models import Scope, User
from ehya.revive.actions.appointing import appoint
from ehya.revive.models import Appointment, Case
from ehya.revive.queries.work import cases_climbed
from ehya.web.work_words import kilometres

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.TODAY = made.TODAY


@pytest.fixture
def case(steward, officer):
    """A case of the officer's, ten days late."""
    made.add_provinces()
    row = made.add_case(steward, state="screened", since=date(2024, 6, 1))
    Case.objects.filter(pk=row.pk).update(
        officer=officer, owner="officer", due=made.TODAY - timedelta(days=10)
    )
    return Case.objects.get(pk=row.pk)


def shown(client):
    return client.get("/work/").content.decode()


def test_a_late_case_comes_first_with_one_act(case, officer, sign_in, in_english):
    page = shown(sign_in(officer))
    assert "1 thing is late" in page
    assert "10 days late" in page
    assert f'href="/cases/{case.pk}/visit/"' in page
    assert "Azargun" in page


def test_nobody_sees_the_work_of_another(case, sign_in, in_english):
    colleague = User.objects.create_user(username="second", role="officer", language="en")
    Scope.objects.create(user=colleague, kind="province", code=made.SEMNAN)
    page = shown(sign_in(colleague))
    assert "Nothing is late, and nothing waits for today" in page
    assert "Azargun" not in page


def test_an_appointment_of_today_stands_under_its_hour_until_it_is_kept(
    case, officer, sign_in, in_english
):
    client = sign_in(officer)
    assert (
        f'action="/cases/{case.pk}/appointments/"'
        in client.get(f"/cases/{case.pk}/").content.decode()
    )
    told = {"on": "1403/05/22", "at": "10:30", "words": "See the line"}
    assert client.post(f"/cases/{case.pk}/appointments/", told).status_code == 302
    page = shown(client)
    assert "1 late, 1 for today" in page
    assert "See the line" in page
    assert "10:30" in page
    key = Appointment.objects.get().pk
    assert client.post(f"/work/appointments/{key}/", {"state": "kept"}).status_code == 302
    assert "See the line" not in shown(client)


def test_a_refused_appointment_keeps_what_was_typed(case, officer, sign_in, in_english):
    told = {"on": "1403/05/21", "at": "10:30", "words": "See the line"}
    answer = sign_in(officer).post(f"/cases/{case.pk}/appointments/", told)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is over: today is" in page
    assert 'value="See the line"' in page
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("late", [14, 15])
def test_the_province_hears_of_a_case_after_fourteen_days(case, late, sign_in):
    secretary = made.add_secretary()
    Case.objects.update(due=made.TODAY - timedelta(days=late))
    from ehya.ledger.queries import sight_of

    climbed = cases_climbed(secretary, sight_of(secretary), made.TODAY, synthetic=False)
    assert climbed.late == (1 if late > 14 else 0)


@pytest.mark.parametrize("late", [45, 46])
def test_headquarters_hears_of_a_case_after_forty_five_days(case, late, director):
    from ehya.ledger.scopes import ALL

    Case.objects.update(due=made.TODAY - timedelta(days=late))
    assert cases_climbed(director, ALL, made.TODAY, synthetic=False).late == (late > 45)


def test_real_and_made_up_are_never_counted_together(case, officer, steward, sign_in, in_english):
    other = made.add_case(steward, "Narvan", state="screened")
    Case.objects.filter(pk=other.pk).update(
        officer=officer, owner="officer", due=made.TODAY - timedelta(days=3), synthetic=True
    )
    client = sign_in(officer)
    page = shown(client)
    assert "1 thing is late" in page
    assert "Narvan" not in page
    other_page = client.get("/work/?synthetic=1").content.decode()
    assert "1 thing is late" in other_page
    assert "Narvan" in other_page
    assert "Azargun" not in other_page


def test_the_page_stands_in_persian(case, officer, sign_in):
    User.objects.update(language="fa")
    appoint(case.pk, by=officer, on=made.TODAY, at=time(10, 30))
    page = shown(sign_in(User.objects.get(pk=officer.pk)))
    assert "۱۰:۳۰" in page
    assert "۱۰ روز دیر" in page


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres():
    # 6371 x pi / 180
    assert kilometres((35.0, 53.0), (36.0, 53.0)) == pytest.approx(111.19, abs=0.01)


@pytest.fixture
def nobodys(steward):
    """A case that nobody has, three days late, and one that is nobody's but the secretary's."""
    made.add_provinces()
    row, proposed = (made.add_case(steward, name, state="found") for name in ("Azargun", "Narvan"))
    Case.objects.filter(pk=row.pk).update(due=made.TODAY - timedelta(days=3), owner="officer")
    Case.objects.filter(pk=proposed.pk).update(state="proposed", owner="secretary")
    return Case.objects.get(pk=row.pk)


def test_an_officer_takes_a_case_that_nobody_has(nobodys, officer, sign_in, in_english):
    client = sign_in(officer)
    page = shown(client)
    assert "Nobody has these yet" in page
    assert "Azargun" in page
    assert "Narvan" not in page
    told = {"case": f"{nobodys.pk}.{nobodys.version}", "officer": officer.username, "to": "work"}
    assert client.post("/cases/assign/", told).url == "/work/?"
    page = shown(client)
    assert "1 case has changed hands." in page
    assert "1 thing is late" in page
    assert "Nobody has these yet" not in page


def test_who_may_give_cases_is_led_to_the_list_of_that_province(nobodys, director, sign_in):
    User.objects.update(language="en")
    page = shown(sign_in(User.objects.get(pk=director.pk)))
    assert f'href="/cases/?officer=nobody&amp;province={made.SEMNAN}"' in page


def test_who_may_not_give_cases_and_who_is_elsewhere_see_none(nobodys, analyst, sign_in):
    colleague = User.objects.create_user(username="second", role="officer")
    Scope.objects.create(user=colleague, kind="province", code="IR-26")
    User.objects.update(language="en")
    for person in (analyst, colleague):
        assert "Nobody has these yet" not in shown(sign_in(User.objects.get(pk=person.pk)))


def test_what_nobody_has_is_not_also_late_with_others(nobodys):
    from ehya.ledger.queries import sight_of
    from ehya.revive.queries.work import cases_of_nobody

    secretary = made.add_secretary()
    Case.objects.filter(pk=nobodys.pk).update(due=made.TODAY - timedelta(days=20))
    sight = sight_of(secretary)
    assert not cases_climbed(secretary, sight, made.TODAY, synthetic=False).tasks
    (task,) = cases_of_nobody(secretary, sight, made.TODAY, synthetic=False).tasks
    assert task.case == nobodys.pk
