"""By which road is a page of the list found soonest?

Five roads lead to the next units in the alphabet that fit a question:

- *walk*: go through the units in the alphabet's order until enough fit. Soonest where many fit.
- *gather*: let the index of words and facets give all that fit, and sort them. Soonest where few fit.
- *gather by facets*, or *by whole words*: the same with the index asked for the facets only, or for
  all words but the last, which may be only begun; what is left is looked at in each unit. Soonest
  where a very common word is asked for among few units, or beside a rare one.
- *leap*: where many fit but all stand far off, as with a word that many names begin with: gather
  under the initials that have next to none, and walk from the initial that has many.

A short walk is tried first. Where it does not fill the page, an ordered sample of the units (one in
256, an index of its own) tells what each road would cost, and the cheapest is taken. Every road
leads to the same rows.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import connection, transaction
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    F,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    Window,
)
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)
from django.db.models.functions import Cast, Concat, Left, Mod, RowNumber

from ehya.register.models import UnitVersion
from ehya.register.queries.within import as_value

Rows = QuerySet[UnitVersion]
Place = tuple[str, int]

SAMPLED = 256  # one unit in so many; the index `units_sampled` holds them
FIRST_STEPS = 1_500  # rows that the short walk goes through
# What a row that stands costs on each road with its past, in the server's own time at 1,000,000
# units: gone by in the order, fetched by its place, listed in the index; and a leap for itself. [ms]
# Going by rows is told at what it costs when they must be read anew, four times what it may cost.
WALKED, FETCHED, LISTED, LEAPT = 0.0025, 0.0025, 0.0003, 5.0
INITIAL = 3  # signs of a sort key that one letter takes; the index `units_placed` holds them
_SURELY = 4
_ENDLESS = 1 << 40  # no road for a count, which wants all

_FACETS = Func(
    *map(F, ("province_id", "county_id", "park_id", "isic", "status", "size", "ownership")),
    function="register_facets",
    output_field=ArrayField(TextField()),
)
_PLACED = Func(
    F("words"), F("sort_key"), function="register_placed", output_field=SearchVectorField()
)
_AND = " & "
_QUOTED = re.compile("'([^']+)'")
_AFTER_ALL = "~"  # a sign that no sort key has, behind all that it has; a blank is before all
_INITIALS = """
    WITH RECURSIVE stood AS (
        (SELECT left(sort_key, %(signs)s) AS told FROM register_unitversion
         WHERE sort_key >= %(first)s ORDER BY sort_key LIMIT 1)
        UNION ALL
        SELECT (SELECT left(sort_key, %(signs)s) FROM register_unitversion
                WHERE sort_key >= told || CASE WHEN length(told) < %(signs)s THEN ' ' ELSE '~' END
                ORDER BY sort_key LIMIT 1)
        FROM stood WHERE told < %(last)s
    )
    SELECT told FROM stood WHERE told <= %(last)s"""
_TOLD_BY_SAMPLE = """
    WITH sampled AS MATERIALIZED ({sampled}),
    second AS (SELECT n, k FROM sampled WHERE f AND v AND w AND b ORDER BY n OFFSET 1 LIMIT 1)
    SELECT count(*) FILTER (WHERE f AND v AND w), count(*) FILTER (WHERE f),
        count(*) FILTER (WHERE v), count(*) FILTER (WHERE w),
        coalesce(min(second.n), count(*)) - count(*) FILTER (WHERE NOT b),
        coalesce(min(second.k), ''),
        count(*) FILTER (WHERE sampled.k = second.k AND sampled.n <= second.n),
        count(*) FILTER (WHERE v AND w AND sampled.k <> second.k AND sampled.k
            BETWEEN least(second.k, %s) AND greatest(second.k, %s))
    FROM sampled LEFT JOIN second ON true"""
_ORDER = Tuple(F("sort_key"), F("unit_id"))
_PART = Mod(F("unit_id"), Value(SAMPLED), output_field=BigIntegerField())
# The sort key as an expression: the planner then leaves the order's own index alone.
_KEY = Concat(F("sort_key"), Value(""), output_field=TextField())


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the list, taken apart so that each road may ask it in its own way.

    Attributes:
        rows: what stands at the moment within the reader's sight, led by the alphabet's order.
        contents: the same, led by the index of contents.
        ordered: a province or a park, which the order has indexes of its own for.
        plain: all other facts that are asked for, as columns.
        facets: the same and the province or park, as the index of contents holds them.
        asked: the words asked for, as `search_query` writes them; "" for none.
    """

    rows: Rows
    contents: Rows
    ordered: Q = field(default_factory=Q)
    plain: Q = field(default_factory=Q)
    facets: tuple[str, ...] = ()
    asked: str = ""

    @property
    def words(self) -> Q:
        """The words as a condition."""
        return _words(self.asked)

    @property
    def whole(self) -> str:
        """All words but the last, which may be only begun; "" where there is one alone."""
        return self.asked.rpartition(_AND)[0]

    @property
    def last(self) -> str:
        """The last word."""
        return self.asked.rpartition(_AND)[2]

    @property
    def narrow(self) -> bool:
        """Whether anything is asked beyond what the order's own index answers."""
        return bool(self.plain or self.asked)


@dataclass(frozen=True, slots=True)
class Sample:
    """What one unit in 256 tells. [sampled rows]

    Attributes:
        fit: rows that fit the whole question, anywhere in the alphabet: an index gives them all.
        facets: rows that fit its facets, whatever their words.
        whole: rows that have its words but the last, whatever else.
        last: rows that have its last word, whatever else.
        way: rows to go by until the second that fits, from the reader's place on, or to the
            alphabet's end; one that fits alone says too little of the way to the next.
        initial: what the sort key of that second one begins with; "" where there is none.
        way_there: rows to go by from the first under that initial.
        before: rows that have its words under the initials from the reader's place to that one.
    """

    fit: int
    facets: int
    whole: int
    last: int
    way: int
    initial: str = ""
    way_there: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class _Near:
    """What a short walk found; `end`, where it stopped without enough, to go on from there."""

    keys: list[int]
    end: Place | None


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
        return _whole(_walk(question, place, most, back=back))
    near = _short_walk(question, place, most, back=back)
    if near.end is None:
        return _whole(near.keys)
    sample = _sample(question, near.end, back=back)
    road, left = cheapest(question, sample, near.end), most - len(near.keys)
    if road == "walk":
        far = _walk(question, near.end, left, back=back)
    elif road == "leap":
        far = _leap(question, near.end, sample.initial, left, back=back)
    else:
        far = _gather(fitting(question, road), near.end, left, back=back)
    return _whole([*near.keys, *far])


def cheapest(question: Question, sample: Sample, place: Place | None = None) -> str:
    """Return the road that costs least by a sample: "walk", "gather", "facets", "whole" or "leap"."""
    costs = {
        "walk": WALKED * sample.way,
        "gather": FETCHED * sample.fit + LISTED * sample.last,
    }
    if question.whole:
        costs["gather"] += LISTED * sample.whole
        costs["whole"] = (FETCHED + LISTED) * sample.whole
    if question.facets and question.asked:
        costs["facets"] = (FETCHED + LISTED) * sample.facets
    if question.asked and place and sample.initial not in ("", _initial(place)):
        leap = WALKED * sample.way_there + (FETCHED + LISTED) * sample.before
        costs["leap"] = LEAPT / SAMPLED + leap
    return min(costs, key=lambda road: costs[road])


def fitting(question: Question, road: str = "gather") -> Rows:
    """Return the rows that fit, by the index of contents, in no order."""
    led_by = {"gather": question.asked, "whole": question.whole, "facets": ""}[road]
    rows = question.contents
    if question.facets:
        rows = rows.alias(facets=_FACETS).filter(Q(facets__contains=list(question.facets)))
    rows = rows.filter(_words(led_by))
    return rows if led_by == question.asked else rows.filter(as_value(question.words))


def count_up_to(question: Question, most: int) -> int:
    """Return how many rows fit, counting no further than `most`.

    Where a sample tells of four times as many the rest is not counted. Should only `most` fit, such
    a sample is as good as impossible: at 2,500, 40 where 10 are due is further off than nine
    standard deviations.
    """
    sample = _sample(question, None, back=False)
    if sample.fit * SAMPLED > _SURELY * most:
        return most
    road = cheapest(question, replace(sample, way=_ENDLESS))
    with _by_index():
        return fitting(question, road).values("pk")[:most].count()


def _walk(question: Question, place: Place | None, most: int, *, back: bool) -> list[int]:
    rows = question.rows.filter(question.ordered)
    if question.narrow:
        rows = rows.filter(_fits(question))
    rows = _beyond(rows, _ORDER, place, back=back).order_by(*_order("sort_key", back=back))
    return list(rows.values_list("pk", flat=True)[:most])


def _short_walk(question: Question, place: Place | None, most: int, *, back: bool) -> _Near:
    """Go by the next units that stand, a few thousand, and keep those that fit."""
    told, facts = (
        _beyond(question.rows.filter(question.ordered), _ORDER, place, back=back)
        .annotate(
            fits=_fits(question),
            n=Window(RowNumber(), order_by=_order("sort_key", back=back)),
        )
        .order_by(*_order("sort_key", back=back))
        .values_list("pk", "sort_key", "unit_id", "fits", "n")[:FIRST_STEPS]
        .query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pk, sort_key, unit_id, fits, n"  # noqa: S608
            f" FROM ({told}) near WHERE fits OR n = %s ORDER BY n LIMIT %s",
            [*facts, FIRST_STEPS, most],
        )
        found = cursor.fetchall()
    keys = [key for key, _, _, fits, _ in found if fits]
    whole = len(keys) == most or not found or found[-1][-1] < FIRST_STEPS
    return _Near(keys, None if whole else found[-1][1:3])


def _gather(rows: Rows, place: Place | None, most: int, *, back: bool) -> list[int]:
    order = Tuple(_KEY, F("unit_id"))
    rows = _beyond(rows, order, place, back=back).alias(key=_KEY)
    with _by_index():
        return list(rows.order_by(*_order("key", back=back)).values_list("pk", flat=True)[:most])


def _leap(question: Question, place: Place, initial: str, most: int, *, back: bool) -> list[int]:
    """Gather under the initials from the place to another, then walk on from that one's edge."""
    passed = [told for told in _initials(place, initial, back=back) if told != initial]
    under = " | ".join(f"({_under(told, question.asked)})" for told in passed)
    rows = question.contents.filter(as_value(question.ordered & question.plain))
    keys = _gather(rows.filter(_hold(_PLACED, under)), place, most, back=back)
    edge = (initial + _AFTER_ALL, 0) if back else (initial, 0)
    left = most - len(keys)
    return [*keys, *(_walk(question, edge, left, back=back) if left else [])]


def _under(initial: str, asked: str) -> str:
    """Return what words are asked as among the names under an initial."""
    return _QUOTED.sub(rf"'{initial}\1'", asked)


def _words(asked: str) -> Q:
    return Q(_hold(F("words"), asked)) if asked else Q()


def _hold(vector: Any, asked: str) -> Func:
    return Func(
        vector,
        Cast(Value(asked), SearchQueryField()),
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _initials(place: Place, end: str, *, back: bool) -> list[str]:
    """Return the initials that there are from a place's own to another, by leaps in the order."""
    first, last = (end, _initial(place)) if back else (_initial(place), end)
    with connection.cursor() as cursor:
        cursor.execute(_INITIALS, {"signs": INITIAL, "first": first, "last": last})
        return [told for (told,) in cursor.fetchall()]


def _initial(place: Place) -> str:
    return place[0][:INITIAL]


@contextmanager
def _by_index() -> Iterator[None]:
    """Ask by the index of contents: the planner thinks a common word commoner than it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '32MB';"
            "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off"
        )
        yield


def _sample(question: Question, place: Place | None, *, back: bool) -> Sample:
    told, facts = (
        question.contents.alias(part=_PART)
        .filter(as_value(question.ordered), part=0)
        .annotate(
            f=as_value(question.plain),
            v=as_value(_words(question.whole)),
            w=as_value(_words(question.last)),
            b=as_value(Q() if place is None else Q(_further(_ORDER, place, back=back))),
            k=Left("sort_key", INITIAL),
            n=Window(RowNumber(), order_by=_order("sort_key", back=back)),
        )
        .values("n", "f", "v", "w", "b", "k")
        .query.sql_with_params()
    )
    own = _initial(place) if place else ""
    with connection.cursor() as cursor:
        cursor.execute(_TOLD_BY_SAMPLE.format(sampled=told), [*facts, own, own])
        return Sample(*cursor.fetchone())


def _beyond(rows: Rows, order: Tuple, place: Place | None, *, back: bool) -> Rows:
    return rows if place is None else rows.filter(_further(order, place, back=back))


def _further(order: Tuple, place: Place, *, back: bool) -> Any:
    lookup: Any = TupleLessThan if back else TupleGreaterThan
    return lookup(order, place)


def _fits(question: Question) -> Case | Value:
    return as_value(question.plain & question.words)


def _order(key: str, *, back: bool) -> tuple[Any, Any]:
    return (F(key).desc(), F("unit_id").desc()) if back else (F(key).asc(), F("unit_id").asc())


def _whole(keys: Sequence[int]) -> list[UnitVersion]:
    """Return the rows of these keys, in their order, with their unit and places."""
    rows = UnitVersion.objects.filter(pk__in=keys).select_related("unit", "province", "county")
    found = {row.pk: row for row in rows.defer("words")} if keys else {}
    return [found[key] for key in keys]
