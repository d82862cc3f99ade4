"""When a restart is asked, and what follows."""

import re

import pytest

from ehya.verify.stages import KNOWN, acts, months_of, states, years_of


def test_they_come_in_the_order_in_which_they_are_asked():
    mixed = {"year_10", "month_12", "year_2", "verify", "month_6"}
    assert sorted(mixed, key=months_of) == ["verify", "month_6", "month_12", "year_2", "year_10"]
    assert [months_of(stage) for stage in ("sample", "month_6", "year_2")] == [-1, 6, 24]


@pytest.mark.parametrize(
    ("stage", "known"),
    [("verify", True), ("year_2", True), ("year_31", True), ("year_1", False), ("year_0", False),
     ("year_", False), ("month_7", False), ("", False), ("sample", True)],
)  # fmt: skip
def test_only_what_can_be_asked_is_known(stage, known):
    assert bool(re.match(KNOWN, stage)) is known


def test_the_first_check_verifies_and_every_later_one_sustains():
    assert acts("verify") == ("verify", "take_back")
    assert acts("month_6") == acts("year_7") == ("sustain", "relapse")
    assert states("verify") == ("restarted",)
    assert states("year_2") == ("verified", "sustained")
    assert states("sample") == ()
    assert (years_of("year_12"), years_of("month_12")) == (12, 0)
