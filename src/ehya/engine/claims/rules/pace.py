"""What does the stated pace mean for the stated target?"""

from collections.abc import Iterator, Sequence
from datetime import date

from ehya.engine.calendar import year_gone, year_range
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, ratio
from ehya.engine.claims.model import Claim, Finding, Term
from ehya.engine.claims.periods import ends, read_on, said, solar_year
from ehya.engine.claims.scope import compare


def judge(bench: Bench) -> Iterator[Seen]:
    """Hold the latest count of a year against that year's latest target, once a text."""
    for text in bench.texts:
        for count in _latest_counts(text):
            target = _target_of(bench, count, text)
            if target is not None:
                yield from _pace(bench, count, target)


def _latest_counts(text: Sequence[Claim]) -> Iterator[Claim]:
    latest: dict[tuple[object, ...], Claim] = {}
    for claim in text:
        if claim.period.kind == "cumulative_since_year_start" and claim.period.end:
            key = (claim.metric, claim.place, solar_year(claim.period))
            best = latest.get(key)
            if best is None or _order(claim) > _order(best):
                latest[key] = claim
    yield from latest.values()


def _order(claim: Claim) -> tuple[date, float]:
    days = ends(claim)
    return (days.last if days else date.min, float(claim.value))


def _target_of(bench: Bench, count: Claim, text: Sequence[Claim]) -> Claim | None:
    """Return the target of a count's year: the text's own, else the latest one known then."""
    name = f"target_{count.metric}"
    own = [c for c in text if c.metric == name and _fits(c, count)]
    if own:
        return max(own, key=lambda claim: float(claim.value))
    if not bench.record:
        return None
    known = [
        claim
        for claim in bench.series(name, count.place)
        if _fits(claim, count) and _known_by(claim, count, bench)
    ]
    return max(known, key=_told_on, default=None)


def _fits(target: Claim, count: Claim) -> bool:
    return (
        target.period.kind == "target_for_year"
        and target.place == count.place
        and solar_year(target.period) == solar_year(count.period)
        and compare(count, target, grouped=False).relation != "apart"
    )


def _told_on(claim: Claim) -> date:
    days = said(claim)
    return days.last if days else date.min


def _known_by(target: Claim, count: Claim, bench: Bench) -> bool:
    day = read_on(count, bench.published_on)
    return day is not None and _told_on(target) <= day


def _pace(bench: Bench, count: Claim, target: Claim) -> Iterator[Finding]:
    days, published = ends(count), read_on(count, bench.published_on)
    if days is None or target.value <= 0:
        return
    day = min(days.last, published) if published else days.last
    year, gone = year_gone(day)
    if year != solar_year(count.period) or not bench.rules.pace_from <= gone < 1:
        return
    whole = year_range(year)
    weeks_gone = ((day - whole.first).days + 1) / 7
    weeks_left = (whole.last - day).days / 7
    share = 100 * float(count.value) / float(target.value)
    reached = count.value >= target.value
    yield Finding(
        rule=RULE.code,
        severity="note",
        claims=ids(count, target),
        stated=count.value,
        expected=float(target.value) * gone,
        ratio=ratio(float(count.value), float(target.value) * gone),
        reason="reached" if reached else "needs",
        facts=facts(
            count=count.value,
            target=target.value,
            unit=count.unit,
            metric=count.metric,
            share=share,
            gone=100 * gone,
            day=day.isoformat(),
            year=year,
            a_week=float(count.value) / weeks_gone,
            a_week_needed=(float(target.value) - float(count.value)) / weeks_left,
        ),
        terms=(
            Term("count", count.value, count.unit, count.id),
            Term("target", target.value, target.unit, target.id),
            Term("share", share, "percent"),
            Term("gone", 100 * gone, "percent"),
        ),
    )


RULE = Rule(
    code="pace",
    asks="What does the stated pace mean for the stated target?",
    severities={"note": "always: it clashes with nothing, but the reader should know"},
    example="33 of 300 is 11 %, with 146 of 366 days (40 %) gone: 1.6 a week so far, 8.5 needed",
    judge=judge,
)
