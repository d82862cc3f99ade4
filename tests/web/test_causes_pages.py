"""Pages of suggested causes: beside the person's word, and silent where it is not enough to tell."""

from datetime import date

import pytest

from ehya.diagnose.queries.suggesting import Suggested, Suggestion
from ehya.engine.diagnose import Reason
from ehya.ledger.actions import the_house
from ehya.register.actions.places import load_places
from ehya.register.actions.units import add_unit
from ehya.web.pages import causes

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


def said(*kinds, looked_on=None):
    return Suggestion(None, "", kinds=kinds, looked_on=looked_on)


def test_what_is_likelier_than_elsewhere_makes_the_headline_with_its_reasons(
    unit, officer_client, monkeypatch
):
    because = (Reason("division", 0.9, looked=40, share=0.5), Reason("age_years", -0.4, value=31))
    told = said(
        Suggested("market", 0.6, "", 0.2, because),
        Suggested("liquidity", 0.4, "", 0.5, found=True),
        Suggested("legal", None, "hardly_seen", 0.0),
    )
    monkeypatch.setattr(causes, "suggestion_for", lambda unit, moment: told)
    text = officer_client.get(f"/units/{unit}/causes/").content.decode()
    assert "Past diagnoses point to Market: 60" in text
    assert "In its branch of industry: found in 50" in text
    assert "Its age speaks against it" in text
    assert "Of 1 kind nothing is told" in text
    assert "hardly ever found so far" in text


def test_what_a_person_found_too_is_said_to_be_found(unit, officer_client, monkeypatch):
    told = said(Suggested("market", 0.6, "", 0.2, found=True), looked_on=date(2024, 1, 1))
    monkeypatch.setattr(causes, "suggestion_for", lambda unit, moment: told)
    assert "and a person found it" in officer_client.get(f"/units/{unit}/causes/").content.decode()


def test_what_is_as_likely_as_everywhere_is_no_headline(unit, officer_client, monkeypatch):
    told = said(Suggested("market", 0.06, "", 0.09))
    monkeypatch.setattr(causes, "suggestion_for", lambda unit, moment: told)
    text = officer_client.get(f"/units/{unit}/causes/").content.decode()
    assert "nothing that is likelier here than elsewhere" in text
