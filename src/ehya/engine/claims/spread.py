"""How many jobs, and how much money, does a unit ordinarily take?

Learnt from the record itself, by robust quantiles of logarithms, so that a slipped zero in the
record does not teach the checker to accept slipped zeros.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from ehya.engine.claims.links import COUNTS, articles, base_metric
from ehya.engine.claims.model import Claim
from ehya.engine.claims.scope import scope_of
from ehya.engine.claims.thresholds import CheckRules, Spread

_MAD_TO_DEVIATION = 1.4826  # of a normal distribution
_LEAST_DEVIATION = 0.15  # a spread tighter than this is a habit of speech, not of nature
_AMOUNTS = ("jobs_created", "target_jobs_created", "investment", "finance_allocated")
_WHAT = {
    "units_revived": "revived",
    "target_units_revived": "revived",
    "units_new_operational": "new",
    "units_capacity_increased": "lifted",
}
_COUNTED = (*COUNTS, "target_units_revived", "loans_count")


@dataclass(frozen=True, slots=True)
class PerUnit:
    """An amount told of so many units.

    Attributes:
        amount: the claim of jobs or rials.
        count: the claim of units; None where only the population names their number.
        units: how many. [units]
        each: the amount per unit.
        key: which spread it belongs to, e.g. "jobs_created/revived/national".
    """

    amount: Claim
    count: Claim | None
    units: float
    each: float
    key: str


def per_unit(text: Sequence[Claim]) -> Iterator[PerUnit]:
    """Yield each amount of a linked text that is told of a number of units."""
    by_id = {claim.id: claim for claim in text}
    for claim in text:
        if base_metric(claim.metric) not in (*_AMOUNTS, "finance_paid"):
            continue
        if claim.unit not in ("persons", "IRR"):
            continue
        count = by_id.get(claim.about or "")
        if count is not None and not _countable(claim, count):
            continue
        units = float(count.value) if count else scope_of(claim.population).group
        what = _what(claim, count)
        if units and claim.value and what:
            yield PerUnit(claim, count, units, claim.value / units, _key(what, claim))


def _countable(amount: Claim, count: Claim) -> bool:
    """Tell whether an amount can be of a count: promised jobs are of promised units."""
    promised = amount.metric.startswith("target_"), count.metric.startswith("target_")
    return count.metric in _COUNTED and promised[0] <= promised[1]


def spreads(record: Sequence[Claim], rules: CheckRules) -> Mapping[str, Spread]:
    """Return what is ordinary per unit, by kind of amount and level of place.

    Args:
        record: published claims.
        rules: how many deviations are ordinary, and how many pairs make a spread.

    Returns:
        By "amount/what/level", the median and the two fences; no entry where pairs are too few.

    Source:
        Rousseeuw and Croux (1993), J. Am. Stat. Assoc. 88:1273-1283: the median absolute
        deviation, scaled by 1.4826, as a deviation that half of the data cannot spoil.
    """
    found: dict[str, list[float]] = defaultdict(list)
    for text in articles(record):
        for told in per_unit(text):
            found[told.key].append(log(told.each))
    return {
        key: _spread(logs, rules)
        for key, logs in found.items()
        if len(logs) >= rules.magnitude_pairs
    }


def _spread(logs: Sequence[float], rules: CheckRules) -> Spread:
    middle = median(logs)
    deviation = _MAD_TO_DEVIATION * median(abs(value - middle) for value in logs)
    reach = rules.magnitude_deviations * max(deviation, _LEAST_DEVIATION)
    return Spread(exp(middle), exp(middle - reach), exp(middle + reach), len(logs))


def _what(claim: Claim, count: Claim | None) -> str:
    scope = scope_of(claim.population)
    if base_metric(claim.metric) == "finance_paid":
        return "money/loan" if count and count.metric == "loans_count" else ""
    if scope.kind or scope.what in ("loans", "revived and new"):
        return ""
    what = _WHAT.get(count.metric, "") if count else scope.what or "revived"
    amount = base_metric(claim.metric).removeprefix("target_")
    return f"{'money' if claim.unit == 'IRR' else amount}/{what}"


def _key(what: str, claim: Claim) -> str:
    """Return a spread's name; a loan is a loan anywhere, but a province's mean is rougher."""
    if what == "money/loan":
        return what
    return f"{what}/{'national' if claim.place == 'Iran' else 'provincial'}"
