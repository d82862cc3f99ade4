"""Which hidden cell do public figures tell by being added to and taken from each other in any way?

The country is cut into atoms: by every part that a public figure names and the rest, and by every
day on which a public figure begins or ends. A figure is a sum of atoms. An atom that the sums tell
exactly, and that is few, stays hidden only where one of them stays in the house.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import reduce
from typing import Final

import numpy as np

from ehya.engine.sums import Floats, Told, told_by
from ehya.publish.disclosure.cells import PARTED, Cell

MOST: Final = (
    6_000  # atoms: more would keep a release waiting; pairs and siblings are looked at always
)
REST: Final = ""  # of a part: all that no public figure names
HALVES: Final = {"parks": ("inside", "outside")}  # a part of which there is no rest


def told_together(new: Cell, public: Sequence[Cell], least: int) -> tuple[int, ...]:
    """Return the public figures with which a new one would tell a hidden cell that is few.

    Args:
        new: to be made public.
        public: what is public already of the same metric.
        least: the fewest things that may be told. [things]

    Returns:
        Numbers of figures; () for none, and where there are more atoms than are looked at.
    """
    cells = _newest([*(cell for cell in public if not new.stock or cell.last == new.last), new])
    names = [name for name in PARTED if any(name in dict(cell.scope) for cell in cells)]
    keys = [_keys(name, cells) for name in names]
    days = [new.last] if new.stock else _days(cells)
    atoms = len(days) * int(np.prod([len(known) for known in keys]))
    if not names or atoms > MOST:
        return ()
    sums = np.array([_row(cell, names, keys, days) for cell in cells])
    for place in range(len(new.counts)):
        told = told_by(sums, np.array([cell.counts[place] for cell in cells], float))
        if beside := _beside(told, cells, least):
            return beside
    return ()


def _beside(told: Told, cells: Sequence[Cell], least: int) -> tuple[int, ...]:
    """Return with which figures the last of some tells a small atom; () for none."""
    small = told.exactly & (np.rint(told.values) > 0) & (np.rint(told.values) < least)
    for atom in np.flatnonzero(small):
        by = told.sums_for(int(atom))
        if by and by[-1] == len(cells) - 1:
            return tuple(sorted(cells[one].figure for one in by[:-1]))
    return ()


def _newest(cells: Sequence[Cell]) -> list[Cell]:
    """Return, of figures that answer one question, the one made public last."""
    kept = {(cell.scope, cell.days): cell for cell in cells}
    return sorted(kept.values(), key=lambda cell: cells.index(cell))


def _keys(name: str, cells: Sequence[Cell]) -> list[str]:
    if name in HALVES:
        return list(HALVES[name])
    told = {dict(cell.scope)[name] for cell in cells if name in dict(cell.scope)}
    return [*sorted(told), REST]


def _days(cells: Sequence[Cell]) -> list[date]:
    """Return the day on which each run of days begins that no figure parts; the last one's end too."""
    edges = {cell.first for cell in cells} | {cell.last + timedelta(days=1) for cell in cells}
    return sorted(edges)[:-1]


def _row(
    cell: Cell, names: Sequence[str], keys: Sequence[Sequence[str]], days: Sequence[date]
) -> Floats:
    """Return which atoms a figure adds. shape (atoms,)"""
    scope = dict(cell.scope)
    parts = [
        np.array([scope.get(name, key) == key for key in known], float)
        for name, known in zip(names, keys, strict=True)
    ]
    inside = [cell.stock or cell.first <= day <= cell.last for day in days]
    return reduce(np.kron, parts, np.array(inside, float))
