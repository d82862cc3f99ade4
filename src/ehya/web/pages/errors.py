"""How often is the machine wrong, and where?"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ehya.detect.queries.errors import Errors, errors, kinds_judged
from ehya.detect.rates import FEW, Rate
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.web import formats
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.context import sees_words
from ehya.web.messages.names_detect import reason_name, why_name
from ehya.web.reader import current
from ehya.web.unit_words import sector_name

SEE = "detect.see_looks"
STATES = ("active", "semi_active", "idle", "gone")
HEADINGS = (
    *("table", "key", "judged", "wrong", "wrong_percent", "low_percent", "high_percent"),
    *("synthetic", "as_of", "known_at"),
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Set what people said against what the machine said."""
    roles.require(request.user, SEE)
    clock, (found, synthetic, mixed) = clock_of(request), _found(request)
    kept = {"synthetic": "1" if synthetic else "0"} if mixed else {}
    context = {
        **strip(request, clock, kept),
        "found": found,
        "finding": _finding(found),
        "place": sees_words(sight_of(request.user), current().language),
        "matrix": [_row(found, state) for state in STATES],
        "states": STATES,
        "reasons": [(reason_name(key, current().language), n) for key, n in found.reasons.items()],
        "tables": _tables(found),
        "why_head": _("Why"),
        "sectors": (_("By sector"), _("Sector"), _sectors(found)),
        "few": FEW,
        "synthetic": synthetic,
        "mixed": mixed,
        "other": _address(clock, {"synthetic": "0" if synthetic else "1"}),
        "csv": _address(clock, kept),
    }
    return render(request, "detections/review_errors.html", context)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same as a file, rates of few verdicts left out."""
    roles.require(request.user, SEE)
    clock, (found, synthetic, _mixed) = clock_of(request), _found(request)
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(HEADINGS)
    stands = (str(synthetic).lower(), clock.as_of.isoformat(), clock.known_at.isoformat())
    for table, key, rate in _lines(found):
        ends = rate.interval or ("", "")
        share = "" if rate.share is None else f"{rate.share:.2f}"
        shown = [share, *(f"{end:.2f}" if end != "" else "" for end in ends)]
        write.writerow([table, key, rate.judged, rate.wrong, *shown, *stands])
    kind = "text/csv; charset=utf-8"
    name = f"ehya-errors-{clock.as_of.isoformat()}.csv"
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type=kind, headers=given)


def _found(request: HttpRequest) -> tuple[Errors, bool, bool]:
    """Return the errors, whether of made-up units, and whether there are those of real ones too."""
    real, made_up = kinds_judged()
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    moment, sight = clock_of(request).moment, sight_of(request.user)
    return errors(moment, sight, synthetic=synthetic), synthetic, real and made_up


def _finding(found: Errors) -> str:
    """Return the page's heading: of what is true of all units, or that it cannot be said yet."""
    language, rate = current().language, found.by_lot
    if not found.whole.judged:
        return _("Nobody has judged what the machine says yet")
    if rate.share is None or rate.interval is None:
        said = ngettext(
            "{n} verdict on units drawn by lot is too few to say how often the machine is wrong",
            "{n} verdicts on units drawn by lot are too few to say how often the machine is wrong",
            rate.judged,
        )
        return said.format(n=formats.number(rate.judged, language))
    n, low, high, hundred = (
        formats.number(round(part), language) for part in (rate.share, *rate.interval, 100)
    )
    said = _("Of {hundred} units the machine is wrong about {n} ({low} to {high})")
    return said.format(hundred=hundred, n=n, low=low, high=high)


def _row(found: Errors, machine: str) -> Mapping[str, Any]:
    counts = [found.matrix.get((machine, person), 0) for person in STATES]
    right = found.matrix.get((machine, machine), 0)
    rate = Rate(sum(counts), sum(counts) - right)
    return {
        "state": machine,
        "cells": list(zip(STATES, counts, strict=True)),
        "line": _line("", rate),
    }


def _tables(found: Errors) -> list[tuple[str, str, list[Mapping[str, Any]]]]:
    language = current().language
    whys = [_line(why_name(why, language), rate) for why, rate in found.whys.items()]
    methods = [_line(method, rate) for method, rate in found.methods.items()]
    reader = current()
    sweeps = [
        _line(formats.day(day, reader.language, reader.calendar), rate)
        for day, rate in found.sweeps.items()
    ]
    return [
        (_("By why a person was asked"), _("Why"), whys),
        (_("By method"), _("Method"), methods),
        (_("By sweep"), _("Months to"), sweeps),
    ]


def _sectors(found: Errors) -> list[Mapping[str, Any]]:
    return [
        _line(sector_name(code) if code else _("not told"), rate)
        for code, rate in found.divisions.items()
    ]


def _line(words: str, rate: Rate) -> Mapping[str, Any]:
    language = current().language
    ends = ""
    if rate.share is not None and rate.interval is not None:
        low, high = (formats.number(round(end), language) for end in rate.interval)
        ends = _("{low} to {high}").format(low=low, high=high)
    share = None if rate.share is None else round(rate.share)
    return {"words": words, "rate": rate, "share": share, "ends": ends}


def _lines(found: Errors) -> Iterator[tuple[str, str, Rate]]:
    yield "all", "", found.whole
    yield "by_lot", "", found.by_lot
    for (machine, person), n in sorted(found.matrix.items()):
        yield "machine_person", f"{machine}>{person}", Rate(n, n if machine != person else 0)
    for reason, n in found.reasons.items():
        yield "reason", reason, Rate(n, n)
    named: tuple[tuple[str, Mapping[Any, Rate]], ...] = (
        ("why", found.whys),
        ("division", found.divisions),
        ("method", found.methods),
        ("sweep", found.sweeps),
    )
    for table, rates in named:
        for key, rate in rates.items():
            yield table, key.isoformat() if isinstance(key, date) else key, rate


def _address(clock: Clock, more: Mapping[str, str]) -> str:
    parts = [part for part in (clock.query.removeprefix("?"), _joined(more)) if part]
    return "?" + "&".join(parts) if parts else ""


def _joined(more: Mapping[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in more.items())
