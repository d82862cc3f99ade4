"""A file tells of a day: what held before, between and after stays as it was told.

The set-based writing in SQL is judged by `history`, which works one unit out, step by step.
"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ehya.engine.refusal import Refusal
from ehya.ledger.actions import the_house
from ehya.register.actions import history
from ehya.register.actions.history import Stretch
from ehya.register.actions.imports import import_units
from ehya.register.actions.places import load_places
from ehya.register.models import Identifier, Unit, UnitVersion

pytestmark = pytest.mark.django_db
SPRING, SUMMER, AUTUMN = date(2023, 3, 21), date(2023, 6, 22), date(2023, 9, 23)


@pytest.fixture(autouse=True)
def places(db):
    load_places(by=the_house())


@pytest.fixture
def tell(tmp_path, steward):
    """Hand in one row about unit 101, as of a day."""

    def told(day, meaning="change", **facts):
        row = {"permit": "101", **facts}
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        path.write_text(",".join(row) + "\n" + ",".join(map(str, row.values())), "utf-8")
        return import_units(path, by=steward, as_of=day, meaning=meaning)

    return told


def stretches(*facts):
    rows = UnitVersion.objects.filter(known__endswith__isnull=True).order_by("valid")
    return [(r.valid.lower, r.valid.upper, *(getattr(r, fact) for fact in facts)) for r in rows]


def born(tell, **facts):
    tell(SPRING, name_fa="فولاد", province="Semnan", **facts)


def test_a_change_leaves_the_days_before_it_as_they_were(tell):
    born(tell, status="active")
    tell(AUTUMN, status="idle")

    assert stretches("status") == [(SPRING, AUTUMN, "active"), (AUTUMN, None, "idle")]


def test_a_change_told_late_holds_until_the_next_known_change_of_the_same_fact(tell):
    born(tell, status="active")
    tell(AUTUMN, status="idle")
    tell(SUMMER, status="semi_active")

    assert stretches("status") == [
        (SPRING, SUMMER, "active"),
        (SUMMER, AUTUMN, "semi_active"),
        (AUTUMN, None, "idle"),
    ]


def test_a_change_told_late_goes_on_past_changes_of_other_facts(tell):
    born(tell, status="active", insured_jobs=10)
    tell(AUTUMN, status="idle")
    tell(SUMMER, insured_jobs=12)

    assert stretches("status", "insured_jobs") == [
        (SPRING, SUMMER, "active", 10),
        (SUMMER, AUTUMN, "active", 12),
        (AUTUMN, None, "idle", 12),
    ]


def test_a_correction_reaches_as_far_as_the_wrong_value_stood(tell):
    born(tell, status="active", insured_jobs=10)
    tell(SUMMER, status="semi_active")
    tell(AUTUMN, insured_jobs=20)
    tell(SUMMER, meaning="correction", insured_jobs=11)

    assert stretches("status", "insured_jobs") == [
        (SPRING, SUMMER, "active", 11),
        (SUMMER, AUTUMN, "semi_active", 11),
        (AUTUMN, None, "semi_active", 20),
    ]


def test_what_was_known_before_can_still_be_asked_for(tell):
    born(tell, insured_jobs=10)
    before = UnitVersion.objects.get().known.lower
    tell(SPRING, meaning="correction", insured_jobs=11)

    told = UnitVersion.objects.get(known__contains=before, valid__contains=SUMMER)
    assert told.insured_jobs == 10
    assert stretches("insured_jobs") == [(SPRING, None, 11)]


def test_a_day_before_the_unit_is_refused(tell):
    born(tell, insured_jobs=10)

    report = tell(SPRING - timedelta(days=1), insured_jobs=3)
    assert (report.state, report.refused) == ("refused", 1)


def test_a_dash_empties_and_an_empty_cell_says_nothing(tell):
    born(tell, insured_jobs=10, product="ورق", gas="")
    tell(AUTUMN, insured_jobs="-", product="")

    assert stretches("insured_jobs", "product") == [
        (SPRING, AUTUMN, 10, "ورق"),
        (AUTUMN, None, None, "ورق"),
    ]


def test_a_unit_that_moves_to_another_province_leaves_its_county_behind(tell):
    born(tell, county="Semnan")
    tell(AUTUMN, province="Qom")

    assert stretches("province_id", "county_id")[1][2:] == ("IR-25", None)


def test_a_new_permit_takes_the_old_ones_place_from_its_day_on(tell, tmp_path, steward):
    born(tell)
    number = Unit.objects.get().number
    path = tmp_path / "permit.csv"
    path.write_text(f"number,permit\n{number},102\n", "utf-8")
    import_units(path, by=steward, as_of=AUTUMN)

    open_rows = Identifier.objects.filter(known__endswith__isnull=True).order_by("valid")
    assert [(i.value, i.valid.lower, i.valid.upper) for i in open_rows] == [
        ("101", SPRING, AUTUMN),
        ("102", AUTUMN, None),
    ]


DAYS = [SPRING + timedelta(days=30 * n) for n in range(6)]
TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(["change", "correction"]),
        st.fixed_dictionaries(
            {},
            optional={
                "status": st.sampled_from(["active", "idle", "gone"]),
                "insured_jobs": st.integers(0, 3),
                "product": st.sampled_from(["a", "b"]),
            },
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=repr,  # the same file once more is known already, and tells nothing
)
EMPTY = {"status": "", "insured_jobs": None, "product": ""}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TELLINGS)
def test_the_set_based_writing_agrees_with_the_step_by_step_one(tell, tellings):
    name = f"unit{Unit.objects.count()}"
    permit = str(1000 + Unit.objects.count())
    tell(DAYS[0], permit=permit, name_fa=name, province="Semnan", status="active")
    unit = Unit.objects.latest("pk")
    expected = (Stretch(DAYS[0], None, {**EMPTY, "status": "active"}),)
    for day, meaning, facts in tellings:
        if facts:
            tell(day, meaning, permit=permit, **facts)
            expected = _step(expected, day, meaning, facts)
    rows = unit.versions.filter(known__endswith__isnull=True).order_by("valid")
    found = [
        (r.valid.lower, r.valid.upper, {fact: getattr(r, fact) for fact in EMPTY}) for r in rows
    ]
    assert found == [(s.first, s.until, dict(s.content)) for s in expected]


def _step(stretches, day, meaning, facts):
    act = history.changed if meaning == "change" else history.corrected
    try:
        plan = act(stretches, day, facts)
    except Refusal as no:
        assert no.code == "register.nothing_changed"
        return stretches
    kept = [s for s in stretches if s not in plan.closed]
    return tuple(sorted([*kept, *plan.written], key=lambda s: s.first))
