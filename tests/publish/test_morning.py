"""What the director sees on a morning is counted from facts, on both clocks, beside its target."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from tests.publish.test_figures import restarted
from tests.revive.purse import a_unit

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL, Sight
from ehya.plan.actions.setting import NewTarget, NewVersion, set_target
from ehya.plan.actions.splitting import NewSplit, split_target
from ehya.plan.queries.targets import targets
from ehya.publish.morning import ahead, morning, reached
from ehya.register.queries.within import Moment, here_and_now
from ehya.revive.actions.moving import take
from ehya.revive.actions.opening import open_case
from ehya.revive.guards import Said
from ehya.revive.models import Case
from ehya.revive.queries.funnel import funnel
from ehya.web.messages import sentence

pytestmark = pytest.mark.django_db
TODAY = date(2024, 8, 12)
YEAR = DayRange(date(2024, 3, 20), date(2025, 3, 20))  # 1403
SEMNAN = Sight(provinces=frozenset({"IR-20"}))


@pytest.fixture(autouse=True)
def on_the_reports_day(settings):
    settings.TODAY = TODAY


def told(since=TODAY - timedelta(days=7), sight=ALL, moment=None, place="IR"):
    return morning(moment or here_and_now(), sight, synthetic=False, since=since, place=place)


def aim(analyst, value=10, metric="units_revived_claimed", place="IR", population=""):
    new = NewVersion(
        value=Decimal(value),
        authority="the director",
        source="letter 12",
        announced_on=date(2024, 3, 20),
        in_force_from=date(2024, 3, 20),
    )
    return set_target(NewTarget(metric, place, YEAR, population=population), new, by=analyst)


def changed(one, name):
    (row,) = [row for row in one.moved if row.metric.name == name]
    return (row.before, row.happened, row.learnt, row.now)


def test_a_target_tells_what_was_reached_of_it(steward, officer, analyst):
    aim(analyst, 8)
    for on in (date(2024, 4, 1), date(2024, 5, 1)):
        restarted(steward, officer, on)
    lead = told().lead
    assert (lead.value, lead.aim, lead.share, lead.done) == (2, 8, 25, False)


def test_a_zero_is_reached_only_where_something_was_looked_at(steward, analyst, officer):
    aim(analyst)
    (row,) = told().aims
    assert row.value is None
    assert row.trouble.code == "figure.nothing_looked_at"
    open_case(a_unit(steward), "revival", by=officer, on=date(2024, 7, 1))
    assert told().aims[0].value == 0


def test_a_target_of_a_part_of_the_units_is_not_told_as_a_share_of_all(steward, officer, analyst):
    aim(analyst, population="industrial")
    restarted(steward, officer, date(2024, 4, 1))
    (row,) = told().aims
    assert (row.value, row.trouble.code) == (None, "publish.part_not_counted")
    assert "industrial" in sentence(row.trouble, "en")
    assert told().lead is None


def test_who_sees_one_province_reads_the_countrys_count_of_the_countrys_target(
    steward, officer, analyst
):
    aim(analyst)
    restarted(steward, officer, date(2024, 4, 1))
    assert told(sight=Sight(provinces=frozenset({"IR-23"}))).lead.value == 1


def test_a_provinces_own_target_stands_first_for_its_officer(steward, officer, analyst):
    restarted(steward, officer, date(2024, 4, 1))
    aim(analyst, 10)
    aim(analyst, 4, place="IR-20")
    assert told(sight=SEMNAN, place="IR-20").lead.aim == 4
    assert told().lead.aim == 10


def test_parts_of_provinces_stand_beside_what_they_reached(steward, officer, analyst):
    restarted(steward, officer, date(2024, 4, 1))
    target = aim(analyst, 4)
    by_hand = NewSplit("by_hand", given={"IR-20": 4}, source="letter 13")
    split_target(target.pk, 1, by_hand, by=analyst)
    found = {part.province: (part.value, part.part, part.share) for part in told().parts}
    assert found["IR-20"] == (1, 4, 25)
    assert [part.province for part in told(sight=SEMNAN).parts] == ["IR-20"]


def test_what_happened_since_is_told_apart_from_what_was_learnt_of_before(steward, officer):
    early = timezone.now() - timedelta(days=900)
    restarted(steward, officer, date(2024, 5, 1), entered=early)
    restarted(steward, officer, date(2024, 8, 8))  # since
    restarted(steward, officer, date(2024, 6, 1))  # before, told only now
    one = told(since=date(2024, 8, 5))
    assert changed(one, "units_revived_claimed") == (1, 1, 1, 3)
    assert changed(one, "jobs_restored_claimed") == (10, 10, 10, 30)


def test_a_claim_taken_back_since_is_learnt_as_less(steward, officer):
    early = timezone.now() - timedelta(days=900)
    case = restarted(steward, officer, date(2024, 5, 1), entered=early)
    take(case, "take_back", by=officer, said=Said(date(2024, 8, 10), reason="it stood"))
    assert changed(told(since=date(2024, 8, 5)), "units_revived_claimed") == (1, 0, -1, 0)


def test_across_new_year_the_earlier_days_year_is_counted_on(steward, officer):
    early = datetime(2024, 3, 5, tzinfo=UTC)
    restarted(steward, officer, date(2024, 3, 1), entered=early)  # 1402
    restarted(steward, officer, date(2024, 4, 1), entered=early)
    assert changed(told(since=date(2024, 3, 10)), "units_revived_claimed") == (1, 1, 0, 2)


def test_an_earlier_morning_must_be_earlier():
    with pytest.raises(Refusal) as no:
        told(since=TODAY)
    assert no.value.code == "publish.since_not_before"


def test_cases_stick_where_most_are_past_their_day(steward, officer):
    for on in (date(2024, 5, 1), date(2024, 8, 1)):
        open_case(a_unit(steward), "revival", by=officer, on=on)
    (stop,) = told().stops
    assert (stop.state, stop.cases, stop.late) == ("found", 2, 1)  # thirty days each
    assert told().stuck == stop


def test_the_funnel_of_a_past_day_is_told_from_the_moves(steward, officer):
    case = open_case(a_unit(steward), "revival", by=officer, on=date(2024, 5, 1))
    take(case, "screen", by=officer, said=Said(date(2024, 7, 1)))
    now = timezone.now()
    then = funnel(Moment(date(2024, 6, 15), now), ALL, synthetic=False, kind="revival")
    assert [(stop.state, stop.cases, stop.late, stop.days) for stop in then] == [
        ("found", 1, 1, 45)
    ]
    today = funnel(here_and_now(), ALL, synthetic=False, kind="revival")
    assert [(stop.state, stop.late, stop.days) for stop in today] == [("screened", 1, 42)]
    assert funnel(here_and_now(), SEMNAN, synthetic=True, kind="revival") == ()


def test_the_pace_that_a_target_needs_is_told_as_times_the_pace_so_far(steward, officer, analyst):
    aim(analyst, 10)
    restarted(steward, officer, date(2024, 4, 1))
    one = told()
    assert one.share_gone == pytest.approx(146 / 366)
    assert one.times == pytest.approx((9 / (220 / 366)) / (1 / (146 / 366)))


def test_a_target_of_what_open_cases_cannot_tell_has_no_forecast(steward, officer, analyst):
    aim(analyst, metric="units_renovated")
    (row,) = reached(targets(here_and_now(), ALL, synthetic=False), here_and_now())
    assert ahead(row, here_and_now(), ALL) is None


def test_real_and_made_up_are_never_added(steward, officer, analyst):
    aim(analyst)
    case = restarted(steward, officer, date(2024, 4, 1))
    Case.objects.filter(pk=case).update(synthetic=True)
    assert told().lead is None or told().lead.value == 0
