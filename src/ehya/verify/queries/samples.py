"""What did the lots show, quarter by quarter?"""

from collections import Counter
from dataclasses import dataclass

from ehya.engine.refusal import Refusal
from ehya.engine.verify.lot import Drawn, ErrorRate, error_rate
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.revive.queries.scope import cases_seen
from ehya.verify.models import Check, Sample

__all__ = ["Quarter", "Sample", "kinds_drawn", "looked_at", "quarter", "quarters"]


@dataclass(frozen=True, slots=True)
class Quarter:
    """One lot and what it says.

    Attributes:
        sample: the lot, with its seed.
        provinces: by ISO code.
        rate: of all of them.
        mass: of its interval. [0..1]
        done: whether everybody drawn was looked at.
    """

    sample: Sample
    provinces: dict[str, Drawn]
    rate: ErrorRate
    mass: float

    @property
    def done(self) -> bool:
        """Whether everybody drawn was looked at."""
        return self.rate.seen == self.rate.size


def quarters(*, synthetic: bool) -> list[Quarter]:
    """Return every lot, the newest first."""
    rows = Sample.objects.filter(synthetic=synthetic).order_by("-first")
    return [_quarter(row) for row in rows]


def quarter(key: int) -> Quarter:
    """Return one lot.

    Raises:
        Refusal: "verify.no_such_sample".
    """
    for row in Sample.objects.filter(pk=key):
        return _quarter(row)
    raise Refusal("verify.no_such_sample", sample=key)


def kinds_drawn() -> tuple[bool, bool]:
    """Return whether lots of real restarts are there, and of made-up ones."""
    there = set(Sample.objects.values_list("synthetic", flat=True).distinct())
    return False in there, True in there


def looked_at(found: Quarter, sight: Sight) -> list[Check]:
    """Return those drawn whom the reader may see, those who stood first, then the unseen."""
    rows = Check.objects.filter(sample=found.sample, case__in=cases_seen(sight).values("pk"))
    rows = rows.select_related("restart", "case__unit", "case__province", "visit__by")
    order = {"standing": 0, "": 1, "unseen": 2, "running": 3}
    return sorted(rows, key=lambda row: (order[row.found], row.case.province_id, row.pk))


def _quarter(row: Sample) -> Quarter:
    told = Check.objects.filter(sample=row).values_list("case__province_id", "found")
    found = Counter(told)
    provinces = {
        code: Drawn(
            of=of,
            size=size,
            seen=found[code, "running"] + found[code, "standing"],
            standing=found[code, "standing"],
        )
        for code, (size, of) in sorted(row.sizes.items())
    }
    mass = float(load("verify", row.last)["sample"]["mass"])
    return Quarter(row, provinces, error_rate(provinces, mass=mass), mass)
