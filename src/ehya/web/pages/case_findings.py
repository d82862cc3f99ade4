"""What holds a unit up, and who has been there? A part of the case's page and of the unit's."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from ehya.diagnose.queries.findings import findings_of, past_of
from ehya.diagnose.queries.visits import drafts_of, visits_of
from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.register.queries.within import Moment
from ehya.web.messages.names_diagnose import PURPOSES
from ehya.web.obstacle_words import rows_of
from ehya.web.reader import current, person


def part(request: HttpRequest, case: Any) -> dict[str, object]:
    """Return what `cases/_findings.html` shows of a case."""
    return {**box(request, case.unit, None), "finding_case": case.pk}


def box(request: HttpRequest, unit: Any, moment: Moment | None) -> dict[str, object]:
    """Return what is told of a unit's obstacles and visits.

    Args:
        request: who asks.
        unit: it is in their sight.
        moment: on both clocks; None for here and now.
    """
    standing = rows_of(findings_of(unit.pk, moment))
    may_visit = roles.may(request.user, "diagnose.visit") and moment is None
    return {
        "finding_unit": unit.number,
        "finding_case": None,
        "findings": standing,
        "finding_costs": sum(row.cost_irr or 0 for row in standing),
        "unproven": sum(not row.papers for row in standing),
        "lifted": rows_of(past_of(unit.pk, today())) if moment is None else [],
        "visits_made": _visits(visits_of(unit.pk, most=20)) if moment is None else [],
        "visit_drafts": drafts_of(person(request), unit=unit.pk) if may_visit else [],
        "may_visit": may_visit,
        "may_find": roles.may(request.user, "diagnose.find") and moment is None,
    }


def _visits(made: Sequence[Any]) -> list[tuple[Any, str]]:
    return [(visit, PURPOSES[visit.purpose][current().language]) for visit in made]
