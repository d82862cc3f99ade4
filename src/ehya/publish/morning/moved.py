"""What changed since a day: what happened, and what was learnt of the days before?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.utils import timezone

from ehya.engine.calendar import DayRange, solar_year_of, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import Sight
from ehya.publish.counting import Asked, Metric, Scope, cells, metrics, value_of
from ehya.register.queries.within import Moment

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """One metric on two mornings.

    Attributes:
        metric: what is counted.
        since: the days after the earlier morning, to which `happened` belongs.
        before: what was told on the earlier morning. [the metric's unit]
        happened: of the days since; of a stock, all the change. [the metric's unit]
        learnt: of the days before, told, proven or taken back since; none of a stock.
            [the metric's unit]
    """

    metric: Metric
    since: DayRange
    before: Decimal
    happened: Decimal
    learnt: Decimal

    @property
    def now(self) -> Decimal:
        """What is told of the same days and those since. [the metric's unit]"""
        return self.before + self.happened + self.learnt

    @property
    def stands(self) -> bool:
        """Whether nothing changed."""
        return not self.happened and not self.learnt


def moved(since: date, moment: Moment, sight: Sight, *, synthetic: bool) -> tuple[Moved, ...]:
    """Return how every metric changed since a morning, those that stand still included.

    What happens in time is counted from the beginning of the earlier day's year; a share is left
    out, and a metric of which nothing can be told.

    Args:
        since: the earlier morning: its end, as it was known by then.
        moment: the later one, on both clocks.
        sight: how far the reader sees.
        synthetic: made-up things, or real ones; never both.

    Raises:
        Refusal: "publish.since_not_before" where the earlier morning is not earlier.

    Source:
        docs/methods/briefing.md, "What changed".
    """
    if since >= moment.as_of:
        first, last = since.isoformat(), moment.as_of.isoformat()
        raise Refusal("publish.since_not_before", since=first, as_of=last)
    found = (
        _moved(metric, since, moment, sight, synthetic)
        for metric in metrics(moment.as_of).values()
        if not metric.is_share
    )
    return tuple(one for one in found if one is not None)


def _moved(
    metric: Metric, since: date, moment: Moment, sight: Sight, synthetic: bool
) -> Moved | None:
    before = DayRange(year_range(solar_year_of(since)).first, since)
    after = DayRange(since + DAY, moment.as_of)
    then = Moment(since, min(_end_of(since), moment.known_at))
    scope = Scope(synthetic=synthetic)
    try:
        if metric.is_stock:
            told = _stock(metric, then, sight, scope), _stock(metric, moment, sight, scope)
            return Moved(metric, after, told[0], told[1] - told[0], Decimal())
        whole = DayRange(before.first, after.last)
        asked = Asked(metric, whole, moment.as_of, moment.known_at, scope, sight)
        now = {
            cell.period: value_of([cell], asked)
            for cell in cells(asked, by="", parts=(before, after))
        }
        earlier = Asked(metric, before, since, then.known_at, scope, sight)
        said = value_of(cells(earlier, by=""), earlier)
    except Refusal:
        return None
    nothing = Decimal()
    return Moved(metric, after, said, now.get(after, nothing), now.get(before, nothing) - said)


def _stock(metric: Metric, moment: Moment, sight: Sight, scope: Scope) -> Decimal:
    day = DayRange(moment.as_of, moment.as_of)
    asked = Asked(metric, day, moment.as_of, moment.known_at, scope, sight)
    return value_of(cells(asked, by=""), asked)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
