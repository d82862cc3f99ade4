"""Is a unit that never worked as its contract or its licence says seen to stand?"""

import numpy as np
import pytest
from tests.methods.detect.panels import GAP, LAW, letters, steady

from ehya.engine.detect import Panel, State, detect

MONTHS, PEERS = 36, 60


def held_against(
    shares: list[float],
    *,
    measure: float = 1.0,
    licensed: bool = False,
    capacity: list[float] | None = None,
):
    """Units that read a steady share of their capacity of 1,000 all along, among peers that read
    about 300: between 200 and 450 of it."""
    peers = 300 * np.exp(np.random.default_rng(1).normal(0, 0.2, (PEERS, 1)))
    scatter = steady(PEERS, MONTHS) / np.median(steady(PEERS, MONTHS), axis=1, keepdims=True)
    own = np.array(shares)[:, None] * 1000 * scatter[: len(shares)]
    readings = np.vstack([own, peers * scatter])
    size = np.full((len(readings), 1), 1000.0)
    size[: len(shares), 0] = capacity or size[: len(shares), 0]
    panel = Panel(
        readings[..., None] * measure,
        np.zeros(len(readings), dtype=np.int64),
        1,
        capacity=size * measure,
        licensed=np.array([licensed]),
    )
    return detect(panel, LAW)


def test_a_unit_at_a_fiftieth_of_its_contract_all_its_life_is_idle():
    # Peers have 0.3 of their contract, the lowest at work about 0.3 x exp(-2 x 0.2) = 0.2 of it:
    # a unit at 0.015 is at 0.075 of that, below a tenth.
    found = held_against([0.015])
    assert letters(found) == "I" * MONTHS
    assert found.utilisation[0, -1, 0] < 0.1


def test_a_unit_at_a_twelfth_of_its_contract_all_its_life_is_semi_active():
    found = held_against([0.08])  # 0.08 of 0.2: two fifths
    assert letters(found) == "S" * MONTHS


@pytest.mark.parametrize("share", [0.25, 0.3, 0.45, 2.0])
def test_a_unit_that_reads_as_peers_of_its_contract_do_is_at_work(share):
    assert letters(held_against([share])) == "A" * MONTHS


def test_without_a_known_contract_a_small_unit_is_just_small():
    assert letters(held_against([0.015], capacity=[GAP])) == "A" * MONTHS


def test_readings_and_contracts_in_another_measure_change_nothing():
    one, other = held_against([0.08, 0.3]), held_against([0.08, 0.3], measure=3600.0)
    np.testing.assert_array_equal(one.state, other.state)
    np.testing.assert_allclose(one.chance, other.chance, atol=1e-9)


def test_too_few_peers_show_nothing():
    readings = np.full((10, MONTHS, 1), 300.0)
    readings[0] = 15
    panel = Panel(readings, np.zeros(10, dtype=np.int64), 1, capacity=np.full((10, 1), 1000.0))
    assert letters(detect(panel, LAW)) == "A" * MONTHS


def test_many_idle_peers_do_not_make_idleness_usual():
    found = held_against([0.015] * 20)  # a quarter of all
    assert (found.state[:20] == State.IDLE).all()


def test_a_licence_is_the_measure_itself_whatever_peers_do():
    found = held_against([0.05, 0.3, 0.7, 1.2], licensed=True)
    assert [letters(found, unit)[-1] for unit in range(4)] == ["I", "S", "A", "A"]


def test_what_the_licence_says_holds_for_every_signal():
    # A factory that makes a third of its licence, on as much power as it ever used.
    both = np.stack([steady(40, MONTHS), steady(40, MONTHS, seed=2)], axis=-1)
    full = np.median(both, axis=1)
    full[0, 1] *= 3
    full[:, 0] = GAP
    panel = Panel(
        both, np.zeros(40, dtype=np.int64), 1, capacity=full, licensed=np.array([False, True])
    )
    found = detect(panel, LAW)
    assert letters(found) == "S" * MONTHS
    assert letters(found, 1) == "A" * MONTHS
