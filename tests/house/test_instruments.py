"""Are the forms of visits and the vocabulary of obstacles sound, in every version?"""

from itertools import pairwise

import pytest

from ehya.diagnose.instrument import FORMS, KINDS, form_on
from ehya.diagnose.obstacles import obstacles_on
from ehya.ledger.rules import load, versions
from ehya.revive.models.committees import BODY_KINDS
from ehya.web.messages.names_diagnose import BODIES

FORMS_EVER = [
    (form, version["in_force_from"]) for version in versions("instruments") for form in FORMS
]
WORDS_EVER = [version["in_force_from"] for version in versions("obstacles")]


@pytest.fixture(params=FORMS_EVER, ids=str)
def form(request):
    return form_on(*request.param)


@pytest.fixture(params=WORDS_EVER, ids=str)
def words(request):
    return obstacles_on(request.param)


def test_a_question_is_named_once_and_asked_in_both_languages(form):
    names = [one.name for one in form.questions]
    assert names
    assert len(names) == len(set(names))
    for one in form.questions:
        assert one.kind in KINDS
        assert one.label["en"], one.name
        assert one.label["fa"], one.name
        assert bool(one.hint["en"]) == bool(one.hint["fa"]), one.name
        assert bool(one.unit["en"]) == bool(one.unit["fa"]), one.name
    assert all(section.label["en"] and section.label["fa"] for section in form.sections)


def test_a_condition_looks_back_at_what_can_be_answered_so(form):
    before = {}
    for one in form.questions:
        for condition in (*one.when, *one.needed_when):
            earlier = before[condition.question]  # a later one, or itself, would be a circle
            possible = {"yes", "no"} if earlier.kind == "yes_no" else set(earlier.options)
            assert set(condition.one_of) <= possible, one.name
            numbered = condition.above is not None or condition.below is not None
            assert numbered == (earlier.kind == "number"), one.name
            assert numbered or condition.one_of, one.name
        before[one.name] = one


def test_what_may_be_chosen_and_counted_has_its_bounds(form):
    for one in form.questions:
        assert bool(one.options) == (one.kind in ("choice", "many")), one.name
        assert all(words["en"] and words["fa"] for words in one.options.values())
        if one.kind == "number":
            assert one.least is not None, one.name
            assert one.most is not None, one.name
            assert one.least < one.most
        if one.kind in ("obstacles", "photo"):
            assert one.most, one.name


def test_one_question_says_whether_it_runs(form):
    question = next(one for one in form.questions if one.name == form.running)
    assert question.needed
    assert set(form.runs) | set(form.stands) == {"yes", "no"}
    assert not set(form.runs) & set(form.stands)


def test_an_obstacle_has_everything_that_leads_on(words):
    for kind in words.kinds:
        assert kind.obstacles, kind.name
        for one in kind.obstacles:
            assert len(one.name) <= 60
            for told in (one.words, one.definition, kind.words, kind.definition):
                assert told["en"], one.name
                assert told["fa"], one.name
            assert set(one.proofs) <= set(words.proofs), one.name
            assert set(one.lifted_by) <= set(BODY_KINDS), one.name
            assert one.proofs, one.name
            assert one.lifted_by, one.name
            assert one.answers, one.name
            assert set(one.answers) <= interventions(), one.name
    assert all(told["en"] and told["fa"] for told in words.proofs.values())


def interventions():
    return {row["name"] for row in load("interventions")["kind"]}


def test_every_intervention_answers_something(words):
    answered = {name for one in words.by_name.values() for name in one.answers}
    assert answered == interventions()


def test_published_shares_are_shares_and_lead_to_their_source(words):
    for kind in words.kinds:
        for share in kind.shares:
            assert 0 < share.share <= 1
            assert share.source
            assert share.units >= 0
        days = [share.on for share in kind.shares]
        assert all(first < later for first, later in pairwise(days))


def test_an_obstacle_stays_in_every_later_version():
    for first, later in pairwise(WORDS_EVER):
        assert set(obstacles_on(first).by_name) <= set(obstacles_on(later).by_name)


def test_bodies_are_called_something():
    assert set(BODIES) == set(BODY_KINDS)
