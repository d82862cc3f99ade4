"""What do pages tell of a unit's obstacles, and what do their forms do?"""

from datetime import date
from io import BytesIO

import pytest
from django.test import RequestFactory
from tests.diagnose.conftest import TODAY, a_person
from tests.diagnose.test_evidence import PDF

from ehya.diagnose.actions.finding import Found, find
from ehya.diagnose.models import Finding, Proof
from ehya.revive.actions.opening import open_case
from ehya.revive.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_report_day")]

DEBT = Found(
    unit=0, obstacle="bank_debt.overdue", severity=3, on=TODAY, since=date(2023, 3, 21),
    cost_irr=7_000_000_000,
)  # fmt: skip


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


@pytest.fixture
def debt(unit, officer):
    return find(unit, DEBT, by=officer).pk


def paper(name="letter.pdf", content=PDF):
    file = BytesIO(content)
    file.name = name
    return {"kind": "bank_letter", "paper": file}


def html(answer):
    return answer.content.decode()


def test_an_obstacle_is_found_with_its_proof(officer_client, unit):
    told = {"obstacle": "tax.debt", "severity": "2", "since": "1402/01/01", "cost_irr": "۲٬۰۰۰"}
    answer = officer_client.post(f"/units/{unit}/obstacles/", {**told, **paper()}, follow=True)
    assert "1 obstacle holds it up" in html(answer)
    assert "Tax debt" in html(answer)
    finding = Finding.objects.get()
    assert (finding.cost_to_lift_irr, finding.valid.lower) == (2000, date(2023, 3, 21))
    assert Proof.objects.get().kind == "bank_letter"


def test_what_was_refused_stays_in_the_form(officer_client, unit):
    told = {"obstacle": "tax.debt", "severity": "2", "since": "1402/01/01", "cost_irr": "much"}
    answer = officer_client.post(f"/units/{unit}/obstacles/", told)
    assert answer.status_code == 422
    assert 'value="much"' in html(answer)
    assert 'value="1402/01/01"' in html(answer)
    assert not Finding.objects.exists()


def test_a_unit_s_page_tells_what_holds_it_up_and_on_a_past_day_what_did(
    officer_client, unit, debt
):
    assert "1 obstacle holds it up" in html(officer_client.get(f"/units/{unit}/"))
    before = html(officer_client.get(f"/units/{unit}/?as_of=2023-03-20"))
    assert "1 obstacle holds it up" not in before


def test_an_obstacle_s_page_lifts_corrects_and_proves(officer_client, unit, debt):
    page = html(officer_client.get(f"/findings/{debt}/"))
    assert "Overdue loans, since" in page
    assert "Nothing proves it yet" in page
    officer_client.post(f"/findings/{debt}/proofs/", paper())
    assert "1 file proves it" in html(officer_client.get(f"/findings/{debt}/"))
    officer_client.post(f"/findings/{debt}/correct/", {"severity": "1", "reason": "weighed again"})
    now = Finding.objects.get(known__endswith=None)
    assert now.severity == 1
    assert now.words == ""
    told = {"on": "2024-08-01", "words": "the bank put it off"}
    answer = officer_client.post(f"/findings/{now.pk}/lift/", told, follow=True)
    assert "Nothing that holds it up is written down" in html(answer)
    lifted = Finding.objects.get(known__endswith=None)
    assert "the bank put it off" in html(officer_client.get(f"/findings/{lifted.pk}/"))


def test_a_stale_correction_shows_who_was_first_and_keeps_what_was_typed(
    officer_client, unit, debt, sign_in
):
    other = sign_in(a_person("another", "officer", "IR-20"))
    other.post(f"/findings/{debt}/correct/", {"severity": "1", "reason": "first"})
    told = {"severity": "2", "reason": "second thoughts"}
    answer = officer_client.post(f"/findings/{debt}/correct/", told)
    assert answer.status_code == 422
    assert "another has changed this obstacle" in html(answer).lower()
    assert Finding.objects.get(known__endswith=None).severity == 1


def test_the_part_of_a_case_tells_findings_and_visits(officer, officer_client, unit, debt):
    from ehya.web.pages.case_findings import part

    case = Case.objects.get(pk=open_case(unit, "revival", by=officer))
    request = RequestFactory().get("/")
    request.user = officer
    told = part(request, case)
    assert [row.name for row in told["findings"]] == ["bank_debt.overdue"]
    assert told["finding_costs"] == 7_000_000_000
    assert told["may_visit"]


def test_a_visit_begins_from_a_case(officer, officer_client, unit):
    number = open_case(unit, "revival", by=officer)
    page = html(officer_client.get(f"/cases/{number}/visit/"))
    assert "Begin a visit to Brick" in page
    answer = officer_client.post(f"/cases/{number}/visit/", {"purpose": "check"})
    assert answer["Location"].startswith("/visits/")
