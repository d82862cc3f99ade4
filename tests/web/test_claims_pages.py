import re

import pytest

from ehya.ledger.models import Event
from ehya.publish.queries import claim, versions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record", "on_report_day")]
KEY = "MN1108543314-01"


def keys(answer) -> list[str]:
    return re.findall(r'class="what" href="/claims/([^/]+)/', answer.content.decode())


def test_a_word_in_either_language_finds_the_same_province(analyst_client):
    latin = set(keys(analyst_client.get("/claims/", {"text": "Qazvin"})))
    persian = set(keys(analyst_client.get("/claims/", {"text": "قزوین"})))
    assert latin
    assert latin == persian


def test_filters_narrow_each_other(analyst_client):
    page = analyst_client.get("/claims/", {"metric": "units_revived", "solar_year": "1399"})
    rows = [row for row, _severity in page.context["rows"]]
    assert {row.claim.metric for row in rows} == {"units_revived"}
    assert {row.solar_year for row in rows} == {1399}


def test_claims_in_a_contradiction_can_be_asked_for(analyst_client):
    page = analyst_client.get("/claims/", {"severity": "contradiction"})
    assert {severity for _row, severity in page.context["rows"]} == {"contradiction"}


def test_the_next_page_goes_on_where_the_first_ended(analyst_client):
    first = analyst_client.get("/claims/")
    more = analyst_client.get("/claims/" + first.context["next"], headers={"HX-Request": "true"})
    assert "<html" not in more.content.decode()
    assert keys(more)
    assert not set(keys(first)) & set(keys(more))


def test_the_pages_together_hold_every_claim_known_once(analyst_client):
    seen, address = [], ""
    while True:
        page = analyst_client.get("/claims/" + address)
        seen += keys(page)
        address = page.context["next"]
        if not address:
            break
    assert len(seen) == len(set(seen)) == page.context["size"]


def test_nothing_found_says_what_was_looked_at(analyst_client, in_english):
    page = analyst_client.get("/claims/", {"text": "xyzzyq"})
    assert "No claim fits" in page.content.decode()
    assert str(page.context["size"]) in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"solar_year": "x" * 50}, {"metric": "'; DROP TABLE"}, {"text": "%_\\" * 400}, {"after": "!"}],
)
def test_senseless_questions_are_answered_or_refused(analyst_client, asked):
    assert analyst_client.get("/claims/", asked).status_code in {200, 422}


def test_a_claims_page_shows_its_neighbours_findings_and_source(analyst_client):
    page = analyst_client.get(f"/claims/{KEY}/")
    assert [row.key for row in page.context["line"]] == ["MEHR4303496-01", "TT423840-01", KEY]
    assert {"label", "pace"} <= {card["finding"].rule for card in page.context["cards"]}
    assert "menafn.com" in page.content.decode()


def test_a_claim_told_after_the_chosen_day_is_refused_on_it(analyst_client):
    page = analyst_client.get("/claims/TT512148-01/?known_at=2024-01-01&as_of=2024-01-01")
    assert page.status_code == 422
    later = analyst_client.get("/claims/TT512148-01/?known_at=2025-05-01&as_of=2025-05-01")
    assert later.status_code == 200


def test_an_unknown_claim_is_refused_in_words(analyst_client):
    assert analyst_client.get("/claims/NOBODY-99/").status_code == 404


def told(client, **changes):
    here = claim(KEY).claim
    form = {
        "version": "1",
        "value": str(here.value),
        "qualifier": here.qualifier,
        "metric": here.metric,
        "place": here.place,
        "population": here.population,
        "period_start": here.period.start,
        "period_end": here.period.end,
        "reason": "A digit was misread.",
    }
    return client.post(f"/claims/{KEY}/correct/", form | changes)


def test_a_correction_keeps_the_earlier_reading(analyst_client):
    answer = told(analyst_client, value="35")
    assert answer.status_code == 302
    assert [version.claim.value for version in versions(KEY)] == [33, 35]
    page = analyst_client.get(f"/claims/{KEY}/")
    assert "A digit was misread." in page.content.decode()
    assert page.context["row"].claim.value == 33  # the page stands on 12 August 2024
    assert page.context["newer"].claim.value == 35
    assert Event.objects.filter(act="publish.correct_claim").count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "35", "reason": ""},
        {},
        {"value": "many"},
        {"value": "35", "period_end": "1403/07/31"},
        {"value": "35", "metric": "units_dreamt"},
        {"value": "35", "version": "7"},
        {"value": "35", "version": "x"},
    ],
    ids=["no reason", "unchanged", "no number", "no such day", "no metric", "stale", "no version"],
)
def test_a_senseless_correction_changes_nothing(analyst_client, changes):
    assert told(analyst_client, **changes).status_code == 422
    assert len(versions(KEY)) == 1


def test_an_officer_may_not_correct(officer_client):
    assert told(officer_client, value="35").status_code == 403
    assert officer_client.get(f"/claims/{KEY}/correct/").status_code == 403
    assert "correct/" not in officer_client.get(f"/claims/{KEY}/").content.decode()


def test_contradictions_stand_first_and_show_their_arithmetic(analyst_client):
    page = analyst_client.get("/claims/contradictions/")
    cards = page.context["cards"]
    order = ["contradiction", "doubt", "note"]
    severities = [order.index(card["finding"].severity) for card in cards]
    assert severities == sorted(severities)
    assert all(card["words"].headline for card in cards)
    assert cards[0]["lines"]


def test_findings_can_be_asked_for_by_kind_and_rule(analyst_client):
    page = analyst_client.get("/claims/contradictions/?severity=doubt&rule=magnitude")
    assert {(c["finding"].severity, c["finding"].rule) for c in page.context["cards"]} == {
        ("doubt", "magnitude")
    }


def test_all_pages_of_findings_together_hold_each_once(analyst_client):
    address, numbers = "", []
    while True:
        page = analyst_client.get("/claims/contradictions/" + address)
        numbers += [card["number"] for card in page.context["cards"]]
        address = page.context["next"]
        if not address:
            break
    assert numbers == list(range(1, page.context["total"] + 1))
