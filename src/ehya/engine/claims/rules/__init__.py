"""Which rules are there, in the order in which their findings are read?"""

from ehya.engine.claims.bench import Rule
from ehya.engine.claims.rules import implied_rate, label, pace, parts_total

RULES: tuple[Rule, ...] = (
    parts_total.RULE,
    implied_rate.RULE,
    label.RULE,
    pace.RULE,
)
