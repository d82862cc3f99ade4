"""Where do made-up assessors go, and what do they see?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import Q

from ehya.diagnose.actions.visiting import finish_many
from ehya.engine.calendar import DayRange
from ehya.engine.detect import NAMES
from ehya.revive.queries.scope import in_sight
from ehya.revive.synthetic.fates import Ints, chance
from ehya.revive.synthetic.play import Play
from ehya.verify.actions.checking import Watch, carry_visits
from ehya.verify.models import Check
from ehya.verify.queries.visits import Visit
from ehya.verify.stages import LOT, months_of, states

METHOD = "verify.synthetic/2"
GOES = 0.35  # of the checks that are due and that readings say too little of, a month (assumed)
RUNS_UNREAD = 0.85  # of units of which nothing is read (assumed)


def play_visits(
    told: Watch,
    month: DayRange,
    *,
    play: Play,
    event: UUID,
    known_at: datetime,
) -> int:
    """Let assessors visit what is due and unseen, and what the lot fell on.

    Args:
        told: what detection says of the units: an assessor sees the same.
        month: its days.
        play: the programme.
        event: of which everything is; the caller notes it.
        known_at: when the house knew.

    Returns:
        How many checks were answered.

    Source:
        Shares assumed, see above.
    """
    visited = {check.case_id: check for check in _chosen(month, play)}  # one a case and month
    checks = list(visited.values())
    visits = _visits(checks, told, month, play, event)
    carry_visits(
        list(zip(checks, visits, strict=True)), on=month.last, event=event, known_at=known_at
    )
    return len(checks)


def _chosen(month: DayRange, play: Play) -> list[Check]:
    """Return the checks that assessors go to: what is due and unseen, and what the lot fell on."""
    due = Check.objects.filter(
        Q(case__synthetic=True) & in_sight(play.sight, "case__"),
        found="",
        due__lte=month.last,
        restart__ended_by=None,
        case__since__lte=month.last - timedelta(days=3),
    )
    names = ("id", "restart__unit_id", "restart__restarted_on", "stage", "case__state")
    rows = [
        _Due(*row)
        for row in due.order_by("id").values_list(*names)
        if row[3] == LOT or row[4] in states(row[3])
    ]
    at = np.full(len(rows), month.first.toordinal(), dtype=np.int64)
    goes = chance(play.seed, "goes", *_keys(rows), at) < GOES
    keys = [row.key for row, does in zip(rows, goes, strict=True) if does]
    found = Check.objects.filter(pk__in=keys).select_related("restart", "case")
    return sorted(found, key=lambda check: (-months_of(check.stage), check.pk))


class _Due(NamedTuple):
    """A check that is due, and what chance hangs on."""

    key: int
    unit: int
    restarted_on: date
    stage: str
    state: str


def _visits(
    checks: list[Check],
    told: Watch,
    month: DayRange,
    play: Play,
    event: UUID,
) -> list[Visit]:
    place = int(np.searchsorted(told.lasts, np.datetime64(month.last)))
    asked = [
        _Due(check.pk, check.restart.unit_id, check.restart.restarted_on, check.stage, "")
        for check in checks
    ]
    luck = chance(play.seed, "sees", *_keys(asked))
    visits = [
        Visit(
            unit_id=check.restart.unit_id,
            purpose="sample" if check.stage == "sample" else "check",
            by=play.cast.people[check.case.province_id, "assessor"],
            on=month.last - timedelta(days=2),
            answers=_answers(check, runs=_runs(check, told, place, float(u))),
        )
        for check, u in zip(checks, luck, strict=True)
    ]
    finish_many(visits, event=event)
    return visits


def _keys(rows: Sequence[_Due]) -> tuple[Ints, Ints, Ints]:
    """Return what chance hangs on: a check's unit, its restart and its stage, never its number."""
    told = [(row.unit, row.restarted_on.toordinal(), months_of(row.stage)) for row in rows]
    keys = np.array(told, dtype=np.int64).reshape(-1, 3)
    return keys[:, 0], keys[:, 1], keys[:, 2]


def _answers(check: Check, *, runs: bool) -> dict[str, object]:
    """Return what an assessor writes down by the form of a check."""
    restart = check.restart
    works = {"works": "yes", "share": min(max(round(100 * restart.use), 1), 150)}
    return {
        "let_in": "worker",
        "machines": "ready",
        **({**works, "workers": restart.jobs} if runs else {"works": "no", "workers": 0}),
    }


def _runs(check: Check, told: Watch, place: int, luck: float) -> bool:
    row = told.told.row.get(check.restart.unit_id, -1)
    state = int(told.told.state[row, place]) if row >= 0 else -1
    if state < 0:
        return luck < RUNS_UNREAD
    at_work = ("active",) if check.restart.kind == "capacity" else ("active", "semi_active")
    return NAMES[state] in at_work
