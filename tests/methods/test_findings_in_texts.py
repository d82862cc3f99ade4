"""Does a text, read and checked as a person would hand it in, get the findings it deserves?

The texts and what a person sees in them stand in `benchmarks/finding_texts_*.py`.
"""

import pytest
from benchmarks.finding_case import told
from benchmarks.finding_texts import BATCHES, CASES

# Sentences that the reader does not follow yet: nothing may be made up in them, that is all.
NOT_FOLLOWED_YET = {
    "en idle halved",
    "fa nine months end wrong",
    "fa dollars at two rates",
    "en semi-industrial among economic",
    "fa seven and nine",
    "fa more industrial than economic units",
    "fa plan for more units than are shut",  # told as a doubt: in parks, or all of them
}
WRONG = [case for case in CASES if case.findings]
SOUND = [case for case in CASES if not case.findings]


def by_name(case):
    """Return what a failing test calls its text."""
    return case.name


@pytest.mark.parametrize("case", SOUND, ids=by_name)
def test_a_sound_text_is_left_alone(case):
    assert told(case) == set()


@pytest.mark.parametrize("case", WRONG, ids=by_name)
def test_no_contradiction_is_made_up(case):
    made_up = told(case) - set(case.findings)
    assert not [finding for finding in made_up if finding.endswith("contradiction")]


@pytest.mark.parametrize(
    "case", [case for case in WRONG if case.name not in NOT_FOLLOWED_YET], ids=by_name
)
def test_what_is_wrong_is_found(case):
    assert set(case.findings) <= told(case)


def test_every_rule_is_planted_in_both_languages():
    planted = {(case.name[:2], finding.split()[0]) for case in CASES for finding in case.findings}
    rules = {rule for _, rule in planted}
    assert len(rules) == 13
    assert planted == {(language, rule) for language in ("en", "fa") for rule in rules}


def test_each_batch_holds_sound_texts_beside_wrong_ones():
    for cases in BATCHES.values():
        assert sum(not case.findings for case in cases) >= len(cases) // 4


def test_every_text_has_a_name_of_its_own():
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert set(names) >= NOT_FOLLOWED_YET
