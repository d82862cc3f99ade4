"""What was decided of a case, and what do others owe it? A part of the case's page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.revive.queries.committees import decisions_of, planned_meetings, waiting_item
from ehya.revive.queries.obligations import of_case, reminders
from ehya.web import formats
from ehya.web.committee_words import due_of, money, word
from ehya.web.reader import current
from ehya.web.unit_words import name as named


def part(request: HttpRequest, case: Any) -> dict[str, object]:
    """Return what `cases/_committee.html` shows of a case."""
    owed = [_owed(one) for one in of_case(case)]
    decisions = list(decisions_of(case))
    waiting = waiting_item(case)
    may_bring = case.state == "proposed" and roles.may(request.user, "revive.bring")
    return {
        "committee_case": case,
        "committee_finding": _finding(case, owed, decisions, waiting),
        "committee_waiting": waiting,
        "decisions": [(one, word(f"revive.said.{one.said}")) for one in decisions],
        "owed": owed,
        "committee_meetings": planned_meetings(case) if may_bring else [],
        "may_bring": may_bring,
        "may_follow": roles.may(request.user, "revive.follow_obligation"),
    }


def _owed(one: Any) -> dict[str, Any]:
    due, told = due_of(one, today()), reminders(one.steps.all())
    return {
        "row": one,
        "body": named(one.body),
        "due": due,
        "money": money(one.amount_irr),
        "state": word(f"obligation.{one.state}"),
        "open": one.ended_on is None,
        "reminded": len(told),
        "last": told[-1] if told else None,
    }


def _finding(case: Any, owed: list[dict[str, Any]], decisions: list[Any], waiting: Any) -> str:
    """Return what the part's heading says: whoever holds the case up, first."""
    late = [one for one in owed if one["due"].late]
    language = current().language
    if len(late) == 1:
        return _("{body} is late").format(body=late[0]["body"])
    if late:
        return _("{n} bodies are late").format(n=formats.number(len(late), language))
    if waiting is not None:
        day = formats.day(
            waiting.meeting.on, language, "solar" if language == "fa" else "gregorian"
        )
        return _("Before the committee on {day}").format(day=day)
    open_ones = sum(one["open"] for one in owed)
    if open_ones:
        said = ngettext("{n} obligation is in hand", "{n} obligations are in hand", open_ones)
        return said.format(n=formats.number(open_ones, language))
    if owed:
        return _("Everything promised is carried out")
    if decisions:
        return _("Decided; nobody else is bound")
    return _("No committee has spoken of it yet")
