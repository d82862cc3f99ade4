"""What did the lots show, quarter by quarter, and does the seed draw the same again?"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q

from ehya.engine.refusal import Refusal
from ehya.engine.verify.lot import Drawn, ErrorRate, drawn_by_lot, error_rate
from ehya.ledger.queries import had_digest
from ehya.ledger.rules import load
from ehya.ledger.scopes import Sight
from ehya.revive.models import Restart
from ehya.revive.queries.scope import cases_seen
from ehya.verify.models import Check, Sample

__all__ = [
    "Again",
    "Quarter",
    "Sample",
    "counted_on",
    "drawn_again",
    "kinds_drawn",
    "looked_at",
    "quarter",
    "quarters",
    "seed_of",
]


@dataclass(frozen=True, slots=True)
class Quarter:
    """One lot and what it says.

    Attributes:
        sample: the lot, with its seed.
        provinces: by ISO code.
        rate: of all of them.
        mass: of its interval. [0..1]
    """

    sample: Sample
    provinces: dict[str, Drawn]
    rate: ErrorRate
    mass: float


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


@dataclass(frozen=True, slots=True)
class Again:
    """What a lot comes to when it is drawn again.

    Attributes:
        gone: cases that it fell on, and now does not.
        new: cases that it falls on now, and did not.
        own_seed: whether its seed is the one that nobody could choose.
    """

    gone: list[int]
    new: list[int]
    own_seed: bool

    @property
    def same(self) -> bool:
        """Whether nobody touched the lot, its seed or what it was drawn from."""
        return self.own_seed and not self.gone and not self.new


def seed_of(first: date, last: date, *, synthetic: bool) -> int:
    """Return the seed of a quarter's lot.

    It comes from the ledger's chain at the quarter's end, which nobody can change afterwards. A
    made-up programme is to be played the same again: there it is the quarter's first day.

    Args:
        first: the quarter's first day.
        last: its last.
        synthetic: of made-up restarts.

    Source:
        The first seven bytes of the SHA-256 of the chain's digest and the quarter's first day.
    """
    if synthetic:
        return int(first.strftime("%Y%m%d"))
    return int.from_bytes(sha256(had_digest(last) + first.isoformat().encode()).digest()[:7])


def drawn_again(sample: Sample) -> Again:
    """Draw a lot again by its seed and its sizes, from what was known when it was drawn."""
    there = counted_on(sample.last, sample.drawn_at, synthetic=sample.synthetic)
    of = {province: len(restarts) for province, restarts in there.items()}
    sizes = {province: size for province, (size, _) in sample.sizes.items()}
    lot = drawn_by_lot(of, sizes, seed=sample.seed)
    again = {there[province][place] for province, places in lot.items() for place in places}
    kept = set(sample.checks.values_list("restart_id", "case_id"))
    own = seed_of(sample.first, sample.last, synthetic=sample.synthetic)
    return Again(
        gone=sorted(case for _, case in kept - again),
        new=sorted(case for _, case in again - kept),
        own_seed=sample.seed == own,
    )


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
