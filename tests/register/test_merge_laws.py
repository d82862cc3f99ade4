"""Merged and parted again, two records tell what they told: on every day, as known at any moment."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reference.merge_by_days import EARLY, days, joined_on, parted_on, told_on

from ehya.ledger.scopes import ALL
from ehya.register.actions.facts import NOTHING
from ehya.register.actions.folding import FOLDED, GROUPS, KEPT, joined, parted, same
from ehya.register.actions.history import Stretch
from ehya.register.actions.merging import merge_records, undo_merge
from ehya.register.actions.units import add_unit, change_unit, correct_unit
from ehya.register.models import Province
from ehya.register.queries.within import Moment, units_at

SPAN = 12
DAYS = [EARLY - timedelta(1), *days(EARLY, SPAN + 2)]
FACTS = st.fixed_dictionaries(
    {
        "name_fa": st.sampled_from(["الف", "ب"]),
        "province": st.just("IR-20"),
        "status": st.sampled_from(["", "active", "idle"]),
        "lat": st.sampled_from([None, 35.0]),
        "lon": st.sampled_from([None, 53.0]),
    }
)
CHOSEN = st.dictionaries(st.sampled_from(sorted(GROUPS)), st.sampled_from([KEPT, FOLDED]))


@st.composite
def histories(draw):
    """A history with borders within twelve days; it may begin or end in the dark."""
    borders = sorted(draw(st.sets(st.integers(0, SPAN), min_size=1, max_size=4)))
    ends = [EARLY + timedelta(n) for n in borders] + [None]
    first = draw(st.sampled_from([None, EARLY - timedelta(1)])) if draw(st.booleans()) else ends[0]
    marks = [first, *ends[1:]] if first == ends[0] else [first, *ends]
    told = []
    for start, until in pairwise(marks):
        if draw(st.integers(0, 5)):  # now and then a gap in which nothing is told
            told.append(Stretch(start, until, {**NOTHING, **draw(FACTS)}))
    return tuple(told)


def taken(chosen):
    return {fact for group, side in chosen.items() if side == FOLDED for fact in GROUPS[group]}


@given(histories(), histories(), CHOSEN)
def test_the_merged_record_says_on_each_day_what_a_look_at_that_day_says(kept, folded, chosen):
    found = joined(kept, folded, chosen)
    for day in DAYS:
        assert told_on(found, day) == joined_on(kept, folded, taken(chosen), day)


@given(histories(), histories(), CHOSEN)
def test_parted_at_once_the_kept_record_is_what_it_was(kept, folded, chosen):
    after = joined(kept, folded, chosen)
    assert same(parted(kept, after, after), kept)


@given(histories(), histories(), histories(), CHOSEN)
def test_parted_later_only_what_is_new_since_stays(kept, folded, now, chosen):
    after = joined(kept, folded, chosen)
    found = parted(kept, after, now)
    for day in DAYS:
        assert told_on(found, day) == parted_on(kept, after, now, day)


@given(histories(), histories())
def test_a_record_that_is_chosen_nothing_from_fills_only_the_gaps(kept, folded):
    found = joined(kept, folded, {})
    for day in DAYS:
        assert told_on(found, day) == (told_on(kept, day) or told_on(folded, day))


CHANGES = st.lists(
    st.tuples(
        st.sampled_from([change_unit, correct_unit]),
        st.integers(1, SPAN),
        st.sampled_from(["active", "idle", "gone"]),
    ),
    max_size=3,
)


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES, CHANGES, st.integers(0, SPAN), CHOSEN)
def test_merged_and_parted_in_the_database_nothing_is_other_than_before(
    semnan_and_steward, one, other, later, chosen
):
    with transaction.atomic():
        told = [_unit(one, 0, semnan_and_steward), _unit(other, later, semnan_and_steward)]
        before, at_first = _everything(told), timezone.now()
        merge = merge_records(*told, chosen, by=semnan_and_steward, reason="یکی")
        merged, in_between = _everything(told), timezone.now()
        undo_merge(merge, by=semnan_and_steward, reason="دو")
        assert _everything(told) == before
        assert _everything(told, known_at=at_first) == before
        assert _everything(told, known_at=in_between) == merged
        transaction.set_rollback(True)


@pytest.fixture
def semnan_and_steward(steward):
    facts = {"name_fa": "سمنان", "name_en": "Semnan", "sort_key": "1", "lat": 35, "lon": 53}
    Province.objects.get_or_create(iso="IR-20", defaults=facts)
    return steward


def _unit(changes, begins, steward):
    first = EARLY + timedelta(begins)
    facts = {"name_fa": f"واحد {begins}", "province": "IR-20", "status": "building"}
    number = add_unit(facts, by=steward, on=first)
    for act, day, status in changes:
        on = max(first, EARLY + timedelta(day))
        if _told(number, on, timezone.now())["status"] != status:
            more = (
                {"happened_on": on} if act is change_unit else {"stood_on": on, "reason": "نادرست"}
            )
            act(number, {"status": status}, by=steward, **more)
    return number


def _told(number, day, known_at):
    row = units_at(Moment(day, known_at), ALL).filter(unit__number=number).first()
    return row and {fact: getattr(row, fact) for fact in ("name_fa", "status", "sort_key")}


def _everything(numbers, known_at=None):
    moment = known_at or timezone.now()
    some: list[date] = DAYS[::2]
    return [[_told(number, day, moment) for day in some] for number in numbers]
