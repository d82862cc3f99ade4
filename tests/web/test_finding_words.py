"""Every finding has words, and the two languages say the same."""

import string

import pytest

from ehya.engine.claims.model import Finding
from ehya.engine.claims.rules import RULES
from ehya.publish.checking import check_known
from ehya.publish.record import read_record
from ehya.web.messages import agreement_sentence, finding_saying, finding_sentence
from ehya.web.messages.agreements import AGREEMENTS
from ehya.web.messages.findings_en import ENGLISH
from ehya.web.messages.findings_fa import PERSIAN

RECORD = {claim.id: claim for claim in read_record()}
VERDICT = check_known(tuple(RECORD.values()))
LATIN_DIGITS, PERSIAN_DIGITS = "0123456789", "۰۱۲۳۴۵۶۷۸۹"


def places(words):
    """The facts that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(" ".join(words)) if name}


def test_both_languages_know_the_same_findings():
    assert set(ENGLISH) == set(PERSIAN)


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_both_languages_tell_the_same_facts(name):
    assert places(ENGLISH[name]) == places(PERSIAN[name])


@pytest.mark.parametrize("name", sorted(AGREEMENTS))
def test_agreements_tell_the_same_facts(name):
    words = AGREEMENTS[name]
    assert places([words["en"]]) == places([words["fa"]])


def test_words_belong_to_rules_and_each_rule_has_words():
    told = {name.partition(".")[0] for name in ENGLISH}
    assert told == {rule.code for rule in RULES}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_finding_of_the_record_is_said_without_a_gap(language):
    said = [finding_sentence(found, RECORD, language) for found in VERDICT.findings]
    said += [agreement_sentence(held, RECORD, language) for held in VERDICT.agreements]
    assert not [text for text in said if "…" in text or "{" in text or len(text) < 8]


def test_persian_sentences_have_persian_digits_only():
    said = "".join(finding_sentence(found, RECORD, "fa") for found in VERDICT.findings)
    assert not set(said) & set(LATIN_DIGITS)
    assert set(said) & set(PERSIAN_DIGITS)


def test_a_province_is_named_first():
    found = next(f for f in VERDICT.findings if "TABRIZ56-01" in f.claims)
    assert finding_saying(found, RECORD, "en").headline.startswith("East Azarbaijan: ")


def test_a_rule_without_words_is_named_not_hidden():
    assert finding_sentence(Finding("new_rule", "note", ()), {}, "en") == "New_rule."
