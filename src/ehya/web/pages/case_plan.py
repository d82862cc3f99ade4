"""What is done for a case, and what comes next? A part of the case's page."""

from typing import Any

from django.http import HttpRequest

from ehya.ledger import roles
from ehya.ledger.queries import today
from ehya.revive.table import CLOSED
from ehya.web.plan_words import finding_of, spent_of, usual_now, works_of


def part(request: HttpRequest, case: Any) -> dict[str, object]:
    """Return what `cases/_plan.html` shows of a case."""
    works = works_of(case)
    may = roles.may(request.user, "revive.plan_intervention") and case.state not in CLOSED
    return {
        "plan_case": case,
        "plan_finding": finding_of(works),
        "plan_spent": spent_of(works),
        "plan_works": works,
        "plan_usual": usual_now(case, works) if may else [],
        "may_plan": may,
        "may_move_money": any(
            roles.may(request.user, act) for act in ("revive.commit_money", "revive.pay_money")
        ),
        "plan_today": today(),
    }
