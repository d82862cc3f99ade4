"""Claims made by hand, and what the checker says of them."""

from datetime import date

from ehya.engine.claims import check
from ehya.engine.claims.model import Claim, Finding, Period
from ehya.ledger.rules import vocabulary
from ehya.publish.checking import check_rules

YEAR_1403 = ("2024-03-20", "2025-03-20")
RULES, WORDS = check_rules(), vocabulary()
_KINDS = {
    "so_far": "cumulative_since_year_start",
    "year": "full_year",
    "target": "target_for_year",
    "government": "since_government",
    "event": "event",
    "on": "as_of",
}
_UNITS = {"rials": "IRR", "usd": "USD", "pct": "percent"}


def told(claim_id, metric, value, when="so_far", start="2024-03-20", end="2024-08-12", **more):
    """Return a claim; by default a count of this year until 12 August 2024."""
    if when in ("target", "year") and end == "2024-08-12":
        end = "2025-03-20"
    if when == "on":
        start = None
    unit = _UNITS.get(metric.rpartition("_")[2]) or ("persons" if "jobs" in metric else "units")
    return Claim(
        id=claim_id,
        metric=metric,
        value=value,
        unit=more.pop("unit", unit),
        qualifier=more.pop("qualifier", "eq"),
        period=Period(_KINDS[when], start, end),
        **more,
    )


def verdict(*claims, record=(), on=date(2024, 8, 12)):
    """Return all that the rules see in one text."""
    return check(claims, vocabulary=WORDS, rules=RULES, published_on=on, record=record)


def found(*claims, rule, record=(), on=date(2024, 8, 12)) -> list[Finding]:
    """Return what one rule finds."""
    return [f for f in verdict(*claims, record=record, on=on).findings if f.rule == rule]


def held(*claims, rule, record=(), on=date(2024, 8, 12)):
    """Return the reasons for which one rule is content."""
    return [a.reason for a in verdict(*claims, record=record, on=on).agreements if a.rule == rule]
