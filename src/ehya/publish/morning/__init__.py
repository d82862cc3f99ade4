"""What does the director see of the programme on a morning?

Everything is asked of the house's own facts on both clocks; what was published stands in `briefing`.
"""

from ehya.publish.morning.ahead import ahead, ahead_kept
from ehya.publish.morning.moved import Moved
from ehya.publish.morning.parts import Part
from ehya.publish.morning.reached import Reached, reached
from ehya.publish.morning.whole import KIND, METHOD, Morning, morning

__all__ = [
    "KIND",
    "METHOD",
    "Morning",
    "Moved",
    "Part",
    "Reached",
    "ahead",
    "ahead_kept",
    "morning",
    "reached",
]
