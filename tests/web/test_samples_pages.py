"""Pages of the lot: what it says of all, who was drawn, and what is not known yet."""

import csv
import io
from datetime import date

import pytest
from tests.revive import hall as made
from tests.verify.decided import Hall

from ehya.ledger.actions import the_house
from ehya.ledger.models import Scope, User
from ehya.verify.actions.sampling import draw_sample
from ehya.verify.models import Check, Sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings, analyst, officer):
    settings.TODAY = made.TODAY
    for person in (analyst, officer):
        person.language = "en"
        person.save()


@pytest.fixture
def drawn(steward):
    """Forty verified restarts of Semnan, two of them drawn of the winter of 1401."""
    hall = Hall(steward)
    hall.back(hall.decided(40))
    first, last = date(2022, 12, 22), date(2023, 3, 20)
    key = draw_sample(first, last, by=the_house(), synthetic=False)
    return Sample.objects.get(pk=key), hall.event


def find(check, event, what):
    check.found, check.by, check.on, check.event = what, "visit", made.TODAY, event
    check.save()


def text_of(client, address):
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_before_any_lot_the_page_says_so(analyst_client):
    assert "No lot was drawn yet" in text_of(analyst_client, "/checks/samples/")


def test_while_nobody_has_looked_no_share_is_told(drawn, analyst_client):
    sample, _ = drawn
    assert sample.sizes == {"IR-20": [2, 40]}
    assert "nobody has looked yet" in text_of(analyst_client, "/checks/samples/")
    assert "Nobody has looked yet" in text_of(analyst_client, f"/checks/samples/{sample.pk}/")


def test_one_of_two_stood_and_the_interval_says_how_little_that_is(drawn, analyst_client):
    sample, event = drawn
    one, other = Check.objects.filter(sample=sample).order_by("pk")
    find(one, event, "standing")
    text = text_of(analyst_client, "/checks/samples/")
    assert "Of 2 drawn 1 were looked at and 1 stood still" in text
    assert "until all drawn are looked at" in text
    assert "Lot of 22 Dec 2022 to 20 Mar 2023" in text
    find(other, event, "running")
    text = text_of(analyst_client, f"/checks/samples/{sample.pk}/")
    assert "Of 2 restarts looked at again 1 stood still: 50" in text
    assert f"seed {sample.seed}" in text


def test_the_file_has_a_line_for_all_and_one_for_each_province(drawn, analyst_client):
    answered = analyst_client.get("/checks/samples/error-rate.csv")
    rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
    told = [(row["province"], row["verified"], row["drawn"], row["share"]) for row in rows]
    assert told == [("all", "40", "2", ""), ("IR-20", "40", "2", "")]


def test_whom_the_lot_fell_on_is_shown_to_those_who_may_see_the_case(drawn, sign_in):
    sample, _ = drawn
    elsewhere = User.objects.create_user(username="far", role="officer", language="en")
    Scope.objects.create(user=elsewhere, kind="province", code=made.QAZVIN)
    text = text_of(sign_in(elsewhere), f"/checks/samples/{sample.pk}/")
    assert "Whom the lot fell on" not in text
    assert "Semnan" in text, "the totals are everybody's"


def test_a_lot_that_is_not_there_is_refused(analyst_client):
    assert analyst_client.get("/checks/samples/9/").status_code == 404
