"""Does the checker see one wrong number among the record's rows, and is it silent without one?"""

import pytest
from benchmarks.perturbed import by_rule, contradictions_of_single_texts, try_all

RULES = (
    "calendar",
    "cumulative_falls",
    "implied_rate",
    "label",
    "ledger_conflict",
    "magnitude",
    "parts_total",
    "share_of_count",
    "stock_flow",
    "subset_exceeds_whole",
    "target_moved",
)

# What docs/reference/contradictions.md judges real within one report, by its most suspect row.
JUDGED_REAL = {
    "AZ167085",
    "ECOIRAN",
    "MN1107719098",
    "MN1108543314",
    "TABRIZ56",
    "TT435986",
    "TT451504",
    "TT456275",
    "TT464008",
    "TT487892",
    "SNN757074",
}


@pytest.fixture(scope="module")
def outcomes():
    return try_all()


@pytest.fixture(scope="module")
def tallies(outcomes):
    return by_rule(outcomes)


@pytest.mark.parametrize("rule", RULES)
def test_a_wrong_number_is_seen(rule, tallies):
    assert tallies[rule].recall >= 0.95


@pytest.mark.parametrize("rule", RULES)
def test_a_sound_text_is_not_accused(rule, tallies):
    assert tallies[rule].precision >= 0.95


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_tried_more_than_ten_times(rule, outcomes):
    assert sum(outcome.trial.rule == rule for outcome in outcomes) > 10


def test_these_eleven_rules_and_no_other_are_tried(outcomes):
    assert {outcome.trial.rule for outcome in outcomes} == set(RULES)


def test_a_report_as_it_stands_holds_only_contradictions_that_were_judged_real():
    reports = {found.claims[0].rpartition("-")[0] for found in contradictions_of_single_texts()}
    assert reports <= JUDGED_REAL


def test_the_sound_side_differs_from_the_wrong_one_in_one_claim(outcomes):
    for outcome in outcomes:
        sound, wrong = outcome.trial.sound, outcome.trial.wrong
        different = [one.id for one, other in zip(sound, wrong, strict=True) if one != other]
        assert different == [outcome.trial.changed]
