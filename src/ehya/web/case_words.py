"""How is a case written for the reader?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.revive.guards import GUARDS, Facts, Said
from ehya.revive.queries.cases import LEVELS, Row
from ehya.revive.queries.timeline import Line, known_late, local_day
from ehya.revive.table import WAY, ways_on
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.messages.names_cases import ACTS, DONE, KINDS, LINES, STATES
from ehya.web.messages.names_diagnose import INTERVENTIONS
from ehya.web.reader import current
from ehya.web.unit_words import name as named

# Acts that are done where what they rest on is written down, not by a form of their own.
ELSEWHERE = {
    "visit": "visit",
    "bring": "committee",
    "decide": "committee",
    "send_back": "committee",
    "verify": "checks",
    "sustain": "checks",
    "relapse": "checks",
}
FREE = frozenset({"runs", "agenda", "approved", "seen_running", "seen_standing", ""})


@dataclass(frozen=True, slots=True)
class Way:
    """What a reader may do with a case now.

    Attributes:
        act: of the table.
        words: as a verb.
        reason: whether they say why.
        restart: whether they say since when it runs, with how many people and how much.
        held: why it cannot be done yet; "" where it can.
        main: whether it leads on along the straight way.
        elsewhere: the part of the page where it is done; "" for a form of its own.
    """

    act: str
    words: str
    reason: bool
    restart: bool
    held: str
    main: bool
    elsewhere: str


def word(code: str) -> str:
    """Return a state, kind or act in the reader's language."""
    for names in (STATES, KINDS):
        if f"revive.{code}" in names:
            return names[f"revive.{code}"][current().language]
    return ACTS.get(f"revive.{code}", {}).get(current().language, code)


def ways_of(facts: Facts, person: Any, day: date, rules: Any) -> list[Way]:
    """Return what somebody may do with a case now, and what holds each back."""
    found = []
    for row in ways_on(facts.state):
        if person.role not in row.roles or not roles.may(person, f"revive.{row.act}"):
            continue
        no: Refusal | None = None
        if row.guard not in FREE:
            no = GUARDS[row.guard](facts, Said(max(day, facts.since), "-"), rules)
        main = row.target in WAY and (
            facts.state not in WAY or WAY.index(row.target) > WAY.index(facts.state)
        )
        found.append(
            Way(
                act=row.act,
                words=DONE[row.act][current().language],
                reason=row.reason,
                restart=row.guard == "runs",
                held=sentence(no, current().language) if no else "",
                main=main,
                elsewhere=ELSEWHERE.get(row.act, ""),
            )
        )
    return sorted(found, key=lambda way: not way.main)


def heading(row: Row) -> str:
    """Return what the case's page says first: what holds it, whose it is, how late it is."""
    language, case = current().language, row.case
    name = named(row.unit) if row.unit else case.unit.number
    state = word(case.state)
    if row.late:
        days = ngettext("{n} day late", "{n} days late", row.late)
        late = days.format(n=formats.number(row.late, language))
        return _("{name}: {state}, {late}").format(name=name, state=state, late=late)
    return _("{name}: {state}").format(name=name, state=state)


def lines(told: Sequence[Line]) -> list[dict[str, Any]]:
    """Return a case's timeline in words."""
    return [_line(one) for one in told]


def _line(one: Line) -> dict[str, Any]:
    language = current().language
    key = f"{one.kind}.{one.what}" if f"{one.kind}.{one.what}" in LINES else one.kind
    words = LINES[key][language]
    if one.kind == "intervention":
        words = INTERVENTIONS.get(one.what, {}).get(language, words)
    said = one.facts.get("said", "")
    runs = one.facts.get("restarted_on")
    return {
        "kind": one.kind,
        "words": words,
        "on": one.on,
        "known": local_day(one.known) if one.known else None,
        "later": known_late(one),
        "by": one.by,
        "what": one.what,
        "facts": one.facts,
        "reason": _reason(str(one.facts.get("reason", "")), language),
        "body": named(one.facts["body"]) if "body" in one.facts else "",
        "amount": one.facts.get("amount"),
        "said": LINES[f"work.{said}"][language] if f"work.{said}" in LINES else "",
        "runs": date.fromisoformat(runs) if runs else None,
    }


def _reason(told: str, language: str) -> str:
    """A reason that the house gave is a code; a person's stands as it was written."""
    return LINES[told][language] if told in LINES else told


def level_words(level: str) -> str:
    """Return who hears of a late case by now."""
    names = dict(
        zip(
            LEVELS,
            (_("with its officer"), _("with the province"), _("with headquarters")),
            strict=True,
        )
    )
    return names.get(level, "")
