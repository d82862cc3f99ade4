"""Projects in a measure, and as they stood: what the pages say."""

import re
from datetime import date

import pytest
from tests.invest import yard

from ehya.invest.models import Financing
from ehya.ledger.models import User

BILLION = 10**9


@pytest.fixture
def water(db, officer, analyst):
    """Water of Semnan: 20 bn approved in March, 5 bn paid and 40 percent told on 12 August."""
    yard.places()
    number = yard.a_project(officer)
    yard.money(number, 20 * BILLION, by=officer)
    yard.building.begin(number, by=officer, on=yard.BEGUN)
    yard.tell(number, "0.4", by=officer, on=yard.DAY)
    yard.pay(number, 5 * BILLION, "a", by=officer)
    User.objects.update(language="en")
    return number


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("page", ["/projects/", "/projects/{}/"])
def test_a_total_stands_with_its_parts_in_the_measure_asked_for(page, water, analyst_client):
    told = words(analyst_client.get(page.format(water)))
    assert "20 billion rials approved, the sum of its parts" in told
    assert "paid: 5 billion rials" in told


def test_what_was_paid_stands_by_kind_source_and_province_too(water, officer, analyst_client):
    bank = Financing.objects.get()
    yard.pay(water, 2 * BILLION, "b", by=officer, financing=bank.pk)
    page = analyst_client.get("/projects/").text
    sums = page[page.index('id="sums"') : page.index("</section>", page.index('id="sums"'))]
    rows = re.findall(r"<tr><td>([^<]*)</td>.*?</td><td[^>]*title=.([^>]*?).>", sums)
    paid = {name.strip(): exact for name, exact in rows}
    assert paid["bank loan"] == "2,000,000,000 rials"
    assert paid["not told"] == "5,000,000,000 rials"
    assert paid["Semnan"] == "7,000,000,000 rials"


@pytest.mark.parametrize("page", ["/projects/", "/projects/{}/"])
@pytest.mark.parametrize("asked", ["measure=dollars&basis=nima", "measure=constant"])
def test_a_measure_with_a_missing_day_has_no_total(page, asked, water, analyst_client):
    told = words(analyst_client.get(f"{page.format(water)}?{asked}"))
    assert "In this measure there is no total" in told
    assert "2024-03-20" in told or "20 Mar 2024" in told, "which day is missing"
    assert "bring the others" in told


def test_nonsense_in_the_address_is_the_nominal_measure(water, analyst_client):
    answer = analyst_client.get("/projects/?measure=gold&basis=x&base=never&index=y")
    assert "20 billion rials approved" in words(answer)


@pytest.mark.parametrize("page", ["/projects/", "/projects/{}/", "/projects/timeline/"])
def test_a_past_view_says_what_it_is_and_has_no_forms(page, water, analyst_client):
    address = page.format(water)
    assert "A view of the past" not in words(analyst_client.get(address))
    answer = analyst_client.get(f"{address}?as_of=2024-08-11")
    assert "A view of the past" in words(answer)
    forms = re.findall(r'<form[^>]*method="post"[^>]*action="(/projects[^"]*)"', answer.text)
    assert not forms


def test_a_past_day_tells_what_had_happened_by_then(water, analyst_client):
    told = words(analyst_client.get(f"/projects/{water}/?as_of=2024-08-11"))
    assert "0 % built, 0 % paid" in told.replace("\u202f", " ")
    today = words(analyst_client.get(f"/projects/{water}/"))
    assert "40 % built, 25 % paid" in today.replace("\u202f", " ")


def test_before_it_was_written_down_a_project_is_not_known(water, analyst_client):
    told = words(analyst_client.get(f"/projects/{water}/?known_at=2024-08-01"))
    assert "was not written down here by that day" in told
    assert "No project is written down here yet" in words(
        analyst_client.get("/projects/?known_at=2024-08-01")
    )


def test_the_file_tells_the_same_past_day(water, analyst_client):
    answer = analyst_client.get("/projects/list.csv?as_of=2024-08-11")
    line = b"".join(answer.streaming_content).decode().splitlines()[1]
    assert date(2024, 8, 11).isoformat() in line
    assert line.split(",")[16] == "0", "nothing was paid by then"


def test_the_reader_chooses_the_month_whose_rials_are_wanted(water, analyst_client):
    """20 bn of Esfand 1402, index 200: 25 bn in the rials of Khordad (250), 30 of Tir (300)."""
    from ehya.register.actions.rates import import_index

    index = "شاخص,سال پایه,ماه,عدد شاخص,منبع\n" + "\n".join(
        f"cpi,1400,{month},{value},آمار"
        for month, value in (("1402/12", 200), ("1403/01", 200), ("1403/03", 250), ("1403/04", 300))
    )
    assert import_index(index.encode(), by=User.objects.get(username="analyst")).added == 4
    newest = words(analyst_client.get("/projects/?measure=constant"))
    assert "30 billion rials approved" in newest
    assert "There is no price index" in newest, "August's is not told: what was paid has no total"
    asked = "measure=constant&index=cpi 1400=100&base=2024-05-21"
    khordad = words(analyst_client.get(f"/projects/?{asked}"))
    assert "25 billion rials approved" in khordad
