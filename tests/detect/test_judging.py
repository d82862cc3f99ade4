"""What may a person say of what the machine said, and what is left of it?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from ehya.detect.actions.judging import confirm, reject, send
from ehya.detect.actions.reviewing import open_reviews
from ehya.detect.models import Look, Review, Spell, Verdict
from ehya.detect.queries.reviews import side_of
from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event, Scope, User
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import here_and_now
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
TODAY, YEAR_AGO = date(2024, 8, 12), date(2023, 7, 23)


@pytest.fixture(autouse=True)
def on_that_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def pipes(works, swept, look_at):
    """A works of Semnan that is told to be active and of which nothing is seen: it waits."""
    number, sweep = works("Pipes", jobs=64), swept()
    look_at(sweep, number, unseen_months=12)
    open_reviews(sweep)
    return number


def seen(number, person):
    return side_of(number, here_and_now(), sight_of(person)).seen


def no(act, *args, **told):
    """The code of the refusal, which speaks both languages and names no code and no state's."""
    with pytest.raises(Refusal) as found:
        act(*args, **told)
    for language in ("en", "fa"):
        words = sentence(found.value, language)
        assert found.value.code not in words
        assert "{" not in words and "detect." not in words
    return found.value.code


def test_who_confirms_says_what_the_machine_says(pipes, officer):
    confirm(pipes, by=officer, words="I went there")
    verdict, review = Verdict.objects.get(), Review.objects.get()
    assert (verdict.said, verdict.state, verdict.since) == ("confirmed", "idle", YEAR_AGO)
    assert (verdict.reason, verdict.words, verdict.review_id) == ("", "I went there", review.pk)
    assert (review.state, review.closed_by_id) == ("settled", verdict.event_id)


def test_who_rejects_says_what_it_is_since_when_and_why(pipes, officer):
    since = date(2024, 1, 1)
    reject(pipes, by=officer, state="semi_active", reason="own_generator", since=since)
    verdict = Verdict.objects.get()
    assert (verdict.said, verdict.state, verdict.since) == ("rejected", "semi_active", since)
    assert verdict.reason == "own_generator"
    assert Review.objects.get().state == "settled"


def test_the_act_is_written_down_with_what_the_machine_had_said(pipes, officer):
    reject(pipes, by=officer, state="active", reason="other_meter", words="A second meter")
    event = Event.objects.get(act="detect.judge")
    assert (event.by, event.on_kind, event.on_key) == (officer, "unit", pipes)
    assert event.before == {"status": "idle", "since": "2023-07-23", "chance": 0.967}
    assert event.after["status"] == "active" and event.after["reason"] == "other_meter"
    assert event.reason == "A second meter"


def test_neither_verdict_overrules_the_other(pipes, officer):
    before = Look.objects.values_list("pk", "state", "p_idle")
    told = list(before)
    reject(pipes, by=officer, state="active", reason="other_meter")
    confirm(pipes, by=officer)
    assert list(before) == told
    assert list(Verdict.objects.order_by("pk").values_list("said", flat=True)) == [
        "rejected",
        "confirmed",
    ]
    assert not Spell.objects.exists()


def test_somebody_sent_makes_the_review_wait_for_them(pipes, officer):
    go_by = date(2024, 8, 20)
    send(pipes, by=officer, go_by=go_by, words="The assessor")
    review = Review.objects.get()
    assert (review.state, review.due) == ("sent", go_by)
    confirm(pipes, by=officer)
    review.refresh_from_db()
    assert review.state == "settled"
    assert {verdict.review_id for verdict in Verdict.objects.all()} == {review.pk}


def test_a_verdict_may_be_given_unasked(works, swept, look_at, officer):
    number, sweep = works("Tiles"), swept()
    look_at(sweep, number, told="idle")
    reject(number, by=officer, state="active", reason="really_works")
    assert Verdict.objects.get().review is None
    assert not Review.objects.exists()


def test_somebody_sent_unasked_is_waited_for(works, swept, look_at, officer):
    number, sweep = works("Tiles", jobs=7), swept()
    look_at(sweep, number, told="idle")
    send(number, by=officer, go_by=TODAY)
    review = Review.objects.get()
    assert (review.state, review.why, review.weight, review.due) == ("sent", [], 7, TODAY)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"state": "idle"}, "detect.same_state"),
        ({"state": "building"}, "detect.no_such_state"),
        ({"since": date(2024, 8, 13)}, "detect.since_ahead"),
        ({"reason": ""}, "detect.reason_needed"),
        ({"reason": "because"}, "detect.reason_needed"),
        ({"reason": "other"}, "detect.words_needed"),
        ({"reason": "other", "words": "  "}, "detect.words_needed"),
    ],
)
def test_a_rejection_that_says_too_little_is_refused(pipes, officer, told, code):
    said = {"state": "active", "reason": "seasonal", **told}
    assert no(reject, pipes, by=officer, **said) == code
    assert not Verdict.objects.exists()
    assert Review.objects.get().state == "open"


def test_the_since_of_today_and_words_for_other_are_enough(pipes, officer):
    reject(pipes, by=officer, state="active", reason="other", since=TODAY, words="It opened today")
    assert Verdict.objects.get().since == TODAY


@pytest.mark.parametrize("go_by", [None, date(2024, 8, 11)])
def test_nobody_is_sent_into_the_past(pipes, officer, go_by):
    assert no(send, pipes, by=officer, go_by=go_by) == "detect.go_by_needed"


def test_of_a_unit_never_looked_at_there_is_nothing_to_judge(works, officer):
    assert no(confirm, works("New"), by=officer) == "detect.not_looked_at"


def test_a_sweep_about_an_earlier_day_is_not_judged(works, swept, look_at, officer):
    number, now, earlier = works("Tiles"), swept(), swept(latest=False)
    newest = look_at(now, number)
    look_at(earlier, number, "active")
    confirm(number, by=officer)
    assert Verdict.objects.get().look == newest


@pytest.mark.parametrize("person", ["analyst", "steward", "director", "auditor", "citizen"])
def test_only_officers_and_assessors_judge(pipes, person, request):
    somebody = request.getfixturevalue(person)
    for act in (
        lambda: confirm(pipes, by=somebody),
        lambda: reject(pipes, by=somebody, state="active", reason="repairs"),
        lambda: send(pipes, by=somebody, go_by=TODAY),
    ):
        assert no(act) == "ledger.not_allowed"


@pytest.mark.parametrize("number", ["", "x" * 9, "٠١٢٣٤٥٦٧", "99999990"])
def test_what_is_no_unit_is_refused(officer, number, works):
    assert no(confirm, number, by=officer) == "register.no_such_unit"


def test_a_unit_elsewhere_is_no_unit(works, swept, look_at, officer):
    number = works("Glass", province="IR-26")
    look_at(swept(), number)
    assert no(confirm, number, by=officer) == "register.no_such_unit"


def test_who_saw_an_older_look_is_told(pipes, swept, look_at, officer):
    saw = seen(pipes, officer)
    look_at(swept(), pipes, "active", told="idle")
    assert no(confirm, pipes, by=officer, seen=saw) == "detect.looked_again"
    assert not Verdict.objects.exists()


def test_who_saw_it_before_another_judged_is_told(pipes, officer):
    saw = seen(pipes, officer)
    confirm(pipes, by=officer)
    told = {"state": "active", "reason": "seasonal", "seen": saw}
    assert no(reject, pipes, by=officer, **told) == "detect.judged_meanwhile"


def test_who_saw_it_before_somebody_was_sent_is_told(pipes, officer):
    saw = seen(pipes, officer)
    send(pipes, by=officer, go_by=TODAY)
    assert no(confirm, pipes, by=officer, seen=saw) == "detect.sent_meanwhile"


@pytest.mark.parametrize("saw", ["", "x", "0.0", "1.2.3"])
def test_a_form_that_tells_nothing_is_stale(pipes, officer, saw):
    assert no(confirm, pipes, by=officer, seen=saw) == "detect.looked_again"


def test_a_verdict_is_never_changed_nor_taken_away(pipes, officer):
    confirm(pipes, by=officer)
    for change in (
        lambda: Verdict.objects.update(words="otherwise"),
        lambda: Verdict.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()
    assert Verdict.objects.get().words == ""


# Two officers at once


def at_once(*acts):
    """Do acts at one moment, each on a connection of its own; return what they said."""
    start = Barrier(len(acts))

    def do(act):
        try:
            start.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


def refused(said):
    return [each.code for each in said if isinstance(each, Refusal)]


@pytest.fixture
def colleague(officer):
    person = User.objects.create_user(username="colleague", role="assessor")
    Scope.objects.create(user=person, kind="province", code="IR-20")
    return person


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_written_and_the_other_told(pipes, officer, colleague):
    saw = seen(pipes, officer)
    said = at_once(
        lambda: confirm(pipes, by=officer, seen=saw),
        lambda: reject(pipes, by=colleague, state="active", reason="seasonal", seen=saw),
    )
    assert refused(said) == ["detect.judged_meanwhile"]
    (verdict,) = Verdict.objects.all()
    assert Review.objects.get().closed_by_id == verdict.event_id
    assert Event.objects.filter(act="detect.judge").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_press_four_times_is_one_verdict(pipes, officer):
    saw = seen(pipes, officer)
    said = at_once(*[lambda: confirm(pipes, by=officer, seen=saw)] * 4)
    assert refused(said) == ["detect.judged_meanwhile"] * 3
    assert Verdict.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_send_somebody_at_once_unasked_and_one_review_waits(
    works, swept, look_at, officer, colleague
):
    number = works("Tiles")
    look_at(swept(), number, told="idle")
    said = at_once(
        lambda: send(number, by=officer, go_by=TODAY),
        lambda: send(number, by=colleague, go_by=TODAY),
    )
    assert refused(said) == []
    assert (Review.objects.count(), Verdict.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_verdict_waits_for_a_sweep_that_is_ending(pipes, swept, look_at, officer):
    saw = seen(pipes, officer)
    with ThreadPoolExecutor(1) as somebody, transaction.atomic():
        newer = swept()
        look_at(newer, pipes, "active", told="idle")
        open_reviews(newer)
        waits = somebody.submit(at_once, lambda: confirm(pipes, by=officer, seen=saw))
        while not _somebody_waits():
            assert not waits.done()
    assert refused(waits.result()) == ["detect.looked_again"]
    assert (Verdict.objects.count(), Review.objects.get().why) == (0, ["unheard"])


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
