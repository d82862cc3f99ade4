"""What do people's verdicts say of the machine, and of what is it silent?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ehya.detect.actions.judging import confirm, reject, send
from ehya.detect.models import Review
from ehya.detect.queries.errors import errors
from ehya.detect.rates import Rate, wilson
from ehya.ledger.scopes import ALL, NOTHING, sight
from ehya.register.queries.within import here_and_now

pytestmark = pytest.mark.django_db
SEMNAN, QAZVIN = sight([("province", "IR-20")]), sight([("province", "IR-26")])


@pytest.fixture
def asked(works, look_at, officer):
    """Return a function that adds a unit, what a sweep says of it, and why a person is asked."""

    def asked(sweep, name, state="idle", why=(), **facts):
        number = works(name, **facts)
        look = look_at(sweep, number, state)
        if why:
            at = {"due": date(2024, 8, 15), "opened_at": sweep.told_at}
            Review.objects.create(unit=look.unit, look=look, why=list(why), weight=1, **at)
        return number

    return asked


def told(*, synthetic=False, seen=ALL, **moment):
    return errors(replace(here_and_now(), **moment), seen, synthetic=synthetic)


def test_wilsons_interval_is_that_of_the_book():
    # Newcombe (1998), Stat. Med. 17:857-872, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    for hits, tries, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson(hits, tries) == pytest.approx((low, high), abs=5e-5)


def test_below_twenty_verdicts_there_is_no_rate():
    assert (Rate(19, 3).share, Rate(19, 3).interval) == (None, None)
    assert Rate(20, 3).share == 15
    assert Rate(20, 3).interval == pytest.approx((5.24, 36.04), abs=0.01)


def test_the_table_sets_what_people_said_against_what_the_machine_said(swept, asked, officer):
    sweep = swept()
    confirm(asked(sweep, "One", why=["unsure"]), by=officer)
    reject(
        asked(sweep, "Two", why=["unsure", "drawn"]), by=officer, state="active", reason="seasonal"
    )
    reject(asked(sweep, "Three", "active"), by=officer, state="gone", reason="really_stands")
    send(asked(sweep, "Four", why=["drawn"]), by=officer, go_by=date(2099, 1, 1))
    found = told()
    assert found.whole == Rate(3, 2)
    assert found.matrix == {("idle", "idle"): 1, ("idle", "active"): 1, ("active", "gone"): 1}
    assert found.reasons == {"seasonal": 1, "really_stands": 1}
    assert found.whys == {"unsure": Rate(2, 1), "drawn": Rate(1, 1), "own": Rate(1, 1)}
    assert (found.by_lot, found.drawn) == (Rate(1, 1), 2)
    assert found.divisions == {"22": Rate(3, 2)}
    assert found.methods == {"detect.states/2": Rate(3, 2)}
    assert found.sweeps == {sweep.as_of: Rate(3, 2)}


def test_of_two_verdicts_on_one_look_the_last_counts_once(swept, asked, officer):
    number = asked(swept(), "One", why=["drawn"])
    reject(number, by=officer, state="active", reason="seasonal")
    confirm(number, by=officer)
    found = told()
    assert (found.whole, found.by_lot) == (Rate(1, 0), Rate(1, 0))


def test_a_newer_look_is_judged_for_itself(swept, asked, look_at, officer):
    number = asked(swept(), "One")
    confirm(number, by=officer)
    look_at(swept(), number, "active")
    reject(number, by=officer, state="idle", reason="really_stands")
    assert list(told().sweeps.values()) == [Rate(1, 1), Rate(1, 0)]


def test_what_was_known_before_and_of_days_before_is_told(swept, asked, officer):
    sweep = swept()
    number = asked(sweep, "One", why=["drawn"])
    moment = here_and_now()
    confirm(number, by=officer)
    assert told(known_at=moment.known_at).whole == Rate(0, 0)
    assert told(as_of=sweep.as_of).whole == Rate(1, 0)
    assert told(as_of=sweep.as_of - timedelta(1)).whole == Rate(0, 0)
    assert told(as_of=sweep.as_of - timedelta(1)).drawn == 0


def test_everybody_counts_what_they_see(swept, asked, officer, look_at):
    confirm(asked(swept(), "One", why=["drawn"]), by=officer)
    assert told(seen=SEMNAN).whole == Rate(1, 0)
    for elsewhere in (QAZVIN, NOTHING):
        found = told(seen=elsewhere)
        assert (found.whole, found.drawn) == (Rate(0, 0), 0)


def test_made_up_units_are_counted_apart(swept, asked, officer):
    confirm(asked(swept(synthetic=True), "One", why=["drawn"]), by=officer)
    assert (told().whole, told().drawn) == (Rate(0, 0), 0)
    assert (told(synthetic=True).whole, told(synthetic=True).drawn) == (Rate(1, 0), 1)
