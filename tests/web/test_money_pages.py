"""A person plans, begins, commits, pays and ends on pages; what is refused stays in the form."""

import re
from datetime import date

import pytest
from tests.revive import purse
from tests.revive.purse import DAY

from ehya.register.actions.rates import import_index, import_rates
from ehya.revive.actions import funding, planning
from ehya.revive.models import Entry, FundingLine, Intervention

pytestmark = pytest.mark.django_db
BILLION = 10**9


@pytest.fixture(autouse=True)
def on_the_day(settings):
    """Everything here happens on 12 August 2024."""
    settings.TODAY = DAY


@pytest.fixture
def there(steward, officer, analyst):
    """A planned loan, an approving decision and a line of 100 billion rials."""
    return purse.ready(steward, officer, analyst, budget=100 * BILLION)


@pytest.fixture
def english(there):
    """Everybody here reads English."""
    from ehya.ledger.models import User

    User.objects.update(language="en")


@pytest.fixture
def secretary_client(there, sign_in):
    return sign_in(there.secretary)


def at(there, *more):
    return "/".join(["", "cases", str(there.case), "interventions", *map(str, more), ""])


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_what_a_line_paid_is_told_in_measures_that_are_never_added(there, english, analyst_client):
    planning.begin(there.work, by=there.officer, on=DAY)
    purse.move(there, "commit", 61 * 10**6, "a")
    purse.move(there, "pay", 61 * 10**6, "b")
    shown = page(analyst_client, f"/funding/lines/{there.line}/")
    assert "Rials of each day" in shown
    assert "There is no rate for 1 of the days of payment" in shown
    assert "There is no price index for 1 of the days of payment" in shown
    rates = b"currency,basis,day,rials,source\nUSD,market,2024-08-12,610000,TGJU\n"
    import_rates(rates, by=there.analyst)
    rows = "index,base,month,value,source\n" + "".join(
        f"cpi,1400,1403/0{month},{value},SCI\n" for month, value in ((4, 300), (5, 305))
    )
    import_index(rows.encode(), by=there.analyst)
    dearer = page(analyst_client, f"/funding/lines/{there.line}/")
    assert "100 dollars" in dearer  # 61,000,000 / 610,000
    # the 22nd of Mordad 1403 lies in a month that is not over: none can be told of it
    assert "There is no price index for 1 of the days of payment" in dearer


def form(there, **told):
    """What the money form of the intervention's page sends."""
    seen = Intervention.objects.get(pk=there.work).version
    return {
        "seen": seen, "line": there.line, "decision": there.decision, "key": "a form's key",
        "unit": "rial", "on": "1403/05/22", **told,
    }  # fmt: skip


@pytest.mark.usefixtures("english")
def test_a_loan_goes_its_whole_way_on_pages(there, officer_client, secretary_client):
    begun = {"seen": 1, "on": "2024-08-12"}
    assert officer_client.post(at(there, there.work, "begin"), begun).status_code == 302
    money = at(there, there.work, "money")
    told = form(there, kind="commit", amount="۱۲٫۵", unit="billion_rial")
    assert secretary_client.post(money, told).status_code == 302
    told = form(there, kind="pay", amount="1,250,000,000", unit="toman", key="another")
    assert officer_client.post(money, told).status_code == 302
    shown = page(officer_client, at(there, there.work))
    assert "12.5 billion rials paid of 12.5 billion rials committed" in shown
    for place in range(4):
        seen = Intervention.objects.get(pk=there.work).version
        done = {"seen": seen, "place": place, "on": "2024-08-12"}
        assert officer_client.post(at(there, there.work, "step"), done).status_code == 302
    assert "every step is done" in page(officer_client, at(there, there.work))
    ended = {"seen": seen + 1, "how": "done", "result": "it runs"}
    assert officer_client.post(at(there, there.work, "end"), ended).status_code == 302
    assert "done on 12 Aug 2024" in page(officer_client, at(there, there.work))


@pytest.mark.usefixtures("english")
def test_what_was_typed_stays_where_it_is_refused(there, secretary_client):
    told = form(
        there, kind="commit", amount="200", unit="billion_rial", words="for steel", sure="yes"
    )
    answer = secretary_client.post(at(there, there.work, "money"), told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "100,000,000,000 are free in this line" in shown
    assert 'value="for steel"' in shown
    assert Entry.objects.filter(kind="commit").count() == 0


@pytest.mark.usefixtures("english")
def test_a_thousandfold_slip_is_asked_about_and_one_press_mends_it(there, secretary_client):
    purse.a_line("BIG", there.analyst, budget=10**15)
    told = form(there, kind="commit", amount="12000", unit="billion_rial", line="BIG")
    shown = secretary_client.post(at(there, there.work, "money"), told).content.decode()
    meant = re.search(r'name="instead" value="(\d+)"', shown)
    assert "You wrote 12 trillion rials" in shown
    assert meant[1] == str(12 * BILLION)
    secretary_client.post(at(there, there.work, "money"), told | {"instead": meant[1]})
    assert Entry.objects.get(kind="commit").amount_irr == 12 * BILLION


@pytest.mark.parametrize("amount", ["", "12,5", "1.2.3", "-5", "1e5", "five", "1" * 50])
@pytest.mark.usefixtures("english")
def test_what_cannot_be_read_as_an_amount_is_refused(there, secretary_client, amount):
    told = form(there, kind="commit", amount=amount)
    answer = secretary_client.post(at(there, there.work, "money"), told)
    assert answer.status_code == 422
    assert "cannot be read as an amount" in answer.content.decode()


@pytest.mark.usefixtures("english")
def test_two_at_one_intervention_see_each_other(there, officer_client, secretary_client):
    old = form(there, kind="commit", amount="5", unit="billion_rial")
    planning.change(there.work, by=there.officer, cost_irr=6 * BILLION)
    shown = secretary_client.post(at(there, there.work, "money"), old).content.decode()
    assert "officer has changed this intervention meanwhile" in shown
    assert 'value="5"' in shown


@pytest.mark.usefixtures("english")
def test_a_plan_comes_from_what_is_usual_or_by_hand(there, officer_client):
    told = {"seen": 1, "cause": "bank_debt.overdue"}
    assert officer_client.post(at(there, "template"), told).status_code == 302
    told = {"seen": 1, "kind": "training", "cost": "2", "cost_unit": "billion_rial"}
    assert officer_client.post(at(there, "plan"), told).status_code == 302
    kinds = list(Intervention.objects.order_by("pk").values_list("kind", "cost_irr"))
    assert kinds[1:] == [("debt_rescheduling", None), ("training", 2 * BILLION)]
    answer = officer_client.post(at(there, "plan"), told)
    assert "this is planned already" in answer.content.decode()


@pytest.mark.usefixtures("english")
def test_steps_are_changed_by_name_and_day_and_keep_their_words(there, officer_client):
    told = {
        "seen": 1, "answers": "", "cost": "",
        "step": ["Unit introduced to the bank", "Letter to the governor", ""],
        "due": ["2024-09-01", "1403/06/20", ""],
    }  # fmt: skip
    assert officer_client.post(at(there, there.work, "change"), told).status_code == 302
    assert Intervention.objects.get(pk=there.work).steps == [
        {"name": "introduced", "due": "2024-09-01", "done_on": None},
        {"name": "Letter to the governor", "due": "2024-09-10", "done_on": None},
    ]


@pytest.mark.usefixtures("english")
def test_lines_tell_budget_committed_paid_and_free_with_their_parts(there, analyst_client):
    purse.move(there, "commit", 30 * BILLION, "a")
    purse.move(there, "pay", 20 * BILLION, "b")
    shown = page(analyst_client, "/funding/")
    assert "Of 100 billion rials, 30 billion rials are committed and 20 billion rials paid" in shown
    assert "70 billion rials are free; 10 billion rials are promised and not paid" in shown
    assert "All of it went to one: Semnan" in shown
    assert "All of it went to one: Working-capital loan" in shown
    assert "revival, lift and renovation are counted apart" in shown


def test_a_line_s_page_speaks_persian_and_shows_every_movement(there, officer_client):
    purse.move(there, "commit", 30 * BILLION, "a")
    shown = page(officer_client, f"/funding/lines/{there.line}/")
    assert "۷۰ میلیارد ریال" in shown
    assert "۷ میلیارد تومان" in shown
    assert "تعهد" in shown


@pytest.mark.usefixtures("english")
def test_the_clock_goes_back_to_before_an_entry(there, analyst_client, settings):
    settings.TODAY = date(2024, 9, 1)
    purse.move(there, "commit", 30 * BILLION, "a", on=date(2024, 8, 20))
    shown = page(
        analyst_client, f"/funding/lines/{there.line}/?as_of=2024-08-19&known_at=2024-09-01"
    )
    assert "100 billion rials of 100 billion rials are free" in shown


@pytest.mark.usefixtures("english")
def test_an_analyst_opens_a_line_and_gives_it_money(there, analyst_client):
    told = {
        "code": "NDF-1403", "name_fa": "صندوق", "first": "1403/01/01", "last": "1403/12/30",
        "province": "IR-20", "revolves": "yes",
    }  # fmt: skip
    assert analyst_client.post("/funding/open/", told).url == "/funding/lines/NDF-1403/"
    budget = {"seen": 1, "kind": "budget", "amount": "1", "unit": "billion_rial", "key": "k"}
    address = "/funding/lines/NDF-1403/budget/"
    assert "lie far outside" in analyst_client.post(address, budget).content.decode()
    assert analyst_client.post(address, budget | {"sure": "yes"}).status_code == 302
    assert analyst_client.post(address, budget | {"sure": "yes"}).status_code == 302
    line = FundingLine.objects.get(code="NDF-1403")
    assert (line.budget_irr, line.revolves, line.province_id) == (BILLION, True, "IR-20")
    again = analyst_client.post("/funding/open/", told)
    assert "There is a funding line NDF-1403 already" in again.content.decode()


def test_entries_are_taken_away_with_their_original_amounts(there, analyst_client):
    purse.move(there, "commit", "2.5", "a", currency="EUR", rate=600_000, rate_on=DAY,
               rate_source="=a bank")  # fmt: skip
    lines = analyst_client.get(f"/funding/entries.csv?line={there.line}").content.decode(
        "utf-8-sig"
    )
    rows = lines.splitlines()
    assert len(rows) == 3
    assert "1500000,2.5,EUR,600000,2024-08-12,'=a bank" in rows[2]
    book = analyst_client.get("/funding/entries.xlsx")
    assert book.content[:2] == b"PK"


def test_what_is_for_a_case_elsewhere_is_in_the_sums_and_not_told(there, steward, sign_in):
    purse.move(there, "commit", 30 * BILLION, "a")
    from ehya.ledger.models import Scope, User

    other = User.objects.create_user(username="qazvin", role="officer", language="en")
    Scope.objects.create(user=other, kind="province", code="IR-26")
    shown = page(sign_in(other), f"/funding/lines/{there.line}/")
    assert "70 billion rials of 100 billion rials are free" in shown
    assert "1 entry is for a case outside your scope" in shown
    assert sign_in(other).get(at(there, there.work)).status_code == 404
    assert "secretary" not in sign_in(other).get("/funding/entries.csv").content.decode()


def test_an_intervention_is_found_under_its_own_case_only(there, officer_client, steward):
    other = purse.a_case(purse.a_unit(steward), by=there.officer)
    assert officer_client.get(f"/cases/{other}/interventions/{there.work}/").status_code == 404


def test_a_case_page_may_hold_the_plan(there, officer, rf):
    from django.template.loader import render_to_string

    from ehya.ledger.queries import sight_of
    from ehya.revive.queries.scope import case_seen
    from ehya.web.pages.case_plan import part

    request = rf.get("/cases/1/")
    request.user = officer
    context = part(request, case_seen(there.case, sight_of(officer)))
    shown = render_to_string("cases/_plan.html", context | {"here": "/cases/1/"}, request)
    assert f"/cases/{there.case}/interventions/{there.work}/begin/" in shown


def test_acts_belong_to_roles(there):
    assert set(funding.ACTS.values()) == {
        "revive.manage_money", "revive.commit_money", "revive.pay_money",
    }  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        {"key": "\x00"},
        {"key": ""},
        {"key": "k" * 65},
        {"line": "\x00"},
        {"line": "no such line"},
        {"decision": "9" * 30},
        {"decision": "\x00"},
        {"kind": "steal"},
        {"on": "1403/13/40"},
        {"on": "1200/01/01"},
        {"seen": "9" * 30},
        {"unit": "XXX"},
        {"unit": "USD", "basis": "market"},
        {"unit": "USD", "basis": "\x00", "rate": "x"},
        {"unit": "EUR", "rate": "5", "rate_on": "never"},
        {"words": "\x00", "amount": "0"},
    ],
)
def test_nothing_nasty_in_a_form_moves_money(there, secretary_client, told):
    whole = form(there, kind="commit", amount="5", unit="billion_rial") | told
    answer = secretary_client.post(at(there, there.work, "money"), whole)
    assert answer.status_code in (400, 404, 422)
    assert not Entry.objects.filter(kind="commit").exists()


@pytest.mark.parametrize("address", ["/funding/lines/%00/", "/funding/entries.csv?line=%00",
                                     "/funding/lines/CBI-1403/?before=2024-08-12." + "9" * 30,
                                     "/funding/lines/CBI-1403/?before=x.1"])  # fmt: skip
def test_a_nasty_address_is_answered(there, analyst_client, address):
    assert analyst_client.get(address).status_code in (200, 400, 404, 422)


PAPER = b"%PDF-1.4 receipt of a bank"


def receipt(name="receipt.pdf", content=PAPER):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def committed(there, secretary_client):
    """Twelve and a half billion rials are committed to the loan, a payment may follow."""
    told = form(there, kind="commit", amount="12.5", unit="billion_rial")
    assert secretary_client.post(at(there, there.work, "money"), told).status_code == 302
    return there


@pytest.mark.usefixtures("english")
def test_a_payment_carries_its_paper_under_its_digest(committed, officer_client):
    from hashlib import sha256

    there, digest = committed, sha256(PAPER).hexdigest()
    told = form(there, kind="pay", amount="1", unit="billion_rial", key="pay", paper=receipt())
    assert officer_client.post(at(there, there.work, "money"), told).status_code == 302
    assert Entry.objects.get(kind="pay").paper.sha256 == digest
    link = f'href="/evidence/{digest}/"'
    for address in (
        at(there, there.work),
        f"/cases/{there.case}/",
        f"/funding/lines/{there.line}/",
    ):
        assert link in page(officer_client, address), address
    handed = officer_client.get(f"/evidence/{digest}/")
    assert b"".join(handed.streaming_content) == PAPER
    rows = officer_client.get("/funding/entries.csv").content.decode()
    assert digest in rows


@pytest.mark.usefixtures("english")
def test_a_paper_that_is_none_is_refused_and_no_money_moves(committed, officer_client):
    there = committed
    told = form(there, kind="pay", amount="1", unit="billion_rial", key="pay",
                paper=receipt("receipt.pdf", b"MZ no paper at all"), words="first part")  # fmt: skip
    answer = officer_client.post(at(there, there.work, "money"), told)
    assert answer.status_code == 422
    assert 'value="first part"' in answer.content.decode()
    assert not Entry.objects.filter(kind="pay").exists()


@pytest.mark.usefixtures("english")
def test_a_payment_that_is_sent_twice_is_one_with_its_paper(committed, officer_client):
    there = committed
    for _time in range(2):
        told = form(there, kind="pay", amount="1", unit="billion_rial", key="k", paper=receipt())
        assert officer_client.post(at(there, there.work, "money"), told).status_code == 302
    assert Entry.objects.get(kind="pay").paper is not None
