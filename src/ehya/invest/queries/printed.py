"""Is what was printed of an event as a whole the sum of what was printed of its parts?"""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Sum

from ehya.invest.models import Inauguration, Opening

SLIPS = (10, 100, 1_000, 10_000)
CLOSE = Fraction(1, 100)  # printed figures are rounded


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed as a total, beside the sum of its parts.

    Attributes:
        amount_irr: as printed. [IRR]
        parts_irr: of the parts. [IRR]
        amount_usd: as printed. [USD]
        parts_usd: of the parts. [USD]
        times: how many times its parts the total in rials is, where that is a slip of zeros; else 1.
    """

    amount_irr: int
    parts_irr: int
    amount_usd: int
    parts_usd: int
    times: int

    @property
    def agrees(self) -> bool:
        """Whether the total in rials is the sum of its parts, but for rounding."""
        return self.times == 1 and near(self.amount_irr, self.parts_irr)


def near(told: int, summed: int) -> bool:
    """Tell whether two printed amounts may be the same, but for rounding."""
    return abs(told - summed) <= CLOSE * max(told, summed)


def times_too_much(told: int, summed: int) -> int:
    """Return by which slip of zeros a total exceeds its parts; 1 for none.

    Args:
        told: the total as printed. [any unit]
        summed: of its parts. [the same]
    """
    return next((slip for slip in SLIPS if near(told, summed * slip)), 1)


def printed_of(row: Inauguration) -> Printed | None:
    """Return what was printed of an event beside its parts; None where nothing was."""
    told = row.printed.get("amount_irr")
    if not told:
        return None
    sums = Opening.objects.filter(inauguration=row).aggregate(
        irr=Sum("amount_irr"), usd=Sum("amount_usd")
    )
    parts = int(sums["irr"] or 0)
    dollars = int(row.printed.get("amount_usd") or 0)
    return Printed(told, parts, dollars, int(sums["usd"] or 0), times_too_much(told, parts))
