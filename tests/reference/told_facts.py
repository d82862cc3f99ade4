"""The slow, obvious twin of a unit's history: every fact of every day, told again from the start.

It keeps nothing but the list of what was told. To answer what held on a day as known at a moment,
it fills in one dictionary a day and plays the list up to that moment: a change writes its value
from its day on, for as long as the old value went on; a correction writes it on both sides, for as
long as the wrong value stood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Day = int
Facts = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One thing told: "born", "changed" or "corrected", of which day, and what."""

    kind: str
    day: Day
    facts: Mapping[str, Any]


def refused(told: Sequence[Told], new: Told) -> bool:
    """Tell whether a thing says nothing new, or speaks of a day before the unit was."""
    days = _days(told, new.day)
    return days[new.day] is None or all(days[new.day][f] == v for f, v in new.facts.items())


def held(told: Sequence[Told], day: Day) -> Facts | None:
    """Return what held on a day by what was told; None for a day before the unit was."""
    return _days(told, day)[day]


def _days(told: Sequence[Told], last: Day) -> list[Facts | None]:
    last = max([last, *(one.day for one in told)])
    days: list[Facts | None] = [None] * (last + 1)
    for one in told:
        if one.kind == "born":
            days = [None if day < one.day else dict(one.facts) for day in range(last + 1)]
            continue
        for fact, value in one.facts.items():
            old = days[one.day][fact]
            _write(days, range(one.day, last + 1), fact, old, value)
            if one.kind == "corrected":
                _write(days, range(one.day - 1, -1, -1), fact, old, value)
    return days


def _write(days: list[Facts | None], order: range, fact: str, old: Any, value: Any) -> None:
    for day in order:
        if days[day] is None or days[day][fact] != old:
            return
        days[day][fact] = value
