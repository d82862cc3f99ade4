"""What is held true of a unit that two records told of, and what when they are parted again?

Pure, on stretches of history (history.py). Laid over each other, both records' borders cut time
into pieces in which nothing changes; each piece is settled by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ehya.register.actions.history import Content, Stretch

GROUPS: dict[str, tuple[str, ...]] = {  # what is chosen together, since it is true together
    **{name: (name,) for name in ("name_fa", "name_en")},
    "place": ("province", "county", "park"),
    "address": ("address",),
    "coordinates": ("lat", "lon"),
    **{name: (name,) for name in ("isic", "product", "status", "size", "ownership")},
    "licensed_on": ("licensed_on",),
    "capacity": ("licensed_capacity", "capacity_unit"),
    **{name: (name,) for name in ("licensed_jobs", "insured_jobs", "contracted_kw")},
}
KEPT, FOLDED = "kept", "folded"


def joined(
    kept: Sequence[Stretch], folded: Sequence[Stretch], chosen: Mapping[str, str]
) -> tuple[Stretch, ...]:
    """Return the history of the unit that both told of.

    Where both told something, each group of facts comes from whom it was chosen from; where only
    one did, it is believed.

    Args:
        kept: the history of the record that stays.
        folded: the history of the other.
        chosen: group -> "folded" where the other is believed; whatever is not named stays.
    """
    taken = [
        fact for group, facts in GROUPS.items() if chosen.get(group) == FOLDED for fact in facts
    ]
    pieces = []
    for first, until in _pieces(kept, folded):
        one, other = _told(kept, first), _told(folded, first)
        if one is not None and other is not None:
            pieces.append(Stretch(first, until, {**one, **{f: other[f] for f in taken}}))
        elif (only := one if one is not None else other) is not None:
            pieces.append(Stretch(first, until, only))
    return _smooth(pieces)


def parted(
    before: Sequence[Stretch], after: Sequence[Stretch], now: Sequence[Stretch]
) -> tuple[Stretch, ...]:
    """Return the history of the record that stayed, once the other is taken out of it again.

    What was told since the merge stays with it; all else is as before the merge.

    Args:
        before: its history before the merge.
        after: its history right after the merge.
        now: its history now.
    """
    pieces = []
    for first, until in _pieces(before, after, now):
        was, made, here = (_told(told, first) for told in (before, after, now))
        if here is None:
            continue
        if was is None:
            if here != made:  # told since, about a time of which only the other had spoken
                pieces.append(Stretch(first, until, here))
            continue
        news = {f: v for f, v in here.items() if made is None or v != made[f]}
        pieces.append(Stretch(first, until, {**was, **news}))
    return _smooth(pieces)


def same(one: Iterable[Stretch], other: Iterable[Stretch]) -> bool:
    """Tell whether two histories say the same of every day."""
    return [(s.first, s.until, s.content) for s in _smooth(one)] == [
        (s.first, s.until, s.content) for s in _smooth(other)
    ]


def _pieces(*histories: Sequence[Stretch]) -> list[tuple[date | None, date | None]]:
    """Return the stretches of time between all borders, from the beginning to the end of days."""
    borders = {b for told in histories for s in told for b in (s.first, s.until) if b is not None}
    ordered: list[date | None] = [None, *sorted(borders), None]
    return list(pairwise(ordered))


def _told(history: Sequence[Stretch], first: date | None) -> dict[str, Any] | None:
    """Return what a history says of the piece of time that begins on a day; None: nothing."""
    for stretch in history:
        if stretch.first is None if first is None else stretch.holds(first):
            return dict(stretch.content)
    return None


def _smooth(history: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Let neighbours that say the same be one."""
    settled: list[Stretch] = []
    for stretch in history:
        last = settled[-1] if settled else None
        if last and last.until == stretch.first and _alike(last.content, stretch.content):
            settled[-1] = Stretch(last.first, stretch.until, last.content)
        else:
            settled.append(stretch)
    return tuple(settled)


def _alike(one: Content, other: Content) -> bool:
    return dict(one) == dict(other)
