"""Where does the programme stand, what does not add up, and where will the year end?"""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ehya.engine.calendar import Calendar, solar_year_of, to_solar
from ehya.engine.claims.model import Claim, Finding, Verdict
from ehya.engine.forecast import FanDay
from ehya.engine.refusal import Refusal
from ehya.ledger import rules
from ehya.ledger.answers import answered
from ehya.ledger.scopes import ALL
from ehya.publish import briefing
from ehya.publish.forecasts import series
from ehya.publish.queries import claims_known, findings_of_record, known_counts
from ehya.register.queries.within import Moment
from ehya.verify.queries.afterwards import running
from ehya.web.charts import front
from ehya.web.charts.bars import NARROW, bars
from ehya.web.charts.rail import rail
from ehya.web.charts.tiles import tiles
from ehya.web.clock import Clock, clock_of, day_asked
from ehya.web.messages import finding_saying
from ehya.web.pages import programme
from ehya.web.pages.project_checks import finding_of
from ehya.web.reader import current
from ehya.web.sums import lines

NEWS = timedelta(days=72)  # what "changed" means until the reader moves the day
PACE_YEARS, TARGET_YEARS = 5, 6
FINDINGS = 3
COUNTRY = "Iran"
FIRST_CALENDAR: dict[str, Calendar] = {"en": "gregorian", "fa": "solar"}  # each language's own
PACE_METRIC = "units_revived"
RAIL_WIDTHS = {"wide": 560.0, "narrow": 350.0}  # [px]


@require_safe
def cockpit(request: HttpRequest) -> HttpResponse:
    """Show the front page as of a day, as known on a day."""
    clock = clock_of(request)
    claims = claims_known(clock.known_at)
    verdict = findings_of_record(clock.known_at)
    happened = tuple(claim for claim in claims if briefing.happened(claim, clock.as_of))
    since = day_asked(request, "since", clock.known_at - NEWS)
    context = {
        "clock": clock,
        "first_calendar": FIRST_CALENDAR[current().language],
        "second_calendar": FIRST_CALENDAR[current().other_language],
        "rails": _rails(clock),
        "known": known_counts(clock.known_at),
        "told": briefing.told(happened, as_of=clock.as_of),
        "since": since,
        "changes": briefing.changes_since(since, claims=claims, findings=verdict.findings),
        **_lead(request, claims, clock),
        **_contradictions(verdict, {claim.id: claim for claim in claims}),
        **_years(happened, clock),
        **_provinces(happened, verdict, clock),
        "opened": _opened(clock.moment),
        **programme.of(request, clock),
    }
    return render(request, "cockpit/cockpit.html", context)


def _opened(moment: Moment) -> str:
    """Return which share of the opened projects runs; "" before a rule says when to ask."""
    try:
        shares = running(moment.as_of, moment.known_at, ALL, synthetic=False)
    except Refusal as no:
        if no.code != "rules.not_yet_in_force":
            raise
        return ""
    return finding_of(shares)


def _rails(clock: Clock) -> dict[str, object]:
    calendar = FIRST_CALENDAR[current().language]
    months = known_counts(clock.known_at, calendar=calendar).months
    return {
        name: rail(months, known_at=clock.known_at, width=width, calendar=calendar)
        for name, width in RAIL_WIDTHS.items()
    }


def _lead(request: HttpRequest, claims: tuple[Claim, ...], clock: Clock) -> dict[str, object]:
    chosen = request.GET.get("metric", "")
    metric = (
        chosen
        if chosen in briefing.FIRST_CHOICE
        else briefing.leading_metric(claims, as_of=clock.as_of)
    )
    year = answered(
        briefing.METHOD,
        (metric, clock.as_of, clock.known_at),
        clock.moment.known_at,
        lambda: briefing.year_so_far(
            claims, metric=metric, as_of=clock.as_of, known_at=clock.known_at
        ),
    )
    return {
        "year": year,
        "metrics": briefing.FIRST_CHOICE,
        "origins": sorted(year.realised.origins) if year.realised else [],
        "used": _used(year, claims),
        "fans": front.fans(year, clock.as_of, current().language),
        "fan_words": front.fan_words(year, current().language),
        "fan_rows": _month_ends(year),
        "times": round(year.times or 0) or None,
        "and_clock": clock.query.replace("?", "&"),
    }


def _month_ends(year: briefing.YearSoFar) -> list[FanDay]:
    """Return the last forecast day of each solar month: enough for a table."""
    last = {to_solar(row.day).month: row for row in year.forecast.fan} if year.forecast else {}
    return list(last.values())


def _used(year: briefing.YearSoFar, claims: tuple[Claim, ...]) -> list[Claim]:
    ids = set(year.forecast.used) if year.forecast else set()
    return [claim for claim in claims if claim.id in ids]


def _contradictions(verdict: Verdict, claims: dict[str, Claim]) -> dict[str, object]:
    """The newest finding that can be drawn stands first; beside it the newest of other kinds."""
    serious = briefing.pressing(verdict.findings, claims)
    drawn = next((f for f in serious if f.rule == "parts_total" and _has_parts(f)), None)
    others = _one_of_each_rule(serious, besides=drawn)[:FINDINGS]
    counts = {
        severity: sum(finding.severity == severity for finding in verdict.findings)
        for severity in ("contradiction", "doubt")
    }
    language = current().language
    foremost = drawn or (others.pop(0) if others else None)
    return {
        "drawn": drawn,
        "foremost": foremost,
        "foremost_lines": lines(foremost, claims, current()) if foremost and not drawn else [],
        "foremost_words": finding_saying(foremost, claims, language) if foremost else None,
        "drawings": {
            "wide": bars(drawn, claims, language),
            "narrow": bars(drawn, claims, language, NARROW),
        }
        if drawn
        else {},
        "findings": [(f, finding_saying(f, claims, language)) for f in others],
        "found": counts,
    }


def _one_of_each_rule(findings: Iterable[Finding], *, besides: Finding | None) -> list[Finding]:
    kept: dict[str, Finding] = {}
    for finding in findings:
        kept.setdefault(finding.rule, finding)
    return [f for f in kept.values() if besides is None or f.rule != besides.rule]


def _has_parts(finding: Finding) -> bool:
    return sum(term.role == "part" for term in finding.terms) > 1


def _years(claims: tuple[Claim, ...], clock: Clock) -> dict[str, object]:
    own = series(claims, metric=PACE_METRIC, place=COUNTRY)
    this_year = solar_year_of(clock.as_of)
    paces = briefing.past_years(own, upto=this_year, most=PACE_YEARS)
    rows = briefing.past_years(own, upto=this_year, most=TARGET_YEARS)
    missed = [(y.year, y.straight_miss) for y in paces if y.straight_miss]
    missed.sort(key=lambda pair: -abs(pair[1][1]))
    by_id = {claim.id: claim for claim in claims}
    return {
        "this_year": this_year,
        "paces": front.paces(paces, current().language),
        "pace_rows": paces,
        "pace_told": any(year.best or year.points for year in paces),
        "always_late": len(missed) > 1 and all(miss > 0 for _year, (_line, miss) in missed),
        "missed": front.misses(sorted(missed[:2]), current().language),
        "target_rows": [row for row in rows if row.best or row.targets],
        "target_spec": front.target_bars(rows, current().language),
        "reached": front.years_named(
            [row.year for row in rows if _reached(row)], current().language
        ),
        "versions": _versions(claims, this_year),
        "by_id": by_id,
    }


def _reached(row: briefing.PastYear) -> bool:
    return bool(row.result and row.target and row.result.value >= row.target.value)


def _versions(claims: tuple[Claim, ...], year: int) -> list[tuple[str, int, Claim]]:
    """Every version of this year's targets: (metric, its number, the claim), newest first."""
    found = []
    for metric in briefing.FIRST_CHOICE:
        own = series(claims, metric=metric, place=COUNTRY)
        rows = briefing.past_years(own, upto=year, most=1)
        by_id = {claim.id: claim for claim in claims}
        for number, target in enumerate(rows[0].targets, start=1):
            found.append((metric, number, by_id[target.claim]))
    return found


def _provinces(claims: tuple[Claim, ...], verdict: Verdict, clock: Clock) -> dict[str, object]:
    counts = briefing.province_counts(claims, metric=PACE_METRIC, places=rules.vocabulary().places)
    by_id = {claim.id: claim for claim in claims}
    return {
        "tiles": tiles(counts, current().language),
        "untold": sum(row.claim is None for row in counts),
        "provinces_told": sum(row.year == solar_year_of(clock.as_of) for row in counts),
        "told_twice": briefing.told_twice(verdict.findings, by_id)[:4],
        "province_rows": sorted(
            (row for row in counts if row.claim), key=lambda row: (-(row.year or 0), row.place.name)
        ),
    }
