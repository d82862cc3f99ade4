"""What brings units back, how soon, and do they stay?"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.ledger import roles
from ehya.revive.table import KINDS
from ehya.verify.queries.effects import (
    Asked,
    Effect,
    EffectTable,
    asked_of,
    before,
    effects,
    kinds_learnt,
    newest,
)
from ehya.web import formats
from ehya.web.case_words import word
from ehya.web.detection_file import safe
from ehya.web.effect_words import cause_words, causes, intervention_words
from ehya.web.messages.names_diagnose import INTERVENTIONS
from ehya.web.messages.names_units import CHOICES
from ehya.web.money_words import money
from ehya.web.reader import current

SEE = "verify.see_checks"
SIZES = ("micro", "small", "medium", "large")
COLUMNS = (
    *("kind", "synthetic", "as_of", "known_at", "method"),
    *("intervention", "cause", "size", "cases", "restarted_and_verified"),
    *("chance", "chance_low", "chance_high", "half_back_within_days"),
    *("first_back_within_days", "last_back_within_days"),
    *("runs_on_a_year", "runs_on_low", "runs_on_high", "committed_irr_mean", "jobs_seen_mean"),
    *("back_by_days", "back_by", "runs_on_by_days", "runs_on_by", "intervention_words"),
    *("cause_words", "learnt_from"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One intervention, as the page shows it.

    Attributes:
        effect: what is believed of it.
        words: what it is called.
        x, width, at: its interval and its chance, for the drawing. [0..100]
        few: whether it says mostly what is known of the group above.
        chance, sustained: each with its interval, in the reader's digits; none where it is unknown.
        was: its chance in the table before; "" where it had none.
        days: in which half, the first and the last of those who come back are back.
        cost: mean of what was committed; "" where nothing was.
        jobs: mean of those whom the proofs saw at work; "" where they counted none.
        cases: where the cases are that it rests on.
    """

    effect: Effect
    words: str
    x: str
    width: str
    at: str
    few: bool
    chance: tuple[str, ...]
    sustained: tuple[str, ...]
    was: str
    days: tuple[str, ...]
    cost: str
    jobs: str
    cases: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Which table is asked for, and what of it.

    Attributes:
        table: the newest of the kind; None where none was learnt.
        kind: of case.
        synthetic: whether it is of made-up cases.
        mixed: whether tables of both are there.
        asked: against which cause, in units of which size.
    """

    table: EffectTable | None
    kind: str
    synthetic: bool
    mixed: bool
    asked: Asked


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show what is believed of each intervention, against one cause or all."""
    roles.require(request.user, SEE)
    shown = asked_table(request)
    same = kept(shown)
    context: dict[str, Any] = {
        "shown": shown,
        "kinds": [(kind, word(kind)) for kind in KINDS],
        "causes": [(kind.name, kind.words[current().language]) for kind in causes()],
        "sizes": [(size, CHOICES[f"size.{size}"][current().language]) for size in SIZES],
        "other": "?" + urlencode(same | {"synthetic": "0" if shown.synthetic else "1"}),
        "file": "?" + urlencode(same),
    }
    if shown.table is None:
        return render(request, "effects/index.html", context)
    told = effects(shown.table)
    lines = _lines(shown, told)
    context |= {
        "lines": lines,
        "whole": told["", "", ""],
        "finding": _finding(lines, told["", "", ""], shown),
        "before": before(shown.table),
        "years": formats.number(shown.table.facts["periods"][-1] // 365, current().language),
        "mass": "".join(_shares(shown.table.facts["mass"])),
        "fewest": shown.table.facts["fewest"],
    }
    return render(request, "effects/index.html", context)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give a whole table as a file, each line with what it was learnt from."""
    roles.require(request.user, SEE)
    shown = asked_table(request)
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(COLUMNS)
    if shown.table is not None:
        for _cell, row in sorted(effects(shown.table).items()):
            write.writerow([safe(str(part)) for part in _row(shown.table, row)])
    name = f"ehya-effects-{shown.kind}{'-synthetic' if shown.synthetic else ''}.csv"
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    kind = "text/csv; charset=utf-8"
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type=kind, headers=given)


def _row(table: EffectTable, row: Effect) -> list[object]:
    stands = [table.kind, str(table.synthetic).lower(), table.as_of.isoformat()]
    numbers = (row.chance, row.chance_low, row.chance_high, row.days, row.days_low, row.days_high)
    stays = (row.sustained, row.sustained_low, row.sustained_high, row.cost_irr, row.jobs)
    return [
        *stands,
        table.known_at.isoformat(),
        table.method,
        *(row.intervention or "all", row.cause or "all", row.size or "all"),
        *(row.cases, row.restarted),
        *("" if part is None else part for part in (*numbers, *stays)),
        *(_joined(table.facts["periods"]), _joined(row.back_by)),
        *(_joined(table.facts["run_periods"] if row.stays_by else []), _joined(row.stays_by)),
        *(intervention_words(row.intervention), cause_words(row.cause)),
        "; ".join(table.run.origins),
    ]


def _joined(parts: Sequence[float]) -> str:
    return " ".join(str(part) for part in parts)


def asked_table(request: HttpRequest) -> Shown:
    """Return what the address asks for; what it mistypes is not asked."""
    learnt = kinds_learnt()
    mixed = bool(learnt[False] and learnt[True])
    synthetic = bool(learnt[True]) and (not learnt[False] or request.GET.get("synthetic") == "1")
    kind = request.GET.get("kind", "")
    if kind not in KINDS:
        kind = next((kind for kind in KINDS if kind in learnt[synthetic]), KINDS[0])
    known = {kind.name for kind in causes()}
    cause = request.GET.get("cause", "") if request.GET.get("cause", "") in known else ""
    size = request.GET.get("size", "") if request.GET.get("size", "") in SIZES and cause else ""
    table = newest(kind, synthetic=synthetic)
    return Shown(table, kind, synthetic, mixed, Asked(cause, size))


def kept(shown: Shown) -> dict[str, str]:
    """Return what an address has to say to ask for the same."""
    told = {"kind": shown.kind, "cause": shown.asked.cause, "size": shown.asked.size}
    words = {name: value for name, value in told.items() if value}
    return {**words, **({"synthetic": "1"} if shown.synthetic and shown.mixed else {})}


def _lines(shown: Shown, told: Any) -> list[Line]:
    table, asked = shown.table, shown.asked
    if table is None:
        return []
    earlier = before(table)
    was = effects(earlier) if earlier is not None else {}
    fewest, language = table.facts["fewest"], current().language
    lines = []
    for row in asked_of(told, asked):
        past = was.get((row.intervention, row.cause, row.size))
        stays = (row.sustained, row.sustained_low, row.sustained_high)
        lines.append(
            Line(
                effect=row,
                words=INTERVENTIONS[row.intervention][language],
                x=f"{100 * row.chance_low:.2f}",
                width=f"{100 * (row.chance_high - row.chance_low):.2f}",
                at=f"{100 * row.chance:.2f}",
                few=row.cases < fewest,
                chance=_shares(row.chance, row.chance_low, row.chance_high),
                sustained=_shares(*stays),
                was="".join(_shares(past.chance)) if past else "",
                days=tuple(
                    formats.number(round(days), language)
                    for days in (row.days, row.days_low, row.days_high)
                    if days is not None
                ),
                cost=money(row.cost_irr).words if row.cost_irr else "",
                jobs="" if row.jobs is None else formats.number(round(row.jobs), language),
                cases="?" + urlencode(kept(shown) | {"intervention": row.intervention}),
            )
        )
    return lines


def _shares(*shares: float | None) -> tuple[str, ...]:
    language = current().language
    return tuple(formats.percent(100 * one, language, 0) for one in shares if one is not None)


def _finding(lines: list[Line], whole: Effect, shown: Shown) -> str:
    """Say which intervention brings most back, where the intervals let it be said."""
    language = current().language
    sure = [line for line in lines if not line.few]
    if not sure:
        said = _("Of 100 cases decided on, {n} run again and are verified")
        return said.format(n=formats.number(round(100 * whole.chance), language))
    best, rest = sure[0], sure[1:]
    facts = {
        "what": best.words,
        "n": formats.number(round(100 * best.effect.chance), language),
        "low": formats.number(round(100 * best.effect.chance_low), language),
        "high": formats.number(round(100 * best.effect.chance_high), language),
    }
    if all(line.effect.chance_high < best.effect.chance_low for line in rest):
        said = _("{what} brings most units back: {n} of 100 ({low} to {high})")
    else:
        said = _(
            "{what} stands first with {n} of 100 ({low} to {high}), but not clearly before the others"
        )
    return said.format(**facts)
