"""What is the projects' money together in one measure, with its parts by kind, source and province?

Rials of their own days, rials of one month, or dollars on one basis: one measure at a time, never
two added. Where a day has no rate or no index, that total is refused with the days that are missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import connection

from ehya.engine.prices import factors_constant, factors_in_dollars
from ehya.engine.refusal import Refusal
from ehya.invest.models.projects import MONEY_FROM, PROJECT_KINDS
from ehya.invest.queries.wanted import Wanted, found, of_one
from ehya.ledger.scopes import Sight
from ehya.register.queries.measures import index_by_day
from ehya.register.queries.rates import BASES, PRINTED, IndexOn, indices_told, rates_of
from ehya.register.queries.within import Moment

GRAIN = 10**12  # a cell is kept to this part of a rial or a dollar: what is kept adds up exactly
MEASURES = ("nominal", "constant", "dollars")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which measure the reader wants.

    Attributes:
        measure: of `MEASURES`.
        basis: of `BASES`, for dollars.
        months: the series of the index, month by month, for constant rials.
        base: the month whose rials are wanted; None where no index is told.
    """

    measure: str = "nominal"
    basis: str = "market"
    months: tuple[IndexOn, ...] = ()
    base: IndexOn | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Money of one day, kind of project, province and source.

    Attributes:
        on: the day of the approval or of the payment.
        kind: of `PROJECT_KINDS`.
        province: ISO code; "" for groups in several.
        source: of `MONEY_FROM`.
        amount_irr: in the rials of that day. [IRR]
    """

    on: date
    kind: str
    province: str
    source: str
    amount_irr: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in grains, so that parts add up to their whole without rounding.

    Attributes:
        grains: [rials or dollars / `GRAIN`]
    """

    grains: int = 0

    @property
    def value(self) -> int:
        """The sum rounded half to even, to be shown. [rials or dollars]"""
        return round(Fraction(self.grains, GRAIN))


@dataclass(frozen=True, slots=True)
class Parted:
    """A sum with all its parts, or why there is none.

    Attributes:
        whole: all of it; None where it is refused.
        kinds: by kind of project.
        sources: by who gives it.
        provinces: by ISO code; "" for groups in several.
        refusal: why there is no sum; None where there is one.
    """

    whole: Sum | None
    kinds: Mapping[str, Sum] = field(default_factory=dict)
    sources: Mapping[str, Sum] = field(default_factory=dict)
    provinces: Mapping[str, Sum] = field(default_factory=dict)
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Valued:
    """What was approved and what was paid, in one measure.

    Attributes:
        asked: the measure.
        approved: each source's money by the day of its approval.
        paid: each payment by its own day.
    """

    asked: Asked
    approved: Parted
    paid: Parted


_APPROVED = """
SELECT f."on", q.kind, coalesce(q.province_id, ''), f.kind, sum(f.amount_irr)
FROM invest_financing f JOIN found q ON q.id = f.project_id
WHERE f."on" <= %(as_of)s AND f.known @> %(known_at)s GROUP BY 1, 2, 3, 4
"""
_PAID = """
SELECT b."on", q.kind, coalesce(q.province_id, ''), coalesce(f.kind, 'untold'), sum(b.amount_irr)
FROM invest_payment b JOIN found q ON q.id = b.project_id
LEFT JOIN invest_financing f ON f.id = b.financing_id
WHERE b."on" <= %(as_of)s AND b.known_at <= %(known_at)s GROUP BY 1, 2, 3, 4
"""


def series_told(moment: Moment) -> tuple[tuple[IndexOn, ...], ...]:
    """Return the price indexes by which constant rials may be told, month by month."""
    return indices_told(moment.as_of, moment.known_at)


def valued(
    wanted: Wanted,
    asked: Asked,
    moment: Moment,
    sight: Sight,
    *,
    synthetic: bool,
    project: int | None = None,
) -> Valued:
    """Return what was approved and paid for the projects asked for, in one measure with its parts.

    Args:
        wanted: which ones.
        asked: in which measure.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones.
        project: of this one alone, by its number. [number]
    """
    body, told = found(of_one(wanted, project), moment, sight, synthetic=synthetic)
    cells = []
    with connection.cursor() as cursor:
        for question in (_APPROVED, _PAID):
            cursor.execute(f"WITH {body} {question}", told)
            cells.append(
                [
                    Cell(on, kind, province, source, int(irr))
                    for on, kind, province, source, irr in cursor.fetchall()
                ]
            )
    approved, paid = (_in_measure(those, asked, moment) for those in cells)
    return Valued(asked, approved, paid)


def _in_measure(cells: list[Cell], asked: Asked, moment: Moment) -> Parted:
    try:
        return parted(cells, _factors({cell.on for cell in cells}, asked, moment))
    except Refusal as no:
        return Parted(None, refusal=no)


def _factors(days: set[date], asked: Asked, moment: Moment) -> Mapping[date, Fraction]:
    if asked.measure == "dollars":
        told = rates_of([(PRINTED, day) for day in days], asked.basis, moment.known_at)
        return factors_in_dollars(days, {day: one.rials_per_unit for (_, day), one in told.items()})
    if asked.measure == "constant":
        index = index_by_day(days, asked.months)
        base = asked.base.value if asked.base else Decimal(1)  # without an index: refused
        return factors_constant(days, index, base)
    return dict.fromkeys(days, Fraction(1))


def parted(cells: Iterable[Cell], factors: Mapping[date, Fraction]) -> Parted:
    """Return cells in a measure, summed by kind, by source and by province.

    Args:
        cells: any number. [IRR]
        factors: day -> what its rials are multiplied by.

    Returns:
        Sums of which the parts of each kind add up to the whole exactly.
    """
    kept = [(cell, _grains(cell.amount_irr, factors[cell.on])) for cell in cells]
    return Parted(
        Sum(sum(grains for _, grains in kept)),
        kinds=_by(kept, lambda cell: cell.kind, PROJECT_KINDS),
        sources=_by(kept, lambda cell: cell.source, MONEY_FROM),
        provinces=_by(kept, lambda cell: cell.province, ()),
    )


def _grains(amount_irr: int, factor: Fraction) -> int:
    """Return an amount in a measure, rounded half up to one grain."""
    top, bottom = amount_irr * GRAIN * factor.numerator, factor.denominator
    return (2 * top + bottom) // (2 * bottom)


def _by(
    kept: Iterable[tuple[Cell, int]], key: Callable[[Cell], str], order: tuple[str, ...]
) -> dict[str, Sum]:
    sums: dict[str, int] = {}
    for cell, grains in kept:
        sums[key(cell)] = sums.get(key(cell), 0) + grains
    names = [name for name in order if name in sums] or sorted(sums, key=lambda n: (-sums[n], n))
    return {name: Sum(sums[name]) for name in names}


def month_of(months: Iterable[IndexOn], first: date) -> IndexOn | None:
    """Return the index of the month that begins on a day, where it is told."""
    return next((one for one in months if one.month.first == first), None)


def bases() -> tuple[str, ...]:
    """Return the bases on which a dollar has a rate, the market's first."""
    return tuple(reversed(BASES))
