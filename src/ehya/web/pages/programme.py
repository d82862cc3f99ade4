"""What does the cockpit tell of the programme itself, beside what was published?"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ehya.engine.calendar import Language, solar_year_of, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.ledger.scopes import Sight
from ehya.plan.queries.targets import kinds_of_targets
from ehya.plan.rules import COUNTRY
from ehya.publish.morning import Morning, ahead, ahead_kept, morning
from ehya.publish.pipeline import Pipeline
from ehya.revive.queries.committees import last_meeting
from ehya.web import formats
from ehya.web import morning_words as words
from ehya.web.charts.pipeline_fan import pipeline_fans
from ehya.web.charts.tiles import share_tiles
from ehya.web.clock import Clock, clock_of, day_asked, hands
from ehya.web.morning_tables import tables
from ehya.web.pages.figures import kind_asked
from ehya.web.papers.morning import set_morning
from ehya.web.reader import current

SEES = ("revive.see_cases", "publish.see_figures", "plan.see_targets")
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


def of(request: HttpRequest, clock: Clock) -> dict[str, Any]:
    """Return what the cockpit tells of the programme; nothing for who may not see cases."""
    if not may_see(request):
        return {}
    try:
        told, mixed = asked(request, clock)
    except Refusal as no:
        if no.code != "rules.not_yet_in_force":
            raise
        return {}  # a day before the programme's first rule
    if not (told.stops or told.aims or told.so_far):
        return {}
    kept = kept_of(request, clock, told, mixed=mixed)
    sight = sight_of(request.user)
    at_once = told.lead is None or ahead_kept(told.lead, clock.moment, sight)
    return {
        "programme": told,
        "programme_mixed": mixed,
        "counted_at": "" if clock.moved else _hour(told),
        "programme_other": "?"
        + urlencode({**hands(clock), "synthetic": "0" if told.synthetic else "1"}),
        "programme_finding": words.finding(told),
        "programme_words": words.lead_words(told),
        "parts": tables(told, clock.query),
        "share_tiles": share_tiles(told.parts, current().language),
        "relapsed": words.relapsed_words(told),
        **(_told_ahead(told, sight) if at_once else {}),
        "ahead_later": not at_once,
        "programme_kept": "?" + urlencode(kept),
        "since_choices": _mornings(told, sight, kept),
    }


@require_safe
def ahead_words(request: HttpRequest) -> HttpResponse:
    """Tell where the year of the leading target will end: a part of the page that comes later."""
    for act in SEES:
        roles.require(request.user, act)
    told, _mixed = asked(request, clock_of(request))
    context = {"programme": told, **_told_ahead(told, sight_of(request.user))}
    return render(request, "cockpit/ahead.html", context)


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Give the morning as a paper, in either language."""
    for act in SEES:
        roles.require(request.user, act)
    clock = clock_of(request)
    told, _mixed = asked(request, clock)
    language: Language = "fa" if request.GET.get("language", current().language) == "fa" else "en"
    found = _ahead(told, sight_of(request.user))
    name = f"ehya-cockpit-{clock.as_of.isoformat()}-{language}.pdf"
    return HttpResponse(
        set_morning(told, found, language, clock.known_at),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def may_see(request: HttpRequest) -> bool:
    """Tell whether the reader may see the programme from inside."""
    return all(roles.may(request.user, act) for act in SEES)


def asked(request: HttpRequest, clock: Clock) -> tuple[Morning, bool]:
    """Return the morning that is asked for, and whether there is a made-up one beside the real."""
    sight = sight_of(request.user)
    synthetic, made_up = kind_asked(request)
    real, _made_up = kinds_of_targets(clock.moment, sight)
    since = day_asked(request, "since", clock.as_of - WEEK)
    told = morning(clock.moment, sight, synthetic=synthetic, since=since, place=place_of(sight))
    return told, made_up and (real or not synthetic)


def place_of(sight: Sight) -> str:
    """Return whose target stands first for a reader: the country's, or that of the one province."""
    return COUNTRY if sight.nation or len(sight.provinces) != 1 else next(iter(sight.provinces))


def kept_of(request: HttpRequest, clock: Clock, told: Morning, *, mixed: bool) -> dict[str, str]:
    """Return what an address carries so that it tells the same morning."""
    kept = hands(clock) | {"since": told.since.isoformat()}
    if mixed or "synthetic" in request.GET:
        kept["synthetic"] = "1" if told.synthetic else "0"
    return kept


def _hour(told: Morning) -> str:
    """Return at what hour it was counted: a little ago, where counting takes long."""
    at = timezone.localtime(told.moment.known_at)
    return formats.clock(at.hour, at.minute, current().language)


def _told_ahead(told: Morning, sight: Sight) -> dict[str, Any]:
    found = _ahead(told, sight)
    return {
        "ahead": words.ahead_words(found),
        "ahead_fans": pipeline_fans(found, current().language) if found else None,
    }


def _ahead(told: Morning, sight: Sight) -> Pipeline | None:
    return ahead(told.lead, told.moment, sight) if told.lead else None


def _mornings(told: Morning, sight: Sight, kept: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Return the earlier mornings that one asks for most: words, address, whether it is shown."""
    day = told.moment.as_of
    met = last_meeting(sight, before=day, synthetic=told.synthetic)
    year = year_range(solar_year_of(day)).first
    choices: list[tuple[str, date | None]] = [
        (_("yesterday"), day - DAY),
        (_("the last meeting"), met),
        (_("a week ago"), day - WEEK),
        (_("the new year"), year - DAY),
    ]
    return [
        (said, "?" + urlencode(kept | {"since": since.isoformat()}), since == told.since)
        for said, since in choices
        if since is not None and since < day
    ]
