"""How often was each kind of obstacle found near by, before a day?

Near by is a chain: a class of trade within its division within the nation, a park within its
county within its province within the nation. Few looks say little, so each share is drawn towards
that of what it lies in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NATION: Final = "nation"
LIES_IN: Final = {  # level -> the one that it lies in, the wider first
    "division": NATION,
    "class": "division",
    "province": NATION,
    "county": "province",
    "park": "county",
}
LEVELS: Final = (NATION, *LIES_IN)
_FAR: Final = 10_000_000  # more than any day's number [days]


@dataclass(frozen=True, slots=True)
class Sightings:
    """What was known of which unit, and from when until when.

    One row for each look (kind -1), and one for each kind that a look found.

    Attributes:
        unit: whose. shape (sightings,)
        kind: place of the kind of obstacle; -1 for the look itself. shape (sightings,)
        begin: day on which it became known. shape (sightings,) [day]
        end: last day on which it counts: then it was taken back, or is too long ago.
            shape (sightings,) [day]
        place: level -> number of the group in which the unit lies; -1 for none.
            shape (sightings,)
    """

    unit: Ints
    kind: Ints
    begin: Ints
    end: Ints
    place: Mapping[str, Ints]


def seen_before(
    sightings: Sightings, level: str, kinds: int, *, group: Ints, day: Ints, unit: Ints
) -> Ints:
    """Count what was known in a group before a day, leaving out the very unit that is asked about.

    Args:
        sightings: all there are.
        level: of `LEVELS`.
        kinds: how many kinds of obstacles there are. [kinds]
        group: asked about; -1 for none, in which nothing was seen. shape (asked,)
        day: what became known on it or later does not count. shape (asked,) [day]
        unit: left out. shape (asked,)

    Returns:
        Of each kind how often it was found, and last how often anybody looked.
        shape (asked, kinds + 1) [looks]
    """
    there = np.zeros(len(sightings.unit), np.int64) if level == NATION else sightings.place[level]
    counts = np.empty((len(group), kinds + 1), dtype=np.int64)
    for place in range(kinds + 1):
        chosen = (sightings.kind == (place if place < kinds else -1)) & (there >= 0)
        begin, end = sightings.begin[chosen], sightings.end[chosen]
        among = there[chosen]
        own = among * _FAR + sightings.unit[chosen]
        counts[:, place] = _standing(among, begin, end, group, day)
        counts[:, place] -= _standing(own, begin, end, group * _FAR + unit, day)
    counts[group < 0] = 0
    return counts


def _standing(key: Ints, begin: Ints, end: Ints, asked: Ints, day: Ints) -> Ints:
    """Return how many of a key have begun before a day and not ended before it."""
    begun = _before(key, begin, asked, day)
    return np.asarray(begun - _before(key, end, asked, day))


def _before(key: Ints, when: Ints, asked: Ints, day: Ints) -> Ints:
    order = np.lexsort((when, key))
    key, when = key[order], when[order]
    names, first = np.unique(key, return_index=True)
    place = np.searchsorted(names, asked)
    there = place < len(names)
    there[there] &= names[place[there]] == asked[there]
    rank = np.zeros(len(asked), dtype=np.int64)
    number = np.searchsorted(names, key)
    flat = number * _FAR + when
    rank[there] = np.searchsorted(flat, place[there] * _FAR + day[there]) - first[place[there]]
    return rank


def shrunk(found: Floats, looked: Floats, usual: Floats, weight: Floats | np.float64) -> Floats:
    """Return a share drawn towards what is usual, as if so many looks had found just that.

    Args:
        found: looks that found it. shape (any,) [looks]
        looked: all looks. shape (any,) [looks]
        usual: share of what it lies in. shape (any,) [0..1]
        weight: as many looks the usual share is worth. shape (any,) [looks]

    Source:
        The mean of a beta posterior: Gelman et al. (2013), Bayesian Data Analysis, 2.4.
    """
    return np.asarray((found + weight * usual) / (looked + weight))


def pulls(
    counts: Mapping[str, Ints], found: NDArray[np.bool_], tried: Sequence[float]
) -> dict[str, list[float]]:
    """Choose how far each level's share is drawn towards that of what it lies in.

    The weight that would have told best what was found next; of equal ones the greatest.

    Args:
        counts: level -> what was known before each look. shape (looks, kinds + 1) [looks]
        found: what the look found. shape (looks, kinds)
        tried: weights. [looks]

    Returns:
        Level -> the weight of each kind. [looks]

    Source:
        Prequential choice: Dawid (1984), J. R. Stat. Soc. A 147:278-292.
    """
    share = {NATION: _nation(counts[NATION])}
    chosen = {}
    for level, wider in LIES_IN.items():
        told = counts[level].astype(np.float64)
        looked, usual = told[:, -1:], share[wider]
        weights = sorted(tried, reverse=True)
        shares = [shrunk(told[:, :-1], looked, usual, np.float64(weight)) for weight in weights]
        lost = np.array([-np.log(np.where(found, one, 1 - one)).mean(axis=0) for one in shares])
        best = lost.argmin(axis=0)
        chosen[level] = [float(weights[place]) for place in best]
        share[level] = shrunk(told[:, :-1], looked, usual, np.array(chosen[level]))
    return chosen


def departures(
    counts: Mapping[str, Ints], weights: Mapping[str, Sequence[float]]
) -> tuple[Floats, Floats, Floats]:
    """Turn counts of each level into how far its share lies from that of what it lies in.

    Args:
        counts: level -> as `seen_before` returns them. shape (asked, kinds + 1) [looks]
        weights: as `pulls` returns them. [looks]

    Returns:
        Log odds of the nation's share and then each level's distance from what it lies in, in the
        order of `LEVELS`, shape (asked, kinds, levels); the nation's shares and those of the unit's
        own trade, shape (asked, kinds) [0..1].

    Source:
        For the nation itself half a look each way: Jeffreys (1946), Proc. R. Soc. A 186:453-461.
    """
    share = {NATION: _nation(counts[NATION])}
    odds = [_odds(share[NATION])]
    for level, wider in LIES_IN.items():
        told = counts[level].astype(np.float64)
        share[level] = shrunk(told[:, :-1], told[:, -1:], share[wider], np.array(weights[level]))
        odds.append(_odds(share[level]) - _odds(share[wider]))
    return np.stack(odds, axis=-1), share[NATION], share["class"]


def _nation(counts: Ints) -> Floats:
    told = counts.astype(np.float64)
    return np.asarray((told[:, :-1] + 0.5) / (told[:, -1:] + 1.0))


def _odds(share: Floats) -> Floats:
    return np.asarray(np.log(share) - np.log1p(-share))
