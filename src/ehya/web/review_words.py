"""How are a look and what people said of it written for the reader?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.detect.queries.reviews import Side
from ehya.web import formats
from ehya.web.messages.names_detect import reason_name, state_name, why_name
from ehya.web.reader import current
from ehya.web.unit_words import choice_name, name, sector_name

_FORTNIGHT = timedelta(days=14)
_STANDING = ("idle", "gone")


@dataclass(frozen=True, slots=True)
class Machine:
    """What the machine says, in the reader's words."""

    state: str
    day: date
    chance: str
    since: str
    rule: str
    told: str
    method: str


@dataclass(frozen=True, slots=True)
class Person:
    """What a person said, in the reader's words."""

    said: str
    by: str
    day: date
    state: str
    since: date | None
    reason: str
    words: str
    go_by: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """A look and what people said of it.

    Attributes:
        side: as the room tells it.
        title: the unit's name.
        sector: its sector, with the code.
        jobs: the most jobs told of it; 0 where none are.
        whys: why a person is asked.
        due: "3 days late", "today", "by 20 Aug"; "" where nobody was asked.
        late: whether its day is past.
        machine: what the machine says.
        person: what a person said last; None before anybody did.
        sent: who was sent to look, while they are on the way.
        differ: whether the two say different things.
    """

    side: Side
    title: str
    sector: str
    jobs: int
    whys: tuple[str, ...]
    due: str
    late: bool
    machine: Machine
    person: Person | None
    sent: Person | None
    differ: bool


def card(side: Side, today: date) -> Card:
    """Return a look and what people said of it, in the reader's words."""
    language, review, unit = current().language, side.review, side.unit
    return Card(
        side=side,
        title=name(unit),
        sector=sector_name(unit.isic) if unit.isic else "",
        jobs=max(unit.licensed_jobs or 0, unit.insured_jobs or 0),
        whys=tuple(why_name(why, language) for why in review.why) if review else (),
        due=_due(review.due, today) if review else "",
        late=review is not None and review.due < today,
        machine=machine(side.look),
        person=person_said(side.verdict) if side.verdict else None,
        sent=person_said(side.sent) if side.sent else None,
        differ=side.verdict is not None and side.verdict.state != side.look.state,
    )


def machine(look: Any) -> Machine:
    """Return what a look says, in the reader's words."""
    language = current().language
    since = _("since {month} or longer") if look.from_start else _("since {month}")
    return Machine(
        state=look.state,
        day=look.sweep.as_of,
        chance=formats.chance(look.chance, language),
        since=since.format(month=month(look.since)),
        rule=_rule(look.rule, look.state),
        told=choice_name("status", look.told),
        method=look.sweep.method,
    )


def person_said(verdict: Any) -> Person:
    """Return a verdict in the reader's words."""
    language = current().language
    return Person(
        said=verdict.said,
        by=verdict.event.by.get_full_name() or verdict.event.by.username,
        day=timezone.localdate(verdict.at),
        state=verdict.state,
        since=verdict.since,
        reason=reason_name(verdict.reason, language),
        words=verdict.words,
        go_by=verdict.go_by,
    )


def month(first: date) -> str:
    """Return a solar month by its first day, and the Gregorian one that holds most of it."""
    reader = current()
    return formats.prefix((first + _FORTNIGHT).isoformat()[:7], reader.language, reader.calendar)


def _rule(rule: str, state: str) -> str:
    if not rule:
        return _("The plain rule cannot tell.")
    if rule == state or (rule in _STANDING and state in _STANDING):
        return _("The plain rule agrees.")
    return _("The plain rule says {state}.").format(state=state_name(rule, current().language))


def _due(day: date, today: date) -> str:
    language, days = current().language, (day - today).days
    if days < 0:
        told = ngettext("{n} day late", "{n} days late", -days)
        return told.format(n=formats.number(-days, language))
    if days == 0:
        return _("by tonight")
    return _("by {day}").format(day=formats.day(day, language, _one(), year=False))


def _one() -> formats.Shown:
    """The calendar for a day with little room: the reader's, or the language's where both."""
    reader = current()
    if reader.calendar != "both":
        return reader.calendar
    return "solar" if reader.language == "fa" else "gregorian"
