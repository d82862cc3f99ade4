"""Which events are there, how far is each ready, and what came of it?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

import qrcode
import qrcode.image.svg
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ehya.diagnose.evidence import PDF
from ehya.engine.calendar import parse_day
from ehya.engine.refusal import Refusal
from ehya.invest.actions import figures, inaugurations, inviting, programme
from ehya.invest.queries.inaugurations import (
    guests_of,
    guests_to_mail,
    inauguration_of,
    openings_of,
    projects_to_open,
    readiness,
)
from ehya.invest.queries.inaugurations import inaugurations as events
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.web import board_words, formats, tasks, typed
from ehya.web.invitations import invitation_of
from ehya.web.pages import inauguration_after
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.states import status_of, tried
from ehya.web.papers.inauguration import set_sheet
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, MANAGE = "invest.see_inaugurations", "invest.manage_inauguration"
CONFIRM, OPERATE = "invest.confirm_figures", "invest.operate_board"
THROUGH = ("ledger.not_allowed", "invest.no_such_inauguration")
ASKED_ABOUT = ("invest.jobs_differ", "revive.amount_doubtful")  # "I mean it" is enough
MOST_OFFERED = 60  # projects in the list of a form
SHOWN = 60  # events on the list
DONE = {
    "change": gettext_lazy("Changed."),
    "cancel": gettext_lazy("Called off."),
    "confirm": gettext_lazy("The figures are confirmed."),
    "link-tested": gettext_lazy("The link’s test is written down."),
    "mail": gettext_lazy("The mails are being sent."),
}


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the events: the next one first, those that were held beneath."""
    roles.require(request.user, SEE)
    return _index(request, None)


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plan an event."""
    roles.require(request.user, MANAGE)
    made: list[int] = []

    def work() -> None:
        made.append(inaugurations.plan_inauguration(_occasion(request), by=person(request)))

    no = tried(work, THROUGH)
    if no is not None:
        return _index(request, no)
    messages.success(request, _("The event is planned. Add its sites, then its projects."))
    return redirect("inauguration", made[0])


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show an event: what is ready, what is missing, the programme and the guests."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_POST
def act(request: HttpRequest, key: int, act: str) -> HttpResponse:
    """Do what one of the event's forms asks."""
    roles.require(request.user, SEE)
    inauguration_of(key)
    work = ACTS.get(act)
    if work is None:
        raise Refusal("invest.no_such_act")
    no = tried(lambda: work(request, key), THROUGH)
    if no is not None:
        return _shown(request, key, no, _form(request, act))
    messages.success(request, str(DONE.get(act, _("Written down."))))
    return redirect(reverse("inauguration", args=[key]) + f"#{request.POST.get('back', '')}"[:40])


@require_GET
def invitation(request: HttpRequest, key: int) -> HttpResponse:
    """Give the event as an iCalendar file: for all, for a site, or for a guest."""
    roles.require(request.user, SEE)
    row = inauguration_of(key)
    guest, place = (
        next(iter(typed.keys([request.GET.get(name, "")])), None) for name in ("guest", "site")
    )
    content = invitation_of(row, _at(request), guest=guest, place=place)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="inauguration-{key}.ics"'
    return answer


@require_GET
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """Give the event's sheet as PDF, in Persian or English."""
    roles.require(request.user, SEE)
    row = inauguration_of(key)
    if row.state != "closed":
        raise Refusal("invest.no_sheet_yet")
    asked = request.GET.get("language", current().language)
    root = request.build_absolute_uri("/").rstrip("/")
    content = set_sheet(row, "en" if asked == "en" else "fa", root)
    given = {"Content-Disposition": f'inline; filename="inauguration-{key}.pdf"'}
    return HttpResponse(content, content_type=PDF, headers=given)


@require_GET
def link(request: HttpRequest, key: int) -> HttpResponse:
    """Give the board's link as a QR code."""
    roles.require(request.user, MANAGE)
    row = inauguration_of(key)
    if not row.board_key:
        raise Refusal("invest.no_such_board")
    drawn = qrcode.make(_link(request, row), image_factory=qrcode.image.svg.SvgPathFillImage)
    out = BytesIO()
    drawn.save(out)
    answer = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _at(request: HttpRequest) -> str:
    """Return where the pages are, without a slash at the end."""
    return request.build_absolute_uri("/")[:-1]


def _link(request: HttpRequest, row: Any) -> str:
    return request.build_absolute_uri(reverse("keyed-board", args=[row.board_key]))


def _index(request: HttpRequest, no: Refusal | None) -> HttpResponse:
    first, last = _day(request, "first"), _day(request, "last")
    real, made_up = (events(synthetic=kind).exists() for kind in (False, True))
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    chosen = events(synthetic=synthetic)
    chosen = chosen.filter(on__gte=first) if first else chosen
    chosen = chosen.filter(on__lte=last) if last else chosen
    rows = list(chosen[:SHOWN])
    ahead = sorted((row for row in rows if _is_ahead(row)), key=lambda row: (row.on, row.pk))
    context = {
        "ahead": [(row, (row.on - today()).days) for row in ahead],
        "held": [row for row in rows if row not in ahead],
        "finding": _list_finding(ahead, rows),
        "state_names": board_words.STATE_NAMES,
        "first": first,
        "last": last,
        "synthetic": synthetic,
        "mixed": real and made_up,
        "may_manage": roles.may(request.user, MANAGE),
        "today": today(),
        **refusal_of(request, no, "plan"),
    }
    status = status_of(no) if no else 200
    return render(request, "inaugurations/index.html", context, status=status)


def _day(request: HttpRequest, name: str) -> date | None:
    told = request.GET.get(name, "").strip()
    return parse_day(told) if told else None


def _is_ahead(row: Any) -> bool:
    return row.state in ("live", "rehearsing") or (row.state == "planned" and row.on >= today())


def _list_finding(ahead: list[Any], rows: list[Any]) -> str:
    language = current().language
    if any(row.state == "live" for row in ahead):
        return _("An event is live now")
    if not ahead:
        return _("No event is planned") if rows else _("No event is written down here yet")
    days = (ahead[0].on - today()).days
    if not days:
        return _("The next event is today: {name}").format(name=formats.apart(named(ahead[0])))
    told = formats.counted(days, "days", language)
    return _("The next event is in {days}: {name}").format(
        days=told, name=formats.apart(named(ahead[0]))
    )


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    row = inauguration_of(key)
    ready, openings = readiness(row), openings_of(row)
    may = {
        "manage": roles.may(request.user, MANAGE),
        "confirm": roles.may(request.user, CONFIRM),
        "operate": roles.may(request.user, OPERATE),
    }
    planned = row.state == "planned"
    text = request.GET.get("project", "")
    offered = projects_to_open(row, text)[:MOST_OFFERED] if planned and may["manage"] else ()
    shown = board_words.context(row)
    context = {
        **shown,
        "ready": ready,
        "missing": sum(line.missing for line in ready),
        "openings": openings,
        "parts": _parts(shown["board"], closed=row.state == "closed"),
        "total": _shown_sum(shown["board"].amount_irr, closed=row.state == "closed"),
        "guests": guests_of(row),
        "to_mail": len(guests_to_mail(row)) if may["manage"] else 0,
        "offered": offered,
        "text": text,
        "may": may,
        "planned": planned,
        "changeable": planned and may["manage"],
        "confirmable": row.state in ("planned", "rehearsing") and may["confirm"],
        "provinces_there": choices.provinces(sight_of(request.user)),
        "state_name": board_words.STATE_NAMES[row.state],
        "finding": _finding(row, shown, sum(line.missing for line in ready)),
        "days": (row.on - today()).days,
        "link": _link(request, row) if row.board_key and may["manage"] else "",
        "asked": no is not None and no.code in ASKED_ABOUT,
        **refusal_of(request, no, form),
        **inauguration_after.part(request, row),
    }
    status = status_of(no) if no else 200
    return render(request, "inaugurations/one.html", context, status=status)


def _parts(board: Any, *, closed: bool) -> list[tuple[object, Any, int]]:
    return [
        (board_words.kind_name(kind), told, _shown_sum(board.money[kind], closed=closed))
        for kind, told in board.kinds.items()
        if told.whole
    ]


def _shown_sum(told: Any, *, closed: bool) -> int:
    """Return rials: of the whole programme before the event, of what was opened after it."""
    return int(told.opened if closed else told.whole)


def _finding(row: Any, shown: dict[str, Any], missing: int) -> str:
    """Return what an event's page says first."""
    numbers = {
        "name": formats.apart(named(row)),
        "opened": shown["board"].projects.opened,
        "whole": shown["board"].projects.whole,
        "missing": missing,
    }
    told = board_words.named_facts(numbers)
    if row.state == "cancelled":
        return _("{name} was called off").format(**told)
    if row.state == "closed":
        return _("{name}: {opened} of {whole} projects were opened").format(**told)
    if row.state == "live":
        return _("{name} is live: {opened} of {whole} projects opened").format(**told)
    if row.state == "rehearsing":
        return _("{name} is being rehearsed").format(**told)
    if not numbers["whole"]:
        return _("{name} has no project in its programme yet").format(**told)
    if missing:
        return _("{name}: {missing} points are still open").format(**told)
    return _("{name} is ready: {whole} projects").format(**told)


def _occasion(request: HttpRequest) -> inaugurations.Occasion:
    told = request.POST
    return inaugurations.Occasion(
        told.get("name_fa", ""),
        typed.day_told(request, "on"),
        typed.hour(request, "begins_at"),
        told.get("name_en", ""),
        told.get("occasion_fa", ""),
        told.get("occasion_en", ""),
        synthetic=told.get("synthetic") == "1",
        source=told.get("source", ""),
        address=told.get("address", ""),
    )


def _site(request: HttpRequest) -> programme.SiteTold:
    told = request.POST
    names = ("name_fa", "province", "mode", "room", "speaker", "name_en")
    return programme.SiteTold(*(told.get(name, "") for name in names))


def _figures(request: HttpRequest) -> figures.Figures:
    told = request.POST
    return figures.Figures(
        typed.whole(request, "jobs") or 0,
        typed.rials(told.get("amount_irr", "")) or 0,
        typed.whole(request, "amount_usd"),
        _rate(told.get("rate", "")),
        typed.day(request, "rate_on"),
        told.get("rate_basis", ""),
        told.get("rate_source", ""),
    )


def _rate(told: str) -> Decimal | None:
    words = told.replace(",", "").replace("٬", "").replace(" ", "").replace("٫", ".")
    if not words:
        return None
    try:
        rate = Decimal(words)
    except InvalidOperation:
        raise Refusal("invest.rate_unnamed") from None
    if not rate.is_finite():
        raise Refusal("invest.rate_unnamed")
    return rate


def _key(request: HttpRequest, name: str) -> int:
    return next(iter(typed.keys([request.POST.get(name, "")])), 0)


def _places(request: HttpRequest) -> list[int]:
    """Return the programme's parts in the order of the numbers typed beside them."""
    places = {
        int(name.removeprefix("place-")): typed.whole(request, name) or 0
        for name in request.POST
        if name.startswith("place-") and typed.keys([name.removeprefix("place-")])
    }
    return sorted(places, key=lambda part: (places[part], part))


def _form(request: HttpRequest, act: str) -> str:
    """Name the form, so that the page opens the one that was refused."""
    named = ("opening", "site_key", "guest")
    which = next((request.POST[name] for name in named if request.POST.get(name)), "")
    return f"{act}-{which}" if which else act


type Act = Callable[[HttpRequest, int], object]


def _seen(request: HttpRequest) -> dict[str, Any]:
    return {"by": person(request), "seen": typed.seen(request)}


def _confirm(request: HttpRequest, key: int) -> None:
    figures.confirm_figures(
        key,
        _key(request, "opening"),
        _figures(request),
        by=person(request),
        means_it=request.POST.get("means_it") == "1",
    )


def _put_in(request: HttpRequest, key: int) -> None:
    site = _key(request, "site") or None
    programme.put_in(key, _key(request, "project"), site=site, **_seen(request))


def _invited(request: HttpRequest) -> inviting.Invited:
    told = request.POST
    site = _key(request, "site") or None
    return inviting.Invited(told.get("name", ""), told.get("post", ""), told.get("email", ""), site)


def _answer(request: HttpRequest, key: int) -> None:
    comes = {"yes": True, "no": False}.get(request.POST.get("comes", ""))
    inviting.answer(key, _key(request, "guest"), comes, by=person(request))


ACTS: dict[str, Act] = {
    "change": lambda r, k: inaugurations.change_inauguration(k, _occasion(r), **_seen(r)),
    "source": lambda r, k: inaugurations.tell_source(
        k, r.POST.get("source", ""), r.POST.get("address", ""), **_seen(r)
    ),
    "cancel": lambda r, k: inaugurations.cancel_inauguration(
        k, reason=r.POST.get("reason", ""), **_seen(r)
    ),
    "add-site": lambda r, k: programme.add_site(k, _site(r), **_seen(r)),
    "change-site": lambda r, k: programme.change_site(k, _key(r, "site_key"), _site(r), **_seen(r)),
    "drop-site": lambda r, k: programme.drop_site(k, _key(r, "site_key"), **_seen(r)),
    "link-tested": lambda r, k: programme.test_link(k, _key(r, "site_key"), by=person(r)),
    "put-in": _put_in,
    "take-out": lambda r, k: programme.take_out(k, _key(r, "opening"), **_seen(r)),
    "order": lambda r, k: programme.order_programme(k, _places(r), **_seen(r)),
    "order-sites": lambda r, k: programme.order_sites(k, _places(r), **_seen(r)),
    "confirm": _confirm,
    "invite": lambda r, k: inviting.invite(k, _invited(r), by=person(r)),
    "correct-guest": lambda r, k: inviting.correct_guest(
        k, _key(r, "guest"), _invited(r), by=person(r)
    ),
    "mail": lambda r, k: tasks.mail_invitations_of(k, _at(r), by=person(r)),
    "answer": _answer,
    "uninvite": lambda r, k: inviting.uninvite(k, _key(r, "guest"), by=person(r)),
    "give-link": lambda r, k: inaugurations.give_board_link(k, by=person(r)),
    "take-link": lambda r, k: inaugurations.take_board_link_back(k, by=person(r)),
}
