"""An amount that is typed is said back in words, and dollars beside rials are compared."""

import re

import pytest
from tests.invest import yard

from ehya.invest.models import Financing
from ehya.ledger.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (
            "amount=29.48&unit=billion_rial",
            "Heard: 29.48 billion rials, that is 2.948 billion toman (29,480,000,000 rials)",
        ),
        ("amount=۲٬۹۴۸&unit=billion_toman", "Heard: 29.48 trillion rials, that is 2.948 trillion"),
        ("amount=60,000,000&unit=USD", "Heard: 60 million dollars"),
        ("amount=&unit=rial", ""),
    ],
)
def test_an_amount_is_heard_in_words(asked, words, analyst_client):
    User.objects.update(language="en")
    answer = analyst_client.get(f"/amounts/heard/?{asked}")
    assert answer.status_code == 200
    assert words in answer.text
    assert bool(words) == bool(answer.text)


def test_what_is_no_amount_is_said_to_be_none(analyst_client):
    User.objects.update(language="en")
    answer = analyst_client.get("/amounts/heard/?amount=<b>ten</b>&unit=rial")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert "Heard" not in answer.text


def test_dollars_beside_rials_are_compared_before_anything_is_saved(officer_client, officer):
    yard.places()
    number = yard.a_project(officer)
    User.objects.update(language="en")
    form = officer_client.get(f"/projects/{number}/").text
    assert 'name="usd"' in form
    told = {"kind": "bank", "amount": "294.8", "unit": "billion_rial", "on": yard.DAY.isoformat(),
            "usd": "60000", "seen": "1", "key": "a"}  # fmt: skip
    answer = officer_client.post(f"/projects/{number}/finance/", told)
    page = re.sub(r"\s+", " ", answer.text)
    assert answer.status_code == 422
    assert "I meant 29.48 billion rials" in page
    assert 'value="60000"' in page, "what was typed stays"
    assert not Financing.objects.exists()
    meant = re.search(r'name="instead" value="(\d+)"', page)[1]
    officer_client.post(f"/projects/{number}/finance/", told | {"instead": meant})
    assert Financing.objects.get().amount_irr == 29_480_000_000
