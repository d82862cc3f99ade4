"""What could be worked out from public figures that none of them may tell?

Two things stay in the house. Few: a number of things in a part of the country so small that whoever
knows the place knows who is meant, told outright or worked out from public figures together. One:
an amount that is mostly two units' own, from which each could read the other.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load
from ehya.publish.counting import contributors
from ehya.publish.disclosure.cells import Cell, Counts, few, left_over
from ehya.publish.disclosure.spans import told_together
from ehya.publish.models import Figure
from ehya.publish.queries.figures import asked_by, public_figures
from ehya.register.models import ParkVersion

RULES = "public"
SHARE: Final = "percent"

__all__ = ["cell_of", "counts_of", "is_whole", "least_cell", "refuse_telling", "tells_few"]


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
    return not is_whole(figure) and few(counts, least_cell(figure.as_of))


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
    if not is_whole(figure) and few(counts_of(figure), least):
        raise Refusal("figure.too_few", figure=figure.pk, least=least)
    if figure.unit in rules["dominated_units"]:
        _refuse_dominated(figure, rules["largest"], rules["most_of_largest"], least)
    if is_whole(figure) and figure.corrects.exists():
        return  # what was told wrongly of the country is put right, whatever was told of its parts
    new, public = cell_of(figure), _public(figure)
    beside = left_over(new, public, least) or told_together(new, public, least)
    if beside:
        raise Refusal("figure.tells_few", figure=figure.pk, beside=list(beside), least=least)


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


def _public(figure: Figure) -> list[Cell]:
    rows = public_figures(synthetic=figure.synthetic).filter(metric=figure.metric)
    return [cell_of(row) for row in rows.exclude(pk=figure.pk).order_by("release__pk")]


def _place_of(park: str, on: date) -> dict[str, str]:
    rows = ParkVersion.objects.filter(park=park, valid__contains=on, known__upper_inf=True)
    place = rows.values_list("province_id", flat=True).first()
    return {"province": str(place)} if place else {}


def _refuse_dominated(figure: Figure, largest: int, most: int, least: int) -> None:
    number, amounts = contributors(asked_by(figure), most=largest)
    if not is_whole(figure) and few((number,), least):
        raise Refusal("figure.too_few", figure=figure.pk, least=least)
    if not figure.value:
        return
    if 100 * sum(amounts, Decimal()) > most * abs(figure.value):
        raise Refusal("figure.tells_one", figure=figure.pk, largest=largest, share=most)
