"""Which sound texts does the record make, and how does each become wrong by one number?

Every trial starts from rows of the published record. Its sound side says what the rows say, or
what follows from them by arithmetic; its wrong side differs from it in one value or one day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ehya.engine.calendar import latest, year_range
from ehya.engine.claims.links import articles
from ehya.engine.claims.model import Claim, Period, Severity
from ehya.engine.claims.periods import solar_year
from ehya.engine.claims.scope import scope_of
from ehya.engine.claims.spread import per_unit
from ehya.ledger.rules import rates

# Rows that docs/reference/contradictions.md judges wrong as they stand: nothing sound starts there.
JUDGED_WRONG = frozenset(
    (
        "TT435986-06",
        "MN1108543314-07",
        "MN1107719098-07",
        "TT487892-02",
        "SNN757074-03",
        "TIP353754-02",
    )
)
SLIPS = (0.01, 0.1, 10, 100, 1000)
_DAY = len("2024-03-20")


@dataclass(frozen=True, slots=True)
class Trial:
    """A sound text, and the same with one thing wrong.

    Attributes:
        rule: the rule that should see it.
        severity: how gravely.
        kind: what was done: "x10", "fallen", …
        sound: the claims as they may stand together.
        wrong: the same, one of them changed.
        changed: the id of the changed claim.
    """

    rule: str
    severity: Severity
    kind: str
    sound: tuple[Claim, ...]
    wrong: tuple[Claim, ...]
    changed: str


def trials(record: Sequence[Claim]) -> Iterator[Trial]:
    """Yield every trial that the record gives rise to."""
    for text in articles(record):
        yield from _rates(text)
        yield from _parts(text)
        yield from _falls(text)
        yield from _new_years(text)
        yield from _told_anew(text)
        yield from _in_round_words(text)
        yield from _shares_in_round_words(text)
        yield from _other_scopes(text)
        yield from _jobs(text)
        yield from _stocks(text)
        yield from _shares(text)
        yield from _provinces(text)
        yield from _renovated(text)
        yield from _moved(text)


def _one_wrong(
    rule: str, severity: Severity, kind: str, text: Sequence[Claim], changed: Claim
) -> Trial:
    wrong = tuple(changed if claim.id == changed.id else claim for claim in text)
    return Trial(rule, severity, kind, tuple(text), wrong, changed.id)


def _said(claim: Claim, claim_id: str, value: float, **more: object) -> Claim:
    """Return a claim like another, of another value and without its links and bounds."""
    told = int(value) if float(value).is_integer() else value
    free = {"pair": None, "part_of": None, "about": None, "low": None, "high": None}
    return replace(claim, id=claim_id, value=told, **{**free, **more})  # type: ignore[arg-type]


def _rates(text: Sequence[Claim]) -> Iterator[Trial]:
    for rials in text:
        dollars = next((c for c in text if c.id == rials.pair), None)
        if rials.unit == "IRR" and dollars is not None and rials.id not in JUDGED_WRONG:
            for slip in SLIPS:
                if _price_of_some_basis(rials, rials.value * slip / dollars.value):
                    continue
                wrong = replace(rials, value=round(rials.value * slip))
                pair = (rials, dollars)
                yield _one_wrong("implied_rate", "contradiction", f"x{slip:g}", pair, wrong)


def _price_of_some_basis(claim: Claim, rate: float) -> bool:
    """Tell whether a slipped rate happens to be one that stood that year: nobody can see that.

    The official dollar of 2021 cost 42,000 rials and the market's 250,000: ten times or a tenth of
    the one lies so near the other that a text may mean it.
    """
    day = latest(claim.published_on or "2017")
    since = day - timedelta(days=730)
    stood = [r for r in rates().rates if since <= (r.until or r.on) and r.on <= day]
    return any(1 / 1.75 < rate / float(r.rials_per_usd) < 1.75 for r in stood)


def _counts(text: Sequence[Claim], *kinds: str) -> Iterator[Claim]:
    """Yield exact counts of revived units that are large enough to be split."""
    for claim in text:
        plain = claim.qualifier == "eq" and not scope_of(claim.population).sector
        large = claim.metric == "units_revived" and float(claim.value) >= 50
        if large and plain and claim.period.kind in kinds:
            yield claim


def _parts(text: Sequence[Claim]) -> Iterator[Trial]:
    for count in _counts(text, "full_year", "cumulative_since_year_start"):
        whole = _said(count, "TRIAL-whole", count.value, population="units")
        inside = round(float(count.value) * 0.7)
        outside = int(count.value) - inside
        parks = _said(
            whole, "TRIAL-parks", inside, population="industrial parks", part_of="TRIAL-whole"
        )
        rest = _said(
            whole, "TRIAL-rest", outside, population="outside parks", part_of="TRIAL-whole"
        )
        told = (whole, parks, rest)
        for kind, changed in (
            ("x10", replace(whole, value=count.value * 10)),
            ("one more", replace(rest, value=outside + 1)),
            ("a tenth", replace(parks, value=round(inside * 0.9) - 1)),
            ("swapped figures", replace(rest, value=int(str(outside)[::-1]))),
        ):
            if changed.value not in (outside, inside) and not _rounds(changed, whole, told):
                yield _one_wrong("parts_total", "contradiction", kind, told, changed)


def _rounds(changed: Claim, whole: Claim, told: Sequence[Claim]) -> bool:
    """Tell whether rounding explains the change: the zeros of 1,500 may hide one unit."""
    return changed.id != whole.id and any(
        claim.value % 10 == 0 for claim in (*told, changed) if claim.value >= 100
    )


def _falls(text: Sequence[Claim]) -> Iterator[Trial]:
    for count in _counts(text, "cumulative_since_year_start"):
        if len(count.period.end or "") != _DAY or solar_year(count.period) is None:
            continue
        day = date.fromisoformat(count.period.end or "") + timedelta(days=35)
        period = Period(count.period.kind, count.period.start, day.isoformat())
        grown = _said(count, "later", round(float(count.value) * 1.15), period=period)
        grown = replace(grown, published_on=day.isoformat())
        earlier = _said(count, "earlier", count.value)
        if solar_year(grown.period) != solar_year(count.period) or day > _year_end(count):
            continue
        for kind, share in (("fallen by 6 %", 0.94), ("fallen by a third", 0.66)):
            wrong = replace(grown, value=round(float(count.value) * share) - 1)
            told = (earlier, grown)
            yield _one_wrong("cumulative_falls", "contradiction", kind, told, wrong)


def _year_end(claim: Claim) -> date:
    return year_range(solar_year(claim.period) or 0).last


def _new_years(text: Sequence[Claim]) -> Iterator[Trial]:
    for claim in text:
        year, start = solar_year(claim.period), claim.period.start or ""
        if year is None or start != year_range(year).first.isoformat():
            continue
        for days in (-7, 2, 5, 12):
            day = date.fromisoformat(start) + timedelta(days=days)
            wrong = replace(claim, period=replace(claim.period, start=day.isoformat()))
            yield _one_wrong("calendar", "contradiction", f"{days:+d} days", (claim,), wrong)


def _told_anew(text: Sequence[Claim]) -> Iterator[Trial]:
    """Yield a year's count told again in another report, right or with a wrong figure."""
    for count in _counts(text, "full_year"):
        if solar_year(count.period) is not None:
            again = _said(count, "OTHER-01", count.value)
            for kind, factor in (("x10", 10), ("a tenth more", 1.137), ("a fifth less", 0.813)):
                wrong = replace(again, value=round(float(count.value) * factor))
                told = (replace(count, id="FIRST-01", part_of=None), again)
                yield _one_wrong("ledger_conflict", "contradiction", kind, told, wrong)


def _in_round_words(text: Sequence[Claim]) -> Iterator[Trial]:
    """Yield counts told again roundly: "over 1,700" of 1,726 is sound, "over 1,900" is not."""
    for count in _counts(text, "full_year"):
        value = int(count.value)
        if solar_year(count.period) is None or value < 100 or value % 50 == 0:
            continue
        first = replace(count, id="FIRST-01", part_of=None)
        step = 10 ** (len(str(value)) - 2)
        below, above = value // step * step, -(-value // step) * step
        for qualifier, right, wrong in (
            ("over", below, above + 2 * step),
            ("at_least", below, above + 2 * step),
            ("under", above, below - 2 * step),
            ("up_to", above, below - 2 * step),
            ("approx", round(value / step) * step, above + 4 * step),
        ):
            again = _said(count, "OTHER-01", right, qualifier=qualifier)
            changed, kind = replace(again, value=wrong), f"round, {qualifier}"
            yield _one_wrong("ledger_conflict", "contradiction", kind, (first, again), changed)


def _shares_in_round_words(text: Sequence[Claim]) -> Iterator[Trial]:
    """Yield shares printed whole, rounded or cut off, and "about" them."""
    for count in _counts(text, "full_year"):
        target = _said(count, "TRIAL-target", _target(count), metric="target_units_revived")
        target = replace(target, period=replace(count.period, kind="target_for_year"))
        exact = 100 * float(count.value) / float(target.value)
        first = replace(count, id="TRIAL-count", part_of=None)
        for kind, qualifier, right in (
            ("share rounded", "eq", round(exact)),
            ("share cut off", "eq", int(exact)),
            ("share about", "approx", round(exact)),
            ("share over", "over", int(exact)),
        ):
            share = _said(count, "TRIAL-share", right, metric="target_realised_pct", unit="percent")
            told = (first, target, replace(share, population="", qualifier=qualifier))
            wrong = replace(told[2], value=right + 4)
            yield _one_wrong("share_of_count", "contradiction", kind, told, wrong)


def _other_scopes(text: Sequence[Claim]) -> Iterator[Trial]:
    """Yield a later, smaller count of other things: only of the same things has it fallen."""
    for count in _counts(text, "cumulative_since_year_start"):
        end = count.period.end or ""
        if len(end) != _DAY or scope_of(count.population).where == "outside":
            continue
        day = date.fromisoformat(end) + timedelta(days=35)
        year, period = solar_year(count.period), replace(count.period, end=day.isoformat())
        if year is None or day > _year_end(count):
            continue
        less = round(float(count.value) * 0.6)
        own = _said(count, "EARLY-01", count.value)
        later = _said(count, "LATER-01", less, period=period, published_on=day.isoformat())
        for kind, other in (
            ("outside parks", replace(later, population="outside parks")),
            ("a province", replace(later, place="Semnan" if count.place != "Semnan" else "Qom")),
            ("new units", replace(later, metric="units_new_operational")),
            ("metal units", replace(later, population="metal")),
        ):
            told = (own, other)
            yield _one_wrong("cumulative_falls", "contradiction", kind, told, later)


def _jobs(text: Sequence[Claim]) -> Iterator[Trial]:
    for one in per_unit(text):
        national = one.key == "jobs_created/revived/national"
        sound = one.amount.id not in JUDGED_WRONG
        if one.count is not None and national and sound and one.units >= 10:
            for slip in SLIPS:
                wrong = replace(one.amount, value=max(1, round(one.amount.value * slip)))
                told = (one.count, one.amount)
                yield _one_wrong("magnitude", "doubt", f"x{slip:g}", told, wrong)


def _stocks(text: Sequence[Claim]) -> Iterator[Trial]:
    for stock in text:
        year = (stock.period.end or "")[:4]
        exact = stock.metric == "units_idle" and stock.qualifier == "eq"
        if not exact or stock.value < 50 or not year.isdigit():
            continue
        days = year_range(int(year) - 621)
        of_year = Period("target_for_year", days.first.isoformat(), days.last.isoformat())
        target = _said(
            stock, "target", stock.value // 5, metric="target_units_revived", period=of_year
        )
        for kind, factor in (("twice the stock", 2), ("a fifth above", 1.2)):
            wrong = replace(target, value=round(float(stock.value) * factor))
            told = (replace(stock, part_of=None), target)
            yield _one_wrong("stock_flow", "contradiction", kind, told, wrong)


def _shares(text: Sequence[Claim]) -> Iterator[Trial]:
    for count in _counts(text, "full_year"):
        target = _said(count, "TRIAL-target", _target(count), metric="target_units_revived")
        target = replace(target, period=replace(count.period, kind="target_for_year"))
        right = round(100 * float(count.value) / float(target.value), 1)
        share = _said(count, "TRIAL-share", right, metric="target_realised_pct", unit="percent")
        told = (
            replace(count, id="TRIAL-count", part_of=None),
            target,
            replace(share, population=""),
        )
        for kind, points in (("3 points more", 3), ("9 points less", -9)):
            wrong = replace(told[2], value=right + points)
            yield _one_wrong("share_of_count", "contradiction", kind, told, wrong)


def _target(count: Claim) -> int:
    return round(float(count.value) * 1.13) + 7


def _provinces(text: Sequence[Claim]) -> Iterator[Trial]:
    for count in _counts(text, "full_year", "cumulative_since_year_start"):
        if count.place == "Iran" and count.period.end and solar_year(count.period) is not None:
            country = _said(count, "country", count.value)
            province = _said(count, "province", round(float(count.value) * 0.1), place="Tehran")
            for kind, factor in (("more than all", 1.07), ("x10", 10)):
                wrong = replace(province, value=round(float(count.value) * factor) + 1)
                told = (country, province)
                yield _one_wrong("subset_exceeds_whole", "contradiction", kind, told, wrong)


def _renovated(text: Sequence[Claim]) -> Iterator[Trial]:
    """Yield a count of renovated units below the revived ones of before: above them it is sound."""
    for count in _counts(text, "cumulative_since_year_start"):
        end = count.period.end or ""
        if len(end) != _DAY:
            continue
        day = date.fromisoformat(end) + timedelta(days=30)
        period = Period(count.period.kind, count.period.start, day.isoformat())
        more = round(float(count.value) * 1.4)
        other = _said(count, "TRIAL-other", more, metric="units_renovated", period=period)
        told = (
            _said(count, "TRIAL-revived", count.value),
            replace(other, published_on=day.isoformat()),
        )
        if solar_year(period) is not None and day <= _year_end(count):
            wrong = replace(told[1], value=round(float(count.value) * 0.4))
            yield _one_wrong("label", "doubt", "two names", told, wrong)


def _moved(text: Sequence[Claim]) -> Iterator[Trial]:
    for target in text:
        kind = target.metric == "target_units_revived" and target.period.kind == "target_for_year"
        if kind and len(target.published_on or "") == _DAY and solar_year(target.period):
            day = date.fromisoformat(target.published_on or "") + timedelta(days=60)
            first = replace(target, id="FIRST-01", part_of=None)
            again = _said(target, "OTHER-01", target.value, published_on=day.isoformat())
            wrong = replace(again, value=round(float(target.value) * 1.31))
            yield _one_wrong("target_moved", "note", "raised", (first, again), wrong)
