"""Does a list of looks hold what is asked for, and count what is in sight?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ehya.detect.actions.taking import take_looks
from ehya.detect.actions.tallying import tallied
from ehya.detect.queries import tallies as counting
from ehya.detect.queries.looks import Asked, count_looks, looks_asked, page_of_looks
from ehya.detect.queries.tallies import (
    before,
    idle_in,
    provinces_of,
    speaking,
    tallies,
    waiting_reviews,
)
from ehya.engine.refusal import Refusal
from ehya.ledger.models import Event
from ehya.ledger.scopes import ALL, NOTHING, Sight
from ehya.register.actions.units import change_unit
from ehya.register.queries.within import Moment, here_and_now
from tests.detect import made

pytestmark = pytest.mark.django_db
SEMNAN = Sight(provinces=frozenset({"IR-20"}))
QAZVIN = Sight(provinces=frozenset({"IR-26"}))


@pytest.fixture
def sweep(works, swept, look_at):
    """Four units of Semnan and one of Qazvin: two idle, one half, one active, one gone."""
    row = swept()
    told = (
        ("Glass", "IR-20", "idle", {"since": date(2024, 4, 20), "was": "active"}),
        ("Steel", "IR-20", "idle", {"since": date(2022, 4, 21), "was": "idle", "rule": "gone"}),
        ("Tiles", "IR-20", "semi_active", {"chance": 0.6, "warning": 0.7, "was": "active"}),
        ("Dairy", "IR-20", "active", {"warning": 0.1, "rule": "idle", "was": "active"}),
        ("Paper", "IR-26", "gone", {"unseen_months": 30, "was": ""}),
    )
    for name, province, state, facts in told:
        look_at(row, works(name, province=province), state, **facts)
    return row


def names(sweep, sight=ALL, **asked):
    page = page_of_looks(sweep, Asked(**asked), here_and_now(), sight)
    return [line.unit.name_en for line in page.lines]


def test_what_is_said_is_counted_in_all_and_by_place_and_sector(sweep):
    told = tallies(sweep, ALL)
    assert told.whole.by_state == {"active": 1, "semi_active": 1, "idle": 2, "gone": 1}
    assert (told.whole.looked, told.whole.standing) == (5, 4)
    assert told.whole.idle_share == 50
    assert (told.whole.warned, told.whole.unseen, told.whole.disagreeing) == (1, 1, 1)
    assert told.provinces["IR-20"].by_state["idle"] == 2
    assert told.provinces["IR-26"].idle_share is None
    assert told.parks[""].looked == told.divisions["22"].looked == 5


def test_moves_are_told_of_units_that_both_sweeps_saw(sweep):
    told = tallies(sweep, ALL)
    assert told.moves == {
        ("active", "active"): 1,
        ("active", "idle"): 1,
        ("active", "semi_active"): 1,
        ("idle", "idle"): 1,
    }
    assert told.changed == 2


@pytest.mark.parametrize("sight", [ALL, SEMNAN, QAZVIN, NOTHING, Sight(parks=frozenset({"P1"}))])
def test_what_is_counted_once_is_what_the_looks_say(sweep, sight):
    counted = tallies(sweep, sight)
    tallied(sweep)
    counting._whole.cache_clear()
    assert tallies(sweep, sight) == counted


def test_a_counted_sweep_is_not_counted_again(sweep):
    tallied(sweep)
    with CaptureQueriesContext(connection) as asked:
        assert tallies(sweep, SEMNAN).whole.looked == 4
    assert not any("detect_look" in row["sql"] for row in asked.captured_queries)


def test_an_officer_counts_the_own_province_alone(sweep):
    assert tallies(sweep, SEMNAN).whole.looked == 4
    assert list(tallies(sweep, QAZVIN).provinces) == ["IR-26"]
    assert tallies(sweep, NOTHING).whole.looked == 0
    assert idle_in(sweep, SEMNAN) == 2
    assert names(sweep, QAZVIN) == ["Paper"]


def test_the_provinces_of_an_officer_are_those_in_sight(sweep):
    told = tallies(sweep, SEMNAN)
    assert [row.iso for row in provinces_of(told, SEMNAN)] == ["IR-20"]
    assert {row.iso for row in provinces_of(told, ALL)} >= {"IR-20", "IR-26"}


def test_a_unit_that_has_left_the_province_is_told_where_it_stood_on_the_sweeps_day(
    sweep, steward, settings
):
    settings.TODAY = date(2024, 9, 1)
    paper = looks_asked(sweep, Asked(state="gone"), here_and_now(), ALL).get().unit.number
    change_unit(paper, {"province": "IR-20"}, happened_on=date(2024, 8, 10), by=steward)
    assert names(sweep, SEMNAN, state="gone") == []
    assert names(sweep, QAZVIN, state="gone") == ["Paper"]


def test_idle_units_come_first_and_of_them_those_that_began_last(sweep):
    assert names(sweep) == ["Glass", "Steel", "Tiles", "Paper", "Dairy"]
    assert names(sweep, longest=True)[:2] == ["Steel", "Glass"]


@pytest.mark.parametrize("longest", [False, True])
@pytest.mark.parametrize("sight", [ALL, Sight(provinces=frozenset({"IR-20", "IR-26"}))])
@pytest.mark.parametrize("asked", [{}, {"chance": 0.1}, {"changed": True}, {"state": "idle"}])
def test_pages_one_after_the_other_hold_each_look_once(sweep, sight, asked, longest):
    question, now = Asked(**asked, longest=longest), here_and_now()
    whole = page_of_looks(sweep, question, now, sight)
    found, after = [], ""
    while True:
        page = page_of_looks(sweep, question, now, sight, after=after, most=1)
        found += page.lines
        after = page.after
        if not after:
            break
    assert [line.look.pk for line in found] == [line.look.pk for line in whole.lines]
    assert len(found) == count_looks(sweep, question, now, sight)[0]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "semi_active"}, ["Tiles"]),
        ({"province": "IR-26"}, ["Paper"]),
        ({"park": "none", "state": "active"}, ["Dairy"]),
        ({"park": "P-0001"}, []),
        ({"division": "22", "state": "gone"}, ["Paper"]),
        ({"division": "10"}, []),
        ({"text": "glass"}, ["Glass"]),
        ({"chance": 0.9}, ["Glass", "Steel", "Paper", "Dairy"]),
        ({"warning": 0.5}, ["Tiles"]),
        ({"since": date(2024, 4, 20)}, ["Glass"]),
        ({"unseen": True}, ["Paper"]),
        ({"disagrees": True}, ["Dairy"]),
        ({"changed": True}, ["Glass", "Tiles"]),
        ({"was": "active", "state": "idle"}, ["Glass"]),
    ],
)
def test_a_filter_leaves_what_it_names(sweep, asked, found):
    assert names(sweep, **asked) == found


def test_that_idle_and_gone_are_one_standing_still_is_no_disagreement(sweep):
    assert "Steel" not in names(sweep, disagrees=True)


def test_a_chance_of_standing_still_is_that_of_idle_and_gone_together(works, swept, look_at):
    row = swept()
    chances = {"p_active": 0.1, "p_semi_active": 0.1, "p_idle": 0.5, "p_gone": 0.3}
    look_at(row, works("Split"), "idle", chances=chances)
    assert names(row, chance=0.8) == ["Split"]
    assert names(row, chance=0.81) == []


def test_counting_is_left_where_it_was_told_to_be(sweep):
    assert count_looks(sweep, Asked(), here_and_now(), ALL, most=3) == (3, True)
    assert count_looks(sweep, Asked(), here_and_now(), ALL, most=5) == (5, False)


@pytest.mark.parametrize("after", ["nonsense", "idle~2024-13-01~5", "idle~2024-01-01~-5", "x~~"])
def test_a_damaged_place_is_refused(sweep, after):
    with pytest.raises(Refusal) as no:
        page_of_looks(sweep, Asked(), here_and_now(), ALL, after=after)
    assert no.value.code == "detect.no_such_place"


def test_the_sweep_of_the_latest_day_until_then_speaks(swept):
    first, second = swept(), swept()
    back = swept(latest=False)
    now = here_and_now()
    assert speaking(now, synthetic=False) == second
    assert before(second) == first
    assert before(first) is None
    assert speaking(Moment(first.as_of, now.known_at), synthetic=False) == first
    assert speaking(Moment(back.as_of, first.told_at), synthetic=False) == first
    earlier = first.told_at - timedelta(seconds=1)
    assert speaking(Moment(back.as_of, earlier), synthetic=False) is None
    assert speaking(now, synthetic=True) is None


def test_nobody_waits_where_nobody_was_asked(sweep):
    assert waiting_reviews(here_and_now(), ALL, synthetic=False) == 0
    assert waiting_reviews(here_and_now(), SEMNAN, synthetic=False) == 0


def test_who_takes_a_list_away_leaves_an_event_with_its_rows(sweep, officer):
    asked = Asked(state="idle")
    taken = take_looks(sweep, asked, here_and_now(), SEMNAN, told={"state": "idle"}, by=officer)
    rows = [dict(zip(taken.columns, row, strict=True)) for row in taken.looks]
    assert (taken.rows, {row["name_en"] for row in rows}) == (2, {"Glass", "Steel"})
    event = Event.objects.get(act="register.export_units")
    assert (event.by, event.on_kind, event.facts["rows"]) == (officer, "sweep", 2)
    assert event.facts["asked"] == {"state": "idle"}


def test_a_list_is_for_who_may_take_lists_away(sweep, citizen):
    with pytest.raises(Refusal):
        take_looks(sweep, Asked(), here_and_now(), ALL, told={}, by=citizen)
    assert not Event.objects.filter(act="register.export_units").exists()


def test_a_unit_that_nobody_knows_then_has_a_look_and_no_name(sweep):
    now = here_and_now()
    moment = Moment(now.as_of, now.known_at - timedelta(days=3650))
    page = page_of_looks(sweep, Asked(state="gone"), moment, ALL)
    assert [(line.look.state, line.unit) for line in page.lines] == [("gone", None)]
    assert made.END == sweep.as_of
