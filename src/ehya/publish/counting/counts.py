"""How many, where and when, and exactly which? The same question, answered short or in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from ehya.engine.calendar import DayRange, month_range, to_solar
from ehya.engine.refusal import Refusal
from ehya.ledger.answers import answered
from ehya.publish.counting.asked import DIMENSIONS, Asked
from ehya.publish.counting.sources import OF_SWEEPS, source_of

METHOD = "count.sum/1"
SHARE_METHOD = "count.share/1"
HUNDRED: Final = Decimal(100)

# A unit's version and heaviest obstacle, as they stood on the day and were known at the moment.
_VERSION = """LEFT JOIN register_unitversion AS w
    ON w.unit_id = t.unit AND w.valid @> t."on" AND w.known @> %(known)s::timestamptz"""
_CAUSE = """LEFT JOIN LATERAL (
    SELECT split_part(f.obstacle, '.', 1) AS cause FROM diagnose_finding AS f
    WHERE f.unit_id = t.unit AND lower(f.valid) <= t."on" AND f.known @> %(known)s::timestamptz
    ORDER BY f.severity DESC, f.cost_to_lift_irr DESC NULLS LAST, f.id LIMIT 1) AS o ON true"""
_COLUMNS = {
    "province": "coalesce(t.province, '')",
    "park": "coalesce(t.park, '')",
    "sector": "coalesce(left(w.isic, 2), '')",
    "size": "coalesce(w.size, '')",
    "cause": "coalesce(o.cause, '')",
}
_SEEN = "(%(nation)s OR t.province = ANY(%(provinces)s) OR t.park = ANY(%(parks)s))"
_FILTERS = {
    "province": "t.province = %(province)s",
    "park": "t.park = %(park)s",
    "sector": "left(w.isic, 2) = %(sector)s",
    "size": "w.size = %(size)s",
    "cause": "o.cause = %(cause)s",
}
_INSIDE = {"inside": "t.park IS NOT NULL", "outside": "t.park IS NULL"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of what was counted.

    Attributes:
        key: of the dimension asked for: a province's code, a size; "" where nothing is known.
        period: the days it speaks of.
        members: how many things are in it.
        amount: their sum. [the metric's unit; of a share, members that count]
    """

    key: str
    period: DayRange
    members: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Member:
    """One thing that was counted: where, what, and how much of it. Written as one line."""

    province: str
    member: str
    amount: Decimal

    def line(self) -> str:
        """Return it as it is hashed."""
        return f"{self.province}\t{self.member}\t{plain(self.amount)}"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a figure rests on also where it counts nothing.

    Attributes:
        number: how many things were looked at.
        what: of which kind, e.g. "cases".
        digest: SHA-256 of which ones, or of the event that tells it.
    """

    number: int
    what: str
    digest: str


def cells(asked: Asked, *, by: str = "province", parts: Sequence[DayRange] = ()) -> list[Cell]:
    """Return what was counted, part by part; parts in which nothing was counted are left out.

    Asked again before anything was done, it is told from memory.

    Args:
        asked: the question; its period covers all parts.
        by: one of `DIMENSIONS`; "" for none.
        parts: days that follow each other, in order, e.g. months; the whole period unless given.

    Raises:
        Refusal: "figure.no_such_dimension".
    """
    if by and by not in DIMENSIONS:
        raise Refusal("figure.no_such_dimension", dimension=by[:40], known=list(DIMENSIONS))
    spans = tuple(parts) or (asked.period,)
    question = (
        *(asked.metric.version, asked.period, asked.as_of, asked.scope, by, spans),
        *(asked.sight.nation, asked.sight.provinces, asked.sight.parks),
    )
    told = answered(METHOD, question, asked.known_at, lambda: tuple(_cells(asked, by, spans)))
    return list(told)


def months_of(period: DayRange) -> list[DayRange]:
    """Return the Solar Hijri months that a period touches, in order and whole."""
    first, last = to_solar(period.first), to_solar(period.last)
    places = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [month_range(place // 12, place % 12 + 1, "solar") for place in places]


def members(asked: Asked) -> list[Member]:
    """Return everything that was counted, by province and name: the set behind a figure."""
    source = source_of(asked.metric)
    question = f"""{source.rows} SELECT coalesce(t.province, ''), t.member, t.amount
        FROM rows AS t {_joins(asked, "")} WHERE {_where(asked)} ORDER BY 1, 2"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(question, asked.values() | dict(source.values))
        rows = [Member(place, name, Decimal(amount)) for place, name, amount in cursor.fetchall()]
    return sorted(rows, key=lambda one: (one.province, one.member))


def contributors(asked: Asked, *, most: int) -> tuple[int, tuple[Decimal, ...]]:
    """Return how many units a count is made of, and what the largest of them bring.

    Args:
        asked: the question.
        most: so many of the largest. [units]

    Returns:
        Distinct units, and the largest amounts, the largest first. [the metric's unit]
    """
    source = source_of(asked.metric)
    question = f"""{source.rows} SELECT count(*) OVER (), sum(t.amount)
        FROM rows AS t {_joins(asked, "")} WHERE {_where(asked)}
        GROUP BY coalesce(t.unit::text, t.member) ORDER BY 2 DESC, 1 LIMIT %(most)s"""  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(question, asked.values() | dict(source.values) | {"most": most})
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), tuple(Decimal(amount) for _number, amount in rows)


def looked_at(asked: Asked) -> LookedAt:
    """Return what was looked at to count, in the province asked about or in the country.

    Raises:
        Refusal: "figure.nothing_looked_at": a figure that rests on nothing cannot be made.
    """
    source = source_of(asked.metric)
    with connection.cursor() as cursor:
        cursor.execute(source.looked, asked.values() | dict(source.values))
        row = cursor.fetchone()
    if row is None or not row[0]:
        raise Refusal("figure.nothing_looked_at", metric=f"figure.{asked.metric.name}")
    return LookedAt(*row)


def value_of(told: Sequence[Member | Cell], asked: Asked) -> Decimal:
    """Return the number that members or cells come to.

    Args:
        told: all of them.
        asked: the question.

    Returns:
        Their sum; of a share, 100 × sum / number. [the metric's unit]

    Raises:
        Refusal: "figure.share_of_nothing" for a share of nothing.

    Source:
        A sum over distinct members; docs/methods/figures.md.
    """
    amount = sum((one.amount for one in told), Decimal())
    if not asked.metric.is_share:
        return amount
    number = sum(one.members if isinstance(one, Cell) else 1 for one in told)
    if not number:
        raise Refusal("figure.share_of_nothing", metric=f"figure.{asked.metric.name}")
    return (HUNDRED * amount / number).quantize(Decimal("0.0001"))


def plain(amount: Decimal) -> str:
    """Return a number as certificates write it: no exponent, no needless zero."""
    told = f"{amount:f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def _cells(asked: Asked, by: str, spans: Sequence[DayRange]) -> list[Cell]:
    source = source_of(asked.metric)
    if asked.metric.source == "looks" and by in ("", "province") and _whole_provinces(asked):
        kept = _of_sweeps(asked, by, spans)
        if kept is not None:
            return kept
    if asked.metric.is_stock and len(spans) > 1:
        return [
            cell for span in spans if span.first <= asked.as_of for cell in _on(asked, by, span)
        ]
    key = _COLUMNS[by] if by else "''"
    question = f"""{source.rows}
        SELECT {key}, width_bucket(t."on", %(firsts)s::date[]), count(*), sum(t.amount)
        FROM rows AS t {_joins(asked, by)} WHERE {_where(asked)} GROUP BY 1, 2 ORDER BY 1, 2"""  # noqa: S608
    values = asked.values() | dict(source.values) | {"firsts": _firsts(asked, spans)}
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [
            Cell(told, spans[max(place, 1) - 1], number, Decimal(amount))
            for told, place, number, amount in cursor.fetchall()
        ]


def _of_sweeps(asked: Asked, by: str, spans: Sequence[DayRange]) -> list[Cell] | None:
    """Return a stock from what is kept with each sweep; None where one was not counted yet."""
    begun = [span for span in spans if span.first <= asked.as_of]
    values = asked.values() | dict(source_of(asked.metric).values)
    values["days"] = [min(span.last, asked.as_of) for span in begun]
    with connection.cursor() as cursor:
        cursor.execute(OF_SWEEPS.format(key="n.province_id" if by else "''"), values)
        rows = cursor.fetchall()
    if any(number is None for _key, _place, number, _amount in rows):
        return None
    return [
        Cell(key, begun[place - 1], int(number), Decimal(amount))
        for key, place, number, amount in rows
    ]


def _whole_provinces(asked: Asked) -> bool:
    """Tell whether whole provinces are asked for, and seen."""
    told = set(asked.scope.told()) - {"synthetic", "province"}
    return not told and not asked.sight.parks


def _on(asked: Asked, by: str, span: DayRange) -> list[Cell]:
    """Return a stock as it stood at the end of a span, or on the day asked about within it."""
    then = Asked(
        metric=asked.metric,
        period=span,
        as_of=max(min(asked.as_of, span.last), span.first),
        known_at=asked.known_at,
        scope=asked.scope,
        sight=asked.sight,
    )
    return _cells(then, by, (span,))


def _firsts(asked: Asked, spans: Sequence[DayRange]) -> list[date]:
    return [date.min] if asked.metric.is_stock else [span.first for span in spans]


def _joins(asked: Asked, by: str) -> str:
    scope = asked.scope
    version = by in ("sector", "size") or scope.sector or scope.size
    cause = by == "cause" or scope.cause
    return " ".join(join for join, needed in ((_VERSION, version), (_CAUSE, cause)) if needed)


def _where(asked: Asked) -> str:
    told: Mapping[str, Any] = asked.scope.told()
    filters = [_SEEN, *(_FILTERS[name] for name in DIMENSIONS if name in told)]
    if asked.scope.parks:
        filters.append(_INSIDE[asked.scope.parks])
    return " AND ".join(filters)
