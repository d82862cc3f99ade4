"""Which rules are there, in the order in which their findings are read?"""

from ehya.engine.claims.bench import Rule
from ehya.engine.claims.rules import (
    calendar,
    cumulative_falls,
    implied_rate,
    label,
    ledger_conflict,
    magnitude,
    pace,
    parts_total,
    share_of_count,
    stock_flow,
    subset_exceeds_whole,
    targets,
)

RULES: tuple[Rule, ...] = (
    parts_total.RULE,
    implied_rate.RULE,
    subset_exceeds_whole.RULE,
    share_of_count.RULE,
    cumulative_falls.RULE,
    calendar.RULE,
    ledger_conflict.RULE,
    stock_flow.RULE,
    magnitude.RULE,
    label.RULE,
    targets.STALE,
    targets.MOVED,
    pace.RULE,
)
