"""Is an answer kept until the next act, and never longer?"""

from datetime import timedelta
from threading import Thread
from time import sleep

import pytest
from django.db import connection, transaction
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


def lately(question, known_at=None):
    name = f"late.{id(question)}"
    return answers.answered_lately(name, "all", known_at or timezone.now(), question)


def test_a_quick_answer_is_told_anew_after_every_act(asked):
    question = Question()
    assert (lately(question), lately(question)) == (1, 1)
    note("revive.play", by=the_house())
    assert lately(question) == 2


def test_a_slow_answer_is_told_a_little_longer_while_a_new_one_is_worked_out(asked, monkeypatch):
    monkeypatch.setattr(answers, "QUICK", -1.0)
    monkeypatch.setattr(answers, "REST", -1.0)  # at once
    monkeypatch.setattr(answers, "PATIENCE", 1e9)
    question = Question()
    assert lately(question) == 1
    note("revive.play", by=the_house())
    assert lately(question) == 1  # nobody waits
    for _try in range(200):
        if question.times == 2:
            break
        sleep(0.01)
    for _try in range(200):
        if (told := lately(question)) == 2:
            break
        sleep(0.01)
    assert told == 2


def test_a_slow_answer_that_is_too_old_is_not_told(asked, monkeypatch):
    monkeypatch.setattr(answers, "QUICK", -1.0)
    monkeypatch.setattr(answers, "PATIENCE", 0.0)
    question = Question()
    assert lately(question) == 1
    note("revive.play", by=the_house())
    assert lately(question) == 2


def test_many_who_ask_at_once_are_answered_by_one_asking(asked):
    question = Question()
    slow = lambda: (sleep(0.2), question())[1]
    told = []
    ask = lambda: (
        told.append(answers.answered_lately("one", id(question), timezone.now(), slow)),
        connection.close(),
    )
    readers = [Thread(target=ask) for _reader in range(5)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert told == [1] * 5


def test_inside_a_transaction_it_is_asked_each_time(asked):
    question = Question()
    with transaction.atomic():
        assert (lately(question), lately(question)) == (1, 2)
