"""Which records tell of one unit? Splink's answer, prepared for Persian and explained in words."""

from ehya.register.duplicates.link import METHOD, Reason, find_pairs, reasons
from ehya.register.duplicates.settings import comparisons

__all__ = ["METHOD", "Reason", "comparisons", "find_pairs", "reasons"]
