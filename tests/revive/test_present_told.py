"""What is kept beside the acts tells the present as the acts themselves do."""

from datetime import date

import pytest

from ehya.ledger.actions import note, the_house
from ehya.ledger.scopes import ALL, Sight
from ehya.register.queries.within import Moment, here_and_now
from ehya.revive.models import Case, Move, Restart
from ehya.revive.queries import carried_out, funding, restarts, spending
from ehya.revive.queries.present import is_present
from ehya.revive.queries.restarts import Counted
from tests.revive import hall as made
from tests.revive import purse

pytestmark = pytest.mark.django_db
SIGHTS = (ALL, Sight(provinces=frozenset({"IR-20"})), Sight(provinces=frozenset({"IR-26"})))


@pytest.fixture
def there(steward, officer, analyst, settings):
    settings.TODAY = date(2024, 8, 20)
    return purse.a_loan(steward, officer, analyst)


@pytest.fixture
def promises(steward):
    return made.six_promises(made.open_hall(steward), steward)


def on(day):
    return Moment(date(2024, 8, day), here_and_now().known_at)


def both_ways(monkeypatch, room, ask):
    """What is told of the present by what is kept, and by the acts."""
    moment = on(20)
    assert is_present(moment)
    kept = [ask(moment, sight) for sight in SIGHTS]
    monkeypatch.setattr(room, "is_present", lambda moment: False)
    return kept, [ask(moment, sight) for sight in SIGHTS]


def test_money_is_the_same(there, monkeypatch):
    kept, told = both_ways(
        monkeypatch,
        spending,
        lambda moment, sight: spending.money_spent(moment, sight, synthetic=False),
    )
    assert kept == told
    assert [len(rows) for rows in kept] == [1, 1, 0]


def test_lines_are_the_same(there, monkeypatch):
    kept, told = both_ways(
        monkeypatch,
        funding,
        lambda moment, sight: funding.lines_at(moment, sight, synthetic=False),
    )
    assert kept == told
    assert kept[0][0].sums.committed == 600


def test_an_act_ends_the_present(there):
    moment = on(20)
    note("revive.plan_intervention", by=the_house())
    assert not is_present(moment)
    assert is_present(on(20))
    assert not is_present(on(19))


def test_obligations_are_the_same(promises, settings, monkeypatch):
    settings.TODAY = day = date(2024, 8, 12)
    ask = lambda sight: carried_out.carried_out(day, sight, synthetic=False)
    kept = [ask(sight) for sight in SIGHTS]
    monkeypatch.setattr(carried_out, "today", lambda: date(2024, 8, 13))
    assert [ask(sight) for sight in SIGHTS] == kept
    assert (kept[0].whole.done, kept[0].whole.void, kept[2].whole.all) == (2, 1, 0)


@pytest.fixture
def restarted(steward, settings):
    """Three units: one runs since its second restart, one relapsed, one was taken back."""
    settings.TODAY = date(2024, 8, 20)
    made.add_provinces()
    event = note("revive.restart", by=the_house())

    def move(case, act, on):
        return Move.objects.create(
            case=case, act=act, target="under_way", round=1, on=on, by=the_house(), event=event,
            known_at=event.at, due=on,
        )  # fmt: skip

    def restart(case, day, ended="", **more):
        return Restart.objects.create(
            case=case, unit=case.unit, kind="revival", restarted_on=day, jobs=10, use=0.5,
            move=move(case, "restart", day),
            ended_by=move(case, ended, day) if ended else None, **more,
        )  # fmt: skip

    first, second, third = (made.add_case(steward, name) for name in ("A", "B", "C"))
    restart(first, date(2024, 3, 1), "relapse")
    restart(first, date(2024, 6, 1), verified_by=move(first, "verify", date(2024, 7, 1)))
    restart(second, date(2024, 4, 1), "relapse")
    restart(second, date(2024, 5, 1), "relapse")
    restart(third, date(2024, 5, 1), "take_back")
    return first


def test_restarts_are_the_same_and_no_unit_counts_twice(restarted, monkeypatch):
    kept, told = both_ways(
        monkeypatch,
        restarts,
        lambda moment, sight: restarts.counts(moment, sight, synthetic=False),
    )
    assert kept == told
    assert kept[0]["revival"] == Counted(
        claimed=4, units=2, jobs=40, verified=1, sustained=0, relapsed=3
    )
    assert kept[2]["revival"] == Counted()
    assert Case.objects.count() == 3
