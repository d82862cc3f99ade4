"""Does every "no" have its words, and every word its "no"?"""

import ast
import pickle
import re
import string

import pytest

from ehya.engine.refusal import Refusal
from ehya.web.messages import sentence
from ehya.web.messages.refusals import REFUSALS
from tests.house.code import called, modules, name

ADDED_BY_THE_SHEET = {"file", "row", "field", "value"}  # publish.intake.rows says where it stood


def raised():
    """Every `Refusal("room.code", …)` whose code stands there, with where and with what facts."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == "Refusal" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    facts = {re.sub("_(en|fa)$", "", word.arg or "**") for word in node.keywords}
                    if "intake" in path.parts:
                        facts |= ADDED_BY_THE_SHEET
                    yield first.value, f"{name(path)}:{node.lineno}", facts


def said(text):
    """The facts that a sentence tells; `{month_en}` and `{month_fa}` are one fact's two names."""
    fields = {field for _, field, _, _ in string.Formatter().parse(text) if field}
    return {re.sub("_(en|fa)$", "", field) for field in fields}


def test_every_refusal_has_words():
    unworded = {f"{where} {code}" for code, where, _ in raised() if code not in REFUSALS}
    assert sorted(unworded) == []


def test_no_words_without_a_refusal():
    written = {
        node.value
        for path, tree in modules().items()
        if "messages" not in path.parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(REFUSALS) - written) == []


@pytest.mark.parametrize("code", REFUSALS)
def test_both_languages_tell_the_same_facts(code):
    words = REFUSALS[code]
    assert set(words) == {"en", "fa"}
    assert said(words["en"]) == said(words["fa"])
    assert re.search("[آ-ی]", words["fa"])
    assert not re.search("[يك٠-٩]", words["fa"]), "Arabic letters or digits"


def test_a_refusal_brings_the_facts_that_its_words_need():
    short = {
        f"{where} {code}: {said(REFUSALS[code]['en']) - facts}"
        for code, where, facts in raised()
        if code in REFUSALS and "**" not in facts and said(REFUSALS[code]["en"]) - facts
    }
    assert not short


def test_a_sentence_names_role_and_act_in_words():
    no = Refusal("ledger.not_allowed", role="officer", act="publish.confirm_claims")
    assert sentence(no, "en").startswith("An officer may not confirm claims into the record.")
    assert sentence(no, "fa").startswith("کارشناس استان")


def test_numbers_in_a_persian_sentence_are_persian():
    assert "۳" in sentence(Refusal("ledger.not_migrated", steps=3), "fa")


def test_a_refusal_crosses_from_one_process_to_another():
    sent = pickle.loads(pickle.dumps(Refusal("calendar.no_such_day", month=12, day=32)))  # noqa: S301
    assert (sent.code, sent.facts) == ("calendar.no_such_day", {"month": 12, "day": 32})
