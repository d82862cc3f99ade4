"""A stranger takes a number from the newspaper and sees what it rests on."""

import json
import re
from datetime import date

import pytest
from django.utils import timezone
from tests.publish.test_figures import restarted
from tests.web.conftest import COUNTED as KIND
from tests.web.conftest import public

from ehya.publish.actions.figures import correct_figure, make_figure, release_figure
from ehya.publish.counting import asked_typed
from ehya.web import open_pages
from ehya.web.patience import Patience

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def read(client, address, **headers):
    answer = client.get(address, headers={**ENGLISH, **headers})
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page):
    return re.findall(r'href="/public/figures/(\d+)/"><b>', page)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("8", {"august", "semnan"}),
        ("eight units were revived", {"august", "semnan"}),
        ("۶ واحد احیا شد", {"june"}),
        ("شش واحد", {"june"}),
        ("116 units", set()),
    ],
)
def test_a_number_of_the_newspaper_leads_to_the_figures_that_told_it(
    open_told, client, typed, found
):
    page = read(client, f"/public/?q={typed}")
    assert set(rows(page)) == {str(open_told[name]) for name in found}


def test_what_holds_no_number_is_said_to_hold_none(open_told, client):
    assert "No number was found" in read(client, "/public/?q=revived")


def test_a_figure_tells_its_history_its_parts_and_how_to_check_it(open_told, client):
    page = read(client, f"/public/figures/{open_told['august']}/")
    assert "the whole country: 8 units" in page
    assert "It counts 8, of 8 cases looked at" in page
    assert "2 public figures tell the same thing" in page and 'data-spec="history"' in page
    assert "Semnan has the most of 1 provinces: 8 units of 8 units" in page
    assert "This certificate holds" in page
    assert f"/public/figures/{open_told['august']}/</bdi>" in page  # beside its QR code, for paper
    part = read(client, f"/public/figures/{open_told['semnan']}/")
    assert "the whole country: 8 units</a>" in part


def test_a_corrected_figure_is_found_by_its_old_number_with_why(
    open_told, client, steward, officer, analyst, director
):
    restarted(steward, officer, date(2024, 5, 1))
    right = correct_figure(open_told["august"], "one was entered late", by=analyst)
    page = read(client, f"/public/figures/{open_told['august']}/")
    assert "one was entered late" in page and "is not public yet" in page
    release_figure(right.pk, by=director)
    page = read(client, f"/public/figures/{open_told['august']}/")
    assert f'href="/public/figures/{right.pk}/">See the figure that took its place' in page
    assert "corrected on" in read(client, "/public/?q=8")


def test_how_many_changed_since_is_not_told_of_a_part_where_it_is_few(
    open_told, client, steward, officer
):
    restarted(steward, officer, date(2024, 5, 1))
    country = read(client, f"/public/figures/{open_told['august']}/")
    assert "Then 8 units, now known 9 units" in country and "1 entered late" in country
    part = read(client, f"/public/figures/{open_told['semnan']}/")
    assert "Fewer than 5 have changed since" in part and "9 units" not in part


def test_figures_of_one_place_or_metric_are_listed(open_told, analyst, director, client):
    assert rows(read(client, "/public/?province=IR-20")) == [str(open_told["semnan"])]
    assert len(rows(read(client, "/public/?province=IR"))) == 2
    public(analyst, director, TODAY, {"parks": "outside"})  # of no province, and not the country's
    assert len(rows(read(client, "/public/?province=IR"))) == 2
    assert rows(read(client, "/public/?metric=units_idle")) == []
    assert rows(read(client, "/public/?before=x&metric=" + KIND))


def test_a_strangers_page_holds_nothing_of_a_session(open_told, client):
    for address in ("/public/", f"/public/figures/{open_told['august']}/", "/api/"):
        answer = client.get(address, headers=ENGLISH)
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert not answer.cookies
        assert answer["Cache-Control"] == "public, max-age=60"
        again = client.get(address, headers={**ENGLISH, "If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_the_staffs_copy_is_kept_by_nobody(open_told, analyst_client):
    answer = analyst_client.get("/public/")
    assert "private" in answer["Cache-Control"] and "ETag" not in answer


def test_an_open_file_is_the_same_for_all_and_as_old_as_the_last_release(open_told, client):
    answer = client.get("/public/figures.csv")
    assert "Cookie" not in answer.get("Vary", "")
    later = {"If-Modified-Since": answer["Last-Modified"]}
    assert client.get("/public/figures.csv", headers=later).status_code == 304


def test_a_stranger_chooses_a_language_without_a_session(open_told, client):
    answer = client.post("/public/read-as/", {"language": "fa", "next": "/public/?q=8"})
    assert answer["Location"] == "/public/?q=8"
    assert "sessionid" not in answer.cookies
    assert 'lang="fa"' in client.get("/public/", headers=ENGLISH).content.decode()
    elsewhere = {"language": "en", "next": "//elsewhere.example/"}
    assert client.post("/public/read-as/", elsewhere)["Location"] == "/public/"


def test_what_is_not_public_is_nowhere(open_told, analyst, client):
    asked = asked_typed(KIND, {}, as_of=TODAY, known_at=timezone.now(), synthetic=False)
    hidden = make_figure(asked, by=analyst)
    for address in ("", "certificate.json", "code.svg"):
        assert client.get(f"/figures/{hidden.pk}/{address}").status_code == 404
    assert client.get(f"/public/figures/{hidden.pk}/").status_code == 404


def test_who_has_pages_made_by_ever_other_addresses_waits(open_told, client, monkeypatch):
    monkeypatch.setattr(open_pages, "HURRIED", Patience(asked=2))
    found = [client.get(f"/public/?q={number}", headers=ENGLISH) for number in range(3)]
    assert [answer.status_code for answer in found] == [200, 200, 429]
    assert "after 60 seconds" in found[-1].content.decode()


def test_the_catalogue_leads_to_every_file_and_to_the_questions(open_told, client):
    told = json.loads(client.get("/public/catalogue.jsonld").content)
    *files, service = told["dcat:distribution"]
    for one in files:
        address = one["dcat:downloadURL"]["@id"].partition("testserver")[2]
        assert client.get(address)["Content-Type"].startswith(one["dcat:mediaType"])
    document = service["dcat:accessService"]["dcat:endpointDescription"]["@id"]
    assert document.endswith("/api/openapi.json")
    assert told["dct:modified"]
