"""By what was a unit's state told, and what would change it? One row a unit, for whoever must act."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from ehya.cli.panel_file import Read
from ehya.engine.detect import NAMES, UNKNOWN, Found, State
from ehya.engine.detect.model import Bools

MOST_REASONS = 3
LOOKED_BACK = 12  # periods in which a reason is looked for
SURE = 0.8  # a told state less likely than that is looked at again


def reasons_of(
    read: Read, found: Found, signals: Sequence[str], unseen: Bools | None
) -> pl.DataFrame:
    """Return each unit's state at the end, and what it rests on.

    Returns:
        unit, state, since, chance [0..1], utilisation with its 80 % [share of own level], what the
        plain rule says, whether somebody should look again, the chance to stand still within the
        months of the warning, what decided (signal, time and bits), and the next use [share of own
        level] from which it would be told to work and below which to stand; where a status was
        declared, in how many periods work was declared and not seen, the first and the last.
    """
    last = found.state[:, -1]
    units = np.arange(len(last))
    chance = found.chance[units, -1, last]
    stands = np.where(last == State.GONE, State.IDLE, last)
    plain = np.where(found.rule[:, -1] == State.GONE, State.IDLE, found.rule[:, -1])
    again = (chance < SURE) | ((plain != UNKNOWN) & (plain != stands))
    mean, low, high = np.round(found.utilisation[:, -1], 4).T
    return pl.DataFrame(
        {
            "unit": list(read.units),
            "state": [NAMES[state] for state in last],
            "since": [read.times[period] for period in found.since[:, -1]],
            "chance": np.round(chance, 6),
            "utilisation": mean,
            "utilisation_low": low,
            "utilisation_high": high,
            "rule": [NAMES[n] if n != UNKNOWN else None for n in found.rule[:, -1].tolist()],
            "look_again": again,
            "p_stands_soon": np.round(found.warning, 6),
            "decided_by": [_decided(found, unit, read, signals) for unit in units.tolist()],
            "turns_at": np.round(found.turning, 4),
            **({} if unseen is None else _unseen(read, unseen)),
        }
    )


def _unseen(read: Read, unseen: Bools) -> dict[str, list[int] | list[str | None]]:
    count = unseen.sum(axis=1).tolist()
    first = np.argmax(unseen, axis=1).tolist()
    last = (unseen.shape[1] - 1 - np.argmax(unseen[:, ::-1], axis=1)).tolist()
    return {
        "declared_not_seen": count,
        "declared_not_seen_from": [
            read.times[at] if n else None for n, at in zip(count, first, strict=True)
        ],
        "declared_not_seen_to": [
            read.times[at] if n else None for n, at in zip(count, last, strict=True)
        ],
    }


def _decided(found: Found, unit: int, read: Read, signals: Sequence[str]) -> str:
    """Return the readings that spoke loudest for the state told, e.g. "kwh 2021-05 (+9 bits)"."""
    bits = found.bits[unit, -LOOKED_BACK:]
    begun = max(0, len(read.times) - LOOKED_BACK)
    sign = 1 if found.state[unit, -1] >= State.IDLE else -1
    loudest = np.argsort(-(sign * bits), axis=None, kind="stable")[:MOST_REASONS]
    told = []
    for place in loudest.tolist():
        period, signal = divmod(place, bits.shape[1])
        if sign * bits[period, signal] >= 1:
            time = read.times[begun + period]
            told.append(f"{signals[signal]} {time} ({bits[period, signal]:+.0f} bits)")
    return "; ".join(told)
