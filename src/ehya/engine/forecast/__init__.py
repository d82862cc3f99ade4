"""Where will the year end? Published counts, targets and past years in, a forecast out."""

from ehya.engine.forecast.model import (
    Curve,
    FanDay,
    Forecast,
    PublishedCount,
    PublishedTarget,
    Series,
)
from ehya.engine.forecast.year_end import METHOD, forecast

__all__ = [
    "METHOD",
    "Curve",
    "FanDay",
    "Forecast",
    "PublishedCount",
    "PublishedTarget",
    "Series",
    "forecast",
]
