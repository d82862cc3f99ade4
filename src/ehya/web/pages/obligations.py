"""What do outside bodies still owe, what did they say, and what is written to them?"""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.register.queries import choices
from ehya.revive.actions import following
from ehya.revive.actions.reminding import remind
from ehya.revive.queries.called import units_called
from ehya.revive.queries.committees import bodies_seen
from ehya.revive.queries.obligations import (
    Page,
    Wanted,
    kinds_there,
    letter_kept,
    obligation_seen,
    page,
    reminders,
    steps_of,
)
from ehya.web import formats, typed
from ehya.web.committee_words import body_kinds, due_of, money, obligation_states, word
from ehya.web.pages.committees import refusal_of
from ehya.web.pages.meetings import kept_pdf, pdf
from ehya.web.pages.states import status_of, tried
from ehya.web.papers.letter import Reminder, set_letter
from ehya.web.reader import current, person
from ehya.web.unit_words import name as named

SEE, FOLLOW = "revive.see_cases", "revive.follow_obligation"
ASKED = ("state", "kind", "province", "body", "late")
THROUGH = ("ledger.not_allowed", "revive.no_such_obligation", "revive.no_such_letter")
SAYINGS = ("accepted", "objected", "discharged", "put_off", "void")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what is owed, the longest late first."""
    roles.require(request.user, SEE)
    sight, asked = sight_of(request.user), {n: request.GET[n] for n in ASKED if request.GET.get(n)}
    real, made_up = kinds_there(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    after = request.GET.get("after", "")
    found = page(_wanted(asked), sight, synthetic=synthetic, today=today(), after=after)
    names = units_called(row.case.unit_id for row in found.rows)
    kept = {**asked, **({"synthetic": "1"} if real and synthetic else {})}
    context = {
        "rows": [_row(row, names) for row in found.rows],
        "found": found,
        "finding": _finding(found),
        "first": not after,
        "next": "?" + urlencode({**kept, "after": found.after}) if found.after else "",
        "top": "?" + urlencode(kept) if kept else "",
        "asked": asked,
        "states": obligation_states(),
        "kinds": body_kinds(),
        "provinces": choices.provinces(sight),
        "bodies": [
            (str(body.pk), named(body))
            for body in bodies_seen(sight).filter(synthetic=synthetic).order_by("name_fa")
        ],
        "synthetic": synthetic,
        "mixed": real and made_up,
        "other": "?" + urlencode({**asked, "synthetic": "0" if synthetic else "1"}),
    }
    return render(request, "obligations/index.html", context)


@require_GET
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show an obligation with everything that happened to it."""
    roles.require(request.user, SEE)
    return _shown(request, key, None)


@require_POST
def step(request: HttpRequest, key: int) -> HttpResponse:
    """Write down what a body said or did."""
    told = request.POST

    def act() -> None:
        following.answer(
            following.Answer(
                obligation=key,
                said=told.get("said", ""),
                on=typed.day_told(request, "on"),
                by=person(request),
                words=told.get("words", ""),
                letter=told.get("letter", ""),
                due=typed.day(request, "due"),
            ),
            proof=typed.file(request, "proof"),
            seen=typed.seen(request),
        )

    return _done(request, key, act, _("Written down."), f"say-{told.get('said', '')}")


@require_POST
def remind_body(request: HttpRequest, key: int) -> HttpResponse:
    """Issue a letter of reminder: from then on it stands among the steps."""

    def act() -> None:
        by = person(request)
        remind(
            key,
            letter=request.POST.get("letter", ""),
            by=by,
            set_letter=lambda owed, on, number: set_letter(_reminder(owed, on, number, by)),
            seen=typed.seen(request),
        )

    said = _("The letter is issued. Print it, sign it and send it.")
    return _done(request, key, act, said, "remind")


@require_GET
def letter(request: HttpRequest, key: int) -> HttpResponse:
    """Show the letter of reminder as it would be issued today; nothing is written."""
    roles.require(request.user, SEE)
    owed = obligation_seen(key, sight_of(request.user))
    following.refuse_no_reminder(owed, today())
    told = _reminder(owed, today(), "", person(request))
    return pdf(set_letter(told), f"reminder-{key}-draft.pdf")


@require_GET
def letter_issued(request: HttpRequest, key: int, step: int) -> FileResponse:
    """Give a letter that was issued, byte by byte as it was."""
    roles.require(request.user, SEE)
    owed = obligation_seen(key, sight_of(request.user))
    return kept_pdf(letter_kept(owed, step), f"reminder-{key}-{step}.pdf")


def _reminder(owed: Any, on: date, number: str, by: Any) -> Reminder:
    """Return the letter that somebody signs, as the secretary or on the secretary's behalf."""
    keeps = roles.role_of(by) == roles.SECRETARY
    return Reminder(owed, on, number, by.get_full_name() or by.username, secretary=keeps)


def _wanted(asked: dict[str, str]) -> Wanted:
    return Wanted(
        state=asked.get("state", "")[:10],
        body=next(iter(typed.keys([asked.get("body", "")])), None),
        kind=asked.get("kind", "")[:12],
        province=asked.get("province", "")[:10],
        late=asked.get("late") == "1",
    )


def _row(row: Any, names: Any) -> dict[str, Any]:
    unit = names.get(row.case.unit_id)
    return {
        "owed": row,
        "unit": named(unit) if unit else row.case.unit.number,
        "due": due_of(row, today()),
        "money": money(row.amount_irr),
        "state": word(f"obligation.{row.state}"),
    }


def _finding(found: Page) -> str:
    language = current().language
    n, late = formats.number(found.waiting, language), formats.number(found.late, language)
    if not found.waiting:
        return _("Nothing like that is owed")
    if not found.late:
        said = ngettext(
            "{n} obligation waits, and none is late", "{n} obligations wait, and none is late",
            found.waiting,
        )  # fmt: skip
        return said.format(n=n)
    said = ngettext(
        "{late} of {n} obligation is late", "{late} of {n} obligations are late", found.waiting
    )
    return said.format(n=n, late=late)


def _done(
    request: HttpRequest, key: int, act: Callable[[], object], said: str, form: str
) -> HttpResponse:
    roles.require(request.user, FOLLOW)
    no = tried(act, THROUGH)
    if no is not None:
        return _shown(request, key, no, form)
    messages.success(request, said)
    return redirect("obligation", key)


def _shown(request: HttpRequest, key: int, no: Refusal | None, form: str = "") -> HttpResponse:
    owed = obligation_seen(key, sight_of(request.user))
    steps = steps_of(owed)
    may = roles.may(request.user, FOLLOW)
    names = units_called([owed.case.unit_id])
    due = due_of(owed, today())
    told = reminders(steps)
    context = {
        "owed": owed,
        "unit": _row(owed, names)["unit"],
        "due": due,
        "money": money(owed.amount_irr),
        "state": word(f"obligation.{owed.state}"),
        "steps": [(one, word(f"obligation.{one.said}")) for one in reversed(steps)],
        "reminded": told,
        "last": told[-1] if told else None,
        "letter_no": _letter_no(owed) if due.late else None,
        "sayings": [
            (said, word(f"obligation.{said}"))
            for said in SAYINGS
            if owed.state in following.FROM[said]
        ],
        "may_follow": may,
        "today": today(),
        **refusal_of(request, no, form),
    }
    return render(request, "obligations/one.html", context, status=status_of(no) if no else 200)


def _letter_no(owed: Any) -> Refusal | None:
    """Return why no letter can be issued today, or None."""
    try:
        following.refuse_soon_again(owed.pk, today())
    except Refusal as no:
        return no
    return None
