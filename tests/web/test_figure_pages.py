"""Staff count and make figures; strangers read the public ones, and no other."""

import json
from datetime import date

import polars as pl
import pytest
from django.utils import timezone
from tests.revive.purse import a_unit

from ehya.publish.actions.figures import make_figure, release_figure
from ehya.publish.certificate import read_sheet
from ehya.publish.counting import asked_typed
from ehya.publish.models import Figure
from ehya.revive.actions.opening import open_case

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)
KIND = "units_revived_claimed"


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def looked_at(steward, officer):
    """One case in Semnan, so that a zero can be told."""
    return open_case(a_unit(steward), "revival", by=officer, on=date(2024, 4, 1))


def a_figure(by, **told):
    asked = asked_typed(KIND, told, as_of=TODAY, known_at=timezone.now(), synthetic=False)
    return make_figure(asked, by=by)


def test_every_metric_stands_on_the_page(looked_at, analyst_client, in_english):
    page = analyst_client.get("/figures/").content.decode()
    assert "units revived, as claimed" in page
    assert "0 units" in page
    assert "Nothing was looked at" in page  # of money, projects, detection: not even a zero


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("year=13x3", "13x3"),
        ("first=1403/13/45", "1403/13/45"),
        ("parks=beside", "beside"),
        ("first=1403/05/01&last=1403/04/01", "1403/05/01"),
    ],
)
def test_a_bad_question_is_refused_with_what_was_typed(looked_at, analyst_client, query, words):
    answer = analyst_client.get(f"/figures/?{query}")
    assert words in answer.content.decode()
    assert answer.status_code in (200, 422)


def test_an_analyst_makes_a_figure_and_the_director_makes_it_public(
    looked_at, analyst_client, director_client, client, in_english
):
    answer = analyst_client.post(f"/figures/count/{KIND}/")
    number = Figure.objects.get().pk
    assert answer["Location"] == f"/figures/{number}/"
    assert client.get(f"/figures/{number}/").status_code == 404
    own = analyst_client.get(f"/figures/{number}/").content.decode()
    assert "This certificate holds" in own and "Somebody else than its maker" in own
    director_client.post(f"/figures/{number}/release/")
    led = client.get(f"/figures/{number}/")
    assert led["Location"] == f"/public/figures/{number}/"
    page = client.get(led["Location"]).content.decode()
    assert "۰ واحد" in page and "release" not in page
    assert client.get(f"/figures/{number}/code.svg")["Content-Type"] == "image/svg+xml"


def test_a_stranger_gets_the_certificate_without_its_list(
    looked_at, analyst, director, client, analyst_client
):
    figure = a_figure(analyst)
    release_figure(figure.pk, by=director)
    open_one = read_sheet(client.get(f"/figures/{figure.pk}/certificate.json").content.decode())
    assert (open_one.members, open_one.blocks, open_one.digest) == (None, (), figure.digest)
    own = read_sheet(analyst_client.get(f"/figures/{figure.pk}/certificate.json").content.decode())
    assert own.members == ()


def test_open_files_tell_the_public_figures_only(looked_at, analyst, director, client):
    figure, hidden = a_figure(analyst), a_figure(analyst, province="IR-20")
    release_figure(figure.pk, by=director)
    told = json.loads(client.get("/public/figures.json").content)
    assert [row["figure"] for row in told["figures"]] == [figure.pk]
    assert told["definitions"][KIND]["once_per"] == "return"
    assert hidden.digest not in client.get("/public/figures.csv").content.decode()
    table = pl.read_parquet(client.get("/public/figures.parquet").content)
    assert table["value"].to_list() == ["0"]
    assert "dcat:Dataset" in client.get("/public/catalogue.jsonld").content.decode()
    assert client.get("/public/key.pem").content.startswith(b"-----BEGIN PUBLIC KEY")
    assert client.get("/public/").status_code == 200


def test_an_officer_sees_counts_and_makes_no_figure(looked_at, officer_client):
    assert officer_client.get(f"/figures/count/{KIND}/").status_code == 200
    assert officer_client.post(f"/figures/count/{KIND}/").status_code == 403
    assert not Figure.objects.exists()
