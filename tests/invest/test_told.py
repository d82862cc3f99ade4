"""What do the pages tell of projects: curves, sums, lists, then and now? All worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, planning
from ehya.invest.models import Project
from ehya.invest.queries import listed, totals
from ehya.invest.queries.curve import curve
from ehya.invest.queries.valued import Asked, valued
from ehya.invest.queries.wanted import Wanted, days_late
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import ALL
from ehya.register.queries.within import Moment, here_and_now
from tests.invest import yard
from tests.invest.yard import DAY

pytestmark = pytest.mark.django_db
FIRST, TENTH, LAST = date(2024, 7, 1), date(2024, 7, 11), date(2024, 7, 31)


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TODAY = DAY


def a_road(by, money=1_000, **told):
    """Begins on 1 July; 40 % of it stand after ten days, the rest after twenty more."""
    road = yard.a_project(by, branch="road", begins_on=FIRST, ends_on=LAST, **told)
    if money:
        yard.money(road, money, by=by, on=FIRST)
    yard.plan(road, ("dug", "0.4", TENTH), ("laid", "0.6", LAST), by=by)
    return road


def on(day):
    return Moment(day, here_and_now().known_at)


def drawn(day, **how):
    return curve(how.pop("wanted", Wanted()), on(day), ALL, synthetic=False, **how)


def test_planned_progress_rises_evenly_from_milestone_to_milestone(officer):
    yard.places()
    road = a_road(officer)
    told = {day: drawn(day, project=road).planned_now for day in (
        date(2024, 6, 1), FIRST, date(2024, 7, 6), TENTH, date(2024, 7, 21), LAST, DAY
    )}  # fmt: skip
    assert list(told.values()) == pytest.approx([0, 0, 0.2, 0.4, 0.7, 1, 1])


def test_built_and_paid_stand_until_something_is_told(officer):
    yard.places()
    road = a_road(officer)
    building.begin(road, by=officer, on=FIRST)
    yard.tell(road, "0.25", by=officer, on=TENTH)
    yard.tell(road, "0.5", by=officer, on=LAST)
    yard.pay(road, 300, "a", by=officer, on=date(2024, 7, 15))
    yard.pay(road, 100, "b", by=officer, on=DAY)
    line = drawn(DAY, project=road)
    assert line.built == ((TENTH, 0.25), (LAST, 0.5), (DAY, 0.5))
    assert line.paid == ((date(2024, 7, 15), 0.3), (DAY, 0.4))
    assert drawn(date(2024, 7, 20), project=road).built_now == 0.25


def test_many_projects_count_by_their_money(officer):
    """1,000 rials half built and 3,000 of which nothing is: an eighth."""
    yard.places()
    small, large = a_road(officer), a_road(officer, 3_000)
    a_road(officer, 0)  # no money: in no line
    building.begin(small, by=officer, on=FIRST)
    yard.tell(small, "0.5", by=officer, on=LAST)
    yard.pay(large, 2_000, "a", by=officer, on=LAST)
    line = drawn(DAY)
    assert (line.projects, line.built_now, line.paid_now) == (2, 0.125, 0.5)
    assert line.planned_now == pytest.approx(1)


def test_a_total_is_the_sum_of_its_parts_whichever_are_asked_for(officer, analyst):
    yard.places()
    a_road(officer, jobs_planned=5)
    late = a_road(analyst, 2_000, province="IR-26")
    yard.a_project(analyst, kind="industrial", branch="new", stands_for=7, jobs_planned=100)
    told = totals.totals(Wanted(), here_and_now(), ALL, synthetic=False)
    assert (told.whole.projects, told.whole.approved_irr, told.whole.jobs) == (9, 3_000, 105)
    assert {kind: part.projects for kind, part in told.kinds.items()} == {
        "infrastructure": 2,
        "industrial": 7,
    }
    assert list(told.provinces) == ["IR-26", "IR-20", ""]
    assert sum(part.approved_irr for part in told.provinces.values()) == 3_000
    money = valued(Wanted(), Asked(), here_and_now(), ALL, synthetic=False).approved
    assert {source: part.value for source, part in money.sources.items()} == {"bank": 3_000}
    assert told.whole.late == 2
    mine = totals.totals(Wanted(), here_and_now(), sight_of(officer), synthetic=False)
    assert mine.whole.projects == 1
    assert late not in [
        row.project.pk
        for row in listed.listed(Wanted(), here_and_now(), sight_of(officer), synthetic=False).rows
    ]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(kind="industrial"), {"mill"}),
        (Wanted(branch="water"), {"well"}),
        (Wanted(province="IR-26"), {"mill"}),
        (Wanted(late=True), {"road"}),
        (Wanted(state="under_way"), {"well"}),
        (Wanted(least_irr=1_000), {"road"}),
        (Wanted(most_irr=999), {"well", "mill"}),
        (Wanted(text="100%"), set()),
        (Wanted(text="oa"), {"road"}),
        (Wanted(opened="yes"), set()),
        (Wanted(opened="no"), {"road", "well", "mill"}),
    ],
)
def test_projects_are_found_by_what_is_asked(analyst, wanted, names):
    yard.places()
    a_road(analyst, name_en="road")
    well = yard.a_project(analyst, name_en="well")
    Project.objects.filter(pk=well).update(state="under_way", begun_on=DAY)
    yard.a_project(analyst, kind="industrial", branch="", province="IR-26", name_en="mill")
    page = listed.listed(wanted, here_and_now(), ALL, synthetic=False)
    assert {row.project.name_en for row in page.rows} == names


@pytest.mark.parametrize("order", list(listed.ORDERS))
def test_pages_follow_on_one_another_and_leave_nobody_out(analyst, order):
    yard.places()
    made = [
        yard.a_project(analyst, name_en=f"p{n}", ends_on=None if n % 2 else LAST, begins_on=None)
        for n in range(7)
    ]
    seen, after = [], ""
    while True:
        page = listed.listed(
            Wanted(), here_and_now(), ALL, synthetic=False, order=order, after=after, most=3
        )
        seen += [row.project.pk for row in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(made)


def test_the_past_is_told_as_it_was_and_as_it_was_known(officer):
    yard.places()
    road = a_road(officer)
    building.begin(road, by=officer, on=FIRST)
    yard.tell(road, "0.25", by=officer, on=TENTH)
    yard.tell(road, "1", by=officer, on=LAST)
    building.finish(road, by=officer, on=DAY)
    yard.pay(road, 300, "a", by=officer, on=LAST)
    row = Project.objects.get(pk=road)
    then = listed.row_of(row, on(date(2024, 7, 20)), ALL)
    assert (then.state, then.physical, then.paid_irr, then.approved_irr) == (
        "under_way",
        0.25,
        0,
        1_000,
    )
    now = listed.row_of(row, here_and_now(), ALL)
    assert (now.state, now.physical, now.paid_irr, now.financial) == ("finished", 1, 300, 0.3)
    before_known = Moment(DAY, datetime(2020, 1, 1, tzinfo=UTC))
    assert listed.row_of(row, before_known, ALL).approved_irr == 0


def test_a_stop_is_told_on_its_own_days(officer):
    yard.places()
    road = a_road(officer)
    building.begin(road, by=officer, on=FIRST)
    stopped, went_on = date(2024, 7, 5), date(2024, 7, 20)
    building.stop(road, by=officer, reason="بی‌پولی", on=stopped)
    with pytest.raises(Refusal, match=r"invest\.before_begun"):
        building.begin(road, by=officer, on=stopped - timedelta(days=1))
    building.begin(road, by=officer, on=went_on)
    row = Project.objects.get(pk=road)
    days = (FIRST - timedelta(days=1), FIRST, stopped, went_on - timedelta(days=1), went_on)
    told = [listed.row_of(row, on(day), ALL).state for day in days]
    assert told == ["planned", "under_way", "stopped", "stopped", "under_way"]
    found = listed.listed(Wanted(state="stopped"), on(stopped), ALL, synthetic=False)
    assert [one.project.pk for one in found.rows] == [road]


@pytest.mark.parametrize(
    ("state", "ends", "finished", "waits", "days"),
    [
        ("under_way", LAST, None, TENTH, 32),  # 11 July to 12 August
        ("under_way", LAST, None, None, 12),
        ("planned", date(2025, 1, 1), None, None, 0),
        ("finished", TENTH, LAST, None, 20),
        ("finished", LAST, TENTH, None, 0),
        ("stopped", TENTH, None, TENTH, 0),
        ("under_way", None, None, None, 0),
    ],
)
def test_lateness_is_counted_from_the_first_plan(state, ends, finished, waits, days):
    assert days_late(state, ends, finished, waits, DAY) == days


def test_the_timeline_reaches_from_the_first_day_to_the_last(officer):
    yard.places()
    road = a_road(officer)
    planning.move_milestone(road, 2, date(2024, 9, 1), by=officer, reason="rain")
    yard.a_project(officer, begins_on=None, ends_on=None)  # no day: no bar
    bars, after = listed.timeline(Wanted(), here_and_now(), ALL, synthetic=False)
    assert [(bar.row.project.pk, bar.first, bar.last) for bar in bars] == [
        (road, FIRST, date(2024, 9, 1))
    ]
    assert [step.weight for step in bars[0].milestones] == [Decimal("0.4"), Decimal("0.6")]
    assert after == ""


def test_each_order_goes_on_from_page_to_page_and_shows_everybody_once(officer):
    yard.places()
    for n in range(5):
        road = a_road(officer, money=1_000 * (n % 3 + 1), name_fa=f"راه {n}")
        building.begin(road, by=officer, on=FIRST)
        yard.tell(road, f"0.{n % 2 + 1}", by=officer, on=TENTH)
    yard.a_project(officer, name_fa="بی‌پول", begins_on=None, ends_on=None)
    for order in listed.ORDERS:
        seen, after = [], ""
        while True:
            page = listed.listed(
                Wanted(), here_and_now(), ALL, synthetic=False, order=order, after=after, most=2
            )
            seen += [row.project.pk for row in page.rows]
            after = page.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == 6, order


def test_the_furthest_behind_comes_first_and_what_is_not_late_last(officer):
    yard.places()
    soon = a_road(officer)  # its first milestone should have stood on 11 July
    fine = yard.a_project(officer, begins_on=FIRST, ends_on=date(2025, 3, 1))
    old = yard.a_project(officer, begins_on=FIRST, ends_on=date(2024, 7, 5))
    page = listed.listed(Wanted(), here_and_now(), ALL, synthetic=False, order="late")
    assert [row.project.pk for row in page.rows] == [old, soon, fine]
    assert [row.late for row in page.rows] == [38, 32, 0]


def test_money_ahead_of_the_work_and_behind_it(officer):
    yard.places()
    ahead, behind = a_road(officer, money=1_000), a_road(officer, money=1_000)
    for road, paid in ((ahead, 500), (behind, 100)):
        building.begin(road, by=officer, on=FIRST)
        yard.tell(road, "0.4", by=officer, on=TENTH)
        yard.pay(road, paid, f"k{road}", by=officer)

    def found(money):
        page = listed.listed(Wanted(money=money), here_and_now(), ALL, synthetic=False)
        return [row.project.pk for row in page.rows]

    assert (found("ahead"), found("behind")) == ([ahead], [behind])  # 50 % and 10 % of 40 %
