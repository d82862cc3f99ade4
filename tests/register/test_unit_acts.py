from datetime import date, timedelta

import pytest
from django.utils import timezone

from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import ALL
from ehya.register.actions.imports import apply, import_units
from ehya.register.actions.particulars import (
    add_contact,
    add_identifier,
    end_identifier,
    erase_contact,
)
from ehya.register.actions.successions import merge_units_in_the_world, split_unit
from ehya.register.actions.units import add_unit, change_unit, correct_unit
from ehya.register.models import Contact, ImportRow, Province, UnitVersion
from ehya.register.queries.unit import timeline, unit_told
from ehya.register.queries.within import Moment

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 21)
FACTS = {"name_fa": "لوله‌سازی نمونه", "name_en": "Sample Pipe Works", "province": "IR-20"}


@pytest.fixture(autouse=True)
def places(db):
    for iso, name_en, name_fa in (("IR-20", "Semnan", "سمنان"), ("IR-28", "Qazvin", "قزوین")):
        Province.objects.get_or_create(
            iso=iso,
            defaults={
                "name_en": name_en,
                "name_fa": name_fa,
                "sort_key": name_en,
                "lat": 35,
                "lon": 52,
            },
        )


@pytest.fixture
def number(steward):
    return add_unit({**FACTS, "status": "active", "insured_jobs": "۶۴"}, by=steward, on=BORN)


def told(number, as_of=None, known_at=None):
    moment = Moment(as_of or date.today(), known_at or timezone.now())
    return unit_told(number, moment, ALL, contacts=True)


def steps(number):
    unit = told(number).now.unit
    return [
        (step.what.removeprefix("register."), step.correction)
        for step in timeline(unit, timezone.now())
    ]


def refused(code):
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


def test_a_unit_gets_a_number_that_proves_itself(number):
    assert len(number) == 8
    assert told(number).now.insured_jobs == 64
    event = Event.objects.get(act="register.add_unit")
    assert (event.on_key, event.after["insured_jobs"]) == (number, 64)


def test_a_change_holds_from_its_day_on_and_not_before(number, steward):
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward)
    assert told(number, date(2021, 12, 31)).now.status == "active"
    assert told(number, date(2022, 1, 1)).now.status == "idle"


def test_a_change_told_late_goes_on_through_a_later_change_of_something_else(number, steward):
    change_unit(number, {"name_en": "New Pipes"}, happened_on=date(2023, 1, 1), by=steward)
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward)
    now = told(number).now
    assert (now.name_en, now.status) == ("New Pipes", "idle")


def test_a_change_told_late_stops_where_the_same_fact_changed_again(number, steward):
    change_unit(number, {"status": "gone"}, happened_on=date(2023, 1, 1), by=steward)
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward)
    assert told(number, date(2022, 6, 1)).now.status == "idle"
    assert told(number, date(2023, 6, 1)).now.status == "gone"


def test_a_correction_reaches_as_far_back_as_the_wrong_value_stood(number, steward):
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward)
    correct_unit(number, {"name_en": "Sample Pipes"}, by=steward, reason="A letter was wrong.")
    assert told(number, BORN).now.name_en == told(number).now.name_en == "Sample Pipes"
    assert told(number, BORN).now.status == "active"


def test_what_was_known_before_a_correction_stays(number, steward):
    before = timezone.now()
    correct_unit(number, {"name_en": "Sample Pipes"}, by=steward, reason="A letter was wrong.")
    assert told(number, known_at=before).now.name_en == "Sample Pipe Works"


def test_the_event_says_what_was_and_what_is_and_why(number, officer):
    correct_unit(number, {"insured_jobs": 46}, by=officer, reason="Digits were turned round.")
    event = Event.objects.get(act="register.correct_unit")
    assert (event.before, event.after) == ({"insured_jobs": 64}, {"insured_jobs": 46})
    assert (event.by, event.reason) == (officer, "Digits were turned round.")


@pytest.mark.parametrize(
    ("changes", "act"),
    [
        ({"name_en": "Other"}, "register.rename_unit"),
        ({"address": "Block 4"}, "register.move_unit"),
        ({"ownership": "private"}, "register.change_ownership"),
        ({"status": "idle", "insured_jobs": 3}, "register.change_unit"),
    ],
)
def test_a_change_is_called_by_what_changed(number, steward, changes, act):
    change_unit(number, changes, happened_on=date(2022, 1, 1), by=steward)
    assert Event.objects.order_by("-position")[0].act == act


@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ({"status": "active"}, {}, "register.nothing_changed"),
        ({"status": "asleep"}, {}, "register.bad_value"),
        ({"insured_jobs": "-3"}, {}, "register.bad_value"),
        ({"insured_jobs": "many"}, {}, "register.bad_value"),
        ({"licensed_capacity": "nan"}, {}, "register.bad_value"),
        ({"isic": "x"}, {}, "register.no_such_isic"),
        ({"isic": "C"}, {}, "register.bad_value"),
        ({"lat": "35"}, {}, "register.half_a_place"),
        ({"licensed_capacity": "30"}, {}, "register.capacity_without_unit"),
        ({"name_fa": "", "name_en": ""}, {}, "register.no_name"),
        ({"name_en": "x" * 201}, {}, "register.too_long"),
        ({"province": "IR-99"}, {}, "register.no_such_place"),
        ({"province": ""}, {}, "register.no_province"),
        ({"colour": "red"}, {}, "register.no_such_fact"),
        ({"status": "idle"}, {"happened_on": BORN - timedelta(1)}, "register.before_unit"),
        ({"status": "idle"}, {"happened_on": date(9999, 1, 1)}, "register.day_to_come"),
        ({"status": "idle"}, {"seen": 1_000_000_000}, "register.moved_on"),
    ],
)
def test_a_senseless_change_is_refused_and_writes_nothing(number, steward, changes, more, code):
    rows, events = UnitVersion.objects.count(), Event.objects.count()
    with refused(code):
        change_unit(number, changes, **{"happened_on": date(2022, 1, 1), "by": steward, **more})
    assert (UnitVersion.objects.count(), Event.objects.count()) == (rows, events)


def test_a_correction_without_a_reason_is_refused(number, steward):
    with refused("ledger.reason_needed"):
        correct_unit(number, {"name_en": "Other"}, by=steward, reason="  ")


def test_an_officer_changes_units_of_the_own_province_only(steward, officer):
    elsewhere = add_unit({**FACTS, "province": "IR-28"}, by=steward, on=BORN)
    with refused("register.no_such_unit"):
        change_unit(elsewhere, {"status": "idle"}, happened_on=date(2022, 1, 1), by=officer)
    with refused("register.outside_scope"):
        add_unit({**FACTS, "province": "IR-28"}, by=officer, on=BORN)


def test_an_officer_does_not_move_a_unit_out_of_sight(number, officer):
    with refused("register.outside_scope"):
        change_unit(number, {"province": "IR-28"}, happened_on=date(2022, 1, 1), by=officer)


def test_who_may_not_change_is_refused(number, analyst):
    for act in (
        lambda: change_unit(number, {"status": "idle"}, happened_on=BORN, by=analyst),
        lambda: correct_unit(number, {"status": "idle"}, by=analyst, reason="why"),
        lambda: add_unit(FACTS, by=analyst, on=BORN),
    ):
        with refused("ledger.not_allowed"):
            act()


def test_two_acts_on_one_sheet_the_second_hears_that_it_is_stale(number, steward):
    seen = told(number).seen
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward, seen=seen)
    with refused("register.moved_on"):
        change_unit(number, {"size": "small"}, happened_on=date(2022, 1, 1), by=steward, seen=seen)


def test_an_identifier_comes_and_goes_on_both_clocks(number, steward):
    add_identifier(number, "electricity", "۹۹۸۵۲۳۵۴۰۴۱۲۴", by=steward, first=date(2020, 1, 1))
    row = told(number).identifiers[0]
    assert row.value == "9985235404124"
    end_identifier(number, row.pk, by=steward, ended_on=date(2022, 1, 1))
    (row,) = told(number).identifiers
    assert row.valid.upper == date(2022, 1, 1)
    with refused("register.identifier_held"):
        add_identifier(number, "electricity", "9985235404124", by=steward)


@pytest.mark.parametrize("fact", ["licensed_jobs", "insured_jobs"])
@pytest.mark.parametrize("value", ["1e400", "1" * 400, "-1", "0.5", "1000000001"])
def test_a_count_that_cannot_be_is_refused_however_large(number, steward, fact, value):
    with refused("register.bad_value"):
        change_unit(number, {fact: value}, happened_on=date(2022, 1, 1), by=steward)


def test_an_erased_contact_is_gone_from_the_past_too_and_from_its_event(number, steward):
    add_contact(number, "mobile", "0912 000 0000", by=steward)
    before = timezone.now()
    (row,) = told(number).contacts
    erase_contact(number, row.pk, by=steward, reason="The person asked.")
    assert told(number).contacts == told(number, known_at=before).contacts == ()
    assert Contact.objects.get().value == ""
    assert not Event.objects.filter(after__icontains="0912").exists()
    assert ("erase_contact", False) in steps(number)


def test_an_erased_contact_is_forgotten_by_rows_that_are_on_their_way(number, steward, tmp_path):
    add_contact(number, "mobile", "09120000000", by=steward)
    sheet = tmp_path / "units.csv"
    sheet.write_text(f"Ehya number,Mobile telephone,Product\n{number},09120000000,Pipes\n")
    waiting = import_units(sheet, by=steward, dry_run=True).imported
    assert ImportRow.objects.get().mobile == "09120000000"
    (row,) = told(number).contacts
    erase_contact(number, row.pk, by=steward, reason="The person asked.")
    assert ImportRow.objects.get().mobile is None
    apply(waiting, by=steward)
    assert (told(number).now.product, told(number).contacts) == ("Pipes", ())


def test_a_split_leaves_a_chain_on_both_sides(number, steward):
    (part,) = split_unit(
        number, [{"name_en": "Pipe Fittings"}], happened_on=date(2022, 1, 1), by=steward
    )
    assert told(number).after[0].after.number == part
    assert told(part).before[0].before.number == number
    assert told(part).now.province_id == "IR-20"
    assert told(number).now.status == "active"


def test_what_is_counted_is_not_counted_twice_after_a_split(number, steward):
    counted = {"insured_jobs": 40, "licensed_capacity": 900, "capacity_unit": "tonne"}
    change_unit(number, counted, happened_on=date(2021, 1, 1), by=steward)
    parts = [{"name_en": "Pipe Fittings"}, {"name_en": "Pipe Coating", "insured_jobs": 12}]
    parts = split_unit(number, parts, happened_on=date(2022, 1, 1), by=steward)
    assert [told(part).now.insured_jobs for part in parts] == [None, 12]
    assert [told(part).now.licensed_capacity for part in parts] == [None, None]
    assert told(number).now.insured_jobs == 40


def test_firms_that_become_one_leave_the_first_and_end_the_others(number, steward):
    other = add_unit({**FACTS, "name_en": "Other Works"}, by=steward, on=BORN)
    merge_units_in_the_world(
        [number, other], {"name_en": "United Works"}, happened_on=date(2022, 1, 1), by=steward
    )
    assert told(number).now.name_en == "United Works"
    assert told(other).now.status == "gone"
    assert told(other).after[0].after.number == number
    assert told(other, date(2021, 1, 1)).now.status == ""


def test_a_unit_does_not_merge_with_itself(number, steward):
    with refused("register.merge_of_one"):
        merge_units_in_the_world([number, number], {}, happened_on=BORN, by=steward)


def test_the_timeline_tells_changes_from_corrections_in_the_order_of_the_world(number, steward):
    correct_unit(number, {"insured_jobs": 46}, by=steward, reason="Digits were turned round.")
    change_unit(number, {"status": "idle"}, happened_on=date(2022, 1, 1), by=steward)
    assert steps(number) == [
        ("add_unit", False),
        ("correct_unit", True),
        ("change_unit", False),
    ]


def test_a_unit_out_of_sight_is_as_if_it_were_not(number, officer):
    from ehya.ledger.scopes import Sight

    moment = Moment(date.today(), timezone.now())
    assert unit_told(number, moment, sight_of(officer), contacts=False)
    with refused("register.no_such_unit"):
        unit_told(number, moment, Sight(provinces=frozenset({"IR-28"})), contacts=False)


def test_before_its_first_day_a_unit_is_not_told_of(number):
    with refused("register.not_then"):
        told(number, BORN - timedelta(1))
