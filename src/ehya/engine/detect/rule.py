"""What does the plain rule say: below a tenth idle, below a half semi-active, if it lasts?"""

import numpy as np

from ehya.engine.detect.model import UNKNOWN, Bools, Floats, Ints, State, Thresholds
from ehya.engine.detect.silence import quiet_for

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
    silent = np.isnan(ratio).all(axis=2)
    use = np.nanmedian(np.where(silent[..., None], np.inf, ratio), axis=2)
    low = _lasting(use < rules.semi_below, silent, -(-rules.semi_months // months))
    idle = _lasting(use < rules.idle_below, silent, -(-rules.idle_months // months))
    found = np.where(idle, State.IDLE, np.where(low, State.SEMI_ACTIVE, State.ACTIVE))
    found = np.where(silent, UNKNOWN, found)
    last = silent.shape[1] - 1 - np.argmax(~silent[:, ::-1], axis=1)
    stood = found[np.arange(len(found)), last] == State.IDLE
    gone = stood[:, None] & (quiet_for(silent) * months >= rules.gone_months)
    return np.asarray(np.where(gone, State.GONE, found))


def _lasting(low: Bools, silent: Bools, least: int) -> Bools:
    """Return where something holds in at least so many read periods on end, silence passed over."""
    ahead, back = np.zeros(low.shape, np.int64), np.zeros(low.shape, np.int64)
    count = np.zeros(len(low), np.int64)
    for t in range(low.shape[1]):
        count = np.where(silent[:, t], count, np.where(low[:, t], count + 1, 0))
        ahead[:, t] = count
    count = np.zeros(len(low), np.int64)
    for t in range(low.shape[1] - 1, -1, -1):
        count = np.where(silent[:, t], count, np.where(low[:, t], count + 1, 0))
        back[:, t] = count
    return low & ~silent & (ahead + back - 1 >= least)
