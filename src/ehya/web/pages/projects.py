"""Which projects are there, with whose money, and how far is each?"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ehya.engine.refusal import Refusal
from ehya.invest.actions import building, paying, planning, projects
from ehya.invest.queries import listed
from ehya.invest.queries import one as told_of_one
from ehya.invest.queries.curve import Curve, curve
from ehya.invest.queries.scope import project_seen
from ehya.invest.queries.totals import Sums, totals
from ehya.invest.queries.valued import valued
from ehya.invest.queries.wanted import Wanted
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.register.queries.within import Moment
from ehya.revive.queries.amounts import Told
from ehya.verify.queries.afterwards import of_project
from ehya.web import formats, typed, valued_words
from ehya.web.charts.project_lines import line, span_of
from ehya.web.clock import clock_of, hands, strip
from ehya.web.messages import sentence
from ehya.web.messages.names import NAMES
from ehya.web.money_words import typed_dollars, typed_money, typed_number, units
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.project_acts import FURTHER
from ehya.web.pages.project_forms import (
    about,
    alone,
    basis_choices,
    capacity_of,
    choices_of_list,
    facts_of,
    facts_typed,
    new_project,
    parks_in,
)
from ehya.web.pages.states import status_of, tried
from ehya.web.project_file_words import kinds_of
from ehya.web.project_filters import asked_in, order_in, wanted_in
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, OPEN = "invest.see_projects", "invest.open_project"
THROUGH = ("ledger.not_allowed", "invest.no_such_project")
DOUBTS = ("invest.amount_doubtful", "invest.rate_doubtful")
STEPS = 6  # lines of a form in which milestones are planned
SOURCES = ("own", "bank", "state", "province", "fund", "partner", "foreign")
CONTRACTS = ("design", "building", "equipment", "supervision", "supply", "other")
HOW_MUCH = ("low", "medium", "high")
_HUNDRED = Decimal(100)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the projects with their sums, never without the parts."""
    roles.require(request.user, SEE)
    return _index(request, None)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Open a project."""
    roles.require(request.user, OPEN)
    made: list[int] = []
    no = tried(
        lambda: made.append(projects.open_project(new_project(request), by=person(request))),
        THROUGH,
    )
    if no is not None:
        return _index(request, no)
    messages.success(request, _("The project is opened. Tell its money and its plan next."))
    return redirect("project", made[0])


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show one project: how far it is, its money, its plan, and who did what."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_GET
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the projects from their first day to their last, by their planned end."""
    roles.require(request.user, SEE)
    clock, sight = clock_of(request), sight_of(request.user)
    asked, moment = asked_in(request.GET.dict()), clock.moment
    real, made_up = listed.kinds_of_projects(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    bars, after = listed.timeline(
        wanted_in(asked)[0], moment, sight, synthetic=synthetic, after=request.GET.get("after", "")
    )
    span = span_of([day for bar in bars for day in (bar.first, bar.last)])
    late = sum(bar.row.late > 0 for bar in bars)
    language = current().language
    told = {"n": formats.number(len(bars), language), "late": formats.number(late, language)}
    said = _("{late} of {n} projects shown here are behind their plan")
    context = {
        **strip(request, clock, {**asked, **_kind(request)}),
        "bars": [_bar(bar, span) for bar in bars] if span else [],
        "span": span,
        "today_at": f"{span.at(moment.as_of):.2f}" if span else "",
        "finding": said.format(**told) if bars else _("No project has a day yet"),
        "next": "?" + urlencode({**asked, **hands(clock), **_kind(request), "after": after})
        if after
        else "",
        "synthetic": synthetic,
    }
    return render(request, "projects/timeline.html", context)


def _bar(bar: Any, span: Any) -> dict[str, Any]:
    x, end = span.at(bar.first), span.at(bar.last)
    width = max(end - x, 0.5)
    return {
        **_row(bar.row),
        "first": bar.first,
        "last": bar.last,
        "x": f"{x:.2f}",
        "width": f"{width:.2f}",
        "done": f"{width * bar.row.physical:.2f}",
        "ticks": [f"{span.at(step.expected_on):.2f}" for step in bar.milestones],
    }


@require_http_methods(["POST"])
def act(request: HttpRequest, key: int, act: str) -> HttpResponse:
    """Do what one of the project's forms asks."""
    roles.require(request.user, SEE)
    project_seen(key, sight_of(request.user))
    work = ACTS.get(act)
    if work is None:
        raise Refusal("invest.no_such_act")
    no = tried(lambda: work(request, key), THROUGH)
    if no is not None:
        return _shown(request, key, no, act)
    messages.success(request, _("Written down."))
    return redirect("project", key)


def _index(request: HttpRequest, no: Refusal | None) -> HttpResponse:
    asked, clock = asked_in(request.GET.dict()), clock_of(request)
    sight, moment = sight_of(request.user), clock.moment
    real, made_up = listed.kinds_of_projects(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    wanted, unread = wanted_in(asked)
    order = order_in(asked)
    sums = totals(wanted, moment, sight, synthetic=synthetic)
    page = listed.listed(
        wanted,
        moment,
        sight,
        synthetic=synthetic,
        order=order,
        after=request.GET.get("after", ""),
    )
    measure = valued_words.asked_of(request, moment)
    told = valued(wanted, measure, moment, sight, synthetic=synthetic)
    kept = {**_kind(request), **valued_words.kept_of(measure)}
    narrowed = {name: value for name, value in asked.items() if name != "order"}
    context = {
        **strip(request, clock, {**asked, **kept}),
        "finding": _list_finding(sums.whole, narrowed=bool(narrowed)),
        "narrowed": narrowed,
        "unread": sentence(unread, current().language) if unread else "",
        "order": order,
        **choices_of_list(request, asked),
        "first": not (real or made_up),
        "whole": sums.whole,
        "sums": valued_words.said(told),
        "choices": valued_words.choices_of(measure, moment),
        "kept_here": list({**asked, **_kind(request), **hands(clock)}.items()),
        "hands": list({**kept, **hands(clock)}.items()),
        "kinds": [(_word(kind), _line(part)) for kind, part in sums.kinds.items()],
        "rows": [_row(row) for row in page.rows],
        "next": "?" + urlencode({**asked, **kept, **hands(clock), "after": page.after})
        if page.after
        else "",
        "asked": asked,
        "query": urlencode(
            {**asked, **({"synthetic": "1"} if real and synthetic else {}), **hands(clock)}
        ),
        "places": choices.provinces(sight),
        "synthetic": synthetic,
        "mixed": real and made_up,
        "may_open": roles.may(request.user, OPEN) and not clock.moved,
        "files": [] if clock.moved else kinds_of(person(request)),
        "day": moment.as_of,
        "facts": facts_typed(request.POST),
        "basis_choices": basis_choices(),
        "parks": parks_in(request, alone(request.POST.get("province", ""), request)),
        **refusal_of(request, no, "add"),
    }
    status = status_of(no) if no else 200
    return render(request, "projects/index.html", context, status=status)


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    by, clock = person(request), clock_of(request)
    moment = clock.moment
    project = project_seen(key, sight_of(by))
    row = listed.row_of(project, moment, sight_of(by))
    measure = valued_words.asked_of(request, moment)
    told = valued(
        Wanted(), measure, moment, sight_of(by), synthetic=project.synthetic, project=project.pk
    )
    payments, count = told_of_one.payments_of(project, moment)
    meant = no.facts.get("meant") if no and no.code in DOUBTS else None
    context = {
        **_row(row),
        **strip(request, clock, valued_words.kept_of(measure)),
        "sums": valued_words.said(told),
        "choices": valued_words.choices_of(measure, moment),
        "kept_here": list(hands(clock).items()),
        "about": about(project),
        "capacity": capacity_of(project),
        "basis_choices": basis_choices(),
        "facts": facts_typed(request.POST) if form == "change" else facts_of(project),
        "parks": parks_in(request, project.province_id or ""),
        "finding": _finding(row, known=project.known_at <= moment.known_at),
        "curve": _curve(project, moment, by),
        "money": told_of_one.money_of(project, moment),
        "payments": payments,
        "payment_count": count,
        "milestones": [
            (step, _percent(float(step.weight)))
            for step in told_of_one.milestones_of(project, moment)
        ],
        "told": [
            (row, _percent(float(row.physical))) for row in told_of_one.told_of(project, moment)
        ],
        "checks": [] if clock.moved else of_project(project.pk),
        "history": [(event, _act(event.act)) for event in told_of_one.history_of(project, moment)],
        "source_choices": _choices(SOURCES),
        "units": units(),
        "key": str(uuid4()),
        "steps": range(1, STEPS + 1),
        "today": today(),
        "doubtful": bool(no and no.code in DOUBTS),
        "meant": meant,
        "may": {
            name: roles.may(by, f"invest.{name}") and not clock.moved
            for name in (
                *("finance_project", "plan_project", "tell_progress", "pay", "keep_papers"),
                *("take_back_payment", "change_project"),
            )
        },
        **_papers(project, moment),
        "waiting": [
            step for step in told_of_one.milestones_of(project, moment) if step.done_on is None
        ],
        "wrong": [
            one
            for one in payments
            if one.takes_back_id is None and not hasattr(one, "taken_back_by")
        ],
        **refusal_of(request, no, form),
    }
    status = status_of(no) if no else 200
    return render(request, "projects/one.html", context, status=status)


def _kind(request: HttpRequest) -> dict[str, str]:
    """Return whether the made-up ones are asked for, as an address says it."""
    return {"synthetic": "1"} if request.GET.get("synthetic") == "1" else {}


def _finance(request: HttpRequest, key: int) -> None:
    told = request.POST
    source = paying.Source(
        told.get("kind", ""),
        _money(told),
        typed.day_told(request, "on"),
        told.get("name", ""),
        amount_usd=typed_dollars(told),
    )
    paying.set_financing(
        key, source, by=person(request), seen=typed.seen(request), sure=_sure(told)
    )


def _pay(request: HttpRequest, key: int) -> None:
    told = request.POST
    source = next(iter(typed.keys([told.get("financing", "")])), None)
    bill = paying.Bill(
        _money(told),
        typed.day_told(request, "on"),
        told.get("key", ""),
        source,
        told.get("words", ""),
        amount_usd=typed_dollars(told),
        reference=told.get("reference", ""),
    )
    paper = typed.file(request, "paper")
    paying.pay(
        key, bill, by=person(request), seen=typed.seen(request), sure=_sure(told), paper=paper
    )


def _plan(request: HttpRequest, key: int) -> None:
    told = request.POST
    steps = [
        planning.Step(
            told.get(f"name-{n}", ""),
            _share(told.get(f"weight-{n}", "")),
            typed.day_told(request, f"on-{n}"),
        )
        for n in range(1, STEPS + 1)
        if told.get(f"name-{n}", "").strip()
    ]
    planning.plan_milestones(
        key, steps, by=person(request), reason=told.get("reason", ""), seen=typed.seen(request)
    )


def _stand(request: HttpRequest, key: int) -> None:
    place = typed.whole(request, "place") or 0
    on = typed.day(request, "on")
    planning.finish_milestone(key, place, by=person(request), on=on, seen=typed.seen(request))


def _tell(request: HttpRequest, key: int) -> None:
    building.tell_progress(
        key,
        _share(request.POST.get("physical", "")),
        by=person(request),
        on=typed.day(request, "on"),
        reason=request.POST.get("reason", ""),
        seen=typed.seen(request),
    )


def _begin(request: HttpRequest, key: int) -> None:
    building.begin(key, by=person(request), on=typed.day(request, "on"), seen=typed.seen(request))


def _finish(request: HttpRequest, key: int) -> None:
    building.finish(key, by=person(request), on=typed.day(request, "on"), seen=typed.seen(request))


ACTS: dict[str, Callable[[HttpRequest, int], None]] = {
    "finance": _finance,
    "pay": _pay,
    "plan": _plan,
    "stand": _stand,
    "tell": _tell,
    "begin": _begin,
    "finish": _finish,
    **FURTHER,
}


def _money(told: Mapping[str, Any]) -> Told:
    """Return the amount that was typed, or the one that was meant by it."""
    if told.get("instead"):
        return typed_money({"amount": told["instead"], "unit": "rial"})
    return typed_money(told)


def _sure(told: Mapping[str, Any]) -> bool:
    return told.get("sure") == "yes"


def _share(told: str) -> Decimal:
    """Return a share that was told in percent."""
    return typed_number(told.replace("%", "").replace("٪", "")) / _HUNDRED


def _word(name: str) -> str:
    return NAMES[f"invest.{name}"][current().language]


def _papers(project: Any, moment: Moment) -> dict[str, Any]:
    """Return contracts, risks and photos with their words, and what their forms choose from."""
    kept = told_of_one.papers_of(project, moment)
    return {
        "contracts": [(one, _word(f"contract_{one.kind}")) for one in kept["contracts"]],
        "risks": [(one, _word(one.likely), _word(one.harm)) for one in kept["risks"]],
        "photos": kept["photos"],
        "contract_choices": [(kind, _word(f"contract_{kind}")) for kind in CONTRACTS],
        "how_much": _choices(HOW_MUCH),
    }


def _act(act: str) -> str:
    return NAMES[act][current().language] if act in NAMES else act


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, _word(name)) for name in names]


def _percent(share: float | None) -> str:
    return "" if share is None else formats.percent(round(100 * share), current().language)


def _line(part: Sums) -> dict[str, Any]:
    return {"part": part, "built": _percent(part.built), "paid": _percent(part.financial)}


def _row(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "project": row.project,
        "name": named(row.project),
        "kind": _word(row.project.kind),
        "branch": _word(row.project.branch) if row.project.branch else "",
        "state": _word(row.state),
        "built": _percent(row.physical),
        "paid": _percent(row.financial),
        "width": f"{100 * row.physical:.1f}",
    }


def _curve(project: Any, moment: Moment, by: Any) -> dict[str, Any]:
    found = curve(Wanted(), moment, sight_of(by), synthetic=project.synthetic, project=project.pk)
    told = {"planned": _percent(found.planned_now), "built": _percent(found.built_now)}
    return {**told, "lines": _lines(found, told) if found.planned else None}


def _lines(found: Curve, told: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the three lines of an S-curve as paths, with what they say in words."""
    drawn = (found.planned, found.built, found.paid)
    span = span_of([day for points in drawn for day, _ in points] + [found.on])
    if span is None:
        return None
    words = _("S-curve: {built} built, {planned} planned by now").format(**told)
    return {
        "planned": line(found.planned, span, until=None),
        "built": line(found.built, span, steps=True, until=found.on),
        "paid": line(found.paid, span, steps=True, until=found.on),
        "today": f"{span.at(found.on):.2f}",
        "first": span.first,
        "last": span.last,
        "words": words,
    }


def _finding(row: Any, *, known: bool) -> str:
    language = current().language
    if not known:
        return _("{name} was not written down here by that day").format(
            name=formats.apart(named(row.project))
        )
    told = {
        "name": formats.apart(named(row.project)),
        "built": _percent(row.physical),
        "paid": _percent(row.financial),
        "days": formats.number(row.late, language),
    }
    if row.financial is None:
        said = _("{name}: {built} built, no money approved yet")
    elif row.late:
        said = ngettext(
            "{name}: {built} built, {paid} paid, {days} day behind the plan",
            "{name}: {built} built, {paid} paid, {days} days behind the plan",
            row.late,
        )
    else:
        said = _("{name}: {built} built, {paid} paid")
    return said.format(**told)


def _list_finding(whole: Sums, *, narrowed: bool) -> str:
    if not whole.projects and narrowed:
        return _("None of the projects is like that")
    if not whole.projects:
        return _("No project is written down here yet")
    language = current().language
    told = {
        "n": formats.number(whole.projects, language),
        "finished": formats.number(whole.finished, language),
        "late": formats.number(whole.late, language),
    }
    said = _("{finished} of {n} projects are finished")
    if whole.late:
        said = _("{finished} of {n} projects are finished, {late} are behind their plan")
    return said.format(**told)
