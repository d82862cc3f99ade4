"""Two stewards at one pair: the second is told in words, and nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.register.actions.duplicates import decide
from ehya.register.actions.merging import Seen, merge_records, undo_merge
from ehya.register.actions.units import add_unit
from ehya.register.models import Candidate, Merge, Province, Unit, UnitVersion
from ehya.register.queries.unit import forwarded
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db(transaction=True)
BORN = date(2019, 3, 21)
NEXT_WEEK = date.today() + timedelta(7)


@pytest.fixture
def works(steward):
    """Three records of one works, each likely to be the other two."""
    facts = {"name_fa": "سمنان", "name_en": "Semnan", "sort_key": "1", "lat": 35, "lon": 53}
    Province.objects.get_or_create(iso="IR-20", defaults=facts)
    told = [
        add_unit({"name_fa": f"لوله‌سازی {n}", "province": "IR-20"}, by=steward, on=BORN)
        for n in ("یک", "دو", "سه")
    ]
    units = list(Unit.objects.filter(number__in=told).order_by("pk"))
    for low, high in ((0, 1), (0, 2), (1, 2)):
        Candidate.objects.create(
            one=units[low],
            other=units[high],
            probability=0.9,
            weight=20,
            method="x",
            found_at=timezone.now(),
        )
    return told


@pytest.fixture
def pair(works):
    return Candidate.objects.get(one__number__in=works[:2], other__number__in=works[:2])


def at_once(*acts):
    """Do acts at one moment, each on a connection of its own; return what they said."""
    start = Barrier(len(acts))

    def do(act):
        try:
            start.wait()
            return act()
        except Refusal as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(do, acts))


def no_of(said):
    """The one refusal among the answers, which speaks both languages and names no code."""
    (no,) = [each for each in said if isinstance(each, Refusal)]
    for language in ("en", "fa"):
        told = sentence(no, language)
        assert no.code not in told
        assert "…" not in told
        assert "not_the_same" not in told
    return no.code


def merging(kept, folded, steward):
    return lambda: merge_records(kept, folded, {}, by=steward, reason="یکی")


def standing(numbers):
    rows = UnitVersion.objects.filter(unit__number__in=numbers, known__endswith__isnull=True)
    return sorted(rows.values_list("unit__number", flat=True))


def acts_named(name):
    return Event.objects.filter(act=name).count()


def test_merged_both_ways_at_once_one_record_stays(works, steward):
    one, other, _third = works
    said = at_once(merging(one, other, steward), merging(other, one, steward))
    assert no_of(said) == "register.forwarded"
    assert (Merge.objects.count(), acts_named("register.merge_units")) == (1, 1)
    (kept,) = standing((one, other))
    assert {forwarded(one), forwarded(other)} == {"", kept}


def test_the_same_merge_twice_at_once_is_done_once(works, steward):
    one, other, _third = works
    said = at_once(*[merging(one, other, steward)] * 4)
    assert sum(isinstance(each, int) for each in said) == 1
    assert {no.code for no in said if isinstance(no, Refusal)} == {"register.forwarded"}
    assert (Merge.objects.count(), standing((one, other))) == (1, [one])


def test_merges_in_a_ring_leave_no_ring_of_numbers(works, steward):
    first, second, third = works
    said = at_once(
        merging(first, second, steward),
        merging(second, third, steward),
        merging(third, first, steward),
    )
    done = sum(isinstance(each, int) for each in said)
    assert {no.code for no in said if isinstance(no, Refusal)} <= {"register.forwarded"}
    assert done == Merge.objects.count() == Unit.objects.filter(forwards_to__isnull=False).count()
    assert 1 <= done <= 2
    assert len(standing(works)) == 3 - done
    ends = {forwarded(number) or number for number in works}
    assert sorted(ends) == standing(works)


def test_two_into_one_at_once_are_both_done_when_nobody_looked_before(works, steward):
    kept, one, other = works
    said = at_once(merging(kept, one, steward), merging(kept, other, steward))
    assert sorted(said) == sorted(Merge.objects.values_list("pk", flat=True))
    assert (forwarded(one), forwarded(other), standing(works)) == (kept, kept, [kept])


def test_a_merge_and_a_no_at_once_leave_one_of_them(works, pair, steward):
    one, other, _third = works
    said = at_once(
        merging(one, other, steward),
        lambda: decide(pair.pk, "not_the_same", by=steward, seen="open"),
    )
    assert no_of(said) in ("register.pair_decided", "register.no_such_pair")
    pair.refresh_from_db()
    merged = Merge.objects.count()
    assert pair.state == ("merged" if merged else "not_the_same")
    assert acts_named("register.merge_units") + acts_named("register.decide_duplicate") == 1
    assert len(standing((one, other))) == 2 - merged


def test_two_answers_at_once_leave_the_first(pair, steward):
    said = at_once(
        lambda: decide(pair.pk, "not_the_same", by=steward, seen="open"),
        lambda: decide(pair.pk, "later", until=NEXT_WEEK, by=steward, seen="open"),
    )
    assert no_of(said) == "register.pair_decided"
    assert acts_named("register.decide_duplicate") == 1


def test_put_off_by_two_at_once_the_first_day_holds(pair, steward):
    days = [NEXT_WEEK, NEXT_WEEK + timedelta(1)]
    said = at_once(
        *(
            lambda day=day: decide(pair.pk, "later", until=day, by=steward, seen="open")
            for day in days
        )
    )
    assert no_of(said) == "register.pair_decided"
    pair.refresh_from_db()
    assert pair.look_again_on == days[said.index(None)]


def test_a_merge_undone_by_two_at_once_is_undone_once(works, steward):
    one, other, _third = works
    merge = merge_records(one, other, {}, by=steward, reason="یکی")
    said = at_once(*[lambda: undo_merge(merge, by=steward, reason="دو")] * 2)
    assert no_of(said) == "register.merge_undone"
    assert acts_named("register.undo_merge") == 1
    assert standing((one, other)) == sorted((one, other))


def test_a_no_waits_for_a_merge_that_is_under_way(works, pair, steward):
    one, other, _third = works
    with ThreadPoolExecutor(1) as somebody, transaction.atomic():
        merge_records(one, other, {}, by=steward, reason="یکی")
        waits = somebody.submit(
            at_once, lambda: decide(pair.pk, "not_the_same", by=steward, seen="open")
        )
        while not _somebody_waits():
            assert not waits.done()
    assert no_of(waits.result()) == "register.pair_decided"
    assert Candidate.objects.get(pk=pair.pk).state == "merged"


def test_who_merges_a_pair_put_off_meanwhile_is_told(works, pair, steward):
    one, other, _third = works
    newest = dict(UnitVersion.objects.values_list("unit__number", F("pk")))
    decide(pair.pk, "later", until=NEXT_WEEK, by=steward)
    looked = Seen(newest[one], newest[other], "open")
    said = at_once(
        lambda: merge_records(one, other, {}, by=steward, reason="یکی", seen=looked),
    )
    assert no_of(said) == "register.pair_decided"
    assert not Merge.objects.exists()


def _somebody_waits():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
