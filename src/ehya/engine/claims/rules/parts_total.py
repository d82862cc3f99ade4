"""Do the parts make the total that is told beside them?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from ehya.engine.calendar import DayRange, year_range
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio, slip_of
from ehya.engine.claims.bounds import soft_bounds, total
from ehya.engine.claims.model import Agreement, Claim, Finding, Severity, Term
from ehya.engine.claims.periods import solar_year, window, years_covered
from ehya.engine.claims.prose import calls_a_part, closes, has_unread
from ehya.engine.claims.scope import compare, scope_of

_PARTITIONS = (
    ("where", frozenset({"parks", "outside"})),
    ("sector", frozenset({"state-run", "private"})),
)
_SUMS = (
    ("units_revived_or_capacity_increased", ("units_revived", "units_capacity_increased")),
    ("units_total", ("units_active", "units_idle")),
)
_SHARES_OF_ONE_WHOLE = ("share_sector_pct", "share_size_pct")
_FEW_YEARS = 6
_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Split:
    """A total and its parts.

    Attributes:
        whole: the total told.
        parts: what is told to make it up.
        kind: "listed", "places", "kinds" or "years".
        exhaustive: whether nothing else can belong to the total.
        loose: facets in which parts and total may differ.
    """

    whole: Claim
    parts: tuple[Claim, ...]
    kind: str
    exhaustive: bool
    loose: tuple[str, ...] = ()


def judge(bench: Bench) -> Iterator[Seen]:
    """Compare each total with the sum of its parts, as far as rounding and qualifiers allow."""
    for text in bench.texts:
        for split in _splits(bench, text):
            yield from _add_up(bench, split)
        yield from _hundreds(bench, text)
    for split in _years(bench):
        yield from _add_up(bench, split)


def _splits(bench: Bench, text: Sequence[Claim]) -> Iterator[Split]:
    yield from _listed(text, bench.prose)
    near = bench.rules.part_letters
    for whole in text:
        yield from _partitions(whole, text, near)
        yield from _sums(whole, text, near)


def _listed(text: Sequence[Claim], prose: str) -> Iterator[Split]:
    by_id = {claim.id: claim for claim in text}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in text:
        whole = by_id.get(claim.part_of or "")
        if whole is not None and whole.unit == claim.unit and whole is not claim:
            groups[whole.id].append(claim)
    counted = _sizes_that_add_up(groups, by_id)
    for whole_id, parts in groups.items():
        if len(parts) > 1:
            complete = len(parts) in counted or _complete(parts) or closes(parts, prose)
            yield Split(by_id[whole_id], tuple(parts), "listed", complete)


def _complete(parts: Sequence[Claim]) -> bool:
    """Tell whether parts fill a whole by their names: inside and outside the parks."""
    return any(
        {getattr(scope_of(part.population), facet) for part in parts} == values
        for facet, values in _PARTITIONS
    )


def _sizes_that_add_up(
    groups: Mapping[str, list[Claim]], by_id: Mapping[str, Claim]
) -> frozenset[int]:
    """Return how many parts the lists have whose counts add up exactly: they are complete.

    Nine, seven and four projects make the twenty: so the money of the nine, the seven and the
    four must make the money of the twenty.
    """
    return frozenset(
        len(parts)
        for whole, parts in groups.items()
        if by_id[whole].unit == "units" and sum(part.value for part in parts) == by_id[whole].value
    )


def _partitions(whole: Claim, text: Sequence[Claim], near: int) -> Iterator[Split]:
    mine = scope_of(whole.population)
    for facet, values in _PARTITIONS:
        alike = [c for c in text if c is not whole and _same_count(c, whole)]
        parts = {getattr(scope_of(c.population), facet): c for c in alike}
        chosen = tuple(parts[value] for value in sorted(values) if value in parts)
        if getattr(mine, facet) in values and not _spelt_out(whole, chosen, near):
            continue
        if len(chosen) == len(values) and not any(part.part_of for part in chosen):
            yield Split(whole, chosen, "places", True)


def _spelt_out(whole: Claim, parts: Sequence[Claim], near: int) -> bool:
    """Tell whether prose goes on from a number to two smaller ones, of the parks and of the rest.

    "980 units were revived, 702 in the parks and 378 outside": the words after may have been heard
    as the total's own.
    """
    follow = (0 <= part.start - whole.end < near for part in parts)
    return whole.end > 0 and all(follow) and all(part.value < whole.value for part in parts)


def _same_count(one: Claim, other: Claim) -> bool:
    return (one.metric, one.place, one.period) == (other.metric, other.place, other.period)


def _sums(whole: Claim, text: Sequence[Claim], near: int) -> Iterator[Split]:
    for metric, names in _SUMS:
        if whole.metric != metric:
            continue
        found = [_one(name, whole, text) for name in names]
        parts = tuple(part for part in found if part is not None)
        if len(parts) == len(names) and not any(p.part_of == whole.id for p in parts):
            loose = {
                facet
                for part in parts
                for facet in compare(part, whole).facets
                if not _goes_on(part, whole, near)
            }
            yield Split(whole, parts, "kinds", True, tuple(sorted(loose & {"where", "size"})))


def _goes_on(part: Claim, whole: Claim, near: int) -> bool:
    """Tell whether a part follows its whole so closely that it speaks of the same units."""
    said_less = not scope_of(part.population).where
    return said_less and whole.end > 0 and 0 <= part.start - whole.end < near


def _one(metric: str, whole: Claim, text: Sequence[Claim]) -> Claim | None:
    """Return the one claim of a metric that shares a total's place, time and people."""
    fits = [
        claim
        for claim in text
        if claim.metric == metric
        and claim.place == whole.place
        and (claim.period.kind, claim.period.end) == (whole.period.kind, whole.period.end)
        and compare(claim, whole).relation in ("same", "loose")
        and scope_of(claim.population).sector == scope_of(whole.population).sector
    ]
    return fits[0] if len(fits) == 1 else None


def _years(bench: Bench) -> Iterator[Split]:
    """Yield windows of several years with each year's own claim."""
    for series in bench.judged_series():
        yearly = [claim for claim in series if claim.period.kind == "full_year"]
        for whole in series:
            days = window(whole)
            if days is None or whole.period.kind == "target_for_year":
                continue
            years = years_covered(days) or _last_years(days, whole, yearly)
            if 2 <= len(years) <= _FEW_YEARS and whole.unit in ("units", "persons"):
                yield from _year_by_year(bench, whole, yearly, years)


def _last_years(days: DayRange, whole: Claim, yearly: Sequence[Claim]) -> tuple[int, ...]:
    """Return the years told beside "the past three years", if they are three that follow on."""
    mine = whole.end > 0 and [c for c in yearly if c.end > 0 and c.place == whole.place]
    years = sorted({year for c in mine or () if (year := solar_year(c.period)) is not None})
    if not years or abs(len(days) - 365 * len(years)) > _MONTH:
        return ()
    follow_on = years == list(range(years[0], years[-1] + 1))
    near = timedelta(days=0) <= days.last - year_range(years[-1]).last < timedelta(days=366)
    return tuple(years) if follow_on and near else ()


def _year_by_year(
    bench: Bench, whole: Claim, yearly: Sequence[Claim], years: Sequence[int]
) -> Iterator[Split]:
    text = bench.text_of(whole)
    parts = []
    for year in years:
        fits = [c for c in yearly if solar_year(c.period) == year and _not_less(c, whole)]
        own = [c for c in fits if c in text]
        if not fits:
            return
        parts.append(max(own or fits, key=lambda claim: claim.value))
    if whole.id in bench.judged or any(part.id in bench.judged for part in parts):
        loose = {f for part in parts for f in compare(part, whole, grouped=False).facets}
        same_text = all(part in text for part in parts)
        facets = () if same_text else tuple(sorted((loose - {"label"}) | {"teller"}))
        yield Split(whole, tuple(parts), "years", True, facets)


def _not_less(part: Claim, whole: Claim) -> bool:
    mine, its = scope_of(part.population), scope_of(whole.population)
    if (mine.kind, mine.sector) != (its.kind, its.sector):
        return False
    return mine.what in ("", its.what)


def _add_up(bench: Bench, split: Split) -> Iterator[Seen]:
    """Judge one total: a slip, too much, too little, or right as far as its words go."""
    rules, stated = bench.rules, float(split.whole.value)
    whole, parts = bench.bounds(split.whole), total(bench.bounds(p) for p in split.parts)
    made = sum(float(part.value) for part in split.parts)
    slip = slip_of(stated / made, rules) if made else None
    firm: Severity = "doubt" if split.loose else "contradiction"
    if slip and (split.exhaustive or not whole.meets(parts)):
        also = _told_again(bench, split.whole)
        yield _finding(split, made, "slip", "contradiction", slip, also=also)
    elif whole.meets(parts):
        yield from _holds(bench, split, made)
    elif parts.low > whole.high:
        if not _misread(bench, split, made):
            yield _finding(split, made, "over", firm)
    elif has_unread(bench.by_id.values(), (split.whole, *split.parts), bench.prose):
        return
    elif split.exhaustive:
        yield _finding(split, made, "short", firm)
    elif made >= rules.nearly_all * stated:
        yield _finding(split, made, "unlisted", "doubt")


def _misread(bench: Bench, split: Split, made: float) -> bool:
    """Tell whether prose lists parts far beyond their total: they are of something else.

    Not where they fill it by their names, nor where "of which" leads from the total to them.
    """
    if split.exhaustive or all(calls_a_part(p, split.whole, bench.prose) for p in split.parts):
        return False
    return split.whole.end > 0 and made > bench.rules.list_over * float(split.whole.value)


def _holds(bench: Bench, split: Split, made: float) -> Iterator[Seen]:
    """Say that a total holds, unless it does so only by stretching the word "over"."""
    natural = total(soft_bounds(part, bench.rules) for part in split.parts)
    if split.exhaustive and not bench.bounds(split.whole).meets(natural):
        yield _finding(split, made, "stretched", "doubt")
    else:
        yield _agreement(split, made)


def _told_again(bench: Bench, whole: Claim) -> Sequence[str]:
    """Return the days on which other texts told the same wrong total, each as exactly as known."""
    today = bench.published_on.isoformat() if bench.published_on else whole.published_on
    days = {
        claim.published_on
        for claim in bench.series(whole.metric, whole.place)
        if claim.value == whole.value and claim.published_on and claim.published_on != today
    }
    return sorted(day for day in days if not any(d != day and d.startswith(day) for d in days))


def _finding(
    split: Split,
    made: float,
    reason: str,
    severity: Severity,
    slip: int | None = None,
    *,
    also: Sequence[str] = (),
) -> Finding:
    whole = split.whole
    toman = slip == 10 and whole.unit == "IRR"
    return Finding(
        rule=RULE.code,
        severity=severity,
        claims=ids(whole, *split.parts),
        stated=whole.value,
        expected=made,
        ratio=ratio(float(whole.value), made),
        reason=f"{reason}_toman" if toman else reason,
        facts=facts(
            parts=len(split.parts),
            made=made,
            stated=whole.value,
            unit=whole.unit,
            slip=slip,
            gap=abs(float(whole.value) - made),
            scopes=list(split.loose) or None,
            also=list(also) or None,
        ),
        terms=(
            *(Term("part", part.value, part.unit, part.id) for part in split.parts),
            Term("sum", made, whole.unit, None, True),
            Term("stated", whole.value, whole.unit, whole.id, False),
        ),
    )


def _manner(whole: Claim, made: float) -> str:
    """Return how a total holds: exactly, by its qualifier, or by rounding."""
    if made == whole.value:
        return "exact_projects" if whole.metric == "projects_inaugurated" else "exact"
    return {"over": "holds_over", "approx": "holds_approx"}.get(whole.qualifier, "holds")


def _agreement(split: Split, made: float) -> Agreement:
    return Agreement(
        rule=RULE.code,
        claims=ids(split.whole, *split.parts),
        reason=_manner(split.whole, made),
        facts=facts(
            values=[part.value for part in split.parts],
            made=made,
            stated=split.whole.value,
            unit=split.whole.unit,
            metric=split.whole.metric,
            qualifier=split.whole.qualifier,
        ),
    )


def _hundreds(bench: Bench, text: Sequence[Claim]) -> Iterator[Seen]:
    """Shares of one whole may not pass a hundred."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in text:
        if claim.metric in _SHARES_OF_ONE_WHOLE or claim.metric.startswith("share_cause_"):
            name = "share_cause" if claim.metric.startswith("share_cause_") else claim.metric
            groups[(name, claim.place, scope_of(claim.population).base, claim.period)].append(claim)
    for shares in groups.values():
        made = total(bench.bounds(share) for share in shares)
        if made.low > 100 and len(shares) > 2 and _distinct(shares):
            yield _over_hundred(shares)


def _distinct(shares: Sequence[Claim]) -> bool:
    """Tell whether no two shares are of one branch: a range's two ends are not two branches."""
    return all(
        (one.metric, one.population) != (other.metric, other.population)
        for one, other in combinations(shares, 2)
    )


def _over_hundred(shares: Sequence[Claim]) -> Finding:
    made = sum(float(share.value) for share in shares)
    return Finding(
        rule=RULE.code,
        severity="contradiction",
        claims=ids(*shares),
        stated=made,
        expected=100,
        ratio=made / 100,
        reason="over_hundred",
        facts=facts(parts=len(shares), made=made, unit="percent"),
        terms=(
            *(Term("part", share.value, "percent", share.id) for share in shares),
            Term("sum", made, "percent", None, False),
        ),
    )


RULE = Rule(
    code="parts_total",
    asks="Do the parts make the total that is told beside them?",
    severities={
        "contradiction": "the sum and the total cannot be one number, whatever was rounded; a "
        "ratio near 10, 100 or 1,000 is called a slip",
        "doubt": "the list need not be complete, or parts and total may be counted differently",
    },
    example="1.88 + 18.35 + 9.24 = 29.47 trillion rials, told as 294.8: ten times as much",
    judge=judge,
)
