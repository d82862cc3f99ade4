from datetime import date, timedelta

import pytest
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.scopes import ALL
from ehya.register.actions.duplicates import decide
from ehya.register.actions.merging import Seen, merge_records, undo_merge
from ehya.register.actions.particulars import add_contact, add_identifier, erase_contact
from ehya.register.actions.units import add_unit, change_unit
from ehya.register.models import Candidate, Contact, Identifier, Merge, Province, Unit
from ehya.register.queries.unit import forwarded
from ehya.register.queries.within import Moment, units_at

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 21)
LATER = date(2022, 3, 21)


@pytest.fixture(autouse=True)
def semnan(db):
    told = {"name_fa": "سمنان", "sort_key": "1", "lat": 35, "lon": 53}
    return Province.objects.get_or_create(iso="IR-20", defaults={"name_en": "Semnan", **told})[0]


@pytest.fixture
def add(steward):
    def one(name="لوله‌سازی نمونه", on=BORN, **facts):
        return add_unit({"name_fa": name, "province": "IR-20", **facts}, by=steward, on=on)

    return one


def told(number, as_of, known_at=None):
    rows = units_at(Moment(as_of, known_at or timezone.now()), ALL).filter(unit__number=number)
    return rows.first()


def content(number, as_of, known_at=None):
    row = told(number, as_of, known_at)
    skip = ("id", "known", "event_id", "valid", "words")
    return row and {
        f.attname: getattr(row, f.attname) for f in row._meta.fields if f.attname not in skip
    }


def refused(code):
    return pytest.raises(Refusal, match=code)


def test_the_folded_number_leads_to_the_kept_unit(add, steward):
    kept, folded = add(), add("لوله سازی نمونه")
    merge_records(kept, folded, {}, by=steward, reason="یک کارگاه")
    assert forwarded(folded) == kept
    assert told(folded, LATER) is None
    assert told(kept, LATER).name_fa == "لوله‌سازی نمونه"


def test_facts_are_taken_from_the_record_they_were_chosen_from(add, steward):
    kept = add(status="active", insured_jobs=10, lat=35.5, lon=53.5)
    folded = add("نمونه", status="idle", insured_jobs=12, lat=35.6, lon=53.6)
    chosen = {"status": "folded", "coordinates": "folded"}
    merge_records(kept, folded, chosen, by=steward, reason="یکی")
    now = told(kept, LATER)
    assert (now.status, now.insured_jobs, now.lat, now.lon) == ("idle", 10, 35.6, 53.6)


def test_a_time_of_which_only_the_folded_record_told_is_believed(add, steward):
    kept, folded = add(on=LATER), add("پیش از آن", on=BORN)
    merge_records(kept, folded, {}, by=steward, reason="یکی")
    assert told(kept, date(2020, 1, 1)).name_fa == "پیش از آن"
    assert told(kept, LATER).name_fa == "لوله‌سازی نمونه"


def test_asked_as_known_before_the_merge_both_are_told(add, steward):
    kept, folded = add(), add("دیگری")
    before = timezone.now()
    merge_records(kept, folded, {"name_fa": "folded"}, by=steward, reason="یکی")
    assert told(kept, LATER, before).name_fa == "لوله‌سازی نمونه"
    assert told(folded, LATER, before).name_fa == "دیگری"


def test_numbers_and_contacts_go_along_and_come_back(add, steward):
    kept, folded = add(), add("دیگری")
    add_identifier(kept, "gas", "112233445566", by=steward)
    add_identifier(folded, "gas", "112233445566", by=steward)
    add_identifier(folded, "permit", "77", by=steward)
    add_contact(folded, "phone", "02333334444", by=steward)
    merge = merge_records(kept, folded, {}, by=steward, reason="یکی")
    assert _numbers(kept) == {("gas", "112233445566"), ("permit", "77")}
    assert (_numbers(folded), _phones(kept), _phones(folded)) == (set(), ["02333334444"], [])
    undo_merge(merge, by=steward, reason="دو کارگاه")
    assert (_numbers(kept), _numbers(folded)) == (
        {("gas", "112233445566")},
        {("gas", "112233445566"), ("permit", "77")},
    )
    assert (_phones(kept), _phones(folded)) == ([], ["02333334444"])


def test_undone_a_merge_leaves_both_as_they_were(add, steward):
    kept, folded = add(status="active"), add("دیگری", on=LATER, status="idle")
    days = [BORN, LATER - timedelta(1), LATER, date.today()]
    before = [(content(kept, day), content(folded, day)) for day in days]
    merge = merge_records(kept, folded, {"name_fa": "folded"}, by=steward, reason="یکی")
    merged = timezone.now()
    undo_merge(merge, by=steward, reason="دو کارگاه")
    assert [(content(kept, day), content(folded, day)) for day in days] == before
    assert told(kept, LATER, merged).name_fa == "دیگری"
    assert forwarded(folded) == ""


def test_what_was_told_since_the_merge_stays_with_the_kept_unit(add, steward):
    kept, folded = add(status="active", insured_jobs=10), add("دیگری", status="idle")
    merge = merge_records(kept, folded, {"name_fa": "folded"}, by=steward, reason="یکی")
    change_unit(kept, {"insured_jobs": 15}, happened_on=LATER, by=steward)
    undo_merge(merge, by=steward, reason="دو کارگاه")
    now, then = told(kept, LATER), told(kept, BORN)
    assert (now.name_fa, now.insured_jobs) == ("لوله‌سازی نمونه", 15)
    assert (then.name_fa, then.insured_jobs) == ("لوله‌سازی نمونه", 10)


def test_an_erased_contact_does_not_come_back(add, steward):
    kept, folded = add(), add("دیگری")
    add_contact(folded, "mobile", "09120000000", by=steward)
    merge = merge_records(kept, folded, {}, by=steward, reason="یکی")
    row = Contact.objects.get(unit__number=kept, known__endswith__isnull=True)
    erase_contact(kept, row.pk, by=steward, reason="خواست صاحب آن")
    undo_merge(merge, by=steward, reason="دو کارگاه")
    assert not Contact.objects.exclude(value="").exists()


def test_a_chain_of_merges_leads_to_its_end_and_is_undone_from_there(add, steward):
    first, second, third = add("یک"), add("دو"), add("سه")
    one = merge_records(second, first, {}, by=steward, reason="یکی")
    two = merge_records(third, second, {"name_fa": "folded"}, by=steward, reason="یکی")
    assert forwarded(first) == third
    with refused("register.undo_later_first"):
        undo_merge(one, by=steward, reason="نه")
    undo_merge(two, by=steward, reason="نه")
    assert forwarded(first) == second
    undo_merge(one, by=steward, reason="نه")
    names = [told(number, LATER).name_fa for number in (first, second, third)]
    assert names == ["یک", "دو", "سه"]


def test_of_two_merges_into_one_unit_the_later_is_undone_first(add, steward):
    kept, one, two = add("یک"), add("دو"), add("سه")
    first = merge_records(kept, one, {}, by=steward, reason="یکی")
    merge_records(kept, two, {}, by=steward, reason="یکی")
    with refused("register.undo_later_first"):
        undo_merge(first, by=steward, reason="نه")


def test_a_merge_is_undone_once(add, steward):
    merge = merge_records(add(), add("دیگری"), {}, by=steward, reason="یکی")
    undo_merge(merge, by=steward, reason="نه")
    with refused("register.merge_undone"):
        undo_merge(merge, by=steward, reason="نه")


def test_a_unit_changed_since_it_was_seen_is_not_merged(add, steward):
    kept, folded = add(), add("دیگری")
    seen = Seen(told(kept, LATER).pk, told(folded, LATER).pk)
    change_unit(folded, {"status": "idle"}, happened_on=LATER, by=steward)
    with refused("register.moved_on"):
        merge_records(kept, folded, {}, by=steward, reason="یکی", seen=seen)


def test_what_somebody_keeps_apart_is_not_merged_until_they_take_that_back(add, steward):
    kept, folded = add(), add("دیگری")
    low, high = Unit.objects.filter(number__in=(kept, folded)).order_by("pk")
    pair = Candidate.objects.create(
        one=low, other=high, probability=0.9, weight=20, method="x", found_at=timezone.now()
    )
    decide(pair.pk, "not_the_same", by=steward)
    with refused("register.pair_decided"):
        merge_records(kept, folded, {}, by=steward, reason="یکی")
    decide(pair.pk, "open", by=steward)
    merge_records(kept, folded, {}, by=steward, reason="یکی")
    assert forwarded(folded) == kept


def test_a_folded_unit_is_not_merged_again(add, steward):
    kept, folded, third = add(), add("دیگری"), add("سوم")
    merge_records(kept, folded, {}, by=steward, reason="یکی")
    with refused("register.forwarded"):
        merge_records(third, folded, {}, by=steward, reason="یکی")


def test_a_unit_is_not_merged_with_itself(add, steward):
    number = add()
    with refused("register.merge_with_itself"):
        merge_records(number, number, {}, by=steward, reason="یکی")


def test_a_made_up_unit_is_not_merged_with_a_real_one(add, steward):
    kept, folded = add(), add("دیگری")
    Unit.objects.filter(number=folded).update(synthetic=True)
    with refused("register.merge_synthetic"):
        merge_records(kept, folded, {}, by=steward, reason="یکی")


def test_a_merge_that_leaves_no_name_is_refused(add, steward):
    kept = add_unit({"name_en": "Sample", "province": "IR-20"}, by=steward, on=BORN)
    with refused("register.no_name"):
        merge_records(kept, add(), {"name_en": "folded"}, by=steward, reason="یکی")


def test_merging_needs_a_reason_and_a_steward(add, steward, officer):
    kept, folded = add(), add("دیگری")
    with refused("ledger.reason_needed"):
        merge_records(kept, folded, {}, by=steward, reason=" ")
    with refused("ledger.not_allowed"):
        merge_records(kept, folded, {}, by=officer, reason="یکی")
    assert not Merge.objects.exists()


def test_merge_and_undo_are_events_on_the_kept_unit(add, steward):
    kept, folded = add(), add("دیگری")
    merge = merge_records(kept, folded, {"status": "folded"}, by=steward, reason="یک کارگاه")
    undo_merge(merge, by=steward, reason="دو کارگاه")
    acts = Event.objects.filter(on_kind="unit", on_key=kept).order_by("position")
    assert [act.act for act in acts][1:] == ["register.merge_units", "register.undo_merge"]
    assert [act.reason for act in acts][1:] == ["یک کارگاه", "دو کارگاه"]


def _numbers(number):
    rows = Identifier.objects.filter(unit__number=number, known__endswith__isnull=True)
    return set(rows.values_list("scheme", "value"))


def _phones(number):
    rows = Contact.objects.filter(unit__number=number, known__endswith__isnull=True)
    return list(rows.values_list("value", flat=True))
