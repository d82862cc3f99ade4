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


def milestones_of(project: Project, moment: Moment) -> list[Milestone]:
    """Return the milestones in the order of the plan; one that stood later does not stand yet."""
    steps = list(project.milestones.order_by("place"))
    for step in steps:
        if step.done_on is not None and step.done_on > moment.as_of:
            step.done_on = None
    return steps


def told_of(project: Project, moment: Moment) -> list[Progress]:
    """Return what was told of the progress, the newest first."""
    rows = project.told.filter(on__lte=moment.as_of, known_at__lte=moment.known_at)
    return list(rows.select_related("by").order_by("-on", "-pk"))


def papers_of(project: Project, moment: Moment) -> dict[str, Any]:
    """Return contracts, risks (the open ones first) and photos that were there at a moment."""
    signed = Q(signed_on__lte=moment.as_of, known_at__lte=moment.known_at)
    told, shown = Q(event__at__lte=moment.known_at), Q(on__lte=moment.as_of)
    risks = list(project.risks.filter(told).order_by("closed_on", "pk"))
    for risk in risks:
        if risk.closed_on is not None and risk.closed_on > moment.as_of:
            risk.closed_on = None
    photos = project.photos.filter(told & shown).select_related("evidence")
    contracts = Contract.objects.filter(signed, project=project).select_related("paper")
    return {
        "contracts": list(contracts.order_by("-signed_on")),
        "risks": risks,
        "photos": list(photos.order_by("-on", "-pk")),
    }


def history_of(project: Project, moment: Moment) -> list[Event]:
    """Return who did what with a project by a moment, the newest first."""
    about = Event.objects.filter(on_kind="project", on_key=str(project.pk))
    rows = about.filter(at__lte=moment.known_at).select_related("by")
    return list(rows.order_by("-position")[:MOST_EVENTS])


def _payments(project: Project, moment: Moment) -> Any:
    asked = Q(on__lte=moment.as_of, known_at__lte=moment.known_at)
    return Payment.objects.filter(asked, project=project)
