"""On which cases does a line of an effect table rest?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from ehya.ledger import roles
from ehya.ledger.queries import sight_of
from ehya.revive.queries.called import units_called
from ehya.revive.queries.scope import cases_seen
from ehya.verify.queries.effects import behind
from ehya.web.effect_words import cause_words, intervention_words
from ehya.web.messages.names_diagnose import INTERVENTIONS
from ehya.web.messages.names_units import CHOICES
from ehya.web.pages.effects import SEE, asked_table, kept
from ehya.web.reader import current
from ehya.web.unit_words import name as named

MOST = 200  # on one page, the newest


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases that one line of a table rests on, as far as the reader sees them."""
    roles.require(request.user, SEE)
    shown = asked_table(request)
    intervention = request.GET.get("intervention", "")
    if shown.table is None or intervention not in INTERVENTIONS:
        return redirect("effects")
    rows = behind(shown.table, (intervention, shown.asked.cause, shown.asked.size))
    wanted = [row.case for row in rows]
    seen = cases_seen(sight_of(request.user)).select_related("unit", "province").in_bulk(wanted)
    mine = [(row, seen[row.case]) for row in rows if row.case in seen]
    size = shown.asked.size
    context = {
        "shown": shown,
        "words": intervention_words(intervention),
        "cause": cause_words(shown.asked.cause),
        "size": CHOICES[f"size.{size}"][current().language] if size else "",
        "lines": _lines(mine[:MOST]),
        "count": len(rows),
        "back": sum(row.told.back for row in rows),
        "mine": len(mine),
        "most": MOST,
        "same": kept(shown),
    }
    return render(request, "effects/cases.html", context)


def _lines(rows: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    names = units_called([case.unit_id for _row, case in rows])
    return [
        {
            "episode": row,
            "case": case,
            "unit": named(names[case.unit_id]) if case.unit_id in names else case.unit.number,
            "cause": cause_words(row.told.cause),
        }
        for row, case in rows
    ]
