"""What does each figure of the house count, by which definition of which day?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load

RULES = "counts"
SHARE = "percent"  # the unit of a metric that is a part of a hundred, not a sum

Language = Literal["en", "fa"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One definition, in force from a day.

    Attributes:
        name: in addresses and certificates, e.g. "units_revived_verified".
        unit: what the number is of: "units", "persons", "IRR", "percent" …
        source: which facts are counted; a name of `counting.sources`.
        settings: what the source is told besides: kind, stage, states, movements.
        once_per: what is counted once.
        adds_over: over what parts add up to their whole: "place", "time".
        answers: names of the press's vocabulary that tell the same.
        beside: figures that it is never added to or taken for.
        words: name, counts, event and population, each "_en" and "_fa".
        in_force_from: since when the definition holds.
    """

    name: str
    unit: str
    source: str
    once_per: str
    adds_over: tuple[str, ...]
    answers: tuple[str, ...]
    beside: tuple[str, ...]
    in_force_from: date
    settings: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Name and day of the definition, as a certificate tells it."""
        return f"{self.name}/{self.in_force_from.isoformat()}"

    @property
    def is_stock(self) -> bool:
        """Whether it tells what there is on a day, and not what happened in a time."""
        return "time" not in self.adds_over

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a hundred of what was looked at."""
        return self.unit == SHARE

    def told(self, what: str, language: Language) -> str:
        """Return its name, counts, event or population in a language."""
        return self.words[f"{what}_{language}"]


def metrics(on: date | None = None) -> Mapping[str, Metric]:
    """Return every metric as defined on a day, in the order of the definitions.

    Args:
        on: the day; None for the newest definitions.

    Raises:
        Refusal: "rules.not_yet_in_force" for a day before the first definition.
    """
    version = load(RULES, on)
    found = (_metric(row, version["in_force_from"]) for row in version["metric"])
    return {metric.name: metric for metric in found}


def metric_named(name: str, on: date | None = None) -> Metric:
    """Return one metric as defined on a day.

    Raises:
        Refusal: "figure.no_such_metric" with what there is.
    """
    known = metrics(on)
    if name not in known:
        raise Refusal("figure.no_such_metric", metric=name[:60], known=list(known))
    return known[name]


def _metric(row: Mapping[str, Any], day: date) -> Metric:
    words = {key: told for key, told in row.items() if key.endswith(("_en", "_fa"))}
    own = {"name", "unit", "source", "once_per", "adds_over", "answers", "beside", *words}
    return Metric(
        name=row["name"],
        unit=row["unit"],
        source=row["source"],
        once_per=row["once_per"],
        adds_over=tuple(row["adds_over"]),
        answers=tuple(row["answers"]),
        beside=tuple(row["beside"]),
        in_force_from=day,
        settings={key: told for key, told in row.items() if key not in own},
        words=words,
    )
