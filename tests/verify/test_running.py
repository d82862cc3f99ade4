"""What months of readings prove of a unit that was told to run."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.detect import NAMES
from ehya.verify.running import Asked, proofs, runs_of
from tests.reference.proof_by_months import proof

RULES = {"months": 3, "insured_at_least": 0.5, "standing_months": 3}
A, S, I, G, N = "active", "semi_active", "idle", "gone", ""
KINDS = ("revival", "capacity", "renovation")


def place(name):
    return NAMES.index(name) if name else -1


def asked_of(states, insured, *, kind="revival", jobs=10, first=0, last=None):
    state = np.array([[place(name) for name in states]])
    runs = runs_of(state, np.array([insured], dtype=float))
    asked = Asked(np.array([0]), np.array([kind]), np.array([jobs]), np.array([first]))
    told = proofs(runs, asked, last=len(states) - 1 if last is None else last, rules=RULES)
    return str(told.found[0]), int(told.months[0]), float(told.insured[0])


def test_three_months_at_work_with_half_of_the_people_insured_prove_it():
    assert asked_of([I, A, S, A], [0, 4, 5, 6], first=1) == ("running", 3, pytest.approx(0.5))


def test_two_months_are_too_few():
    assert asked_of([I, I, A, A], [0, 0, 9, 9], first=1)[:2] == ("unseen", 2)


def test_months_before_the_restart_do_not_count():
    assert asked_of([A, A, A, A], [9, 9, 9, 9], first=2)[:2] == ("unseen", 2)


def test_people_of_whom_nothing_is_read_prove_nothing():
    found, months, share = asked_of([A, A, A], [math.nan] * 3)
    assert (found, months) == ("unseen", 3)
    assert math.isnan(share)


def test_too_few_people_insured_prove_nothing():
    assert asked_of([A, A, A], [4, 4, 5])[0] == "unseen"


def test_half_work_lifts_nobody_over_half_of_capacity():
    assert asked_of([S, S, S], [9, 9, 9], kind="capacity")[:2] == ("unseen", 0)
    assert asked_of([S, S, S], [9, 9, 9], kind="revival")[0] == "running"


def test_three_months_of_standing_are_standing_whoever_is_insured():
    assert asked_of([A, I, I, G], [9, 9, 9, 9])[:2] == ("standing", 3)


def test_a_month_of_which_nothing_is_known_ends_the_count():
    assert asked_of([A, A, N, A], [9] * 4)[:2] == ("unseen", 1)


def test_later_months_are_not_looked_at():
    assert asked_of([A, A, A, I, I, I], [9] * 6, last=2)[0] == "running"


@st.composite
def units(draw):
    months = draw(st.integers(1, 12))
    states = draw(st.lists(st.sampled_from([A, S, I, G, N]), min_size=months, max_size=months))
    people = st.one_of(st.just(math.nan), st.integers(0, 30).map(float))
    insured = draw(st.lists(people, min_size=months, max_size=months))
    last = draw(st.integers(0, months - 1))
    return states, insured, draw(st.integers(0, months)), last


@given(units(), st.sampled_from(KINDS), st.integers(0, 20))
def test_all_at_once_is_told_as_one_by_one(unit, kind, jobs):
    states, insured, first, last = unit
    fast = asked_of(states, insured, kind=kind, jobs=jobs, first=first, last=last)
    slow = proof(states, insured, kind=kind, jobs=jobs, first=first, last=last, rules=RULES)
    assert fast[:2] == slow[:2]
    assert fast[2] == pytest.approx(slow[2], nan_ok=True)
