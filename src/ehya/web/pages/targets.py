"""What is to be reached, where, by when, by whose word, and how was it split?"""

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.plan.queries.shares import Split, shares
from ehya.plan.queries.targets import (
    Standing,
    claims_taken,
    in_force,
    kinds_of_targets,
    owners,
    steps,
    target_seen,
    targets,
    versions,
)
from ehya.plan.rules import COUNTRY, metric_of
from ehya.publish.morning import reached
from ehya.publish.queries.announced import Announced, announced
from ehya.web import formats
from ehya.web import target_words as words
from ehya.web.charts.targets_steps import target_steps
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.detection_file import BOM, safe
from ehya.web.figure_words import value_words
from ehya.web.messages import sentence
from ehya.web.pages.states import status_of
from ehya.web.reader import current

SEE = "plan.see_targets"
MOST_ANNOUNCED = 12  # announced targets shown at once; the others are a press away
COLUMNS = (
    *("target", "metric", "unit", "place", "first", "last", "synthetic", "value", "version"),
    *("versions_known", "population", "authority", "source", "url", "claim", "announced_on"),
    *("in_force_from", "known_at", "owner"),
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the targets in force, and beside them those that were announced in public."""
    roles.require(request.user, SEE)
    return shown_list(request, None)


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show a target: every version with its authority, how it was split, who owns it."""
    roles.require(request.user, SEE)
    return shown(request, key, None)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the list as a file."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    synthetic, _mixed = _kind(request, clock, sight)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(COLUMNS)
    for row in targets(clock.moment, sight, synthetic=synthetic):
        write.writerow(_cells(row))
    given = {"Content-Disposition": f'attachment; filename="ehya-targets-{clock.as_of}.csv"'}
    kind = "text/csv; charset=utf-8"
    return HttpResponse((BOM + out.getvalue()).encode(), content_type=kind, headers=given)


def shown_list(request: HttpRequest, no: Refusal | None) -> HttpResponse:
    """Show the list.

    Args:
        request: of the page.
        no: why what was asked was not done.
    """
    clock, sight = clock_of(request), sight_of(request.user)
    synthetic, mixed = _kind(request, clock, sight)
    told = targets(clock.moment, sight, synthetic=synthetic)
    so_far = words.reached_words(reached(told, clock.moment))
    rows = [words.row_of(row, clock.moment, so_far) for row in told]
    public = [] if synthetic else _public(clock, sight)
    kept = {"synthetic": "1"} if synthetic and mixed else {}
    context = {
        **strip(request, clock, kept),
        "finding": words.finding(rows),
        "rows": rows,
        "announced": public[:MOST_ANNOUNCED],
        "more": public[MOST_ANNOUNCED:],
        "not_taken": sum(not row["target"] for row in public),
        "synthetic": synthetic,
        "mixed": mixed,
        "other": "?" + urlencode({"synthetic": "0" if synthetic else "1"}),
        "files": _query(clock, kept),
        "may_set": roles.may(request.user, "plan.set_target") and not clock.moved,
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "targets/index.html", context, status=status_of(no) if no else 200)


def shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    """Show one target; a form that was refused with what was typed in it."""
    clock, sight = clock_of(request), sight_of(request.user)
    target = target_seen(key, clock.moment, sight)
    told, metric = versions(target, clock.moment), metric_of(target.metric)
    held = in_force(told, clock.moment)
    speaking = held or told[-1]
    split = shares(speaking, clock.moment)
    period = words.period_words(target)
    value = value_words(speaking.value, metric.unit)
    name = words.metric_words(metric)
    may = {
        act: roles.may(request.user, f"plan.{act}_target") and not clock.moved
        for act in ("change", "give", "split")
    }
    context = {
        **strip(request, clock, {}),
        "target": target,
        "metric": name,
        "place": words.place_words(target.place, clock.moment),
        "period": period,
        "finding": words.one_finding(name, value, speaking.number, len(told), period),
        "held": held,
        "speaking": speaking,
        "versions": [(one, value_words(one.value, metric.unit)) for one in reversed(told)],
        "spec": _chart(target, told, clock),
        "split": split,
        "split_rule": words.rule_words(split.rule) if split else "",
        "parts": parts_in(split, sight, clock, metric.unit),
        "owners": owners(target, clock.moment),
        "may_change": may["change"],
        "may_give": may["give"],
        "may_split": may["split"] and metric.splits and target.place == COUNTRY and sight.nation,
        "typed": request.POST if form == "give" else {},
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "targets/one.html", context, status=status_of(no) if no else 200)


def parts_in(
    split: Split | None, sight: Sight, clock: Clock, unit: str
) -> list[tuple[str, str, str, int | None]]:
    """Return the parts in sight: code, province, part in words, the number it was split by."""
    if split is None:
        return []
    return [
        (
            part.province,
            words.place_words(part.province, clock.moment),
            value_words(part.value, unit),
            part.weight,
        )
        for part in split.parts
        if sight.covers(part.province)
    ]


def _chart(target: Any, told: Any, clock: Clock) -> Any:
    begun = [one for one in told if one.in_force_from <= max(clock.as_of, target.last)]
    drawn = steps(begun, target.first)
    if not drawn:
        return None
    language = current().language
    named = [
        (
            day,
            float(value),
            _("version %(number)s") % {"number": formats.number(v.number, language)},
        )
        for day, value, v in drawn
    ]
    period = DayRange(target.first, target.last)
    return target_steps(named, period, until=clock.as_of, language=language)


def _kind(request: HttpRequest, clock: Clock, sight: Sight) -> tuple[bool, bool]:
    """Return whether made-up targets are asked for, and whether there are both kinds."""
    real, made_up = kinds_of_targets(clock.moment, sight)
    return made_up and (not real or request.GET.get("synthetic") == "1"), real and made_up


def _public(clock: Clock, sight: Sight) -> list[dict[str, Any]]:
    """Return the announced targets in sight, newest first, each with ours that it is in."""
    taken = claims_taken()
    return [
        {"told": row, "target": taken.get(row.recorded.key), **_said(row, clock)}
        for row in reversed(announced(clock.known_at if clock.moved else None))
        if (row.place == COUNTRY or sight.covers(row.place)) and row.announced_on <= clock.as_of
    ]


def _said(row: Announced, clock: Clock) -> dict[str, Any]:
    value = value_words(row.recorded.claim.value, row.metric.unit)
    return {
        "metric": words.metric_words(row.metric),
        "place": words.place_words(row.place, clock.moment),
        "value": value,
        "year": formats.year(row.year, current().language),
    }


def _cells(row: Standing) -> list[object]:
    target, version = row.target, row.version
    typed = (target.population, version.authority, version.source, version.url)
    owner = row.owner.words if row.owner else ""
    return [
        *(target.pk, target.metric, row.metric.unit, target.place),
        *(target.first.isoformat(), target.last.isoformat(), str(target.synthetic).lower()),
        *(version.value.normalize().__format__("f"), version.number, row.known),
        *(safe(one) for one in typed),
        *(version.claim, version.announced_on.isoformat(), version.in_force_from.isoformat()),
        *(version.known_at.isoformat(), safe(owner)),
    ]


def _query(clock: Clock, asked: dict[str, str]) -> str:
    told = "&".join(filter(None, (urlencode(asked), clock.query[1:])))
    return f"?{told}" if told else ""
