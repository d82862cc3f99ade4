"""Is it proven that a restarted unit runs? By readings, many at once; by a visit, one by one."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from numpy.typing import NDArray

from ehya.detect.queries.months import MonthsTold
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.actions import note
from ehya.ledger.models import User, new_event_id
from ehya.ledger.queries import sight_of, today
from ehya.ledger.rules import load
from ehya.ledger.scopes import ALL, Sight
from ehya.revive.actions.moving import Step, carry, lock
from ehya.revive.guards import Said, Seen
from ehya.revive.models import Restart
from ehya.revive.queries.runners import runners_of
from ehya.revive.queries.scope import SEEN, cases_seen, in_sight, seen_by
from ehya.verify.actions.ended import answer_ended
from ehya.verify.models import Check
from ehya.verify.queries.visits import Visit, made_for
from ehya.verify.running import METHOD, UNSEEN, Asked, Proofs, Runs, proofs, runs_of
from ehya.verify.stages import FIRST, KEPT, LOT, YEAR, acts, follows, states

INSURED = "insured_workers"
BY_READINGS = "verify.by_readings"  # the reason that stands in a move made by the house
BY_VISIT = "verify.by_visit"
AHEAD = 30  # so long before its day a yearly check is written down [days]


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


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of units month by month, ready to be asked again and again.

    Attributes:
        told: what detection says of them.
        runs: for how many months on end they stood or worked.
        firsts: first day of each month. shape (months,)
        lasts: last day of each. shape (months,)
    """

    told: MonthsTold
    runs: Runs
    firsts: NDArray[np.datetime64]
    lasts: NDArray[np.datetime64]


def watch(told: MonthsTold) -> Watch:
    """Return what detection says of units, ready to be asked whether they run."""
    persons = np.full(told.state.shape, np.nan)
    if INSURED in told.signals:
        persons = told.readings[:, :, told.signals.index(INSURED)]
    firsts = np.array([month.first for month in told.months], dtype="datetime64[D]")
    lasts = np.array([month.last for month in told.months], dtype="datetime64[D]")
    return Watch(told, runs_of(told.state, persons), firsts, lasts)


@transaction.atomic
def check_by_readings(
    told: Watch,
    day: date,
    *,
    by: User,
    synthetic: bool,
    known_at: datetime | None = None,
    sight: Sight = ALL,
) -> Checked:
    """Check every restart whose time has come against readings; what stands again relapses.

    Args:
        told: what detection says of the units, month by month.
        day: of the check: later months are not looked at.
        by: the house, or whoever asks for it.
        synthetic: the made-up units, or the real ones.
        known_at: when the house knew; now.
        sight: which cases; all.

    Raises:
        Refusal: "ledger.not_allowed".
    """
    roles.require(by, "verify.check")
    ask_checks(day, synthetic=synthetic, sight=sight)
    asked = Q(case__synthetic=synthetic) & in_sight(sight, "case__")
    event, known = new_event_id(), known_at or timezone.now()
    counts = dict.fromkeys(("running", "standing", "unseen"), 0)
    looked: set[int] = set()
    while checks := _waiting(day, asked, looked):
        found = proofs_of(checks, told, day)
        _write(checks, found, day, by, event, known)
        looked.update(check.key for check in checks)
        for what in counts:
            counts[what] += int((found.found == what).sum())
    relapsed = _relapse(told, day, by, event, known, asked)
    checked = Checked(relapsed=relapsed, **counts)
    lots = answer_ended(synthetic=synthetic, event=event, known_at=known, sight=sight)
    if checked.running or checked.standing or checked.relapsed or lots:
        after = {**counts, "relapsed": relapsed}
        note("verify.check", by=by, id=event, after=after, as_of=day)
    return checked


def ask_checks(day: date | None = None, *, synthetic: bool = False, sight: Sight = ALL) -> None:
    """Write down when each restart will be asked whether it still runs, where that is missing.

    Args:
        day: yearly checks are written down when they are near; today.
        synthetic: of the made-up units, or the real ones.
        sight: of which cases; all.
    """
    rules = load("verify")
    first = {name: rules[f"{name}_after"] for name in (FIRST, *KEPT)}
    until = (day or today()) + timedelta(days=AHEAD)
    with connection.cursor() as cursor:
        seen = seen_by(sight, synthetic=synthetic)
        cursor.execute(_ASK, first | seen)
        cursor.execute(_ASK_YEARLY, {"year": rules["every_after"], "until": until} | seen)


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
    check = (
        Check.objects.select_for_update(of=("self",))
        .select_related("restart", "case")
        .get(pk=number)
    )
    if check.found:
        raise Refusal("verify.found_already", check=number, on=check.on)
    made = made_for(check, visit)
    if act := follows(check.stage, case.state, running=bool(made.running)):
        roles.require(by, f"revive.{act}")
    if check.stage == LOT:
        _refuse_own(case.pk, made.by_id)
    event, day = new_event_id(), today()
    (found,) = carry_visits([(check, made)], by=by, on=day, event=event)
    note("verify.check", by=by, on=("case", str(case.pk)), id=event, stage=check.stage, found=found)
    return found


def carry_visits(
    seen: Sequence[tuple[Check, Visit]],
    *,
    by: User | None = None,
    on: date,
    event: UUID,
    known_at: datetime | None = None,
) -> list[str]:
    """Write what visits found, at most one check a case; inside the caller's transaction.

    Args:
        seen: checks that nobody has answered, each with a visit that says whether the unit runs.
        by: who says so; whoever made the visit.
        on: the day of it.
        event: of which they are; the caller notes it.
        known_at: when the house knew; now.

    Returns:
        What was found, in the order of the checks.

    Raises:
        Refusal: as `moving.carry`.
    """
    if not seen:
        return []
    steps, answers = [], []
    ran = runners_of([check.case_id for check, _ in seen])
    for check, made in seen:
        found = "running" if made.running else "standing"
        answers.append((check.pk, found, made.on, made.pk))
        if act := follows(check.stage, check.case.state, running=bool(made.running)):
            own = made.by_id in ran.get(check.case_id, ())
            said = Said(on, BY_VISIT, seen=Seen("visit", bool(made.running), made.on, own))
            steps.append(Step(check.case_id, act, by or made.by, said, visit=made.pk))
    if answers:
        keys, founds, days, visits = (list(column) for column in zip(*answers, strict=True))
        told = {"keys": keys, "founds": founds, "days": days, "visits": visits}
        known = known_at or timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(_SEEN, {**told, "known": known, "event": event})
    carry(steps, event=event, known_at=known_at)
    return [found for _, found, _, _ in answers]


_SEEN = """
UPDATE verify_check AS c
SET found = t.found, "by" = 'visit', "on" = t.day, visit_id = t.visit, known_at = %(known)s,
    event_id = %(event)s
FROM unnest(%(keys)s::bigint[], %(founds)s::text[], %(days)s::date[], %(visits)s::uuid[])
    AS t (id, found, day, visit)
WHERE c.id = t.id
"""
_ASK = f"""
INSERT INTO verify_check (restart_id, case_id, stage, due, found, "by", facts)
SELECT r.id, r.case_id, s.stage, r.restarted_on + s.days, '', '', '{{}}'
FROM revive_restart AS r JOIN revive_case AS c ON c.id = r.case_id AND {SEEN}
CROSS JOIN (VALUES ('verify', %(verify)s), ('month_6', %(month_6)s), ('month_12', %(month_12)s))
    AS s (stage, days)
WHERE r.ended_by_id IS NULL
  AND NOT EXISTS (SELECT FROM verify_check AS k WHERE k.restart_id = r.id AND k.stage = s.stage)
ORDER BY r.id, s.days
"""  # noqa: S608 - the scope's own words
_ASK_YEARLY = f"""
INSERT INTO verify_check (restart_id, case_id, stage, due, found, "by", facts)
SELECT r.id, r.case_id, '{YEAR}' || s.years, r.restarted_on + s.years * %(year)s, '', '', '{{}}'
FROM revive_restart AS r JOIN revive_case AS c ON c.id = r.case_id AND {SEEN}
CROSS JOIN LATERAL generate_series(2, (%(until)s::date - r.restarted_on) / %(year)s) AS s (years)
WHERE r.ended_by_id IS NULL AND r.sustained_by_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM verify_check AS k
                  WHERE k.restart_id = r.id AND k.stage = '{YEAR}' || s.years)
ORDER BY r.id, s.years
"""  # noqa: S608 - the stage's own word


class Restarted(NamedTuple):
    """A restart that is asked about: `key` is its check's number, or its case's."""

    key: int
    case: int
    stage: str
    unit: int
    restarted_on: date
    kind: str
    jobs: int


_OF_RESTART = ("unit_id", "restarted_on", "kind", "jobs")


def _waiting(day: date, asked: Q, looked: Collection[int]) -> list[Restarted]:
    """Return the next check of each case whose time has come, but for those looked at already."""
    early = day - timedelta(days=28 * _rules(day)["months"])
    first = Q(stage=FIRST, case__state__in=states(FIRST), restart__restarted_on__lte=early)
    later = ~Q(stage__in=(FIRST, LOT)) & Q(case__state__in=states(KEPT[0]), due__lte=day)
    rows = Check.objects.filter(asked, first | later, found="", restart__ended_by=None)
    names = ("id", "case_id", "stage", *(f"restart__{name}" for name in _OF_RESTART))
    told = rows.order_by("-due", "-id").values_list(*names)
    next_of = {row[1]: Restarted(*row) for row in told if row[0] not in looked}
    return sorted(next_of.values())


def proofs_of(restarts: Sequence[Restarted], told: Watch, day: date) -> Proofs:
    """Return what is proven of restarts by the months that ended by a day."""
    last = int(np.searchsorted(told.lasts, np.datetime64(day), side="right")) - 1
    rows = [told.told.row.get(restart.unit, -1) for restart in restarts]
    days = np.array([restart.restarted_on for restart in restarts], dtype="datetime64[D]")
    asked = Asked(
        row=np.array(rows, dtype=np.int64),
        kind=np.array([restart.kind for restart in restarts], dtype=np.str_),
        jobs=np.array([restart.jobs for restart in restarts], dtype=np.int64),
        first=np.searchsorted(told.firsts, days, side="right"),
    )
    if last < 0 or not told.told.row:
        nothing = np.zeros(len(rows), dtype=np.int64)
        return Proofs(np.full(len(rows), UNSEEN), nothing, np.full(len(rows), np.nan))
    found = proofs(told.runs, asked, last=last, rules=_rules(day))
    return Proofs(np.where(asked.row < 0, UNSEEN, found.found), found.months, found.insured)


@cache
def _rules(on: date) -> Mapping[str, Any]:
    return load("verify", on)


def _write(
    checks: Sequence[Restarted],
    found: Proofs,
    day: date,
    by: User,
    event: UUID,
    known: datetime,
) -> None:
    steps, answers = [], []
    for place in np.flatnonzero(found.found != UNSEEN).tolist():
        check, what, facts = checks[place], str(found.found[place]), _facts(found, place)
        seen = Seen("readings", what == "running", day)
        act = acts(check.stage)[what == "standing"]
        steps.append(Step(check.case, act, by, Said(day, BY_READINGS, seen=seen), facts=facts))
        answers.append((check.key, what, json.dumps(facts)))
    if answers:
        _answer(answers, {"by": "readings", "on": day, "known": known, "event": event})
    carry(steps, event=event, known_at=known)


_ANSWER = """
UPDATE verify_check AS c
SET found = t.found, facts = t.facts, "by" = %(by)s, "on" = %(on)s, known_at = %(known)s,
    event_id = %(event)s
FROM unnest(%(keys)s::bigint[], %(founds)s::text[], %(all_facts)s::jsonb[]) AS t (id, found, facts)
WHERE c.id = t.id
"""


def _answer(answers: Sequence[tuple[int, str, str]], told: Mapping[str, Any]) -> None:
    """Write what checks found, all in one go."""
    keys, founds, facts = (list(column) for column in zip(*answers, strict=True))
    values = {"keys": keys, "founds": founds, "all_facts": facts, **told}
    with connection.cursor() as cursor:
        cursor.execute(_ANSWER, values)


def _facts(found: Proofs, place: int) -> dict[str, Any]:
    share = float(found.insured[place])
    insured = {} if np.isnan(share) else {"insured": round(share, 3)}
    return {"method": METHOD, "months": int(found.months[place]), **insured}


def _relapse(told: Watch, day: date, by: User, event: UUID, known: datetime, asked: Q) -> int:
    """Lead back what stands again although nobody was to look at it now."""
    rows = Restart.objects.filter(
        asked,
        ended_by=None,
        verified_by__isnull=False,
        case__state__in=("verified", "sustained"),
    )
    told_of = rows.order_by("case_id").values_list("case_id", *_OF_RESTART)
    restarts = [Restarted(case, case, "", *row) for case, *row in told_of]
    found = proofs_of(restarts, told, day)
    said = Said(day, BY_READINGS, seen=Seen("readings", False, day))
    steps = [
        Step(restarts[place].case, "relapse", by, said, facts=_facts(found, place))
        for place in np.flatnonzero(found.found == "standing").tolist()
    ]
    carry(steps, event=event, known_at=known)
    return len(steps)


def _seen_check(number: int, by: User) -> Check:
    rows = Check.objects.filter(case__in=cases_seen(sight_of(by)), pk=number)
    for check in rows:
        return check
    raise Refusal("verify.no_such_check", check=number)


def _refuse_own(case: int, visitor: int) -> None:
    if visitor in runners_of([case]).get(case, ()):
        raise Refusal("revive.own_case", case=case)
