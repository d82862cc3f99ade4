"""What do nested groups' rates come to, found by blind search instead of Newton's method?

The same law written out group by group: a rate of each period for everybody, a course of each first
group, a factor of each group; each scatters by a width. A general minimiser finds the top of it, and
the doubt is read off the bend there by differences.
"""

from math import exp, log

import numpy as np
from scipy.optimize import minimize


def parts_of(groups, periods):
    """Return the names of all parts, in any order: (kind, group, period)."""
    names = [("everybody", (), k) for k in range(periods)]
    names += [("course", g, k) for g in sorted({g[:1] for g in groups}) for k in range(periods)]
    deep = sorted({g[:depth] for g in groups for depth in range(1, len(g) + 1)})
    return names + [(f"level {len(g)}", g, None) for g in deep]


def against(parts, names, groups, events, at_risk, widths, centre):
    """Return what speaks against some parts: minus the logarithm of their law."""
    told = dict(zip(names, parts, strict=True))
    total = 0.0
    for row, group in enumerate(groups):
        for k in range(events.shape[1]):
            rate = told["everybody", (), k] + told["course", group[:1], k]
            for depth in range(1, len(group) + 1):
                rate += told[f"level {depth}", group[:depth], None]
            total += at_risk[row, k] * exp(rate) - events[row, k] * rate
    for (kind, _, _), value in told.items():
        middle = centre if kind == "everybody" else 0.0
        total += (value - middle) ** 2 / (2 * widths[kind] ** 2)
    return total


def fitted(groups, events, at_risk, widths):
    """Return the likeliest logarithms of rates. shape (groups, periods) [log events/day]"""
    names = parts_of(groups, events.shape[1])
    centre = log(max(events.sum(), 0.5) / at_risk.sum())
    start = np.array([centre if kind == "everybody" else 0.0 for kind, _, _ in names])
    asked = (names, groups, events, at_risk, widths, centre)
    found = minimize(against, start, asked, method="BFGS", options={"gtol": 1e-9, "maxiter": 5000})
    told = dict(zip(names, found.x, strict=True))
    rates = np.zeros(events.shape)
    for row, group in enumerate(groups):
        for k in range(events.shape[1]):
            rates[row, k] = told["everybody", (), k] + told["course", group[:1], k]
            rates[row, k] += sum(
                told[f"level {depth}", group[:depth], None] for depth in range(1, len(group) + 1)
            )
    return rates
