"""What do readings of any period come to, month by month?"""

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from ehya.engine.refusal import Refusal

METHOD = "series.months/1"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Days = NDArray[np.int32]
Months = NDArray[np.float32]

COVERED_FROM: Final = 0.5
"""A month of which fewer days were read is missing: less would be a guess, more would throw away
every month in which a bill's day was a few days late."""


def to_months(  # noqa: PLR0913 - the columns of a table of readings
    series: Ints,
    first: Ints,
    last: Ints,
    value: Floats,
    *,
    starts: Ints,
    count: int,
    flow: bool,
) -> Floats:
    """Return what each series came to in each month, whatever periods it was read over.

    A flow is spread evenly over its days and a month not wholly covered is scaled up to its
    length; a level is averaged over the days covered. Of readings of one series that overlap, the
    one that stands later in the table speaks for the days that both cover, and the other keeps its
    daily rate on the rest.

    Args:
        series: whose reading each is; sorted, later tellings of one series behind earlier ones.
            shape (readings,) [0..count)
        first: first day of each. shape (readings,) [days since 1970-01-01]
        last: last day, included. shape (readings,) [days since 1970-01-01]
        value: what was read. shape (readings,) [any, >= 0]
        starts: the months' first days and the day after the last month's end. shape (months + 1,)
            [days since 1970-01-01]
        count: how many series there are. [series]
        flow: whether readings add up over days (kilowatt-hours) or stand through them (persons).

    Returns:
        shape (count, months) [as value]; NaN where fewer than half of a month's days were read.

    Raises:
        Refusal: "series.not_sorted", "series.no_months", "series.reversed".

    Source:
        Even spreading is what utilities do themselves when they estimate between two readings;
        decision 0007 for overlaps.
    """
    if len(starts) < 2 or (np.diff(starts) <= 0).any():
        raise Refusal("series.no_months")
    if len(series) and ((np.diff(series) < 0).any() or series[0] < 0 or series[-1] >= count):
        raise Refusal("series.not_sorted")
    if (last < first).any():
        raise Refusal("series.reversed")
    month_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    bounds = np.searchsorted(series, np.arange(count + 1))
    found = np.empty((count, len(starts) - 1))
    _fill(bounds, first, last, value, starts.astype(np.int64), month_of, flow, found)
    return found


def sum_of_meters(months: Floats, owner: Ints, *, units: int, late: int) -> Floats:
    """Return units' months as the sum of their meters', missing where a meter's are.

    One of two meters that has not reported yet would look like half a standstill: a month is known
    only where every meter was read that had begun, and had not fallen silent for longer than
    reports are late.

    Args:
        months: what each meter came to. shape (meters, months) [any]
        owner: whose meter each is. shape (meters,) [0..units)
        units: how many there are. [units]
        late: a meter that has been silent for longer has ended. [months]

    Returns:
        shape (units, months) [as months]; NaN where nothing can be said.

    Source:
        docs/decisions/0007-how-readings-are-kept.md.
    """
    read = ~np.isnan(months)
    total = np.zeros((units, months.shape[1]))
    np.add.at(total, owner, np.where(read, months, 0.0))
    some = np.zeros(total.shape, dtype=np.bool_)
    np.logical_or.at(some, owner, read)
    begun = np.logical_or.accumulate(read, axis=1)
    to_come = np.logical_or.accumulate(read[:, ::-1], axis=1)[:, ::-1]
    quiet = np.where(to_come, 0, np.cumsum(~to_come, axis=1))
    awaited = ~read & begun & (quiet <= late)
    short = np.zeros(total.shape, dtype=np.bool_)
    np.logical_or.at(short, owner, awaited)
    return np.asarray(np.where(some & ~short, total, np.nan))


def place_months(
    row: Ints,
    first: Days,
    last: Days,
    value: Floats,
    *,
    starts: Ints,
    found: Months,
) -> Bools:
    """Write readings that are of one whole month each where they belong, in one pass.

    Most of a country's readings are; what is not is told by its row, for `to_months`.

    Args:
        row: where in `found` each belongs; below 0 for nowhere. shape (readings,) [row]
        first: first day of each. shape (readings,) [days since 1970-01-01]
        last: last day, included. shape (readings,) [days since 1970-01-01]
        value: what was read. shape (readings,) [any]
        starts: the months' first days and the day after the last month's end. shape (months + 1,)
            [days since 1970-01-01]
        found: is written to. shape (rows, months) [as value]

    Returns:
        shape (rows,), where a reading of the row was not one whole month, or a second one of it.

    Source:
        docs/decisions/0008-how-looks-are-kept.md.
    """
    month_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    other = np.zeros(len(found), dtype=np.bool_)
    _place(row, first, last, value, starts.astype(np.int64), month_of, found, other)
    return other


@numba.njit(cache=True, nogil=True)
def _place(  # noqa: PLR0913 - a kernel takes plain arrays
    row: Ints,
    first: Days,
    last: Days,
    value: Floats,
    starts: Ints,
    month_of: Ints,
    found: Months,
    other: Bools,
) -> None:
    begin, end = starts[0], starts[-1]
    for at in range(len(row)):
        here = row[at]
        if here < 0 or last[at] < begin or first[at] >= end:
            continue
        if first[at] < begin or last[at] >= end:
            other[here] = True
            continue
        month = month_of[first[at] - begin]
        whole = starts[month] == first[at] and starts[month + 1] == last[at] + 1
        if whole and np.isnan(found[here, month]):
            found[here, month] = value[at]
        else:
            other[here] = True


@numba.njit(cache=True, nogil=True)
def _fill(  # noqa: PLR0913 - a kernel takes plain arrays
    bounds: Ints,
    first: Ints,
    last: Ints,
    value: Floats,
    starts: Ints,
    month_of: Ints,
    flow: bool,
    found: Floats,
) -> None:
    day_rate = np.empty(len(month_of))
    sums = np.empty((2, len(starts) - 1))  # what was read, and over how many days
    for one in range(len(bounds) - 1):
        sums[:] = 0.0
        low, high = bounds[one], bounds[one + 1]
        if _overlap(first[low:high], last[low:high]):
            day_rate[:] = np.nan
            for at in range(low, high):
                rate = value[at] / (last[at] - first[at] + 1) if flow else value[at]
                begin, end = first[at] - starts[0], last[at] - starts[0] + 1
                day_rate[max(begin, 0) : max(end, 0)] = rate
            _add_days(day_rate, month_of, sums)
        else:
            for at in range(low, high):
                rate = value[at] / (last[at] - first[at] + 1) if flow else value[at]
                _add(first[at], last[at], rate, starts, month_of, sums)
        for month in range(len(starts) - 1):
            length = starts[month + 1] - starts[month]
            mean = sums[0, month] / max(sums[1, month], 1.0)
            known = sums[1, month] >= COVERED_FROM * length
            found[one, month] = mean * (length if flow else 1) if known else np.nan


@numba.njit(cache=True, nogil=True)
def _overlap(first: Ints, last: Ints) -> bool:
    """Tell whether readings overlap; those out of order are taken to."""
    for at in range(1, len(first)):
        if first[at] <= last[at - 1]:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _add_days(day_rate: Floats, month_of: Ints, sums: Floats) -> None:
    for day in range(len(month_of)):
        if not np.isnan(day_rate[day]):
            sums[0, month_of[day]] += day_rate[day]
            sums[1, month_of[day]] += 1


@numba.njit(cache=True, nogil=True)
def _add(first: int, last: int, rate: float, starts: Ints, month_of: Ints, sums: Floats) -> None:
    """Add one reading to the months that it touches."""
    day, end = max(first, starts[0]), min(last, starts[-1] - 1)
    while day <= end:
        month = month_of[day - starts[0]]
        until = min(end, starts[month + 1] - 1)
        sums[0, month] += rate * (until - day + 1)
        sums[1, month] += until - day + 1
        day = until + 1
