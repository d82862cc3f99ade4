"""What could be worked out from public figures that none of them may tell?

Two things stay in the house. Few: a number of things in a part of the country so small that whoever
knows the place knows who is meant, told outright or left over when public figures are taken from
one another. One: an amount that is mostly two units' own, from which each could read the other.

Looked at is what the public can see: the questions that figures answer and their numbers, never
their lists. Of two questions one lies within the other where every day and every part that it asks
is asked by the other too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load
from ehya.publish.counting import contributors
from ehya.publish.models import Figure
from ehya.publish.queries.figures import asked_by, public_figures
from ehya.register.models import ParkVersion

METHOD = "disclosure.cells/1"
RULES = "public"
PARTED: Final = ("province", "parks", "park", "sector", "size", "cause")  # what parts a whole
SHARE: Final = "percent"

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


def least_cell(on: date) -> int:
    """Return the fewest things that a public figure of a part of the country counts. [things]"""
    return int(load(RULES, on)["least_cell"])


def is_whole(figure: Figure) -> bool:
    """Tell whether a figure counts the whole country, in which nobody is told by being few."""
    return set(figure.scope) <= {"synthetic"}


def tells_few(figure: Figure, counts: Iterable[int]) -> bool:
    """Tell whether one of some counts within a figure's scope is too small for everybody.

    Args:
        figure: whose scope it is.
        counts: of parts of it. [things]
    """
    return not is_whole(figure) and _few(counts, least_cell(figure.as_of))


def refuse_telling(figure: Figure) -> None:
    """Say no to a figure that tells few, or one unit's amount, alone or beside what is public.

    Args:
        figure: that is to be made public.

    Raises:
        Refusal: "figure.too_few", "figure.tells_few" with the figures beside which it would,
            "figure.tells_one".

    Source:
        Hundepool et al. (2010), Handbook on Statistical Disclosure Control 1.2, ESSNet SDC:
        threshold rule, (n,k)-dominance, and disclosure by differencing of linked tables.
    """
    rules, least = load(RULES, figure.as_of), least_cell(figure.as_of)
    if not is_whole(figure) and _few(counts_of(figure), least):
        raise Refusal("figure.too_few", figure=figure.pk, least=least)
    if figure.unit in rules["dominated_units"]:
        _refuse_dominated(figure, rules["largest"], rules["most_of_largest"], least)
    if is_whole(figure) and figure.corrects.exists():
        return  # what was told wrongly of the country is put right, whatever was told of its parts
    beside = left_over(cell_of(figure), _public(figure), least)
    if beside:
        raise Refusal("figure.tells_few", figure=figure.pk, beside=list(beside), least=least)


def left_over(new: Cell, public: Sequence[Cell], least: int) -> tuple[int, ...]:
    """Return the public figures beside which a new one would tell few; () for none.

    Args:
        new: to be made public.
        public: what is public already of the same metric.
        least: the fewest things that may be told. [things]
    """
    for whole, parts in _reckoned(new, public):
        if _tells(whole, parts, least):
            told = {whole.figure, *(part.figure for part in parts)} - {new.figure}
            return tuple(sorted(told))
    return ()


def counts_of(figure: Figure) -> Counts:
    """Return how many things a figure counts; of a share also how many of them count. [things]"""
    if figure.unit != SHARE:
        return (figure.number,)
    return figure.number, round(figure.value * figure.number / 100)


def cell_of(figure: Figure) -> Cell:
    """Return a figure as the public can reckon with it."""
    scope = {name: str(told) for name, told in figure.scope.items() if name != "synthetic"}
    if "park" in scope:
        scope |= {"parks": "inside", **_place_of(scope["park"], figure.as_of)}
    return Cell(
        figure=figure.pk,
        scope=frozenset(scope.items()),
        first=figure.first,
        last=min(figure.last, figure.as_of),
        stock=asked_by(figure).metric.is_stock,
        counts=counts_of(figure),
    )


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
    return _few(left, least)


def _few(counts: Iterable[int], least: int) -> bool:
    return any(0 < count < least for count in counts)


def _public(figure: Figure) -> list[Cell]:
    rows = public_figures(synthetic=figure.synthetic).filter(metric=figure.metric)
    return [cell_of(row) for row in rows.exclude(pk=figure.pk).order_by("release__pk")]


def _place_of(park: str, on: date) -> dict[str, str]:
    rows = ParkVersion.objects.filter(park=park, valid__contains=on, known__upper_inf=True)
    place = rows.values_list("province_id", flat=True).first()
    return {"province": str(place)} if place else {}


def _refuse_dominated(figure: Figure, largest: int, most: int, least: int) -> None:
    number, amounts = contributors(asked_by(figure), most=largest)
    if not is_whole(figure) and _few((number,), least):
        raise Refusal("figure.too_few", figure=figure.pk, least=least)
    if not figure.value:
        return
    if 100 * sum(amounts, Decimal()) > most * abs(figure.value):
        raise Refusal("figure.tells_one", figure=figure.pk, largest=largest, share=most)
