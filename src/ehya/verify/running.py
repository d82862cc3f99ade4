"""Do readings prove that units run, or that they stand? Pure: months in, words out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehya.engine.detect import NAMES

METHOD = "verify.readings/1"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RUNNING, STANDING, UNSEEN = "running", "standing", "unseen"
_AT_WORK = {"revival": ("active", "semi_active"), "capacity": ("active",)}
_AT_WORK["renovation"] = _AT_WORK["revival"]


@dataclass(frozen=True, slots=True)
class Runs:
    """For how many months on end, up to each, units stood or worked.

    Attributes:
        stood: shape (units, months) [months]
        worked: kind of case -> shape (units, months) [months]
        insured: sum of those insured in the months so far. shape (units, months + 1) [persons]
        read: of how many months so far they were read. shape (units, months + 1) [months]
    """

    stood: Ints
    worked: Mapping[str, Ints]
    insured: Floats
    read: Ints


@dataclass(frozen=True, slots=True)
class Asked:
    """Restarts that are asked about, one row each.

    Attributes:
        row: of the unit in `Runs`. shape (restarts,)
        kind: of the case: revival, capacity or renovation. shape (restarts,)
        jobs: people claimed to work there again. shape (restarts,) [persons]
        first: the first month that counts: the one after the restart's. shape (restarts,) [place]
    """

    row: Ints
    kind: NDArray[np.str_]
    jobs: Ints
    first: Ints


@dataclass(frozen=True, slots=True)
class Proofs:
    """What readings say of restarts.

    Attributes:
        found: "running", "standing" or "unseen". shape (restarts,)
        months: how many months on end were at work, or stood. shape (restarts,) [months]
        insured: mean insured over the people claimed, in those months; NaN if not read.
            shape (restarts,) [share]
    """

    found: NDArray[np.str_]
    months: Ints
    insured: Floats


def runs_of(state: Ints, insured: Floats) -> Runs:
    """Return for how many months on end units stood or worked, once for whatever is asked.

    Args:
        state: place in `engine.detect.NAMES`, -1 where nothing is known. shape (units, months)
            [number of a state]
        insured: people insured in each month; NaN where not read. shape (units, months) [persons]
    """
    known = np.isfinite(insured)
    return Runs(
        stood=_on_end(np.isin(state, _places(("idle", "gone")))),
        worked={kind: _on_end(np.isin(state, _places(names))) for kind, names in _AT_WORK.items()},
        insured=_so_far(np.where(known, insured, 0.0)),
        read=_so_far(known.astype(np.int64)),
    )


def proofs(runs: Runs, asked: Asked, *, last: int, rules: Mapping[str, Any]) -> Proofs:
    """Return what the months up to the last one say of units that were told to run.

    Args:
        runs: of the units.
        asked: the restarts.
        last: the last month that counts. [place]
        rules: of `verify.toml`.

    Returns:
        "running" where the newest months at work are enough and their people are insured;
        "standing" where the newest months stand; else "unseen".

    Source:
        `ledger/rules/verify.toml`.
    """
    reach = np.clip(last - np.maximum(asked.first, 0) + 1, 0, None)
    stood = np.minimum(runs.stood[asked.row, last], reach)
    at_work = np.zeros_like(stood)
    for kind, months in runs.worked.items():
        at_work = np.where(asked.kind == kind, months[asked.row, last], at_work)
    worked = np.minimum(at_work, reach)
    begin = last + 1 - worked
    people = runs.insured[asked.row, last + 1] - runs.insured[asked.row, begin]
    read = runs.read[asked.row, last + 1] - runs.read[asked.row, begin]
    share = np.full(len(worked), np.nan)
    np.divide(people, read * np.maximum(asked.jobs, 1), out=share, where=read > 0)
    enough = (worked >= rules["months"]) & (share >= rules["insured_at_least"])
    stands = stood >= rules["standing_months"]
    found = np.where(stands, STANDING, np.where(enough, RUNNING, UNSEEN))
    return Proofs(found, np.where(stands, stood, worked), np.where(stands, np.nan, share))


def _places(names: tuple[str, ...]) -> list[int]:
    return [NAMES.index(name) for name in names]


def _on_end(told: NDArray[np.bool_]) -> Ints:
    """Return for how many months on end it was so, up to each. shape (units, months)"""
    found = np.zeros(told.shape, dtype=np.int64)
    for month in range(told.shape[1]):
        before = found[:, month - 1] if month else 0
        found[:, month] = np.where(told[:, month], before + 1, 0)
    return found


def _so_far(told: Any) -> Any:
    return np.concatenate([np.zeros((len(told), 1), told.dtype), told.cumsum(axis=1)], axis=1)
