"""Which restarts should somebody look at?"""

from datetime import date

from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.scopes import Sight
from ehya.revive.queries.runners import runners_of
from ehya.revive.queries.scope import cases_seen
from ehya.revive.queries.work import Part, Task, part_of
from ehya.verify.models import Check


def checks_due(by: User, sight: Sight, day: date, *, synthetic: bool) -> Part:
    """Return the checks that nobody has answered; of cases that somebody ran, another answers."""
    if not roles.may(by, "verify.check"):
        return Part()
    rows = Check.objects.filter(found="", case__in=cases_seen(sight).filter(synthetic=synthetic))
    ran = runners_of(rows.values_list("case", flat=True).distinct())
    rows = rows.exclude(case__in=[case for case, people in ran.items() if by.pk in people])
    return part_of(rows.select_related("restart"), day, _task)


def _task(row: Check) -> Task:
    return Task("check", row.due, row.restart.unit_id, row.pk, row.case_id, what=row.stage, row=row)
