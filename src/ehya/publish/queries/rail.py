"""How many claims were known by a day, and when did they come?"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Func, Min, Q

from ehya.engine.calendar import Calendar, from_solar, to_solar
from ehya.ledger.queries import known_by_now
from ehya.publish.knowledge import moment
from ehya.publish.models import RecordedClaim


@dataclass(frozen=True, slots=True)
class MonthCount:
    """One bar of the rail.

    Attributes:
        first: first day of the month, in the calendar asked for.
        count: claims that became known in it. [claims]
        later: those of them that were not yet known at the moment asked for. [claims]
        vague: those of them of which only the year of publication is told: they stand at the
            year's end, because not before that were they surely known. [claims]
    """

    first: date
    count: int
    later: int
    vague: int


@dataclass(frozen=True, slots=True)
class KnownCounts:
    """The rail's sentence and its bars.

    Attributes:
        known: claims with a publication date, known by then. [claims]
        later: claims with a publication date that came after. [claims]
        undated: claims that carry no publication date: known from when they were entered. [claims]
        vague_later: those of `later` whose year alone is told and had begun by then: they may
            have been public already. [claims]
        total: all three together. [claims]
        months: one entry a month in which any became known, oldest first; undated ones left out.
    """

    known: int
    later: int
    undated: int
    vague_later: int
    total: int
    months: tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    published: str
    first_known: datetime
    claims: int


def known_counts(
    known_at: date | datetime | None = None, *, calendar: Calendar = "gregorian"
) -> KnownCounts:
    """Return how much of the record was known at a moment, month by month.

    Args:
        known_at: the moment; a day means its end.
        calendar: whose months the bars are.
    """
    at = moment(known_at) or known_by_now()
    days = _days()
    dated = [day for day in days if day.published]
    undated = sum(day.claims for day in days if not day.published)
    known = sum(day.claims for day in dated if day.first_known <= at)
    later = [day for day in dated if day.first_known > at]
    return KnownCounts(
        known=known,
        later=sum(day.claims for day in later),
        undated=undated,
        vague_later=sum(d.claims for d in later if d.published == str(at.year)),
        total=sum(day.claims for day in days),
        months=_months(dated, at, calendar),
    )


def _days() -> list[_Day]:
    """Return each publication date with the claims first known from it; withdrawn ones left out."""
    firsts = (
        RecordedClaim.objects.values("key")
        .annotate(
            first_known=Min(Func("known", function="lower")),
            open=Count("id", filter=Q(known__upper_inf=True)),
            published=Min("published_on", filter=Q(version=1)),
        )
        .filter(open__gt=0)
    )
    counted = Counter((row["published"], row["first_known"]) for row in firsts)
    return [_Day(published, first, n) for (published, first), n in counted.items()]


def _months(days: list[_Day], at: datetime, calendar: Calendar) -> tuple[MonthCount, ...]:
    count: Counter[date] = Counter()
    later: Counter[date] = Counter()
    vague: Counter[date] = Counter()
    for day in days:
        first = _month_of(day.first_known.date(), calendar)
        count[first] += day.claims
        later[first] += day.claims * (day.first_known > at)
        vague[first] += day.claims * (len(day.published) == 4)
    return tuple(
        MonthCount(month, count[month], later[month], vague[month]) for month in sorted(count)
    )


def _month_of(day: date, calendar: Calendar) -> date:
    if calendar == "gregorian":
        return day.replace(day=1)
    solar = to_solar(day)
    return from_solar(solar.year, solar.month, 1)
