"""How far should the work be, how far is it, and how much of the money is paid: the S-curve?

Planned progress follows from the milestones alone: between one planned day and the next the work
goes on evenly, by that milestone's weight; before the first, from the day on which the project
begins. Where a project begins on no known day its first milestone is a step. Of several projects
each counts by its approved money, and only those that have a plan and money, in all three lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from ehya.invest.queries.wanted import Wanted, found, of_one
from ehya.ledger.answers import answered
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment

METHOD = "invest.curve/1"
MOST_POINTS = 160  # of a line; more cannot be told apart on a screen
_WHOLE = 1e-9  # below it a share is rounding

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """Three lines of shares over days.

    Attributes:
        planned: by the milestones, evenly between two of them. [0..1]
        built: as it was told, from the day on which it was. [0..1]
        paid: share of the approved money. [0..1]
        projects: how many are in it. [projects]
        on: the day up to which built and paid are told.
    """

    planned: tuple[Point, ...]
    built: tuple[Point, ...]
    paid: tuple[Point, ...]
    projects: int
    on: date

    @property
    def planned_now(self) -> float | None:
        """What should be built on the day; None without a plan. [0..1]"""
        return _at(self.planned, self.on) if self.planned else None

    @property
    def built_now(self) -> float:
        """What is built on the day. [0..1]"""
        return self.built[-1][1] if self.built else 0.0

    @property
    def paid_now(self) -> float:
        """What is paid on the day. [0..1]"""
        return self.paid[-1][1] if self.paid else 0.0


# Of one project the plan needs no money; of many each counts by what is approved of it.
_CHOSEN = """chosen AS MATERIALIZED (
    SELECT q.id, q.begins_on, q.approved_irr::float8 AS money,
        CASE WHEN %(alone)s THEN 1 ELSE q.approved_irr::float8 END AS counts
    FROM found q WHERE %(alone)s OR (q.approved_irr > 0 AND EXISTS (
        SELECT 1 FROM invest_milestone m WHERE m.project_id = q.id))
)"""
_WEIGHT = """
SELECT 'weight', NULL::date, count(*)::float8, coalesce(sum(counts), 0), coalesce(sum(money), 0)
FROM chosen
"""
# A stretch that rises evenly begins to rise on one day and ceases on another: both add up by day.
_STEPS = """steps AS (
    SELECT m.planned_on AS last, m.weight::float8 * c.counts AS much,
        coalesce(lag(m.planned_on) OVER w, c.begins_on) AS first
    FROM invest_milestone m JOIN chosen c ON c.id = m.project_id
    WINDOW w AS (PARTITION BY m.project_id ORDER BY m.planned_on, m.place)
), stretches AS MATERIALIZED (SELECT first, last, sum(much) AS much FROM steps GROUP BY 1, 2)"""
_PLANNED = """
SELECT 'planned', day, sum(rises), sum(jumps), 0 FROM (
    SELECT first AS day, much / (last - first) AS rises, 0 AS jumps FROM stretches WHERE first < last
    UNION ALL SELECT last, -much / (last - first), 0 FROM stretches WHERE first < last
    UNION ALL SELECT last, 0, much FROM stretches WHERE first IS NULL OR first >= last
) moved GROUP BY day
"""
_BUILT = """
SELECT 'built', "on", sum(much), 0, 0 FROM (
    SELECT t."on", c.counts * (t.share - coalesce(lag(t.share) OVER w, 0)) AS much
    FROM (SELECT *, physical::float8 AS share FROM invest_progress) t
    JOIN chosen c ON c.id = t.project_id
    WHERE t."on" <= %(as_of)s AND t.known_at <= %(known_at)s
    WINDOW w AS (PARTITION BY t.project_id ORDER BY t."on", t.id)
) moved GROUP BY "on"
"""
_PAID = """
SELECT 'paid', b."on", sum(b.amount_irr)::float8, 0, 0 FROM invest_payment b JOIN chosen c ON c.id = b.project_id
WHERE b."on" <= %(as_of)s AND b.known_at <= %(known_at)s GROUP BY b."on"
"""
_LINES = f"{_WEIGHT} UNION ALL {_PLANNED} UNION ALL {_BUILT} UNION ALL {_PAID}"


def curve(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, project: int | None = None
) -> Curve:
    """Return the S-curve of the projects asked for.

    Args:
        wanted: which ones.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones.
        project: of this one alone, by its number. [number]

    Returns:
        Three lines; empty ones where there is no plan or nothing was told.

    Source:
        Earned-value practice (ANSI/EIA-748: planned value from weighted milestones), with physical
        shares in place of costs; docs/decisions/0013.
    """
    one = of_one(wanted, project)
    asked = (one, moment.as_of, sight, synthetic, project is not None)
    ask = lambda: _curve(one, moment, sight, synthetic=synthetic, alone=project is not None)
    return answered(METHOD, asked, moment.known_at, ask)


def _curve(wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, alone: bool) -> Curve:
    body, asked = found(wanted, moment, sight, synthetic=synthetic, once=True)
    asked |= {"alone": alone}
    told: dict[str, list[Any]] = {name: [] for name in ("weight", "planned", "built", "paid")}
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {body}, {_CHOSEN}, {_STEPS} {_LINES} ORDER BY 2", asked)
        for line, *row in cursor.fetchall():
            told[line].append(row)
    ((_day, count, counts, money),) = told["weight"]
    return Curve(
        planned=_rising(told["planned"], counts),
        built=_stepping(told["built"], counts, moment.as_of),
        paid=_stepping(told["paid"], money, moment.as_of),
        projects=int(count),
        on=moment.as_of,
    )


def _rising(moved: Sequence[tuple[date, float, float, float]], whole: float) -> tuple[Point, ...]:
    """Return a line that rises evenly from knot to knot; a jump is two points of one day."""
    points: list[Point] = []
    share = rises = 0.0
    before: date | None = None
    for day, change, jump, _ in moved:
        share += rises * (day - before).days if before else 0.0
        points.append((day, share / whole))
        if jump:
            share += jump
            points.append((day, share / whole))
        rises, before = rises + change, day
    return _thinned([(day, min(max(told, 0.0), 1.0)) for day, told in points])


def _stepping(
    moved: Iterable[tuple[date, float, float, float]], whole: float, on: date
) -> tuple[Point, ...]:
    """Return a line that stands until the next day on which something was told."""
    points: list[Point] = []
    much = 0.0
    for day, change, *_ in moved:
        much += change
        points.append((day, much / whole if whole else 0.0))
    told = _thinned(points)
    return (*told, (on, told[-1][1])) if told and told[-1][0] < on else told


def _thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line of as many points as can be told apart: each the last one by its day."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    first, last = points[0][0], points[-1][0]
    step = (last - first).days / (MOST_POINTS - 1)
    kept: list[Point] = []
    for day, share in points:
        place = int((day - first).days / step)
        if kept and int((kept[-1][0] - first).days / step) == place:
            kept[-1] = (day, share)
        else:
            kept.append((day, share))
    return tuple(kept)


def _at(line: Sequence[Point], on: date) -> float:
    """Return what an evenly rising line says on a day."""
    if on < line[0][0]:
        return 0.0
    before, after = line[0], line[-1]
    for point in line:
        if point[0] <= on:
            before = point
        else:
            after = point
            break
    else:
        return line[-1][1]
    far = max((after[0] - before[0]) / timedelta(days=1), _WHOLE)
    return before[1] + (after[1] - before[1]) * ((on - before[0]).days / far)
