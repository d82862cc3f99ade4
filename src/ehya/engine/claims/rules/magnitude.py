"""Are there more jobs or rials to a unit than any unit takes?"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, slip_of
from ehya.engine.claims.bounds import Bounds, last_digit
from ehya.engine.claims.crowds import MOST_IN_A_RUN
from ehya.engine.claims.links import COUNTS
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.engine.claims.periods import ends, same_year, solar_year, surely_before
from ehya.engine.claims.rules.cumulative_falls import same_run
from ehya.engine.claims.scope import compare, scope_of
from ehya.engine.claims.spread import PerUnit, per_unit
from ehya.engine.claims.thresholds import Spread

_PER_UNIT_METRIC = "jobs_per_revived_unit"
_JOBS = ("jobs_created", "target_jobs_created")


def judge(bench: Bench) -> Iterator[Seen]:
    """Divide each amount by its units, and hold the quotient against the record's own spread."""
    told = {told.amount.id: told for text in _texts(bench) for told in per_unit(text)}
    for text in bench.texts:
        for one in per_unit(text):
            yield from _each(bench, one, text)
        yield from _together(bench, text)
        yield from _average(bench, text)
    yield from _increments(bench, tuple(told.values()))


def _texts(bench: Bench) -> Iterator[Sequence[Claim]]:
    yield from bench.texts
    yield from bench.record


def _each(bench: Bench, one: PerUnit, text: Sequence[Claim]) -> Iterator[Finding]:
    spread = bench.rules.spreads.get(one.key) or _of_both_kinds(bench, one, text)
    if one.units < bench.rules.magnitude_units or _of_many(one, text):
        return
    if spread and _of_the_whole(one, text, spread):
        return
    if spread and not spread.low <= one.each <= spread.high:
        others = _also_counted(one, text) if one.each > spread.high else ()
        units = one.units + sum(float(count.value) for count in others)
        each = float(one.amount.value) / units
        if not spread.low <= each <= spread.high:
            joined = (one.amount, *((one.count,) if one.count else ()), *others)
            yield _finding(bench, joined, each, spread, "each", units)


def _of_both_kinds(bench: Bench, one: PerUnit, text: Sequence[Claim]) -> Spread | None:
    """Return what is ordinary of revived units for jobs told of new units and of them together."""
    if one.amount.unit != "persons" or "/new/" not in one.key or not _also_counted(one, text):
        return None
    return bench.rules.spreads.get(f"jobs_created/revived/{one.key.rpartition('/')[2]}")


def _of_the_whole(one: PerUnit, text: Sequence[Claim], spread: Spread) -> bool:
    """Tell whether an amount told after a part is ordinary for the larger count told before it."""
    count = one.count
    if count is None or one.amount.end == 0:
        return False
    wholes = [
        float(other.value)
        for other in text
        if (other.metric, other.place, other.period) == (count.metric, count.place, count.period)
        and other.value > count.value
    ]
    return any(spread.low <= one.amount.value / units <= spread.high for units in wholes)


def _of_many(one: PerUnit, text: Sequence[Claim]) -> bool:
    """Tell whether prose gives one count several such amounts: they belong to several counts."""
    amount = one.amount
    alike = {
        other.value
        for other in text
        if (other.metric, other.place, other.about) == (amount.metric, amount.place, amount.about)
    }
    return amount.end > 0 and amount.about is not None and len(alike) > 1


def _also_counted(one: PerUnit, text: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the counts of another name that an amount told in prose may belong to as well.

    "The revival and the new units made 336,000 jobs": the jobs are of both, whatever stands nearer.
    """
    amount, count = one.amount, one.count
    if amount.end == 0 or count is None:
        return ()
    rivals = {
        other.metric: other
        for other in text
        if other.metric in (*COUNTS, "projects_inaugurated")
        and other.metric != count.metric
        and other.place == amount.place
        and other.period == count.period
    }
    return tuple(rivals.values())


def _together(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    """Jobs of "revived and new units" beside the counts of both."""
    for amount in text:
        if amount.metric != "jobs_created" or amount.about is not None:
            continue
        if "revived and new" not in amount.population:
            continue
        counts = [c for c in text if c.metric in COUNTS and c.period == amount.period]
        spread = bench.rules.spreads.get("jobs_created/revived/national")
        units = sum(float(count.value) for count in counts)
        if len(counts) > 1 and spread and amount.value / units > spread.high:
            each = amount.value / units
            yield _finding(bench, (amount, *counts), each, spread, "each", units)


def _average(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    """An average told of a target's units beside the jobs told of that target."""
    averages = [claim for claim in text if claim.metric == _PER_UNIT_METRIC]
    for average in averages:
        half, apart = last_digit(average.value) / 2, bench.rules.average_apart
        for jobs in text:
            if jobs.place != average.place or jobs.metric not in _JOBS:
                continue
            counts = [count for count in _counted(bench, jobs) if count.value > 0]
            told = Bounds((average.value - half) / apart, (average.value + half) * apart)
            fits = [(bench.bounds(jobs) / bench.bounds(count)).meets(told) for count in counts]
            if counts and not any(fits):
                yield _average_finding(average, jobs, counts[0])


def _counted(bench: Bench, jobs: Claim) -> Sequence[Claim]:
    """Return the units that jobs may be told of; promised jobs are of promised units."""
    count = bench.get(jobs.about)
    if jobs.metric == "jobs_created" or (count and count.metric.startswith("target_")):
        return (count,) if count else ()
    return _targets_known(bench, jobs)


def _targets_known(bench: Bench, jobs: Claim) -> Sequence[Claim]:
    """Return the targets of units, told anywhere, of the year whose target of jobs is told."""
    targets = [
        claim
        for claim in bench.series("target_units_revived", jobs.place)
        if same_year(claim, jobs) and not scope_of(claim.population).rest
    ]
    return sorted(targets, key=lambda claim: -claim.value)


def _average_finding(average: Claim, jobs: Claim, count: Claim) -> Finding:
    each = float(jobs.value) / float(count.value)
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(jobs, average, count),
        stated=average.value,
        expected=round(each, 2),
        ratio=float(average.value) / each,
        reason="average",
        facts=facts(
            average=average.value,
            amount=jobs.value,
            units=count.value,
            each=each,
            unit="persons",
            scopes=["what", "period"],
        ),
        terms=(
            Term("each", each, "persons/units", None),
            Term("stated", average.value, "persons/units", average.id, False),
        ),
    )


def _increments(bench: Bench, told: Sequence[PerUnit]) -> Iterator[Finding]:
    """Between two days of one running count: the jobs added, by the units added."""
    runs: dict[Hashable, list[PerUnit]] = defaultdict(list)
    for one in told:
        if one.amount.metric == "jobs_created" and one.count:
            runs[(one.count.place, one.count.metric, solar_year(one.count.period))].append(one)
    for jobs in runs.values():
        yield from _grown(bench, jobs[-MOST_IN_A_RUN:])


def _grown(bench: Bench, jobs: Sequence[PerUnit]) -> Iterator[Finding]:
    for later in jobs:
        befores = [one for one in jobs if _grew(bench, one, later)]
        if not befores:
            continue
        before = max(befores, key=lambda one: one.units)
        added = float(later.amount.value) - float(before.amount.value)
        units = later.units - before.units
        spread = bench.rules.spreads.get(later.key)
        if spread and added / units > spread.high and _each_is_fine(spread, later):
            joined = (later.amount, before.amount)
            yield _finding(bench, joined, added / units, spread, "added", units)


def _each_is_fine(spread: Spread, one: PerUnit) -> bool:
    return spread.low <= one.each <= spread.high


def _grew(bench: Bench, one: PerUnit, other: PerUnit) -> bool:
    before, later = one.count, other.count
    return (
        before is not None
        and later is not None
        and before.place == later.place
        and before.metric == later.metric
        and bool({one.amount.id, other.amount.id} & bench.judged)
        and same_run(before, later)
        and surely_before(ends(before), ends(later))
        and other.units > one.units
        and compare(before, later, grouped=False).relation in ("same", "loose")
    )


def _finding(
    bench: Bench,
    joined: Sequence[Claim],
    each: float,
    spread: Spread,
    reason: str,
    units: float,
) -> Finding:
    amount = joined[0]
    slip = slip_of(each / spread.median, bench.rules)
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(*joined),
        stated=each,
        expected=spread.median,
        ratio=each / spread.median,
        reason=f"{reason}_{'jobs' if amount.unit == 'persons' else 'money'}",
        facts=facts(
            each=each,
            usual=spread.median,
            low=spread.low,
            high=spread.high,
            pairs=spread.count,
            amount=amount.value,
            units=units,
            unit=amount.unit,
            slip=slip,
            scopes=["what"],
        ),
        terms=(
            *(Term("count", claim.value, claim.unit, claim.id) for claim in joined),
            Term("each", each, f"{amount.unit}/units", None, False),
            Term("usual", spread.median, f"{amount.unit}/units", None, True),
        ),
    )


RULE = Rule(
    code="magnitude",
    asks="Are there more, or fewer, jobs or rials to a unit than the record has ever shown?",
    severities={
        "doubt": "the quotient lies outside the record's own spread, so the amount may belong to "
        "more, or other, units, or a zero has slipped",
    },
    example="19,000 jobs in 122 units are 156 each; the record's usual is 18, at most 33",
    judge=judge,
)
