"""What is left of a public figure when others are taken from it?

Of two questions one lies within the other where every day and every part that it asks is asked by
the other too. Looked at is what the public can see: the questions that figures answer and their
numbers, never their lists.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

METHOD = "disclosure.cells/1"
PARTED: Final = ("province", "parks", "park", "sector", "size", "cause")  # what parts a whole

Counts = tuple[int, ...]  # of things; of a share also of those that count


@dataclass(frozen=True, slots=True)
class Cell:
    """A public figure as the public can reckon with it.

    Attributes:
        figure: its number.
        scope: what it asks of whom, a park's place among it.
        first: the first day that can be in it.
        last: the last.
        stock: whether it tells what there is on its last day.
        counts: how many things it counts. [things]
    """

    figure: int
    scope: frozenset[tuple[str, str]]
    first: date
    last: date
    stock: bool
    counts: Counts

    def holds(self, other: "Cell") -> bool:
        """Tell whether another's question lies within this one's."""
        if not self.scope <= other.scope:
            return False
        if self.stock:
            return self.last == other.last
        return self.first <= other.first and other.last <= self.last

    @property
    def days(self) -> tuple[date, date]:
        """The days that can be in it."""
        return (self.last, self.last) if self.stock else (self.first, self.last)


def left_over(new: Cell, public: Sequence[Cell], least: int) -> tuple[int, ...]:
    """Return the public figures beside which a new one would tell few; () for none.

    Args:
        new: to be made public.
        public: what is public already of the same metric.
        least: the fewest things that may be told. [things]

    Source:
        Hundepool et al. (2010), Handbook on Statistical Disclosure Control 1.2, ESSNet SDC:
        disclosure by differencing.
    """
    for whole, parts in _reckoned(new, public):
        if _tells(whole, parts, least):
            told = {whole.figure, *(part.figure for part in parts)} - {new.figure}
            return tuple(sorted(told))
    return ()


def _reckoned(new: Cell, public: Sequence[Cell]) -> Iterator[tuple[Cell, Sequence[Cell]]]:
    """Return every whole with the parts that can be taken from it, where the new one is among them."""
    for other in public:
        if new.holds(other):
            yield new, [other]
        if other.holds(new):
            yield other, [new]
    for whole in [new, *(cell for cell in public if cell.holds(new))]:
        inside = [cell for cell in (*public, new) if whole.holds(cell) and cell is not whole]
        for name in PARTED:
            yield whole, _siblings(whole, inside, name)
        if not whole.stock:
            yield whole, _one_after_another(whole, inside)


def _siblings(whole: Cell, inside: Sequence[Cell], name: str) -> list[Cell]:
    """Return the parts that differ from their whole in one thing that is asked, each once."""
    found: dict[str, Cell] = {}
    for cell in inside:
        more = dict(cell.scope - whole.scope)
        own = {name, "province", "parks"} if name == "park" else {name}
        if cell.days == whole.days and name in more and set(more) <= own:
            found[more[name]] = cell  # of two of the same part the one made public last
    return list(found.values())


def _one_after_another(whole: Cell, inside: Sequence[Cell]) -> list[Cell]:
    """Return as many parts of a whole's days as follow each other without a common day."""
    found: list[Cell] = []
    same = (cell for cell in inside if cell.scope == whole.scope and cell.days != whole.days)
    for cell in sorted(same, key=lambda one: (one.last, one.first)):
        if not found or cell.first > found[-1].last:
            found.append(cell)
    return found


def _tells(whole: Cell, parts: Sequence[Cell], least: int) -> bool:
    """Tell whether what is left of a whole is few, and of a part of the country."""
    if not parts or not any(cell.scope for cell in (whole, *parts)):
        return False
    left = [
        whole.counts[place] - sum(part.counts[place] for part in parts)
        for place in range(len(whole.counts))
    ]
    return few(left, least)


def few(counts: Iterable[int], least: int) -> bool:
    """Tell whether one of some counts is more than none and too small for everybody.

    Args:
        counts: of things. [things]
        least: the fewest that may be told. [things]
    """
    return any(0 < count < least for count in counts)
