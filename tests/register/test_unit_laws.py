"""At any two moments, the register tells of a unit what its slow twin tells."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reference.told_facts import Told, held, refused

from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL
from ehya.register.actions.history import Stretch, changed, corrected
from ehya.register.actions.units import add_unit, change_unit, correct_unit
from ehya.register.models import Province, UnitVersion
from ehya.register.queries.unit import timeline, unit_told
from ehya.register.queries.within import Moment

FIRST = date(2020, 3, 20)
BORN, LAST = 2, 9  # days since FIRST
VALUES = {
    "name_en": st.sampled_from(["Alborz", "Binalood", "Chakad"]),
    "status": st.sampled_from(["active", "idle", "gone"]),
    "insured_jobs": st.sampled_from([None, 1, 2]),
}
NEWS = st.builds(
    Told,
    st.sampled_from(["changed", "corrected"]),
    st.integers(0, LAST),
    st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), min_size=1).flatmap(
        lambda told: st.fixed_dictionaries({fact: VALUES[fact] for fact in told})
    ),
)
BIRTH = Told("born", BORN, {"name_en": "Alborz", "status": "active", "insured_jobs": None})
STORIES = st.lists(NEWS, max_size=6)


def day(nth):
    return FIRST + timedelta(nth)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STORIES)
def test_at_any_two_moments_the_register_tells_what_its_twin_tells(steward, story):
    Province.objects.get_or_create(
        iso="IR-20",
        defaults={"name_en": "Semnan", "name_fa": "س", "sort_key": "s", "lat": 35, "lon": 53},
    )
    number = add_unit({**BIRTH.facts, "province": "IR-20"}, by=steward, on=day(BORN))
    told, known = [BIRTH], [timezone.now()]
    for news in story:
        says_no = refused(told, news)
        assert says_no == (not done(number, news, steward))
        if not says_no:
            told.append(news)
            known.append(timezone.now())
    for acts, moment in enumerate(known, 1):
        for nth in range(LAST + 1):
            assert of(number, nth, moment) == held(told[:acts], nth)
    unit = UnitVersion.objects.filter(unit__number=number)[0].unit
    assert len(timeline(unit, timezone.now())) == len(told)


def done(number, news, steward):
    try:
        if news.kind == "changed":
            change_unit(number, news.facts, happened_on=day(news.day), by=steward)
        else:
            correct_unit(number, news.facts, stood_on=day(news.day), by=steward, reason="why")
    except Refusal as no:
        assert no.code in {"register.nothing_changed", "register.before_unit"}
        return False
    return True


def of(number, nth, moment):
    try:
        now = unit_told(number, Moment(day(nth), moment), ALL, contacts=False).now
    except Refusal as no:
        assert no.code == "register.not_then"
        return None
    return {fact: getattr(now, fact) for fact in BIRTH.facts}


@given(STORIES)
def test_a_history_has_no_gap_and_no_overlap(story):
    history = [Stretch(day(BORN), None, dict(BIRTH.facts), 0)]
    for news in story:
        act = changed if news.kind == "changed" else corrected
        try:
            plan = act(history, day(news.day), news.facts)
        except Refusal:
            continue
        kept = [stretch for stretch in history if stretch not in plan.closed]
        history = sorted([*kept, *plan.written], key=lambda stretch: stretch.first)
        assert covered(plan.closed) == covered(plan.written)
    assert history[0].first == day(BORN)
    assert history[-1].until is None
    assert all(a.until == b.first for a, b in pairwise(history))


def covered(stretches):
    """The days that stretches hold, as far as the story goes."""
    return {nth for nth in range(LAST + 3) for one in stretches if one.holds(day(nth))}
