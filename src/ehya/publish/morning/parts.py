"""How far is each province with its part of a target?"""

from dataclasses import dataclass
from decimal import Decimal

from ehya.ledger.scopes import Sight
from ehya.plan.queries.shares import shares
from ehya.publish.counting import cells, value_of
from ehya.publish.morning.reached import HUNDRED, Reached, asked_of
from ehya.register.queries.within import Moment


@dataclass(frozen=True, slots=True)
class Part:
    """A province's part of a target, and what it has reached.

    Attributes:
        province: its ISO code.
        value: what it has reached. [the metric's unit]
        part: what it is to reach; None where the version in force is not split.
    """

    province: str
    value: Decimal
    part: int | None

    @property
    def share(self) -> Decimal | None:
        """How many of a hundred of its part; None without one."""
        return HUNDRED * self.value / self.part if self.part else None


def parts(lead: Reached, moment: Moment, sight: Sight) -> tuple[Part, ...]:
    """Return every province in sight with what it reached of its part, by ISO code.

    Args:
        lead: a target of the country that is counted.
        moment: on both clocks.
        sight: how far the reader sees.

    Raises:
        Refusal: as `morning.reached.asked_of`.
    """
    asked = asked_of(lead.standing, moment)
    told = {cell.key: value_of([cell], asked) for cell in cells(asked, by="province") if cell.key}
    split = shares(lead.standing.version, moment)
    by = {part.province: part.value for part in split.parts} if split else {}
    return tuple(
        Part(code, told.get(code, Decimal()), by.get(code))
        for code in sorted({*told, *by})
        if sight.covers(code)
    )
