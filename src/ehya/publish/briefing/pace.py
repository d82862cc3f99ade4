"""How did the last years run, and did they reach their targets?"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ehya.engine.calendar import year_range
from ehya.engine.forecast import PublishedCount, PublishedTarget, Series
from ehya.engine.forecast.evidence import placed

LATE_SUMMER = (0.36, 0.56)  # share of the year gone from early August to mid October
LATE_SUMMER_MIDDLE = 0.42


@dataclass(frozen=True, slots=True)
class PastYear:
    """One year of one metric, as told.

    Attributes:
        year: solar year.
        points: (claim, share of the year gone, count). [0..1, units]
        result: the year's total as told most often; None while untold.
        targets: every version of the target, in the order in which they were told.
    """

    year: int
    points: tuple[tuple[str, float, float], ...]
    result: PublishedCount | None
    targets: tuple[PublishedTarget, ...]

    @property
    def target(self) -> PublishedTarget | None:
        """The version counted against: the last one told."""
        return self.targets[-1] if self.targets else None

    @property
    def best(self) -> float:
        """The result, or the latest count while there is none. [units]"""
        return self.result.value if self.result else (self.points[-1][2] if self.points else 0)

    @property
    def straight_miss(self) -> tuple[float, float] | None:
        """(straight line drawn in late summer, its miss as a share of the result); None without."""
        summer = [p for p in self.points if LATE_SUMMER[0] <= p[1] <= LATE_SUMMER[1]]
        if not summer or self.result is None:
            return None
        _, share, count = min(summer, key=lambda p: abs(p[1] - LATE_SUMMER_MIDDLE))
        line = count / share
        return line, 1 - line / self.result.value


def past_years(series: Series, *, upto: int, most: int) -> tuple[PastYear, ...]:
    """Return the last years that have anything to show, oldest first.

    Args:
        series: one metric in one place, as known.
        upto: the last solar year to show.
        most: how many years.
    """
    years = range(upto - most + 1, upto + 1)
    return tuple(_year(series, year) for year in years)


def _year(series: Series, year: int) -> PastYear:
    whole = year_range(year)
    counts = [count for count in series.counts if count.year == year]
    totals = [count for count in counts if count.whole_year]
    points = tuple(
        (c.claim, min(1.0, ((c.last - whole.first).days + 1) / len(whole)), c.value)
        for c in placed(counts)
    )
    return PastYear(year, points, _result(totals), _versions(series, year))


def _versions(series: Series, year: int) -> tuple[PublishedTarget, ...]:
    """A target told again is the same version, known from the last time it was told."""
    told = sorted(
        (target for target in series.targets if target.year == year),
        key=lambda target: target.published,
    )
    versions = {target.value: target for target in told}
    return tuple(sorted(versions.values(), key=lambda target: target.published))


def _result(totals: Sequence[PublishedCount]) -> PublishedCount | None:
    """The total nearest to the middle of what was told; of two equally near, the lower."""
    if not totals:
        return None
    middle = median([total.value for total in totals])
    return min(totals, key=lambda t: (abs(t.value - middle), t.value))
