"""Where will the year end? Published counts, targets and past years in, a forecast out.

Or, from open cases: each case's chance in, the exact law of how many succeed out.
"""

from ehya.engine.forecast.counting import distribution, quantiles, tail
from ehya.engine.forecast.model import (
    Curve,
    FanDay,
    Forecast,
    PublishedCount,
    PublishedTarget,
    Series,
)
from ehya.engine.forecast.shock import Spread, at_least, learn_sigma, shared
from ehya.engine.forecast.year_end import METHOD, forecast

__all__ = [
    "METHOD",
    "Curve",
    "FanDay",
    "Forecast",
    "PublishedCount",
    "PublishedTarget",
    "Series",
    "Spread",
    "at_least",
    "distribution",
    "forecast",
    "learn_sigma",
    "quantiles",
    "shared",
    "tail",
]
