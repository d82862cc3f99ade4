"""How likely is each count, taking one case after another?"""

from fractions import Fraction
from math import exp, fsum, log, pi, sqrt

import numpy as np


def law_by_cases(chances):
    """Return P(count = 0), … by hand: exact where the chances are fractions, else by doubles."""
    law = [Fraction(1)] if all(isinstance(p, Fraction) for p in chances) else [1.0]
    for p in chances:
        law = [
            (law[k] * (1 - p) if k < len(law) else 0) + (law[k - 1] * p if k else 0)
            for k in range(len(law) + 1)
        ]
    return law


def tail_by_cases(chances, at_least):
    """Return P(count >= at_least), the smallest added first; only sums of positive numbers."""
    return fsum(law_by_cases([float(p) for p in chances])[max(0, at_least) :])


def law_of_many(chances):
    """Return the same of many cases in numbers with 64 bits of mantissa, down to 1e-4900."""
    law = np.zeros(len(chances) + 1, dtype=np.longdouble)
    law[0] = 1
    for k, p in enumerate(np.asarray(chances, dtype=np.longdouble)):
        risen = law[: k + 1] * p
        law[: k + 1] *= 1 - p
        law[1 : k + 2] += risen
    return law


def shared_by_strips(chances, sigma, strips=20_000, reach=9.0):
    """Return the law of the count under a shock that all share, in very many strips of z."""
    logits = [log(p / (1 - p)) for p in chances]
    wide = 2 * reach / strips
    law = [0.0] * (len(chances) + 1)
    for strip in range(strips):
        z = -reach + (strip + 0.5) * wide
        moved = [1 / (1 + exp(-(logit + sigma * z))) for logit in logits]
        weight = exp(-z * z / 2) / sqrt(2 * pi) * wide
        law = [all_ + weight * one for all_, one in zip(law, law_by_cases(moved), strict=True)]
    return law
