"""Pages of restarts that somebody must look at: who sees them, and what an answer leaves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.revive import hall as made

from ehya.diagnose.models import Visit
from ehya.ledger.actions import note, the_house
from ehya.ledger.models import Scope, User
from ehya.revive.models import Case, Move, Restart
from ehya.verify.actions.checking import ask_checks
from ehya.verify.models import Check

pytestmark = pytest.mark.django_db
RESTARTED = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def on_a_day(settings, officer):
    settings.TODAY = made.TODAY
    officer.language = "en"
    officer.save()


@pytest.fixture
def restart(steward):
    made.add_provinces()
    return told_to_run(steward, "Azargun", made.SEMNAN)


def told_to_run(steward, name, province):
    case = made.add_case(steward, name, province=province, state="restarted", since=RESTARTED)
    event = note("revive.restart", by=the_house())
    move = Move.objects.create(
        case=case, act="restart", source="under_way", target="restarted", round=1, on=RESTARTED,
        known_at=timezone.now(), due=case.due, by=the_house(), event=event,
    )  # fmt: skip
    restart = Restart.objects.create(
        case=case, unit=case.unit, kind="revival", restarted_on=RESTARTED, jobs=40, use=0.6,
        move=move,
    )  # fmt: skip
    ask_checks()
    return restart


def goes_there(restart, *, running):
    who = User.objects.create_user(username="visitor", role="assessor")
    Scope.objects.create(user=who, kind="province", code=made.SEMNAN)
    return Visit.objects.create(
        unit=restart.unit, purpose="check", instrument_from=date(2016, 3, 20), state="done", by=who,
        on=RESTARTED + timedelta(days=100), running=running,
        event=note("diagnose.visit", by=the_house()),
    )  # fmt: skip


def first_check(restart):
    return Check.objects.get(restart=restart, stage="verify")


def test_the_list_says_how_many_are_late_and_whose_they_are(restart, officer_client):
    page = officer_client.get("/checks/").content.decode()
    assert "1 of 1 restart that waits to be looked at is late" in page
    assert f"/checks/{first_check(restart).pk}/" in page
    assert "nothing read" in page


def test_what_waits_in_another_province_is_neither_listed_nor_shown(steward, officer_client):
    made.add_provinces()
    elsewhere = told_to_run(steward, "Simin", made.QAZVIN)
    assert "No restart waits" in officer_client.get("/checks/").content.decode()
    assert officer_client.get(f"/checks/{first_check(elsewhere).pk}/").status_code == 404


def test_a_check_is_answered_by_a_visit_and_leads_its_case_on(restart, officer_client):
    visit, check = goes_there(restart, running=True), first_check(restart)
    seen = Case.objects.get().version
    answer = officer_client.post(f"/checks/{check.pk}/", {"visit": str(visit.pk), "seen": seen})
    assert (answer.status_code, answer.url) == (302, f"/cases/{restart.case_id}/")
    check.refresh_from_db()
    assert (check.found, check.by, check.visit_id) == ("running", "visit", visit.pk)
    assert Case.objects.get().state == "verified"
    page = officer_client.get(answer.url).content.decode()
    assert "At its last check it ran" in page


def test_a_unit_seen_standing_is_taken_back(restart, officer_client):
    visit, check = goes_there(restart, running=False), first_check(restart)
    seen = Case.objects.get().version
    officer_client.post(f"/checks/{check.pk}/", {"visit": str(visit.pk), "seen": seen})
    assert Case.objects.get().state == "under_way"
    assert "No restart waits" in officer_client.get("/checks/").content.decode()


@pytest.mark.parametrize("visit", ["", "nonsense", "00000000-0000-0000-0000-000000000001"])
def test_an_answer_without_a_visit_is_refused_and_nothing_is_written(
    visit, restart, officer_client
):
    check = first_check(restart)
    told = {"visit": visit, "seen": Case.objects.get().version}
    answer = officer_client.post(f"/checks/{check.pk}/", told)
    assert answer.status_code == 422
    assert "No finished visit of this unit" in answer.content.decode()
    check.refresh_from_db()
    assert check.found == ""


def test_an_answer_to_a_case_that_changed_meanwhile_is_refused(restart, officer_client):
    visit, check = goes_there(restart, running=True), first_check(restart)
    told = {"visit": str(visit.pk), "seen": Case.objects.get().version + 1}
    assert officer_client.post(f"/checks/{check.pk}/", told).status_code in (409, 422)
    check.refresh_from_db()
    assert check.found == ""


@pytest.mark.parametrize("after", ["x", "2024-01-01", "2024-13-01.5", "2024-01-01.x"])
def test_a_place_that_is_none_is_refused(after, restart, officer_client):
    assert officer_client.get("/checks/", {"after": after}).status_code in (400, 404, 422)


def test_real_and_synthetic_are_never_listed_together(steward, restart, officer_client):
    made_up = told_to_run(steward, "Simin", made.SEMNAN)
    Case.objects.filter(pk=made_up.case_id).update(synthetic=True)
    real = officer_client.get("/checks/").content.decode()
    other = officer_client.get("/checks/?synthetic=1").content.decode()
    assert f"/checks/{first_check(made_up).pk}/" not in real
    assert f"/checks/{first_check(restart).pk}/" not in other
    assert "Only synthetic cases are listed here" in other
