"""Who works here, and who may change that?"""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from ehya.ledger import queries
from ehya.ledger.models import User
from ehya.ledger.scopes import ALL, Sight

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough one"  # noqa: S105
NEW = {"name": "maryam", "password": PASSWORD, "role": "officer", "province": ["IR-20", "IR-21"]}


@pytest.fixture
def reading(administrator_client, in_english):
    return administrator_client


def add(client, **told):
    return client.post("/people/add/", NEW | told)


def test_a_person_is_added_with_role_and_places(reading):
    page = reading.post("/people/add/", NEW | {"park": "P-0001، P-0002"}, follow=True)
    assert "maryam can sign in now" in page.text
    account = queries.account("maryam")
    assert account.role == "officer"
    assert account.sight == Sight(
        provinces=frozenset({"IR-20", "IR-21"}), parks=frozenset({"P-0001", "P-0002"})
    )
    assert "Semnan, Yazd, P-0001, P-0002" in page.text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"province": []}, "works for provinces or parks"),
        ({"park": "Semnan"}, "is no park"),
        ({"role": "minister"}, "is no role"),
        ({"name": "a b"}, "cannot be a sign-in name"),
        ({"name": "analyst"}, "Choose another name"),
        ({"password": "short"}, "too short"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(reading, analyst, told, words):
    page = add(reading, **told)
    assert page.status_code == 422
    assert words in page.text
    assert PASSWORD not in page.text
    assert not User.objects.filter(username="maryam").exists()
    assert f'value="{told.get("name", "maryam")}"' in page.text


def test_a_role_and_its_places_are_changed_and_written_down(reading, officer):
    page = reading.post("/people/officer/", {"role": "analyst"}, follow=True)
    assert "it holds from their next page on" in page.text
    assert queries.account("officer").sight == ALL
    (event,) = queries.events("ledger.change_role")
    assert (event.on_kind, event.on_key) == ("person", "officer")
    assert (event.before["role"], event.after["role"]) == ("officer", "analyst")
    assert (event.before["scopes"], event.after["scopes"]) == (["IR-20"], [])


def test_a_change_that_changes_nothing_is_refused_and_not_written_down(reading, officer):
    page = reading.post("/people/officer/", {"role": "officer", "province": ["IR-20"]})
    assert page.status_code == 422
    assert not queries.events("ledger.change_role").exists()


def test_a_new_role_holds_from_the_next_page_on(reading, analyst, sign_in):
    theirs = sign_in(analyst)
    assert theirs.get("/events/").status_code == 403
    reading.post("/people/analyst/", {"role": "auditor"})
    assert theirs.get("/events/").status_code == 200


def test_a_closed_account_is_shut_at_once_and_can_be_opened_again(reading, analyst, sign_in):
    theirs = sign_in(analyst)
    reading.post("/people/analyst/close/")
    assert theirs.get("/claims/").status_code == 302
    assert "closed" in reading.get("/people/").text
    reading.post("/people/analyst/password/", {"password": PASSWORD})
    fresh = Client()
    assert fresh.post("/sign-in/", {"login": "analyst", "password": PASSWORD}).status_code == 302


def test_a_new_password_ends_their_sessions(reading, analyst, sign_in):
    theirs = sign_in(analyst)
    reading.post("/people/analyst/password/", {"password": PASSWORD})
    assert theirs.get("/claims/").status_code == 302


@pytest.fixture
def newcomer(reading):
    """Somebody who signs in with the password that an administrator gave."""
    add(reading, role="analyst", province=[])
    browser = Client(headers={"accept-language": "en"})
    browser.post("/sign-in/", {"login": "maryam", "password": PASSWORD})
    return browser


def choose(browser, password):
    told = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return browser.post("/account/password/", told)


def test_whoever_was_given_a_password_sees_nothing_before_choosing_their_own(newcomer):
    for address in ("/", "/units/", "/claims/", "/account/", "/account/second-factor/"):
        assert newcomer.get(address).url == "/account/password/"
    assert newcomer.post("/units/views/", {"name": "a"}).url == "/account/password/"
    page = newcomer.get("/account/password/")
    assert 'href="/claims/"' not in page.text
    User.objects.update(language="en")
    assert "First choose a password of your own" in newcomer.get("/account/password/").text


def test_the_given_password_is_not_one_of_their_own(newcomer):
    User.objects.update(language="en")
    assert "This is the password so far" in choose(newcomer, PASSWORD).text
    assert newcomer.get("/claims/").url == "/account/password/"


def test_their_own_password_opens_the_house(newcomer):
    assert choose(newcomer, "chosen by myself alone").status_code == 302
    assert newcomer.get("/claims/").status_code == 200
    assert not User.objects.get(username="maryam").password_given


def test_a_new_password_from_an_administrator_is_to_be_changed_too(reading, analyst):
    reading.post("/people/analyst/password/", {"password": PASSWORD})
    browser = Client()
    browser.post("/sign-in/", {"login": "analyst", "password": PASSWORD})
    assert browser.get("/claims/").url == "/account/password/"


def test_a_password_comes_before_a_second_factor(reading):
    add(reading, role="steward", province=[])
    browser = Client()
    browser.post("/sign-in/", {"login": "maryam", "password": PASSWORD})
    assert browser.get("/units/").url == "/account/password/"
    choose(browser, "chosen by myself alone")
    assert browser.get("/units/").url == "/account/second-factor/"


def test_a_lost_telephone_is_forgotten_for_a_reason_and_sessions_end(reading, steward, sign_in):
    theirs = sign_in(steward)
    assert theirs.get("/claims/").status_code == 200
    refused = reading.post("/people/steward/second-factor/", {"reason": "  "})
    assert refused.status_code == 422
    assert "without saying why" in refused.text
    assert Authenticator.objects.filter(user=steward).exists()
    reading.post("/people/steward/second-factor/", {"reason": "lost it in Yazd"})
    assert not Authenticator.objects.filter(user=steward).exists()
    assert queries.events("ledger.reset_second_factor").get().reason == "lost it in Yazd"
    assert theirs.get("/claims/").status_code == 302


@pytest.mark.parametrize("what", ["close", "password", "second-factor", ""])
def test_nobody_changes_themselves(reading, administrator, what):
    told = {"role": "auditor", "password": PASSWORD, "reason": "why not"}
    address = f"/people/administrator/{what}/" if what else "/people/administrator/"
    answer = reading.post(address, told)
    assert answer.status_code == 422
    assert "Ask another administrator" in answer.text
    assert queries.account("administrator").role == "administrator"
    assert "This is you" in reading.get("/people/administrator/").text


def test_the_house_is_nobody_to_be_managed(reading):
    from ehya.ledger.actions import the_house

    the_house()
    assert ">ehya<" not in reading.get("/people/").text
    assert reading.get("/people/ehya/").status_code == 404
    assert reading.post("/people/ehya/close/").status_code == 404


def test_only_who_manages_people_finds_the_page(director_client, administrator_client):
    assert 'href="/people/"' not in director_client.get("/claims/").text
    assert 'href="/people/"' in administrator_client.get("/claims/").text
