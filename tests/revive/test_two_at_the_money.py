"""Two who reach for the last rial at once: the database makes one wait, and one gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.revive.actions import planning
from ehya.revive.actions.moving import take
from ehya.revive.guards import Said
from ehya.revive.models import Case, Entry, FundingLine
from ehya.revive.queries.audits import audit
from tests.revive import purse
from tests.revive.purse import DAY, move

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_the_day(settings):
    """Everything here happens on 12 August 2024."""
    settings.TODAY = DAY


@pytest.fixture
def there(steward, officer, analyst):
    """A planned loan, an approving decision and a line of 1,000 rials."""
    return purse.ready(steward, officer, analyst)


def at_once(*acts):
    """Let all begin at the same moment, each on its own connection; return codes of refusals."""
    start = Barrier(len(acts))

    def begun(act):
        close_old_connections()
        start.wait()
        try:
            act()
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as people:
        return sorted(people.map(begun, acts))


def committed(there):
    return int(FundingLine.objects.get(code=there.line).committed_irr)


def test_the_last_rial_is_committed_once(there):
    move(there, "commit", 999, "all but one")
    other = planning.plan(there.case, "training", by=there.officer)
    second = type(there)(**vars(there) | {"work": other})
    said = at_once(
        lambda: move(there, "commit", 1, "mine"), lambda: move(second, "commit", 1, "yours")
    )
    assert said == ["done", "revive.not_enough_free"]
    assert committed(there) == 1_000
    assert audit().sound


def test_a_form_pressed_four_times_is_one_entry_and_one_event(there):
    before = Event.objects.count()
    assert at_once(*[lambda: move(there, "commit", 10, "pressed")] * 4) == ["done"] * 4
    assert (committed(there), Entry.objects.filter(kind="commit").count()) == (10, 1)
    assert Event.objects.count() == before + 1


def test_of_two_who_saw_the_same_one_is_told_of_the_other(there):
    said = at_once(
        lambda: move(there, "commit", 10, "mine", seen=1),
        lambda: move(there, "commit", 10, "yours", seen=1),
    )
    assert said == ["done", "revive.intervention_changed"]
    assert committed(there) == 10


def test_what_is_committed_is_paid_or_released_but_not_both(there):
    move(there, "commit", 10, "a")
    said = at_once(lambda: move(there, "pay", 10, "b"), lambda: move(there, "release", 10, "c"))
    assert said == ["done", "revive.more_than_committed"]
    assert audit().sound


def test_a_case_is_not_closed_while_money_is_committed_to_it(there):
    """Either the case is closed and gets nothing, or it got money and stays open."""
    said = at_once(
        lambda: move(there, "commit", 10, "a"),
        lambda: take(
            there.case, "withdraw", by=there.officer, said=Said(on=DAY, reason="owner left")
        ),
    )
    closed = Case.objects.get(pk=there.case).state == "withdrawn"
    assert said in (["done", "revive.case_closed"], ["done", "revive.release_first"])
    assert closed == (committed(there) == 0)


def test_two_lines_and_two_interventions_crosswise_wait_but_not_for_ever(there):
    purse.a_line("OTHER", there.analyst)
    other = planning.plan(there.case, "training", by=there.officer)
    second = type(there)(**vars(there) | {"work": other})
    said = at_once(
        lambda: move(there, "commit", 10, "a"),
        lambda: move(second, "commit", 10, "b", line="OTHER"),
        lambda: move(there, "commit", 10, "c", line="OTHER"),
        lambda: move(second, "commit", 10, "d"),
    )
    assert said == ["done"] * 4
    assert audit().sound
