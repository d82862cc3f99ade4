"""What do the acts of a made-up programme leave behind: visits, findings, decisions, promises?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import Max, Q

from ehya.diagnose.actions.visiting import finish_many
from ehya.diagnose.models import Finding, Visit
from ehya.engine.calendar import DayRange
from ehya.engine.series import Floats
from ehya.ledger.actions.copying import copy_in, new_row
from ehya.revive.actions.moving import Step
from ehya.revive.models import Decision, Intervention, Item, Obligation
from ehya.revive.models import Step as ObligationStep
from ehya.revive.queries.scope import in_sight
from ehya.revive.synthetic import ledgers
from ehya.revive.synthetic.fates import Ints, chance, rules
from ehya.revive.synthetic.waiting import Waiting, keys_of

if TYPE_CHECKING:
    from ehya.revive.synthetic.play import Play

_WORDS = {
    "bank": "پرداخت یا امهال تسهیلات (ساختگی)",
    "industry": "تخصیص سهمیه یا معرفی به بازار (ساختگی)",
    "electricity": "وصل یا افزایش برق (ساختگی)",
    "tax": "تقسیط بدهی مالیاتی (ساختگی)",
    "insurance": "تقسیط بدهی بیمه (ساختگی)",
    "court": "رسیدگی خارج از نوبت (ساختگی)",
}
DECIDED = "با اجرای برنامهٔ پیشنهادی موافقت شد (ساختگی)"


def before(
    play: Play,
    cases: Mapping[int, Waiting],
    steps: Sequence[Step],
    event: UUID,
    known_at: datetime,
) -> list[Step]:
    """Write what must be there before the acts: what guards look at.

    Returns:
        The steps, each with the visit that it rests on.
    """
    by_act: dict[str, list[Step]] = {}
    for step in steps:
        by_act.setdefault(step.act, []).append(step)
    made: dict[int, UUID] = {}
    if visits := by_act.get("visit"):
        made = _visits(play, cases, visits, event, known_at)
    if found := by_act.get("diagnose"):
        _findings(play, cases, found, event, known_at)
    if planned := by_act.get("propose"):
        _interventions(play, cases, planned, event)
    if decided := by_act.get("decide"):
        _decisions(play, cases, decided, event)
    if begun := by_act.get("begin"):
        _begin(begun)
        ledgers.commit(play, begun, event, known_at)
    closing = [step for act in ("give_up", "withdraw", "transfer") for step in by_act.get(act, [])]
    if closing:
        ledgers.release(closing, event, known_at)
    return [replace(step, visit=made[step.case]) if step.case in made else step for step in steps]


def after(play: Play, steps: Sequence[Step], event: UUID, known_at: datetime) -> None:
    """Write what follows from the acts."""
    restarted = [step.case for step in steps if step.act == "restart"]
    if restarted:
        with connection.cursor() as cursor:
            cursor.execute(_DONE, [restarted])


def follow(play: Play, month: DayRange, event: UUID, known_at: datetime) -> None:
    """Let bodies answer and carry out what they promised, and money be paid and repaid."""
    _answer(play, month, event)
    _discharge(play, month, event)
    ledgers.move(play, month, event, known_at)


_BEGUN = """
UPDATE revive_intervention AS i SET state = 'under_way', begun_on = t."on", version = i.version + 1
FROM unnest(%s::bigint[], %s::date[]) AS t (id, "on") JOIN revive_case AS c ON c.id = t.id
WHERE c.id = i.case_id AND i.round = c.round AND i.state = 'planned'
"""
_DONE = """
UPDATE revive_intervention AS i SET state = 'done', ended_on = c.since, version = i.version + 1
FROM revive_case AS c WHERE c.id = i.case_id AND c.id = ANY(%s) AND i.round = c.round
  AND i.state IN ('planned', 'under_way')
"""
_DECIDED = """
UPDATE revive_intervention AS i SET decision_id = d.id, version = i.version + 1
FROM revive_decision AS d
WHERE d.case_id = i.case_id AND d.round = i.round AND i.decision_id IS NULL AND d.id = ANY(%s)
"""


def _begin(steps: Sequence[Step]) -> None:
    cases, days = [step.case for step in steps], [step.said.on for step in steps]
    with connection.cursor() as cursor:
        cursor.execute(_BEGUN, [cases, days])


def _visits(
    play: Play, cases: Mapping[int, Waiting], steps: Sequence[Step], event: UUID, known_at: datetime
) -> dict[int, UUID]:
    """Let officers fill in the form in force; what they find holds the unit up from then on."""
    units = [cases[step.case].unit_id for step in steps]
    cost = chance(play.seed, "cost", np.array(units, dtype=np.int64))
    first = {unit: step.case for step, unit in zip(steps[::-1], units[::-1], strict=True)}
    visits = []
    for step, unit, cause, u in zip(steps, units, causes_of(play, units), cost, strict=True):
        case = cases[step.case]
        seen = _seen(case, cause, int(ledgers.cost(step.said.on, float(u))))
        if first[unit] != step.case:  # a unit may have two cases, and tells of its obstacle once
            seen = {"let_in": "nobody", "works": seen["works"], "share": seen.get("share")}
        visits.append(Visit(unit_id=unit, by=step.by, on=step.said.on, answers=seen))
    finish_many(visits, event=event, known_at=known_at)
    return {step.case: visit.pk for step, visit in zip(steps, visits, strict=True)}


def _seen(case: Waiting, cause: str, cost_irr: int) -> dict[str, Any]:
    """Return what an officer writes down of a unit: it stands, or works below half, and why."""
    stands, since = case.kind == "revival", case.opened_on - timedelta(days=90)
    obstacle = {
        "obstacle": cause,
        "severity": 3 if stands else 2,
        "since": since.isoformat(),
        "cost_irr": cost_irr,
        "words": "",
    }
    works = {"works": "no", "workers": 0} if stands else {"works": "yes", "share": 30}
    return {
        "let_in": "owner",
        "workers": case.jobs // 3,
        "machines": "worn" if case.kind == "renovation" else "ready",
        "obstacles": [obstacle],
        "owner_wants": "go_on",
        **works,
    }


def causes_of(play: Play, units: Sequence[int]) -> list[str]:
    """Return which obstacle holds each unit up; of a unit that is not told of, the most usual."""
    usual = next(iter(rules()["causes"]))
    return [play.obstacles.get(unit, usual) for unit in units]


def _findings(
    play: Play, cases: Mapping[int, Waiting], steps: Sequence[Step], event: UUID, known_at: datetime
) -> None:
    units = [cases[step.case].unit_id for step in steps]
    there = set(
        Finding.objects.filter(unit__in=units, known__upper_inf=True, valid__upper_inf=True)
        .values_list("unit_id", flat=True)
    )  # fmt: skip
    cost = chance(play.seed, "cost", np.array(units, dtype=np.int64))
    first = {unit: step.case for step, unit in zip(steps[::-1], units[::-1], strict=True)}
    copy_in(
        Finding(
            unit_id=unit,
            obstacle=cause,
            severity=3 if cases[step.case].kind == "revival" else 2,
            valid=DateRange(cases[step.case].opened_on - timedelta(days=90), None),
            known=DateTimeTZRange(known_at, None),
            cost_to_lift_irr=ledgers.cost(step.said.on, float(u)),
            words="",
            event_id=event,
        )
        for step, unit, cause, u in zip(steps, units, causes_of(play, units), cost, strict=True)
        if unit not in there and first[unit] == step.case  # a unit may have two cases
    )


def _interventions(
    play: Play, cases: Mapping[int, Waiting], steps: Sequence[Step], event: UUID
) -> None:
    units = [cases[step.case].unit_id for step in steps]
    keys = keys_of(cases[step.case] for step in steps)
    which = chance(play.seed, "which", *keys)
    cost = chance(play.seed, "price", *keys)
    found = causes_of(play, units)
    copy_in(
        new_row(
            Intervention,
            case_id=step.case,
            round=cases[step.case].round,
            kind=_answer_to(cause, float(u))[0],
            answers=cause,
            cost_irr=ledgers.cost(step.said.on, float(v)),
            event_id=event,
        )
        for step, cause, u, v in zip(steps, found, which, cost, strict=True)
    )


def _answer_to(cause: str, u: float) -> tuple[str, str]:
    """Return which intervention answers an obstacle, and which body it binds ("" for none)."""
    rest = u
    told: list[list[Any]] = rules()["answers"][cause.partition(".")[0]]
    for kind, body, share in told:
        rest -= share
        if rest < 0:
            return kind, body
    return told[-1][0], told[-1][1]


def _decisions(
    play: Play, cases: Mapping[int, Waiting], steps: Sequence[Step], event: UUID
) -> None:
    """Write decisions and what they bind bodies to."""
    numbers = [step.case for step in steps]
    items = Item.objects.filter(case__in=numbers, state="waiting").select_related("meeting")
    item_of = {item.case_id: item for item in items}
    most = dict(
        Decision.objects.filter(committee__in=play.cast.committees.values())
        .values_list("committee_id")
        .annotate(most=Max("number"))
    )
    rows = []
    against = chance(play.seed, "against", *keys_of(cases[number] for number in numbers))
    for step, u in zip(steps, against, strict=True):
        item = item_of[step.case]
        committee = item.meeting.committee_id
        most[committee] = most.get(committee, 0) + 1
        rows.append(
            new_row(
                Decision,
                item_id=item.pk,
                case_id=step.case,
                number=most[committee],
                committee_id=committee,
                round=cases[step.case].round,
                on=step.said.on,
                said="approved",
                words=DECIDED,
                votes_for=6 - int(u < 0.2),
                votes_against=int(u < 0.2),
                present=7,
                event_id=event,
            )
        )
    decisions = copy_in(rows)
    with connection.cursor() as cursor:
        cursor.execute(_DECIDED, [[row.pk for row in decisions]])
    _oblige(play, cases, decisions, steps, event)


def _oblige(
    play: Play,
    cases: Mapping[int, Waiting],
    decisions: Sequence[Decision],
    steps: Sequence[Step],
    event: UUID,
) -> None:
    planned = Intervention.objects.filter(decision__in=[row.pk for row in decisions])
    answers = {row.case_id: row for row in planned}
    secretary = {step.case: step.by for step in steps}
    due = timedelta(days=rules()["obligations"]["due_days"])
    rows = []
    for decision in decisions:
        plan = answers.get(decision.case_id)
        body = _body_of(plan) if plan else ""
        if not plan or not body:
            continue
        rows.append(
            new_row(
                Obligation,
                decision_id=decision.pk,
                case_id=decision.case_id,
                body_id=play.cast.bodies[cases[decision.case_id].province_id, body],
                round=decision.round,
                words=_WORDS[body],
                amount_irr=plan.cost_irr if body == "bank" else None,
                due=decision.on + due,
            )
        )
    copy_in(
        new_row(
            ObligationStep,
            obligation_id=row.pk,
            said="asked",
            on=row.due - due,
            due=row.due,
            by_id=secretary[row.case_id].pk,
            event_id=event,
        )
        for row in copy_in(rows)
    )


def _body_of(plan: Intervention) -> str:
    told = rules()["answers"][plan.answers.partition(".")[0]]
    return next((body for kind, body, _ in told if kind == plan.kind), "")


class _Promise(NamedTuple):
    """An obligation that waits for its body."""

    key: int
    unit: int
    round: int
    province: str
    decided_on: date


def _answer(play: Play, month: DayRange, event: UUID) -> None:
    told = rules()["obligations"]
    pace = Pace("asked", told["days_to_answer"], told["accepted"], "accepted", "objected")
    _follow(play, month, event, pace)


def _discharge(play: Play, month: DayRange, event: UUID) -> None:
    told = rules()["obligations"]
    pace = Pace("accepted", told["days_to_discharge"], told["discharged"], "discharged", "",
                ("asked", told["days_to_answer"]))  # fmt: skip
    _follow(play, month, event, pace)


class Pace(NamedTuple):
    """How obligations go on from a state.

    Attributes:
        state: where they are.
        days: as many as usual.
        share: of them that go the good way. [0..1]
        good: what becomes of these.
        otherwise: of the others; "" where they stay as they are.
        before: state and usual days of the step before: nobody goes on from what is still to come.
    """

    state: str
    days: int
    share: float
    good: str
    otherwise: str
    before: tuple[str, int] | None = None


def _follow(play: Play, month: DayRange, event: UUID, pace: Pace) -> None:
    """Lead obligations on, by chance and pace."""
    waiting = _promised(play, month, pace)
    keys = np.array([(row.unit, row.round) for row in waiting], dtype=np.int64).reshape(-1, 2)
    will = chance(play.seed, pace.state, *keys.T) < pace.share
    days = _waits(play, pace.state, pace.days, keys)
    if pace.before:
        days = np.maximum(days, _waits(play, *pace.before, keys))
    steps, ended = [], []
    for row, does, wait in zip(waiting, will, days, strict=True):
        on = row.decided_on + timedelta(days=int(wait))
        said = pace.good if does else pace.otherwise
        if not said or on > month.last:
            until = on - timedelta(days=1) if said else date.max
            play.promised[row.key] = (pace.state, until)
            continue
        officer = play.cast.people[row.province, "officer"]
        ended.append((row.key, said, on if said == "discharged" else None))
        steps.append(
            new_row(
                ObligationStep,
                obligation_id=row.key,
                said=said,
                on=on,
                by_id=officer.pk,
                event_id=event,
            )
        )
    if ended:
        with connection.cursor() as cursor:
            cursor.execute(_ENDED, [list(column) for column in zip(*ended, strict=True)])
        copy_in(steps)


def _waits(play: Play, state: str, usual: int, keys: Ints) -> Floats:
    """Return how long after its decision each obligation leaves a state. [days]"""
    return usual * (0.3 + 2.2 * chance(play.seed, state + "d", *keys.T))


def _promised(play: Play, month: DayRange, pace: Pace) -> list[_Promise]:
    """Return what waits in a state, but for what nobody will do anything about this month."""
    asked = Q(case__synthetic=True) & in_sight(play.sight, "case__")
    rows = Obligation.objects.filter(asked, state=pace.state, decision__on__lte=month.last)
    nothing = ("", date.min)
    names = ("id", "case__unit_id", "round", "case__province_id", "decision__on")
    return [
        _Promise(*row)
        for row in rows.order_by("id").values_list(*names)
        if (told := play.promised.get(row[0], nothing))[0] != pace.state or told[1] < month.last
    ]


_ENDED = """
UPDATE revive_obligation AS o
SET state = t.said, ended_on = t."on", version = o.version + 1
FROM unnest(%s::bigint[], %s::text[], %s::date[]) AS t (id, said, "on") WHERE o.id = t.id
"""
