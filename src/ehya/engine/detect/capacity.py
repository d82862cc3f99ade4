"""At which part of full work did a unit stand at its best, by what peers read for their capacity?

A unit's own readings never show it: one that ran at a third for all its life runs at its own level.
"""

from typing import Final

import numpy as np

from ehya.engine.detect.model import Floats, Ints

FEWEST_PEERS: Final = 30
"""Fewer do not show how much peers read at full work. [units]"""

TOO_WIDE: Final = 1.0
"""Where peers scatter by more than this, a capacity says nothing of a reading. [log ratio]"""

FULL_FROM: Final = 0.8
"""Whose best is within a fifth of what peers read at full work is taken to be at full work, too: readings
do not tell the two apart. [share]"""

_PARTS: Final[Floats] = FULL_FROM * (np.arange(40) + 0.5) / 40  # each as likely as the next
_AT_FULL: Final = 0.7  # of units, to begin with
_ROUNDS: Final = 30
_LEAST_SCATTER: Final = 0.1  # capacities are round numbers [log ratio]


def full_work(sized: Floats, place: Ints, crowd: int) -> Floats:
    """Return how much peers at full work read for their capacity, group by group.

    A mixture: part of the peers stood at full work and scatter around a middle; the best of the
    others was some part of it, any part as likely as the next.

    Args:
        sized: shape (units,), highest level over capacity. [log ratio]; NaN where unknown.
        place: shape (units,), row of each unit's group, from 1.
        crowd: fewer units show nothing of their group. [units]

    Returns:
        shape (1 + groups, 3): middle and scatter [log ratio] and the share at full work [0..1];
        the panel's for a group too small, and no middle (NaN) where nobody shows it.

    Source:
        Dempster, Laird and Rubin (1977), J. R. Stat. Soc. B 39:1-38.
    """
    known = np.isfinite(sized)
    found = np.full((place.max(initial=0) + 1, 3), np.nan)
    if known.sum() < max(crowd, FEWEST_PEERS):
        return found
    middle, high = np.quantile(sized[known], (0.6, 0.9))
    found[0] = _mixture(sized[known], np.array([middle, high - middle, _AT_FULL]), 0)
    for row in range(1, len(found)):
        peers = sized[known & (place == row)]
        enough = len(peers) >= max(crowd, FEWEST_PEERS)
        found[row] = _mixture(peers, found[0], FEWEST_PEERS) if enough else found[0]
    return found


def _mixture(peers: Floats, guess: Floats, counts_for: int) -> Floats:
    """Return middle, scatter and share by EM, drawn to a guess that counts for so many units."""
    middle, scatter, share = guess
    for _ in range(_ROUNDS):
        scatter = max(scatter, _LEAST_SCATTER)
        at_full, _ = _posterior(peers - middle, scatter, share)
        weight = at_full.sum() + counts_for * guess[2]
        middle = ((at_full * peers).sum() + counts_for * guess[2] * guess[0]) / weight
        square = (at_full * (peers - middle) ** 2).sum()
        square += counts_for * guess[2] * (guess[1] ** 2 + (guess[0] - middle) ** 2)
        scatter = np.sqrt(square / weight)
        share = weight / (len(peers) + counts_for)
    return np.array([middle, max(scatter, _LEAST_SCATTER), share])


def _posterior(
    away: Floats, scatter: Floats | float, share: Floats | float
) -> tuple[Floats, Floats]:
    """Return the chance of full work, and those of each part of it. shape (units, [parts])"""
    scatter, share = np.asarray(scatter), np.asarray(share)
    logs = np.append(np.log(_PARTS), 0.0)
    z = (away[:, None] - logs) / scatter[..., None]
    prior = np.append(np.full(len(_PARTS), 1 / len(_PARTS)), 1.0) * np.where(
        np.arange(len(logs)) < len(_PARTS), 1 - share[..., None], share[..., None]
    )
    weight = prior * np.exp(-0.5 * (z**2 - (z**2).min(axis=1, keepdims=True)))
    weight /= weight.sum(axis=1, keepdims=True)
    return weight[:, -1], weight[:, :-1]


def short_of_full(sized: Floats, peers: Floats) -> Floats:
    """Return by how much each unit's best stood below full work: 1 at full work, 2 at half of it.

    What several signals say is weighed by how little peers scatter. Their scatter does not average
    out: they are held against the same licence, and err with it.

    Args:
        sized: shape (units, signals), highest level over capacity. [log ratio]; NaN where unknown.
        peers: shape (units, signals, 3), of each unit's group, see `full_work`.

    Returns:
        shape (units,) [ratio, >= 1]
    """
    middle, scatter, share = peers[..., 0], peers[..., 1], peers[..., 2]
    known = np.isfinite(sized) & (np.nan_to_num(scatter, nan=np.inf) < TOO_WIDE)
    weight = np.where(known, 1 / np.where(known, scatter, 1.0) ** 2, 0.0)
    total = weight.sum(axis=1)
    weight = weight / np.where(total > 0, total, 1.0)[:, None]
    away, spread, at_full = (
        (weight * np.where(known, each, 0.0)).sum(axis=1)
        for each in (sized - middle, scatter, share)
    )
    spread = np.where(total > 0, spread, 1.0)
    _, parts = _posterior(away, spread, at_full)
    found = np.exp(-parts @ np.log(_PARTS))
    return np.where(total > 0, found, 1.0)
