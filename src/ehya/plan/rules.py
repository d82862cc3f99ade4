"""Which metrics may have a target, and by which rules may one be split?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load

COUNTRY = "IR"


@dataclass(frozen=True, slots=True)
class TargetMetric:
    """What a target may be of.

    Attributes:
        key: the metric's name.
        unit: "units", "persons", "IRR", "percent", "resolutions" or "projects".
        name_en: in English.
        name_fa: in Persian.
        announced: the record's word for such a target; "" where it has none.
    """

    key: str
    unit: str
    name_en: str
    name_fa: str
    announced: str

    @property
    def splits(self) -> bool:
        """Whether the parts of provinces can add up to it: those of a percentage cannot."""
        return self.unit != "percent"


@dataclass(frozen=True, slots=True)
class SplitRule:
    """A rule that a target is split by.

    Attributes:
        key: its name.
        name_en: what it weighs by, in English.
        name_fa: in Persian.
        source: why it is so.
    """

    key: str
    name_en: str
    name_fa: str
    source: str


@cache
def target_metrics(on: date | None = None) -> Mapping[str, TargetMetric]:
    """Return the metrics that may have a target on a day, by key."""
    counted = {row["name"]: row for row in load("counts", on)["metric"]}
    rows = load("targets", on)["metric"]
    return {row["key"]: _metric(row, counted[row["key"]]) for row in rows}


def _metric(row: Mapping[str, str], counted: Mapping[str, str]) -> TargetMetric:
    """Return a metric whose names and unit are those of the figure that is made of it."""
    own = {name: counted[name] for name in ("unit", "name_en", "name_fa")}
    return TargetMetric(key=row["key"], announced=row.get("announced", ""), **own)


@cache
def split_rules(on: date | None = None) -> Mapping[str, SplitRule]:
    """Return the rules that a target may be split by on a day, by key."""
    return {row["key"]: SplitRule(**row) for row in load("targets", on)["rule"]}


def metric_of(key: str, on: date | None = None) -> TargetMetric:
    """Return a metric that may have a target.

    Raises:
        Refusal: "plan.no_such_metric".
    """
    found = target_metrics(on).get(key)
    if found is None:
        raise Refusal("plan.no_such_metric", metric=key[:60])
    return found


def rule_of(key: str, on: date | None = None) -> SplitRule:
    """Return a rule of splitting.

    Raises:
        Refusal: "plan.no_such_rule".
    """
    found = split_rules(on).get(key)
    if found is None:
        raise Refusal("plan.no_such_rule", rule=key[:60])
    return found
