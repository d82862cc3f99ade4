"""The laws of the board: a fold of strokes, judged by a slow twin."""

import random

from hypothesis import given
from hypothesis import strategies as st

from ehya.invest.board import KINDS, Move, Part, Place, Programme, Told, fold, standing
from tests.reference.board_by_replay import replay

PROVINCES = ("IR-20", "IR-21", None)


@st.composite
def programmes(draw):
    sites = draw(st.integers(1, 4))
    places = tuple(Place(n, draw(st.sampled_from(PROVINCES))) for n in range(1, sites + 1))
    parts = tuple(
        Part(
            key=n,
            site=draw(st.sampled_from([None, *range(1, sites + 1)])),
            kind=draw(st.sampled_from(KINDS)),
            projects=draw(st.integers(1, 9)),
            province=draw(st.sampled_from(PROVINCES)),
            jobs=draw(st.none() | st.integers(0, 900)),
            amount_irr=draw(st.none() | st.integers(1, 10**14)),
        )
        for n in range(1, draw(st.integers(0, 8)) + 1)
    )
    return Programme(places, parts)


@st.composite
def plays(draw):
    """A programme, and what an operator may do: an undo takes back the last that stands."""
    programme, moves = draw(programmes()), []
    for number in range(1, draw(st.integers(0, 25)) + 1):
        stands = standing(moves)
        acts = ["on_air", "off_air", *(["open"] if programme.parts else [])]
        act = draw(st.sampled_from([*acts, *(["undo"] if stands else [])]))
        moves.append(
            Move(
                number,
                act,
                site=draw(st.sampled_from(programme.places)).key if act == "on_air" else None,
                opening=draw(st.sampled_from(programme.parts)).key if act == "open" else None,
                undoes=stands[-1].number if act == "undo" else None,
            )
        )
    return programme, moves


@given(plays())
def test_the_fold_is_what_the_slow_twin_says(play):
    programme, moves = play
    board = fold(programme, moves)
    assert (board.on_air, board.opened) == replay(programme, moves)


@given(plays(), st.randoms(use_true_random=False))
def test_strokes_that_come_in_any_order_give_the_same_board(play, chance: random.Random):
    programme, moves = play
    shuffled = list(moves)
    chance.shuffle(shuffled)
    assert fold(programme, shuffled) == fold(programme, moves)


@given(plays())
def test_an_undo_gives_back_exactly_the_board_before(play):
    programme, moves = play
    for number in range(len(moves)):
        before, stroke = moves[:number], moves[number]
        if stroke.act == "undo":
            continue
        undo = Move(stroke.number + 1, "undo", undoes=stroke.number)
        assert fold(programme, [*before, stroke, undo]) == fold(programme, before)


@given(plays())
def test_a_total_is_the_sum_of_its_parts_and_nothing_else(play):
    programme, moves = play
    board = fold(programme, moves)
    there = [part for part in programme.parts if part.amount_irr is not None]
    assert board.amount_irr == Told(
        sum(part.amount_irr for part in there if part.key in board.opened),
        sum(part.amount_irr for part in there),
        len(programme.parts) - len(there),
    )
    assert board.projects.whole == sum(part.projects for part in programme.parts)
    assert board.projects.opened <= board.projects.whole
    assert board.provinces.opened <= board.provinces.whole


@given(plays())
def test_what_is_opened_is_never_told_as_next(play):
    board = fold(*play)
    assert board.now not in board.opened
    assert board.next not in board.opened
    assert board.now is None or board.now != board.next
