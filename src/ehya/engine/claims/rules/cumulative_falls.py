"""Has a running count become smaller?"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.crowds import newest
from ehya.engine.claims.model import Claim, Finding, Severity, Term
from ehya.engine.claims.periods import (
    COUNTING,
    ends,
    overlap,
    same_year,
    solar_year,
    starts,
    surely_before,
)
from ehya.engine.claims.scope import Comparison, compare, scope_of

_MEASURES = ("units", "persons", "IRR", "USD")


def judge(bench: Bench) -> Iterator[Seen]:
    """Hold each running count against the highest one told of an earlier day."""
    for series in bench.judged_series():
        for counts in _by_run(claim for claim in series if _runs(bench, claim)):
            yield from _falls(bench, counts)


def _by_run(counts: Iterable[Claim]) -> Iterator[Sequence[Claim]]:
    """Yield the counts that may have begun on one day."""
    runs: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in counts:
        year = solar_year(claim.period)
        runs[year if year is not None else (claim.period.start or "")[:4]].append(claim)
    yield from (newest(many) for many in runs.values())


def _falls(bench: Bench, counts: Sequence[Claim]) -> Iterator[Finding]:
    for later in counts:
        fallen = [found for earlier in counts if (found := _fall(bench, earlier, later))]
        if fallen:
            yield max(fallen, key=_gravity)


def _runs(bench: Bench, claim: Claim) -> bool:
    metric = bench.vocabulary.metrics.get(claim.metric)
    flows = metric is not None and metric.flow == "flow"
    runs = claim.period.kind in COUNTING or _has_a_start(claim)
    return flows and runs and claim.unit in _MEASURES


def _has_a_start(claim: Claim) -> bool:
    """Tell whether a window's first day is told to the month at least: "from August 2021"."""
    return claim.period.kind == "as_of" and len(claim.period.start or "") >= len("2021-08")


def _gravity(found: Finding) -> tuple[bool, float]:
    return found.severity == "contradiction", (found.expected or 0) / (found.stated or 1)


def same_run(one: Claim, other: Claim) -> bool:
    """Tell whether two running counts began on the same day: one year, or one government."""
    kinds = {one.period.kind, other.period.kind}
    if kinds <= {"since_government", "as_of"}:
        return overlap(starts(one), starts(other))
    return not kinds & {"since_government", "as_of"} and same_year(one, other)


def _fall(bench: Bench, earlier: Claim, later: Claim) -> Finding | None:
    if earlier is later or not {earlier.id, later.id} & bench.judged:
        return None
    if not same_run(earlier, later) or not _in_order(bench, earlier, later):
        return None
    one_text = bench.text_of(earlier) is bench.text_of(later)
    allowed = bench.bounds if one_text else bench.loosely
    if allowed(earlier).low <= allowed(later).high:
        return None
    scopes = _scopes(bench, earlier, later)
    severity = _severity(scopes, bench, earlier, later)
    return severity and _finding(earlier, later, severity, scopes)


def _in_order(bench: Bench, earlier: Claim, later: Claim) -> bool:
    """Tell whether one count is surely the earlier one, by its day or by the units behind it.

    Jobs told of 28 units of a year are told before those of 35 units of the same year.
    """
    if surely_before(ends(earlier), ends(later)):
        return True
    fewer, more = bench.get(earlier.about), bench.get(later.about)
    return (
        fewer is not None
        and more is not None
        and same_run(fewer, more)
        and overlap(ends(earlier), ends(later))
        and compare(fewer, more, grouped=False).relation == "same"
        and bench.bounds(fewer).high < bench.bounds(more).low
    )


def _scopes(bench: Bench, earlier: Claim, later: Claim) -> Comparison:
    """Compare populations; jobs of "1,563 revived units" are where those units are."""
    own = compare(earlier, later, grouped=False)
    one, other = bench.get(earlier.about), bench.get(later.about)
    if own.relation == "apart" or one is None or other is None:
        return own
    if one.metric != other.metric:
        return Comparison("apart")
    return compare(one, other, grouped=False)


def _severity(scopes: Comparison, bench: Bench, earlier: Claim, later: Claim) -> Severity | None:
    """A part that exceeds the later whole clashes; a later part may well be smaller."""
    one_teller = bench.text_of(earlier) is bench.text_of(later)
    if scopes.relation in ("apart", "whole", "loose_whole"):
        return None
    if one_teller and _narrower(later, earlier, scopes):
        return None
    if scopes.relation in ("loose", "loose_part"):
        return "doubt"
    if not one_teller and _days_of_slack(bench, earlier, later):
        return "doubt"
    return bench.firm(earlier, later)


def _narrower(later: Claim, earlier: Claim, scopes: Comparison) -> bool:
    """Tell whether a text names a place or size of units for the later count only."""
    mine, its = scope_of(later.population), scope_of(earlier.population)
    named = [facet for facet in scopes.facets if facet in ("where", "size")]
    return any(getattr(mine, facet) and not getattr(its, facet) for facet in named)


def _days_of_slack(bench: Bench, earlier: Claim, later: Claim) -> bool:
    """Tell whether two tellers may simply have dated one count a few days apart."""
    slack = bench.rules.growth_slack_days
    return not surely_before(ends(earlier), ends(later), slack=slack)


def _finding(earlier: Claim, later: Claim, severity: Severity, scopes: Comparison) -> Finding:
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(later, earlier),
        stated=later.value,
        expected=earlier.value,
        ratio=ratio(float(later.value), float(earlier.value)),
        reason="fell" if severity == "contradiction" else "fell_perhaps",
        facts=facts(
            earlier=earlier.value,
            later=later.value,
            unit=earlier.unit,
            metric=earlier.metric,
            earlier_end=earlier.period.end,
            later_end=later.period.end,
            since=earlier.period.start,
            told_on=earlier.published_on,
            scopes=(list(scopes.facets) or ["period"]) if severity == "doubt" else None,
        ),
        terms=(
            Term("earlier", earlier.value, earlier.unit, earlier.id),
            Term("stated", later.value, later.unit, later.id, False),
        ),
    )


RULE = Rule(
    code="cumulative_falls",
    asks="Has a running count become smaller?",
    severities={
        "contradiction": "a count since one day, of the same things or of more, is lower than one "
        "told of an earlier day",
        "doubt": "the two counts may be of different units, or a few days apart",
    },
    example="4,600 industrial units by May 2024, but 5,400 by August 2023, both since August 2021",
    judge=judge,
)
