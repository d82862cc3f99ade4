"""Who is there, and how do they read?"""

import pytest

from ehya.ledger.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a long password for a test"  # noqa: S105


@pytest.fixture
def signed_up(analyst):
    analyst.set_password(PASSWORD)
    analyst.language = "en"
    analyst.save()
    return analyst


def sign_in(client, password, **more):
    return client.post("/sign-in/", {"login": "analyst", "password": password}, **more)


def test_the_right_password_leads_to_where_one_wanted_to_go(client, signed_up):
    answer = client.post(
        "/sign-in/", {"login": "analyst", "password": PASSWORD, "next": "/claims/"}
    )
    assert (answer.status_code, answer.url) == (302, "/claims/")


def test_nobody_is_led_to_somebody_else_s_site(client, signed_up):
    told = {"login": "analyst", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/sign-in/", told).url == "/"


def test_a_wrong_password_is_said_and_after_the_fifth_the_name_is_closed(client, signed_up):
    english = {"accept-language": "en"}
    for _ in range(5):
        answer = sign_in(client, "wrong", headers=english)
        assert "The name or the password is wrong" in answer.text
    assert sign_in(client, "wrong", headers=english).status_code == 429
    assert sign_in(client, PASSWORD).status_code == 429


def test_signing_out_ends_the_session(analyst_client):
    assert analyst_client.post("/sign-out/").url == "/sign-in/"
    assert analyst_client.get("/claims/check/").status_code == 302


def test_signing_out_needs_more_than_a_link(analyst_client):
    assert analyst_client.get("/sign-out/").status_code == 405


@pytest.mark.parametrize(
    ("accepts", "language", "direction"),
    [("fa-IR,fa;q=0.9", "fa", "rtl"), ("en-GB", "en", "ltr"), ("de", "fa", "rtl")],
)
def test_a_stranger_is_answered_in_the_browser_s_language(client, accepts, language, direction):
    page = client.get("/sign-in/", headers={"accept-language": accepts})
    assert f'<html lang="{language}" dir="{direction}"' in page.text
    assert ("tabler.rtl.min.css" in page.text) == (direction == "rtl")


def test_a_stranger_s_choice_is_kept_in_a_cookie(client):
    client.post("/preferences/", {"language": "en", "theme": "dark", "next": "/sign-in/"})
    page = client.get("/sign-in/", headers={"accept-language": "fa"})
    assert '<html lang="en" dir="ltr" data-theme="dark" data-bs-theme="dark"' in page.text
    assert client.cookies["ehya_language"]["httponly"]


def test_a_person_s_choice_is_kept_with_the_person(analyst_client, analyst, sign_in):
    analyst_client.post("/preferences/", {"language": "en", "calendar": "solar"})
    kept = User.objects.get(pk=analyst.pk)
    assert (kept.language, kept.calendar, kept.theme) == ("en", "solar", "auto")
    assert '<html lang="en"' in sign_in(kept).get("/preferences/").text


def test_a_choice_that_is_none_changes_nothing(analyst_client, analyst):
    analyst_client.post("/preferences/", {"language": "xx", "theme": "<script>"})
    kept = User.objects.get(pk=analyst.pk)
    assert (kept.language, kept.theme) == (analyst.language, analyst.theme)


def test_choosing_leads_back_only_to_our_own_pages(analyst_client):
    told = {"theme": "dark", "next": "https://elsewhere.example/"}
    assert analyst_client.post("/preferences/", told).url == "/preferences/"
    assert analyst_client.post("/preferences/", {**told, "next": "/claims/"}).url == "/claims/"


@pytest.mark.parametrize("wanted", ["here", "~1", "²", "1403/05/22", "\ufffd"])
def test_what_is_no_address_leads_back_to_the_choices(analyst_client, wanted):
    answer = analyst_client.post("/preferences/", {"language": "en", "next": wanted})
    assert (answer.status_code, answer.url) == (302, "/preferences/")


def test_the_page_stays_where_it_is_when_the_script_keeps_the_light(analyst_client):
    assert analyst_client.post("/preferences/", {"theme": "dark", "quiet": "1"}).status_code == 204
