"""Whose session has ended comes back to a page that can be shown."""

import pytest

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
BROWSER = {"accept": "text/html,application/xhtml+xml"}


def door(address):
    return f"/sign-in/?next={address}"


def test_a_form_that_was_sent_leads_back_to_the_page_that_it_stands_on(client):
    told = client.post("/cases/5/remark/", headers={"referer": f"{HERE}/cases/5/?a=1#remark"})
    assert told.url == door("/cases/5/%3Fa%3D1")


@pytest.mark.parametrize("referer", [None, "http://elsewhere.test/cases/5/", "javascript:x"])
def test_a_form_of_no_page_or_of_another_site_leads_home(client, referer):
    told = client.post("/cases/5/remark/", headers={"referer": referer} if referer else {})
    assert told.url == door("/")


def test_a_page_that_was_asked_for_is_led_back_to(client):
    asked = client.get("/cases/?state=found", headers={"referer": f"{HERE}/work/"})
    assert asked.url == door("/cases/%3Fstate%3Dfound")


def test_a_script_is_led_to_the_door_as_a_whole_page(client):
    asked = {"hx-request": "true", "hx-current-url": f"{HERE}/units/?text=brick"}
    for answer in (
        client.get("/units/count/", headers=asked),
        client.post("/cases/5/remark/", headers=asked),
    ):
        assert answer.status_code == 204
        assert answer["HX-Redirect"] == door("/units/%3Ftext%3Dbrick")


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/cases/5/remark/", "/cases/5/"),
        ("/cases/5/act/screen/", "/cases/5/"),
        ("/work/appointments/3/", "/work/"),
        ("/units/views/3/drop/", "/units/views/"),
        ("/units/views/", "/units/"),
        ("/sign-out/", "/"),
    ],
)
def test_a_browser_that_looks_at_an_address_of_forms_sees_the_page_above_it(
    analyst_client, address, above
):
    answer = analyst_client.get(address, headers=BROWSER)
    assert (answer.status_code, answer.url) == (302, above)


def test_a_program_is_told_that_an_address_takes_only_what_is_sent(analyst_client):
    assert analyst_client.get("/cases/5/remark/").status_code == 405
