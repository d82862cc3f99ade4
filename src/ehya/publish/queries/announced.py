"""Which targets were announced in public, and which of ours would each be?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ehya.engine.calendar import DayRange, latest, year_range
from ehya.ledger.rules import vocabulary
from ehya.plan.rules import TargetMetric, target_metrics
from ehya.publish.queries.record import Recorded, recorded_known

YEAR = "target_for_year"


@dataclass(frozen=True, slots=True)
class Announced:
    """A target that was told in public.

    Attributes:
        recorded: the claim.
        metric: what ours it would be a target of.
        place: "IR" or a province's ISO code.
        year: the solar year it was told for.
        announced_on: when it was told; the last day of a month or year without a day.
    """

    recorded: Recorded
    metric: TargetMetric
    place: str
    year: int
    announced_on: date

    @property
    def period(self) -> DayRange:
        """The year's days."""
        return year_range(self.year)

    @property
    def in_force_from(self) -> date:
        """From when on it held: the day it was told, at the latest the year's last."""
        return min(self.announced_on, self.period.last)


def announced(known_at: date | datetime | None = None) -> tuple[Announced, ...]:
    """Return the targets for whole years that were told in public by a moment, oldest first.

    A target told without a year, for more than one, or of what has no metric here is left out: it
    stays in the record.

    Args:
        known_at: only what was published by then; None for now.
    """
    words = {one.announced: one for one in target_metrics().values() if one.announced}
    places = {name: place.iso for name, place in vocabulary().places.items()}
    found = _those(recorded_known(known_at), words, places)
    return tuple(sorted(found, key=lambda one: (one.announced_on, one.recorded.key)))


def _those(
    rows: Iterable[Recorded], words: dict[str, TargetMetric], places: dict[str, str]
) -> Iterable[Announced]:
    for row in rows:
        claim = row.claim
        if claim.metric not in words or claim.place not in places or row.solar_year is None:
            continue
        if claim.period.kind == YEAR and claim.published_on and claim.qualifier != "under":
            day = min(latest(claim.published_on), row.known_from.date())
            metric, place = words[claim.metric], places[claim.place]
            yield Announced(row, metric, place, row.solar_year, day)
