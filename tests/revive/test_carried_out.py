"""What was carried out, counted by hand, as it stood on a day, and as far as somebody sees."""

from datetime import date

import pytest

from ehya.ledger.scopes import ALL, Sight
from ehya.revive.queries.carried_out import CarriedOut, carried_out
from tests.revive import hall as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(settings, tmp_path, monkeypatch):
    settings.TODAY = date(2024, 9, 1)
    monkeypatch.setenv("EHYA_HOME", str(tmp_path / "home"))


@pytest.fixture
def hall(steward):
    return made.open_hall(steward)


@pytest.fixture
def promises(hall, steward):
    return made.six_promises(hall, steward)


def on(day, sight=ALL):
    return carried_out(day, sight, synthetic=False)


def counts(told):
    return told.done, told.in_hand, told.not_done, told.void


def test_before_the_decision_nothing_was_asked(promises):
    assert on(date(2024, 6, 18)).whole.all == 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 6, 19), (0, 6, 0, 0)),  # asked on that day
        (date(2024, 7, 20), (1, 4, 1, 0)),  # one done, one objected to
        # Two of the bank's are past 21 July; the one put off is not.
        (date(2024, 7, 22), (1, 2, 3, 0)),
        (date(2024, 8, 10), (2, 1, 2, 1)),  # the second done late; one void
        (date(2024, 8, 21), (2, 0, 3, 1)),  # what was put off is past its new day too
    ],
)
def test_it_is_told_as_it_stood_on_a_day(promises, day, expected):
    assert counts(on(day).whole) == expected


def test_bodies_and_provinces_add_up_to_the_whole(promises):
    told = on(date(2024, 8, 21))
    assert {kind: counts(one) for kind, one in told.bodies.items()} == {
        "bank": (2, 0, 2, 0),
        "tax": (0, 0, 1, 1),
    }
    assert list(told.provinces) == ["IR-20"]
    assert counts(told.provinces["IR-20"]) == counts(told.whole)


def test_who_does_not_see_the_province_counts_nothing(promises):
    there = Sight(provinces=frozenset({made.QAZVIN}))
    assert on(date(2024, 8, 21), there).whole.all == 0
    assert on(date(2024, 8, 21), Sight(provinces=frozenset({made.SEMNAN}))).whole.all == 5


def test_qazvins_own_count_gives_its_share():
    told = CarriedOut(done=138, in_hand=7, not_done=11, few=20, interval_below=200)
    assert told.all == 156
    assert told.share == pytest.approx(88.46, abs=0.005)
    # Wilson, by hand: n = 156, p = 0.884615, z = 1.959964
    low, high = told.interval
    assert (low, high) == (pytest.approx(82.49, abs=0.01), pytest.approx(92.58, abs=0.01))


def test_of_few_no_share_is_told_and_of_many_no_interval():
    assert CarriedOut(done=10, in_hand=9, few=20).share is None
    many = CarriedOut(done=150, in_hand=50, few=20, interval_below=200)
    assert (many.share, many.interval) == (75.0, None)
