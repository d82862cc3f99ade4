"""Which units stand idle, since when, and how sure is that?"""

from ehya.engine.detect.model import NAMES, UNKNOWN, Found, Panel, State, Thresholds
from ehya.engine.detect.states import METHOD, detect

__all__ = ["METHOD", "NAMES", "UNKNOWN", "Found", "Panel", "State", "Thresholds", "detect"]
