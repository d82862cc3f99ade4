"""Who gets in, and who is kept waiting?"""

import pytest

from ehya.ledger.models import User

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"


@pytest.fixture
def person(db):
    return User.objects.create_user(username="maryam", password=RIGHT, role="analyst")


def knock(client, password, address="10.0.0.1", name="maryam"):
    form = {"username": name, "password": password}
    return client.post("/sign-in/", form, REMOTE_ADDR=address)


def test_the_right_password_opens(client, person):
    assert knock(client, RIGHT).status_code == 302


def test_passwords_are_kept_by_argon2(person):
    assert person.password.startswith("argon2")


def test_five_wrong_passwords_close_the_name_to_that_address(client, person):
    for _ in range(5):
        answer = knock(client, "wrong")
    assert answer.status_code == 429
    assert knock(client, RIGHT).status_code == 429


def test_nobody_can_lock_somebody_else_out(client, person):
    for _ in range(6):
        knock(client, "wrong", address="10.6.6.6")
    assert knock(client, RIGHT, address="10.0.0.1").status_code == 302


def test_a_caller_cannot_choose_the_address_it_is_counted_for(client, person, settings):
    for number in range(5):
        form = {"username": "maryam", "password": "wrong"}
        client.post("/sign-in/", form, HTTP_X_FORWARDED_FOR=f"10.0.1.{number}")
    assert knock(client, RIGHT, address="127.0.0.1").status_code == 429


def test_behind_a_proxy_the_last_address_counts(client, person, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        form = {"username": "maryam", "password": "wrong"}
        client.post("/sign-in/", form, HTTP_X_FORWARDED_FOR=f"10.0.1.{number}, 10.9.9.9")
    right = {"username": "maryam", "password": RIGHT}
    there = client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert there.status_code == 429
    elsewhere = client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR="10.9.9.8")
    assert elsewhere.status_code == 302
