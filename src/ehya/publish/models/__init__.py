"""What was said in public, and what does the house itself say?"""

from ehya.publish.models.figures import Correction, Figure, Release
from ehya.publish.models.press import Publication, Statement, Telling
from ehya.publish.models.record import (
    KINDS,
    QUALIFIERS,
    UNITS,
    HeldBack,
    KeptText,
    RecordedClaim,
    Source,
)

__all__ = [
    "KINDS",
    "QUALIFIERS",
    "UNITS",
    "Correction",
    "Figure",
    "HeldBack",
    "KeptText",
    "Publication",
    "RecordedClaim",
    "Release",
    "Source",
    "Statement",
    "Telling",
]
