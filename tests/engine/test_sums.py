"""What sums tell of their cells, worked by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine.sums import told_by


def told(sums, totals):
    found = told_by(np.array(sums, float), np.array(totals, float))
    return {cell: round(found.values[cell]) for cell in np.flatnonzero(found.exactly)}


def test_the_last_of_three_is_the_whole_less_the_others():
    # cells a, b, c; published: a + b + c = 30, a = 14, b = 13
    assert told([[1, 1, 1], [1, 0, 0], [0, 1, 0]], [30, 14, 13]) == {0: 14, 1: 13, 2: 3}


def test_two_hidden_cells_hide_each_other():
    assert told([[1, 1, 1], [1, 0, 0]], [30, 14]) == {0: 14}


def test_a_hidden_provinces_month_is_a_difference_of_differences():
    # cells: province and rest, spring and summer; published: the country's spring 40 and its year 60,
    # the rest's spring 30 and its year 47. Hidden: the province's spring 10, its summer 3.
    spring, year, rest_spring, rest_year = [1, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0], [0, 0, 1, 1]
    found = told([spring, year, rest_spring, rest_year], [40, 60, 30, 47])
    assert found == {0: 10, 1: 3, 2: 30, 3: 17}


def test_the_sums_that_a_cell_is_worked_out_from_are_named():
    sums = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1]], float)
    found = told_by(sums, np.array([12.0, 10.0, 7.0]))
    assert found.sums_for(1) == [0, 1]  # 12 − 10, and nothing of the third


@given(st.data())
def test_a_cell_that_is_told_has_the_same_value_in_every_world_that_fits(data):
    """Twin: two worlds with the same sums never differ in a cell that is told exactly."""
    cells, rows = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 6))
    bits = st.lists(st.integers(0, 1), min_size=cells, max_size=cells)
    sums = np.array(data.draw(st.lists(bits, min_size=rows, max_size=rows)), float)
    world = np.array(data.draw(st.lists(st.integers(0, 9), min_size=cells, max_size=cells)), float)
    found = told_by(sums, sums @ world)
    _left, weights, right = np.linalg.svd(sums)
    rank = int((weights > 1e-9).sum())
    unseen = right[rank:]  # what can be added to a world without a sum noticing
    for cell in range(cells):
        moves = bool((np.abs(unseen[:, cell]) > 1e-9).any()) if len(unseen) else False
        assert found.exactly[cell] == (not moves)
        if found.exactly[cell]:
            assert abs(found.values[cell] - world[cell]) < 1e-6
