"""Which projects are there for this reader, a page at a time, and when was each built?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ehya.invest.models import Milestone, Project
from ehya.invest.queries.scope import projects_seen
from ehya.invest.queries.wanted import Wanted, days_late, found
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment

MOST_ROWS = 50
MOST_BARS = 60  # of the timeline
_WAITS = """(SELECT min(m.planned_on) FROM invest_milestone m WHERE m.project_id = f.id
    AND (m.done_on IS NULL OR m.done_on > %(as_of)s))"""
# The first day by which something should stand that does not: the earlier, the later the project.
_DUE = f"""(CASE WHEN f.state IN ('planned', 'under_way')
    THEN coalesce(least(f.ends_on, {_WAITS}), 'infinity'::date) ELSE 'infinity'::date END)"""


@dataclass(frozen=True, slots=True)
class Order:
    """By what a list stands in a row.

    Attributes:
        key: an expression over a row of `found` that is called f.
        kind: its type in SQL.
        falls: whether the greatest comes first.
    """

    key: str
    kind: str
    falls: bool

    @property
    def way(self) -> str:
        """The direction in SQL."""
        return "DESC" if self.falls else "ASC"

    def goes_on(self, value: str) -> str:
        """Return which rows come after one whose key is told; all where none is."""
        if not value:
            return "TRUE"
        sign, told = "<" if self.falls else ">", f"%(value)s::{self.kind}"
        return f"({self.key} {sign} {told} OR ({self.key} = {told} AND f.id < %(number)s))"


ORDERS = {  # by what a page goes on: the rows after one that was shown
    "newest": Order("f.id", "bigint", falls=True),
    "approved": Order("f.approved_irr", "numeric", falls=True),
    "built": Order("f.physical", "numeric", falls=True),
    "behind": Order("f.physical", "numeric", falls=False),
    "end": Order("coalesce(f.ends_on, 'infinity'::date)", "date", falls=False),
    "late": Order(_DUE, "date", falls=False),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A project as it stood.

    Attributes:
        project: what does not change with the day.
        state: of `PROJECT_STATES`.
        physical: share of the work that was done. [0..1]
        approved_irr: of its sources. [IRR]
        paid_irr: [IRR]
        late: behind what was first planned. [days]
    """

    project: Project
    state: str
    physical: float
    approved_irr: int
    paid_irr: int
    late: int

    @property
    def financial(self) -> float | None:
        """Share of what was approved that is paid; None where nothing is. [0..1]"""
        return self.paid_irr / self.approved_irr if self.approved_irr else None


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, and where the next ones begin.

    Attributes:
        rows: at most so many as were asked for.
        after: for the next page; "" on the last one.
    """

    rows: tuple[Row, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A project on the timeline, and its milestones.

    Attributes:
        row: the project.
        first: the first day that is planned or was.
        last: the last one.
        milestones: in the order of the plan.
    """

    row: Row
    first: date
    last: date
    milestones: tuple[Milestone, ...]


_PAGE = """
WITH {found}
SELECT f.id, f.state, f.physical, f.approved_irr, f.paid_irr, f.ends_on, f.finished_on,
    {waits}, ({key})::text AS place_told
FROM found f WHERE {after} ORDER BY {key} {way}, f.id DESC LIMIT %(limit)s
"""


def listed(  # noqa: PLR0913 - which, when, for whom, in which order and from where
    wanted: Wanted,
    moment: Moment,
    sight: Sight,
    *,
    synthetic: bool,
    order: str = "newest",
    after: str = "",
    most: int = MOST_ROWS,
) -> Page:
    """Return a page of projects.

    Args:
        wanted: which ones.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones.
        order: of `ORDERS`.
        after: as the page before told it.
        most: at most so many. [projects]
    """
    by = ORDERS.get(order, ORDERS["newest"])
    body, asked = found(wanted, moment, sight, synthetic=synthetic)
    value, number = _after(after, by)
    asked |= {"limit": most + 1, "value": value, "number": number}
    told = _asked(body, asked, by, by.goes_on(value))
    rows = _rows(told[:most], moment.as_of)
    more = f"{told[most - 1][-1]}~{told[most - 1][0]}" if len(told) > most else ""
    return Page(rows, more)


def row_of(project: Project, moment: Moment, sight: Sight) -> Row:
    """Return one project as it stood."""
    wanted = Wanted(number=project.pk)
    body, asked = found(wanted, moment, sight, synthetic=project.synthetic)
    if told := _asked(body, asked | {"limit": 1}, ORDERS["newest"], "TRUE"):
        return _rows(told, moment.as_of)[0]
    return Row(project, "planned", 0.0, 0, 0, 0)  # not known of by then


def timeline(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, after: str = ""
) -> tuple[list[Bar], str]:
    """Return the projects by their planned end, each from its first day to its last, and the rest.

    Returns:
        The bars, and where the next ones begin; "" on the last page. Projects without any day have
        no bar.
    """
    page = listed(
        wanted, moment, sight, synthetic=synthetic, order="end", after=after, most=MOST_BARS
    )
    steps: dict[int, list[Milestone]] = {}
    keys = [row.project.pk for row in page.rows]
    for step in Milestone.objects.filter(project_id__in=keys).order_by("place"):
        steps.setdefault(step.project_id, []).append(step)
    bars = [_bar(row, steps.get(row.project.pk, []), moment.as_of) for row in page.rows]
    return [bar for bar in bars if bar is not None], page.after


def kinds_of_projects(sight: Sight) -> tuple[bool, bool]:
    """Tell whether there are real projects, and made-up ones."""
    there = projects_seen(sight)
    return there.filter(synthetic=False).exists(), there.filter(synthetic=True).exists()


def _asked(body: str, asked: dict[str, Any], by: Order, after: str) -> list[tuple[Any, ...]]:
    question = _PAGE.format(found=body, waits=_WAITS, key=by.key, way=by.way, after=after)
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        return list(cursor.fetchall())


def _after(told: str, by: Order) -> tuple[str, int]:
    """Return where a page goes on; the beginning for what no page of this order told."""
    value, _, number = told.partition("~")
    fits = number.isascii() and number.isdecimal() and len(number) < 19
    if not fits or len(value) > 30 or not _KEYS[by.kind].fullmatch(value):
        return "", 0
    if by.kind == "date" and value != "infinity":
        try:
            date.fromisoformat(value)
        except ValueError:
            return "", 0
    return value, int(number)


_KEYS = {
    "bigint": re.compile(r"[0-9]{1,18}"),
    "numeric": re.compile(r"[0-9]+(\.[0-9]+)?"),
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|infinity"),
}
_NEAR = ("province", "park", "unit", "case")


def _rows(told: Sequence[Sequence[Any]], on: date) -> tuple[Row, ...]:
    there = Project.objects.select_related(*_NEAR).in_bulk([row[0] for row in told])
    return tuple(
        Row(
            project=there[key],
            state=state,
            physical=float(physical),
            approved_irr=int(approved),
            paid_irr=int(paid),
            late=days_late(state, ends_on, finished_on, waits, on),
        )
        for key, state, physical, approved, paid, ends_on, finished_on, waits, _ in told
    )


def _bar(row: Row, steps: Sequence[Milestone], on: date) -> Bar | None:
    project = row.project
    begun, ended = project.begun_on, project.finished_on
    if row.state == "under_way" and begun:
        ended = on
    days = [project.begins_on, project.ends_on, begun, ended]
    days += [day for step in steps for day in (step.planned_on, step.expected_on, step.done_on)]
    known = [day for day in days if day is not None]
    return Bar(row, min(known), max(known), tuple(steps)) if known else None
