"""Does a file prove something of a project that somebody may see?"""

from ehya.diagnose.models import Evidence
from ehya.invest.models import Contract, Payment, ProjectPhoto
from ehya.invest.queries.scope import projects_seen
from ehya.ledger import roles
from ehya.ledger.models import User
from ehya.ledger.queries import sight_of


def paper_of_project_in_sight(kept: Evidence, by: User) -> bool:
    """Tell whether a project in sight shows a file: a payment's, a contract's or a picture."""
    if not roles.may(by, "invest.see_projects"):
        return False
    seen = projects_seen(sight_of(by)).values("pk")
    return (
        Payment.objects.filter(paper=kept, project__in=seen).exists()
        or Contract.objects.filter(paper=kept, project__in=seen).exists()
        or ProjectPhoto.objects.filter(evidence=kept, project__in=seen).exists()
    )
