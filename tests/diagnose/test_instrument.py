"""Does a form ask what follows from the answers, and count nothing else?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.diagnose.instrument import (
    FORM_OF,
    asked,
    counted,
    form_on,
    read_answer,
    read_number,
    running,
    wrong,
)
from ehya.diagnose.obstacles import obstacles_on
from ehya.engine.refusal import Refusal
from tests.diagnose.conftest import STANDS, TODAY

KNOWN = obstacles_on().by_name
DIAGNOSIS = form_on("diagnosis")


def names(form, answers):
    return [one.name for one in asked(form, answers)]


def codes(form, answers, on=TODAY):
    faults = wrong(form, answers, on=on, obstacles=KNOWN)
    return {name: [no.code for no in nos] for name, nos in faults.items()}


def test_a_shut_gate_asks_little():
    assert names(DIAGNOSIS, {"let_in": "nobody", "works": "no"}) == [
        "let_in",
        "works",
        "stands_since",
        "photo_place",
        "remarks",
    ]


def test_a_question_hangs_on_its_own_condition_and_on_those_before_it():
    told = {"let_in": "owner", "works": "yes", "share": 40}
    assert "obstacles_half" in names(DIAGNOSIS, told)
    assert "obstacles_half" not in names(DIAGNOSIS, {**told, "share": 50})
    # the share still stands in the draft, but whether it works is not asked any more
    assert "obstacles_half" not in names(DIAGNOSIS, {**told, "let_in": "gone"})


def test_the_check_is_a_shorter_form():
    short = [one.name for one in form_on("check").questions]
    assert "obstacles" not in short
    assert form_on("sample") == form_on("check")
    assert len(short) < len(DIAGNOSIS.questions)


def test_whether_it_runs_is_said_or_not():
    assert running(DIAGNOSIS, {"let_in": "owner", "works": "yes"}) is True
    assert running(DIAGNOSIS, {"let_in": "owner", "works": "no"}) is False
    assert running(DIAGNOSIS, {"let_in": "owner"}) is None
    assert running(DIAGNOSIS, {"let_in": "gone", "works": "yes"}) is None


def test_a_purpose_nobody_knows_is_refused():
    with pytest.raises(Refusal, match=r"^diagnose.no_such_purpose"):
        form_on("pleasure")


def test_right_answers_are_right():
    assert codes(DIAGNOSIS, STANDS) == {}


@pytest.mark.parametrize(
    ("change", "question", "code"),
    [
        ({"works": None}, "works", "diagnose.answer_needed"),
        ({"works": "perhaps"}, "works", "diagnose.no_such_option"),
        ({"workers": "many"}, "workers", "diagnose.not_a_number"),
        ({"workers": -1}, "workers", "diagnose.too_small"),
        ({"workers": 50_001}, "workers", "diagnose.too_large"),
        ({"workers": 1.5}, "workers", "diagnose.not_whole"),
        ({"stands_since": "last year"}, "stands_since", "diagnose.not_a_day"),
        ({"stands_since": "2024-08-13"}, "stands_since", "diagnose.day_ahead"),
        ({"stands_since": "1700-01-01"}, "stands_since", "diagnose.day_too_early"),
        ({"supplies": ["steam"]}, "supplies", "diagnose.no_such_option"),
        ({"remarks": "x" * 4001}, "remarks", "diagnose.too_long"),
        ({"photo_place": ["0"] * 11}, "photo_place", "diagnose.too_many_photos"),
        ({"obstacles": []}, "obstacles", "diagnose.answer_needed"),
        ({"obstacles": STANDS["obstacles"] * 2}, "obstacles", "diagnose.obstacle_twice"),
        ({"obstacles": [{"obstacle": "tax.debt"}]}, "obstacles", "diagnose.severity_needed"),
        (
            {"obstacles": [{"obstacle": "luck.none", "severity": 1}]},
            "obstacles",
            "diagnose.no_such_obstacle",
        ),
    ],
)
def test_every_wrong_answer_is_told_beside_its_question(change, question, code):
    assert codes(DIAGNOSIS, {**STANDS, **change}) == {question: [code]}


def test_all_that_is_wrong_is_told_at_once():
    told = {**STANDS, "workers": "many", "machines": None, "owner_wants": "peace"}
    assert set(codes(DIAGNOSIS, told)) == {"workers", "machines", "owner_wants"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1200", 1200),
        ("۱٬۲۰۰", 1200),
        ("1,200", 1200),
        ("۱۲٫۵", 12.5),
        ("-3", -3),
        (" 7 ", 7),
        ("nan", "nan"),
        ("1e400", "1e400"),
        ("twelve", "twelve"),
    ],
)
def test_a_number_is_read_in_either_script(typed, read):
    assert read_number(typed) == read


def test_a_day_is_read_in_either_calendar():
    question = next(one for one in DIAGNOSIS.questions if one.name == "stands_since")
    assert read_answer(question, ["۱۴۰۲/۰۱/۰۱"]) == "2023-03-21"
    assert read_answer(question, ["spring"]) == "spring"
    assert read_answer(question, [" "]) is None


def answers_to(form):
    """Any answers, right, wrong or missing, to any questions of a form and to others."""
    anything = st.one_of(
        st.none(),
        st.integers(-10, 10**6),
        st.floats(allow_nan=False),
        st.text(max_size=12),
        st.lists(st.text(max_size=5), max_size=3),
    )
    rows = st.lists(
        st.fixed_dictionaries(
            {
                "obstacle": st.sampled_from([*KNOWN, "luck.none", ""]),
                "severity": st.sampled_from([None, 0, 1, 2, 3]),
                "since": st.sampled_from(["", "2020-01-01", "2030-01-01", "spring"]),
                "cost_irr": st.one_of(st.none(), st.integers(-5, 10**12), st.just("much")),
            }
        ),
        max_size=3,
    )

    def one(question):
        chosen = [*question.options, "yes", "no"]
        if question.kind == "obstacles":
            return rows
        if question.kind in ("many", "photo"):
            return st.lists(st.sampled_from([*chosen, "other"]), max_size=4)
        return st.one_of(st.sampled_from(chosen), anything)

    fixed = {question.name: one(question) for question in form.questions}
    return st.fixed_dictionaries({}, optional=fixed)


@pytest.mark.parametrize("purpose", FORM_OF)
def test_an_answer_to_what_is_not_asked_never_counts(purpose):
    form = form_on(purpose)

    @given(answers_to(form))
    def law(answers):
        counting = counted(form, answers)
        assert set(counting) <= set(names(form, answers))
        # without the others everything is as it was
        assert names(form, counting) == names(form, answers)
        assert counted(form, counting) == counting
        assert running(form, counting) == running(form, answers)
        assert codes(form, counting) == codes(form, answers)

    law()


KEEPS = {
    "number": lambda one, told: (
        one.least <= told <= one.most and (not one.whole or told == int(told))
    ),
    "choice": lambda one, told: told in one.options,
    "many": lambda one, told: set(told) <= set(one.options),
    "yes_no": lambda one, told: told in ("yes", "no"),
    "date": lambda one, told: date.fromisoformat(told) <= TODAY,
    "text": lambda one, told: len(str(told)) <= one.most,
    "photo": lambda one, told: len(told) <= one.most,
    "obstacles": lambda one, told: all(
        row["obstacle"] in KNOWN and row["severity"] in (1, 2, 3) for row in told
    ),
}


@pytest.mark.parametrize("purpose", FORM_OF)
def test_what_is_not_found_wrong_keeps_every_rule(purpose):
    form = form_on(purpose)

    @given(answers_to(form))
    def law(answers):
        found, told = codes(form, answers), counted(form, answers)
        for question in asked(form, answers):
            answer = told.get(question.name)
            if question.name in found:
                continue
            if answer is None:
                assert not question.needed
            else:
                assert KEEPS[question.kind](question, answer)

    law()
