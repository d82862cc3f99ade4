"""What does a lot say of all, counting one restart after another and adding up a beta law's strips?"""

from math import lgamma

import numpy as np

STRIPS = 20_000


def rate_by_counting(rows, mass):
    """Return least, most, low and high of the share that stands still.

    Args:
        rows: of each province: how many are there, drawn, looked at and found standing.
        mass: of the interval. [0..1]
    """
    worst, best, weights = [], [], []
    for there, drawn, seen, standing in rows:
        for place in range(drawn):
            stood = place < standing
            unseen = place >= seen
            best.append(float(stood))
            worst.append(float(stood or unseen))
            weights.append(there / drawn)
    everybody = sum(there for there, drawn, _, _ in rows if drawn)
    least = sum(w * x for w, x in zip(weights, best, strict=True)) / everybody
    most = sum(w * x for w, x in zip(weights, worst, strict=True)) / everybody
    if everybody == len(weights):
        return least, most, least, most
    even = sum(weights) ** 2 / sum(w * w for w in weights)
    worth = even * (everybody - 1) / (everybody - len(weights))
    tail = (1 - mass) / 2
    low = _quantile(tail, least * worth, worth - least * worth + 1) if least else 0.0
    high = _quantile(1 - tail, most * worth + 1, worth - most * worth) if most < 1 - 1e-12 else 1.0
    return least, most, min(low, least), max(high, most)


def _quantile(share, a, b):
    """Where a beta law has so much of it below, its density summed in strips of an angle."""
    angle = (np.arange(STRIPS) + 0.5) * (np.pi / 2 / STRIPS)
    whole = lgamma(a + b) - lgamma(a) - lgamma(b)
    law = np.exp(whole + (2 * a - 1) * np.log(np.sin(angle)) + (2 * b - 1) * np.log(np.cos(angle)))
    below = np.cumsum(2 * law) * (np.pi / 2 / STRIPS)
    ends = np.sin((np.arange(STRIPS) + 1) * (np.pi / 2 / STRIPS)) ** 2
    return float(np.interp(share, np.r_[0, below / below[-1]], np.r_[0, ends]))
