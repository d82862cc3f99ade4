"""A page says what it found in one sentence."""

import pytest

from ehya.engine.claims.model import Finding, Verdict
from ehya.engine.claims.rules import RULES
from ehya.web.messages.headlines import CLAUSES, headline


def found(rule, severity="contradiction", ratio=None, reason=""):
    return Finding(rule=rule, severity=severity, claims=("c1",), ratio=ratio, reason=reason)


def test_two_contradictions_make_one_sentence():
    verdict = Verdict(
        (found("parts_total", ratio=10.003, reason="slip"), found("cumulative_falls")), ()
    )
    assert headline(verdict, 18, "en") == (
        "The total is ten times its parts, and a running count has fallen"
    )
    assert headline(verdict, 18, "fa") == "رقم کل ده برابر اجزای آن است و یک شمار تجمعی کم شده است"


def test_the_rate_that_the_same_slip_makes_wrong_says_nothing_new():
    verdict = Verdict(
        (found("parts_total", ratio=10.0, reason="slip"), found("implied_rate", ratio=10.0)), ()
    )
    assert headline(verdict, 18, "en") == "The total is ten times its parts"


def test_a_doubt_is_not_called_a_contradiction():
    verdict = Verdict((found("label", "doubt"), found("pace", "note")), ())
    assert headline(verdict, 2, "en").startswith("Nothing contradicts, but")


@pytest.mark.parametrize(("claims", "words"), [(0, "No claim was found"), (3, "Nothing in this")])
def test_a_text_without_findings_says_whether_it_was_read(claims, words):
    assert headline(Verdict((), ()), claims, "en").startswith(words)


@pytest.mark.parametrize("rule", [rule.code for rule in RULES])
def test_every_rule_has_a_clause_in_both_languages(rule):
    assert CLAUSES[rule]["en"]
    assert CLAUSES[rule]["fa"]
