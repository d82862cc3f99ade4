"""Which way does a case go, who carries it in each state, and for how long?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.ledger.rules import load
from ehya.revive.table import CLOSED, STATES, WAY, Row, ways_on
from ehya.web.case_words import word
from ehya.web.context import ROLES
from ehya.web.messages.names_cases import ACTS
from ehya.web.messages.names_work import GUARDS
from ehya.web.reader import current

SEE = "revive.see_cases"


@dataclass(frozen=True, slots=True)
class Out:
    """One way out of a state: what is done, where it leads, who may, what must be so before."""

    act: str
    target: str
    to: str
    roles: str
    guard: str
    onward: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One state: what it is called, whose it is, for how many days, and the ways out of it."""

    state: str
    words: str
    owner: object
    days: int
    outs: tuple[Out, ...]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the table of transitions as people read it."""
    roles.require(request.user, SEE)
    stops = {state: stop(state, today()) for state in STATES}
    rules = load("cases", today())
    context = {
        "straight": [stops[state] for state in WAY],
        "aside": [stops[state] for state in STATES if state not in WAY and state not in CLOSED],
        "closed": [stops[state] for state in CLOSED],
        "ways": sum(len(one.outs) for one in stops.values()),
        "count": len(stops),
        "province": rules["province_after_days"],
        "headquarters": rules["headquarters_after_days"],
    }
    return render(request, "cases/way.html", context)


def stop(state: str, on: date) -> Stop:
    """Return a state with everything that leads out of it, as the rules of a day have it."""
    told: Mapping[str, Any] = load("cases", on)["days"][state]
    outs = tuple(_out(state, row) for row in ways_on(state))
    return Stop(state, word(state), ROLES[told["owner"]], told["days"], outs)


def _out(state: str, row: Row) -> Out:
    language = current().language
    who = sorted(row.roles - {roles.HOUSE})
    names = [str(ROLES[role]) for role in who]
    if roles.HOUSE in row.roles:
        names.append(_("by itself"))
    separator = "، " if language == "fa" else ", "
    asked = [GUARDS[row.guard][language]] if row.guard else []
    if row.reason:
        asked.append(_("says why"))
    onward = state in WAY and row.target in WAY and WAY.index(row.target) > WAY.index(state)
    return Out(
        act=ACTS[f"revive.{row.act}"][language],
        target=row.target,
        to=word(row.target),
        roles=separator.join(names),
        guard=("؛ " if language == "fa" else "; ").join(asked),
        onward=onward,
    )
