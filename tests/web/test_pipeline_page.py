"""The staff reads where the year ends by open cases; a stranger and a programme without moves do not."""

from datetime import date, timedelta

import pytest
from tests.revive.purse import a_unit

from ehya.revive.actions.moving import take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def test_the_page_tells_the_end_the_shock_and_what_it_hangs_on(
    steward, officer, analyst_client, in_english
):
    on = date(2024, 5, 1)
    case = open_case(a_unit(steward), "revival", by=officer, on=on - timedelta(days=60))
    Case.objects.filter(pk=case).update(state="under_way", since=on - timedelta(days=30))
    take(case, "restart", by=officer, said=Said(on, restarted_on=on, jobs=9, use=0.6))
    open_case(a_unit(steward), "revival", by=officer, on=date(2024, 6, 1))
    page = analyst_client.get("/forecast/").content.decode()
    assert "1403 is likely to end between 1 and" in page
    assert "learnt from 0 past years" in page
    assert "Most hangs on cases that are “found”" in page


def test_without_a_moved_case_it_says_what_is_missing(db, analyst_client, in_english):
    page = analyst_client.get("/forecast/").content.decode()
    assert "No case has moved yet" in page


def test_a_stage_that_is_none_is_refused_in_words(db, analyst_client, in_english):
    assert (
        "is no stage of a revival" in analyst_client.get("/forecast/?stage=hoped").content.decode()
    )
