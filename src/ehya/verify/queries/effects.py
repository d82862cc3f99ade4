"""What is known of what brings units back?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ehya.verify.models import Effect, EffectTable
from ehya.verify.queries.episodes import Episode, episodes

__all__ = [
    "Asked",
    "Effect",
    "EffectTable",
    "Episode",
    "answer",
    "asked_of",
    "before",
    "behind",
    "effects",
    "kinds_learnt",
    "newest",
]
Cell = tuple[str, str, str]  # intervention, cause, size; "" means all


@dataclass(frozen=True, slots=True)
class Asked:
    """Which effects are asked for; what is empty is not asked.

    Attributes:
        cause: first level of an obstacle.
        size: of the units; only with a cause.
    """

    cause: str = ""
    size: str = ""


def newest(kind: str, *, synthetic: bool) -> EffectTable | None:
    """Return the newest table of a kind of case."""
    rows = EffectTable.objects.filter(kind=kind, synthetic=synthetic)
    return rows.order_by("-known_at", "-id").first()


def before(table: EffectTable) -> EffectTable | None:
    """Return the table that stood before one."""
    rows = EffectTable.objects.filter(kind=table.kind, synthetic=table.synthetic, pk__lt=table.pk)
    return rows.order_by("-known_at", "-id").first()


def kinds_learnt() -> dict[bool, list[str]]:
    """Return of which kinds of case tables are there: of made-up units (True), and of real ones."""
    rows = EffectTable.objects.values_list("synthetic", "kind").distinct().order_by("kind")
    found: dict[bool, list[str]] = {False: [], True: []}
    for synthetic, kind in rows:
        found[synthetic].append(kind)
    return found


def effects(table: EffectTable) -> dict[Cell, Effect]:
    """Return everything that a table says, by intervention, cause and size."""
    return {(row.intervention, row.cause, row.size): row for row in table.effects.all()}


def behind(table: EffectTable, cell: Cell) -> list[Episode]:
    """Return the cases that a table's cell rests on, the newest decision first.

    Args:
        table: whose day and moment are asked about: the same cases as when it was learnt.
        cell: intervention, cause and size; "" means all.
    """
    wanted = [(place, part) for place, part in enumerate(cell) if part]
    rows = episodes(table.as_of, table.known_at, synthetic=table.synthetic)
    return sorted(
        (
            row
            for row in rows
            if row.kind == table.kind
            and all((*row.told.group, "")[place] == part for place, part in wanted)
        ),
        key=lambda row: (-row.decided_on.toordinal(), row.case),
    )


def asked_of(told: Mapping[Cell, Effect], asked: Asked) -> list[Effect]:
    """Return one effect for each intervention, the most promising first.

    Args:
        told: of one table.
        asked: against which cause, in units of which size.
    """
    depth = 1 + bool(asked.cause) + bool(asked.cause and asked.size)
    rows = [
        row
        for (intervention, cause, size), row in told.items()
        if intervention and (cause, size) == (asked.cause, asked.size if depth == 3 else "")
    ]
    return sorted(rows, key=lambda row: (-row.chance, row.intervention))


def answer(told: Mapping[Cell, Effect], cell: Cell, *, fewest: int) -> Effect | None:
    """Return what is known of a cell, or of the nearest above it that rests on enough cases.

    Args:
        told: of one table.
        cell: intervention, cause and size.
        fewest: cases that are enough.

    Returns:
        The effect, which says by its own cell what it is of; None where nothing is known of the
        intervention at all.
    """
    intervention, cause, size = cell
    for above in _up(intervention, cause, size):
        found = told.get(above)
        if found is not None and found.cases >= fewest:
            return found
    return None


def _up(intervention: str, cause: str, size: str) -> Sequence[Cell]:
    return ((intervention, cause, size), (intervention, cause, ""), (intervention, "", ""))
