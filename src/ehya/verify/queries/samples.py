"""What did the lots show, quarter by quarter, and does the seed draw the same again?"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ehya.engine.refusal import Refusal
from ehya.engine.verify.lot import Drawn, ErrorRate, drawn_by_lot, error_rate
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.revive.models import Restart
from ehya.revive.queries.scope import cases_seen
from ehya.verify.models import Check, Sample

__all__ = [
    "Quarter",
    "Sample",
    "counted_on",
    "drawn_again",
    "kinds_drawn",
    "looked_at",
    "quarter",
    "quarters",
]


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


def counted_on(
    day: date, known_at: datetime, *, synthetic: bool
) -> Mapping[str, list[tuple[int, int]]]:
    """Return the restarts that counted as verified on a day, as known at a moment.

    Returns:
        By province, each with its case, in the order of their numbers.
    """
    ended = Q(ended_by=None) | Q(ended_by__on__gt=day) | Q(ended_by__known_at__gt=known_at)
    rows = Restart.objects.filter(ended, case__synthetic=synthetic)
    rows = rows.filter(verified_by__on__lte=day, verified_by__known_at__lte=known_at)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    names = ("case__province_id", "id", "case_id")
    for province, restart, case in rows.order_by("id").values_list(*names):
        found[province].append((restart, case))
    return found


def drawn_again(sample: Sample) -> tuple[list[int], list[int]]:
    """Draw a lot again by its seed, from what was known when it was drawn.

    Returns:
        Cases that it fell on and now does not, and those that it now falls on and did not: none of
        either, where nobody touched the lot or what it was drawn from.
    """
    rules = load("verify", sample.last)["sample"]
    there = counted_on(sample.last, sample.drawn_at, synthetic=sample.synthetic)
    of = {province: len(restarts) for province, restarts in there.items()}
    lot = drawn_by_lot(of, seed=sample.seed, share=rules["share"], at_least=rules["at_least"])
    again = {there[province][place] for province, places in lot.items() for place in places}
    kept = set(sample.checks.values_list("restart_id", "case_id"))
    return sorted(case for _, case in kept - again), sorted(case for _, case in again - kept)


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
