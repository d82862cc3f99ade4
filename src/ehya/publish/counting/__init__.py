"""What is counted, by which definition, and how many is it?"""

from ehya.publish.counting.asked import DIMENSIONS, WHERE, Asked, Scope
from ehya.publish.counting.counts import (
    METHOD,
    SHARE_METHOD,
    Cell,
    LookedAt,
    Member,
    cells,
    contributors,
    looked_at,
    members,
    months_of,
    plain,
    value_of,
)
from ehya.publish.counting.definitions import Metric, metric_named, metrics
from ehya.publish.counting.typed import asked_typed, period_typed, scope_typed

__all__ = [
    "DIMENSIONS",
    "METHOD",
    "SHARE_METHOD",
    "WHERE",
    "Asked",
    "Cell",
    "LookedAt",
    "Member",
    "Metric",
    "Scope",
    "asked_typed",
    "cells",
    "contributors",
    "looked_at",
    "members",
    "metric_named",
    "metrics",
    "months_of",
    "period_typed",
    "plain",
    "scope_typed",
    "value_of",
]
