"""Does what was opened run, three, six and twelve months after the ribbon?"""

import csv
from io import StringIO
from itertools import product
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ehya.engine.refusal import Refusal
from ehya.engine.verify.bounds import METHOD
from ehya.ledger import roles
from ehya.ledger.queries import sight_of, today
from ehya.ledger.scopes import ALL
from ehya.verify.actions.afterwards import SeenThere, check_project
from ehya.verify.queries.afterwards import (
    ProjectCheck,
    Running,
    project_check_seen,
    projects_waiting,
    ran_it,
    running,
)
from ehya.web import formats, typed
from ehya.web.messages import sentence
from ehya.web.messages.names_projects import KINDS
from ehya.web.pages.states import status_of
from ehya.web.reader import current, person

SEE, CHECK = "verify.see_checks", "verify.check_project"
COLUMNS = (
    *(
        "where",
        "kind",
        "months",
        "synthetic",
        "opened",
        "running",
        "standing",
        "unseen",
        "low",
        "high",
    ),
    *("method", "as_of", "known_at"),
)
THROUGH = ("ledger.not_allowed", "verify.no_such_project_check")


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Tell everybody which share of the opened projects runs, and the staff whom to visit."""
    synthetic = request.GET.get("synthetic") == "1"
    sight = sight_of(request.user)
    shares = running(today(), timezone.now(), sight, synthetic=synthetic)
    every = shares if sight.nation else running(today(), timezone.now(), ALL, synthetic=synthetic)
    waiting = list(projects_waiting(sight, synthetic=synthetic, today=today()))
    context = {
        "shares": [share_of(row) for row in shares],
        "finding": finding_of(shares),
        "every": [] if sight.nation else [share_of(row) for row in every],
        "finding_of_every": finding_of(every),
        "rows": [_row(check) for check in waiting],
        "late": sum(check.due < today() for check in waiting),
        "synthetic": synthetic,
        "day": today(),
        "may_see": roles.may(request.user, SEE),
    }
    return render(request, "checks/projects.html", context)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, key: int) -> HttpResponse:
    """Show one check of a project; answer it by what was seen there."""
    roles.require(request.user, SEE)
    if request.method == "GET":
        return _shown(request, key, None)
    roles.require(request.user, CHECK)
    try:
        found = check_project(key, _told(request), by=person(request))
    except Refusal as no:
        if no.code in THROUGH:
            raise
        return _shown(request, key, no)
    runs = found == "running"
    messages.success(
        request, _("Written down: it runs.") if runs else _("Written down: it stands.")
    )
    return redirect("project-checks")


@login_not_required
@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the shares as a file: a line a kind and time, real and made-up ones apart.

    The whole country's are published; where the reader sees a part of it, that comes first.
    """
    sight = sight_of(request.user)
    own = [("own", sight)] if sight and not sight.nation else []
    parts = [*own, ("country", ALL)]
    day, known = today(), timezone.now()
    out = StringIO(newline="")
    write = csv.writer(out)
    write.writerow(COLUMNS)
    for (where, seen), synthetic in product(parts, (False, True)):
        for row in running(day, known, seen, synthetic=synthetic):
            low, high = row.bounds
            counts = [row.opened, row.running, row.standing, row.unseen]
            stands = [where, row.kind, row.months, str(synthetic).lower()]
            born = [METHOD, day.isoformat(), known.isoformat(timespec="seconds")]
            write.writerow([*stands, *counts, round(low, 4), round(high, 4), *born])
    given = {"Content-Disposition": 'attachment; filename="ehya-opened-and-running.csv"'}
    kind = "text/csv; charset=utf-8"
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type=kind, headers=given)


def share_of(row: Running) -> dict[str, Any]:
    """Return a line of the shares with its words."""
    language = current().language
    low, high = row.bounds
    return {
        "row": row,
        "kind": KINDS[f"invest.{row.kind}"][language],
        "low": formats.percent(round(100 * low), language),
        "high": formats.percent(round(100 * high), language),
        "exact": not row.unseen,
        "x": f"{100 * low:.1f}",
        "width": f"{100 * (high - low):.1f}",
    }


def finding_of(shares: list[Running]) -> str:
    """Return what the newest time that was reached says of all kinds; "" where none was."""
    if not shares:
        return ""
    language, months = current().language, max(row.months for row in shares)
    rows = [row for row in shares if row.months == months]
    opened, runs = sum(row.opened for row in rows), sum(row.running for row in rows)
    unseen = sum(row.unseen for row in rows)
    told = {
        "opened": formats.number(opened, language),
        "runs": formats.number(runs, language),
        "months": formats.number(months, language),
        "unseen": formats.number(unseen, language),
    }
    if unseen == opened:
        said = _("{opened} projects were opened, and {months} months after nobody knows of any")
        return said.format(**told)
    said = _("{months} months after, {runs} of {opened} opened projects are known to run")
    if unseen:
        said = _(
            "{months} months after, {runs} of {opened} opened projects are known to run;"
            " of {unseen} nobody knows"
        )
    return said.format(**told)


def _told(request: HttpRequest) -> SeenThere:
    return SeenThere(
        running=request.POST.get("running") == "yes",
        on=typed.day(request, "on") or today(),
        words=request.POST.get("words", ""),
        photo=typed.file(request, "photo"),
    )


def _row(check: ProjectCheck) -> dict[str, Any]:
    project, language = check.opening.project, current().language
    name = project.name_fa if language == "fa" else project.name_en or project.name_fa
    asked = ngettext("{n} month after", "{n} months after", check.months)
    return {
        "check": check,
        "project": project,
        "name": name,
        "kind": KINDS[f"invest.{project.kind}"][language],
        "asked": asked.format(n=formats.number(check.months, language)),
        "late": not check.found and check.due < today(),
    }


def _shown(request: HttpRequest, key: int, no: Refusal | None) -> HttpResponse:
    check = project_check_seen(key, sight_of(request.user))
    by = person(request)
    context = {
        **_row(check),
        "typed": request.POST.dict(),
        "may_check": roles.may(by, CHECK) and not check.found,
        "ran_it": by.pk in ran_it(check.opening.project),
        "refusal": no,
        "sentence": sentence(no, current().language) if no else "",
    }
    return render(request, "checks/project.html", context, status=status_of(no) if no else 200)
