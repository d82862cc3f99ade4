"""Quorum and majority, worked out by hand."""

import pytest

from ehya.engine.refusal import Refusal
from ehya.revive.ballot import Tally, outcome, settle, tally

CHAIR = 1


def count(*votes, present=None):
    """Votes of seats 1, 2, 3 …; seat 1 chairs."""
    told = {seat: said for seat, said in enumerate(votes, start=1) if said}
    return tally(told, present or len(votes), CHAIR)


def test_votes_are_counted_and_the_chairs_is_known():
    told = count("against", "for", "for", "abstained", "", present=6)
    assert told == Tally(2, 1, 1, 6, "against")
    assert told.cast == 3


@pytest.mark.parametrize(
    ("votes", "breaks", "decided"),
    [
        (("for", "for", "against"), True, ("approved", False)),
        (("against", "against", "for"), True, ("rejected", False)),
        (("for", "against", "abstained", "abstained"), True, ("approved", True)),  # 1:1, chair for
        (("against", "for", "abstained"), True, ("rejected", True)),  # 1:1, chair against
        (("for", "against"), False, ("rejected", False)),  # 1:1, and no rule for it
        (("abstained", "for", "against"), True, ("rejected", False)),  # 1:1, the chair kept out
        (("for", "abstained", "abstained", "abstained"), True, ("approved", False)),  # 1:0 of 4
    ],
)
def test_more_votes_decide_and_even_ones_go_as_the_chairs_did_where_the_rule_says_so(
    votes, breaks, decided
):
    assert outcome(count(*votes), chair_breaks_ties=breaks) == decided


def refused(said, told, quorum=3, breaks=True):
    with pytest.raises(Refusal) as no:
        settle(said, told, quorum, chair_breaks_ties=breaks)
    return no.value.code


def test_one_member_short_of_the_quorum_decides_nothing_and_the_quorum_itself_does():
    two, three = count("for", "for"), count("for", "for", "for")
    assert refused("approved", two) == "revive.no_quorum"
    assert refused("postponed", two) == "revive.no_quorum"
    assert settle("approved", three, 3, chair_breaks_ties=True) is False


def test_what_is_written_must_be_what_the_votes_say():
    three_to_two = count("for", "for", "for", "against", "against")
    assert refused("rejected", three_to_two) == "revive.votes_say_otherwise"
    even = count("against", "for", "abstained", "abstained")
    assert refused("approved", even) == "revive.votes_say_otherwise"
    assert settle("rejected", even, 3, chair_breaks_ties=True) is True


def test_nobody_decides_by_silence_but_an_item_may_be_put_off():
    silent = count("abstained", "", "", present=5)
    assert refused("approved", silent) == "revive.nobody_voted"
    assert refused("rejected", silent) == "revive.nobody_voted"
    assert settle("postponed", silent, 3, chair_breaks_ties=True) is False


def test_there_are_no_more_votes_than_members_who_were_there():
    assert refused("approved", Tally(4, 0, 0, 3)) == "revive.more_votes_than_members"
