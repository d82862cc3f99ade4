"""What has this person to do today, and what came of an appointment?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ehya.engine.refusal import Refusal
from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.register.queries.within import here_and_now
from ehya.revive.actions.appointing import appoint, settle
from ehya.revive.queries.cases import kinds_there
from ehya.revive.queries.scope import case_seen
from ehya.web import typed
from ehya.web.messages import sentence
from ehya.web.pages.calendar_feed import feed_address
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person
from ehya.web.work_words import day_of, finding, week_of

SEE, APPOINT = "revive.see_cases", "revive.appoint"
THROUGH = ("ledger.not_allowed", "revive.no_such_case", "revive.no_such_appointment")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show somebody's own work: late, today, this week."""
    roles.require(request.user, SEE)
    sight, moment = sight_of(request.user), here_and_now()
    real, made_up = kinds_there(sight)
    synthetic = made_up and (not real or request.GET.get("synthetic") == "1")
    day, mixed = day_of(person(request), sight, moment, synthetic=synthetic), real and made_up
    cards = [*day.late, *day.today, *day.week]
    context = {
        "day": day,
        "finding": finding(day),
        "groups": [
            (_("Late"), "late", day.late, day.counts["late"]),
            (_("Today"), "today", day.today, day.counts["today"]),
            (_("This week"), "week", day.week, day.counts["week"]),
            (_("Nobody has these yet"), "nobodys", day.nobodys, day.counts["nobodys"]),
            (_("Late with others, and told to you"), "climbed", day.climbed, day.counts["climbed"]),
        ],
        "nothing": not (cards or day.climbed or day.nobodys),
        "week": week_of(moment.as_of, cards),
        "today": moment.as_of,
        "synthetic": synthetic,
        "mixed": mixed,
        "feed": request.build_absolute_uri(feed_address(person(request))),
        "takes": person(request).role == roles.OFFICER,
        "nobodys": "&".join(["officer=nobody", *["synthetic=1"] * (synthetic and mixed)]),
        "may_appoint": roles.may(request.user, APPOINT),
        "may_judge": roles.may(request.user, "detect.judge"),
        "may_visit": roles.may(request.user, "diagnose.visit"),
    }
    return render(request, "work/index.html", context)


@require_POST
def set_appointment(request: HttpRequest, number: int) -> HttpResponse:
    """Set an appointment of one's own for a case."""
    roles.require(request.user, APPOINT)
    case = case_seen(number, sight_of(request.user))
    try:
        appoint(
            number,
            by=person(request),
            on=typed.day_told(request, "on"),
            at=typed.hour(request, "at"),
            words=request.POST.get("words", ""),
        )
    except Refusal as no:
        if no.code in THROUGH:
            raise
        context = {
            "case": case,
            "typed": request.POST,
            "refusal": no,
            "sentence": sentence(no, current().language),
        }
        return render(request, "work/appoint.html", context, status=status_of(no))
    messages.success(request, _("Written down. It stands in “My work” and in your calendar."))
    return redirect("case", number)


@require_POST
def settle_appointment(request: HttpRequest, key: int) -> HttpResponse:
    """Say that an appointment was kept, or drop it."""
    roles.require(request.user, APPOINT)
    state = "kept" if request.POST.get("state") == "kept" else "dropped"
    row = settle(key, state, by=person(request))
    if state == "kept":
        messages.success(request, _("Kept. Write the visit down while you remember it."))
    else:
        messages.success(request, _("Dropped."))
    return redirect("case", row.case_id) if "case" in request.POST else redirect("work")
