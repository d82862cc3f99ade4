"""What does the machine say probably holds a unit up, and how far can it be believed?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.diagnose.obstacles import obstacles_on
from ehya.diagnose.queries.suggesting import Suggested, Suggestion, fit_in_force, suggestion_for
from ehya.diagnose.queries.visits import unit_in_sight
from ehya.engine.diagnose import Reason
from ehya.ledger import roles
from ehya.register.queries.within import here_and_now
from ehya.web import formats
from ehya.web.messages.names_causes import FACTS, LEVELS, WHY
from ehya.web.reader import current, person
from ehya.web.unit_words import name

SEE = "diagnose.see_findings"
SHOWN = 5  # kinds, the likeliest first; what a person found always
LIKELIER = 1.25  # so many times as often as at all units is worth a headline


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of obstacle, as the page shows it: the machine's chance beside a person's word."""

    kind: str
    words: str
    chance: str
    width: str
    usual: str
    found: bool
    reasons: list[str]


@require_GET
def of_unit(request: HttpRequest, number: str) -> HttpResponse:
    """Show what past diagnoses suggest of a unit, beside what people found there."""
    roles.require(request.user, SEE)
    unit = unit_in_sight(number, person(request))
    said = suggestion_for(unit, here_and_now())
    names = _kinds()
    lines = [
        _line(one, names)
        for place, one in enumerate(said.told)
        if place < SHOWN or one.found or (one.chance or 0) >= LIKELIER * one.usual
    ]
    context = {
        "number": number,
        "title": name(unit),
        "synthetic": unit.unit.synthetic,
        "said": said,
        "lines": lines,
        "finding": _finding(said, lines),
        "why": _why(said),
        "untold": [
            (names[one.kind], WHY[one.why or "unlike"][current().language], one.found)
            for one in said.untold
        ],
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "causes/said.html" if part else "causes/of_unit.html", context)


@require_GET
def learnt(request: HttpRequest) -> HttpResponse:
    """Show by kind how well causes are told: of what was told so often, how often it was there."""
    roles.require(request.user, SEE)
    now = timezone.now()
    fits = {made: fit_in_force(synthetic=made, at=now) for made in (False, True)}
    synthetic = fits[True] is not None and (
        fits[False] is None or request.GET.get("synthetic") == "1"
    )
    fit = fits[synthetic]
    context: dict[str, Any] = {
        "fit": fit,
        "synthetic": synthetic,
        "mixed": all(fits.values()),
        "rows": [] if fit is None else _rows(fit),
    }
    context["told"] = sum(not row["why"] for row in context["rows"])
    return render(request, "causes/learnt.html", context)


def _rows(fit: Any) -> list[dict[str, Any]]:
    names, language, rows = _kinds(), current().language, []
    for kind in fit.weights["order"]:
        one, measured = fit.weights["kinds"][kind], fit.measures["kinds"][kind]
        lost = {
            name: formats.number(value, language, 3) for name, value in measured["loss"].items()
        }
        rows.append(
            {
                "words": names.get(kind, kind),
                "why": WHY[one["why"]][language] if one["why"] else "",
                "seen": sum(one["seen"]),
                "loss": lost,
                "bins": [
                    (_percent(told), _percent(there), count)
                    for told, there, count in measured.get("bins", ())
                ]
                if not one["why"]
                else [],
            }
        )
    return sorted(rows, key=lambda row: (bool(row["why"]), -row["seen"]))


def _kinds() -> Mapping[str, str]:
    return {kind.name: kind.words[current().language] for kind in obstacles_on().kinds}


def _line(one: Suggested, names: Mapping[str, str]) -> Line:
    chance = one.chance or 0.0
    return Line(
        kind=one.kind,
        words=names[one.kind],
        chance=_percent(chance),
        width=f"{100 * chance:.1f}",
        usual=_percent(one.usual),
        found=one.found,
        reasons=[_reason(reason) for reason in one.reasons],
    )


def _reason(reason: Reason) -> str:
    """Say what makes a kind likelier or less likely here than elsewhere."""
    language = current().language
    more = reason.push > 0
    if reason.what in LEVELS:
        where = LEVELS[reason.what][language]
        if not reason.looked:
            said = _("{where}: nothing was looked at before")
            return said.format(where=where)
        said = (
            _("{where}: found in {share} of {n} visits, more than elsewhere")
            if more
            else _("{where}: found in {share} of {n} visits, less than elsewhere")
        )
        share, n = _percent(reason.share), formats.number(reason.looked, language)
        return said.format(where=where, share=share, n=n)
    fact = FACTS.get(reason.what, FACTS["other"])[language]
    said = _("{fact} speaks for it") if more else _("{fact} speaks against it")
    return said.format(fact=fact)


def _finding(said: Suggestion, lines: list[Line]) -> str:
    if not lines:
        return _("It is not enough to tell what holds this unit up")
    likelier = [one for one in said.told if (one.chance or 0) >= LIKELIER * one.usual]
    if not likelier:
        return _("Past diagnoses point to nothing that is likelier here than elsewhere")
    pointed = next(line for line in lines if line.kind == likelier[0].kind)
    facts = {"kind": pointed.words, "chance": pointed.chance}
    if pointed.found:
        return _("Past diagnoses point to {kind} ({chance}), and a person found it").format(**facts)
    return _("Past diagnoses point to {kind}: {chance}").format(**facts)


def _why(said: Suggestion) -> str:
    """Say why nothing is told of this unit; "" where something is."""
    language = current().language
    if said.why == "no_fit":
        told = _("{n} units were diagnosed so far, and {fewest} are needed to learn from.")
        n, fewest = (formats.number(one, language) for one in (said.diagnoses, said.fewest))
        return told.format(n=n, fewest=fewest)
    if said.why == "nothing_sound":
        return _("No kind of obstacle could be told better than by the share of its trade.")
    if said.why == "unlike":
        fact = FACTS.get(said.unlike, LEVELS.get(said.unlike, FACTS["other"]))[language]
        return _("The unit is unlike all that was learnt from: {fact}.").format(fact=fact)
    return ""


def _percent(share: float) -> str:
    return formats.percent(100 * share, current().language, 0)
