"""Who gets in, and who is kept waiting?"""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from ehya.ledger import queries
from ehya.ledger.models import User
from ehya.web import settings as the_houses_own

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"
OTHER = "another long enough one"
TELEPHONE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOUR = 3600


@pytest.fixture
def person(db):
    return User.objects.create_user(
        username="maryam", password=RIGHT, role="analyst", language="en"
    )


@pytest.fixture
def steward_person(db):
    return User.objects.create_user(
        username="maryam", password=RIGHT, role="steward", language="en"
    )


def knock(client, password=RIGHT, address="10.0.0.1", name="maryam"):
    form = {"login": name, "password": password}
    return client.post("/sign-in/", form, REMOTE_ADDR=address)


def code(secret=TELEPHONE):
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def is_in(client):
    return client.get("/preferences/", follow=True).context["user"].is_authenticated


# passwords


def test_the_right_password_opens_and_is_written_down(client, person):
    assert knock(client).status_code == 302
    assert is_in(client)
    (event,) = queries.events("ledger.sign_in")
    assert (event.by, event.on_key) == (person, "maryam")


def test_passwords_are_kept_by_argon2(person, settings):
    settings.PASSWORD_HASHERS = the_houses_own.PASSWORD_HASHERS  # tests have a quicker one
    person.set_password("a long enough one")
    assert person.password.startswith("argon2")


def test_whoever_has_no_account_is_answered_like_whoever_typed_wrongly(client, person):
    wrong, nobody = knock(client, "wrong"), knock(client, "wrong", name="nobody")
    assert wrong.context["form"].errors == nobody.context["form"].errors


def test_nobody_signs_up_or_gives_an_e_mail(client):
    for path in ("signup", "sign-up", "email", "confirm-email", "password/reset", "login"):
        for front in ("/", "/account/", "/accounts/"):
            assert client.get(f"{front}{path}/").status_code in {302, 404}
    answer = client.get("/accounts/signup/", follow=True)
    assert answer.status_code == 404


# too many wrong ones


def test_after_five_wrong_passwords_the_name_is_closed_to_that_address(client, person):
    for _ in range(5):
        assert knock(client, "wrong").status_code == 200
    assert knock(client).status_code == 429
    assert not is_in(client)


def test_nobody_can_lock_somebody_else_out(client, person):
    for _ in range(8):
        knock(client, "wrong", address="10.6.6.6")
    assert knock(client, address="10.6.6.6").status_code == 429
    assert knock(client, address="10.0.0.1").status_code == 302


def test_whoever_tries_many_names_from_one_address_is_slowed(client, person, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "6/15m/ip,5/15m/key"}
    for number in range(6):
        knock(client, "wrong", name=f"name{number}")
    assert knock(client).status_code == 429
    assert knock(client, address="10.0.0.2").status_code == 302


def test_signing_in_rightly_is_not_counted(client, person):
    for _ in range(7):
        assert knock(client).status_code == 302
        client.post("/sign-out/")


def test_capitals_and_blanks_make_no_other_name(client, person):
    for name in ("maryam", "MARYAM", " maryam", "maryam ", "Maryam"):
        knock(client, "wrong", name=name)
    assert knock(client).status_code == 429


def test_a_neighbour_in_the_same_network_is_the_same_address(client, person):
    for number in range(5):
        knock(client, "wrong", address=f"2001:db8:0:1::{number}")
    assert knock(client, address="2001:db8:0:1::9").status_code == 429
    assert knock(client, address="2001:db8:0:2::9").status_code == 302


def test_a_caller_cannot_choose_the_address_it_is_counted_for(client, person):
    for number in range(5):
        form = {"login": "maryam", "password": "wrong"}
        client.post("/sign-in/", form, HTTP_X_FORWARDED_FOR=f"10.0.1.{number}")
    assert knock(client, address="127.0.0.1").status_code == 429


def test_behind_a_proxy_the_last_address_counts(client, person, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        form = {"login": "maryam", "password": "wrong"}
        client.post("/sign-in/", form, HTTP_X_FORWARDED_FOR=f"10.0.1.{number}, 10.9.9.9")
    right = {"login": "maryam", "password": RIGHT}
    there = client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR="10.9.9.9")
    assert there.status_code == 429
    elsewhere = client.post("/sign-in/", right, HTTP_X_FORWARDED_FOR="10.9.9.8")
    assert elsewhere.status_code == 302


@pytest.fixture
def own_browser(person):
    """Where the person works every day, behind the office's one address."""
    browser = Client()
    knock(browser)
    browser.post("/sign-out/")
    return browser


def test_a_colleague_behind_the_same_address_locks_nobody_out_of_their_own_browser(
    own_browser, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"login": "9/m/ip", "login_failed": "6/15m/ip,5/15m/key"}
    colleague = Client()
    for number in range(9):
        knock(colleague, "wrong", name="maryam" if number < 6 else f"name{number}")
    assert knock(colleague).status_code == 429
    assert knock(own_browser).status_code == 302


def test_five_wrong_passwords_close_the_name_to_a_known_browser_too(own_browser):
    for _ in range(5):
        assert knock(own_browser, "wrong").status_code == 200
    assert knock(own_browser).status_code == 429


def test_a_known_browser_is_known_for_its_own_person_only(own_browser):
    colleague = Client()
    User.objects.create_user(username="sara", password=RIGHT, role="analyst")
    for browser in (own_browser, colleague):
        for _ in range(5):
            knock(browser, "wrong", name="sara")
        assert knock(browser, name="sara").status_code == 429


def test_nobody_makes_a_browser_known_by_hand(own_browser):
    (cookie,) = (name for name in own_browser.cookies if name.startswith("ehya_known"))
    forger = Client()
    for number in range(5):
        forger.cookies[cookie] = f"browser{number}"
        knock(forger, "wrong")
    assert knock(forger).status_code == 429
    kept = own_browser.cookies[cookie]
    assert "maryam" not in f"{cookie}{kept.value}"
    assert (kept["httponly"], kept["path"], kept["samesite"]) == (True, "/sign-in/", "Lax")


def test_whoever_is_signed_in_is_asked_again_whatever_a_colleague_guessed(person):
    inside, colleague = Client(), Client()
    knock(inside)
    for _ in range(6):
        knock(colleague, "wrong")
    turn_back(inside, began=0.1)
    assert inside.post("/account/again/", {"password": RIGHT}).status_code == 302
    assert inside.get("/account/second-factor/").status_code == 200


# the second factor


def test_whoever_must_have_a_second_factor_sees_nothing_before_it(client, steward_person):
    assert knock(client).url == "/"
    for address in ("/", "/claims/", "/claims/check/", "/account/"):
        assert client.get(address).url == "/account/second-factor/"
    page = client.get("/account/second-factor/")
    assert "data:image/svg+xml;base64," in page.text
    assert "password alone is too little" in page.text
    assert 'href="/claims/"' not in page.text


def test_setting_it_up_opens_the_house_and_gives_recovery_codes_once(client, steward_person):
    knock(client)
    secret = client.get("/account/second-factor/").context["form"].secret
    answer = client.post("/account/second-factor/", {"code": code(secret)})
    assert answer.url == "/account/recovery-codes/"
    codes = re.findall(r'<li><bdi dir="ltr">(\d+)</bdi>', client.get(answer.url).text)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get(answer.url).text
    assert client.get("/claims/").status_code == 200
    assert queries.events("ledger.set_second_factor").get().by == steward_person


def test_a_wrong_first_code_sets_nothing_up(client, steward_person):
    knock(client)
    client.get("/account/second-factor/")
    page = client.post("/account/second-factor/", {"code": "000000"})
    assert "This code is wrong" in page.text
    assert client.get("/claims/").status_code == 302


def test_the_secret_is_locked_in_the_database(steward_person):
    TOTP.activate(steward_person, TELEPHONE)
    kept = Authenticator.objects.get().data["secret"]
    assert TELEPHONE not in kept
    assert Authenticator.objects.get().wrap().validate_code(code())


def test_another_secret_key_opens_no_second_factor(steward_person, settings):
    TOTP.activate(steward_person, TELEPHONE)
    settings.SECRET_KEY = "another key of more than thirty-two letters"  # noqa: S105
    assert not Authenticator.objects.get().wrap().validate_code(code())


def test_the_password_alone_opens_nothing_once_there_is_a_second_factor(client, steward_person):
    TOTP.activate(steward_person, TELEPHONE)
    assert knock(client).url == "/sign-in/code/"
    assert not is_in(client)
    assert client.get("/claims/").status_code == 302


@pytest.mark.parametrize("digits", ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])
def test_the_code_opens_in_any_digits(client, steward_person, digits):
    TOTP.activate(steward_person, TELEPHONE)
    knock(client)
    typed = code().translate(str.maketrans("0123456789", digits))
    assert client.post("/sign-in/code/", {"code": typed}).url == "/"
    assert is_in(client)


def test_a_code_opens_once(steward_person):
    TOTP.activate(steward_person, TELEPHONE)
    first, second, typed = Client(), Client(), code()
    for client in (first, second):
        knock(client)
        client.post("/sign-in/code/", {"code": typed})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_codes_is_stopped(client, steward_person):
    TOTP.activate(steward_person, TELEPHONE)
    knock(client)
    for _ in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    client.post("/sign-in/code/", {"code": code()})
    assert not is_in(client)


def test_a_recovery_code_opens_once(client, steward_person):
    knock(client)
    secret = client.get("/account/second-factor/").context["form"].secret
    client.post("/account/second-factor/", {"code": code(secret)})
    told = client.get("/account/recovery-codes/").context["unused_codes"][0]
    for expected in (True, False):
        client.post("/sign-out/")
        knock(client)
        client.post("/sign-in/code/", {"code": told})
        assert is_in(client) is expected


def test_who_must_have_a_second_factor_cannot_remove_it(client, steward_person):
    TOTP.activate(steward_person, TELEPHONE)
    knock(client)
    client.post("/sign-in/code/", {"code": code()})
    page = client.post("/account/second-factor/remove/", {})
    assert "does not sign in without a second factor" in page.text
    assert Authenticator.objects.exists()


def test_who_need_not_have_one_may_set_it_up_and_remove_it(client, person):
    knock(client)
    secret = client.get("/account/second-factor/").context["form"].secret
    client.post("/account/second-factor/", {"code": code(secret)})
    assert client.post("/account/second-factor/remove/", {}).url == "/account/"
    assert not Authenticator.objects.exists()
    assert queries.events("ledger.remove_second_factor").exists()


def test_the_demonstration_asks_nobody_for_a_code(client, steward_person, settings):
    settings.MODE = "demo"
    knock(client)
    assert client.get("/claims/").status_code == 200


# sessions


def turn_back(client, **hours):
    session = client.session
    for name, past in hours.items():
        session[name] = time.time() - past * HOUR
    session.save()


@pytest.fixture
def inside(client, person):
    knock(client)
    assert client.get("/claims/").status_code == 200
    return client


def test_a_session_ends_after_twelve_hours_however_busy(inside):
    turn_back(inside, began=11.9, seen=0.01)
    assert is_in(inside)
    turn_back(inside, began=12.1, seen=0.01)
    assert not is_in(inside)


def test_a_session_ends_after_an_idle_hour_and_says_so(inside):
    turn_back(inside, seen=0.9)
    assert is_in(inside)
    turn_back(inside, seen=1.1)
    page = inside.get("/claims/", headers={"accept-language": "en"}, follow=True)
    assert page.redirect_chain[-1][0] == "/sign-in/?next=/claims/"
    assert "Your session has ended" in page.text


def test_looking_at_pages_keeps_a_session_awake(inside):
    turn_back(inside, seen=0.9)
    inside.get("/claims/")
    assert time.time() - inside.session["seen"] < 60


def test_changing_the_password_ends_the_other_sessions(inside, person):
    other = Client()
    knock(other)
    told = {"oldpassword": RIGHT, "password1": OTHER, "password2": OTHER}
    assert inside.post("/account/password/", told).url == "/account/"
    assert (is_in(inside), is_in(other)) == (True, False)
    assert queries.events("ledger.change_password").get().by == person
    inside.post("/sign-out/")
    assert knock(inside, OTHER).status_code == 302


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"oldpassword": "wrong"}, "This is not your password"),
        ({"password2": "something else"}, "The two new passwords differ"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "password1234", "password2": "password1234"}, "too common"),
    ],
)
def test_a_password_that_will_not_do_is_said(inside, told, words):
    right = {"oldpassword": RIGHT, "password1": OTHER, "password2": OTHER}
    page = inside.post("/account/password/", right | told)
    assert words in page.text
    assert not queries.events("ledger.change_password").exists()


def test_what_guards_the_account_is_not_done_on_an_unattended_screen(inside):
    turn_back(inside, began=0.1)
    asked = inside.get("/account/second-factor/")
    assert asked.url == "/account/again/?next=%2Faccount%2Fsecond-factor%2F"
    assert "unattended" in inside.get(asked.url).text
    assert "This is not your password" in inside.post(asked.url, {"password": "wrong"}).text
    assert inside.post(asked.url, {"password": RIGHT}).url == "/account/second-factor/"
    assert inside.get("/account/second-factor/").status_code == 200


def test_every_page_of_the_sign_in_is_strict_about_scripts(inside):
    for address in ("/account/", "/account/password/", "/account/second-factor/"):
        answer = inside.get(address)
        assert answer.status_code == 200
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert "<script>" not in answer.text
        assert "style=" not in answer.text
