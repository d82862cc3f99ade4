"""What is done for a case, how far is it, and what did it cost?"""

from dataclasses import dataclass

from django.db.models import QuerySet

from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.revive.models import Case, Entry, FundingLine, Intervention
from ehya.revive.queries.books import Sums
from ehya.revive.queries.scope import cases_seen


@dataclass(frozen=True, slots=True)
class Share:
    """What one funding line did for an intervention.

    Attributes:
        line: the line.
        sums: committed, paid and repaid of it; it has no budget of its own.
    """

    line: FundingLine
    sums: Sums


def interventions_of(case: Case) -> QuerySet[Intervention]:
    """Return what is done for a case, those of its present round first."""
    told = Intervention.objects.filter(case=case).select_related("decision__committee")
    return told.order_by("-round", "pk")


def intervention_seen(number: int, sight: Sight) -> Intervention:
    """Return one intervention with its case.

    Raises:
        Refusal: "revive.no_such_intervention", also for one of a case elsewhere.
    """
    told = Intervention.objects.select_related("case__unit", "case__province", "decision")
    for found in told.filter(pk=number, case__in=cases_seen(sight)):
        return found
    raise Refusal("revive.no_such_intervention", intervention=number)


def money_of(work: Intervention) -> QuerySet[Entry]:
    """Return what moved for an intervention, in the order of the days."""
    told = Entry.objects.filter(intervention=work).select_related("line", "by", "decision", "paper")
    return told.order_by("on", "pk")


def shares_of(work: Intervention) -> list[Share]:
    """Return what each funding line did for an intervention, in the order of its first entry."""
    shares: dict[int, Share] = {}
    for entry in money_of(work):
        there = shares.get(entry.line_id, Share(entry.line, Sums()))
        moved = there.sums.after(entry.kind, int(entry.amount_irr))
        shares[entry.line_id] = Share(entry.line, moved)
    return list(shares.values())
