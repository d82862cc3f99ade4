"""An assessor on a telephone, in Persian, proves that a unit runs; whoever ran its case cannot."""

from datetime import date, timedelta

import pytest

from ehya.diagnose.models import Visit
from ehya.ledger.actions import note
from ehya.revive.actions.moving import take
from ehya.revive.guards import Said
from ehya.revive.models import Case
from ehya.verify.actions.checking import ask_checks
from tests.journeys.conftest import NARROW
from tests.revive import hall as made

pytestmark = pytest.mark.browser
TODAY, RESTARTED = date(2024, 8, 12), date(2024, 4, 1)


@pytest.fixture
def restarted(house, django_user_model):
    """A case of the officer's that is told to run since 1 April; two people went there in July."""
    people = django_user_model.objects
    steward = people.create_user(username="registrar", role="steward")
    officer, assessor = (
        people.create_user(username=role, role=role) for role in ("officer", "assessor")
    )
    for person in (officer, assessor):
        person.scopes.create(kind="province", code=made.SEMNAN)
    made.add_provinces()
    case = made.add_case(steward, "آذرگون", state="under_way", since=date(2024, 3, 25))
    Case.objects.filter(pk=case.pk).update(officer=officer)
    said = Said(RESTARTED + timedelta(days=2), restarted_on=RESTARTED, jobs=10, use=0.6)
    take(case.pk, "restart", by=officer, said=said)
    for by, on in ((assessor, date(2024, 7, 1)), (officer, date(2024, 7, 8))):
        event = note("diagnose.visit", by=by)
        Visit.objects.create(
            unit_id=case.unit_id, instrument_from=RESTARTED, state="done", by=by, on=on,
            running=True, event=event,
        )  # fmt: skip
    ask_checks()
    return case


def test_a_check_is_answered_by_somebody_elses_visit_alone(restarted, visit):
    page = visit("assessor", language="fa", screen=NARROW)
    page.goto("/work/")
    assert "آذرگون" in page.locator(".task").first.inner_text()
    page.goto("/checks/")
    page.locator("main a[href^='/checks/']", has_text="آذرگون").first.click()
    page.wait_for_url("**/checks/*/")

    told = page.locator("#visit option")
    assert [words.split(" · ")[1] for words in told.all_inner_texts()] == ["officer", "assessor"]
    page.locator("form button.btn-primary").click()  # the newest is of whoever ran the case
    assert page.locator(".refused").is_visible()
    assert Case.objects.get(pk=restarted.pk).state == "restarted"

    page.select_option("#visit", index=1)
    page.locator("form button.btn-primary").click()
    page.wait_for_load_state()
    assert Case.objects.get(pk=restarted.pk).state == "verified"
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0

    page.goto("/work/")
    assert "آذرگون" not in page.locator("main").inner_text()
    assert page.complaints == []
