"""Is it proven that a restarted unit runs? By readings, many at once; by a visit, one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from ehya.detect.queries.months import MonthsTold
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.revive.actions.moving import Step, carry, lock
from ehya.revive.guards import Said, Seen
from ehya.revive.models import Restart
from ehya.revive.queries.facts import facts_of
from ehya.revive.queries.scope import cases_seen
from ehya.verify.models import Check
from ehya.verify.queries.visits import made_for
from ehya.verify.running import METHOD, Proof, proof

INSURED = "insured_workers"
BY_READINGS = "verify.by_readings"  # the reason that stands in a move made by the house
BY_VISIT = "verify.by_visit"
STAGES = ("verify", "month_6", "month_12")
# What a check leads the case on by, where it runs and where it stands.
ACTS = {
    "verify": ("verify", "take_back"),
    "month_6": ("sustain", "relapse"),
    "month_12": ("sustain", "relapse"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a pass over restarts found.

    Attributes:
        running: checks passed.
        standing: checks failed.
        relapsed: units that stand again, seen between checks.
        unseen: checks due that readings say too little of: somebody goes there.
    """

    running: int = 0
    standing: int = 0
    relapsed: int = 0
    unseen: int = 0


@transaction.atomic
def check_by_readings(
    told: MonthsTold, day: date, *, by: User, synthetic: bool, known_at: datetime | None = None
) -> Checked:
    """Check every restart whose time has come against readings; what stands again relapses.

    Args:
        told: what detection says of the units, month by month.
        day: of the check: later months are not looked at.
        by: the house, or whoever asks for it.
        synthetic: the made-up units, or the real ones.
        known_at: when the house knew; now.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "verify.check")
    ask_checks()
    event, known = new_event_id(), known_at or timezone.now()
    counts = dict.fromkeys(("running", "standing", "unseen"), 0)
    for stage in STAGES:
        found = [_looked(check, told, day) for check in _waiting(stage, day, synthetic)]
        _write(found, stage, day, by, event, known)
        for _, what in found:
            counts[what.found] += 1
    relapsed = _relapse(told, day, by, event, known, synthetic)
    checked = Checked(relapsed=relapsed, **counts)
    if checked.running or checked.standing or checked.relapsed:
        after = {**counts, "relapsed": relapsed}
        note("verify.check", by=by, id=event, after=after, as_of=day)
    return checked


def ask_checks() -> None:
    """Write down when each restart will be asked whether it still runs, where that is missing."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {name: load("verify")[f"{name}_after"] for name in STAGES})


@transaction.atomic
def check_by_visit(number: int, *, by: User, visit: UUID, seen: int | None = None) -> str:
    """Say by a visit that was made whether a restarted unit runs.

    Args:
        number: the check's.
        by: who says so.
        visit: one of this unit that is done, and says whether it runs.
        seen: the case's version that the person saw.

    Returns:
        What was found: "running" or "standing".

    Raises:
        Refusal: "ledger.not_allowed", "verify.no_such_check", "verify.found_already",
            "verify.visit_says_nothing", "revive.own_case", "revive.changed_meanwhile".
    """
    roles.require(by, "verify.check")
    check = _seen_check(number, by)
    case = lock(check.case_id, by=by, seen=seen)
    check = Check.objects.select_for_update(of=("self",)).select_related("restart").get(pk=number)
    if check.found:
        raise Refusal("verify.found_already", check=number, on=check.on)
    made = made_for(check, visit)
    event, found = new_event_id(), "running" if made.running else "standing"
    said = Said(today(), BY_VISIT, seen=Seen("visit", bool(made.running), made.on, made.by_id))
    if check.stage == "sample":
        _refuse_own(case.pk, made.by_id)
    else:
        act = ACTS[check.stage][found == "standing"]
        roles.require(by, f"revive.{act}")
        carry([Step(case.pk, act, by, said, visit=visit)], event=event)
    check.found, check.by, check.on, check.visit = found, "visit", made.on, made
    check.known_at, check.event_id = timezone.now(), event
    check.save()
    note("verify.check", by=by, on=("case", str(case.pk)), id=event, stage=check.stage, found=found)
    return found


_ASK = """
INSERT INTO verify_check (restart_id, case_id, stage, due, found, "by", facts)
SELECT r.id, r.case_id, s.stage, r.restarted_on + s.days, '', '', '{}'
FROM revive_restart AS r
CROSS JOIN (VALUES ('verify', %(verify)s), ('month_6', %(month_6)s), ('month_12', %(month_12)s))
    AS s (stage, days)
WHERE r.ended_by_id IS NULL
  AND NOT EXISTS (SELECT FROM verify_check AS c WHERE c.restart_id = r.id AND c.stage = s.stage)
ORDER BY r.id, s.days
"""


def _waiting(stage: str, day: date, synthetic: bool) -> list[Check]:
    rows = Check.objects.filter(
        stage=stage, found="", restart__ended_by=None, case__synthetic=synthetic
    )
    if stage == "verify":
        rows = rows.filter(restart__restarted_on__lt=day, case__state="restarted")
    else:
        rows = rows.filter(due__lte=day, case__state__in=("verified", "sustained"))
    return list(rows.select_related("restart").order_by("id"))


def _looked(check: Check, told: MonthsTold, day: date) -> tuple[Check, Proof]:
    return check, _proof(check.restart, told, day)


def _proof(restart: Restart, told: MonthsTold, day: date) -> Proof:
    row = told.row.get(restart.unit_id)
    if row is None or INSURED not in told.signals:
        return Proof("unseen", -1, 0, float("nan"))
    ends = np.array([month.last for month in told.months], dtype="datetime64[D]")
    begins = np.array([month.first for month in told.months], dtype="datetime64[D]")
    return proof(
        told.state[row],
        told.readings[row, :, told.signals.index(INSURED)],
        kind=restart.kind,
        jobs=restart.jobs,
        first=int(np.searchsorted(begins, np.datetime64(restart.restarted_on), side="right")),
        last=int(np.searchsorted(ends, np.datetime64(day), side="right")) - 1,
        rules=_rules(day),
    )


@cache
def _rules(on: date) -> Mapping[str, Any]:
    return load("verify", on)


def _write(
    found: Iterable[tuple[Check, Proof]],
    stage: str,
    day: date,
    by: User,
    event: UUID,
    known: datetime,
) -> None:
    told = [(check, what) for check, what in found if what.found != "unseen"]
    steps = []
    for check, what in told:
        check.found, check.by, check.on = what.found, "readings", day
        check.facts, check.known_at, check.event_id = _facts(what), known, event
        act = ACTS[stage][what.found == "standing"]
        seen = Seen("readings", what.found == "running", day)
        said = Said(day, BY_READINGS, seen=seen)
        steps.append(Step(check.case_id, act, by, said, facts=check.facts))
    fields = ["found", "by", "on", "facts", "known_at", "event"]
    Check.objects.bulk_update([check for check, _ in told], fields, batch_size=1_000)
    carry(steps, event=event, known_at=known)


def _facts(what: Proof) -> dict[str, Any]:
    insured = {} if np.isnan(what.insured) else {"insured": round(what.insured, 3)}
    return {"method": METHOD, "months": what.months, **insured}


def _relapse(
    told: MonthsTold, day: date, by: User, event: UUID, known: datetime, synthetic: bool
) -> int:
    """Lead back what stands again although nobody was to look at it now."""
    rows = Restart.objects.filter(
        ended_by=None,
        verified_by__isnull=False,
        unit__in=list(told.row),
        case__synthetic=synthetic,
        case__state__in=("verified", "sustained"),
    )
    steps = []
    for restart in rows.order_by("case_id"):
        what = _proof(restart, told, day)
        if what.found == "standing":
            said = Said(day, BY_READINGS, seen=Seen("readings", False, day))
            steps.append(Step(restart.case_id, "relapse", by, said, facts=_facts(what)))
    carry(steps, event=event, known_at=known)
    return len(steps)


def _seen_check(number: int, by: User) -> Check:
    rows = Check.objects.filter(case__in=cases_seen(sight_of(by)), pk=number)
    for check in rows:
        return check
    raise Refusal("verify.no_such_check", check=number)


def _refuse_own(case: int, visitor: int) -> None:
    if visitor in facts_of({case: today()})[case].runners:
        raise Refusal("revive.own_case", case=case)
