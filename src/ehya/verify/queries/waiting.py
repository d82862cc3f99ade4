"""Which restarts should somebody look at?"""

from datetime import date

from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.scopes import Sight
from ehya.revive.models import Move
from ehya.revive.queries.scope import cases_seen
from ehya.revive.queries.work import Part, Task, part_of
from ehya.verify.models import Check


def checks_due(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return the checks that nobody has answered; of cases that somebody ran, another answers."""
    if not roles.may(by, "verify.check"):
        return Part()
    seen = cases_seen(sight).filter(synthetic=synthetic).values("pk")
    run = Move.objects.filter(by=by, case__in=seen).values("case")
    rows = Check.objects.filter(found="", case__in=seen)
    rows = rows.exclude(case__in=run).exclude(case__officer=by)
    return part_of(rows.select_related("restart"), day, _task)


def _task(row: Check) -> Task:
    return Task("check", row.due, row.restart.unit_id, row.pk, row.case_id, what=row.stage, row=row)
