"""Panels that a reader can see before the eye: one row of readings a unit."""

import numpy as np

from ehya.engine.detect import NAMES, Panel, Thresholds, detect

LAW = Thresholds(
    idle_below=0.10,
    semi_below=0.50,
    idle_months=3,
    semi_months=3,
    gone_months=24,
    warn_months=6,
    crowd=12,
    missed_stop_costs=4.0,
)
GAP = np.nan


def steady(units: int, periods: int, seed: int = 1403, scatter: float = 0.08) -> np.ndarray:
    """Units of very different size that work on and on. shape (units, periods)"""
    chance = np.random.default_rng(seed)
    size = np.exp(chance.normal(6, 1.5, units))
    return size[:, None] * np.exp(chance.normal(0, scatter, (units, periods)))


def among(rows: list[list[float]], *, others: int = 20, scatter: float = 0.08) -> np.ndarray:
    """The given units first, then others that work on."""
    return np.vstack([np.array(rows, dtype=float), steady(others, len(rows[0]), scatter=scatter)])


def told(readings: np.ndarray, months: int, group=None, law: Thresholds = LAW):
    """What is found; readings of one signal may lack their last axis."""
    three = readings[..., None] if readings.ndim == 2 else readings
    groups = np.zeros(len(three), dtype=np.int64) if group is None else np.array(group)
    return detect(Panel(three, groups, months), law)


def letters(found, unit: int = 0) -> str:
    """The course of a unit's states: A, S, I, G, and - before its first reading."""
    return "".join("-" if state < 0 else NAMES[state][0].upper() for state in found.state[unit])
