"""Which case of a made-up programme goes on, and what does its chance hang on?"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from ehya.revive.synthetic.fates import Ints
from ehya.revive.table import KINDS


class Waiting(NamedTuple):
    """A case that goes on from where it is, as it stands now."""

    pk: int
    unit_id: int
    province_id: str
    kind: str
    state: str
    since: date
    round: int
    round_begun: date
    jobs: int
    opened_on: date
    version: int


def keys_of(cases: Iterable[Waiting]) -> tuple[Ints, Ints, Ints]:
    """Return what chance hangs on: a case's unit, its kind and first day, and its round.

    Never its number, so that a programme goes the same way however many play it at once.
    """
    kinds = len(KINDS)
    told = [
        (case.unit_id, case.opened_on.toordinal() * kinds + KINDS.index(case.kind), case.round)
        for case in cases
    ]
    keys = np.array(told, dtype=np.int64).reshape(-1, 3)
    return keys[:, 0], keys[:, 1], keys[:, 2]
