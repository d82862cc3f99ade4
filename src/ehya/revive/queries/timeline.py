"""What happened in a case, all of it in one line?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ehya.diagnose.models import Finding, Visit
from ehya.revive.models import Appointment, Case, Decision, Entry, Intervention, Move, Remark
from ehya.revive.models import Step as ObligationStep


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened.

    Attributes:
        kind: "move", "visit", "finding", "decision", "step", "intervention", "money",
            "appointment" or "remark"; what else a later room adds.
        on: the day it happened.
        known: when the house knew; None where the day says it.
        by: sign-in name; "" for nobody in particular.
        what: of its kind: an act, an obstacle, a word of the body.
        facts: what else is told of it.
    """

    kind: str
    on: date
    known: datetime | None
    by: str
    what: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def lines_of(case: Case) -> list[Line]:
    """Return everything that happened in a case, the newest first."""
    found = [*_moves(case), *_seen(case), *_decided(case), *_done(case), *_said(case)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def moves_of(case: Case) -> dict[str, date]:
    """Return when the case last came into each state, in its present round."""
    rows = Move.objects.filter(case=case, round=case.round).order_by("id")
    return dict(rows.values_list("target", "on"))


def _moves(case: Case) -> Iterator[Line]:
    for row in Move.objects.filter(case=case).select_related("by").order_by("-id"):
        facts = {"target": row.target, "reason": row.reason, **row.facts}
        yield Line("move", row.on, row.known_at, row.by.username, row.act, facts)


def _seen(case: Case) -> Iterator[Line]:
    moved = Move.objects.filter(case=case, visit__isnull=False).values("visit")
    visits = Visit.objects.filter(unit=case.unit_id, state="done", on__gte=case.opened_on)
    for visit in visits.exclude(pk__in=moved).select_related("by"):
        facts = {"running": visit.running, "key": visit.pk}
        yield Line("visit", visit.on, visit.changed_at, visit.by.username, visit.purpose, facts)
    for found in Finding.objects.filter(unit=case.unit_id).select_related("event__by"):
        known = found.known.lower
        graded = {"severity": found.severity, "corrected": found.known.upper is not None}
        by = found.event.by.username
        yield Line("finding", known.date(), known, by, found.obstacle, graded)


def _decided(case: Case) -> Iterator[Line]:
    for row in Decision.objects.filter(case=case).select_related("event__by"):
        facts = {"number": row.number, "words": row.words}
        yield Line("decision", row.on, row.event.at, row.event.by.username, row.said, facts)
    steps = ObligationStep.objects.filter(obligation__case=case).exclude(said="asked")
    for step in steps.select_related("obligation__body", "by"):
        facts = {"body": step.obligation.body, "words": step.words, "key": step.obligation_id}
        yield Line("step", step.on, None, step.by.username, step.said, facts)


def _done(case: Case) -> Iterator[Line]:
    works = Intervention.objects.filter(case=case)
    for work in works:
        for said, on in (("begun", work.begun_on), (work.state, work.ended_on)):
            if on is not None:
                yield Line("intervention", on, None, "", work.kind, {"said": said})
    entries = Entry.objects.filter(intervention__in=works).select_related("by", "line", "paper")
    for entry in entries:
        facts = {"amount": int(entry.amount_irr), "line": entry.line.code, "paper": entry.paper}
        yield Line("money", entry.on, entry.known_at, entry.by.username, entry.kind, facts)


def _said(case: Case) -> Iterator[Line]:
    for row in Remark.objects.filter(case=case).select_related("by"):
        yield Line("remark", row.at.date(), row.at, row.by.username, "", {"words": row.words})
    for one in Appointment.objects.filter(case=case).select_related("who"):
        facts = {"words": one.words, "at": one.at}
        yield Line("appointment", one.on, None, one.who.username, one.state, facts)
