"""Which briefs are there, of which week, and how does one take one away?"""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ehya.engine.calendar import Language
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.publish.morning import Morning, ahead, morning
from ehya.publish.pipeline import Pipeline
from ehya.register.queries.within import Moment
from ehya.web import morning_words as words
from ehya.web.clock import Clock, clock_of, day_asked, strip
from ehya.web.morning_book import workbook
from ehya.web.morning_tables import tables
from ehya.web.pages.figures import kind_asked
from ehya.web.pages.programme import SEES, place_of
from ehya.web.papers.morning import set_morning
from ehya.web.reader import current

WEEK = timedelta(days=7)
FRIDAY = 4  # the last day of the week [as date.weekday() counts]
WEEKS = 8  # on the page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the brief of a week, and lead to those before it."""
    _require(request)
    clock = clock_of(request)
    told, found = _brief(request, clock)
    synthetic, mixed = kind_asked(request)
    kept = {"synthetic": "1" if synthetic else "0"} if mixed else {}
    last = week_before(clock.as_of)
    context = {
        **strip(request, clock, kept),
        "told": told,
        "finding": words.finding(told),
        "said": [
            one
            for one in (
                words.lead_words(told),
                words.ahead_words(found),
                words.relapsed_words(told),
            )
            if one
        ],
        "parts": tables(told, clock.query),
        "weeks": [
            (day, "?" + urlencode(kept | _hands(clock) | {"to": day.isoformat()}))
            for day in (last - WEEK * back for back in range(WEEKS))
        ],
        "query": urlencode(kept | _hands(clock) | {"to": told.moment.as_of.isoformat()}),
        "synthetic": synthetic,
        "mixed": mixed,
        "other": "?" + urlencode({"synthetic": "0" if synthetic else "1"}),
    }
    return render(request, "reports/index.html", context)


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """Give the brief of a week as a paper."""
    _require(request)
    clock = clock_of(request)
    told, found = _brief(request, clock)
    language = _language(request)
    content = set_morning(told, found, language, clock.known_at, weekly=True)
    return _file(content, "application/pdf", name_of(told, language, "pdf"))


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the brief of a week as a workbook."""
    _require(request)
    clock = clock_of(request)
    told, found = _brief(request, clock)
    language = _language(request)
    content = workbook(told, found, language, clock.known_at)
    return _file(content, XLSX, name_of(told, language, "xlsx"))


def week_before(day: date) -> date:
    """Return the last Friday up to a day: the end of a week that is over by that day's end."""
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)


def name_of(told: Morning, language: Language, kind: str) -> str:
    """Return what the file of a brief is called."""
    made_up = "-synthetic" if told.synthetic else ""
    return f"ehya-weekly-{told.moment.as_of.isoformat()}{made_up}.{language}.{kind}"


def _require(request: HttpRequest) -> None:
    for act in SEES:
        roles.require(request.user, act)


def _brief(request: HttpRequest, clock: Clock) -> tuple[Morning, Pipeline | None]:
    """Return the morning after a week, with what the week changed."""
    sight = sight_of(request.user)
    synthetic, _made_up = kind_asked(request)
    to = min(day_asked(request, "to", week_before(clock.as_of)), clock.as_of)
    moment = Moment(to, clock.moment.known_at)
    told = morning(moment, sight, synthetic=synthetic, since=to - WEEK, place=place_of(sight))
    return told, ahead(told.lead, moment, sight) if told.lead else None


def _hands(clock: Clock) -> dict[str, str]:
    return {"known_at": clock.known_at.isoformat()} if clock.moved else {}


def _language(request: HttpRequest) -> Language:
    return "fa" if request.GET.get("language", current().language) == "fa" else "en"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=given)
