"""Where projects are built: provinces shaded, places as points, by what the list asks for."""

import json
import re
from datetime import date

import pytest
from tests.invest import yard

from ehya.ledger.models import User
from ehya.register.actions.places import add_park

pytestmark = pytest.mark.django_db
TN = 10**12


@pytest.fixture
def built(officer, steward, analyst, settings):
    """Two projects in Semnan, one of them in a park; one in Yazd with more money; a group."""
    settings.TODAY = yard.DAY
    yard.places()
    told = {"name_fa": "شهرک شرق", "province": "IR-20", "lat": 35.5, "lon": 53.5}
    park = add_park(told, on=date(2019, 3, 21), by=steward)
    own = yard.a_project(officer, lat=35.6, lon=53.4)
    inside = yard.a_project(officer, park=park, name_fa="برق", name_en="Power")
    yazd = yard.a_project(analyst, kind="industrial", branch="", province="IR-21", name_fa="کاشی")
    yard.a_project(analyst, stands_for=9, name_fa="نُه طرح", name_en="Nine")
    yard.money(own, 2 * TN, by=officer)
    yard.money(yazd, 3 * TN, by=analyst)
    User.objects.update(language="en")
    return own, inside, yazd


def page(client, asked=""):
    answer = client.get(f"/projects/map/{asked}")
    assert answer.status_code == 200, answer.status_code
    return answer.text


def words(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def points(text):
    spec = json.loads(re.search(r'<script id="map"[^>]*>(.*?)</script>', text, re.DOTALL)[1])
    told = json.dumps(spec)
    return set(re.findall(r'"lat": (3[56]\.\d+), "tip": "[^"]*?(Water|Power)', told)) | set(
        re.findall(r'"lat": (31\.\d+), "tip"', told)
    )


def test_the_heading_says_where_most_are(built, analyst_client):
    told = words(page(analyst_client))
    assert "Semnan has the most projects: 2 of 12" in told
    assert "Yazd has the most money for projects: 3 trillion rials of 5 trillion rials" in words(
        page(analyst_client, "?by=money")
    )
    assert "in several provinces 9 0" in told, "a group stands in the table, not on the map"


def test_a_project_stands_at_its_own_place_or_in_its_park(built, analyst_client):
    told = page(analyst_client)
    assert points(told) == {("35.6", "Water"), ("35.5", "Power")}
    assert "Points are 2 projects whose place is known: 1 have a place of their own" in words(told)


def test_the_map_asks_what_the_list_asks(built, analyst_client):
    told = page(analyst_client, "?kind=industrial")
    assert "Yazd has 1 of 1 project" in words(told)
    assert points(told) == set()
    assert 'href="/projects/?kind=industrial&amp;province=IR-21"' in told
    assert (
        'href="/projects/map/?kind=industrial"'
        in analyst_client.get("/projects/?kind=industrial").text
    )


def test_an_officer_sees_their_own_province_alone(built, officer_client):
    told = words(page(officer_client))
    assert "Semnan has the most projects: 2 of 2" in told
    assert "Yazd" not in told


def test_where_nothing_is_found_the_way_back_is_shown(built, analyst_client):
    told = words(page(analyst_client, "?text=zzzz"))
    assert "No project here has a province" in told
    assert "Back to the list" in told


def test_a_park_that_was_not_told_of_yet_gives_no_place(built, analyst_client):
    told = page(analyst_client, "?as_of=2018-01-01")
    assert ("35.5", "Power") not in points(told)
