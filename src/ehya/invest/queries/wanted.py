"""Which projects are asked for, and how did each stand at a moment?

Everything that lists, adds up or draws projects begins with `found`: a table of those asked for, as
far as the reader sees, each with its progress and its money at the moment. For the present that
stands beside the project; for a day of the past it is told from the rows.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from ehya.invest.queries.scope import SEEN, seen_by
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries.present import is_present

Opened = Literal["", "yes", "no"]
Money = Literal["", "ahead", "behind"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects; what is empty is not asked.

    Attributes:
        kind: of `PROJECT_KINDS`.
        branch: of its kind's.
        province: ISO code.
        state: of `PROJECT_STATES`.
        opened: whether it was opened at an event.
        late: only those that are late.
        least_irr: only those with at least so much approved. [IRR]
        most_irr: only those with at most so much approved. [IRR]
        text: in its name, its sponsor or its number.
        park: code.
        sponsor: in its sponsor's name alone.
        money: "ahead" where a larger share is paid than built, "behind" where a smaller one is.
        number: only this one.
    """

    kind: str = ""
    branch: str = ""
    province: str = ""
    state: str = ""
    opened: Opened = ""
    late: bool = False
    least_irr: int | None = None
    most_irr: int | None = None
    text: str = ""
    park: str = ""
    sponsor: str = ""
    money: Money = ""
    number: int | None = None


_NOW = """
    SELECT p.id, p.kind, p.branch, p.province_id, p.state, p.stands_for, p.jobs_planned,
        p.physical, p.approved_irr, p.paid_irr, p.begins_on, p.ends_on, p.begun_on, p.finished_on
    FROM invest_project p WHERE {where}
"""
_THEN = """
    SELECT p.id, p.kind, p.branch, p.province_id,
        coalesce(s.state, 'planned') AS state, p.stands_for, p.jobs_planned, coalesce(t.physical, 0) AS physical,
        coalesce(f.approved_irr, 0) AS approved_irr, coalesce(b.paid_irr, 0) AS paid_irr,
        p.begins_on, p.ends_on, p.begun_on, p.finished_on
    FROM invest_project p
    LEFT JOIN (
        SELECT DISTINCT ON (project_id) project_id, state FROM invest_standing
        WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s {only}
        ORDER BY project_id, "on" DESC, id DESC
    ) s ON s.project_id = p.id
    LEFT JOIN (
        SELECT DISTINCT ON (project_id) project_id, physical FROM invest_progress
        WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s {only}
        ORDER BY project_id, "on" DESC, id DESC
    ) t ON t.project_id = p.id
    LEFT JOIN (
        SELECT project_id, sum(amount_irr) AS approved_irr FROM invest_financing
        WHERE "on" <= %(as_of)s AND known @> %(known_at)s {only} GROUP BY 1
    ) f ON f.project_id = p.id
    LEFT JOIN (
        SELECT project_id, sum(amount_irr) AS paid_irr FROM invest_payment
        WHERE "on" <= %(as_of)s AND known_at <= %(known_at)s {only} GROUP BY 1
    ) b ON b.project_id = p.id
    WHERE p.known_at <= %(known_at)s AND {where}
"""
# A past day of a few projects is told from their rows alone, not from everybody's.
_ONLY = "AND project_id IN (SELECT p.id FROM invest_project p WHERE {where})"
LATE = """(q.state IN ('planned', 'under_way') AND (q.ends_on < %(as_of)s OR q.id IN (
    SELECT m.project_id FROM invest_milestone m
    WHERE m.planned_on < %(as_of)s AND (m.done_on IS NULL OR m.done_on > %(as_of)s))))"""
_TEXT = """(p.name_fa ILIKE %(text)s OR p.name_en ILIKE %(text)s OR p.sponsor ILIKE %(text)s
    OR p.code ILIKE %(text)s OR p.id::text = %(bare)s)"""
_OPENED = """EXISTS (SELECT 1 FROM invest_opening o
    WHERE o.project_id = p.id AND o.opened_on <= %(as_of)s)"""


def of_one(wanted: Wanted, project: int | None) -> Wanted:
    """Return what is wanted, of one project alone where its number is told."""
    return wanted if project is None else replace(wanted, number=project)


def found(
    wanted: Wanted, moment: Moment, sight: Sight, *, synthetic: bool, once: bool = False
) -> tuple[str, dict[str, Any]]:
    """Return the table of projects asked for, as SQL called `found`, and what it asks for.

    Args:
        wanted: which ones.
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: whether the made-up ones are asked for; the two never mix.
        once: whether it is read once: then sums that nobody looks at are left out.
    """
    asked = {
        **seen_by(sight, synthetic=synthetic),
        "as_of": moment.as_of,
        "known_at": moment.known_at,
        "kind": wanted.kind,
        "branch": wanted.branch,
        "province": wanted.province,
        "state": wanted.state,
        "least": wanted.least_irr,
        "most": wanted.most_irr,
        "text": f"%{_escaped(wanted.text)}%",
        "bare": wanted.text,
        "park": wanted.park,
        "sponsor": f"%{_escaped(wanted.sponsor)}%",
        "only": wanted.number,
    }
    inner = _NOW if is_present(moment) else _THEN
    rows = _of_row(wanted)
    where = " AND ".join([SEEN, *rows])
    body = inner.format(where=where, only=_ONLY.format(where=where) if rows else "")
    outer = " AND ".join(_of_day(wanted)) or "TRUE"
    kept = "" if once else "MATERIALIZED"
    return f"found AS {kept} (SELECT q.* FROM ({body}) q WHERE {outer})", asked  # noqa: S608


def _of_row(wanted: Wanted) -> list[str]:
    told = {
        "p.kind = %(kind)s": wanted.kind,
        "p.branch = %(branch)s": wanted.branch,
        "p.province_id = %(province)s": wanted.province,
        "p.park_id = %(park)s": wanted.park,
        "p.sponsor ILIKE %(sponsor)s": wanted.sponsor,
        "p.id = %(only)s": wanted.number is not None,
        _TEXT: wanted.text,
        _OPENED: wanted.opened == "yes",
        f"NOT {_OPENED}": wanted.opened == "no",
    }
    return [line for line, asked in told.items() if asked]


def _of_day(wanted: Wanted) -> list[str]:
    told = {
        "q.state = %(state)s": wanted.state,
        "q.approved_irr >= %(least)s": wanted.least_irr is not None,
        "q.approved_irr <= %(most)s": wanted.most_irr is not None,
        LATE: wanted.late,
        "q.paid_irr > q.approved_irr * q.physical": wanted.money == "ahead",
        "q.paid_irr < q.approved_irr * q.physical": wanted.money == "behind",
    }
    return [line for line, asked in told.items() if asked]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def days_late(
    state: str, ends_on: date | None, finished_on: date | None, waits: date | None, on: date
) -> int:
    """Return by how much a project is behind what was first planned.

    Args:
        state: of `PROJECT_STATES`, on that day.
        ends_on: the planned end.
        finished_on: the day on which it was finished.
        waits: the earliest planned day of a milestone that does not stand.
        on: the day asked about.

    Returns:
        Nothing for one on time, or stopped. [days]
    """
    if state == "finished":
        return max((finished_on - ends_on).days, 0) if finished_on and ends_on else 0
    if state == "stopped":
        return 0
    behind = [(on - day).days for day in (ends_on, waits) if day is not None]
    return max(0, max(behind, default=0))
