"""Do the map and the pages of parks say where the units stand?"""

import json
import re
from datetime import date

import pytest
from django.utils import timezone

from ehya.ledger.actions import the_house
from ehya.register.actions.places import add_park, load_places
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.queries import Moment
from ehya.register.queries.geography import moves_of_park
from ehya.web.charts.provinces import Shape, province_map, shades

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 21)


@pytest.fixture
def register(steward, officer, analyst):
    load_places(by=the_house())
    facts = {"name_en": "Semnan Town", "name_fa": "شهرک سمنان", "kind": "town", "plots": 40}
    park = add_park({**facts, "province": "IR-20", "services": ["water"]}, by=steward, on=BORN)
    for number in range(24):
        where = {"province": "IR-20", "park": park} if number < 21 else {"province": "IR-26"}
        told = {"name_en": f"Works {number}", "status": "idle" if number % 3 == 0 else "active"}
        add_unit({**told, **where}, by=steward, on=BORN)
    for person in (officer, analyst):
        person.language = "en"
        person.save()
    return park


def words(answer):
    assert answer.status_code == 200, answer.content.decode()[:400]
    return " ".join(answer.content.decode().split())


def spec(page):
    return json.loads(
        re.search(r'<script id="map" type="application/json">(.*?)</script>', page)[1]
    )


def shaded(drawing):
    told = next(layer["transform"][0] for layer in drawing["layer"] if "transform" in layer)
    rows = drawing["datasets"][told["from"]["data"]["name"]]
    return {row["iso"]: row["shade"] for row in rows}


def test_the_map_says_where_most_units_are(register, analyst_client):
    page = words(analyst_client.get("/units/map/"))
    assert "Semnan has the most units: 21 of 24" in page
    drawn = shaded(spec(page))
    assert drawn["IR-20"] > 0
    assert drawn["IR-23"] == 0


def test_a_share_of_few_units_is_not_told(register, analyst_client):
    page = words(analyst_client.get("/units/map/?by=idle"))
    assert "Semnan is told to have the largest share idle: 33" in page
    assert shaded(spec(page))["IR-26"] == 0


def test_the_map_takes_the_filters_of_the_list(register, analyst_client):
    assert "7 of 8" in words(analyst_client.get("/units/map/?status=idle"))


def test_the_map_of_the_past_is_empty_before_the_units(register, analyst_client):
    assert "No unit here is known" in words(analyst_client.get("/units/map/?as_of=2018-01-01"))


def test_an_officer_sees_the_own_province_alone(register, officer_client):
    page = words(officer_client.get("/units/map/"))
    assert "21 of 21" in page
    assert "Qazvin" not in page


def test_the_strongest_quarter_gets_the_strongest_shade():
    assert shades([1, 2, 3, 4, 5, 6, 7, 8]) == [3, 5, 7]
    shapes = [Shape(f"IR-{n:02}", str(n), float(n), str(n), (50, 30)) for n in range(1, 9)]
    drawn = shaded(province_map(shapes, [], topology="/t.json", height=300))
    assert [drawn[f"IR-{n:02}"] for n in range(1, 9)] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_park_says_how_its_units_stand(register, analyst_client):
    page = words(analyst_client.get(f"/parks/{register}/"))
    assert "Semnan Town: 21 units, 7 told to be idle" in page
    assert "water" in page
    assert "First told of" in page


def test_parks_are_found_in_either_script(register, analyst_client):
    for asked in ("text=semnan", "text=شهرک سمنان", "province=IR-20"):
        assert "Semnan Town" in words(analyst_client.get(f"/parks/?{asked}"))
    assert "No park fits" in words(analyst_client.get("/parks/?province=IR-23"))


def test_a_park_elsewhere_is_nowhere(register, steward, officer_client):
    facts = {"name_fa": "شهرک البرز", "kind": "town", "province": "IR-26"}
    elsewhere = add_park(facts, by=steward, on=BORN)
    assert officer_client.get(f"/parks/{elsewhere}/").status_code == 404
    assert officer_client.get("/parks/P-9999/").status_code == 404
    assert elsewhere not in words(officer_client.get("/parks/"))


@pytest.fixture
def moving(register, steward):
    """One unit that came into the park in 2021, one that left it for Qazvin in 2022."""
    for called, first, then, day in (
        ("Comer", {}, {"park": register}, date(2021, 1, 1)),
        ("Leaver", {"park": register}, {"park": "", "province": "IR-26"}, date(2022, 1, 1)),
    ):
        facts = {"name_en": called, "province": "IR-20", **first}
        number = add_unit(facts, by=steward, on=BORN)
        change_unit(number, then, happened_on=day, by=steward)
    change_unit(number, {"name_en": "Renamed"}, happened_on=date(2023, 1, 1), by=steward)
    return register


def moves(answer):
    return re.findall(r"A unit moved (in|out)</b>.*?<bdi>([^<]*)</bdi>", words(answer))


def test_a_park_tells_which_units_moved_in_and_out(moving, analyst_client):
    page = analyst_client.get(f"/parks/{moving}/")
    assert moves(page) == [("out", "Leaver"), ("in", "Comer")]
    assert "so since 1 Jan 2022" in words(page)


def test_what_left_for_another_province_is_a_number_to_an_officer(moving, officer_client):
    page = officer_client.get(f"/parks/{moving}/")
    (_, number), (_, came) = moves(page)
    assert (bool(re.fullmatch(r"\d{3}-\d{4}-\d", number)), came) == (True, "Comer")
    assert "Leaver" not in words(page)


def test_a_move_that_was_not_known_yet_is_not_told(register, steward):
    number = add_unit({"name_en": "Comer", "province": "IR-20"}, by=steward, on=BORN)
    before, day = timezone.now(), date(2021, 1, 1)
    change_unit(number, {"park": register}, happened_on=day, by=steward)
    assert moves_of_park(register, Moment(day, before)) == ()
    (move,) = moves_of_park(register, Moment(day, timezone.now()))
    assert (move.to.unit.number, move.came, move.to.valid.lower) == (number, True, day)
