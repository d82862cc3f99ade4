"""On which days is a rate known, on which basis, by whose word, and what do prices say?"""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.register.actions.rates import ACT, receive
from ehya.register.intake.forms import rates_workbook
from ehya.register.intake.rates_fields import Kind
from ehya.register.queries.rates import (
    BASES,
    PRINTED,
    RateOn,
    currencies_told,
    gaps_between,
    indices_told,
    rates_told,
)
from ehya.web import rate_words as words
from ehya.web.charts.rates import Known, rate_spans
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.pages.files import BROUGHT, MOST_BROUGHT, XLSX
from ehya.web.reader import current, person

SEE = "web.see_pages"
MOST = 12  # rates of the table at once; the others are a press away
MOST_MORE = 200  # rates told on the page; the files have all
MOST_MARKS = 600  # of the chart
MOST_GAPS = 3  # gaps named of a basis; the others are counted
DRAWN = 5 * 365  # days of the chart
KINDS: tuple[Kind, ...] = ("rates", "index")


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show what is known of a currency and of prices; or keep a file that is handed in."""
    if request.method == "POST":
        return _received(request)
    roles.require(request.user, SEE)
    clock = clock_of(request)
    currency = currency_asked(request, clock)
    since = clock.as_of - timedelta(days=DRAWN)
    told = rates_told(currency, clock.as_of, clock.moment.known_at, since)
    bases = tuple(_basis(basis, told, clock) for basis in reversed(BASES))
    newest = max((b for b in bases if b.newest), key=_newest, default=None)
    rows = told[::-1]
    context = {
        **strip(request, clock, {"currency": currency}),
        "currency": currency,
        "currency_name": words.currency_name(currency),
        "currencies": [
            (code, words.currency_name(code)) for code in currencies_told(clock.moment.known_at)
        ],
        "first": clock.as_of - timedelta(days=words.LAST_YEAR - 1),
        "finding": words.finding(currency, bases),
        "newest": words.newest_finding(newest) if newest else "",
        "bases": bases,
        "most_gaps": MOST_GAPS,
        "year": words.LAST_YEAR,
        "spec": _chart(told, clock) if told else None,
        "rows": rows[:MOST],
        "more": rows[MOST:MOST_MORE],
        "every": _every(told, clock),
        "series": [words.series_of(m) for m in indices_told(clock.as_of, clock.moment.known_at)],
        "may_hand_in": roles.may(request.user, ACT),
        "kept_hands": f"&{clock.query[1:]}" if clock.moved else "",
    }
    return render(request, "rates/index.html", context)


@require_GET
def form(request: HttpRequest) -> HttpResponse:
    """Give the form to fill, with rates or with a price index."""
    roles.require(request.user, SEE)
    kind = kind_asked(request.GET.get("kind", ""))
    name = f'attachment; filename="ehya-{kind}.xlsx"'
    book = rates_workbook(kind)
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": name})


def currency_asked(request: HttpRequest, clock: Clock) -> str:
    """Return the currency of the address, where something is known of it; else the dollar."""
    told = request.GET.get("currency", "")
    return told if told in currencies_told(clock.moment.known_at) else PRINTED


def kind_asked(told: str) -> Kind:
    """Return what a file tells of: "index", or "rates" unless told."""
    return "index" if told == "index" else "rates"


def _received(request: HttpRequest) -> HttpResponse:
    roles.require(request.user, ACT)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("import.no_file")
    kind = kind_asked(request.POST.get("kind", ""))
    name = (upload.name or "?")[-200:]
    file = receive(upload.read(), kind=kind, by=person(request), name=name)
    request.session[BROUGHT] = [*request.session.get(BROUGHT, []), file.sha256][-MOST_BROUGHT:]
    return redirect(f"/rates/files/{file.sha256}/?kind={kind}")


def _basis(basis: str, told: tuple[RateOn, ...], clock: Clock) -> words.Basis:
    days = DayRange(clock.as_of - timedelta(days=words.LAST_YEAR - 1), clock.as_of)
    mine = [rate for rate in told if rate.basis == basis]
    left = gaps_between((rate.days for rate in mine), days)
    return words.Basis(
        code=basis,
        words=words.basis_name(basis),
        known=len(days) - sum(len(gap) for gap in left),
        newest=max(mine, key=lambda rate: rate.days.last, default=None),
        gaps=tuple(sorted(left, key=len, reverse=True)),
    )


def _newest(basis: words.Basis) -> date:
    return basis.newest.days.last if basis.newest else date.min


def _drawn(told: tuple[RateOn, ...], clock: Clock) -> list[RateOn]:
    first = clock.as_of - timedelta(days=DRAWN)
    return [rate for rate in told if rate.days.last >= first]


def _every(told: tuple[RateOn, ...], clock: Clock) -> int:
    """Return of how many days one is drawn: of a daily table a few hundred marks say enough."""
    return -(-len(_drawn(told, clock)) // MOST_MARKS) or 1


def _one_in(rates: list[RateOn], days: int) -> list[RateOn]:
    """Return the last rate of each basis in every so many days, in the order of the days."""
    kept = {(rate.basis, rate.days.first.toordinal() // days): rate for rate in rates}
    return [*kept.values()]


def _chart(told: tuple[RateOn, ...], clock: Clock) -> Any:
    first = max(told[0].days.first, clock.as_of - timedelta(days=DRAWN))
    drawn = _drawn(told, clock)
    if not drawn:
        return None
    drawn = _one_in(drawn, _every(told, clock))
    known = [
        Known(rate.basis, rate.days, float(rate.rials_per_unit), words.tip_of(rate))
        for rate in drawn
    ]
    names = {basis: words.basis_name(basis) for basis in BASES}
    return rate_spans(known, DayRange(first, clock.as_of), names, language=current().language)
