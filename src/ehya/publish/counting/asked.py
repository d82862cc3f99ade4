"""What exactly is asked: which metric, of whom, over which days, seen from where?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from ehya.engine.calendar import DayRange
from ehya.engine.refusal import Refusal
from ehya.ledger.scopes import ALL, Sight
from ehya.publish.counting.definitions import Metric

ANYWHERE = ""
IN_PARKS, OUTSIDE = "inside", "outside"
WHERE = (ANYWHERE, IN_PARKS, OUTSIDE)
DIMENSIONS = ("province", "park", "sector", "size", "cause")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a figure counts; what is empty is not asked.

    Attributes:
        province: ISO code, "IR-20".
        park: the park's code, "P-0001".
        parks: "inside" or "outside" industrial parks.
        sector: division of ISIC Rev.4, two digits.
        size: "micro", "small", "medium" or "large".
        cause: first level of the heaviest obstacle, e.g. "liquidity".
        synthetic: the made-up programme, or the real one; never both.
    """

    province: str = ""
    park: str = ""
    parks: str = ANYWHERE
    sector: str = ""
    size: str = ""
    cause: str = ""
    synthetic: bool = False

    def told(self) -> dict[str, str | bool]:
        """Return what is asked, as a certificate tells it: nothing that is empty."""
        asked = {name: told for name, told in asdict(self).items() if told not in ("", False)}
        return asked | {"synthetic": self.synthetic}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question whose answer is a figure.

    Attributes:
        metric: its definition.
        period: the days it speaks of; of a stock the last of them counts.
        as_of: what had happened by the end of this day is in it.
        known_at: what was known at this moment is in it; with a time zone.
        scope: whom it counts.
        sight: how far whoever asks may see.

    Refuses "figure.period_after_as_of", "figure.clock_without_zone", "figure.no_such_scope".
    """

    metric: Metric
    period: DayRange
    as_of: date
    known_at: datetime
    scope: Scope = field(default_factory=Scope)
    sight: Sight = ALL

    def __post_init__(self) -> None:
        name = self.metric.name
        if self.known_at.tzinfo is None:
            raise Refusal("figure.clock_without_zone", metric=name)
        if self.period.first > self.as_of:
            first, as_of = self.period.first.isoformat(), self.as_of.isoformat()
            raise Refusal("figure.period_after_as_of", metric=name, first=first, as_of=as_of)
        if self.scope.parks not in WHERE:
            raise Refusal("figure.no_such_scope", what="parks", value=self.scope.parks[:40])

    @property
    def last(self) -> date:
        """The last day that can be in it."""
        return min(self.period.last, self.as_of)

    def values(self) -> dict[str, Any]:
        """Return what every source's question is told."""
        return {
            "first": self.period.first,
            "last": self.last,
            "as_of": self.as_of,
            "known": self.known_at,
            "synthetic": self.scope.synthetic,
            "nation": self.sight.nation,
            "provinces": sorted(self.sight.provinces),
            "parks": sorted(self.sight.parks),
            **_filters(self.scope),
        }


def _filters(scope: Scope) -> Mapping[str, str]:
    return {
        "province": scope.province,
        "park": scope.park,
        "where": scope.parks,
        "sector": scope.sector,
        "size": scope.size,
        "cause": scope.cause,
    }
