"""How many units came to stand between two days, and how many came back to work?"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from ehya.detect.queries.flows import NOT_YET, Flows, flows
from ehya.web import formats
from ehya.web.charts.flows import Moved, moved_bars
from ehya.web.clock import FIRST_CALENDAR, day_asked
from ehya.web.pages.detections import STATES, shell, stand_of
from ehya.web.reader import current
from ehya.web.unit_words import choice_name

WORKING, STILL = ("active", "semi_active"), ("idle", "gone")
A_YEAR = timedelta(days=365)
SHOWN = 12  # there are no more changes from one of four states to another


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show where the units of a day went until the reader's own day."""
    stand = stand_of(request)
    kept = {"since": told} if (told := request.GET.get("since", "").strip()[:40]) else {}
    context = shell(request, stand, kept)
    if stand.sweep is None:
        return render(request, "detections/flows.html", context)
    until = min(stand.clock.as_of, stand.sweep.as_of)
    since = day_asked(request, "since", until - A_YEAR)
    found = flows(stand.sweep, since, until, stand.clock.moment, stand.sight)
    moved = [_moved(*flow) for flow in found.moved[:SHOWN]]
    context |= {
        "flows": found,
        "asked": since,
        "earlier": since < found.since,
        "heading": _heading(found),
        "matrix": _matrix(found),
        "states": STATES,
        "not_yet": sum(found.units.get((NOT_YET, now), 0) for now in STATES),
        "finding": _finding(found, moved),
        "spec": moved_bars(moved, language=current().language),
        "own_calendar": FIRST_CALENDAR[current().language],
    }
    return render(request, "detections/flows.html", context)


def _heading(found: Flows) -> str:
    language = current().language
    came, back = _between(found, WORKING, STILL), _between(found, STILL, WORKING)
    if not found.read:
        return _("No unit that you may see had been read by then")
    first = ngettext("{came} unit came to stand", "{came} units came to stand", came)
    rest = ngettext(", {back} came back to work", ", {back} came back to work", back)
    return first.format(came=formats.number(came, language)) + rest.format(
        back=formats.number(back, language)
    )


def _between(found: Flows, before: tuple[str, ...], after: tuple[str, ...]) -> int:
    told = found.units.items()
    return sum(units for (was, now), units in told if was in before and now in after)


def _moved(was: str, now: str, units: int) -> Moved:
    words = _("from {was} to {now}").format(was=_small(was), now=_small(now))
    return Moved(words, now, units, formats.number(units, current().language))


def _small(state: str) -> str:
    told = choice_name("status", state)
    return told.lower() if current().language == "en" else told


def _finding(found: Flows, moved: list[Moved]) -> str:
    language = current().language
    if not moved:
        return _("No unit changed its state between the two days")
    share = formats.percent(
        round(100 * sum(flow[2] for flow in found.moved) / found.read), language
    )
    return _("The largest change was {words}: {count}; {share} of all units changed").format(
        words=moved[0].words, count=moved[0].text, share=share
    )


def _matrix(found: Flows) -> list[Mapping[str, Any]]:
    return [
        {
            "state": was,
            "all": found.before(was),
            "cells": [(now, found.units.get((was, now), 0), was == now) for now in STATES],
        }
        for was in STATES
    ]
