"""Which records may be one unit, and what does a steward say to that?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.actions.duplicates import decide
from ehya.register.actions.folding import FOLDED, GROUPS, KEPT
from ehya.register.actions.merging import Seen, merge_records, undo_merge
from ehya.register.queries import choices
from ehya.register.queries.duplicates import (
    Pair,
    contacts_of,
    identifiers_of,
    kept_apart,
    last_search,
    pair,
    queue,
    recent_merges,
)
from ehya.register.queries.within import here_and_now
from ehya.web import formats
from ehya.web.messages import sentence
from ehya.web.messages.names_duplicates import GROUPS as GROUP_NAMES
from ehya.web.messages.names_duplicates import WHAT, level
from ehya.web.reader import current, person
from ehya.web.unit_words import coded, fact_name, name, written

ONE, OTHER = "one", "other"
SHOWN_FOR, SHOWN_AGAINST = 3, 2  # reasons on a card of the queue
_CERTAIN = 0.995  # from here on the chance is told as "more than 99 in 100"
_MOST_TIMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """One reason in the reader's words."""

    what: str
    words: str
    speaks_for: bool
    times: str


@dataclass(frozen=True, slots=True)
class Card:
    """One pair of the queue."""

    pair: Pair
    chance: str
    reasons: tuple[Said, ...]
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One group of facts of both records, side by side."""

    group: str
    words: str
    one: str
    other: str
    chosen: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.one == self.other


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, most probable first; and the merges that may be undone."""
    roles.require(request.user, "register.see_duplicates")
    now, sight = here_and_now(), sight_of(request.user)
    after = request.GET.get("after", "")
    found = queue(moment=now, sight=sight, today=today(), after=after)
    context = {
        "cards": [_card(each) for each in found.pairs],
        "found": found,
        "many": found.waiting >= found.most,
        "first": not after,
        "search": last_search(),
        "apart": [] if after else kept_apart(moment=now, sight=sight),
        "merges": [] if after else recent_merges(moment=now, sight=sight),
        "may_merge": roles.may(request.user, "register.merge_units"),
    }
    return render(request, "duplicates/index.html", context)


@require_GET
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """Show both records of a pair side by side, to choose from field by field."""
    roles.require(request.user, "register.see_duplicates")
    return _compare(request, key)


@require_POST
def merge(request: HttpRequest, key: int) -> HttpResponse:
    """Merge the two records of a pair, as chosen."""
    roles.require(request.user, "register.merge_units")
    told = _pair(request, key)
    sides = {ONE: told.one.unit.number, OTHER: told.other.unit.number}
    keep = OTHER if request.POST.get("keep") == OTHER else ONE
    leave = ONE if keep == OTHER else OTHER
    seen = {side: _whole_number(request.POST.get(f"seen_{side}", "")) for side in sides}
    try:
        merge_records(
            sides[keep],
            sides[leave],
            {
                group: KEPT if request.POST[group] == keep else FOLDED
                for group in GROUPS
                if request.POST.get(group) in sides
            },
            by=person(request),
            reason=request.POST.get("reason", ""),
            seen=Seen(seen[keep], seen[leave], request.POST.get("seen_state")),
        )
    except Refusal as no:
        return _compare(request, key, no)
    said = _("Merged. The number {left} now leads to {kept}; it can be undone below.")
    messages.success(request, said.format(left=_shown(sides[leave]), kept=_shown(sides[keep])))
    return redirect("duplicates")


@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a pair is two units, or put it off; or take that back."""
    told = request.POST.get("answer", "")
    until = request.POST.get("until", "").strip()
    try:
        decide(
            key,
            told if told in ("not_the_same", "later", "open") else "open",
            by=person(request),
            until=parse_day(until) if until else None,
            reason=request.POST.get("reason", "")[:1000],
            seen=request.POST.get("seen_state"),
        )
    except Refusal as no:
        if no.code.startswith("ledger."):
            raise
        return _compare(request, key, no)
    said = {
        "not_the_same": _("Kept as two units. The pair comes back only with stronger evidence."),
        "later": _("Put off. The pair comes back on the day you chose."),
        "open": _("Taken back. The pair waits again."),
    }
    messages.success(request, said.get(told, said["open"]))
    return redirect("duplicates")


@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Undo a merge: both records stand for themselves again."""
    undo_merge(key, by=person(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("Undone. Both numbers stand for themselves again."))
    return redirect("duplicates")


def _compare(request: HttpRequest, key: int, no: Refusal | None = None) -> HttpResponse:
    told, now = _pair(request, key), here_and_now()
    units = (told.one.unit_id, told.other.unit_id)
    may_see = roles.may(request.user, "register.see_contacts")
    numbers = identifiers_of(units, now)
    contacts = contacts_of(units, now.known_at) if may_see else {}
    names = _names(told)
    context = {
        "pair": told,
        "chance": _chance(told.candidate.probability),
        "lines": [_line(group, told, names, request.POST) for group in GROUPS],
        "numbers": [_listed(numbers[unit], "scheme") for unit in units],
        "contacts": [_listed(contacts.get(unit, []), "kind") for unit in units],
        "may_see_contacts": may_see,
        "reasons": [_said(reason) for reason in told.candidate.reasons],
        "names": (name(told.one), name(told.other)),
        "seen": (told.one_seen, told.other_seen),
        "may_merge": roles.may(request.user, "register.merge_units"),
        "typed": request.POST,
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "duplicates/compare.html", context, status=422 if no else 200)


def _pair(request: HttpRequest, key: int) -> Pair:
    return pair(key, moment=here_and_now(), sight=sight_of(request.user))


def _card(told: Pair) -> Card:
    every = [_said(reason) for reason in told.candidate.reasons]
    chosen = [each for each in every if each.speaks_for][:SHOWN_FOR]
    chosen += [each for each in every if not each.speaks_for][:SHOWN_AGAINST]
    names = (name(told.one), name(told.other))
    return Card(told, _chance(told.candidate.probability), tuple(chosen), names)


def _said(reason: Mapping[str, Any]) -> Said:
    language = current().language
    what, weight = reason["what"], float(reason["weight"])
    called = WHAT[what][language] if what in WHAT else fact_name(what)
    times = formats.number(_two_figures(2 ** abs(weight)), language)
    return Said(called, level(what, reason["level"], language), weight > 0, times)


def _two_figures(times: float) -> float:
    """Return how many times likelier, no more exactly than anybody can know."""
    rounded = float(f"{min(times, _MOST_TIMES):.2g}")
    return rounded if rounded < 10 else int(rounded)


def _chance(probability: float) -> str:
    language = current().language
    if probability >= _CERTAIN:
        return _("more than {n} in 100").format(n=formats.number(99, language))
    return _("{n} in 100").format(n=formats.number(round(100 * probability), language))


def _line(group: str, told: Pair, names: Mapping[str, Any], typed: Mapping[str, str]) -> Line:
    one, other = (_group(group, version, names) for version in (told.one, told.other))
    chosen = typed.get(group) or (OTHER if other and not one else ONE)
    language = current().language
    words = GROUP_NAMES[group][language] if group in GROUP_NAMES else fact_name(group)
    return Line(group, words, one, other, chosen)


def _group(group: str, version: Any, names: Mapping[str, Any]) -> str:
    if group == "place":
        codes = (version.park_id, version.county_id, version.province_id)
        kinds = ("park", "county", "province")
        told = [written(kind, code, names) for kind, code in zip(kinds, codes, strict=True)]
        return ("، " if current().language == "fa" else ", ").join(part for part in told if part)
    if group == "coordinates":
        return "" if version.lat is None else f"{version.lat:.5f}, {version.lon:.5f}"
    told = [written(fact, getattr(version, fact), names) for fact in GROUPS[group]]
    return " ".join(told) if told[0] else ""


def _names(told: Pair) -> Mapping[str, Any]:
    return choices.place_names(coded((told.one, told.other)))


def _listed(rows: Sequence[Any], kind: str) -> list[tuple[str, str]]:
    return [(fact_name(getattr(row, kind)), row.value) for row in rows]


def _shown(number: str) -> str:
    return written("number", number, {})


def _whole_number(told: str) -> int:
    """The newest row that the person saw; a form that tells none is as stale as can be."""
    return int(told) if told.isdecimal() and len(told) < 19 else 0
