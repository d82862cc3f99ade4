"""What does the record know, as of when, and as known when?

`known_at` is a moment, or a day (its end is meant); None is the moment the reader stands on.
"""

from ehya.publish.queries.changes import Changes, Corrected, changed_between
from ehya.publish.queries.findings import findings_of, findings_of_record
from ehya.publish.queries.rail import KnownCounts, MonthCount, known_counts
from ehya.publish.queries.record import (
    Neighbours,
    Recorded,
    claim,
    claims_known,
    neighbours,
    record_size,
    recorded_known,
    versions,
)
from ehya.publish.queries.search import Choice, Choices, Page, Wanted, choices, search
from ehya.publish.queries.texts import (
    HeldClaim,
    Text,
    kept_text,
    kept_texts,
)

__all__ = [
    "Changes",
    "Choice",
    "Choices",
    "Corrected",
    "HeldClaim",
    "KnownCounts",
    "MonthCount",
    "Neighbours",
    "Page",
    "Recorded",
    "Text",
    "Wanted",
    "changed_between",
    "choices",
    "claim",
    "claims_known",
    "findings_of",
    "findings_of_record",
    "kept_text",
    "kept_texts",
    "known_counts",
    "neighbours",
    "record_size",
    "recorded_known",
    "search",
    "versions",
]
