"""Of which sources and milestones are many projects made? In two readings, however many there are."""

from collections.abc import Collection
from dataclasses import dataclass, field

from ehya.invest.models import Financing, Milestone
from ehya.register.queries.within import Moment


@dataclass(slots=True)
class Parts:
    """What a project is made of.

    Attributes:
        money: its sources as known at a moment, in the order of their approval.
        steps: its milestones, in the order of the plan.
    """

    money: list[Financing] = field(default_factory=list)
    steps: list[Milestone] = field(default_factory=list)


def parts_of(numbers: Collection[int], moment: Moment) -> dict[int, Parts]:
    """Return the sources and milestones of projects, by the projects' numbers."""
    found = {number: Parts() for number in numbers}
    told = Financing.objects.filter(
        project_id__in=numbers, on__lte=moment.as_of, known__contains=moment.known_at
    )
    for source in told.order_by("on", "pk"):
        found[source.project_id].money.append(source)
    for step in Milestone.objects.filter(project_id__in=numbers).order_by("place"):
        found[step.project_id].steps.append(step)
    return found
