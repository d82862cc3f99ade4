"""What does the plain rule say: below a tenth idle, below a half semi-active, if it lasts?"""

import numpy as np

from ehya.engine.detect.kernel_jit import each_part, plain
from ehya.engine.detect.model import UNKNOWN, Floats, Ints, State, Thresholds

METHOD = "detect.rule/1"


def rule(ratio: Floats, rules: Thresholds, months: int) -> Ints:
    """Return each period's state by thresholds alone, for a reader to check by eye.

    The middle of a period's signals is held against the thresholds; a dip shorter than the least
    months is none. A unit that was idle when it fell silent for good is gone once the silence has
    lasted; any other silence is unknown.

    Args:
        ratio: shape (units, periods, signals) [share of own level]
        rules: the thresholds in force.
        months: length of a period. [months]

    Returns:
        shape (units, periods) [number of a `State`], `UNKNOWN` in silence.

    Source:
        The thresholds are the law's words: `ledger/rules/detect.toml`.
    """
    found = np.empty(ratio.shape[:2], np.int8)
    semi, idle = -(-rules.semi_months // months), -(-rules.idle_months // months)
    late = -(-rules.gone_months // months)

    def part(start: int, end: int) -> None:
        below = rules.semi_below, rules.idle_below
        _by_thresholds(ratio[start:end], below, (semi, idle, late), found[start:end])

    each_part(part, len(ratio))
    return found


@plain
def _by_thresholds(
    ratio: Floats, below: tuple[float, float], least: tuple[int, int, int], found: Ints
) -> None:
    units, periods, signals = ratio.shape
    use, some = np.empty(periods), np.empty(signals, ratio.dtype)
    for unit in range(units):
        last = -1
        for period in range(periods):
            use[period] = _middle(ratio[unit, period], some)
            silent = np.isnan(use[period])
            last = last if silent else period
            found[unit, period] = UNKNOWN if silent else State.ACTIVE
        for state in (State.SEMI_ACTIVE, State.IDLE):
            _mark_lasting(use, below[state - 1], least[state - 1], state, found[unit])
        if last >= 0 and found[unit, last] == State.IDLE:
            found[unit, last + least[2] :] = State.GONE


@plain
def _middle(told: Floats, some: Floats) -> float:
    """Return the median of what is not missing; NaN of nothing."""
    count = 0
    for value in told:
        if not np.isnan(value):
            place = count
            while place > 0 and some[place - 1] > value:
                some[place] = some[place - 1]
                place -= 1
            some[place] = value
            count += 1
    return (some[count // 2] + some[(count - 1) // 2]) / 2 if count else np.nan


@plain
def _mark_lasting(use: Floats, below: float, least: int, state: int, found: Ints) -> None:
    """Mark where use is low in at least so many read periods on end, silence passed over."""
    begin, count = 0, 0
    for period in range(len(use) + 1):
        if period < len(use) and np.isnan(use[period]):
            continue
        if period < len(use) and use[period] < below:
            begin = begin if count else period
            count += 1
            continue
        if count >= least:
            for inside in range(begin, period):
                if not np.isnan(use[inside]):
                    found[inside] = state
        count = 0
