"""Is what is learnt of interventions what became of their cases, with the doubt that is due?"""

from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.verify import Rules, Told, learn_effects
from ehya.engine.verify.pooling import pooled_means

RULES = Rules(edges=[100.0, 200.0], run_edges=[180.0, 365.0], mass=0.8)
LOAN, LINE = "working_capital_loan", "change_of_line"


def told(count, days, *, back=False, what=LOAN, cause="liquidity", size="", **more):
    return [Told(what, cause, size, float(days), back, **more)] * count


def learnt(rows, rules=RULES):
    return {effect.group: effect for effect in learn_effects(rows, rules)}


def test_of_one_group_the_chance_is_that_of_its_rates_by_hand():
    # 30 are back on day 50, 20 are followed for 100 days, 50 for all 200, none back in the second
    # period: rates 30 / (30 * 50 + 70 * 100) = 30 / 8500 and 0 / 5000 a day.
    rows = told(30, 50, back=True) + told(20, 100) + told(50, 200)
    chance = learnt(rows)[()].chance
    assert chance[0] == pytest.approx(1 - exp(-100 * 30 / 8500), abs=0.01)
    assert chance[1] < chance[0] < chance[2]


def test_half_of_those_who_come_back_in_an_even_course_are_back_by_half_of_the_hazard():
    # One period at 1/200 a day: within 100 days 1 - exp(-.5) = 39.3 %, half of it by 43.8 days of
    # an exponential law; told by straight lines between the edges, which is half way.
    rows = told(40, 50, back=True) + told(60, 100)
    days = learnt(rows, Rules([100.0], [365.0], 0.8))[()].days
    assert days[0] == pytest.approx(50, abs=0.5)
    assert days[1] == pytest.approx(10, abs=0.5)
    assert days[2] == pytest.approx(90, abs=0.5)


def test_an_open_case_says_as_much_as_it_was_followed():
    done = told(20, 40, back=True) + told(20, 200)
    young = told(40, 5)  # decided on last week: that they are not back says next to nothing
    alone, together = learnt(done)[()].chance[0], learnt(done + young)[()].chance[0]
    assert together == pytest.approx(alone, abs=0.06)
    counted_as_failures = learnt(done + told(40, 200))[()].chance[0]
    assert counted_as_failures < alone - 0.15


def test_few_cases_speak_with_their_parents_voice_and_many_with_their_own():
    many = [
        row
        for place in range(8)
        for row in told(30 + 5 * place, 50, back=True, what=f"kind{place}")
        + told(70 - 5 * place, 200, what=f"kind{place}")
    ]
    few = told(3, 50, back=True, what=LINE)
    effects = learnt(many + few)
    assert effects[LINE,].chance[0] < 0.75  # three of three are no proof of a hundred
    assert effects["kind7",].chance[0] - effects["kind0",].chance[0] > 0.2
    wide = effects[LINE,].chance[2] - effects[LINE,].chance[1]
    assert wide > 1.5 * (effects["kind3",].chance[2] - effects["kind3",].chance[1])


def test_who_never_came_back_says_nothing_of_staying():
    effects = learnt(told(10, 200) + told(5, 50, back=True, what=LINE, ran=400.0))
    assert effects[LOAN,].sustained is None
    assert effects[LINE,].sustained[0] > 0.5


def test_relapses_lower_what_is_said_of_staying():
    steady = told(50, 50, back=True, ran=365.0)
    relapsed = told(25, 50, back=True, ran=100.0, stood=True) + told(25, 50, back=True, ran=365.0)
    assert learnt(steady)[()].sustained[0] > 0.97
    # 25 events in 25 * 100 + 25 * 180 days, then none in 25 * 185.
    assert learnt(relapsed)[()].sustained[0] == pytest.approx(exp(-180 * 25 / 7000), abs=0.02)


def test_a_unit_whose_size_nobody_told_counts_in_the_levels_above():
    effects = learnt(told(6, 50, back=True, size="micro") + told(4, 200))
    assert effects[LOAN, "liquidity"].cases == 10
    assert effects[LOAN, "liquidity", "micro"].cases == 6


def test_nothing_is_learnt_of_nothing():
    assert learn_effects([], RULES) == []


def test_means_are_drawn_by_the_share_of_scatter_within():
    # Groups (0, 2), (10, 12), (20, 22): within 2, between 100 - 1 = 99; a mean is worth 2/99.
    groups = {("a",): [0, 2], ("b",): [10, 12], ("c",): [20, 22]}
    values = {group: np.array(row, dtype=float) for group, row in groups.items()}
    values[()] = np.array([0, 2, 10, 12, 20, 22], dtype=float)
    worth = 2 / 99
    told_means = pooled_means(values)
    assert told_means["a",] == pytest.approx((2 * 1 + worth * 11) / (2 + worth))
    assert told_means["b",] == pytest.approx(11)


stories = st.lists(
    st.builds(
        Told,
        intervention=st.sampled_from([LOAN, LINE]),
        cause=st.sampled_from(["liquidity", "market"]),
        size=st.sampled_from(["", "micro", "small"]),
        followed=st.floats(1, 400),
        back=st.booleans(),
        ran=st.floats(1, 500),
        stood=st.booleans(),
        jobs=st.none() | st.floats(1, 90),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=20)
@given(stories)
def test_every_interval_holds_its_chance_and_lies_within_none_and_all(rows):
    for effect in learn_effects(rows, RULES):
        for told_of in (effect.chance, effect.sustained or (0.5, 0.5, 0.5)):
            middle, low, high = told_of
            assert 0 <= low <= middle <= high <= 1
        assert 0 <= effect.days[1] <= effect.days[0] <= effect.days[2] <= 200


@settings(max_examples=10)
@given(stories, st.randoms())
def test_the_order_of_cases_says_nothing(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    for one, other in zip(learn_effects(rows, RULES), learn_effects(shuffled, RULES), strict=True):
        assert one.group == other.group
        assert one.chance == pytest.approx(other.chance, abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_one_more_that_comes_back_at_once_never_lowers_the_chance_of_its_group(seed):
    rng = np.random.default_rng(seed)
    rows = [
        Told(LOAN, "liquidity", "", float(rng.uniform(1, 400)), bool(rng.random() < 0.5))
        for _ in range(rng.integers(1, 26))
    ]
    more = [*rows, Told(LOAN, "liquidity", "", 1.0, True)]
    assert learnt(more)[()].chance[0] >= learnt(rows)[()].chance[0] - 1e-3
