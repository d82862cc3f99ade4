"""Can every number of a statement be proven before it is said?

Each number is read, matched to what the house counts itself, and checked against the record.
"""

from ehya.publish.press.examining import Examined, examine
from ehya.publish.press.matching import Match, answered_by
from ehya.publish.press.numbers import Number, numbers_in

__all__ = ["Examined", "Match", "Number", "answered_by", "examine", "numbers_in"]
