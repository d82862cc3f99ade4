"""What becomes of a unit's history when somebody tells a change, or corrects what was told?

Pure: a history is the unit's stretches as held true at one moment, in order of days. Each fact of a
stretch holds until the day on which that fact changes, and not only until the next change of
anything: a unit that stood idle in 1402 still stood idle after a change of name in 1403.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ehya.engine.refusal import Refusal

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What held of a unit from one day until another.

    Attributes:
        first: the first day; None for as long as anybody can tell.
        until: the day after the last; None for ever.
        content: fact -> value.
        key: of the row it stands in; None for a new one.
    """

    first: date | None
    until: date | None
    content: Content
    key: int | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it held on a day."""
        return (self.first is None or self.first <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Which rows to close and what to write in their place, and what that changes.

    Attributes:
        closed: the stretches that are no longer held true.
        written: what is held true instead, over the same days.
        before: the told facts as they stood on the day that was spoken of.
        after: the same as they stand now.
    """

    closed: tuple[Stretch, ...]
    written: tuple[Stretch, ...]
    before: Content
    after: Content


def changed(history: Sequence[Stretch], day: date, changes: Content) -> Rewriting:
    """Return the rewriting for a change in the world: from a day on, these facts are so.

    Args:
        history: the stretches held true, in order.
        day: the first day on which it was so.
        changes: fact -> new value.

    Raises:
        Refusal: "register.before_unit", "register.nothing_changed".
    """
    at = _place(history, day)
    told = _news(history[at], changes)
    reach = {fact: _last(history, at, fact) for fact in told}
    closed, written = [], []
    for place in range(at, max(reach.values()) + 1):
        here = history[place]
        news = {fact: value for fact, value in told.items() if place <= reach[fact]}
        closed.append(here)
        if place == at and here.first != day:
            written.append(replace(here, until=day, key=None))
            here = replace(here, first=day)
        written.append(replace(here, content={**here.content, **news}, key=None))
    return _rewriting(closed, written, history[at], told)


def corrected(history: Sequence[Stretch], day: date, changes: Content) -> Rewriting:
    """Return the rewriting for a correction: what stood there on a day had been wrong.

    A wrong value goes as far back and as far on as it stood without a break.

    Args:
        history: the stretches held true, in order.
        day: a day on which the wrong value stood.
        changes: fact -> right value.

    Raises:
        Refusal: "register.before_unit", "register.nothing_changed".
    """
    at = _place(history, day)
    told = _news(history[at], changes)
    reach = {fact: (_first(history, at, fact), _last(history, at, fact)) for fact in told}
    closed, written = [], []
    for place in range(min(a for a, _ in reach.values()), max(b for _, b in reach.values()) + 1):
        here = history[place]
        news = {f: value for f, value in told.items() if reach[f][0] <= place <= reach[f][1]}
        closed.append(here)
        written.append(replace(here, content={**here.content, **news}, key=None))
    return _rewriting(closed, written, history[at], told)


def _place(history: Sequence[Stretch], day: date) -> int:
    for place, stretch in enumerate(history):
        if stretch.holds(day):
            return place
    first = history[0].first if history else None
    raise Refusal("register.before_unit", day=day, first=first)


def _news(here: Stretch, changes: Content) -> dict[str, Any]:
    told = {fact: value for fact, value in changes.items() if here.content[fact] != value}
    if not told:
        raise Refusal("register.nothing_changed")
    return told


def _last(history: Sequence[Stretch], at: int, fact: str) -> int:
    """The last stretch, from here on without a break, in which the fact has the value of here."""
    last = at
    while last + 1 < len(history) and _goes_on(history[last], history[last + 1], fact):
        last += 1
    return last


def _first(history: Sequence[Stretch], at: int, fact: str) -> int:
    first = at
    while first > 0 and _goes_on(history[first - 1], history[first], fact):
        first -= 1
    return first


def _goes_on(one: Stretch, next_: Stretch, fact: str) -> bool:
    return one.until == next_.first and one.content[fact] == next_.content[fact]


def _rewriting(
    closed: Sequence[Stretch], written: Sequence[Stretch], here: Stretch, told: Content
) -> Rewriting:
    return Rewriting(
        tuple(closed), tuple(written), {fact: here.content[fact] for fact in told}, dict(told)
    )
