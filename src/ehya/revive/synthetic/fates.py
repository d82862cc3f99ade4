"""What does chance say of each case? The same seed says the same, whoever asks and in what order."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@cache
def rules() -> dict[str, Any]:
    """Return the content of programme.toml."""
    return tomllib.loads(Path(__file__).with_name("programme.toml").read_text("utf-8"))


def chance(seed: int, about: str, *keys: Ints) -> Floats:
    """Return a number of chance for each row of keys.

    Args:
        seed: of the programme. [any number from 0]
        about: what is drawn: another word draws anew.
        keys: what the draw hangs on, e.g. a case and its round. shape (rows,)

    Returns:
        shape (rows,) [0..1)
    """
    salt = int.from_bytes(about.encode()[:8].ljust(8, b"."), "little") ^ (seed * 0x2545F4914F6CDD1D)
    state = np.full(np.shape(keys[0]), salt & (2**64 - 1), dtype=np.uint64)
    for key in keys:
        state = _mixed(state + np.asarray(key).astype(np.uint64) * _ODD)
    return (state >> np.uint64(11)).astype(np.float64) / float(2**53)


def normal(seed: int, about: str, *keys: Ints) -> Floats:
    """Return as `chance`, drawn from the normal law."""
    first = np.maximum(chance(seed, about + "1", *keys), 1e-12)
    return np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * chance(seed, about + "2", *keys))


def _mixed(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        state = state + _ODD
        state = (state ^ (state >> np.uint64(30))) * _MIX[0]
        state = (state ^ (state >> np.uint64(27))) * _MIX[1]
        mixed: NDArray[np.uint64] = state ^ (state >> np.uint64(31))
        return mixed


def turns(state: Ints, source: tuple[int, ...], target: tuple[int, ...]) -> list[Ints]:
    """Return in which months each unit goes from one kind of state to another.

    Args:
        state: of each month. shape (units, months) [number of a state; -1 unknown]
        source: states before.
        target: states from that month on.

    Returns:
        For each unit the months, oldest first. [place of a month]
    """
    before = np.isin(state[:, :-1], source)
    after = np.isin(state[:, 1:], target)
    rows, places = np.nonzero(before & after)
    cuts = np.searchsorted(rows, np.arange(len(state) + 1))
    return [places[cuts[row] : cuts[row + 1]] + 1 for row in range(len(state))]
