"""What has somebody to do: late, today, this week, each with the one thing to press?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.detect.queries.waiting import reviews_waiting
from ehya.diagnose.queries.visits import drafts_of
from ehya.engine.text import persian_digits
from ehya.ledger import roles
from ehya.ledger.scopes import Sight
from ehya.register.queries.within import Moment
from ehya.revive.queries import work
from ehya.revive.queries.called import units_called
from ehya.revive.queries.work import DAYS, Part, Task
from ehya.revive.table import WAY, ways_on
from ehya.verify.queries.waiting import checks_due
from ehya.web import formats
from ehya.web.check_words import stage_words
from ehya.web.messages.names_cases import DONE, KINDS, STATES
from ehya.web.reader import current
from ehya.web.unit_words import name as named

EARTH_KM = 6371.0  # mean radius, IUGG
NEAR_KM = 15.0  # two places that one way serves


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to do, in the reader's words.

    Attributes:
        task: itself.
        title: what it is.
        more: what else is told of it.
        due: the hour, the day or how late.
        late: whether its day is over.
        act: words of the one thing to press.
        address: where that leads.
        case: the case's address; "" where there is none.
        place: the unit's own place, lat and lon; None where it is not told.
    """

    task: Task
    title: str
    more: Sequence[str]
    due: str
    late: bool
    act: str
    address: str
    case: str
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Everything somebody has to do.

    Attributes:
        late: past their day.
        today: due today, by the hour.
        week: due later within the week.
        climbed: of others, late for so long that it is told here.
        nobodys: cases that wait for an officer and have none.
        counts: how many there are of each of these, shown or not.
        near: how many kilometres two of today's places lie apart, where that is little. [km]
    """

    late: Sequence[Card]
    today: Sequence[Card]
    week: Sequence[Card]
    climbed: Sequence[Card]
    nobodys: Sequence[Card]
    counts: dict[str, int]
    near: float | None


def day_of(by: Any, sight: Sight, moment: Moment, *, synthetic: bool) -> Day:
    """Return what somebody has to do.

    Args:
        by: who.
        sight: how far they see.
        moment: here and now.
        synthetic: of made-up units, or of real ones.
    """
    day = moment.as_of
    parts = _parts(by, sight, moment, synthetic)
    climbed = work.cases_climbed(by, sight, day, synthetic=synthetic)
    nobodys = work.cases_of_nobody(by, sight, day, synthetic=synthetic)
    cards = _cards([task for part in parts for task in part.tasks], day)
    counts = {
        name: sum(getattr(part, name) for part in parts) for name in ("late", "today", "week")
    }
    now = [card for card in cards if card.task.due == day]
    return Day(
        late=[card for card in cards if card.task.due < day],
        today=now,
        week=[card for card in cards if card.task.due > day],
        climbed=_cards(climbed.tasks, day),
        nobodys=_cards(nobodys.tasks, day),
        counts=counts | {"climbed": climbed.late, "nobodys": nobodys.late + nobodys.week},
        near=_nearest(now),
    )


def _parts(by: Any, sight: Sight, moment: Moment, synthetic: bool) -> list[Part]:
    day = moment.as_of
    found = [
        of(by, sight, day, synthetic=synthetic)
        for of in (work.cases_due, work.appointments_of, work.obligations_due, checks_due)
    ]
    if roles.may(by, "detect.judge"):
        rows = reviews_waiting(moment, sight, synthetic=synthetic)
        found.append(work.part_of(rows, day, _of_waiting))
    if roles.may(by, "diagnose.visit"):
        found.append(_drafts(by, day, synthetic))
    return found


def _of_waiting(row: Any) -> Task:
    return Task("review", row.due, row.unit_id, row.unit.number, row=row)


def _drafts(by: Any, day: date, synthetic: bool) -> Part:
    rows = [row for row in drafts_of(by) if row.unit.synthetic == synthetic]
    tasks = [Task("draft", day, row.unit_id, row.pk, row=row) for row in rows]
    return Part(tasks, today=len(tasks))


def _cards(tasks: Iterable[Task], day: date) -> list[Card]:
    ordered = sorted(tasks, key=lambda one: (one.due, one.at is None, one.at or 0, one.kind))
    units = units_called(task.unit for task in ordered)
    return [_card(task, units.get(task.unit), day) for task in ordered]


def _card(task: Task, unit: Any, day: date) -> Card:
    name = named(unit) if unit else ""
    title, more, act, address = _MADE[task.kind](task, name)
    return Card(
        task=task,
        title=title,
        more=[words for words in more if words],
        due=_due(task, day),
        late=task.due < day,
        act=act,
        address=address,
        case=reverse("case", args=[task.case]) if task.case else "",
        place=(unit.lat, unit.lon) if unit and unit.lat is not None else None,
    )


Made = tuple[str, list[str], str, str]


def _of_case(task: Task, name: str) -> Made:
    language, here = current().language, reverse("case", args=[task.case])
    main = next((row for row in ways_on(task.what) if _leads_on(row)), None)
    act = DONE[main.act][language] if main else _("Look at the case")
    to = reverse("visit-case", args=[task.case]) if main and main.act == "visit" else f"{here}#acts"
    kind = KINDS[f"revive.{task.row.kind}"][language]
    state = STATES[f"revive.{task.what}"][language]
    return name, [state, kind, _number(task)], act, to


def _leads_on(row: Any) -> bool:
    return row.target in WAY and not row.reason


def _of_appointment(task: Task, name: str) -> Made:
    return (
        task.what or _("Visit {unit}").format(unit=name),
        [name if task.what else "", _number(task)],
        _("Write down the visit"),
        reverse("visit-case", args=[task.case]),
    )


def _of_obligation(task: Task, name: str) -> Made:
    body = named(task.row.body)
    here = reverse("obligation", args=[task.key])
    title = _("{body} has not answered").format(body=body)
    if task.row.state == "accepted":
        title = _("{body} has not kept its word").format(body=body)
    return title, [name, task.row.words, _number(task)], _("Write down what they said"), here


def _of_check(task: Task, name: str) -> Made:
    stage = stage_words(task.what)
    title = _("Does {unit} still run?").format(unit=name)
    return title, [stage, _number(task)], _("Go and see"), reverse("visit-case", args=[task.case])


def _of_review(task: Task, name: str) -> Made:
    here = reverse("judge", args=[task.key])
    title = _("Confirm or reject: {unit}").format(unit=name)
    return title, [_("what the machine says")], _("Look at the readings"), here


def _of_draft(task: Task, name: str) -> Made:
    here = reverse("visit", args=[task.key])
    return name, [_("a half-filled visit")], _("Go on with your visit"), here


_MADE = {
    "case": _of_case,
    "appointment": _of_appointment,
    "obligation": _of_obligation,
    "check": _of_check,
    "review": _of_review,
    "draft": _of_draft,
}


def _number(task: Task) -> str:
    return _("case {n}").format(n=formats.year(task.case, current().language)) if task.case else ""


def _due(task: Task, day: date) -> str:
    language, days = current().language, (task.due - day).days
    if days < 0:
        said = ngettext("{n} day late", "{n} days late", -days)
        return said.format(n=formats.number(-days, language))
    if days:
        return formats.day(task.due, language, "solar" if language == "fa" else "gregorian")
    if task.at is None:
        return _("today")
    told = task.at.isoformat("minutes")
    return persian_digits(told) if language == "fa" else told


def _nearest(cards: Sequence[Card]) -> float | None:
    """Return how far two places of one day lie apart, where one way serves both. [km]"""
    places = [card.place for card in cards if card.place is not None]
    steps = [kilometres(one, other) for one, other in pairwise(places) if one != other]
    return min((step for step in steps if step <= NEAR_KM), default=None)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two places lie apart as the crow flies. [km]

    Args:
        one: latitude and longitude. [degrees]
        other: the same.

    Source:
        The haversine formula on a sphere of the earth's mean radius.
    """
    (lat, lon), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def finding(day: Day) -> str:
    """Return what the page says first: what is late, what is today."""
    language = current().language
    late, now = day.counts["late"], day.counts["today"]
    told = {"late": formats.number(late, language), "now": formats.number(now, language)}
    if late and now:
        return _("{late} late, {now} for today").format(**told)
    if late:
        said = ngettext("{late} thing is late", "{late} things are late", late)
        return said.format(**told)
    if now:
        said = ngettext(
            "{now} thing for today, none late", "{now} things for today, none late", now
        )
        return said.format(**told)
    return _("Nothing is late, and nothing waits for today")


def week_of(day: date, cards: Iterable[Card]) -> list[tuple[date, int, bool]]:
    """Return each day of the week ahead, how many cards it has, and whether some are late."""
    shown = list(cards)
    late = any(card.late for card in shown)
    days = [day + timedelta(days=n) for n in range(DAYS)]
    return [(one, sum(card.task.due == one for card in shown), late and one == day) for one in days]
