"""A board folded the slow way: every state is kept, and an undo goes back to the one before."""

from ehya.invest.board import Move, Programme


def replay(programme: Programme, moves: list[Move]) -> tuple[int | None, tuple[int, ...]]:
    """Return the site on air and what was opened, by a pile of whole states."""
    pile: list[tuple[int | None, tuple[int, ...]]] = [(None, ())]
    known = {part.key for part in programme.parts}
    for move in sorted(moves, key=lambda move: move.number):
        on_air, opened = pile[-1]
        if move.act == "undo":
            pile.pop()
        elif move.act == "on_air":
            pile.append((move.site, opened))
        elif move.act == "off_air":
            pile.append((None, opened))
        elif move.opening in known and move.opening not in opened:
            pile.append((on_air, (*opened, move.opening)))
        else:
            pile.append((on_air, opened))
    return pile[-1]
