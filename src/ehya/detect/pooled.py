"""Where is kept what a sweep learnt of all units, so that one of them can be told of again?"""

import os
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

import numpy as np

from ehya.detect.models import Sweep
from ehya.engine.detect import Pooled
from ehya.ledger.home import home, make_home

FOLDER: Final = "sweeps"


def keep_pooled(sweep: Sweep, pooled: Pooled, groups: Sequence[str]) -> None:
    """Keep what a sweep learnt in the home folder: whole, or not at all.

    Args:
        sweep: whose it is.
        pooled: what its units have in common.
        groups: their names, as of `panel.Ground`.
    """
    path = make_home(FOLDER) / _name(sweep)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        told = {field.name: getattr(pooled, field.name) for field in fields(Pooled)}
        np.savez(file, names=np.array(groups, dtype=np.str_), **told)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def kept_pooled(sweep: Sweep) -> tuple[Pooled, tuple[str, ...]] | None:
    """Return what a sweep learnt, and its groups' names; None where it is not kept here."""
    path = home() / FOLDER / _name(sweep)
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as told:
        found = {field.name: told[field.name] for field in fields(Pooled)}
        names = tuple(told["names"].tolist())
    scalars = {name: value.item() for name, value in found.items() if value.ndim == 0}
    return Pooled(**{**found, **scalars}), names


def drop_pooled(sweep: Sweep) -> None:
    """Take away what a sweep learnt that never came to its end."""
    Path(home() / FOLDER / _name(sweep)).unlink(missing_ok=True)


def _name(sweep: Sweep) -> str:
    return f"{sweep.pk}.npz"
