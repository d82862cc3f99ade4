"""How does a chart of the cockpit say its finding?

Every function returns a Vega-Lite spec as plain JSON values. A spec names no colour: its marks
carry a `style`, and `static/ehya/chart-theme.json` says how that style looks by day and by night.
Titles, units and sources are HTML around the chart, never inside it.
"""

from ehya.web.charts.fan import FanChart, FanWords, fan
from ehya.web.charts.pace import PaceYear, pace
from ehya.web.charts.targets import TargetRow, targets

__all__ = ["FanChart", "FanWords", "PaceYear", "TargetRow", "fan", "pace", "targets"]
