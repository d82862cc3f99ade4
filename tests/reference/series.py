"""The slow obvious twin of `engine.series`: a dictionary of days."""

from itertools import pairwise

import numpy as np


def months_day_by_day(readings, starts, *, flow):
    """Return one series' months; `readings` are (first, last, value), later ones speak last."""
    day_rate = {}
    for first, last, value in readings:
        rate = value / (last - first + 1) if flow else value
        day_rate.update(dict.fromkeys(range(first, last + 1), rate))
    found = []
    for begin, end in pairwise(starts):
        rates = [day_rate[day] for day in range(begin, end) if day in day_rate]
        if 2 * len(rates) < end - begin:
            found.append(np.nan)
        else:
            mean = sum(rates) / len(rates)
            found.append(mean * (end - begin) if flow else mean)
    return np.array(found)
