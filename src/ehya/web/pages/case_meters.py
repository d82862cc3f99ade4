"""What do the unit's meters say, month by month? A part of the case's page, asked for when seen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ehya.detect.queries.course import unit_course
from ehya.detect.queries.unit import look_of
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import units_at
from ehya.revive.queries.scope import case_seen
from ehya.web.clock import clock_on
from ehya.web.course_words import drawings
from ehya.web.returning import by_script
from ehya.web.review_words import machine

SEE = "detect.see_looks"
MOST = 2  # signals drawn here; the unit's own page draws them all
STOOD = ("idle", "gone")


@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the part; whoever opens the address by itself is led to the unit's own page."""
    roles.require(request.user, SEE)
    sight = sight_of(request.user)
    case = case_seen(number, sight)
    clock = clock_on("", request.GET.get("known_at", ""))
    if not by_script(request):
        return redirect("detection", case.unit.number)
    rows = units_at(clock.moment, sight).select_related("unit")
    unit = rows.filter(unit=case.unit_id).first()
    look = look_of(unit, clock.moment, sight) if unit is not None else None
    course = unit_course(look.sweep, case.unit_id) if look is not None else None
    context: dict[str, Any] = {
        "case": case,
        "clock": clock,
        "look": look,
        "finding": _finding(look),
        "drawings": drawings(course, look)[:MOST] if course is not None else [],
    }
    return render(request, "cases/_meters.html", context)


def _finding(look: Any) -> str:
    if look is None:
        return _("Nothing was read of it")
    since = {"month": machine(look).since}
    if look.state in STOOD:
        return _("Its meters say: it has stood %(month)s") % since
    if look.state == "semi_active":
        return _("Its meters say: it has worked below half %(month)s") % since
    return _("Its meters say: it has worked %(month)s") % since
