"""Which cases are there, whose are they, and where does each stand?"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries import choices
from ehya.register.queries.within import here_and_now
from ehya.revive.actions import opening
from ehya.revive.actions.assigning import assign
from ehya.revive.queries import cases as asked_of
from ehya.revive.queries.cases import LEVELS, Wanted
from ehya.revive.table import CLOSED, KINDS, STATES
from ehya.web import formats
from ehya.web.case_words import level_words, word
from ehya.web.messages import sentence
from ehya.web.obstacle_words import kind_words
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person

SEE = "revive.see_cases"
LONGEST_NUMBER, MOST_TOLD = 19, 20  # digits; cases named one by one
ASKED = ("text", "where", "state", "province", "kind", "cause", "officer", "late")
HOMES = {  # whose eye a late case comes to
    "officer": "officer",
    "assessor": "officer",
    "secretary": "province",
    "analyst": "headquarters",
    "director": "headquarters",
}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List cases, those whose day came first, under the board of all of them."""
    roles.require(request.user, SEE)
    return _listed(request, None)


@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give the chosen cases to an officer."""
    roles.require(request.user, "revive.assign")
    seen = _ticked(request.POST.getlist("case"))
    try:
        done = assign(seen, request.POST.get("officer", ""), by=person(request), seen=seen)
    except Refusal as no:
        if no.code.startswith("ledger."):
            raise
        return _listed(request, no)
    if done.given or not done.left:
        told = ngettext("{n} case has changed hands.", "{n} cases have changed hands.", done.given)
        messages.success(request, told.format(n=formats.number(done.given, current().language)))
    if done.left:
        messages.warning(request, _left(done.left))
    if request.POST.get("to") == "work":
        return redirect(f"{reverse('work')}?{request.POST.get('back', '')[:500]}")
    return redirect(f"{request.path.removesuffix('assign/')}?{request.POST.get('back', '')[:500]}")


def _ticked(told: list[str]) -> dict[int, int]:
    """Return the chosen cases, each with the version that the list showed."""
    parts = (one.partition(".") for one in told)
    return {
        int(case): int(version) if version.isdecimal() else 0
        for case, _dot, version in parts
        if case.isdecimal() and len(case) < LONGEST_NUMBER and len(version) < LONGEST_NUMBER
    }


def _left(rows: Sequence[tuple[int, str]]) -> str:
    """Say which cases somebody changed meanwhile, and whose they are now."""
    language = current().language
    shown = [
        _("{case} (now with {who})").format(case=formats.number(case, language), who=who)
        if who
        else _("{case} (now nobody's)").format(case=formats.number(case, language))
        for case, who in rows[:MOST_TOLD]
    ]
    more = len(rows) - len(shown)
    told = _("Somebody changed these cases meanwhile, so they were left as they are: {cases}.")
    if more:
        shown.append(_("and {n} more").format(n=formats.number(more, language)))
    return told.format(cases=_(", ").join(shown))


@require_POST
def open_one(request: HttpRequest, number: str) -> HttpResponse:
    """Open a case for a unit, from its page."""
    roles.require(request.user, "revive.open")
    told = request.POST
    reason = told.get("reason", "").replace("\x00", "")[:500]
    case = opening.open_case(number, told.get("kind", ""), by=person(request), reason=reason)
    messages.success(request, _("The case is open."))
    return redirect("case", number=case)


def cases_of(request: HttpRequest, unit: Any) -> dict[str, object] | None:
    """Return a unit's cases, and whether the reader may open another; None for who may not see."""
    if not roles.may(request.user, SEE):
        return None
    rows = asked_of.cases_of_unit(unit.pk, sight_of(request.user))
    taken = {case.kind for case in rows if case.state not in CLOSED}
    return {
        "rows": [(case, word(case.kind), word(case.state)) for case in rows],
        "may_open": roles.may(request.user, "revive.open"),
        "kinds": [(kind, word(kind)) for kind in KINDS if kind not in taken],
    }


def asked_for(request: HttpRequest) -> tuple[Wanted, Any, bool]:
    """Return what is asked of the list, the cases that fit, and whether they are made up."""
    told = {name: request.GET[name].strip() for name in ASKED if request.GET.get(name)}
    sight = sight_of(request.user)
    real, made_up = asked_of.kinds_there(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted = Wanted(**told)
    rows = asked_of.cases_wanted(
        wanted, here_and_now(), sight, synthetic=synthetic, by=person(request)
    )
    return wanted, rows, synthetic


def _listed(request: HttpRequest, no: Refusal | None) -> HttpResponse:
    wanted, rows, synthetic = asked_for(request)
    sight, now, language = sight_of(request.user), here_and_now(), current().language
    every = asked_of.cases_wanted(Wanted(), now, sight, synthetic=synthetic, by=person(request))
    page = asked_of.list_cases(rows, now, after=request.GET.get("after", ""))
    board = asked_of.board(every, now.as_of)
    told = {name: getattr(wanted, name) for name in ASKED if getattr(wanted, name)}
    real, made_up = asked_of.kinds_there(sight)
    kept = {**told, **({"synthetic": "1"} if real and synthetic else {})}
    climbed = asked_of.climbed(every, now.as_of)
    context = {
        "rows": [
            {
                "row": row,
                "state": word(row.case.state),
                "kind": word(row.case.kind),
                "level": level_words(row.level),
            }
            for row in page.rows
        ],
        "next": _query({**kept, "after": page.after}) if page.after else "",
        "asked": told,
        "query": _query(kept).removeprefix("?"),
        "open": sum(count for count, _late in board.values()),
        "late": sum(late for _count, late in board.values()),
        "board": [
            (state, word(state), *board[state], wanted.state == state)
            for state in STATES
            if state in board
        ],
        "climbed": [(level, level_words(level), climbed[level]) for level in LEVELS],
        "mine": HOMES.get(person(request).role, ""),
        "climbed_to_me": climbed.get(HOMES.get(person(request).role, ""), 0),
        "lists": filters_of(wanted, asked_of.causes_there(every)),
        "provinces": choices.provinces(sight),
        "wanted": wanted,
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": _query({**told, "synthetic": "0" if synthetic else "1"}),
        "officers": _officers(wanted, sight),
        "may_assign": roles.may(request.user, "revive.assign"),
        "refusal": no,
        "sentence": sentence(no, language) if no else "",
        "typed": request.POST,
    }
    return render(request, "cases/index.html", context, status=status_of(no) if no else 200)


def _officers(wanted: Wanted, sight: Any) -> list[Any]:
    """Return who may be given the cases listed: known where they are of one province."""
    provinces = [wanted.province] if wanted.province else sorted(sight.provinces)
    if len(provinces) != 1:
        return []
    return [one for one in asked_of.officers_of(provinces[0]) if one.is_active or one.for_show]


def filters_of(
    wanted: Wanted, causes: list[str]
) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Return what may be chosen: name, label, what is chosen, and each value with its words."""
    return [
        (
            "where",
            _("Looked for in"),
            wanted.where,
            [
                ("unit", _("names of units")),
                ("officer", _("officers")),
                ("committee", _("committees")),
                ("obstacle", _("obstacles")),
            ],
        ),
        ("state", _("Where it stands"), wanted.state, [(name, word(name)) for name in STATES]),
        ("kind", _("Kind"), wanted.kind, [(name, word(name)) for name in KINDS]),
        ("cause", _("Cause"), wanted.cause, [(name, kind_words(name)) for name in causes]),
        (
            "officer",
            _("Officer"),
            wanted.officer,
            [("me", _("mine")), ("nobody", _("nobody's yet"))],
        ),
        (
            "late",
            _("Late"),
            wanted.late,
            [("any", _("past its day")), *((name, level_words(name)) for name in LEVELS[1:])],
        ),
    ]


def _query(told: dict[str, str]) -> str:
    return "?" + urlencode(told) if told else ""
