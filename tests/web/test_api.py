"""A program asks without a sign-in what is public, and within its scope what is not."""

import json
from datetime import date

import pytest
from django.utils import timezone
from tests.web.conftest import COUNTED as KIND

from ehya.ledger.signing import public_key
from ehya.publish.actions.figures import make_figure
from ehya.publish.certificate import faults_of, read_sheet
from ehya.publish.counting import asked_typed, metrics
from ehya.web import api
from ehya.web.patience import Patience

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def ask(client, address, status=200, language="en"):
    answer = client.get(f"/api/{address}", headers={"Accept-Language": language})
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_every_definition_is_told_in_both_languages(client):
    found = ask(client, "metrics/")["metrics"]
    assert [one["name"] for one in found] == list(metrics())
    one = ask(client, f"metrics/{KIND}/")
    assert one["once_per"] == "return" and one["name_fa"] and one["counts_en"]


def test_figures_are_filtered_and_paged_by_a_key(open_told, client):
    assert [one["value"] for one in ask(client, "figures/?q=eight")["figures"]] == ["8", "8"]
    assert len(ask(client, "figures/?province=IR")["figures"]) == 2
    assert len(ask(client, "figures/?day=2024-07-15")["figures"]) == 2
    assert ask(client, "figures/?metric=units_idle")["figures"] == []
    first = ask(client, "figures/?limit=2")
    assert [one["number"] for one in first["figures"]] == [open_told["semnan"], open_told["august"]]
    rest = ask(client, first["next"].partition("/api/")[2])
    assert ([one["number"] for one in rest["figures"]], rest["next"]) == ([open_told["june"]], None)


def test_one_figure_its_history_and_a_certificate_that_holds(open_told, client):
    one = ask(client, f"figures/{open_told['august']}/")
    assert (one["value"], one["unit"], one["counted"]) == ("8", "units", 8)
    assert one["scope"]["province"] == "" and one["looked_at"]["number"] == 8
    history = ask(client, f"figures/{open_told['august']}/history/")["figures"]
    assert [past["value"] for past in history] == ["6", "8"]
    text = client.get(f"/api/figures/{open_told['august']}/certificate/").content.decode()
    assert faults_of(read_sheet(text), key=public_key()) == []


def test_what_is_not_public_is_not_answered(open_told, analyst, client):
    asked = asked_typed(KIND, {}, as_of=TODAY, known_at=timezone.now(), synthetic=False)
    hidden = make_figure(asked, by=analyst)
    for address in ("", "history/", "certificate/"):
        no = ask(client, f"figures/{hidden.pk}/{address}", status=404)
        assert no["code"] == "figure.no_such_figure"
        assert no["facts"] == {"figure": hidden.pk}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("metrics/nothing/", 404, "figure.no_such_metric"),
        ("figures/?limit=0", 422, "web.bad_question"),
        ("figures/?day=1403/13/45", 422, "web.bad_question"),
        ("figures/99999999999999999999/", 422, "web.bad_question"),
        (f"counts/{KIND}/", 401, "web.sign_in_first"),
        ("nowhere/", 404, "web.nothing_here"),
    ],
)
def test_every_no_is_json_in_the_language_asked_for(client, address, status, code):
    no = ask(client, address, status)
    assert no["code"] == code
    assert set(no) == {"code", "message", "facts"}
    assert ask(client, address, status, language="fa")["message"] != no["message"]


def test_a_count_stays_within_its_askers_scope(
    open_told, analyst_client, officer_client, citizen_client
):
    whole = ask(analyst_client, f"counts/{KIND}/?by=province")
    assert (whole["value"], whole["whole_country"]) == ("8", True)
    assert [(part["key"], part["value"]) for part in whole["parts"]] == [("IR-20", "8")]
    then = ask(analyst_client, f"counts/{KIND}/?by=&as_of=2024-06-20")
    assert then["value"] == "6"
    monthly = ask(analyst_client, f"counts/{KIND}/?by=&monthly=true")["parts"]
    assert [part["value"] for part in monthly] == ["6", "2"]
    assert ask(officer_client, f"counts/{KIND}/")["whole_country"] is False
    assert ask(citizen_client, f"counts/{KIND}/", status=403)["code"] == "web.not_for_you"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("by=colour", "web.bad_question"),
        ("as_of=1403/13/45", "calendar.no_such_month"),
        ("year=13x3", "forecast.bad_year"),
        ("parks=beside", "figure.no_such_scope"),
    ],
)
def test_a_count_that_cannot_be_asked_is_refused(open_told, analyst_client, query, code):
    assert ask(analyst_client, f"counts/{KIND}/?{query}", status=422)["code"] == code


def test_a_hurried_stranger_waits_and_others_do_not():
    patience = Patience(asked=2, within=60)
    assert [patience.count("a", now) for now in (0, 1, 2)] == [True, True, False]
    assert patience.count("b", 2)
    assert patience.count("a", 61)


def test_the_page_shows_every_question_of_the_document(client):
    document = json.loads(client.get("/api/openapi.json").content)
    assert document == json.loads(json.dumps(api.openapi()))
    page = client.get("/api/", headers={"Accept-Language": "fa"}).content.decode()
    for address, ways in document["paths"].items():
        assert set(ways) == {"get"}  # nothing is changed by asking
        assert address in page and ways["get"]["operationId"] in page
        assert ways["get"]["summary"] not in page  # it is told in Persian


def test_the_count_is_the_only_question_that_needs_a_sign_in():
    paths = api.openapi()["paths"]
    closed = [address for address, ways in paths.items() if ways["get"].get("security")]
    assert closed == ["/api/counts/{metric}/"]
