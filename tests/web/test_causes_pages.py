"""Pages of suggested causes: beside the person's word, and silent where it is not enough to tell."""

from datetime import date

import pytest

from ehya.ledger.actions import the_house
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(steward, officer, analyst):
    load_places(by=the_house())
    for person in (officer, analyst):
        person.language = "en"
        person.save()
    facts = {"name_en": "Azargun", "province": "IR-20", "status": "idle"}
    return add_unit(facts, by=steward, on=date(2019, 3, 21))


def test_before_anything_is_learnt_it_says_how_much_is_missing(unit, officer_client):
    text = officer_client.get(f"/units/{unit}/causes/").content.decode()
    assert "It is not enough to tell" in text
    assert "0 units were diagnosed so far, and 300 are needed" in text


def test_a_part_of_another_page_comes_without_a_frame(unit, officer_client):
    part = officer_client.get(f"/units/{unit}/causes/", HTTP_HX_REQUEST="true").content.decode()
    assert "Not enough to tell." in part
    assert "<html" not in part


def test_the_units_page_of_obstacles_keeps_it_folded_away(unit, officer_client):
    text = officer_client.get(f"/units/{unit}/obstacles/").content.decode()
    assert f'hx-get="/units/{unit}/causes/"' in text
    assert "Not enough to tell" not in text


def test_a_unit_elsewhere_is_not_told_of(unit, sign_in):
    from ehya.ledger.models import Scope, User

    far = User.objects.create_user(username="far", role="officer")
    Scope.objects.create(user=far, kind="province", code="IR-26")
    assert sign_in(far).get(f"/units/{unit}/causes/").status_code == 404


def test_how_far_it_can_be_believed_is_said_before_it_can(unit, analyst_client):
    text = analyst_client.get("/obstacles/learnt/").content.decode()
    assert "Too few units were diagnosed" in text
