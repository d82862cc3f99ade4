"""How much of each target was reached by a day, and of which version of it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL
from ehya.plan.queries.targets import Standing
from ehya.plan.rules import COUNTRY
from ehya.publish.counting import Asked, Scope, cells, looked_at, metric_named, value_of
from ehya.register.queries.within import Moment

FIRST: Final = (  # which target a director asks of first
    *("units_revived_verified", "units_revived_claimed", "units_renovated"),
    *("units_revived_sustained", "units_capacity_increased"),
)
HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and what was reached of it.

    Attributes:
        standing: the target with the version in force.
        value: what was reached by the day; None where it cannot be counted. [the metric's unit]
        trouble: why it cannot be counted; None where it is.
    """

    standing: Standing
    value: Decimal | None
    trouble: Refusal | None

    @property
    def aim(self) -> Decimal:
        """What the version in force asks for. [the metric's unit]"""
        return self.standing.version.value

    @property
    def share(self) -> Decimal | None:
        """How many of a hundred of that version; None of a percentage, of nothing, or not counted."""
        if self.value is None or not self.aim or not self.standing.metric.splits:
            return None
        return HUNDRED * self.value / self.aim

    @property
    def done(self) -> bool:
        """Whether the version in force is reached."""
        return self.value is not None and self.value >= self.aim


def reached(standings: Iterable[Standing], moment: Moment) -> tuple[Reached, ...]:
    """Return what was reached of targets, as it happened and was known by a moment.

    A target of a part of the units, e.g. "industrial ones", is not counted: the house's metrics
    count all of them, and a share of another whole would be told.

    Args:
        standings: targets with their version in force.
        moment: on both clocks.
    """
    return tuple(_reached(one, moment) for one in standings)


def leading(rows: Sequence[Reached], moment: Moment, place: str) -> Reached | None:
    """Return which target stands first: of the day's period and place, by the order of `FIRST`.

    Args:
        rows: what was reached of every target in sight.
        moment: whose day must lie in its period.
        place: "IR" or a province's ISO code.
    """
    running = [
        row
        for row in rows
        if row.standing.target.place == place
        and row.standing.target.first <= moment.as_of <= row.standing.target.last
        and row.standing.target.metric in FIRST
        and row.value is not None
    ]
    return min(running, key=lambda row: FIRST.index(row.standing.target.metric), default=None)


def asked_of(standing: Standing, moment: Moment) -> Asked:
    """Return the question whose answer is what was reached of a target.

    Raises:
        Refusal: "publish.part_not_counted" for a target of a part of the units;
            "figure.period_after_as_of" for one whose time has not begun.
    """
    target = standing.target
    if target.population:
        raise Refusal("publish.part_not_counted", population=target.population)
    where = {} if target.place == COUNTRY else {_kind_of(target.place): target.place}
    return Asked(
        metric=metric_named(target.metric),
        period=DayRange(target.first, target.last),
        as_of=moment.as_of,
        known_at=moment.known_at,
        scope=Scope(synthetic=target.synthetic, **where),
        sight=ALL,  # a target in sight tells its whole count, not the reader's part of it
    )


def _kind_of(place: str) -> str:
    return "park" if place.startswith("P-") else "province"


def _reached(standing: Standing, moment: Moment) -> Reached:
    try:
        asked = asked_of(standing, moment)
        told = cells(asked, by="")
        if not told:
            looked_at(asked)  # a zero rests on what was looked at, and nothing on nothing
        return Reached(standing, value_of(told, asked), None)
    except Refusal as no:
        return Reached(standing, None, no)
