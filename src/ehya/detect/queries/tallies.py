"""How many units did a sweep tell to stand, and where?

A sweep that is done never changes: its units are counted once, by province, and kept with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet, Sum

from ehya.detect.models import STATES, Count, Review, Sweep
from ehya.detect.queries.scope import IN_ONE_GO, in_sight
from ehya.detect.queries.sweeps import sweeps
from ehya.ledger.scopes import Sight
from ehya.register.models import Province
from ehya.register.queries.within import Moment, units_at

STANDING = ("active", "semi_active", "idle")  # of these a share may be told to be idle
LIKELY = 0.5  # a warning is counted where standing still is likelier than not [0..1]
_KEPT = 8  # sweeps whose counts a process remembers

type Moves = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units were looked at somewhere, and what was said of them.

    Attributes:
        by_state: state -> units. [units]
        warned: working ones that will likelier than not stand still soon. [units]
        unseen: told by the register to be active, and nothing is seen of it. [units]
        disagreeing: of which the plain rule says otherwise. [units]
    """

    by_state: Mapping[str, int]
    warned: int = 0
    unseen: int = 0
    disagreeing: int = 0

    @property
    def looked(self) -> int:
        """How many units were looked at."""
        return sum(self.by_state.values())

    @property
    def standing(self) -> int:
        """How many are not gone."""
        return sum(self.by_state.get(state, 0) for state in STANDING)

    @property
    def idle(self) -> int:
        """How many stand idle."""
        return self.by_state.get("idle", 0)

    @property
    def idle_share(self) -> float | None:
        """How many of a hundred that are not gone stand idle; None where all are gone."""
        return 100 * self.idle / self.standing if self.standing else None


@dataclass(frozen=True, slots=True)
class Tallies:
    """What a sweep said, counted in every way that pages ask for.

    Attributes:
        whole: all that is in sight.
        provinces: by ISO code.
        parks: by park code; "" for units outside parks.
        divisions: by ISIC division; "" where none is known.
        moves: (state in the sweep before, state now) -> units, of those seen in both. [units]
    """

    whole: Tally
    provinces: Mapping[str, Tally]
    parks: Mapping[str, Tally]
    divisions: Mapping[str, Tally]
    moves: Moves

    @property
    def changed(self) -> int:
        """How many units are told to be in another state than before."""
        return sum(units for (was, state), units in self.moves.items() if was != state)


def speaking(moment: Moment, *, synthetic: bool) -> Sweep | None:
    """Return the sweep that speaks at a moment: of the latest day until then, the newest known."""
    told = sweeps(synthetic=synthetic, known_at=moment.known_at)
    rows = told.filter(latest=True, as_of__lte=moment.as_of)
    return rows.order_by("-as_of", "-told_at", "-pk").first()


def before(sweep: Sweep) -> Sweep | None:
    """Return the sweep that spoke before this one."""
    rows = sweeps(synthetic=sweep.synthetic).filter(latest=True, told_at__lt=sweep.told_at)
    return rows.order_by("-told_at", "-pk").first()


def idle_in(sweep: Sweep, sight: Sight) -> int:
    """Return how many units of those in sight a sweep told to stand idle."""
    return tallies(sweep, sight).whole.idle


def waiting_reviews(moment: Moment, sight: Sight, *, synthetic: bool) -> int:
    """Return how many units in sight wait for a person now."""
    rows = Review.objects.filter(state__in=("open", "sent"), look__sweep__synthetic=synthetic)
    if not sight.nation:
        rows = rows.filter(unit__in=units_at(moment, sight).order_by().values("unit"))
    return rows.count()


def tallies(sweep: Sweep, sight: Sight) -> Tallies:
    """Return what a sweep said, as far as the reader sees.

    Args:
        sweep: one that is done.
        sight: how far the reader sees.
    """
    if sight.nation:
        return _whole(sweep.pk, sweep.told_at.isoformat())
    kept = Count.objects.filter(sweep=sweep)
    if sight.parks or not kept.exists():  # a park's sectors are few units', and not kept
        return _counted(sweep.pk, *in_sight(sight))
    return _summed(kept.filter(province__in=sorted(sight.provinces)))


def provinces_of(told: Tallies, sight: Sight) -> tuple[Province, ...]:
    """Return the provinces in sight, and those of which a unit is, in the alphabet's order."""
    seen = sight.provinces | set(told.provinces)
    rows = Province.objects.order_by("sort_key")
    return tuple(rows if sight.nation else rows.filter(iso__in=sorted(seen)))


@lru_cache(maxsize=_KEPT)
def _whole(sweep: int, _told_at: str) -> Tallies:
    kept = Count.objects.filter(sweep=sweep)
    return _summed(kept) if kept.exists() else _counted(sweep, "", ())


def _summed(kept: QuerySet[Count]) -> Tallies:
    by_place = kept.exclude(by="province").values_list("by", "place", "state")
    by_province = kept.filter(by="province").values_list("by", "province", "state")
    rows = [*by_place.annotate(*_SUMS), *by_province.annotate(*_SUMS)]
    return _told(rows)


def _counted(sweep: int, seen: str, values: Iterable[Any]) -> Tallies:
    with transaction.atomic(), connection.cursor() as cursor:
        if not seen:
            cursor.execute(IN_ONE_GO)
        cursor.execute(_COUNTED.format(seen=seen), [LIKELY, sweep, *values])
        return _told(cursor.fetchall())


def _told(rows: Iterable[Sequence[Any]]) -> Tallies:
    """Return tallies of rows of (kind, place, state, units, and the three marks)."""
    found: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    moves: dict[tuple[str, str], int] = {}
    for by, place, state, *counts in rows:
        if by == "was":
            moves[place, state] = counts[0]
        else:
            found.setdefault(by, {}).setdefault(place or "", []).append((state, *counts))
    told = {
        by: {place: _tally(part) for place, part in parts.items()} for by, parts in found.items()
    }
    whole = _tally([part for parts in found.get("province", {}).values() for part in parts])
    moved = {pair: units for pair, units in moves.items() if pair[0]}
    provinces, parks, divisions = (told.get(by, {}) for by in ("province", "park", "division"))
    return Tallies(whole, provinces, parks, divisions, moved)


def _tally(parts: Iterable[tuple[Any, ...]]) -> Tally:
    by_state = dict.fromkeys(STATES, 0)
    warned = unseen = disagreeing = 0
    for state, units, *marks in parts:
        by_state[state] += units
        warned, unseen, disagreeing = warned + marks[0], unseen + marks[1], disagreeing + marks[2]
    return Tally(by_state, warned, unseen, disagreeing)


_SUMS = tuple(Sum(name) for name in ("units", "warned", "unseen", "disagreeing"))

# Told finely first, so that each row is read once.
FINE = """
WITH fine AS MATERIALIZED (
    SELECT province_id, park_id, division, was, state, count(*) AS units,
           count(*) FILTER (WHERE warning >= %s AND state IN ('active', 'semi_active')) AS warned,
           count(*) FILTER (WHERE unseen_months > 0) AS unseen,
           count(*) FILTER (WHERE rule <> '' AND rule <> state
                AND NOT (rule IN ('idle', 'gone') AND state IN ('idle', 'gone'))) AS other
    FROM detect_look WHERE sweep_id = %s {seen}
    GROUP BY province_id, park_id, division, was, state
)
"""
_COUNTED = (
    FINE
    + """
SELECT CASE WHEN grouping(province_id) = 0 THEN 'province' WHEN grouping(park_id) = 0 THEN 'park'
            WHEN grouping(division) = 0 THEN 'division' ELSE 'was' END,
       CASE WHEN grouping(province_id) = 0 THEN province_id WHEN grouping(park_id) = 0 THEN park_id
            WHEN grouping(division) = 0 THEN division ELSE was END,
       state, sum(units)::bigint, sum(warned)::bigint, sum(unseen)::bigint, sum(other)::bigint
FROM fine
GROUP BY GROUPING SETS ((province_id, state), (park_id, state), (division, state), (was, state))
"""
)
