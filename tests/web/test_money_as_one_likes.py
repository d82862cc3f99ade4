"""Is the programme's money told in rials, toman or hemat, as each reader likes?"""

import json
import re

import pytest
from tests.revive import purse
from tests.revive.purse import DAY

from ehya.ledger.models import User
from ehya.revive.actions import planning

pytestmark = pytest.mark.django_db
BILLION = 10**9


@pytest.fixture(autouse=True)
def on_the_day(settings):
    """Everything here happens on 12 August 2024."""
    settings.TODAY = DAY


@pytest.fixture
def line(steward, officer, analyst):
    """A line of 24,800 billion rials, of which 12.5 billion are committed."""
    there = purse.ready(steward, officer, analyst, budget=24_800 * BILLION)
    planning.begin(there.work, by=there.officer, on=DAY)
    purse.move(there, "commit", 12_500_000_000, "a")
    User.objects.update(language="en")
    return f"/funding/lines/{there.line}/"


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def likes(client, money):
    assert client.post("/preferences/", {"money": money}).status_code == 302


@pytest.mark.parametrize(
    ("money", "budget", "beside", "committed", "axis"),
    [
        ("rial", "24.8 trillion rials", "2.48 trillion toman", "12.5 billion rials", 24_800),
        ("toman", "2.48 trillion toman", "24.8 trillion rials", "1.25 billion toman", 2_480),
        ("hemat", "2.48 hemat", "24.8 trillion rials", "1.25 billion toman", 2_480),
    ],
)
def test_a_line_is_told_as_its_reader_likes(
    line, analyst_client, money, budget, beside, committed, axis
):
    likes(analyst_client, money)
    page = shown(analyst_client, "/funding/")
    assert f"{budget} {beside}" in page, "with the other reading beneath"
    assert committed in page
    assert ("Billion rials, line by line" in page) == (money == "rial")
    assert ("Billion toman, line by line" in page) == (money != "rial")
    spec = re.search(
        r'<script id="lines"[^>]*>(.*?)</script>', analyst_client.get("/funding/").text
    )
    ends = [row["last"] for row in values(json.loads(spec.group(1)))]
    assert max(ends) == pytest.approx(axis), "the bars are as long as their axis says"


def values(spec):
    """Every row that a chart draws."""
    return [row for rows in spec.get("datasets", {}).values() for row in rows] or [
        row for layer in spec["layer"] for row in layer["data"]["values"]
    ]


def test_in_persian_too(line, analyst_client):
    likes(analyst_client, "hemat")
    analyst_client.post("/preferences/", {"language": "fa"})
    assert "۲٫۴۸ همت" in shown(analyst_client, "/funding/")


def test_every_digit_is_there_whatever_one_reads(line, analyst_client):
    likes(analyst_client, "hemat")
    assert 'title="24,800,000,000,000"' in analyst_client.get("/funding/").text
    file = analyst_client.get("/funding/entries.csv").text
    assert "24800000000000" in file, "what is taken away is in rials"


def test_one_person_s_choice_is_nobody_else_s(line, analyst_client, director_client):
    likes(analyst_client, "toman")
    assert "۲۴٫۸ هزار میلیارد ریال ۲٫۴۸ هزار میلیارد تومان" in shown(director_client, "/funding/")


def test_a_stranger_s_choice_is_kept_in_a_cookie(client):
    client.post("/preferences/", {"money": "toman"})
    assert client.cookies["ehya_money"].value == "toman"
    client.post("/preferences/", {"money": "dirham"})
    assert client.cookies["ehya_money"].value == "toman"


@pytest.mark.usefixtures("record", "on_report_day", "in_english")
def test_what_was_published_stays_as_it_was_published(analyst_client, analyst):
    before = shown(analyst_client, "/claims/contradictions/")
    assert "29.47 trillion rials" in before
    User.objects.filter(pk=analyst.pk).update(money="hemat")
    assert shown(analyst_client, "/claims/contradictions/") == before
