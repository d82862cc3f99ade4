"""Do readings prove that a unit runs, or that it stands? Pure: months in, a word out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ehya.engine.detect import NAMES

METHOD = "verify.readings/1"
STANDING = ("idle", "gone")
_AT_WORK = {"revival": ("active", "semi_active"), "capacity": ("active",)}
_AT_WORK["renovation"] = _AT_WORK["revival"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What readings say of a restart.

    Attributes:
        found: "running", "standing" or "unseen".
        until: place of the last month that it rests on; -1 for none.
        months: how many months on end were at work, or stood.
        insured: mean of those insured over the people claimed, in those months; NaN if not read.
    """

    found: str
    until: int
    months: int
    insured: float


def proof(  # noqa: PLR0913 - months, people, and where to look
    state: NDArray[np.int64],
    insured: NDArray[np.float64],
    *,
    kind: str,
    jobs: int,
    first: int,
    last: int,
    rules: Mapping[str, Any],
) -> Proof:
    """Return what the months from `first` to `last` say of a unit that was told to run.

    Args:
        state: place in `engine.detect.NAMES`, -1 where nothing is known. shape (months,)
        insured: people insured in each month; NaN where not read. shape (months,) [persons]
        kind: of the case: revival, capacity or renovation.
        jobs: people claimed to work there again. [persons]
        first: the first month that counts: the one after the restart's. [place]
        last: the last one. [place]
        rules: of `verify.toml`.

    Returns:
        "running" where the newest months at work are enough and their people are insured;
        "standing" where the newest months stand; else "unseen".

    Source:
        `ledger/rules/verify.toml`.
    """
    seen = state[max(first, 0) : last + 1]
    if not len(seen):
        return Proof("unseen", -1, 0, float("nan"))
    stood = _at_the_end(np.isin(seen, [NAMES.index(name) for name in STANDING]))
    if stood >= rules["standing_months"]:
        return Proof("standing", last, stood, float("nan"))
    worked = _at_the_end(np.isin(seen, [NAMES.index(name) for name in _AT_WORK[kind]]))
    share = _share(insured[last + 1 - worked : last + 1], jobs)
    enough = worked >= rules["months"] and share >= rules["insured_at_least"]
    return Proof("running" if enough else "unseen", last, worked, share)


def _at_the_end(told: NDArray[np.bool_]) -> int:
    """Return how many of the last months are so, without a gap."""
    other = np.flatnonzero(~told)
    return len(told) - 1 - int(other[-1]) if len(other) else len(told)


def _share(insured: NDArray[np.float64], jobs: int) -> float:
    read = insured[np.isfinite(insured)]
    return float(read.mean() / max(jobs, 1)) if len(read) else float("nan")
