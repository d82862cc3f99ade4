"""What probably holds a unit up, judged by what visits found at others?

`shares` counts what was found near by and shrinks it towards what is usual, `learning` learns and
measures, `telling` tells from what was learnt and says when that is too little.

Source:
    Hastie, Tibshirani, Friedman (2009), The Elements of Statistical Learning, chapters 3 and 4;
    Platt (1999) for calibration. Each function names its own.
"""

from ehya.engine.diagnose.learning import Examples, Rules, learn
from ehya.engine.diagnose.shares import (
    LEVELS,
    NATION,
    Sightings,
    departures,
    pulls,
    seen_before,
    shrunk,
)
from ehya.engine.diagnose.telling import Reason, Told, sound, tell

METHOD = "diagnose.causes/1"

__all__ = [
    "LEVELS",
    "METHOD",
    "NATION",
    "Examples",
    "Reason",
    "Rules",
    "Sightings",
    "Told",
    "departures",
    "learn",
    "pulls",
    "seen_before",
    "shrunk",
    "sound",
    "tell",
]
