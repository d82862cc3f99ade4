"""The table itself: whatever state a case is in, somebody carries it, by a day, and can go on."""

from itertools import pairwise

import pytest

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.rules import versions
from ehya.revive.guards import GUARDS
from ehya.revive.table import ACTS, CLOSED, KEPT, MOVES, OPEN, STATES, WAY, row_of, ways_on


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_an_owner_a_deadline_and_a_way_out(state):
    for version in versions("cases"):
        row = version["days"][state]
        assert row["days"] > 0
        assert any(row["owner"] in way.roles for way in ways_on(state))


def test_no_day_is_told_of_a_state_that_is_not_there():
    assert {name for version in versions("cases") for name in version["days"]} == set(STATES)


@pytest.mark.parametrize("act", ACTS)
def test_who_may_an_act_is_told_alike_in_both_places(act):
    told = frozenset().union(*(row.roles for row in MOVES if row.act == act))
    assert roles.MAY[f"revive.{act}"] == told


@pytest.mark.parametrize("act", ACTS)
def test_a_reason_is_asked_alike_in_both_places(act):
    asked = {row.reason for row in MOVES if row.act == act}
    assert asked == {f"revive.{act}" in roles.REASON_ASKED}


def test_every_guard_is_used_and_every_guard_used_is_there():
    assert {row.guard for row in MOVES} - {""} == set(GUARDS)


def test_from_a_state_an_act_leads_one_way_only():
    pairs = [(source, row.act) for row in MOVES for source in row.sources]
    assert len(pairs) == len(set(pairs))


def test_from_found_every_state_can_be_reached():
    reached, edge = {"found"}, ["found"]
    while edge:
        new = {row.target for row in ways_on(edge.pop())} - reached
        reached |= new
        edge += new
    assert reached == set(STATES) == {*OPEN, *KEPT, *CLOSED}


def test_from_every_state_a_restart_can_be_reached():
    for state in STATES:
        reached, edge = {state}, [state]
        while edge:
            new = {row.target for row in ways_on(edge.pop())} - reached
            reached |= new
            edge += new
        assert "restarted" in reached, state


def test_the_straight_way_goes_step_by_step():
    for source, target in pairwise(WAY):
        assert target in {row.target for row in ways_on(source)}, source


def test_what_is_not_in_the_table_is_refused():
    with pytest.raises(Refusal, match=r"revive\.not_from_here"):
        row_of("found", "restart")
