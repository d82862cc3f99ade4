"""Was it seen that the unit runs? A part of the case's page."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.verify.queries.checks import Check, can_be_answered, of_case
from ehya.web import formats
from ehya.web.check_words import stage_words
from ehya.web.reader import current


def part(request: HttpRequest, case: Any) -> dict[str, object]:
    """Return what `cases/_checks.html` shows of a case."""
    day = today()
    rows = [row_of(check, day) for check in of_case(case)]
    return {
        "checks": [row for row in rows if row["open"] or row["check"].found],
        "checks_finding": _finding(rows),
        "may_check": roles.may(request.user, "verify.check"),
    }


def row_of(check: Check, day: date) -> dict[str, Any]:
    """Return a check with its words."""
    return {
        "check": check,
        "stage": stage_words(check.stage),
        "found": found_words(check),
        "open": can_be_answered(check),
        "late": not check.found and check.due < day,
        "insured": _share(check.facts.get("insured")),
    }


def found_words(check: Check) -> str:
    """Return what a check found, in words; "" while nobody knows."""
    words = {"running": _("it runs"), "standing": _("it stands"), "unseen": _("not to be told")}
    return words.get(check.found, "")


def _share(told: Any) -> str:
    if told is None:
        return ""
    return formats.percent(round(100 * float(told)), current().language)


def _finding(rows: list[dict[str, Any]]) -> str:
    answered = [row for row in rows if row["check"].found]
    if answered and answered[-1]["check"].found == "standing":
        return _("At its last check it stood")
    if any(row["open"] and row["late"] for row in rows):
        return _("A check is past its day")
    if answered:
        return _("At its last check it ran")
    if any(row["open"] for row in rows):
        return _("Nobody has checked yet whether it runs")
    return _("Nothing to check: it was not told to run")
