"""What a page says when it cannot show what was asked."""

import pytest
from django.db import Error
from django.test import Client

from ehya.web.pages import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "This page is for the staff"), ("fa", "این صفحه برای کارکنان برنامه است")],
)
def test_a_citizen_hears_whose_page_it_is_and_what_to_do(citizen, sign_in, language, words):
    citizen.language = language
    citizen.save()
    page = sign_in(citizen).get("/claims/check/")
    assert page.status_code == 403
    assert words in page.text
    assert 'action="/sign-out/"' in page.text
    assert "/claims/contradictions/" not in page.text


def test_an_address_where_nothing_lives_is_shown_and_escaped(analyst_client):
    page = analyst_client.get("/nowhere/<script>alert(1)</script>/")
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_a_refusal_is_a_page_with_its_sentence_and_code(analyst_client, analyst):
    page = analyst_client.post("/claims/check/999999/hold-back/", {"claim": "c1", "reason": "why"})
    assert page.status_code == 404
    assert "publish.no_such_text" in page.text


def test_a_program_hears_a_refusal_as_json(analyst_client):
    answer = analyst_client.get("/claims/check/999999/reading.json")
    assert answer.status_code == 404
    assert answer.json()["code"] == "publish.no_such_text"
    assert "۹۹۹" in answer.json()["sentence"]


def test_a_fault_of_ours_is_a_page_in_the_reader_s_language(analyst, monkeypatch):
    monkeypatch.setattr("ehya.web.pages.check.queries.kept_text", lambda text_id: 1 / 0)
    analyst.language = "fa"
    analyst.save()
    somebody = Client(raise_request_exception=False)
    somebody.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    page = somebody.get("/claims/check/1/")
    assert page.status_code == 500
    assert "کوتاهی از ماست" in page.text
    assert "ZeroDivisionError" not in page.text


def test_a_stale_form_is_not_sent_and_says_why(analyst):
    somebody = Client(enforce_csrf_checks=True)
    somebody.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    page = somebody.post("/preferences/", {"language": "en"})
    assert page.status_code == 403
    assert "web.stale_form" in page.text


def test_the_process_is_alive_without_a_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"alive": True}


def test_ready_names_every_part(client, monkeypatch):
    monkeypatch.setattr("ehya.web.pages.health.finders.find", lambda path: "there")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "migrations": True, "static": True}


def test_without_its_database_it_is_alive_but_not_ready(client, monkeypatch):
    def gone():
        raise Error("the server is gone")

    monkeypatch.setitem(health.TESTS, "database", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (answer.json()["ready"], answer.json()["database"]) == (False, False)
    assert client.get("/healthz").status_code == 200


def test_a_request_larger_than_anything_we_read_is_refused_as_a_page(analyst_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    page = analyst_client.post("/claims/check/", {"text": "x" * 2000})
    assert page.status_code == 413


def test_every_page_is_sent_with_the_protective_headers(analyst_client):
    page = analyst_client.get("/preferences/")
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address",
    [
        "/units/%00/",
        "/parks/P-0001%00/",
        "/units/?after=a%00b~1",
        "/units/?as_of=%00",
        "/nowhere/%00",
        "/?%00=1",
        "/preferences/?next=%00",
    ],
)
def test_an_address_that_is_no_text_is_refused_in_words_that_do_not_repeat_it(
    analyst_client, in_english, address
):
    page = analyst_client.get(address)
    assert page.status_code == 400
    assert "The request could not be read" in page.text
    assert "\x00" not in page.text


@pytest.mark.parametrize("address", ["/units/add/", "/people/add/", "/claims/check/", "/exports/"])
def test_a_field_that_is_no_text_is_refused_before_anything_is_done(
    steward_client, in_english, address
):
    for fields in ({"name": "a\x00b"}, {"b\x00": "c"}):
        page = steward_client.post(address, fields)
        assert page.status_code == 400
        assert "nothing was changed" in page.text
