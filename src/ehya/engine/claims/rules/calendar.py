"""Do the days that are told belong to the year that is told?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ehya.engine.calendar import DayRange, solar_year_of, year_range
from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids
from ehya.engine.claims.model import Agreement, Claim, Finding, Term
from ehya.engine.claims.periods import YEARLY, ends, said, starts

_FAR = 30  # a start this far from any new year is no new-year day told wrong


def judge(bench: Bench) -> Iterator[Seen]:
    """Hold each told new-year day, year's end and period's end against the calendar."""
    for text in bench.texts:
        yield from _new_year(bench, text)
        yield from _year_ends(bench, text)
        yield from _printed(bench, text)
        yield from _not_yet(bench, text)


def _yearly(text: Sequence[Claim]) -> Iterator[tuple[Claim, DayRange]]:
    """Yield each claim of a year with the nearest Solar Hijri year."""
    for claim in text:
        days = starts(claim)
        if claim.period.kind in YEARLY and days is not None and len(days) == 1:
            near = year_range(solar_year_of(days.first + timedelta(days=_FAR)))
            if abs((days.first - near.first).days) <= _FAR:
                yield claim, near


def _new_year(bench: Bench, text: Sequence[Claim]) -> Iterator[Seen]:
    right: dict[int, Claim] = {}
    wrong: dict[date, list[Claim]] = {}
    for claim, year in _yearly(text):
        first = date.fromisoformat(claim.period.start or "")
        if first == year.first:
            right.setdefault(solar_year_of(first), claim)
        else:
            wrong.setdefault(first, []).append(claim)
    for first, claims in wrong.items():
        right_day = year_range(solar_year_of(first + timedelta(days=_FAR))).first
        yield _finding(bench, claims, first, right_day, "new_year_day")
    for solar, claim in right.items():
        if any(code.startswith("calendar.told_start") for code in claim.unsure):
            continue
        yield Agreement(
            rule=RULE.code,
            claims=ids(claim),
            reason="began",
            facts=facts(year=solar, day=year_range(solar).first.isoformat()),
        )


def _year_ends(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    for claim, year in _yearly(text):
        days = ends(claim)
        whole = claim.period.kind in ("full_year", "target_for_year")
        if whole and days is not None and len(days) == 1 and days.first != year.last:
            yield _finding(bench, [claim], days.first, year.last, "year_end")


def _printed(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    """Days that the text prints beside a year or its part, and that the reader could not follow."""
    told: dict[str, list[Claim]] = {}
    for claim in text:
        for code in claim.unsure:
            if code.startswith(("calendar.told_start=", "calendar.told_end=")):
                told.setdefault(code, []).append(claim)
    for code, claims in told.items():
        start, day = "told_start" in code, date.fromisoformat(code.partition("=")[2])
        right = (starts if start else ends)(claims[0])
        if right is not None:
            yield _finding(bench, claims, day, right.first, "new_year_day" if start else "part_end")


def _not_yet(bench: Bench, text: Sequence[Claim]) -> Iterator[Finding]:
    """A count may not reach beyond the day on which it was told, but by the last days of a month."""
    slack = timedelta(days=bench.rules.growth_slack_days)
    for claim in text:
        told, last = said(claim), ends(claim)
        published = bench.published_on or (told.last if told else None)
        metric = bench.vocabulary.metrics.get(claim.metric)
        counted = metric is not None and metric.flow in ("flow", "stock")
        if not counted or claim.period.kind == "target_for_year" or not published or not last:
            continue
        if (
            last.first > published + slack
            and claim.period.kind != "as_of"
            and not _to_year_end(claim)
            and not _of_this_month(claim, published)
        ):
            yield _finding(bench, [claim], last.first, published, "not_yet")


def _of_this_month(claim: Claim, published: date) -> bool:
    """Tell whether something is told to have happened in the month that is not over yet."""
    begun = starts(claim)
    return claim.period.kind == "event" and begun is not None and begun.first <= published


def _to_year_end(claim: Claim) -> bool:
    """Tell whether a count seems to run to the year's last day: that is a target's day, misread."""
    days = ends(claim)
    if days is None or claim.period.kind != "cumulative_since_year_start":
        return False
    return days.first == year_range(solar_year_of(days.first)).last


def _finding(
    bench: Bench, claims: Sequence[Claim], told: date, right: date, reason: str
) -> Finding:
    days = abs((told - right).days)
    usual = days <= bench.rules.custom_days and reason != "not_yet"
    return Finding(
        rule=RULE.code,
        severity="note" if usual else "contradiction",
        claims=ids(*claims),
        stated=None,
        expected=None,
        ratio=None,
        reason=reason,
        facts=facts(
            told=told.isoformat(),
            right=right.isoformat(),
            year=solar_year_of(right),
            days=days,
        ),
        terms=(Term("days_apart", days, "days", claims[0].id, False),),
    )


RULE = Rule(
    code="calendar",
    asks="Do the days that are told belong to the year that is told?",
    severities={
        "contradiction": "a new-year day or a year's end that the calendar does not have, or a "
        "count that reaches beyond the day of its publication",
        "note": "a day too early or too late: many reports print 21 March every year",
    },
    example="the year 1403 that “started on 22 March 2024” began on 20 March",
    judge=judge,
)
