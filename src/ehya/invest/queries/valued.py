"""What is the projects' money together in one measure, with its parts by kind, source and province?

Rials of their own days, rials of one month, or dollars on one basis: one measure at a time, never
two added. Where a day has no rate or no index, that total is refused with the days that are missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from ehya.engine.prices import factors_constant, factors_in_dollars, no_index, no_rates
from ehya.engine.refusal import Refusal
from ehya.invest.models.projects import MONEY_FROM, PROJECT_KINDS
from ehya.invest.queries.wanted import Wanted, found, of_one
from ehya.ledger.answers import answered
from ehya.ledger.scopes import Sight
from ehya.register.queries.measures import index_by_day
from ehya.register.queries.rates import BASES, PRINTED, IndexOn, indices_told, rates_of
from ehya.register.queries.within import Moment

GRAIN = 10**30  # what a day's rial is worth is whole grains, so that whatever is summed adds up
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
    """Money of one kind of project, province and source.

    Attributes:
        kind: of `PROJECT_KINDS`.
        province: ISO code; "" for groups in several.
        source: of `MONEY_FROM`.
        grains: [rials or dollars / `GRAIN`]
    """

    kind: str
    province: str
    source: str
    grains: int


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
SELECT q.kind, coalesce(q.province_id, ''), m.kind, {worth}
FROM invest_financing m JOIN found q ON q.id = m.project_id {days}
WHERE m."on" <= %(as_of)s AND m.known @> %(known_at)s GROUP BY 1, 2, 3
"""
_PAID = """
SELECT m.kind, coalesce(m.province_id, ''), coalesce(f.kind, 'untold'), sum(m.worth)
FROM (
    SELECT q.kind, q.province_id, m.financing_id, {worth} AS worth
    FROM invest_payment m JOIN found q ON q.id = m.project_id {days}
    WHERE m."on" <= %(as_of)s AND m.known_at <= %(known_at)s GROUP BY 1, 2, 3
) m LEFT JOIN invest_financing f ON f.id = m.financing_id GROUP BY 1, 2, 3
"""
# Grouped, so that the database knows that a day stands there once, and looks days up for payments.
_OF_DAYS = """, days AS (
    SELECT "on", min(grains) AS grains
    FROM unnest(%(days)s::date[], %(grains)s::numeric[]) AS told ("on", grains) GROUP BY 1
)"""
_DAYS = """
SELECT "on" FROM invest_payment WHERE %(only)s::bigint IS NULL OR project_id = %(only)s
UNION SELECT "on" FROM invest_financing WHERE %(only)s::bigint IS NULL OR project_id = %(only)s
"""
_WITHOUT = {  # on which of the days without a rate or an index was it approved or paid?
    "approved": """SELECT DISTINCT m."on" FROM invest_financing m JOIN found q ON q.id = m.project_id
        WHERE m."on" <= %(as_of)s AND m.known @> %(known_at)s
        AND m."on" = ANY(%(without)s::date[])""",
    "paid": """SELECT DISTINCT m."on" FROM invest_payment m JOIN found q ON q.id = m.project_id
        WHERE m."on" <= %(as_of)s AND m.known_at <= %(known_at)s
        AND m."on" = ANY(%(without)s::date[])""",
}
_IN_RIALS = {"worth": "sum(m.amount_irr)", "days": ""}
_BY_DAYS = {
    "worth": "sum(m.amount_irr * days.grains)",
    "days": 'JOIN days ON days."on" = m."on"',
}


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
    one = of_one(wanted, project)
    ask = lambda: _valued(one, asked, moment, sight, synthetic=synthetic)
    told = (one, asked, moment.as_of, sight, synthetic)
    return answered("invest.valued", told, moment.known_at, ask)


def _valued(
    wanted: Wanted, asked: Asked, moment: Moment, sight: Sight, *, synthetic: bool
) -> Valued:
    body, told = found(wanted, moment, sight, synthetic=synthetic, once=True)
    with connection.cursor() as cursor:
        days = _days(cursor, told) if asked.measure != "nominal" else []
        grains = _grains(asked, moment, days)
        told |= {"days": list(grains), "grains": list(grains.values())}
        told["without"] = [day for day in days if day not in grains]
        approved = _in_measure(cursor, asked, body, told, "approved")
        paid = _in_measure(cursor, asked, body, told, "paid")
    return Valued(asked, approved, paid)


def _days(cursor: Any, told: Mapping[str, Any]) -> list[date]:
    """Return every day on which money was approved or paid, whoever's it was."""
    cursor.execute(_DAYS, told)
    return [on for (on,) in cursor.fetchall()]


def _grains(asked: Asked, moment: Moment, days: Iterable[date]) -> dict[date, int]:
    """Return what a rial of each day is worth; a day that nobody told of is not among them.

    Returns:
        Day -> grains of a rial, rounded half to even. [rials or dollars / `GRAIN`]
    """
    factors: Mapping[date, Fraction] = {}
    if asked.measure == "dollars":
        told = rates_of([(PRINTED, day) for day in days], asked.basis, moment.known_at)
        rates = {day: one.rials_per_unit for (_, day), one in told.items()}
        factors = factors_in_dollars(rates, rates)
    elif asked.base is not None:
        index = index_by_day(days, asked.months)
        factors = factors_constant(index, index, asked.base.value)
    return {day: round(factor * GRAIN) for day, factor in factors.items()}


def _in_measure(cursor: Any, asked: Asked, body: str, told: Mapping[str, Any], what: str) -> Parted:
    if told["without"]:
        cursor.execute(f"WITH {body} {_WITHOUT[what]}", told)
        if missing := [on for (on,) in cursor.fetchall()]:
            no = no_rates(missing) if asked.measure == "dollars" else no_index(missing)
            return Parted(None, refusal=no)
    nominal = asked.measure == "nominal"
    question = _APPROVED if what == "approved" else _PAID
    filled = question.format(**(_IN_RIALS if nominal else _BY_DAYS))
    cursor.execute(f"WITH {body}{'' if nominal else _OF_DAYS} {filled}", told)
    times = GRAIN if nominal else 1
    return parted(
        Cell(kind, province, source, int(worth) * times)
        for kind, province, source, worth in cursor.fetchall()
    )


def parted(cells: Iterable[Cell]) -> Parted:
    """Return cells summed by kind, by source and by province.

    Args:
        cells: any number.

    Returns:
        Sums of which the parts of each kind add up to the whole exactly.
    """
    kept = list(cells)
    return Parted(
        Sum(sum(cell.grains for cell in kept)),
        kinds=_by(kept, lambda cell: cell.kind, PROJECT_KINDS),
        sources=_by(kept, lambda cell: cell.source, MONEY_FROM),
        provinces=_by(kept, lambda cell: cell.province, ()),
    )


def _by(kept: Iterable[Cell], key: Callable[[Cell], str], order: tuple[str, ...]) -> dict[str, Sum]:
    sums: dict[str, int] = {}
    for cell in kept:
        sums[key(cell)] = sums.get(key(cell), 0) + cell.grains
    names = [name for name in order if name in sums] or sorted(sums, key=lambda n: (-sums[n], n))
    return {name: Sum(sums[name]) for name in names}


def month_of(months: Iterable[IndexOn], first: date) -> IndexOn | None:
    """Return the index of the month that begins on a day, where it is told."""
    return next((one for one in months if one.month.first == first), None)


def bases() -> tuple[str, ...]:
    """Return the bases on which a dollar has a rate, the market's first."""
    return tuple(reversed(BASES))
