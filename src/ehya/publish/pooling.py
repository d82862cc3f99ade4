"""Where will the year end, if the open cases and the published series are both heard?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from scipy.stats import lognorm, norm  # type: ignore[import-untyped,unused-ignore]

from ehya.engine.forecast import Forecast
from ehya.engine.forecast.counting import quantiles
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load
from ehya.publish.forecasts import forecast_from_record
from ehya.publish.pipeline import ALMOST, SHARES, Floats, Pipeline
from ehya.publish.queries.record import claims_known

METHOD: Final = "publish.pooling/1"
METRIC: Final = "units_revived"
PLACE: Final = "Iran"
TENTH: Final = float(norm.ppf(0.9))  # half of an interval of 80, in standard deviations
FURTHEST: Final = 1e-9  # of the published law is left out beyond


@dataclass(frozen=True, slots=True)
class Pooled:
    """Both forecasts, heard together.

    Attributes:
        published: the forecast by the published series.
        weight: how much the open cases weigh in the pool. [0..1]
        interval: 2.5, 10, 50, 90 and 97.5 of a hundred. [units]
        p_target: the chance of the target that the open cases were asked about; None without one.
            [0..1]
    """

    published: Forecast
    weight: float
    interval: tuple[int, ...]
    p_target: float | None


def pooled(found: Pipeline, known_at: date) -> Pooled | None:
    """Return the pool of both forecasts of a year; None where only one of them can be made.

    Args:
        found: the forecast by open cases, of the whole country's claimed restarts.
        known_at: only what was published by then speaks.
    """
    if found.synthetic or found.stage != "claimed":
        return None  # nothing made up is heard together with what was published
    try:
        told = forecast_from_record(
            claims_known(known_at), metric=METRIC, place=PLACE, year=found.year, known_at=known_at
        )
    except Refusal:
        return None
    low, high = told.interval80
    if not 0 < low < high:
        return None
    return pool(found, told, load("pipeline", found.as_of)["pool_weight"])


def pool(found: Pipeline, told: Forecast, weight: float) -> Pooled:
    """Return the linear pool of two laws: of so many of a hundred, one, of the others, the other.

    The published series is taken as log-normal between its tenths; it cannot end below what is
    counted already.

    Args:
        found: the forecast by open cases.
        told: the forecast by the published series, with an interval above zero.
        weight: of the open cases. [0..1]

    Source:
        Stone (1961), Ann. Math. Stat. 32:1339-1342, the linear opinion pool.
    """
    ours = np.concatenate([np.zeros(found.counted), found.law])
    theirs = _published(told, found.counted)
    size = max(len(ours), len(theirs))
    law = weight * _padded(ours, size) + (1 - weight) * _padded(theirs, size)
    told_by = tuple(int(each) for each in quantiles(law, SHARES))
    return Pooled(told, weight, told_by, _reaches(law, found))


def _reaches(law: Floats, found: Pipeline) -> float | None:
    if found.target is None:
        return None
    if found.counted >= found.target:
        return 1.0
    return min(float(law[found.target :].sum()), ALMOST)


def _published(told: Forecast, counted: int) -> Floats:
    low, high = np.log(told.interval80)
    law = lognorm(s=(high - low) / (2 * TENTH), scale=told.median)
    ends = np.arange(int(law.isf(FURTHEST)) + counted + 2)
    mass: Floats = np.diff(law.cdf(np.concatenate([[0.0], ends + 0.5])))
    mass[:counted] = 0.0
    if not mass.any():
        mass[counted] = 1.0
    shares: Floats = mass / mass.sum()
    return shares


def _padded(law: Floats, size: int) -> Floats:
    return np.concatenate([law, np.zeros(size - len(law))])
