"""Is a part larger than what it is a part of?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations

from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.model import Agreement, Claim, Finding, Severity, Term
from ehya.engine.claims.periods import (
    COUNTING,
    ends,
    same_span,
    same_year,
    solar_year,
    surely_before,
)
from ehya.engine.claims.prose import calls_a_part, opens_with_a_part
from ehya.engine.claims.scope import compare

_COUNTRY = "Iran"
_COUNTED = ("units", "persons")


def judge(bench: Bench) -> Iterator[Seen]:
    """Hold parts against wholes: as the text links them, by scope, by metric, by place."""
    for text in bench.texts:
        for part in text:
            whole = bench.get(part.part_of)
            if whole is not None and whole.unit == part.unit:
                yield from _linked(bench, part, whole)
        yield from _in_text(bench, text)
    yield from _provinces(bench)


def _linked(bench: Bench, part: Claim, whole: Claim) -> Iterator[Seen]:
    if bench.bounds(part).low > bench.bounds(whole).high:
        yield _finding(part, whole, "contradiction", "linked")
    elif _only_part(bench, part) and part.value < whole.value:
        yield Agreement(
            rule=RULE.code,
            claims=ids(part, whole),
            reason="within",
            facts=facts(part=part.value, whole=whole.value, unit=part.unit),
        )


def _only_part(bench: Bench, part: Claim) -> bool:
    """Tell whether no other part is told: several parts are judged by their sum."""
    text = bench.text_of(part)
    return sum(c.part_of == part.part_of and c.unit == part.unit for c in text) == 1


def _in_text(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    for part, whole in permutations(text, 2):
        if part.unit != whole.unit or part.part_of == whole.id or part.place != whole.place:
            continue
        if bench.bounds(part).low <= bench.bounds(whole).high:
            continue
        severity = _by_scope(bench, part, whole) or _by_metric(bench, part, whole)
        if severity and not _misread(bench, text, part, whole):
            firm = bench.firm(part, whole) if severity == "contradiction" else severity
            yield _finding(part, whole, firm, "scope")


def _misread(bench: Bench, text: Sequence[Claim], part: Claim, whole: Claim) -> bool:
    """Tell whether prose tells too many, or too unlike, numbers for the two to be meant together.

    Not where "of which" leads from the one to the other.
    """
    if part.end == 0 or whole.end == 0 or calls_a_part(part, whole, bench.prose):
        return False
    alike = [
        claim
        for claim in text
        if claim.metric in (part.metric, whole.metric) and claim.place == part.place
    ]
    unlike = part.value > bench.rules.part_over * whole.value
    return len(alike) > 2 or (unlike and not opens_with_a_part(part, whole, bench.prose))


def _by_scope(bench: Bench, part: Claim, whole: Claim) -> Severity | None:
    """One metric and period, one population inside the other, by itself or by the words between."""
    if part.metric != whole.metric or part.unit not in _COUNTED:
        return None
    if not same_span(part.period, whole.period):
        return None
    relation = compare(part, whole).relation
    led = relation in ("loose", "loose_part") and _is_led_to(bench, part, whole)
    return "contradiction" if led or relation == "part" else None


def _is_led_to(bench: Bench, part: Claim, whole: Claim) -> bool:
    return calls_a_part(part, whole, bench.prose) or opens_with_a_part(part, whole, bench.prose)


def _by_metric(bench: Bench, part: Claim, whole: Claim) -> Severity | None:
    """One population and day, one metric inside the other by definition."""
    metric = bench.vocabulary.metrics.get(part.metric)
    if metric is None or whole.metric not in metric.part_of or part.unit not in _COUNTED:
        return None
    if not same_span(part.period, whole.period):
        return None
    relation = compare(part, whole).relation
    named = relation in ("loose", "loose_part") and calls_a_part(part, whole, bench.prose)
    if named or relation in ("same", "part"):
        return "contradiction"
    return "doubt" if relation in ("loose", "loose_part") else None


def _provinces(bench: Bench) -> Iterator[Finding]:
    """A province's count of a year may not pass the country's of that day or later."""
    for series in bench.series_of(outside=_COUNTRY):
        if series[0].unit not in _COUNTED:
            continue
        wholes = defaultdict(list)
        for whole in bench.series(series[0].metric, _COUNTRY):
            wholes[solar_year(whole.period)].append(whole)
        for part in series:
            for whole in wholes.get(solar_year(part.period), ()):
                if {part.id, whole.id} & bench.judged and _later_whole(part, whole):
                    yield from _province(bench, part, whole)


def _later_whole(part: Claim, whole: Claim) -> bool:
    if part.period.kind not in COUNTING or whole.period.kind not in COUNTING:
        return False
    first, last = ends(part), ends(whole)
    in_order = same_span(part.period, whole.period) or surely_before(first, last)
    return in_order and same_year(part, whole)


def _province(bench: Bench, part: Claim, whole: Claim) -> Iterator[Finding]:
    scopes = compare(part, whole, grouped=False)
    if scopes.relation in ("apart", "whole", "loose_whole"):
        return
    if bench.bounds(part).low > bench.bounds(whole).high:
        firm: Severity = "doubt" if scopes.relation.startswith("loose") else "contradiction"
        yield _finding(part, whole, firm, "province")


def _finding(part: Claim, whole: Claim, severity: Severity, reason: str) -> Finding:
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(part, whole),
        stated=part.value,
        expected=whole.value,
        ratio=ratio(float(part.value), float(whole.value)),
        reason=reason,
        facts=facts(
            part=part.value,
            whole=whole.value,
            unit=part.unit,
            part_metric=part.metric,
            whole_metric=whole.metric,
            part_population=part.population,
            whole_population=whole.population,
            scopes=(list(compare(part, whole).facets) or ["period"])
            if severity == "doubt"
            else None,
        ),
        terms=(
            Term("part", part.value, part.unit, part.id, False),
            Term("whole", whole.value, whole.unit, whole.id),
        ),
    )


RULE = Rule(
    code="subset_exceeds_whole",
    asks="Is a part larger than what it is a part of?",
    severities={
        "contradiction": "a count exceeds the count that it belongs to by its words, its "
        "population, its metric or its place",
        "doubt": "the two may be counted among different units",
    },
    example="10,600 industrial units among 10,000 economic units; 4,600 of 10,000 is right",
    judge=judge,
)
