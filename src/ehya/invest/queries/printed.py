"""What was printed of events, and is the whole of one the sum of what was printed of its parts?"""

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Sum

from ehya.engine.calendar import Language
from ehya.invest.models import Inauguration, Opening

NAME = "published.toml"
RATE_SOURCE = "printed rials over printed dollars"
SLIPS = (10, 100, 1_000, 10_000)
CLOSE = Fraction(1, 100)  # printed figures are rounded


def printed_events() -> list[dict[str, Any]]:
    """Return the content of published.toml: events with their groups of projects."""
    told = tomllib.loads(files("ehya.invest").joinpath(NAME).read_text("utf-8"))
    return list(told["event"])


def source_named(source: str, language: Language) -> str:
    """Return the name of a source in a language, where the record has one; else as it was typed."""
    return _sources_fa().get(source, source) if language == "fa" else source


@cache
def _sources_fa() -> dict[str, str]:
    return {told["source"]: told["source_fa"] for told in printed_events()}


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed as a total, beside the sum of its parts.

    Attributes:
        amount_irr: as printed. [IRR]
        parts_irr: of the parts. [IRR]
        amount_usd: as printed. [USD]
        parts_usd: of the parts. [USD]
        times: how many times its parts the total in rials is, where that is a slip of zeros; else 1.
        times_usd: the same of the total in dollars.
    """

    amount_irr: int
    parts_irr: int
    amount_usd: int
    parts_usd: int
    times: int
    times_usd: int

    @property
    def agrees(self) -> bool:
        """Whether the total in rials is the sum of its parts, but for rounding."""
        return self.times == 1 and near(self.amount_irr, self.parts_irr)

    @property
    def agrees_usd(self) -> bool:
        """Whether the total in dollars is, where one was printed."""
        return not self.amount_usd or near(self.amount_usd, self.parts_usd)


def near(told: int, summed: int) -> bool:
    """Tell whether two printed amounts may be the same, but for rounding."""
    return abs(told - summed) <= CLOSE * max(told, summed)


def times_too_much(told: int, summed: int) -> int:
    """Return by which slip of zeros a total exceeds its parts; 1 for none.

    Args:
        told: the total as printed. [any unit]
        summed: of its parts. [the same]
    """
    return next((slip for slip in SLIPS if near(told, summed * slip)), 1)


def printed_of(row: Inauguration) -> Printed | None:
    """Return what was printed of an event beside its parts; None where nothing was."""
    told = row.printed.get("amount_irr")
    if not told:
        return None
    sums = Opening.objects.filter(inauguration=row).aggregate(
        irr=Sum("amount_irr"), usd=Sum("amount_usd")
    )
    parts = int(sums["irr"] or 0)
    dollars = int(row.printed.get("amount_usd") or 0)
    parts_usd = int(sums["usd"] or 0)
    return Printed(
        told,
        parts,
        dollars,
        parts_usd,
        times_too_much(told, parts),
        times_too_much(dollars, parts_usd),
    )
