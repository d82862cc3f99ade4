"""By which road is a page of the list found soonest?

Three roads lead to the next units in the alphabet that fit a question:

- *walk*: go through the units in the alphabet's order until enough fit. Soonest where many fit,
  unless they all stand far off: a word that many names begin with stands in one place.
- *gather*: let the index of words and facets give all that fit, and sort them. Soonest where few fit.
- *gather by facets*: the same with the index asked for the facets only, each unit's words looked at
  afterwards. Soonest where a very common word is asked for among few units.

A short walk is tried first. Where it does not fill the page, an ordered sample of the units (one in
256, an index of its own) tells what each road would cost, and the cheapest is taken.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
    TupleLessThanOrEqual,
)
from django.db.models.functions import Concat, Mod, RowNumber

from ehya.register.models import UnitVersion

Rows = QuerySet[UnitVersion]
Place = tuple[str, int]

SAMPLED = 256  # one unit in so many; the index `units_sampled` holds them
FIRST_STEPS = 1_500  # rows that the short walk goes through
# What a row that stands costs on each road with its past, from EXPLAIN ANALYZE at 1,000,000 units:
# gone by in the order, fetched by its place, listed in the index. Only their relation counts. [ms]
WALKED, FETCHED, LISTED = 0.0020, 0.0035, 0.0003
_SURELY = 2

_FACETS = Func(
    *map(F, ("province_id", "county_id", "park_id", "isic", "status", "size", "ownership")),
    function="register_facets",
    output_field=ArrayField(TextField()),
)
_ORDER = Tuple(F("sort_key"), F("unit_id"))
_PART = Mod(F("unit_id"), Value(SAMPLED), output_field=BigIntegerField())
# The sort key as an expression: the planner then leaves the order's own index alone.
_KEY = Concat(F("sort_key"), Value(""), output_field=TextField())


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the list, taken apart so that each road may ask it in its own way.

    Attributes:
        rows: what stands at the moment within the reader's sight, and in the order's own index:
            a province or a park.
        plain: all other facts that are asked for, as columns.
        facets: the same and the province or park, as the index of contents holds them.
        words: the words asked for; None for none.
    """

    rows: Rows
    plain: Q = field(default_factory=Q)
    facets: tuple[str, ...] = ()
    words: Q | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything is asked beyond what the order's own index answers."""
        return bool(self.plain) or self.words is not None


@dataclass(frozen=True, slots=True)
class Sample:
    """What one unit in 256 tells. [sampled rows]

    Attributes:
        fit: rows that fit the whole question, anywhere in the alphabet: an index gives them all.
        facets: rows that fit its facets, whatever their words.
        words: rows that have its words, whatever else.
        way: rows to go by until the second that fits, from the reader's place on, or to the
            alphabet's end; one that fits alone says too little of the way to the next.
    """

    fit: int
    facets: int
    words: int
    way: int


def next_rows(
    question: Question, place: Place | None, most: int, *, back: bool = False
) -> list[UnitVersion]:
    """Return the next rows in the alphabet's order that fit a question.

    Args:
        question: what is asked.
        place: sort key and unit to go on from; None for the beginning.
        most: rows wanted.
        back: go backwards; the nearest row comes first.

    Returns:
        At most so many rows, each with its unit and places.
    """
    if not question.narrow:
        return _walk(question, place, None, most, back=back)
    near = _end_of_short_walk(question, place, back=back)
    found = _walk(question, place, near, most, back=back)
    if len(found) == most or near is None:
        return found
    sample = _sample(question, place, back=back)
    road = cheapest(question, sample)
    if road == "walk":
        return _walk(question, place, None, most, back=back)
    return _gather(question, place, most, back=back, by_words=road == "gather")


def cheapest(question: Question, sample: Sample) -> str:
    """Return the road that costs least by what a sample tells: "walk", "gather" or "facets"."""
    costs = {
        "walk": WALKED * sample.way,
        "gather": FETCHED * sample.fit + LISTED * sample.words,
    }
    if question.facets and question.words is not None:
        costs["facets"] = (FETCHED + LISTED) * sample.facets
    return min(costs, key=lambda road: costs[road])


def fitting(question: Question, *, by_words: bool = True) -> Rows:
    """Return the rows that fit, by the index of contents, in no order."""
    rows = question.rows
    if question.facets:
        rows = rows.alias(facets=_FACETS).filter(Q(facets__contains=list(question.facets)))
    if question.words is None:
        return rows
    if by_words:
        return rows.filter(question.words)
    return rows.alias(has=_truth(question.words)).filter(has=True)


def surely_more_than(question: Question, limit: int) -> bool:
    """Tell whether so many rows fit that counting them is idle: twice the limit by a sample.

    Should only the limit fit, a sample with twice as many is as good as impossible: at a limit of
    10,000, 79 where 39 are due is further off than six standard deviations.
    """
    return _sample(question, None, back=False).fit * SAMPLED > _SURELY * limit


def _walk(
    question: Question, place: Place | None, end: Place | None, most: int, *, back: bool
) -> list[UnitVersion]:
    rows = question.rows.filter(question.plain)
    if question.words is not None:
        rows = rows.filter(question.words)
    if end is not None:
        until = TupleGreaterThanOrEqual if back else TupleLessThanOrEqual
        rows = rows.filter(until(_ORDER, end))
    rows = _beyond(rows, _ORDER, place, back=back)
    return list(_whole(rows).order_by(*_order("sort_key", back=back))[:most])


def _gather(
    question: Question, place: Place | None, most: int, *, back: bool, by_words: bool
) -> list[UnitVersion]:
    order = Tuple(_KEY, F("unit_id"))
    rows = _beyond(fitting(question, by_words=by_words), order, place, back=back).alias(key=_KEY)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '32MB';"
            "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"
        )
        keys = list(rows.order_by(*_order("key", back=back)).values_list("pk", flat=True)[:most])
    found = {row.pk: row for row in _whole(UnitVersion.objects.filter(pk__in=keys))}
    return [found[key] for key in keys]


def _end_of_short_walk(question: Question, place: Place | None, *, back: bool) -> Place | None:
    """Return where a short walk ends; None where the alphabet ends before."""
    rows = _beyond(question.rows, _ORDER, place, back=back).order_by(*_order("sort_key", back=back))
    ends = rows.values_list("sort_key", "unit_id")[FIRST_STEPS : FIRST_STEPS + 1]
    return ends[0] if ends else None


def _sample(question: Question, place: Place | None, *, back: bool) -> Sample:
    told, facts = (
        question.rows.alias(part=_PART)
        .filter(part=0)
        .annotate(
            f=_truth(question.plain),
            w=_truth(question.words or Q()),
            b=_truth(Q() if place is None else Q(_further(_ORDER, place, back=back))),
            n=Window(RowNumber(), order_by=_order("sort_key", back=back)),
        )
        .values("n", "f", "w", "b")
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE f AND w), count(*) FILTER (WHERE f),"  # noqa: S608
            " count(*) FILTER (WHERE w), coalesce((array_agg(n ORDER BY n) FILTER"
            " (WHERE f AND w AND b))[2], count(*)) - count(*) FILTER (WHERE NOT b)"
            f" FROM ({told}) sampled",
            facts,
        )
        return Sample(*cursor.fetchone())


def _beyond(rows: Rows, order: Tuple, place: Place | None, *, back: bool) -> Rows:
    return rows if place is None else rows.filter(_further(order, place, back=back))


def _further(order: Tuple, place: Place, *, back: bool) -> Any:
    lookup: Any = TupleLessThan if back else TupleGreaterThan
    return lookup(order, place)


def _truth(told: Q) -> Case | Value:
    """A condition as a value, which no index is asked for."""
    if not told:
        return Value(True)
    return Case(When(told, then=Value(True)), default=Value(False))


def _order(key: str, *, back: bool) -> tuple[Any, Any]:
    return (F(key).desc(), F("unit_id").desc()) if back else (F(key).asc(), F("unit_id").asc())


def _whole(rows: Rows) -> Rows:
    return rows.select_related("unit", "province", "county").defer("words")
