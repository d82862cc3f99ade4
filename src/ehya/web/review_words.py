"""How are a look and what people said of it written for the reader?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.detect.queries.reviews import Side
from ehya.detect.queries.sources import Sources
from ehya.register.signals import signals
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
class Decided:
    """A month that decided: what was read then, what it speaks for, and which files told of it."""

    month: str
    signal: str
    stands: bool
    times: str
    files: tuple[str, ...] = ()


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


def seen_of(look: Any) -> list[tuple[str, str]]:
    """Return what the machine saw of a unit, each with what it is called."""
    language = current().language
    told = []
    if look.use is not None:
        use = _("{share} of its own level").format(share=_percent(look.use))
        if look.use_low is not None and look.use_high is not None:
            low, high = _percent(look.use_low), _percent(look.use_high)
            use += " " + _("({low} to {high})").format(low=low, high=high)
        told.append((_("Work in the last month"), use))
    if look.turns_at is not None:
        words = _("below {share}") if look.state == "active" else _("from {share} on")
        told.append(
            (
                _("Another verdict, if the next month is"),
                words.format(share=_percent(look.turns_at)),
            )
        )
    if look.state in ("active", "semi_active"):
        told.append((_("Stands soon"), formats.chance(look.warning, language)))
    if look.last_read is not None:
        told.append((_("Last month read"), month(look.last_read - 2 * _FORTNIGHT)))
    return told


def decided_by(look: Any, sources: Sources | None = None) -> list[Decided]:
    """Return the months that decided, loudest first, with the files that told of them."""
    language, known = current().language, signals()
    rows = []
    for told in look.decided:
        signal = known.get(told["signal"])
        called = told["signal"]
        if signal is not None:
            called = signal.name_fa if language == "fa" else signal.name_en
        bits = float(told["bits"])
        times = formats.number(round(min(2 ** abs(bits), 1000)), language)
        files = (sources or {}).get((told["month"], told["signal"]), ())
        rows.append(
            Decided(month(date.fromisoformat(told["month"])), called, bits > 0, times, files)
        )
    return rows


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


def both_months(first: date) -> str:
    """Return a solar month by its first day in both calendars, whichever the reader chose."""
    day = (first + _FORTNIGHT).isoformat()[:7]
    return formats.prefix(day, current().language, "both")


def _percent(share: float) -> str:
    return formats.percent(round(100 * share), current().language)


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
