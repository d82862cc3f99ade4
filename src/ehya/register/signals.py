"""Which signals tell of a unit's work, and in which measure?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from ehya.ledger.rules import load

Kind = Literal["flow", "level"]


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that is read of units.

    Attributes:
        name: our name of it.
        name_en: what people call it.
        name_fa: the same in Persian.
        measure: what it is counted in.
        measure_en: the same as people write it.
        measure_fa: the same in Persian.
        kind: "flow" adds up over its period; "level" stands through it.
        most: no unit's reading is larger. [measure a day for a flow, measure for a level]
        scheme: the identifier by which its source knows units; "" where none is usual.
        headings: other names of its column.
        scaled_by: the fact of a unit that says how large its full work is; "" where none does.
        parts: into how many months that fact is spread. [months]
        licensed: whether the licence speaks in this very measure, so that its fact IS full work.
    """

    name: str
    name_en: str
    name_fa: str
    measure: str
    measure_en: str
    measure_fa: str
    kind: Kind
    most: float
    scheme: str = ""
    headings: tuple[str, ...] = ()
    scaled_by: Literal["", "contracted_kw", "licensed_jobs", "licensed_capacity"] = ""
    parts: int = 1
    licensed: bool = False


@cache
def signals(on: date | None = None) -> Mapping[str, Signal]:
    """Return the signals in force on a day, by name, in the file's order.

    Args:
        on: the day; None for the newest version.

    Raises:
        Refusal: as `ledger.rules.load`.
    """
    rows = load("signals", on)["signal"]
    return {
        row["name"]: Signal(**{**row, "headings": tuple(row.get("headings", ()))}) for row in rows
    }
