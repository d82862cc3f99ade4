"""Which funding lines are there, what is free in them, and where did the money go?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.revive.actions import funding
from ehya.revive.queries.books import Sums
from ehya.revive.queries.funding import (
    Line,
    balance_of,
    entries_of,
    kinds_of_money,
    line_at,
    line_coded,
    lines_at,
    paid_by_day,
    unseen_entries,
)
from ehya.revive.queries.restarts import Counted, counts
from ehya.revive.queries.spending import By, Part, money_by, money_spent
from ehya.web import formats
from ehya.web.charts.funding import Bar, balance_steps, line_bars, rials_on_axis
from ehya.web.clock import Clock, clock_of, strip
from ehya.web.measure_words import days_paid, measures_said
from ehya.web.messages import sentence
from ehya.web.messages.names import NAMES
from ehya.web.money_words import kind_name, money, units
from ehya.web.pages.interventions import ELSEWHERE, order_of
from ehya.web.pages.states import status_of
from ehya.web.plan_words import obstacle_name
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, MANAGE = "revive.see_cases", "revive.manage_money"
MOST_BARS = 12  # lines drawn; the table has all
MOST = 8  # rows of a table at once; the others are a press away


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show every line with what is free in it, and where the money went."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    real, made_up = kinds_of_money(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    kept = {"synthetic": "1"} if synthetic and real else {}
    lines = lines_at(clock.moment, sight, synthetic=synthetic)
    total = _together([line.sums for line in lines])
    context = {
        **strip(request, clock, kept),
        "lines": lines,
        "total": total,
        "free": sum(line.sums.free for line in lines),
        "finding": _finding(lines, total),
        "spec": line_bars(
            _bars(lines[:MOST_BARS]),
            language=current().language,
            unit=rials_on_axis(current().money),
        ),
        "more_lines": max(len(lines) - MOST_BARS, 0),
        "parts": _parts(clock, sight, synthetic=synthetic),
        "restarts": _restarts(clock, sight, synthetic=synthetic),
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": "?" + urlencode({"synthetic": "0" if synthetic else "1"}),
        "files": _query(clock, kept),
        "may_manage": roles.may(request.user, MANAGE),
        "nation": sight.nation,
    }
    return render(request, "funding/index.html", context)


@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a line: how it came to stand where it stands, entry by entry."""
    roles.require(request.user, SEE)
    return _shown(request, code, None)


@require_http_methods(["GET", "POST"])
def open_line(request: HttpRequest) -> HttpResponse:
    """Open a funding line."""
    roles.require(request.user, MANAGE)
    no: Refusal | None = None
    if request.method == "POST":
        try:
            code = funding.open_line(_new_line(request), by=person(request))
        except Refusal as refused:
            no = refused
        else:
            messages.success(request, _("Opened. Enter its budget below."))
            return redirect("funding-line", code)
    context = {
        "provinces": choices.provinces(sight_of(request.user)),
        "typed": request.POST,
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "funding/open.html", context, status=status_of(no) if no else 200)


@require_POST
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a budget, or cut what is free."""
    roles.require(request.user, MANAGE)
    told = request.POST
    kind = "cut" if told.get("kind") == "cut" else "budget"
    seen = told.get("seen", "")
    try:
        funding.set_budget(
            code,
            kind,
            replace(order_of(request), decision=None),
            by=person(request),
            seen=int(seen) if seen.isascii() and seen.isdecimal() else 0,
            sure=told.get("sure") == "yes",
        )
    except Refusal as no:
        if status_of(no) in ELSEWHERE:
            raise
        return _shown(request, code, no)
    messages.success(request, _("Written down; the sums stand below."))
    return redirect("funding-line", code)


def _shown(request: HttpRequest, code: str, no: Refusal | None) -> HttpResponse:
    clock, sight = clock_of(request), sight_of(request.user)
    line = line_coded(code, sight)
    told, days = line_at(line, clock.moment), balance_of(line, clock.moment)
    measures = measures_said(paid_by_day(line, clock.moment), clock)
    entries, more = entries_of(line, clock.moment, sight, before=_before(request))
    context = {
        **strip(request, clock, {}),
        "line": line,
        "told": told,
        "finding": _line_finding(told),
        "days": days,
        "spec": _balance(days, clock) if days else None,
        "measures": measures,
        "days_paid": days_paid(measures),
        "entries": entries,
        "next": _further(clock, entries) if more else "",
        "first": "before" not in request.GET,
        "unseen": unseen_entries(line, clock.moment, sight),
        "files": _query(clock, {"line": line.code}),
        "may_manage": roles.may(request.user, MANAGE) and not clock.moved,
        "units": units(),
        "key": uuid4().hex,
        "this_day": today(),
        "open_now": line.first <= clock.as_of <= line.last,
        "typed": request.POST if no else {},
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
        "doubtful": no is not None and no.code == "revive.amount_doubtful",
        "meant": no.facts.get("meant") if no else None,
    }
    return render(request, "funding/line.html", context, status=status_of(no) if no else 200)


def _new_line(request: HttpRequest) -> funding.NewLine:
    told = {name: request.POST.get(name, "").replace("\x00", "").strip() for name in request.POST}
    return funding.NewLine(
        code=told.get("code", ""),
        name_fa=told.get("name_fa", ""),
        name_en=told.get("name_en", ""),
        first=parse_day(told.get("first", "")),
        last=parse_day(told.get("last", "")),
        province=told.get("province", ""),
        revolves=told.get("revolves") == "yes",
    )


def _together(sums: Sequence[Sums]) -> Sums:
    """Return the sums of all lines; what is free is free line by line."""
    return Sums(
        budget=sum(one.budget for one in sums),
        committed=sum(one.committed for one in sums),
        paid=sum(one.paid for one in sums),
        repaid=sum(one.repaid for one in sums),
    )


def _finding(lines: Sequence[Line], total: Sums) -> str:
    language = current().language
    if not lines:
        return _("There is no funding line yet")
    facts = {
        "count": formats.number(len(lines), language),
        "paid": money(total.paid).words,
        "committed": money(total.committed).words,
        "budget": money(total.budget).words,
    }
    if not total.budget:
        words = ngettext(
            "%(count)s funding line is open, without a budget",
            "%(count)s funding lines are open, without a budget",
            len(lines),
        )
        return words % facts
    if not total.committed:
        return _("Nothing is committed yet of %(budget)s") % facts
    return _("Of %(budget)s, %(committed)s are committed and %(paid)s paid") % facts


def _line_finding(told: Line) -> str:
    name = told.line.name_en if current().language == "en" and told.line.name_en else ""
    facts = {
        "name": name or told.line.name_fa,
        "free": money(told.sums.free).words,
        "budget": money(told.sums.budget).words,
    }
    if not told.sums.budget:
        return _("%(name)s: no budget yet") % facts
    if not told.sums.free:
        return _("%(name)s: all of its %(budget)s are committed") % facts
    return _("%(name)s: %(free)s of %(budget)s are free") % facts


def _bars(lines: Sequence[Line]) -> list[Bar]:
    return [
        Bar(
            name=line.line.code,
            parts=(line.sums.paid, line.sums.waiting, line.sums.free),
            tip=_("%(line)s: %(paid)s paid, %(waiting)s committed and not paid, %(free)s free")
            % {
                "line": line.line.code,
                "paid": money(line.sums.paid).words,
                "waiting": money(line.sums.waiting).words,
                "free": money(line.sums.free).words,
            },
        )
        for line in lines
    ]


def _parts(clock: Clock, sight: Any, *, synthetic: bool) -> list[Any]:
    """Return where money went: heading, what the first column is, the first rows, the others."""
    provinces = {place.code: named(place) for place in choices.provinces(sight)}
    cause: Callable[[str], str] = lambda key: obstacle_name(key) if key else _("no cause told")
    tables: tuple[tuple[By, str, Callable[[str], str]], ...] = (
        ("province", _("Province"), lambda key: provinces.get(key) or key),
        ("kind", _("Intervention"), kind_name),
        ("cause", _("Cause"), cause),
    )
    told, spent = [], money_spent(clock.moment, sight, synthetic=synthetic)
    for what, column, called in tables:
        rows = money_by(what, spent)
        whole = sum(row.sums.committed for row in rows)
        named_rows = [(called(row.key), row, _share(row, whole)) for row in rows]
        if whole:
            told.append((_heading(named_rows), column, named_rows[:MOST], named_rows[MOST:]))
    return told


def _restarts(clock: Clock, sight: Any, *, synthetic: bool) -> list[tuple[str, Counted]]:
    """Return what came of it, kind by kind: three counts that nobody adds."""
    told = counts(clock.moment, sight, synthetic=synthetic)
    language = current().language
    return [(NAMES[f"revive.{kind}"][language], counted) for kind, counted in told.items()]


def _heading(rows: Sequence[tuple[str, Part, str]]) -> str:
    name, _part, share = rows[0]
    if len(rows) == 1:
        return _("All of it went to one: %(name)s") % {"name": name}
    return _("Most went to: %(name)s, %(share)s of what is committed") % {
        "name": name,
        "share": share,
    }


def _share(part: Part, whole: int) -> str:
    return formats.percent(100 * part.sums.committed / whole, current().language) if whole else ""


def _balance(days: Sequence[Any], clock: Clock) -> object:
    rows = [(day.on, (day.sums.budget, day.sums.committed, day.sums.paid)) for day in days]
    return balance_steps(
        rows,
        max(clock.as_of, days[-1].on),
        (_("budget"), _("committed"), _("paid")),
        language=current().language,
        unit=rials_on_axis(current().money),
    )


def _before(request: HttpRequest) -> tuple[date, int] | None:
    """Return the last entry of the page before, as an address tells it: "2024-08-12.17"."""
    day, dot, key = request.GET.get("before", "").partition(".")
    if not dot or not key.isascii() or not key.isdecimal() or len(key) > len(str(2**62)):
        return None
    return parse_day(day), int(key)


def _further(clock: Clock, entries: Sequence[Any]) -> str:
    last = entries[-1]
    return _query(clock, {"before": f"{last.on.isoformat()}.{last.pk}"})


def _query(clock: Clock, asked: dict[str, str]) -> str:
    hands = clock.query[1:]
    told = "&".join(filter(None, (urlencode(asked), hands)))
    return f"?{told}" if told else ""
