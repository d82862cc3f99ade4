"""A unit in Semnan, one in Qazvin, an assessor, and answers that may be finished."""

from datetime import date

import pytest

SEMNAN, QAZVIN = "IR-20", "IR-26"
TODAY = date(2024, 8, 12)


@pytest.fixture
def today(settings):
    settings.TODAY = TODAY
    return TODAY


@pytest.fixture
def units(steward, today):
    """Numbers of a unit in Semnan and of one in Qazvin."""
    from ehya.ledger.actions import the_house
    from ehya.register.actions.places import load_places
    from ehya.register.actions.units import add_unit

    load_places(by=the_house())
    since = date(2019, 3, 21)
    return [
        add_unit({"name_en": "Brick", "province": iso, "status": "idle"}, by=steward, on=since)
        for iso in (SEMNAN, QAZVIN)
    ]


@pytest.fixture
def unit(units):
    return units[0]


def a_person(name, role, province):
    from ehya.ledger.models import Scope, User

    person = User.objects.create_user(username=name, role=role)
    Scope.objects.create(user=person, kind="province", code=province)
    return person


@pytest.fixture
def assessor(db):
    return a_person("assessor", "assessor", SEMNAN)


@pytest.fixture
def elsewhere(db):
    """An officer of another province."""
    return a_person("officer-of-qazvin", "officer", QAZVIN)


LOAN = {
    "obstacle": "liquidity.working_capital",
    "severity": 3,
    "since": "2023-03-21",
    "cost_irr": 5_000_000_000,
    "words": "",
}
STANDS = {
    "let_in": "owner",
    "works": "no",
    "stands_since": "2023-03-21",
    "workers": 0,
    "machines": "ready",
    "obstacles": [LOAN],
    "owner_wants": "go_on",
}
