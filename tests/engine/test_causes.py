"""What past diagnoses teach, what they do not, and that nothing of the future is among it."""

import json
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ehya.engine.diagnose import (
    LEVELS,
    Examples,
    Rules,
    Sightings,
    learn,
    pulls,
    seen_before,
    shrunk,
    tell,
)
from ehya.engine.diagnose.learning import loss, off, straightened
from ehya.engine.refusal import Refusal

RULES = Rules(
    fewest_diagnoses=300,
    fewest_found=20,
    fewest_alike=5,
    shrink=(5.0, 80.0),
    ridge=(1.0, 100.0),
    parts=(0.2, 0.4, 0.15),
    ahead=1.0,
)
KINDS = ("clear", "noise", "never")
GROUPS = ("division", "class", "province", "county", "park")


def world(seed, count=3000):
    """Units of which the first kind follows the age, the second nothing, the third never comes."""
    rng = np.random.default_rng(seed)
    age = rng.uniform(0, 40, count)
    found = np.zeros((count, 3), dtype=bool)
    found[:, 0] = rng.random(count) < 1 / (1 + np.exp(-(age - 25) / 4))
    found[:, 1] = rng.random(count) < 0.3
    division = rng.integers(0, 6, count)
    place = dict.fromkeys(GROUPS, division)
    day = 1000 + np.arange(count)
    unit = np.arange(count)
    whole = Examples(unit, day, place, age[:, None], ("age",), found)
    at, kind = np.nonzero(found)
    rows = np.concatenate([unit, unit[at]])
    begin = day[rows]
    sightings = Sightings(
        rows,
        np.concatenate([np.full(count, -1), kind]),
        begin,
        begin + 100_000,
        {level: division[rows] for level in GROUPS},
    )
    return whole, sightings


def counts_of(sightings):
    last = np.full(6, 50_000)
    told = {
        level: seen_before(
            sightings, level, 3, group=np.arange(6), day=last, unit=np.full(6, -1)
        ).tolist()
        for level in GROUPS
    }
    named = {level: {str(n): row for n, row in enumerate(rows)} for level, rows in told.items()}
    nation = seen_before(
        sightings, "nation", 3, group=np.zeros(1, int), day=last[:1], unit=np.full(1, -1)
    )
    return named | {"nation": {"": nation[0].tolist()}}


@pytest.fixture(scope="module")
def learnt():
    whole, sightings = world(1)
    weights, measures = learn(whole, sightings, KINDS, RULES)
    return weights | {"counts": counts_of(sightings)}, measures


def said(weights, ages):
    place = {level: ["0"] * len(ages) for level in GROUPS}
    own = {level: np.zeros((len(ages), 4), dtype=np.int64) for level in LEVELS}
    return tell(weights, np.array(ages, dtype=float)[:, None], place, own)


def test_what_follows_a_fact_is_told_and_what_follows_nothing_is_not(learnt):
    weights, measures = learnt
    why = {kind: one["why"] for kind, one in weights["kinds"].items()}
    assert why == {"clear": "", "noise": "no_better", "never": "hardly_seen"}
    told = measures["kinds"]["clear"]
    assert told["loss"]["told"] < 0.7 * told["loss"]["sector"]
    assert told["off"]["told"] < 0.08


def test_chances_are_those_of_the_law_it_was_drawn_by(learnt):
    chance = said(learnt[0], [10, 25, 38]).chance[:, 0]
    truth = 1 / (1 + np.exp(-(np.array([10, 25, 38]) - 25) / 4))
    assert chance == pytest.approx(truth, abs=0.1)


def test_the_strongest_reason_is_the_fact_itself(learnt):
    (first, *_) = said(learnt[0], [38]).reasons(0, 0)
    assert (first.what, first.value) == ("age", 38)
    assert first.push > 0


def test_a_unit_unlike_all_is_told_nothing(learnt):
    told = said(learnt[0], [90, 30])
    assert told.unlike == ("age", "")
    assert np.isnan(told.chance[0]).all()
    assert np.isfinite(told.chance[1, 0])


def test_a_copy_through_json_tells_the_same_to_the_bit(learnt):
    copy = json.loads(json.dumps(learnt[0], sort_keys=True))  # a database may sort the keys
    ages = np.linspace(1, 39, 50)
    assert np.array_equal(said(learnt[0], ages).chance, said(copy, ages).chance, equal_nan=True)


def test_the_order_of_examples_teaches_nothing(learnt):
    whole, sightings = world(1)
    order = np.random.default_rng(5).permutation(len(whole.unit))
    place = {level: group[order] for level, group in whole.place.items()}
    mixed = Examples(
        whole.unit[order], whole.day[order], place, whole.facts[order], ("age",), whole.found[order]
    )
    weights, _ = learn(mixed, sightings, KINDS, RULES)
    kept = {name: learnt[0][name] for name in weights}
    assert json.dumps(weights, sort_keys=True) == json.dumps(kept, sort_keys=True)


def test_what_comes_later_and_what_a_unit_told_itself_is_not_counted():
    # Three looks in one group on days 10, 20 and 30; the second finds kind 0.
    sightings = Sightings(
        unit=np.array([1, 2, 3, 2]),
        kind=np.array([-1, -1, -1, 0]),
        begin=np.array([10, 20, 30, 20]),
        end=np.array([99, 99, 99, 99]),
        place=dict.fromkeys(GROUPS, np.zeros(4, dtype=np.int64)),
    )

    def counted(day, unit):
        one = np.array([day]), np.array([unit])
        found = seen_before(sightings, "park", 1, group=np.zeros(1, int), day=one[0], unit=one[1])
        return found[0].tolist()

    assert counted(20, 9) == [0, 1]  # what is found on that very day is not known yet
    assert counted(21, 9) == [1, 2]
    assert counted(31, 2) == [0, 2]  # its own look and finding left out
    assert counted(100, 9) == [0, 0]  # too long ago


def test_a_share_is_drawn_towards_the_usual_one():
    # 3 of 5, and 10 further looks of which a fifth found it: (3 + 2) / 15.
    assert shrunk(np.array([3.0]), np.array([5.0]), np.array([0.2]), np.float64(10)) == 1 / 3


def test_the_line_makes_too_sure_chances_right():
    rng = np.random.default_rng(2)
    truth = rng.normal(0, 1, 20_000)
    found = rng.random(20_000) < 1 / (1 + np.exp(-truth))
    steep, shift = straightened(3 * truth + 1, found)
    assert steep == pytest.approx(1 / 3, abs=0.02)
    assert shift == pytest.approx(-1 / 3, abs=0.05)


def test_losses_by_hand():
    told = np.array([0.5, 0.9, 0.2])
    found = np.array([True, True, True])
    assert loss(told, found) == pytest.approx([log(2), -log(0.9), -log(0.2)])
    even = np.array([0.1] * 10 + [0.6] * 10)
    there = np.array([True] + [False] * 9 + [True] * 4 + [False] * 6)
    assert off(even, there, bins=2) == pytest.approx((0.0 + 0.2) / 2)


def test_too_few_diagnoses_teach_nothing():
    whole, sightings = world(3, count=100)
    with pytest.raises(Refusal) as no:
        learn(whole, sightings, KINDS, RULES)
    assert no.value.facts == {"found": 100, "fewest": 300}


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=2, max_size=20),
    st.floats(0.01, 0.99),
    st.floats(0.1, 1e4),
)
def test_a_shrunk_share_lies_between_its_own_and_the_usual(rows, usual, weight):
    found = np.array([min(a, b) for a, b in rows], dtype=float)
    looked = np.array([b for _, b in rows], dtype=float)
    told = shrunk(found, looked, np.full(len(rows), usual), np.float64(weight))
    own = np.where(looked > 0, found / np.maximum(looked, 1), usual)
    assert (told >= np.minimum(own, usual) - 1e-12).all()
    assert (told <= np.maximum(own, usual) + 1e-12).all()


def test_the_weight_that_told_best_is_chosen():
    # Groups whose shares truly differ want a small weight; groups that are alike a great one.
    rng = np.random.default_rng(4)

    def chosen(spread):
        share = np.clip(0.5 + rng.uniform(-spread, spread, 9_000), 0.02, 0.98)
        counts = np.column_stack([rng.binomial(40, share), np.full(9_000, 40)])
        nation = np.tile([4_000, 8_000], (9_000, 1))
        told = {
            level: counts if level == "division" else np.zeros((9_000, 2), int) for level in LEVELS
        }
        told["nation"] = nation
        found = (rng.random(9_000) < share)[:, None]
        return pulls(told, found, (5.0, 1000.0))["division"][0]

    assert chosen(0.45) == 5.0
    assert chosen(0.0) == 1000.0
