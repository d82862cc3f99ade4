"""How long has a unit stood by a day, how often before, and what stopped first?

Told from readings of months that had ended before the day, against the unit's own level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ehya.ledger.rules import load

WORKERS: Final = "insured_workers"  # they leave the lists months after the machines stop
LEAST_READ: Final = 6  # months, or the unit's own level is not known
OWN_LEVEL: Final = 0.9  # a good month of its own: so many of a hundred months are below

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Months:
    """Readings month by month.

    Attributes:
        row: unit's id -> its place.
        ends: last day of each month, oldest first. shape (months,) [day]
        signals: in this order.
        readings: NaN where missing. shape (units, months, signals) [each signal's measure, a month]
    """

    row: Mapping[int, int]
    ends: Ints
    signals: tuple[str, ...]
    readings: NDArray[np.floating]


def of_work(signals: Sequence[str]) -> tuple[str, ...]:
    """Return what the columns of `history` are called."""
    if not signals:
        return ()
    return ("months_standing", "earlier_stops", "use", *(f"first_{name}" for name in signals))


def history(months: Months, row: Ints, day: Ints) -> Floats:
    """Return of each unit how long it has stood, how often before, its use, what stopped first.

    Args:
        months: readings.
        row: of which unit; -1 where nothing is read. shape (asked,) [place]
        day: before which a month must have ended. shape (asked,) [day]

    Returns:
        Columns as `of_work` names them; NaN where it is not known. shape (asked, facts)
    """
    rule = load("causes")
    read = months.readings[row].astype(np.float64)
    read[(months.ends[None, :] >= day[:, None]) | (row < 0)[:, None]] = np.nan
    share = _own_shares(read)
    machines = [place for place, name in enumerate(months.signals) if name != WORKERS]
    work = _most(share[:, :, machines] if machines else share)
    stands = work < rule["stands_below"]
    length, stops = _stops(stands, np.isfinite(work), rule["stop_months"])
    unknown = ~np.isfinite(work).any(axis=1)
    use = _newest(work)
    first = _first(share, rule["stands_below"], length)
    found = np.column_stack([length, stops, np.minimum(use, 2.0), first])
    found[unknown] = np.nan
    return found


def _own_shares(read: Floats) -> Floats:
    """Return readings as shares of a good month of the unit's own; NaN where that is not known."""
    count = np.isfinite(read).sum(axis=1)
    ordered = np.sort(read, axis=1)  # what is missing comes last
    place = np.maximum(np.ceil(OWN_LEVEL * count).astype(np.int64) - 1, 0)
    level = np.take_along_axis(ordered, place[:, None, :], axis=1)
    known = (count[:, None, :] >= LEAST_READ) & (level > 0)
    return np.asarray(np.where(known, read / np.where(known, level, 1.0), np.nan))


def _most(share: Floats) -> Floats:
    """Return the largest share of each month; NaN where nothing is read."""
    most = np.where(np.isfinite(share), share, -1.0).max(axis=2, initial=-1.0)
    return np.asarray(np.where(most < 0, np.nan, most))


def _stops(stands: NDArray[np.bool_], read: NDArray[np.bool_], least: int) -> tuple[Ints, Ints]:
    """Return how many read months it has stood to the end, and how many stops there were before."""
    units, count = stands.shape
    run = np.zeros(units, dtype=np.int64)
    stops = np.zeros(units, dtype=np.int64)
    for month in range(count):
        here = read[:, month]
        stops += here & ~stands[:, month] & (run >= least)
        run = np.where(here, np.where(stands[:, month], run + 1, 0), run)
    return run, stops


def _newest(work: Floats) -> Floats:
    """Return the newest month's share that is read; NaN where none is."""
    found = np.full(len(work), np.nan)
    for month in range(work.shape[1]):
        found = np.where(np.isfinite(work[:, month]), work[:, month], found)
    return found


def _first(share: Floats, below: float, length: Ints) -> Floats:
    """Return which signal fell first in the stop that lasts: 1 for it, 0 for the others."""
    units, months, signals = share.shape
    worked = np.where(np.isfinite(share), share >= below, False)
    last = np.where(worked, np.arange(months)[None, :, None], -1).max(axis=1, initial=-1)
    seen = np.isfinite(share).any(axis=1)
    last = np.where(seen, last, months)
    earliest = last.min(axis=1, initial=months)
    alone = (last == earliest[:, None]).sum(axis=1) == 1
    tells = alone & (length > 0) & (seen.sum(axis=1) > 1)
    fell = (last == earliest[:, None]) & tells[:, None]
    return np.asarray(fell, dtype=np.float64).reshape(units, signals)
