"""Where does this year stand: how many, of how many, and at what pace?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ehya.engine.calendar import DayRange, latest, solar_year_of, year_range
from ehya.engine.claims.model import Claim
from ehya.engine.figure import Figure, share
from ehya.engine.forecast import Forecast, PublishedTarget, Series
from ehya.engine.forecast.evidence import placed
from ehya.engine.refusal import Refusal
from ehya.publish.briefing.reckoned import Reckoned, reckoned
from ehya.publish.forecasts import forecast_from_record, series

COUNTRY = "Iran"
FIRST_CHOICE = ("units_revived", "units_renovated", "units_capacity_increased", "mines_revived")
WEEK = 7  # [days]
METHOD = "publish.year_so_far/1"


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """One metric's year, as it stood and was known.

    Attributes:
        metric: what is counted.
        place: where.
        year: solar year.
        days: length of the year. [days]
        gone: days gone at the end of the chosen day. [days]
        count: the latest count told of this year; None when none was told.
        counted: days of the year that the count covers; 0 without one. [days]
        target: the target counted against; None when none was announced.
        forecast: where the year will end; None when nothing at all is known.
        counts: ids and (days covered, value) of the counts told on the way.
        realised: the count as a share of the target, with all that it rests on. [percent]
    """

    metric: str
    place: str
    year: int
    days: int
    gone: int
    count: Reckoned | None
    counted: int
    target: Reckoned | None
    forecast: Forecast | None
    counts: tuple[tuple[str, float, float], ...]
    realised: Figure | None

    @property
    def share_gone(self) -> float:
        """Share of the year gone. [0..1]"""
        return self.gone / self.days

    @property
    def per_week(self) -> float | None:
        """Pace up to the count's own day. [a week]"""
        return self.count.value / self.counted * WEEK if self.count and self.counted else None

    @property
    def needed_per_week(self) -> float | None:
        """Pace that reaches the target from the count's day on. [a week]"""
        if self.count is None or self.target is None or self.counted >= self.days:
            return None
        left = max(self.target.value - self.count.value, 0)
        return left / (self.days - self.counted) * WEEK

    @property
    def times(self) -> float | None:
        """How many times the pace so far the target needs."""
        if self.needed_per_week is None or not self.per_week:
            return None
        return self.needed_per_week / self.per_week


def year_so_far(
    claims: Sequence[Claim], *, metric: str, as_of: date, known_at: date, place: str = COUNTRY
) -> YearSoFar:
    """Return where one metric's year stands.

    Args:
        claims: all that was known; what happened after `as_of` is left out here.
        metric: what is counted.
        as_of: the day the page stands on.
        known_at: only what was published by then speaks.
        place: where.

    Source:
        docs/methods/briefing.md, "This year".
    """
    year = solar_year_of(as_of)
    whole = year_range(year)
    past = [claim for claim in claims if happened(claim, as_of)]
    by_id = {claim.id: claim for claim in past}
    own = series(past, metric=metric, place=place)
    told = placed(count for count in own.counts if count.year == year)
    forecast = _forecast(past, metric=metric, place=place, year=year, known_at=known_at)
    last = told[-1] if told else None
    aim = _target(forecast, own)
    days = DayRange(whole.first, as_of)
    count = reckoned(last, by_id, days=days) if last else None
    target = reckoned(aim, by_id, days=days) if aim else None
    return YearSoFar(
        metric=metric,
        place=place,
        year=year,
        days=len(whole),
        gone=(as_of - whole.first).days + 1,
        count=count,
        counted=(min(last.last, as_of, whole.last) - whole.first).days + 1 if last else 0,
        target=target,
        forecast=forecast,
        counts=tuple(
            (count.claim, (min(count.last, as_of) - whole.first).days + 1.0, count.value)
            for count in told
        ),
        realised=_realised(count, target),
    )


def leading_metric(claims: Sequence[Claim], *, as_of: date) -> str:
    """Return the metric that the page opens with: the one whose year was told last.

    Args:
        claims: all that was known.
        as_of: the day the page stands on.
    """
    year = solar_year_of(as_of)
    told = [
        claim
        for claim in claims
        if claim.metric in FIRST_CHOICE
        and claim.place == COUNTRY
        and claim.period.kind == "cumulative_since_year_start"
        and claim.period.end
        and solar_year_of(latest(claim.period.end)) == year
        and happened(claim, as_of)
    ]
    if not told:
        return FIRST_CHOICE[0]
    return max(told, key=_told_last).metric


def _target(forecast: Forecast | None, own: Series) -> PublishedTarget | None:
    """Return the version that the forecast counts against."""
    key = forecast.target_claim if forecast else None
    return next((t for t in own.targets if t.claim == key), None)


def _realised(count: Reckoned | None, target: Reckoned | None) -> Figure | None:
    """A target of nothing has no share."""
    if count is None or target is None or not target.value:
        return None
    return share(count.figure, target.figure, metric="target_realised_pct", method=METHOD)


def _forecast(
    claims: Sequence[Claim], *, metric: str, place: str, year: int, known_at: date
) -> Forecast | None:
    """A page with nothing to forecast from still has much to say."""
    try:
        return forecast_from_record(
            claims, metric=metric, place=place, year=year, known_at=known_at
        )
    except Refusal:
        return None


def _told_last(claim: Claim) -> tuple[str, str, int]:
    return (
        claim.published_on or "",
        latest(claim.period.end or "").isoformat(),
        -FIRST_CHOICE.index(claim.metric),
    )


def happened(claim: Claim, as_of: date) -> bool:
    """Return whether what a claim speaks of lies before the day's end.

    A target speaks of days to come; everything else must have ended by the day.

    Args:
        claim: any claim.
        as_of: the day the page stands on.
    """
    if claim.period.kind == "target_for_year" or claim.period.end is None:
        return True
    return latest(claim.period.end) <= as_of or claim.metric.startswith("target_")
