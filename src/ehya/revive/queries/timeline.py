"""What happened in a case, all of it in one line?"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from ehya.diagnose.models import Finding, Visit
from ehya.engine.refusal import Refusal
from ehya.ledger.queries import today
from ehya.register.queries.within import Moment
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


def lines_of(case: Case, moment: Moment | None = None) -> list[Line]:
    """Return everything that happened in a case, the newest first.

    Args:
        case: one that the reader may see.
        moment: where the reader stands on the two clocks: what was not known by then, or happened
            later, is left out, and what was corrected later stands as it was; None for all of it.
    """
    told = [*_moves(case), *_seen(case), *_decided(case), *_done(case), *_said(case)]
    found = [line if _is_told(line.known) else replace(line, known=None) for line in told]
    if moment is not None:
        found = [_then(line, moment) for line in found if known_by(line, moment)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def known_by(line: Line, moment: Moment) -> bool:
    """Tell whether something had happened, and was known, at a moment."""
    known = line.known is None or line.known <= moment.known_at
    return known and line.on <= moment.as_of


def known_late(line: Line) -> int:
    """Return how many days after it happened the house knew of something; 0 for none. [days]"""
    return max(0, (local_day(line.known) - line.on).days) if line.known else 0


def moves_of(case: Case, moment: Moment | None = None) -> dict[str, date]:
    """Return when the case last came into each state, in its round of then; now, without moment."""
    rows = _moves_by_then(case, moment)
    return {row.target: row.on for row in rows if row.round == rows[-1].round}


def case_then(case: Case, moment: Moment) -> Case:
    """Return a case as it was known at a moment: its state, since when, by when, in which round.

    What keeps no history of its own (whose it was, its cause) is not told.

    Raises:
        Refusal: "revive.not_known_then".
    """
    known = _moves_by_then(case, moment)
    if not known:
        raise Refusal("revive.not_known_then", case=case.pk, on=moment.as_of)
    last = known[-1]
    then = copy(case)
    then.state, then.since, then.due, then.round = last.target, last.on, last.due, last.round
    then.officer, then.cause = None, ""
    return then


def local_day(at: datetime) -> date:
    """Return the day of a moment where the programme is."""
    return timezone.localtime(at).date()


def _moves_by_then(case: Case, moment: Moment | None) -> list[Move]:
    rows = Move.objects.filter(case=case).order_by("id")
    if moment is None:
        return list(rows)
    return [
        row
        for row in rows
        if row.on <= moment.as_of
        and (row.known_at <= moment.known_at or not _is_told(row.known_at))
    ]


def _is_told(known: datetime | None) -> bool:
    """What was made up is stamped by the machine's own clock, past the installation's day."""
    return known is not None and local_day(known) <= today()


def _then(line: Line, moment: Moment) -> Line:
    until = line.facts.get("until")
    if until is None:
        return line
    return replace(line, facts={**line.facts, "corrected": until <= moment.known_at})


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
    rows = Finding.objects.filter(unit=case.unit_id)
    for found in rows.select_related("event__by", "visit"):
        known, until = found.known.lower, found.known.upper
        graded = {"severity": found.severity, "corrected": until is not None, "until": until}
        by = found.event.by.username
        on = found.visit.on if found.visit else local_day(known)
        yield Line("finding", on, known, by, found.obstacle, graded)


def _decided(case: Case) -> Iterator[Line]:
    for row in Decision.objects.filter(case=case).select_related("event__by"):
        facts = {"number": row.number, "words": row.words}
        yield Line("decision", row.on, row.event.at, row.event.by.username, row.said, facts)
    steps = ObligationStep.objects.filter(obligation__case=case).exclude(said="asked")
    for step in steps.select_related("obligation__body", "by", "event"):
        facts = {"body": step.obligation.body, "words": step.words, "key": step.obligation_id}
        yield Line("step", step.on, step.event.at, step.by.username, step.said, facts)


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
        yield Line("remark", local_day(row.at), row.at, row.by.username, "", {"words": row.words})
    for one in Appointment.objects.filter(case=case).select_related("who", "event"):
        facts = {"words": one.words, "at": one.at}
        yield Line("appointment", one.on, one.event.at, one.who.username, one.state, facts)
