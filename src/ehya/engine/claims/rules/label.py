"""Is one kind of success counted under the name of another?"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, permutations

from ehya.engine.calendar import solar_year_of
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.bounds import last_digit
from ehya.engine.claims.crowds import alike
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.engine.claims.periods import ends, overlap, same_year, solar_year, surely_before
from ehya.engine.claims.prose import kept_apart
from ehya.engine.claims.scope import compare, scope_of

_TAKEN_FOR_REVIVED = ("units_capacity_increased", "units_renovated")


def judge(bench: Bench) -> Iterator[Seen]:
    """Look for counts that clash only if two names mean one thing, and for sums under one name."""
    for text in bench.texts:
        yield from _two_names(bench, text)
    yield from _sum_called_revived(bench)
    yield from _share_of_what(bench)
    yield from _count_of_what(bench)


def _two_names(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    for earlier, later in permutations(text, 2):
        if (
            _distinct(bench, earlier, later)
            and earlier.place == later.place
            and _one_year(earlier, later)
            and bench.bounds(earlier).low > bench.bounds(later).high
            and _one_count_would_fall(earlier, later)
            and not kept_apart(earlier, later, bench.prose)
        ):
            yield Finding(
                rule=RULE.code,
                severity="doubt",
                claims=ids(later, earlier),
                stated=later.value,
                expected=earlier.value,
                ratio=ratio(float(later.value), float(earlier.value)),
                reason="two_names",
                facts=facts(
                    earlier=earlier.value,
                    later=later.value,
                    unit=earlier.unit,
                    earlier_metric=earlier.metric,
                    later_metric=later.metric,
                    earlier_end=earlier.period.end,
                    later_end=later.period.end,
                    scopes=["metric"],
                ),
                terms=(
                    Term("earlier", earlier.value, earlier.unit, earlier.id),
                    Term("stated", later.value, later.unit, later.id),
                ),
            )


def _one_year(one: Claim, other: Claim) -> bool:
    """Tell whether two counts are of one Solar Hijri year, one of them perhaps by its day only."""
    if same_year(one, other):
        return True
    if "since_government" in (one.period.kind, other.period.kind):
        return False
    years = {solar_year(claim.period) for claim in (one, other)} - {None}
    days = [ends(claim) for claim in (one, other) if solar_year(claim.period) is None]
    dated = [day for day in days if day is not None]
    return len(years) == 1 and len(dated) == 1 and solar_year_of(dated[0].last) in years


def _one_count_would_fall(earlier: Claim, later: Claim) -> bool:
    """Tell whether two counts clash if their names mean one thing.

    The later one is smaller; or renovated and revived units are told of one day with two numbers,
    which reports do not keep apart as they do the lifted ones.
    """
    if surely_before(ends(earlier), ends(later)):
        return True
    kept_mixed = {earlier.metric, later.metric} == {"units_renovated", "units_revived"}
    return kept_mixed and overlap(ends(earlier), ends(later))


def _distinct(bench: Bench, one: Claim, other: Claim) -> bool:
    metrics = bench.vocabulary.metrics
    first, second = metrics.get(one.metric), metrics.get(other.metric)
    if first is None or second is None or {first.flow, second.flow} != {"flow"}:
        return False
    if one.unit != "units" or other.unit != "units":
        return False
    return other.metric in first.distinct_from or one.metric in second.distinct_from


def _sum_called_revived(bench: Bench) -> Iterator[Finding]:
    """A count of revived units that is exactly the revived and the lifted of its period."""
    places = {claim.place for text in bench.texts for claim in text}
    for place in sorted(places):
        revived = _told_alike(bench.series("units_revived", place))
        for metric in _TAKEN_FOR_REVIVED:
            for extra in bench.series(metric, place):
                yield from _sums_with(bench, revived, extra)


def _told_alike(counts: Sequence[Claim]) -> Mapping[Hashable, Sequence[Claim]]:
    """Return counts by their period, and by their period and value."""
    found: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in counts:
        found[claim.period].append(claim)
        found[(claim.period, claim.value)].append(claim)
    return found


def _sums_with(
    bench: Bench, revived: Mapping[Hashable, Sequence[Claim]], extra: Claim
) -> Iterator[Finding]:
    sums = (
        (whole, part)
        for part in revived.get(extra.period, ())
        for whole in revived.get((extra.period, part.value + extra.value), ())
    )
    for whole, part in sums:
        if {whole.id, part.id, extra.id} & bench.judged and extra.value > 0 < part.value:
            yield Finding(
                rule=RULE.code,
                severity="doubt",
                claims=ids(whole, part, extra),
                stated=whole.value,
                expected=part.value,
                ratio=ratio(float(whole.value), float(part.value)),
                reason="sum_called_revived",
                facts=facts(
                    stated=whole.value,
                    revived=part.value,
                    extra=extra.value,
                    extra_metric=extra.metric,
                    unit=whole.unit,
                    scopes=["metric"],
                ),
                terms=(
                    Term("part", part.value, part.unit, part.id),
                    Term("part", extra.value, extra.unit, extra.id),
                    Term("stated", whole.value, whole.unit, whole.id, False),
                ),
            )


def _share_of_what(bench: Bench) -> Iterator[Finding]:
    """The same shares told of two different wholes."""
    shares: dict[str, list[Claim]] = defaultdict(list)
    for claim in bench.by_id.values():
        if claim.metric == "share_sector_pct" and scope_of(claim.population).base:
            shares[claim.place].append(claim)
    for claims in shares.values():
        same = alike(claims, lambda claim: (claim.value, scope_of(claim.population).sector))
        twins = [pair for many in same for pair in bench.pairs(many) if _same_share(*pair)]
        for one, other in twins:
            if one.period == other.period or _another_twin(bench, one, other, twins):
                yield _which_whole(one, other)


def _same_share(one: Claim, other: Claim) -> bool:
    mine, its = scope_of(one.population), scope_of(other.population)
    return (
        one.value == other.value
        and mine.sector == its.sector != ""
        and {"revived" in mine.base, "revived" in its.base} == {True, False}
    )


def _another_twin(
    bench: Bench, one: Claim, other: Claim, twins: Sequence[tuple[Claim, Claim]]
) -> bool:
    """Tell whether the same two texts share another number too: then it is no chance."""
    texts = bench.text_of(one), bench.text_of(other)
    return any(
        pair != (one, other) and (bench.text_of(pair[0]), bench.text_of(pair[1])) == texts
        for pair in twins
    )


def _count_of_what(bench: Bench) -> Iterator[Finding]:
    """One unround count of one year told of the parks, and of parks and the rest together."""
    for series in bench.judged_series("units_revived"):
        counts = [c for c in series if c.period.kind == "full_year" and _unround(bench, c)]
        twins = (bench.pairs(many) for many in alike(counts, lambda claim: claim.value))
        for one, other in chain.from_iterable(twins):
            where = {scope_of(one.population).where, scope_of(other.population).where}
            if one.value == other.value and same_year(one, other) and where == {"parks", "both"}:
                yield _which_whole(one, other)


def _unround(bench: Bench, claim: Claim) -> bool:
    figures = len(str(int(float(claim.value) / max(last_digit(claim.value), 1))))
    return figures >= bench.rules.echo_digits


def _whole_of(claim: Claim) -> str:
    """Return the whole that a claim's population names: revived, idle, parks or both."""
    scope = scope_of(claim.population)
    if not scope.base:
        return scope.where
    return "revived" if "revived" in scope.base else "idle"


def _which_whole(one: Claim, other: Claim) -> Finding:
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(other, one),
        stated=other.value,
        expected=one.value,
        ratio=1.0,
        reason="share_of_what" if one.unit == "percent" else "count_of_what",
        facts=facts(
            stated=one.value,
            unit=one.unit,
            whole=_whole_of(one),
            other_whole=_whole_of(other),
            scopes=list(compare(one, other).facets),
        ),
        terms=(
            Term("stated", one.value, one.unit, one.id),
            Term("stated", other.value, other.unit, other.id),
        ),
    )


RULE = Rule(
    code="label",
    asks="Is one kind of success counted under the name of another?",
    severities={
        "doubt": "counts that can both be true only if renovated, lifted and revived units are "
        "counted apart, or one share told of two wholes",
    },
    example="116 revived by June, then 33 renovated by August: true only if the two are different "
    "counts, and the text uses the words as one",
    judge=judge,
)
