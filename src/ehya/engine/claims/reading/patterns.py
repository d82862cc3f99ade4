"""Which metric do a noun, an act, a state and an intention make together?

Read a row as: a number of NOUN, of which ACT is said, in STATE, is METRIC; where the text speaks of
an aim, it is TARGET. "" is "none", "*" is "whatever". The first row that fits decides.
"""

from typing import NamedTuple


class Pattern(NamedTuple):
    """One row: what must be there, and what it makes."""

    noun: str
    act: str
    state: str
    metric: str
    target: str


PATTERNS: tuple[Pattern, ...] = (
    # Units: what was done to them.
    Pattern(
        "unit",
        "revive and capacity",
        "*",
        "units_revived_or_capacity_increased",
        "target_units_revived_or_capacity_increased",
    ),
    Pattern("unit", "revive", "*", "units_revived", "target_units_revived"),
    Pattern("unit", "new", "idle", "units_revived", "target_units_revived"),
    Pattern("unit", "new", "idle and semi", "units_revived", "target_units_revived"),
    Pattern("unit", "need_renovation", "*", "units_need_renovation", ""),
    Pattern("unit", "renovate", "*", "units_renovated", "target_units_renovated"),
    Pattern("unit", "capacity", "*", "units_capacity_increased", "target_units_capacity_increased"),
    Pattern("unit", "new", "*", "units_new_operational", ""),
    Pattern("unit", "repossess", "*", "units_repossessed_by_banks", ""),
    Pattern("unit", "close", "*", "units_closed", ""),
    Pattern("unit", "diagnose", "*", "units_diagnosed", ""),
    Pattern("unit", "serve", "*", "units_served", ""),
    # Units: what they are.
    Pattern("unit", "", "idle and semi", "units_idle_and_semi_active", ""),
    Pattern("unit", "", "idle", "units_idle", ""),
    Pattern("unit", "", "semi", "units_semi_active", ""),
    Pattern("unit", "", "active", "units_active", ""),
    Pattern("unit", "there", "", "units_total", ""),
    # Mines.
    Pattern("mine", "revive", "*", "mines_revived", "target_mines_revived"),
    Pattern("mine", "new", "*", "mines_revived", "target_mines_revived"),
    Pattern("mine", "diagnose", "*", "mines_diagnosed", ""),
    Pattern("mine", "identify", "idle", "mines_idle", ""),
    Pattern("mine", "identify", "*", "mines_diagnosed", ""),
    Pattern("mine", "", "idle", "mines_idle", ""),
    Pattern("mine", "", "idle and semi", "mines_idle", ""),
    # Jobs and people.
    Pattern("job", "per_unit", "*", "jobs_per_revived_unit", ""),
    Pattern("job", "potential", "*", "jobs_potential_idle_units", ""),
    Pattern("job", "exist", "*", "jobs_existing", ""),
    Pattern("job", "create", "*", "jobs_created", "target_jobs_created"),
    Pattern("job", "revive", "*", "jobs_created", "target_jobs_created"),
    # Everything else that is counted.
    Pattern("park", "there", "active", "parks_active", ""),
    Pattern("park", "", "active", "parks_active", ""),
    Pattern("park", "there", "", "parks_total", ""),
    Pattern("project", "new", "*", "projects_inaugurated", ""),
    Pattern("loan", "pay", "*", "loans_count", ""),
    Pattern("province", "*", "*", "provinces_count", ""),
    Pattern("consultant", "*", "*", "consultants", ""),
    Pattern("meeting", "*", "*", "meetings_held", ""),
    Pattern("resolution", "implement", "*", "resolutions_implemented", ""),
    Pattern("resolution", "pass", "*", "resolutions_passed", ""),
    Pattern("resolution", "", "*", "resolutions_passed", ""),
    Pattern("application", "*", "*", "applications_received", ""),
    Pattern("issue", "identify", "*", "issues_identified", ""),
    Pattern("contract", "invest", "*", "finance_contracts_count", ""),
)

# Which acts may be said of which noun; the others are not looked for.
ACTS: dict[str, tuple[str, ...]] = {
    "unit": (
        "revive",
        "renovate",
        "capacity",
        "new",
        "close",
        "repossess",
        "diagnose",
        "serve",
        "need_renovation",
        "released",
    ),
    "mine": ("revive", "new", "diagnose", "identify"),
    "job": ("create", "exist", "potential", "per_unit"),
    "project": ("new",),
    "resolution": ("pass", "implement"),
    "issue": ("identify",),
}

# Metrics that count what happened; the rest say what is. "target_" metrics say what shall be.
STOCKS = frozenset(
    (
        "units_total",
        "units_idle",
        "units_active",
        "units_semi_active",
        "units_idle_and_semi_active",
        "units_need_renovation",
        "units_repossessed_by_banks",
        "mines_idle",
        "jobs_existing",
        "jobs_potential_idle_units",
        "jobs_per_revived_unit",
        "parks_total",
        "parks_active",
        "consultants",
        "issues_identified",
        "share_active_pct",
        "share_idle_pct",
        "share_semi_active_pct",
        "share_sector_pct",
        "share_size_pct",
        "share_revivable_pct",
        "share_cause_liquidity_pct",
        "share_cause_market_pct",
        "share_cause_partners_pct",
        "share_cause_raw_materials_pct",
        "share_cause_machinery_pct",
        "resolutions_implemented_pct",
    )
)
EVENTS = frozenset(("projects_inaugurated", "provinces_count"))

# Money: what the nearest word of the money class makes of an amount.
MONEY: dict[str, str] = {
    "allocate": "finance_allocated",
    "pay": "finance_paid",
    "invest": "investment",
    "export": "exports",
}
CURRENCY_ENDING = {"IRR": "_rials", "USD": "_usd"}


def metric_of(noun: str, act: str, state: str, *, target: bool) -> str:
    """Return the metric that a noun, an act and a state make.

    Args:
        noun: a name of the noun class.
        act: a name of the act class, "" for none.
        state: "idle", "semi", "active", "idle and semi" or "".
        target: whether the text speaks of an aim.

    Returns:
        The metric's name; "" where no row fits or the vocabulary has no such target.
    """
    for row in PATTERNS:
        if row.noun == noun and row.act in ("*", act) and row.state in ("*", state):
            return row.target if target else row.metric
    return ""
