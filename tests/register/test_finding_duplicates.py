from datetime import date, timedelta

import pytest
from django.db.models import Func, Value
from django.db.models.functions import Lower
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Run
from ehya.ledger.queries import known_by_now, sight_of
from ehya.register.actions.duplicates import decide, find_candidates, find_in_import
from ehya.register.actions.merging import merge_records, undo_merge
from ehya.register.actions.particulars import add_contact, add_identifier
from ehya.register.actions.units import add_unit
from ehya.register.models import Candidate, Import, Province, ReceivedFile, Unit
from ehya.register.queries import duplicates
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db
BORN, TODAY = date(2019, 3, 21), date(2024, 8, 12)
STRANGERS = ("کاشی آفتاب", "نساجی مهر", "قند دشت", "چرم بلوط", "آجر کویر", "شیشه نور")


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = None


@pytest.fixture(autouse=True)
def provinces(db):
    for iso, en, fa in (("IR-20", "Semnan", "سمنان"), ("IR-28", "Qazvin", "قزوین")):
        told = {"name_en": en, "name_fa": fa, "sort_key": en, "lat": 35, "lon": 53}
        Province.objects.get_or_create(iso=iso, defaults=told)


@pytest.fixture
def add(steward):
    def one(name="لوله‌سازی البرز نمونه", province="IR-20", **facts):
        return add_unit({"name_fa": name, "province": province, **facts}, by=steward, on=BORN)

    return one


@pytest.fixture
def twins(add, steward):
    """One works told twice, with one telephone, among strangers."""
    for name in STRANGERS:
        add(name)
    two = add(), add("شرکت لوله سازی البرز نمونه (سهامی خاص)")
    for number in two:
        add_contact(number, "phone", "02333334444", by=steward)
    return two


def queue(person):
    return duplicates.queue(
        moment=Moment(date.today(), known_by_now()), sight=sight_of(person), today=date.today()
    )


def refused(code):
    return pytest.raises(Refusal, match=code)


def test_one_works_told_twice_is_found_with_its_reasons(twins, steward):
    found = find_candidates(by=steward)
    assert (found.units, found.pairs, found.added) == (8, 1, 1)
    (pair,) = queue(steward).pairs
    assert (pair.one.unit.number, pair.other.unit.number) == tuple(sorted(twins))
    levels = {reason["what"]: reason["level"] for reason in pair.candidate.reasons}
    assert levels["name"] == "same"
    assert levels["contact"] == "same_phone"
    assert pair.candidate.probability > 0.9


def test_to_search_again_changes_nothing(twins, steward):
    find_candidates(by=steward)
    before = Candidate.objects.get()
    again = find_candidates(by=steward)
    assert (again.pairs, again.added, again.renewed, again.dropped) == (1, 0, 0, 0)
    assert Candidate.objects.get().found_at == before.found_at


def test_after_an_import_only_pairs_with_a_new_unit_are_looked_for(twins, add, steward):
    third = add("لوله سازی البرز نمونه")
    for number in (*twins, third):
        add_identifier(number, "permit", "20-3311", by=steward)
    new = Unit.objects.get(number=third).pk
    found = find_candidates(by=steward, only=[new])
    assert (found.pairs, Candidate.objects.count()) == (2, 2)
    assert all(new in (row.one_id, row.other_id) for row in Candidate.objects.all())


def test_what_somebody_decided_is_not_asked_again(twins, steward):
    find_candidates(by=steward)
    decide(Candidate.objects.get().pk, "not_the_same", by=steward, reason="دو برادر")
    find_candidates(by=steward)
    assert queue(steward).pairs == ()
    assert Candidate.objects.get().state == "not_the_same"


def test_stronger_evidence_asks_again(twins, steward):
    find_candidates(by=steward)
    decide(Candidate.objects.get().pk, "not_the_same", by=steward)
    for number in twins:
        add_identifier(number, "permit", "20-3311", by=steward)
    found = find_candidates(by=steward)
    assert (found.added, found.renewed) == (0, 1)
    assert Candidate.objects.get().state == "open"


def test_a_pair_put_off_comes_back_on_its_day(twins, steward):
    find_candidates(by=steward)
    key, day = Candidate.objects.get().pk, date.today() + timedelta(30)
    decide(key, "later", by=steward, until=day)
    assert queue(steward).waiting == 0
    waiting = duplicates.waiting_pairs(day)
    assert [row.pk for row in waiting] == [key]


def test_to_put_off_needs_a_day_to_come(twins, steward):
    find_candidates(by=steward)
    for until in (None, date.today()):
        with refused("register.later_needs_a_day"):
            decide(Candidate.objects.get().pk, "later", by=steward, until=until)


def test_a_decision_may_be_taken_back(twins, steward):
    find_candidates(by=steward)
    key = Candidate.objects.get().pk
    decide(key, "not_the_same", by=steward)
    decide(key, "open", by=steward)
    assert queue(steward).waiting == 1
    with refused("register.pair_decided"):
        decide(key, "open", by=steward)


def test_merged_the_pair_leaves_the_queue_and_undone_it_returns(twins, steward):
    find_candidates(by=steward)
    merge = merge_records(*twins, {}, by=steward, reason="یکی")
    assert (queue(steward).pairs, find_candidates(by=steward).pairs) == ((), 0)
    assert Candidate.objects.get().state == "merged"
    undo_merge(merge, by=steward, reason="نه")
    assert queue(steward).waiting == 1


def test_a_pair_of_which_one_side_is_out_of_sight_is_not_shown(add, steward, officer):
    for name in STRANGERS:
        add(name)
    for province in ("IR-20", "IR-28"):
        number = add(province=province)
        add_identifier(number, "permit", "20-3311", by=steward)
    find_candidates(by=steward)
    assert queue(steward).waiting == 1
    assert queue(officer).waiting == 0
    with refused("register.no_such_pair"):
        duplicates.pair(
            Candidate.objects.get().pk,
            moment=Moment(date.today(), known_by_now()),
            sight=sight_of(officer),
        )


def test_an_undecided_pair_that_is_no_longer_likely_is_taken_away(twins, steward):
    find_candidates(by=steward)
    low, high = Unit.objects.order_by("pk")[:2]
    Candidate.objects.create(
        one=low, other=high, probability=0.6, weight=1.0, method="x", found_at=known_by_now()
    )
    assert find_candidates(by=steward).dropped == 1
    assert Candidate.objects.count() == 1


def test_a_search_is_a_run_with_its_method_and_rules(twins, steward):
    find_candidates(by=steward)
    run = Run.objects.get()
    assert (run.method, run.settings["units"]) == ("register.duplicates/3", 8)


def test_a_citizen_does_not_search_and_an_analyst_does_not_decide(twins, citizen, analyst, steward):
    with refused("ledger.not_allowed"):
        find_candidates(by=citizen)
    find_candidates(by=steward)
    with refused("ledger.not_allowed"):
        decide(Candidate.objects.get().pk, "not_the_same", by=analyst)


def test_a_name_in_the_other_script_and_a_name_written_as_one_word_are_found(add, steward):
    for name in STRANGERS:
        add(name)
    first = add("لبنیات آفتاب نمونه")
    second = add("لبنیاتآفتابنمونه")
    third = add_unit(
        {"name_en": "Aftab Nemune Labaniyat", "province": "IR-20"}, by=steward, on=BORN
    )
    for number in (first, second, third):
        add_contact(number, "mobile", "09120000000", by=steward)
    find_candidates(by=steward)
    ids = dict(Unit.objects.values_list("number", "pk"))
    found = {(row.one_id, row.other_id): row.reasons for row in Candidate.objects.all()}
    levels = {
        pair: next(r["level"] for r in told if r["what"] == "name") for pair, told in found.items()
    }
    assert levels[ids[first], ids[second]] == "same"
    assert levels[ids[first], ids[third]] == "same_sound"


def test_the_units_of_a_file_are_compared_with_all_others(twins, steward):
    file = ReceivedFile.objects.create(
        sha256="0" * 64, name="units.csv", size_bytes=1, by=steward, at=timezone.now()
    )
    told = Import.objects.create(file=file, by=steward, begun=timezone.now(), as_of=BORN)
    assert find_in_import(told.pk, by=steward) is None
    row = Unit.objects.get(number=twins[1]).versions.get()
    row.pk, row.file = None, file
    Unit.objects.get(number=twins[1]).versions.update(
        known=Func(Lower("known"), Value(timezone.now()), function="tstzrange")
    )
    row.known = (timezone.now(), None)
    row.save(force_insert=True)
    found = find_in_import(told.pk, by=steward)
    assert (found.pairs, found.added) == (1, 1)
