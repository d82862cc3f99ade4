"""What does a dollar cost, by the pairs of amounts that are told?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median, median_low

from ehya.engine.claims.bench import Bench, Rule, Seen, facts, ids, slip_of
from ehya.engine.claims.bounds import Bounds, soft_bounds
from ehya.engine.claims.links import base_metric
from ehya.engine.claims.model import Agreement, Claim, Finding, Term
from ehya.engine.claims.periods import ends, read_on, solar_year
from ehya.engine.claims.scope import compare


@dataclass(frozen=True, slots=True)
class Priced:
    """One amount told in both currencies."""

    rials: Claim
    dollars: Claim
    rate: float
    allowed: Bounds


def judge(bench: Bench) -> Iterator[Seen]:
    """Compare the rates of a text with each other, then with the reference rates."""
    for text in bench.texts:
        every = tuple(_priced(bench, text))
        priced = [one for one in every if not _is_of_another_year(bench, one, every)]
        odd = tuple(_odd_ones(bench, priced))
        yield from (_against_text(bench, one, priced, odd) for one in odd)
        rest = [one for one in priced if one not in odd]
        wild = [found for one in rest if (found := _against_reference(bench, one))]
        yield from wild
        if len(rest) > 1 and not odd and not wild:
            yield _agreement(rest)
    yield from _across(bench)


def _priced(bench: Bench, claims: Sequence[Claim]) -> Iterator[Priced]:
    for claim in claims:
        other = bench.get(claim.pair)
        if claim.unit == "IRR" and other and other.unit == "USD" and other.value > 0:
            allowed = soft_bounds(claim, bench.rules) / soft_bounds(other, bench.rules)
            yield Priced(claim, other, claim.value / other.value, allowed)


def _is_of_another_year(bench: Bench, one: Priced, every: Sequence[Priced]) -> bool:
    """Tell a past year's money, priced as it was then, among the money of other years."""
    days, published = ends(one.rials), read_on(one.rials, bench.published_on)
    years = [solar_year(pair.rials.period) for pair in every if pair is not one]
    year = solar_year(one.rials.period)
    if days is None or published is None or year is None or year in years:
        return False
    band = _band_on(bench, days.last) if days.last < published else None
    return band is not None and band.meets(one.allowed)


def _odd_ones(bench: Bench, priced: Sequence[Priced]) -> Iterator[Priced]:
    """Yield the pairs whose rate lies apart from the middle one of the text."""
    if len(priced) == 2:
        yield from _odd_of_two(bench, *priced)
        return
    if len(priced) > 2:
        usual = median_low(pair.rate for pair in priced)
        yield from (one for one in priced if _apart(bench, one, usual))


def _odd_of_two(bench: Bench, one: Priced, other: Priced) -> Iterator[Priced]:
    if not _apart(bench, one, other.rate) or not _apart(bench, other, one.rate):
        return
    strange = [pair for pair in (one, other) if _outside(bench, pair) is not None]
    if len(strange) == 1 or slip_of(one.rate / other.rate, bench.rules):
        yield strange[0] if strange else max(one, other, key=lambda pair: pair.rate)


def _apart(bench: Bench, one: Priced, usual: float) -> bool:
    factor = bench.rules.rate_apart
    return not Bounds(one.allowed.low / factor, one.allowed.high * factor).meets(
        Bounds(usual, usual)
    )


def _against_text(
    bench: Bench, one: Priced, priced: Sequence[Priced], odd: Sequence[Priced]
) -> Finding:
    others = [pair for pair in priced if pair not in odd] or [p for p in priced if p is not one]
    usual = median(pair.rate for pair in others)
    made = _parts_sum(bench, one.rials)
    fits = made / float(one.dollars.value) if made else None
    return Finding(
        rule=RULE.code,
        severity="contradiction",
        claims=ids(one.rials, one.dollars, *(pair.rials for pair in others)),
        stated=one.rate,
        expected=usual,
        ratio=one.rate / usual,
        reason="odd_one",
        facts=facts(
            rate=one.rate,
            usual=usual,
            unit="IRR/USD",
            rials=one.rials.value,
            dollars=one.dollars.value,
            others=len(others),
            slip=slip_of(one.rate / usual, bench.rules),
            fits=fits,
            fitting_rials=made,
        ),
        terms=(
            *(Term("rate", pair.rate, "IRR/USD", pair.rials.id) for pair in others),
            Term("stated", one.rate, "IRR/USD", one.rials.id, False),
            *((Term("would_fit", fits, "IRR/USD", None, True),) if fits else ()),
        ),
    )


def _parts_sum(bench: Bench, whole: Claim) -> float | None:
    parts = [c for c in bench.text_of(whole) if c.part_of == whole.id and c.unit == whole.unit]
    return sum(float(part.value) for part in parts) if len(parts) > 1 else None


def _day(bench: Bench, claim: Claim) -> date | None:
    published = read_on(claim, bench.published_on)
    if published is not None:
        return published
    days = ends(claim)
    return days.last if days else None


def reference_band(bench: Bench, claim: Claim) -> Bounds | None:
    """Return the dollar's lowest and highest price that a text of that day may have used.

    Official and market rates both count, those of the year before too: publishers use either.
    Between two references of a free price it may have been anything in between, and after the
    last one it may have risen; an official one is fixed until it is given up.

    Args:
        bench: where the reference rates lie.
        claim: the rial amount.

    Returns:
        The band, widened by the factor that the rules allow; None where no rate can bear witness.
    """
    day = _day(bench, claim)
    return None if day is None else _band_on(bench, day)


def _band_on(bench: Bench, day: date) -> Bounds | None:
    rules = bench.rules
    if not rules.reference:
        return None
    since = day - timedelta(days=round(365 * rules.rate_years_back))
    near = [rate for rate in rules.reference if rate.until >= since and rate.on <= day]
    for basis in {rate.basis for rate in rules.reference} - {"official"}:
        of_basis = [rate for rate in rules.reference if rate.basis == basis]
        after = [rate for rate in of_basis if rate.on > day][:1]
        before = [rate for rate in of_basis if rate.until < day][-1:]
        near += (before + after) if after else []
    near = near or [max(rules.reference, key=lambda rate: rate.until)]
    prices = [rate.rials_per_usd for rate in near]
    days_after = (day - max(rate.until for rate in rules.reference)).days
    growth = rules.rate_growth ** (max(days_after, 0) / 365)
    return Bounds(min(prices) / rules.rate_reference, max(prices) * rules.rate_reference * growth)


def _standing_slip(bench: Bench, one: Priced) -> float | None:
    """Return the rate that stood on a text's day and from which its rate slipped by a zero."""
    day, rules = _day(bench, one.rials), bench.rules
    if day is None:
        return None
    near = timedelta(days=rules.rate_days_near)
    stood = [r.rials_per_usd for r in rules.reference if r.on - near <= day <= r.until + near]
    if any(not _apart(bench, one, price * factor) for price in stood for factor in (0.7, 1, 1.4)):
        return None
    return next((price for price in stood if slip_of(one.rate / price, rules)), None)


def _outside(bench: Bench, one: Priced) -> Bounds | None:
    band = reference_band(bench, one.rials)
    return band if band and not band.meets(one.allowed) else None


def _against_reference(bench: Bench, one: Priced) -> Finding | None:
    stood, band = _standing_slip(bench, one), reference_band(bench, one.rials)
    if band is None or (stood is None and band.meets(one.allowed)):
        return None
    low, high = band.low * bench.rules.rate_reference, band.high / bench.rules.rate_reference
    usual = stood or (high if one.rate > high else low)
    slip = slip_of(one.rate / usual, bench.rules) or _slip_into(Bounds(low, high), one, bench)
    apart = max(one.rate / usual, usual / one.rate)
    wild = bench.rules.rate_wild <= apart <= bench.rules.rate_misread
    firm = bool(slip or wild) and not _once_official(bench, one)
    return Finding(
        rule=RULE.code,
        severity="contradiction" if firm else "doubt",
        claims=ids(one.rials, one.dollars),
        stated=one.rate,
        expected=usual,
        ratio=one.rate / usual,
        reason="off_reference_slip" if slip else "off_reference",
        facts=facts(
            rate=one.rate,
            usual=usual,
            low=low,
            high=high,
            unit="IRR/USD",
            rials=one.rials.value,
            dollars=one.dollars.value,
            slip=slip,
            scopes=None if firm else ["rate"],
        ),
        terms=(
            Term("stated", one.rate, "IRR/USD", one.rials.id, False),
            Term("reference", usual, "IRR/USD", None, True),
        ),
    )


def _slip_into(band: Bounds, one: Priced, bench: Bench) -> int | None:
    """Return the zeros that, taken off or put on, bring a rate among those that were in use."""
    if band.high > bench.rules.rate_narrow * band.low:
        return None
    too_high = one.rate > band.high
    for slip in bench.rules.slips:
        meant = one.rate / slip if too_high else one.rate * slip
        if band.low <= meant <= band.high:
            return slip
    return None


def _once_official(bench: Bench, one: Priced) -> bool:
    """Tell whether some publishers may still use a rate: an official one lately given up."""
    day, given_up = _day(bench, one.rials), timedelta(days=bench.rules.rate_given_up_days)
    return day is not None and any(
        rate.basis == "official"
        and rate.on <= day <= rate.until + given_up
        and not _apart(bench, one, rate.rials_per_usd)
        for rate in bench.rules.reference
    )


def _agreement(priced: Sequence[Priced]) -> Agreement:
    rates = [pair.rate for pair in priced]
    return Agreement(
        rule=RULE.code,
        claims=ids(*(pair.rials for pair in priced)),
        reason="rates_agree",
        facts=facts(pairs=len(rates), low=min(rates), high=max(rates), unit="IRR/USD"),
    )


def _across(bench: Bench) -> Iterator[Finding]:
    """The same rials turned into different dollars by different texts."""
    amounts: dict[tuple[object, ...], list[Priced]] = defaultdict(list)
    for pair in _priced(bench, tuple(bench.by_id.values())):
        amounts[(base_metric(pair.rials.metric), pair.rials.place, pair.rials.value)].append(pair)
    for priced in amounts.values():
        first, *others = sorted(priced, key=lambda pair: -pair.dollars.value)
        for last in reversed(others):
            if _same_money(bench, first, last):
                yield _rates_differ(first, last, priced)
                break


def _same_money(bench: Bench, one: Priced, other: Priced) -> bool:
    return (
        bench.text_of(one.rials) != bench.text_of(other.rials)
        and any(pair.rials.id in bench.judged for pair in (one, other))
        and compare(one.rials, other.rials).relation != "apart"
        and _apart(bench, one, other.rate)
    )


def _rates_differ(one: Priced, other: Priced, priced: Sequence[Priced]) -> Finding:
    every = sorted(priced, key=lambda pair: pair.rate)
    return Finding(
        rule=RULE.code,
        severity="doubt",
        claims=ids(one.dollars, other.dollars, one.rials, *(pair.dollars for pair in every)),
        stated=one.dollars.value,
        expected=other.dollars.value,
        ratio=float(one.dollars.value) / float(other.dollars.value),
        reason="rates_differ",
        facts=facts(
            rials=one.rials.value,
            dollars=one.dollars.value,
            other_dollars=other.dollars.value,
            rate=one.rate,
            usual=other.rate,
            unit="IRR/USD",
            scopes=["rate"],
        ),
        terms=tuple(Term("rate", pair.rate, "IRR/USD", pair.rials.id) for pair in every),
    )


RULE = Rule(
    code="implied_rate",
    asks="What does a dollar cost, by the pairs of amounts that are told?",
    severities={
        "contradiction": "one pair of a text lies apart from the others, or no reference rate "
        "comes near it",
        "doubt": "the rate is that of another day or basis, or two texts turn the same rials into "
        "different dollars",
    },
    example="294.8 trillion rials for $60 million is 4,913,333 rials a dollar; the three parts "
    "beside it give 485,450 to 492,147",
    judge=judge,
)
