"""Which units stand idle, since when, and how sure is that?"""

from ehya.engine.detect.model import NAMES, UNKNOWN, Found, Panel, Pooled, State, Thresholds
from ehya.engine.detect.pooling import METHOD, pool
from ehya.engine.detect.states import detect, tell

__all__ = [
    "METHOD",
    "NAMES",
    "UNKNOWN",
    "Found",
    "Panel",
    "Pooled",
    "State",
    "Thresholds",
    "detect",
    "pool",
    "tell",
]
