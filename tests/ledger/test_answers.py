"""Is an answer kept until the next act, and never longer?"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from ehya.ledger import answers
from ehya.ledger.actions import note, the_house

pytestmark = pytest.mark.django_db(transaction=True)


class Question:
    """Counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


@pytest.fixture
def asked():
    note("revive.play", by=the_house())
    question = Question()
    ask = lambda what="all", known_at=None: answers.answered(
        f"test.{id(question)}", what, known_at or timezone.now(), question
    )
    return ask


def test_the_same_question_is_asked_once_until_something_is_done(asked):
    assert (asked(), asked()) == (1, 1)
    note("revive.play", by=the_house())
    assert asked() == 2


def test_another_question_has_another_answer(asked):
    assert (asked("all"), asked("some"), asked("all")) == (1, 2, 1)


def test_a_past_moment_has_its_own_answer(asked):
    yesterday = timezone.now() - timedelta(days=1)
    assert (asked(), asked(known_at=yesterday), asked(known_at=yesterday)) == (1, 2, 2)
    assert asked(known_at=yesterday - timedelta(hours=1)) == 3


def test_what_a_transaction_has_written_is_not_kept(asked):
    with transaction.atomic():
        assert (asked(), asked()) == (1, 2)
    assert asked() == 3


def test_only_the_latest_answers_are_kept(asked, monkeypatch):
    monkeypatch.setattr(answers, "MOST", 2)
    assert [asked(what) for what in ("a", "b", "a", "c")] == [1, 2, 1, 3]
    assert asked("a") == 1, "asked again a while ago"
    assert asked("b") == 4
