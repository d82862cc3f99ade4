"""Who may open which address? Every address, as everybody."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

pytestmark = pytest.mark.django_db

PUBLIC = {"sign-in", "sign-out", "preferences", "healthz", "readyz"}
EXAMPLES = {"int": "1", "str": "FT63279-01", "slug": "x", "path": "x", "uuid": "0" * 32}
ANSWERS = {200, 302, 400, 403, 404, 405, 422}  # never a fault of the house's own


def addresses():
    for pattern in get_resolver().url_patterns:
        route = re.sub(r"<(\w+):\w+>", lambda hole: EXAMPLES[hole[1]], str(pattern.pattern))
        yield pytest.param(f"/{route}", pattern.name, id=pattern.name)


EVERY = list(addresses())
CLOSED = [parameter for parameter in EVERY if parameter.id not in PUBLIC]


def both(client, address):
    return client.get(address), client.post(address, {})


def test_every_address_has_a_name_of_its_own():
    names = [parameter.id for parameter in EVERY]
    assert None not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("address", "name"), CLOSED)
def test_a_stranger_is_asked_to_sign_in(address, name, client):
    for answer in both(client, address):
        assert answer.status_code == 302
        assert answer.url.startswith("/sign-in/?")


@pytest.mark.parametrize(("address", "name"), CLOSED)
def test_a_citizen_is_refused(address, name, citizen_client):
    for answer in both(citizen_client, address):
        assert answer.status_code == 403


@pytest.mark.parametrize(("address", "name"), EVERY)
@pytest.mark.parametrize("role", ["officer", "analyst", "director"])
def test_nothing_breaks_for_the_staff(address, name, role, request):
    for answer in both(request.getfixturevalue(f"{role}_client"), address):
        assert answer.status_code in ANSWERS


@pytest.mark.parametrize(("address", "name"), [p for p in CLOSED if "/1/" not in p.values[0]])
@pytest.mark.parametrize("role", ["officer", "analyst", "director"])
def test_no_page_is_closed_to_the_staff(address, name, role, request):
    assert request.getfixturevalue(f"{role}_client").get(address).status_code != 403


@pytest.mark.parametrize(("address", "name"), [p for p in EVERY if p.id in PUBLIC - {"sign-out"}])
def test_what_is_public_opens_to_everybody(address, name, client, citizen_client):
    for somebody in (client, citizen_client):
        assert somebody.get(address).status_code in {200, 302}


@pytest.mark.parametrize(("address", "name"), EVERY)
def test_every_answer_carries_the_strict_policy(address, name, analyst_client):
    policy = analyst_client.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(("address", "name"), EVERY)
def test_a_form_from_elsewhere_is_refused(address, name, analyst):
    somebody = Client(enforce_csrf_checks=True)
    somebody.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    assert somebody.post(address, {}).status_code in {403, 405}


def test_what_is_nowhere_is_404_in_both_languages(analyst_client):
    assert analyst_client.get("/nowhere/").status_code == 404
