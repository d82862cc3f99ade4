"""Where do made-up assessors go, and what do they see?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from ehya.diagnose.actions.visiting import finish_many
from ehya.engine.calendar import DayRange
from ehya.engine.detect import NAMES
from ehya.ledger.models import User
from ehya.revive.synthetic.fates import chance
from ehya.verify.actions.checking import Watch, carry_visits, stages_waiting
from ehya.verify.models import Check
from ehya.verify.queries.visits import Visit
from ehya.verify.stages import LOT, states

METHOD = "verify.synthetic/1"
GOES = 0.35  # of the checks that are due and that readings say too little of, a month (assumed)
RUNS_UNREAD = 0.85  # of units of which nothing is read (assumed)


def play_visits(
    told: Watch,
    month: DayRange,
    *,
    seed: int,
    people: Mapping[tuple[str, str], User],
    event: UUID,
    known_at: datetime,
) -> int:
    """Let assessors visit what is due and unseen, and what the lot fell on.

    Args:
        told: what detection says of the units: an assessor sees the same.
        month: its days.
        seed: of chance. [any number from 0]
        people: (province, role) -> the person.
        event: of which everything is; the caller notes it.
        known_at: when the house knew.

    Returns:
        How many checks were answered.

    Source:
        Shares assumed, see above.
    """
    done = 0
    for stage in (*stages_waiting(synthetic=True), LOT):
        rows = Check.objects.filter(
            stage=stage,
            found="",
            due__lte=month.last,
            restart__ended_by=None,
            case__synthetic=True,
            case__since__lte=month.last - timedelta(days=3),
        )
        if stage != LOT:
            rows = rows.filter(case__state__in=states(stage))
        keys = np.array(rows.order_by("id").values_list("pk", flat=True), dtype=np.int64)
        at = np.full(len(keys), month.first.toordinal(), dtype=np.int64)
        goes = chance(seed, "goes", keys, at) < GOES
        chosen = Check.objects.filter(pk__in=keys[goes].tolist()).order_by("id")
        by_case = {  # one a case and month
            check.case_id: check for check in chosen.select_related("restart", "case")
        }
        visits = _visits(list(by_case.values()), told, month, seed, people, event)
        seen = list(zip(by_case.values(), visits, strict=True))
        carry_visits(seen, on=month.last, event=event, known_at=known_at)
        done += len(by_case)
    return done


def _visits(
    checks: list[Check],
    told: Watch,
    month: DayRange,
    seed: int,
    people: Mapping[tuple[str, str], User],
    event: UUID,
) -> list[Visit]:
    place = int(np.searchsorted(told.lasts, np.datetime64(month.last)))
    keys = np.array([check.pk for check in checks], dtype=np.int64)
    luck = chance(seed, "sees", keys)
    visits = [
        Visit(
            unit_id=check.restart.unit_id,
            purpose="sample" if check.stage == "sample" else "check",
            by=people[check.case.province_id, "assessor"],
            on=month.last - timedelta(days=2),
            answers=_answers(check, runs=_runs(check, told, place, float(u))),
        )
        for check, u in zip(checks, luck, strict=True)
    ]
    finish_many(visits, event=event)
    return visits


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
