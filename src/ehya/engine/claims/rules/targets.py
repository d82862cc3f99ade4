"""Has a target been moved, or is an old one still told?"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, combinations

from ehya.engine.calendar import year_range
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.crowds import bins
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.engine.claims.periods import read_on, said, same_year, solar_year
from ehya.engine.claims.prose import moved
from ehya.engine.claims.scope import compare


def judge_moved(bench: Bench) -> Iterator[Seen]:
    """Follow each year's target through the days on which it was told."""
    for text in bench.texts:
        yield from _in_text(bench, text)
    targets = ([claim for claim in many if _is_target(claim)] for many in bench.judged_series())
    for of_a_year in chain.from_iterable(bins(many) for many in targets):
        told = sorted(of_a_year, key=lambda claim: _told_on(bench, claim))
        for place, later in enumerate(told):
            earlier = _last_other(bench, told[:place], later)
            if earlier is not None:
                yield _moved(earlier, later)


def _in_text(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    """Two targets of the same units and year in one text: the later one in it replaces the first."""
    for one, other in combinations([claim for claim in text if _is_target(claim)], 2):
        if (
            one.metric == other.metric
            and one.place == other.place
            and same_year(one, other)
            and compare(one, other).relation == "same"
            and not bench.bounds(one).meets(bench.bounds(other))
            and moved(one, other, bench.prose)
        ):
            yield _moved(one, other, "told_both")


def _is_target(claim: Claim) -> bool:
    return claim.metric.startswith("target_") and claim.period.kind == "target_for_year"


def _told_on(bench: Bench, claim: Claim) -> date:
    days = said(claim)
    if days is not None:
        return days.last
    return bench.published_on or date.max if claim.id in bench.judged else date.min


def _surely_told_before(bench: Bench, one: Claim, other: Claim) -> bool:
    """Tell whether one was published on an earlier day, however roughly the days are told."""
    first, last = said(one), said(other)
    if first is None:
        return False
    later = last.first if last else _told_on(bench, other)
    return first.last < later


def _last_other(bench: Bench, told: Sequence[Claim], later: Claim) -> Claim | None:
    """Return the target last told before, of the same units, if it was another number."""
    same = [
        claim
        for claim in told
        if {claim.id, later.id} & bench.judged
        and same_year(claim, later)
        and compare(claim, later).relation == "same"
        and _surely_told_before(bench, claim, later)
    ]
    if not same or bench.bounds(same[-1]).meets(bench.bounds(later)):
        return None
    return same[-1]


def _moved(earlier: Claim, later: Claim, reason: str = "") -> Finding:
    return Finding(
        rule=MOVED.code,
        severity="note",
        claims=ids(later, earlier),
        stated=later.value,
        expected=earlier.value,
        ratio=ratio(float(later.value), float(earlier.value)),
        reason=reason or ("raised" if later.value > earlier.value else "lowered"),
        facts=facts(
            earlier=earlier.value,
            later=later.value,
            unit=later.unit,
            year=solar_year(later.period),
            told_on=earlier.published_on,
        ),
        terms=(
            Term("earlier", earlier.value, earlier.unit, earlier.id),
            Term("stated", later.value, later.unit, later.id),
        ),
    )


def judge_stale(bench: Bench) -> Iterator[Seen]:
    """Find targets told after a newer one, and targets of a year that is over."""
    for text in bench.texts:
        for target in text:
            if _is_target(target):
                yield from _superseded(bench, target)
                yield from _over(bench, target)


def _superseded(bench: Bench, target: Claim) -> Iterator[Finding]:
    """The number was told before, another has been told since, and now the old one again."""
    history = [
        claim
        for claim in bench.series(target.metric, target.place)
        if claim is not target
        and _is_target(claim)
        and same_year(claim, target)
        and compare(claim, target).relation == "same"
        and _surely_told_before(bench, claim, target)
        and bench.text_of(claim) is not bench.text_of(target)
    ]
    newest = max(history, key=lambda claim: _told_on(bench, claim), default=None)
    if newest is None or newest.value == target.value:
        return
    if any(claim.value == target.value for claim in history):
        yield _finding(target, newest, "superseded")


def _over(bench: Bench, target: Claim) -> Iterator[Finding]:
    day, year = read_on(target, bench.published_on), solar_year(target.period)
    if day is None or year is None or "period.assumed" in target.unsure:
        return
    counted = any(
        claim.metric == target.metric.removeprefix("target_") and solar_year(claim.period) == year
        for claim in bench.text_of(target)
    )
    if day > year_range(year).last and not counted and target.published_on is None:
        yield _finding(target, None, "year_over")


def _finding(target: Claim, newest: Claim | None, reason: str) -> Finding:
    return Finding(
        rule=STALE.code,
        severity="doubt" if newest else "note",
        claims=ids(target, newest) if newest else ids(target),
        stated=target.value,
        expected=newest.value if newest else None,
        ratio=ratio(float(target.value), float(newest.value)) if newest else None,
        reason=reason,
        facts=facts(
            target=target.value,
            newer=newest.value if newest else None,
            told_on=newest.published_on if newest else None,
            unit=target.unit,
            year=solar_year(target.period),
            scopes=["target"] if newest else None,
        ),
        terms=(
            Term("stated", target.value, target.unit, target.id, False),
            *((Term("target", newest.value, newest.unit, newest.id),) if newest else ()),
        ),
    )


STALE = Rule(
    code="target_stale",
    asks="Is an old target told, or measured against, after a newer one?",
    severities={
        "doubt": "a share fits an older target of the year and not the one told beside it, or the "
        "older number comes back after the newer",
        "note": "the target's year was over when it was told",
    },
    example="1,170 units are 78 % of the first target of 1,500; of the 2,000 told beside they are "
    "58.5 %",
    judge=judge_stale,
)
MOVED = Rule(
    code="target_moved",
    asks="Has a target been moved since it was last told?",
    severities={"note": "always: a target may be moved, but its reader should know"},
    example="1,500 units for 1399 in May 2020, 2,000 from November",
    judge=judge_moved,
)
