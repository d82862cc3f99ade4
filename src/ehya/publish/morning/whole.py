"""Everything of the programme that one page, one paper and one workbook tell of a morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ehya.engine.calendar import DayRange, solar_year_of, year_range
from ehya.engine.refusal import Refusal
from ehya.ledger.answers import answered_lately
from ehya.ledger.scopes import Sight
from ehya.plan.queries.targets import targets
from ehya.plan.rules import COUNTRY
from ehya.publish.counting import Asked, Scope, cells, looked_at, metric_named, value_of
from ehya.publish.morning.moved import Moved, moved
from ehya.publish.morning.parts import Part, parts
from ehya.publish.morning.reached import Reached, leading, reached
from ehya.register.queries.within import Moment
from ehya.revive.queries.carried_out import Rates, carried_out
from ehya.revive.queries.funding import Line, lines_at
from ehya.revive.queries.funnel import Stop, funnel

METHOD: Final = "publish.morning/1"
KIND: Final = "revival"
SO_FAR: Final = ("units_revived_claimed", "units_revived_verified", "units_relapsed")


@dataclass(frozen=True, slots=True)
class Morning:
    """What stands on a morning.

    Attributes:
        moment: on both clocks.
        synthetic: of the made-up programme.
        since: the earlier morning.
        aims: every target of the day in sight, with what was reached.
        lead: the one that stands first; None where none of this year is counted.
        parts: the provinces with their part of it.
        moved: what changed since the earlier morning.
        stops: where the open cases of revival stand.
        owed: what outside bodies were bound to, as it stood on the day.
        lines: the funding lines.
        so_far: this year's counts by metric's name; a metric is missing where nothing was
            looked at. [units]
    """

    moment: Moment
    synthetic: bool
    since: date
    aims: tuple[Reached, ...]
    lead: Reached | None
    parts: tuple[Part, ...]
    moved: tuple[Moved, ...]
    stops: tuple[Stop, ...]
    owed: Rates
    lines: tuple[Line, ...]
    so_far: Mapping[str, Decimal]

    @property
    def year(self) -> DayRange:
        """The year's days."""
        return year_range(solar_year_of(self.moment.as_of))

    @property
    def share_gone(self) -> float:
        """How much of the year is gone by the end of the day. [0..1]"""
        return ((self.moment.as_of - self.year.first).days + 1) / len(self.year)

    @property
    def times(self) -> float | None:
        """How many times the pace so far the lead's target needs; None where that says nothing."""
        lead = self.lead
        if lead is None or not lead.value or lead.done or self.share_gone >= 1:
            return None
        left = float(lead.aim - lead.value) / (1 - self.share_gone)
        return left / (float(lead.value) / self.share_gone)

    @property
    def stuck(self) -> Stop | None:
        """Where the most cases are past their day; None where none is."""
        late = [stop for stop in self.stops if stop.late]
        return max(late, key=lambda stop: stop.late, default=None)


def morning(
    moment: Moment, sight: Sight, *, synthetic: bool, since: date, place: str = COUNTRY
) -> Morning:
    """Return everything of the programme as it happened and was known by a moment.

    Asked again before anything was done, it is told from memory; where it takes long, also a little
    later: its `moment` tells of when.

    Args:
        moment: on both clocks.
        sight: how far the reader sees.
        synthetic: made-up things, or real ones; never both.
        since: the earlier morning, with which the day is compared.
        place: whose target stands first, "IR" or a province's ISO code.

    Raises:
        Refusal: as `morning.moved.moved`.
    """
    key = (moment.as_of, since, place, synthetic, sight.nation, sight.provinces, sight.parks)
    return answered_lately(
        METHOD, key, moment.known_at, lambda: _morning(moment, sight, synthetic, since, place)
    )


def _morning(moment: Moment, sight: Sight, synthetic: bool, since: date, place: str) -> Morning:
    changes = moved(since, moment, sight, synthetic=synthetic)
    day = DayRange(moment.as_of, moment.as_of)
    aims = reached(targets(moment, sight, synthetic=synthetic, period=day), moment)
    lead = leading(aims, moment, place) or leading(aims, moment, COUNTRY)
    return Morning(
        moment=moment,
        synthetic=synthetic,
        since=since,
        aims=aims,
        lead=lead,
        parts=parts(lead, moment, sight) if lead and lead.standing.target.place == COUNTRY else (),
        moved=changes,
        stops=funnel(moment, sight, synthetic=synthetic, kind=KIND),
        owed=carried_out(moment.as_of, sight, synthetic=synthetic),
        lines=tuple(lines_at(moment, sight, synthetic=synthetic)),
        so_far=_so_far(moment, sight, synthetic),
    )


def _so_far(moment: Moment, sight: Sight, synthetic: bool) -> Mapping[str, Decimal]:
    year = year_range(solar_year_of(moment.as_of))
    found = {}
    for name in SO_FAR:
        metric = metric_named(name, moment.as_of)
        asked = Asked(
            metric, year, moment.as_of, moment.known_at, Scope(synthetic=synthetic), sight
        )
        try:
            told = cells(asked, by="")
            if not told:
                looked_at(asked)
        except Refusal:
            continue
        found[name] = value_of(told, asked)
    return found
