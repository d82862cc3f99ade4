"""How is an intervention told: how far it is, what comes next, what it cost?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.diagnose.queries.findings import findings_of
from ehya.ledger.queries import today
from ehya.revive.queries.amounts import Doubt, doubt_of
from ehya.revive.queries.interventions import interventions_of
from ehya.revive.queries.vocabulary import Kind, kinds, usual_for
from ehya.web import formats
from ehya.web.messages.names import NAMES
from ehya.web.money_words import kind_name, kind_of, money
from ehya.web.reader import current


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step of an intervention.

    Attributes:
        place: its place, from 0.
        name: what it is called.
        due: by when.
        done_on: the day on which it was done; None while it is not.
        late: whether it should have been done.
    """

    place: int
    name: str
    due: date
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Work:
    """One intervention, in the reader's words.

    Attributes:
        row: the intervention.
        kind: its kind.
        name: what it is called.
        answers: the obstacle that it answers; "" where none is named.
        steps: all of them.
        next: the step that comes next; None when all are done.
        doubt: why its cost is asked about; None where it is usual, or not told.
    """

    row: Any
    kind: Kind
    name: str
    answers: str
    steps: tuple[StepWords, ...]
    next: StepWords | None
    doubt: Doubt | None

    @property
    def open(self) -> bool:
        """Whether it is still on its way."""
        return str(self.row.state) in ("planned", "under_way")

    @property
    def waiting(self) -> int:
        """What is committed and not paid. [IRR]"""
        return int(self.row.committed_irr - self.row.paid_irr)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for an obstacle that was found.

    Attributes:
        cause: the obstacle's code.
        name: what it is called.
        kinds: what is usual for it and not planned yet.
    """

    cause: str
    name: str
    kinds: tuple[str, ...]


def work_words(row: Any) -> Work:
    """Return an intervention in the reader's words."""
    kind, day = kind_of(row), today()
    steps = tuple(_step(kind, place, told, day) for place, told in enumerate(row.steps))
    cost = None if row.cost_irr is None else int(row.cost_irr)
    return Work(
        row=row,
        kind=kind,
        name=kind.names[current().language],
        answers=obstacle_name(row.answers) if row.answers else "",
        steps=steps,
        next=next((step for step in steps if step.done_on is None), None),
        doubt=doubt_of(cost, day) if cost and kind.record_tells_cost else None,
    )


def works_of(case: Any) -> list[Work]:
    """Return everything done for a case, its present round first."""
    return [work_words(row) for row in interventions_of(case)]


def obstacle_name(code: str) -> str:
    """Return what an obstacle is called; an unknown one goes by its code."""
    words = NAMES.get(f"obstacle.{code}")
    return words[current().language] if words else code


def usual_now(case: Any, works: Sequence[Work]) -> list[Usual]:
    """Return what is usual for the obstacles found at the unit, heaviest first."""
    planned = {work.row.kind for work in works if work.open and work.row.round == case.round}
    causes = [finding.obstacle for finding in findings_of(case.unit_id)] or [case.cause]
    told = []
    for cause in dict.fromkeys(filter(None, causes)):
        missing = tuple(kind_name(k) for k in usual_for(cause, today()) if k not in planned)
        if missing:
            told.append(Usual(cause, obstacle_name(cause), missing))
    return told


def finding_of(works: Sequence[Work]) -> str:
    """Return the sentence over a case's plan."""
    language = current().language
    if not works:
        return _("Nothing is planned yet")
    now = [work for work in works if work.row.round == works[0].row.round]
    done = sum(work.row.state == "done" for work in now)
    begun = sum(work.row.state == "under_way" for work in now)
    alive = [work for work in now if work.row.state != "stopped"]
    if not alive:
        return _("Everything that was planned was stopped")
    facts = {"count": formats.number(len(alive), language)}
    if done == len(alive):
        return ngettext("What was planned is done", "All %(count)s planned are done", done) % facts
    if begun or done:
        facts |= {"begun": formats.number(begun, language), "done": formats.number(done, language)}
        return _("Of %(count)s planned, %(begun)s under way and %(done)s done") % facts
    words = ngettext(
        "%(count)s intervention is planned, not begun",
        "%(count)s interventions are planned, none begun",
        len(alive),
    )
    return words % facts


def spent_of(works: Sequence[Work]) -> str:
    """Return the sentence under it: what was committed and paid; "" where nothing was."""
    committed = sum(int(work.row.committed_irr) for work in works)
    paid = sum(int(work.row.paid_irr) for work in works)
    if not committed:
        return ""
    return _("%(paid)s paid of %(committed)s committed") % {
        "paid": money(paid).words,
        "committed": money(committed).words,
    }


def kind_choices() -> list[tuple[str, str]]:
    """Return every kind of intervention, by its name."""
    language = current().language
    return sorted(
        ((name, kind.names[language]) for name, kind in kinds(today()).items()), key=lambda o: o[1]
    )


def _step(kind: Kind, place: int, told: Any, day: date) -> StepWords:
    due = date.fromisoformat(told["due"])
    done = date.fromisoformat(told["done_on"]) if told["done_on"] else None
    name = kind.step_called(told["name"], current().language)
    return StepWords(place, name, due, done, done is None and due < day)
