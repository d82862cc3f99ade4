"""A text is handed in, read, judged, and its claims enter the record or are held back."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as File

from ehya.publish.queries import claims_known, kept_text, kept_texts

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parents[1] / "journeys/texts"
REPORT = (TEXTS / "opening.en.txt").read_text("utf-8")


@pytest.fixture(autouse=True)
def _in_english(analyst, officer):
    for person in (analyst, officer):
        person.language = "en"
        person.save()


def hand_in(client, text=REPORT, **more):
    told = {"text": text, "published_on": "12 August 2024", "publisher": "A paper", **more}
    return client.post("/claims/check/", told)


def test_a_report_gets_an_address_that_stays(analyst_client, officer_client):
    answer = hand_in(analyst_client)
    assert answer.status_code == 302
    for client in (analyst_client, officer_client):
        assert "The total is ten times its parts" in client.get(answer.url).text


def test_the_same_report_again_is_the_same_address(analyst_client):
    assert hand_in(analyst_client).url == hand_in(analyst_client).url


def test_the_sum_of_the_parts_stands_beside_the_stated_total(analyst_client):
    page = analyst_client.get(hand_in(analyst_client).url).text
    assert "29.47" in page
    assert "294.8" in page
    assert 'class="cl bad"' in page


@pytest.mark.parametrize("day", ["22 Mordad 1403", "۲۲ مرداد ۱۴۰۳", "1403/05/22", "2024-08-12"])
def test_the_day_may_be_told_in_either_calendar(analyst_client, day):
    text_id = int(hand_in(analyst_client, published_on=day).url.split("/")[-2])
    assert kept_text(text_id).published_on == "2024-08-12"


def test_a_persian_reader_sees_an_english_text_in_its_own_direction(analyst, sign_in):
    analyst.language = "fa"
    analyst.save()
    client = sign_in(analyst)
    page = client.get(hand_in(client).url).text
    assert '<html lang="fa" dir="rtl"' in page
    assert '<div class="body" lang="en" dir="ltr">' in page


def test_markup_in_a_text_is_shown_not_obeyed(analyst_client):
    hostile = "<script>alert(1)</script> revived 116 <b onmouseover=x()>idle units</b> in 1403."
    page = analyst_client.get(hand_in(analyst_client, hostile).url).text
    assert "<script>alert" not in page
    assert "<b onmouseover" not in page
    assert "&lt;script&gt;" in page


def test_a_text_without_a_claim_is_said_to_have_none(analyst_client):
    page = analyst_client.get(hand_in(analyst_client, "The minister thanked everybody.").url).text
    assert "No claim was found in this text" in page
    assert "Confirm" not in page


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"text": ""}, "web.no_text"),
        ({"published_on": "31 Mehr 1403"}, "calendar.no_such_day"),
        ({"published_on": "2027-01-01"}, "web.published_later"),
        ({"published_on": "soon"}, "calendar.not_a_day"),
        ({"publisher": " "}, "publish.publisher_missing"),
        ({"address": "javascript:alert(1)"}, "import.address"),
        ({"text": "33 units. " * 1_000_000}, "claims.too_long"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_kept(analyst_client, told, code):
    answer = hand_in(analyst_client, **told)
    assert answer.status_code == 422
    assert code in answer.text
    assert kept_texts() == ()


def test_a_refused_form_keeps_what_was_typed(analyst_client):
    page = hand_in(analyst_client, published_on="31 Mehr 1403").text
    assert "33 small-scale idle" in page
    assert 'value="31 Mehr 1403"' in page
    assert 'value="A paper"' in page


def test_a_file_is_read_like_a_pasted_text(analyst_client):
    answer = hand_in(analyst_client, "", file=File("report.txt", REPORT.encode()))
    assert "The total is ten times its parts" in analyst_client.get(answer.url).text


def test_a_file_of_another_kind_is_refused(analyst_client):
    answer = hand_in(analyst_client, "", file=File("report.docx", b"PK\x03\x04"))
    assert answer.status_code == 422
    assert "web.not_a_text_file" in answer.text


def test_ticked_claims_enter_the_record_and_leave_the_list(analyst_client):
    where = hand_in(analyst_client).url
    answer = analyst_client.post(f"{where}confirm/", {"claim": ["c1", "c3"]}, follow=True)
    assert "2 claims are in the record now." in answer.text
    assert {claim.value for claim in claims_known()} == {33, 116}
    assert 'name="claim" value="c1"' not in answer.text


def test_a_claim_is_held_back_with_its_reason(analyst_client):
    where = hand_in(analyst_client).url
    suspect = next(c for c in kept_text(int(where.split("/")[-2])).claims if c.value > 2e14)
    told = {"claim": suspect.id, "reason": "a slipped zero"}
    answer = analyst_client.post(f"{where}hold-back/", told, follow=True)
    assert "a slipped zero" in answer.text
    assert claims_known() == ()


def test_an_officer_may_look_but_not_confirm(officer_client):
    where = hand_in(officer_client).url
    assert "An analyst or the director confirms them" in officer_client.get(where).text
    assert officer_client.post(f"{where}confirm/", {"claim": "c1"}).status_code == 403
    assert claims_known() == ()


def test_confirming_nothing_is_refused(analyst_client):
    where = hand_in(analyst_client).url
    assert analyst_client.post(f"{where}confirm/", {}).status_code == 422


def test_the_reading_can_be_had_as_json(analyst_client):
    told = analyst_client.get(hand_in(analyst_client).url + "reading.json").json()
    assert set(told) == {"source", "claims", "findings"}
    assert told["source"] == {"published_on": "2024-08-12", "language": "en"}
    first = told["claims"][0]
    assert REPORT[first["start"] : first["end"]] == first["text"]


def test_a_text_is_not_held_against_what_it_put_into_the_record_itself(analyst_client):
    where = hand_in(analyst_client).url
    before = analyst_client.get(f"{where}reading.json").json()["findings"]
    analyst_client.post(f"{where}confirm/", {"claim": ["c1", "c2", "c3"]})
    after = analyst_client.get(f"{where}reading.json").json()["findings"]
    assert [f["rule"] for f in after] == [f["rule"] for f in before]
