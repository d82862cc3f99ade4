"""What is there to know of one project: its money, its plan, its papers, and who did what?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ehya.invest.models import Contract, Financing, Milestone, Payment, Progress, Project
from ehya.ledger.models import Event
from ehya.register.queries.within import Moment

MOST_PAYMENTS = 100
MOST_EVENTS = 40


@dataclass(frozen=True, slots=True)
class Money:
    """A source of a project's money, and what was paid of it.

    Attributes:
        source: as it was known.
        paid_irr: by payments that name it. [IRR]
    """

    source: Financing
    paid_irr: int


def money_of(project: Project, moment: Moment) -> list[Money]:
    """Return the sources as known at a moment, the largest first, each with what was paid of it."""
    rows = project.financings.filter(on__lte=moment.as_of, known__contains=moment.known_at)
    paid: dict[int | None, int] = {}
    for source, much in _payments(project, moment).values_list("financing_id", "amount_irr"):
        paid[source] = paid.get(source, 0) + int(much)
    return [Money(row, paid.get(row.pk, 0)) for row in rows.order_by("-amount_irr", "pk")]


def sources_put_right(project: Project, moment: Moment) -> list[Financing]:
    """Return the sources that ended to be known before a moment, the last first."""
    ended = project.financings.filter(known__endswith__lte=moment.known_at)
    return list(ended.order_by("-known__endswith"))


def sources_now(project: Project) -> list[Financing]:
    """Return the sources that hold, the largest first."""
    return list(project.financings.filter(known__endswith=None).order_by("-amount_irr", "pk"))


def payments_of(project: Project, moment: Moment) -> tuple[list[Payment], int]:
    """Return the newest payments and how many there are: taken back ones stay."""
    rows = _payments(project, moment).select_related("financing", "by", "paper", "taken_back_by")
    return list(rows.order_by("-on", "-pk")[:MOST_PAYMENTS]), rows.count()


def milestones_of(project: Project) -> list[Milestone]:
    """Return the milestones in the order of the plan."""
    return list(project.milestones.order_by("place"))


def told_of(project: Project, moment: Moment) -> list[Progress]:
    """Return what was told of the progress, the newest first."""
    rows = project.told.filter(on__lte=moment.as_of, known_at__lte=moment.known_at)
    return list(rows.select_related("by").order_by("-on", "-pk"))


def papers_of(project: Project) -> dict[str, Any]:
    """Return contracts, risks (the open ones first) and photos."""
    return {
        "contracts": list(
            Contract.objects.filter(project=project).select_related("paper").order_by("-signed_on")
        ),
        "risks": list(project.risks.order_by("closed_on", "pk")),
        "photos": list(project.photos.select_related("evidence").order_by("-on", "-pk")),
    }


def history_of(project: Project) -> list[Event]:
    """Return who did what with a project, the newest first."""
    rows = Event.objects.filter(on_kind="project", on_key=str(project.pk)).select_related("by")
    return list(rows.order_by("-position")[:MOST_EVENTS])


def _payments(project: Project, moment: Moment) -> Any:
    asked = Q(on__lte=moment.as_of, known_at__lte=moment.known_at)
    return Payment.objects.filter(asked, project=project)
