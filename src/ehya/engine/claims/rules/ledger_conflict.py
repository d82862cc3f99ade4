"""Is one thing of one time told with two numbers?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal

from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio, until_print
from ehya.engine.claims.bounds import last_digit
from ehya.engine.claims.crowds import alike, bins
from ehya.engine.claims.model import Claim, Finding, Severity, Term
from ehya.engine.claims.periods import ends, overlap, same_year, solar_year, starts
from ehya.engine.claims.retold import Likeness, likeness
from ehya.engine.claims.scope import Comparison, compare, scope_of

_RANGE_ENDS = {"at_least", "over", "under", "up_to"}
_MONTH = 31  # days
_TELLERS = 5
_COMPARED = ("units", "persons", "IRR", "USD", "percent")

When = Literal["same", "near"]


def judge(bench: Bench) -> Iterator[Seen]:
    """Compare every two claims of one metric and place whose periods may be one."""
    for series in bench.judged_series():
        if series[0].unit in _COMPARED:
            yield from _conflicts(bench, series)
            yield from _echoes(bench, series)
            yield from _moved_events(bench, series)


def _conflicts(bench: Bench, series: Sequence[Claim]) -> Iterator[Finding]:
    """Yield each pair of numbers that conflict once, with all who told them."""
    found: dict[frozenset[float | None], list[Finding]] = {}
    for one, other in chain.from_iterable(bench.pairs(of_a_time) for of_a_time in bins(series)):
        finding = _conflict(bench, one, other)
        if finding is not None:
            numbers = frozenset((finding.stated, finding.expected))
            found.setdefault(numbers, []).append(finding)
    for findings in found.values():
        worst = max(findings, key=lambda one: one.severity == "contradiction")
        tellers = (claim for finding in (worst, *findings) for claim in finding.claims)
        yield replace(worst, claims=tuple(dict.fromkeys(tellers)))


def _conflict(bench: Bench, one: Claim, other: Claim) -> Finding | None:
    when, scopes = same_time(one, other), compare(one, other)
    in_one_text = bench.text_of(one) is bench.text_of(other)
    if when is None or scopes.relation not in ("same", "loose"):
        return None
    if _expected(one, other, in_one_text=in_one_text):
        return None
    first, second = (bench.bounds if in_one_text else bench.loosely)(one), bench.loosely(other)
    if first.meets(second):
        return None
    apart = max(first.low, second.low) / max(min(first.high, second.high), 1)
    if when == "near" and apart < _remarkable(bench, one):
        return None
    if in_one_text and apart <= 1 + _nearness(bench, one, other):
        return None
    alike = _likeness(bench, one, other) if in_one_text else "alike"
    if alike is None:
        return None
    severity = _severity(bench, one, other, when, scopes) if alike == "alike" else "doubt"
    suspect, known = (other, one) if _after(bench, other, one) else (one, other)
    return _finding(suspect, known, severity, when, scopes, in_one_text=in_one_text)


def _nearness(bench: Bench, one: Claim, other: Claim) -> float:
    """Return by what share a text may miss the mark with "nearly 1,800" for 1,811. [0..1]"""
    exact = one.qualifier == other.qualifier == "eq"
    return 0.0 if exact else bench.rules.rounding_caps.get(one.unit, 0.0)


def _remarkable(bench: Bench, claim: Claim) -> float:
    """Return the factor by which numbers of perhaps different days must differ to be noticed."""
    rules = bench.rules
    return rules.near_stock if claim.period.kind == "as_of" else rules.near_count


def same_time(one: Claim, other: Claim) -> When | None:
    """Tell whether two claims are of the same time, or may be; None when they are not.

    A year's result and a target are of their year. A count on a day is of that day: a prefix
    ("2021-07") may be the same day. A window is of its two ends.
    """
    mine, its = one.period, other.period
    kinds = {mine.kind, its.kind}
    if kinds == {"full_year"} or kinds == {"target_for_year"}:
        return "same" if same_year(one, other) else None
    if not _dated(one) or not _dated(other) or "event" in kinds:
        return "same" if mine == its and mine.kind == "as_of" and mine.end else None
    if mine == its:
        return "same"
    if kinds == {"cumulative_since_year_start"} or kinds == {"since_government"}:
        begun = same_year(one, other) or overlap(starts(one), starts(other))
        return "near" if begun and overlap(ends(one), ends(other)) else None
    if kinds == {"cumulative_since_year_start", "full_year"}:
        return "near" if same_year(one, other) and overlap(ends(one), ends(other)) else None
    if kinds == {"as_of"} and mine.start is None and its.start is None:
        return "near" if overlap(ends(one), ends(other)) else None
    return None


def _dated(claim: Claim) -> bool:
    """Tell whether a period's end is told to the month at least."""
    days = ends(claim)
    return days is not None and len(days) <= _MONTH


def _expected(one: Claim, other: Claim, *, in_one_text: bool) -> bool:
    """Tell whether a difference is in the nature of the two claims.

    One target told by two texts (`target_moved` follows it); dollars made of the same rials at two rates
    (`implied_rate`); a part; a running count below the year's.
    """
    if one.part_of or other.part_of or one.metric in ("growth_pct", "share_revival_mode_pct"):
        return True
    if one.period.kind == "target_for_year":
        return not in_one_text
    if {one.period.kind, other.period.kind} == {"cumulative_since_year_start", "full_year"}:
        running, whole = (other, one) if one.period.kind == "full_year" else (one, other)
        return running.value <= whole.value
    return one.unit == "USD" and one.pair is not None and other.pair is not None


def _likeness(bench: Bench, one: Claim, other: Claim) -> Likeness | None:
    """Tell whether two numbers of one text are told of one thing.

    Money told side by side belongs, more often than not, to different groups, and so do jobs but
    where the text names no group. The two ends of a range are one telling.
    """
    if {one.qualifier, other.qualifier} <= _RANGE_ENDS or one.unit not in ("units", "persons"):
        return None
    told = likeness(bench, one, other)
    if one.unit == "persons":
        firm = one.about == other.about and (told == "alike" or (told and one.about))
        return "perhaps" if firm else None
    most = _TELLERS if told == "alike" and one.end > 0 else 2
    return told if _told(bench, one) <= most else None


def _told(bench: Bench, claim: Claim) -> int:
    """Return in how many numbers a text tells one thing: three are a whole and its parts.

    Where each is told with its own time and place, three tellers may differ; many are a table.
    """
    mine = (claim.metric, claim.place, claim.period)
    return sum((c.metric, c.place, c.period) == mine for c in bench.text_of(claim))


def _severity(bench: Bench, one: Claim, other: Claim, when: When, scopes: Comparison) -> Severity:
    """Return how grave two numbers of one thing are; in one text `likeness` weighed the guesses."""
    if when == "near" or scopes.relation == "loose":
        return "doubt"
    if bench.text_of(one) is bench.text_of(other):
        return "doubt" if until_print(bench, one) else "contradiction"
    return bench.firm(one, other)


def _after(bench: Bench, one: Claim, other: Claim) -> bool:
    """Tell whether one is the newcomer: judged beside the record, or published later."""
    if (one.id in bench.judged) != (other.id in bench.judged):
        return one.id in bench.judged
    return (one.published_on or "") >= (other.published_on or "")


def _finding(
    suspect: Claim,
    known: Claim,
    severity: Severity,
    when: When,
    scopes: Comparison,
    *,
    in_one_text: bool,
) -> Finding:
    facets = list(scopes.facets) + (["period"] if when == "near" else [])
    place, untold = ("in_text", ["period"]) if in_one_text else ("elsewhere", ["label"])
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(suspect, known),
        stated=suspect.value,
        expected=known.value,
        ratio=ratio(float(suspect.value), float(known.value)),
        reason=place if severity == "contradiction" else f"{place}_perhaps",
        facts=facts(
            stated=suspect.value,
            told=known.value,
            unit=suspect.unit,
            metric=suspect.metric,
            end=known.period.end,
            year=solar_year(known.period),
            told_on=known.published_on,
            scopes=(facets or untold) if severity == "doubt" else None,
        ),
        terms=(
            Term("earlier", known.value, known.unit, known.id),
            Term("stated", suspect.value, suspect.unit, suspect.id, False),
        ),
    )


def _echoes(bench: Bench, series: Sequence[Claim]) -> Iterator[Finding]:
    """One unround count told of two years: an old report may have been given a new date."""
    counts = [c for c in series if c.period.kind == "cumulative_since_year_start"]
    twins = (bench.pairs(many) for many in alike(counts, lambda claim: claim.value))
    for one, other in chain.from_iterable(twins):
        if (
            one.value == other.value
            and _figures(one) >= bench.rules.echo_digits
            and one.unit in ("units", "persons")
            and solar_year(one.period) != solar_year(other.period)
        ):
            earlier, later = sorted((one, other), key=lambda claim: claim.period.end or "")
            yield _told_twice(earlier, later, "echo")


def _figures(claim: Claim) -> int:
    """Return how many figures of a number are written before its last zeros."""
    return len(str(int(float(claim.value) / max(last_digit(claim.value), 1))))


def _moved_events(bench: Bench, series: Sequence[Claim]) -> Iterator[Finding]:
    """One sum of one kind of projects, told of different days; once for each who tells it anew."""
    events = [c for c in series if c.period.kind == "event" and c.unit == "IRR" and c.period.end]
    before: dict[str, list[Claim]] = {}
    twins = (bench.pairs(many) for many in alike(events, lambda claim: claim.value))
    for one, other in chain.from_iterable(twins):
        mine, its = scope_of(one.population), scope_of(other.population)
        if (
            one.value == other.value
            and mine.kind == its.kind
            and not overlap(ends(one), ends(other))
        ):
            later, earlier = (one, other) if _after(bench, one, other) else (other, one)
            before.setdefault(later.id, []).append(earlier)
    for claim_id, earlier_ones in before.items():
        first, *others = sorted(earlier_ones, key=lambda claim: claim.period.end or "")
        finding = _told_twice(first, bench.by_id[claim_id], "event_moved")
        yield replace(finding, claims=(*finding.claims, *ids(*others)))


def _told_twice(earlier: Claim, later: Claim, reason: str) -> Finding:
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(later, earlier),
        stated=later.value,
        expected=earlier.value,
        ratio=1.0,
        reason=reason,
        facts=facts(
            stated=later.value,
            unit=later.unit,
            metric=later.metric,
            end=earlier.period.end,
            later_end=later.period.end,
            year=solar_year(earlier.period),
            later_year=solar_year(later.period),
            scopes=["period"],
        ),
        terms=(
            Term("earlier", earlier.value, earlier.unit, earlier.id),
            Term("stated", later.value, later.unit, later.id),
        ),
    )


RULE = Rule(
    code="ledger_conflict",
    asks="Is one thing of one time told with two numbers?",
    severities={
        "contradiction": "metric, place, population and period are the same, the numbers are not",
        "doubt": "population or days may differ; or one number comes back for another year or day",
    },
    example="Khorasan Razavi 1400: 113 units revived, told as 98 elsewhere",
    judge=judge,
)
