"""Which obstacle holds each made-up unit up?

National shares, leaning by branch, age, months standing, place and park, so that there is something
to learn. Nothing of it is known to whoever learns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ehya.register.models import UnitVersion
from ehya.revive.synthetic.fates import Floats, Ints, chance, normal, rules

if TYPE_CHECKING:
    from ehya.revive.synthetic.play import Play

_DAYS_A_YEAR = 365.2425


def obstacles_of(play: Play, standing: Sequence[int]) -> dict[int, str]:
    """Return which obstacle holds each unit of a programme up.

    Args:
        play: the programme.
        standing: kinds of months that count as standing still, places in `NAMES`.
    """
    units, codes, chances = chances_of(play, standing)
    drawn = chance(play.seed, "cause", units)
    found = (np.cumsum(chances, axis=1) < drawn[:, None]).sum(axis=1)
    return {unit: codes[place] for unit, place in zip(units.tolist(), found.tolist(), strict=True)}


def chances_of(play: Play, standing: Sequence[int]) -> tuple[Ints, list[str], Floats]:
    """Return how probably each obstacle is drawn for each unit: the best that anybody could tell.

    Args:
        play: the programme.
        standing: as for `obstacles_of`.

    Returns:
        Units; obstacles; and chances. shape (units, obstacles) [0..1]
    """
    units = np.array(sorted(play.units), dtype=np.int64)
    rows = [play.units[unit] for unit in units.tolist()]
    codes = list(rules()["causes"])
    weights = np.tile(np.array([rules()["causes"][code] for code in codes]), (len(units), 1))
    parks = np.array([int((row.park_id or "P-0")[2:]) for row in rows], dtype=np.int64)
    for place, code in enumerate(codes):
        leans = rules()["leans"].get(code, {})
        weights[:, place] *= [leans.get((row.isic or "")[:2], 1.0) for row in rows]
        spread = rules()["together"].get(code, 0.0)
        alike = normal(play.seed, f"park{place}", parks)
        weights[:, place] *= np.where(parks > 0, np.exp(spread * alike), 1.0)
    at_last = _Last(play.told.months[-1].last, _months(play, units, standing))
    for lean in rules()["otherwise"]:
        holds = _WHEN[lean["when"]](rows, at_last, lean)
        weights[holds, codes.index(lean["cause"])] *= lean["times"]
    return units, codes, weights / weights.sum(axis=1, keepdims=True)


def _months(play: Play, units: Any, standing: Sequence[int]) -> Floats:
    """Return how many months each unit stands in all. shape (units,) [months]"""
    state = play.told.state
    still = np.isin(state, standing).sum(axis=1)
    row = play.told.row
    return np.array([float(still[row[unit]]) if unit in row else 0.0 for unit in units.tolist()])


class _Last(NamedTuple):
    """How it is when the last month ends: the day, and the months that each unit stands in all."""

    day: date
    months: Floats


def _old(rows: Sequence[UnitVersion], at: _Last, lean: Mapping[str, Any]) -> Any:
    since = np.array([row.licensed_on.toordinal() if row.licensed_on else np.inf for row in rows])
    return (at.day.toordinal() - since) / _DAYS_A_YEAR >= lean["at_least"]


def _long(rows: Sequence[UnitVersion], at: _Last, lean: Mapping[str, Any]) -> Any:
    return at.months >= lean["at_least"]


def _outside(rows: Sequence[UnitVersion], at: _Last, lean: Mapping[str, Any]) -> Any:
    return np.array([row.park_id is None for row in rows], dtype=bool)


def _there(rows: Sequence[UnitVersion], at: _Last, lean: Mapping[str, Any]) -> Any:
    return np.array([row.province_id in lean["provinces"] for row in rows], dtype=bool)


_WHEN: dict[str, Callable[[Sequence[UnitVersion], _Last, Mapping[str, Any]], Any]] = {
    "age_years": _old,
    "months_standing": _long,
    "outside_park": _outside,
    "province": _there,
}
