"""What was printed of an event, and does what it opened run? A part of the event's page."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ehya.invest.queries.printed import Printed, printed_of
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.publish.queries.open_figures import figures_of_day
from ehya.verify.queries.afterwards import running
from ehya.web import formats
from ehya.web.pages.project_checks import finding_of, share_of
from ehya.web.papers.inauguration import OPENED
from ehya.web.reader import current


def part(request: HttpRequest, row: Any) -> dict[str, object]:
    """Return what `inaugurations/_after.html` shows of an event."""
    shares = running(
        today(),
        timezone.now(),
        sight_of(request.user),
        synthetic=row.synthetic,
        inauguration=row.pk,
    )
    return {
        "shares": [share_of(share) for share in shares],
        "running_finding": finding_of(shares),
        "printed": _printed(row),
        **_counted(request, row),
    }


def _counted(request: HttpRequest, row: Any) -> dict[str, Any]:
    """Return the public figure of the event's day, or where it can be made."""
    if row.state != "closed":
        return {}
    found = figures_of_day(OPENED, row.on, synthetic=row.synthetic)
    day, kind = row.on.isoformat(), "1" if row.synthetic else "0"
    query = urlencode({"first": day, "last": day, "synthetic": kind})
    return {
        "day_figure": found[0] if found else None,
        "day_count": f"{reverse('figure-count', args=[OPENED])}?{query}",
        "may_count": roles.may(request.user, "publish.make_figure"),
    }


def _printed(row: Any) -> dict[str, Any] | None:
    found = printed_of(row)
    if found is None:
        return None
    language = current().language
    if found.times > 1:
        said = _("The printed total is {times} times its parts: a slipped zero")
        said = said.format(times=formats.number(found.times, language))
    elif found.agrees:
        said = _("The printed total is the sum of its parts")
    else:
        said = _("The printed total is not the sum of its parts")
    return {
        "found": found,
        "finding": said,
        "dollars": _dollars(found) if found.amount_usd else "",
        "wrong": not found.agrees or not found.agrees_usd,
    }


def _dollars(found: Printed) -> str:
    """Return what the printed dollars say of themselves."""
    if found.times_usd > 1:
        said = _("The printed dollars are {times} times their parts: a slipped zero")
        return said.format(times=formats.number(found.times_usd, current().language))
    if found.agrees_usd:
        return _("The printed dollars are the sum of their parts, but for rounding.")
    return _("The printed dollars are not the sum of their parts.")
