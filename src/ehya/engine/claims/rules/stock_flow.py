"""Does the stock of idle units move as the revivals say?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ehya.engine.calendar import DayRange
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.crowds import MOST_IN_A_RUN
from ehya.engine.claims.model import Claim, Finding, Severity, Term
from ehya.engine.claims.periods import (
    ends,
    same_year,
    solar_year,
    starts,
    surely_before,
    window,
)
from ehya.engine.claims.scope import Comparison, compare, scope_of

_STOCKS = ("units_idle", "units_idle_and_semi_active")
_SLACK = 45  # days: stocks and flows are told for the nearest month or year's end
_MOST_OF = 0.6  # of the time between two stocks must be covered by the revivals told
_MOST_YEARS = 2.5  # stocks further apart than that have been counted anew in between


def judge(bench: Bench) -> Iterator[Seen]:
    """Hold targets against the stock there is, and two stocks against the revivals between."""
    yield from _beyond_all(bench)
    for name in _STOCKS:
        for series in bench.judged_series(name):
            yield from _moves(bench, [c for c in series if ends(c)])


def _beyond_all(bench: Bench) -> Iterator[Finding]:
    for text in bench.texts:
        for target in text:
            if target.metric == "target_units_revived" and not scope_of(target.population).sector:
                yield from _too_many(bench, target)


def _too_many(bench: Bench, target: Claim) -> Iterator[Finding]:
    """Find the stock, told nearest before, that a target exceeds."""
    stocks = [
        (claim, compare(target, claim))
        for name in _STOCKS
        for claim in bench.series(name, target.place)
        if compare(target, claim, grouped=False).relation in ("same", "loose", "part", "loose_part")
        and _told_near(bench, claim, target)
    ]
    if not stocks:
        return
    high = max(bench.bounds(claim).high for claim, _ in stocks)
    if bench.bounds(target).low <= high:
        return
    stock, scopes = max(stocks, key=lambda one: float(one[0].value))
    firm: Severity = "contradiction" if scopes.relation in ("same", "part") else "doubt"
    if stock.end > 0 and (stock.part_of or stock.unsure or target.unsure):
        firm = "doubt"
    elif float(target.value) >= 1.5 * high and stock.end == 0:
        firm = "contradiction" if "kind" not in scopes.facets else "doubt"
    yield _finding((target, stock), target.value, stock.value, firm, "beyond_all", scopes=scopes)


def _told_near(bench: Bench, stock: Claim, target: Claim) -> bool:
    if bench.text_of(stock) is bench.text_of(target):
        return True
    days, begun = ends(stock), starts(target)
    if days is None or begun is None:
        return False
    return abs((days.first - begun.first).days) <= 366


def _moves(bench: Bench, stocks: Sequence[Claim]) -> Iterator[Finding]:
    ordered = sorted(stocks, key=_last_day)
    for place, after in enumerate(ordered):
        before = _previous(ordered[:place], after)
        if before is not None and {before.id, after.id} & bench.judged:
            yield from _moved(bench, before, after)


def _last_day(claim: Claim) -> date:
    days = ends(claim)
    return days.last if days else date.min


def _previous(ordered: Sequence[Claim], after: Claim) -> Claim | None:
    """Return the last stock of the same units told of an earlier day, not too long before."""
    for before in reversed(ordered[-MOST_IN_A_RUN:]):
        first, last = ends(before), ends(after)
        if first is None or last is None or not surely_before(first, last):
            continue
        if (last.first - first.last).days > 365 * _MOST_YEARS:
            return None
        if compare(before, after, grouped=False).relation == "same":
            return before
    return None


def _moved(bench: Bench, before: Claim, after: Claim) -> Iterator[Finding]:
    fall = float(before.value) - float(after.value)
    between = _revived_between(bench, before, after)
    if between is None:
        return
    revived, claims = between
    slack = bench.rules.same_text_slack * float(before.value)
    if fall < 0 and revived > 0:
        yield _stock_finding(before, after, claims, fall, revived, "rose")
    elif fall > revived + slack:
        yield _stock_finding(before, after, claims, fall, revived, "fell_more")


def _revived_between(
    bench: Bench, before: Claim, after: Claim
) -> tuple[float, tuple[Claim, ...]] | None:
    """Return the units told as revived between two stocks, and the claims that say so.

    Two running counts of a year, or one count of the same text that fills the time between them.
    """
    series = bench.series("units_revived", before.place)
    first, last = ends(before), ends(after)
    if first is None or last is None:
        return None
    counts = [c for c in series if c.period.kind == "cumulative_since_year_start" and ends(c)]
    start = [c for c in counts if ends(c) == first and len(first) == 1]
    end = [c for c in counts if ends(c) == last and len(last) == 1]
    for one in start:
        for other in end:
            if same_year(one, other):
                return float(other.value) - float(one.value), (other, one)
    kind = ("units_revived", before.place)
    own = [c for c in bench.text_of(after) if (c.metric, c.place) == kind]
    filling = next((c for c in own if _fills(window(c), first, last)), None)
    return (float(filling.value), (filling,)) if filling else None


def _fills(told: DayRange | None, first: DayRange, last: DayRange) -> bool:
    """Tell whether a count's days lie between two stocks and leave little of that time out."""
    if told is None:
        return False
    slack, gap = timedelta(days=_SLACK), (last.last - first.first).days
    inside = first.first - slack <= told.first and told.last <= last.last + slack
    return inside and len(told) >= _MOST_OF * gap


def _stock_finding(
    before: Claim,
    after: Claim,
    claims: tuple[Claim, ...],
    fall: float,
    revived: float,
    reason: str,
) -> Finding:
    scopes = ["entries"] if reason == "rose" else ["exits"]
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(after, before, *claims),
        stated=fall,
        expected=revived,
        ratio=ratio(abs(fall), revived),
        reason=reason,
        facts=facts(
            before=before.value,
            after=after.value,
            fall=abs(fall),
            revived=revived,
            unit=after.unit,
            gap=abs(fall - revived),
            scopes=scopes,
        ),
        terms=(
            Term("earlier", before.value, before.unit, before.id),
            Term("later", after.value, after.unit, after.id),
            Term("fall", fall, "units", None, False),
            Term("expected", revived, "units", claims[0].id),
        ),
    )


def _finding(
    joined: tuple[Claim, Claim],
    stated: float,
    expected: float,
    severity: Severity,
    reason: str,
    *,
    scopes: Comparison,
) -> Finding:
    one, other = joined
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(one, other),
        stated=stated,
        expected=expected,
        ratio=ratio(float(stated), float(expected)),
        reason=reason,
        facts=facts(
            target=one.value,
            stock=other.value,
            unit=one.unit,
            year=solar_year(one.period),
            scopes=list(scopes.facets) if severity == "doubt" else None,
        ),
        terms=(
            Term("stated", one.value, one.unit, one.id, False),
            Term("whole", other.value, other.unit, other.id),
        ),
    )


RULE = Rule(
    code="stock_flow",
    asks="Does the stock of idle units move as the revivals say, and is there enough of it?",
    severities={
        "contradiction": "a target of more revivals than there are idle units",
        "doubt": "the stock rises while units are revived, or falls by more than were revived: "
        "true only if other units came or went",
    },
    example="idle units went from 9,500 to 9,800 while 222 were revived: 522 must have gone idle",
    judge=judge,
)
