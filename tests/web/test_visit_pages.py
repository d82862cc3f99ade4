"""Can somebody fill in a visit's pages, with a script and without?"""

import re
from datetime import date

import pytest
from tests.diagnose.conftest import LOAN, a_person

from ehya.diagnose.models import Finding, Visit
from ehya.revive.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_report_day")]


@pytest.fixture
def unit(steward):
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    load_places(by=the_house())
    facts = {"name_en": "Brick", "province": "IR-20", "status": "idle"}
    return add_unit(facts, by=steward, on=date(2019, 3, 21))


@pytest.fixture
def officer_client(officer, unit, sign_in, in_english):
    return sign_in(officer)


def begun(client, unit):
    answer = client.post(f"/units/{unit}/visit/", {"purpose": "diagnosis"})
    assert answer.status_code == 302
    return answer["Location"]


def page(client, address, step):
    return client.get(f"{address}?step={step}").content.decode()


def sent(client, address, step, **answers):
    """Send a step as a browser without a script does: everything that the page shows."""
    html = page(client, address, step)
    told = {
        "seen": re.search(r'name="seen" value="(\d+)"', html)[1],
        "step": step,
        "go": "next",
        "shown": re.findall(r'name="shown" value="(\w+)"', html),
    }
    return client.post(address, {**told, **answers})


def obstacle(place, **told):
    row = {**LOAN, **told}
    return {f"a-obstacles-{place}-{part}": str(value) for part, value in row.items()}


def test_an_officer_fills_in_every_step_without_a_script(officer_client, officer, unit):
    from ehya.revive.actions.opening import open_case

    case = open_case(unit, "revival", by=officer)
    visit = begun(officer_client, unit)
    there = {"present-0-name": "Mr Karimi", "present-0-as": "owner", "lat": "35.57", "lon": "53.4"}
    assert (
        "step=gate" in sent(officer_client, visit, "arrival", on="2024-08-12", **there)["Location"]
    )
    assert "step=gate" in sent(officer_client, visit, "gate", **{"a-let_in": "owner"})["Location"]
    gate = {"a-let_in": "owner", "a-works": "no"}
    assert "step=gate" in sent(officer_client, visit, "gate", **gate)["Location"]  # asks since when
    assert "step=people" in sent(officer_client, visit, "gate", **gate)["Location"]
    sent(officer_client, visit, "people", **{"a-workers": "۰", "a-machines": "ready"})
    sent(officer_client, visit, "obstacles", **obstacle(0, since="1402/01/01"))
    sent(officer_client, visit, "way_back", **{"a-owner_wants": "go_on"})
    assert "Everything is answered" in page(officer_client, visit, "finish")
    seen = Visit.objects.get().version
    answer = officer_client.post(f"{visit}finish/", {"seen": seen}, follow=True)
    html = answer.content.decode()
    assert "Brick was seen standing still" in html
    assert "Mr Karimi" in html
    assert Finding.objects.get().valid.lower == date(2023, 3, 21)
    assert Case.objects.get(pk=case).state == "diagnosed"


def test_what_is_missing_is_shown_beside_its_question(officer_client, unit):
    visit = begun(officer_client, unit)
    sent(officer_client, visit, "gate", **{"a-let_in": "owner"})
    answer = officer_client.post(f"{visit}finish/", {}, follow=True)
    html = answer.content.decode()
    assert "4 questions still want you" in html  # produces, workers, machines, the owner's wish
    gate = officer_client.get(f"{visit}?step=gate&check=1").content.decode()
    assert "This must be answered before the visit is finished" in gate


def test_a_wrong_number_stays_as_it_was_typed(officer_client, unit):
    visit = begun(officer_client, unit)
    sent(officer_client, visit, "gate", **{"a-let_in": "owner"})
    sent(officer_client, visit, "gate", **{"a-let_in": "owner", "a-works": "yes"})
    sent(
        officer_client, visit, "gate", **{"a-let_in": "owner", "a-works": "yes", "a-share": "half"}
    )
    html = page(officer_client, visit, "gate")
    assert 'value="half"' in html
    assert "“half” is no number" in html


def test_a_script_gets_only_what_changed(officer_client, unit):
    visit = begun(officer_client, unit)
    told = {"step": "gate", "seen": "1", "shown": ["let_in", "photo_place"], "a-let_in": "owner"}
    answer = officer_client.post(visit, told, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert '<input type="hidden" id="seen" name="seen" value="2" hx-swap-oob="true">' in html
    assert re.findall(r'class="q" id="q-(\w+)"', html) == ["works"]


def test_two_devices_see_each_other(officer_client, unit):
    visit = begun(officer_client, unit)
    told = {"step": "gate", "seen": "1", "shown": ["let_in"], "go": "next"}
    officer_client.post(visit, {**told, "a-let_in": "owner"})
    answer = officer_client.post(visit, {**told, "a-let_in": "nobody"})
    assert answer.status_code == 422
    assert "changed this visit on another device" in answer.content.decode()
    assert Visit.objects.get().answers == {"let_in": "owner"}


def test_a_page_that_sends_the_same_twice_is_no_second_device(officer_client, unit):
    visit = begun(officer_client, unit)
    told = {"step": "gate", "seen": "1", "shown": ["let_in"], "a-let_in": "owner"}
    officer_client.post(visit, told, headers={"HX-Request": "true"})
    assert officer_client.post(visit, {**told, "go": "next"}).status_code == 302


def test_a_draft_is_shown_to_its_writer_only(officer_client, unit, sign_in):
    visit = begun(officer_client, unit)
    other = sign_in(a_person("another", "officer", "IR-20"))
    assert other.get(visit).status_code == 404
    assert other.post(visit, {"step": "gate"}).status_code == 404
    assert "Brick" in officer_client.get("/visits/").content.decode()


def test_the_vocabulary_is_shown_with_shares_and_sources(officer_client, unit):
    html = officer_client.get("/obstacles/").content.decode()
    assert "55 obstacles of 15 kinds" in html
    assert "ICCC1765-07" in html
