"""What is known of one unit, and how does somebody tell what changed or was wrong?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.detect.queries.unit import look_of
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.register import identifiers
from ehya.register.queries import choices, units_at
from ehya.register.queries.readings import heard_of
from ehya.register.queries.unit import (
    FACTS,
    Step,
    Told,
    facts_of,
    forwarded,
    history,
    timeline,
    unit_told,
)
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.messages import sentence
from ehya.web.pages import states
from ehya.web.pages.case_findings import box
from ehya.web.pages.cases import cases_of
from ehya.web.reader import current
from ehya.web.review_words import Machine, machine
from ehya.web.unit_words import Names, act_name, fact_name, name, other_name, written

FIRST = ("permit", "national_id", "electricity", "insurance_workshop")  # those at the top
MOST_AT_TOP = 4
SCHEMES = tuple(name for name in identifiers.SCHEMES if name != "number")
CONTACT_KINDS = ("owner", "manager", "phone", "mobile", "email")
SHOWN = (
    *("product", "size", "ownership", "insured_jobs", "licensed_jobs", "licensed_capacity"),
    *("contracted_kw", "licensed_on", "park", "county", "province", "address"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that a step of the timeline changed."""

    fact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the timeline, in the reader's words."""

    step: Step
    words: str
    changes: tuple[Change, ...]
    more: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the history: when it held, when it was known, what is different in it."""

    valid: tuple[date | None, date | None]
    known: tuple[datetime, datetime | None]
    changes: tuple[Change, ...]
    current: bool


@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """Show a unit; a merged one leads on to where it went."""
    roles.require(request.user, "register.see_units")
    clock = clock_of(request)
    sight = sight_of(request.user)
    may_see, moment = roles.may(request.user, "register.see_contacts"), clock.moment
    try:
        told = unit_told(number, moment, sight, contacts=may_see)
    except Refusal as no:
        if told_elsewhere := _led_on(request, number, clock, sight):
            return told_elsewhere
        if no.code != "register.not_then":
            raise
        return _not_then(request, clock, no)
    unit = told.now.unit
    if unit.forwards_to_id and (told_elsewhere := _led_on(request, number, clock, sight)):
        return told_elsewhere
    rows = history(unit, moment.known_at, sight)
    steps = timeline(unit, moment.known_at, sight, past=rows)
    names = _names(rows)
    context = {
        **strip(request, clock, {}),
        "told": told,
        "now": told.now,
        "number": unit.number,
        "names": names,
        "title": name(told.now),
        "other": other_name(told.now),
        "facts": (facts := _facts(told, names)),
        "shown": [(fact_name(fact), facts[fact]) for fact in SHOWN],
        "unknown": _list(fact_name(fact) for fact in SHOWN if not facts[fact]),
        "top": sorted(_standing(told, clock), key=_rank)[:MOST_AT_TOP],
        "since": rows[-1].valid.lower,
        "heard": heard_of(unit, moment, sight),
        "machine": _machine(request, told, clock, sight),
        "holds": _holds(request, unit, clock),
        "cases": cases_of(request, unit) if not clock.moved else None,
        "entries": [_entry(step, names, unit.number) for step in steps],
        "rows": _rows(rows, names),
        "may": _may(request),
        "fresh": not clock.moved,
        "contact_kinds": CONTACT_KINDS,
        "schemes": SCHEMES,
    }
    return render(request, "units/unit.html", context)


def _not_then(request: HttpRequest, clock: Clock, no: Refusal) -> HttpResponse:
    """Say that nothing was told of it then, and lead to the days on which something was."""
    first = {"as_of": no.facts["first_day"], "known_at": no.facts["first_known"]}
    context = {
        **strip(request, clock, {}),
        "sentence": sentence(no, current().language),
        "first": f"{request.path}?{urlencode(first)}",
    }
    return render(request, "units/not_then.html", context, status=states.status_of(no))


def _led_on(request: HttpRequest, number: str, clock: Clock, sight: Sight) -> HttpResponse | None:
    """Send on whoever asks for a number that now leads elsewhere, with a word of it."""
    to = forwarded(number) if not clock.moved else ""
    if not to or not units_at(clock.moment, sight).filter(unit__number=to).exists():
        return None
    messages.info(request, _("The number {number} leads here: two were one.").format(number=number))
    return redirect("unit", to)


def _may(request: HttpRequest) -> dict[str, bool]:
    acts = ("change_unit", "correct_unit", "erase_contact", "see_contacts")
    return {act: roles.may(request.user, f"register.{act}") for act in acts}


def _machine(request: HttpRequest, told: Told, clock: Clock, sight: Sight) -> Machine | None:
    """What the newest sweep says of it, for whoever may see that; None where none does."""
    if not roles.may(request.user, "detect.see_looks"):
        return None
    look = look_of(told.now, clock.moment, sight)
    return machine(look) if look is not None else None


def _holds(request: HttpRequest, unit: Any, clock: Clock) -> dict[str, object] | None:
    """What holds it up, for whoever may see that."""
    if not roles.may(request.user, "diagnose.see_findings"):
        return None
    return box(request, unit, clock.moment if clock.moved else None)


def _standing(told: Told, clock: Clock) -> list[Any]:
    """The identifiers that hold on the day that the page stands on."""
    return [
        row
        for row in told.identifiers
        if (row.valid.lower is None or row.valid.lower <= clock.as_of)
        and (row.valid.upper is None or clock.as_of < row.valid.upper)
    ]


def _rank(identifier: Any) -> int:
    return FIRST.index(identifier.scheme) if identifier.scheme in FIRST else len(FIRST)


def _names(rows: Iterable[Any]) -> Names:
    """What the places of a unit's past are called: provinces and counties came with its rows."""
    places = {place.pk: place for row in rows for place in (row.province, row.county) if place}
    return {**places, **choices.names_of_parks({row.park_id for row in rows if row.park_id})}


def _facts(told: Told, names: Names) -> Mapping[str, str]:
    return {fact: written(fact, value, names) for fact, value in facts_of(told.now).items()}


def _entry(step: Step, names: Names, number: str) -> Entry:
    changes = tuple(_change(fact, pair, names) for fact, pair in step.facts.items())
    links = [(_("Out of"), to) for to in step.more.get("out_of", ())]
    links += [(_("Into"), to) for to in step.more.get("into", ())]
    return Entry(step, act_name(step.what), changes, tuple(_said(step)), tuple(links))


def _change(fact: str, pair: tuple[Any, Any], names: Names) -> Change:
    before, after = (written(fact, value, names) or "—" for value in pair)
    return Change(fact_name(fact), before, after)


def _said(step: Step) -> Iterable[str]:
    for scheme, value, _until in step.more.get("identifiers", ()):
        yield f"{fact_name(scheme)} {value}"
    for kinds, words in (
        (step.more.get("contacts", ()), _("How to reach it: {kinds}")),
        (step.more.get("erased", ()), _("Erased: {kinds}")),
    ):
        if kinds:
            yield words.format(kinds=_list(fact_name(kind) for kind in dict.fromkeys(kinds)))


def _rows(rows: tuple[Any, ...], names: Names) -> list[Row]:
    """Each row with what is different in it from the row held true just before, or all of it."""
    shown = []
    for place, row in enumerate(rows):
        earlier = next((was for was in rows[place + 1 :] if _stood_before(was, row)), None)
        old = facts_of(earlier) if earlier is not None else dict.fromkeys(FACTS)
        news = {f: (old[f], v) for f, v in facts_of(row).items() if (old[f] or None) != (v or None)}
        shown.append(
            Row(
                (row.valid.lower, row.valid.upper),
                (row.known.lower, row.known.upper),
                tuple(_change(fact, pair, names) for fact, pair in news.items()),
                row.known.upper is None,
            )
        )
    return shown


def _stood_before(was: Any, row: Any) -> bool:
    """Whether a row was held true of the day on which another begins, until that was told."""
    if was.known.upper is not None and was.known.upper < row.known.lower:
        return False
    first = row.valid.lower
    if first is None:
        return was.valid.lower is None
    return (was.valid.lower is None or was.valid.lower <= first) and (
        was.valid.upper is None or first <= was.valid.upper
    )


def _list(words: Iterable[str]) -> str:
    return ("، " if current().language == "fa" else ", ").join(words)
