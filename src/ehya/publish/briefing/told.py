"""Which numbers has the programme told of itself?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ehya.engine.calendar import latest, solar_year_of, year_range
from ehya.engine.claims.model import Claim
from ehya.engine.forecast import PublishedTarget
from ehya.engine.forecast.evidence import placed
from ehya.publish.forecasts import series

COUNTRY = "Iran"
THIS_YEAR = ("units_renovated", "units_revived", "units_capacity_increased", "mines_revived")
LAST_YEAR = ("units_revived", "units_capacity_increased")
STOCK = ("units_idle_and_semi_active", "units_idle")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the front page: a number, and the number that it is set against.

    Attributes:
        claim: the number.
        against: the target, or the whole of which it is a part; None without one.
        of: how many that is: a target may be told in parts. [units]
    """

    claim: Claim
    against: Claim | None = None
    of: float = 0.0


def told(claims: Sequence[Claim], *, as_of: date) -> tuple[Told, ...]:
    """Return the programme's own numbers, this year's first.

    Args:
        claims: all that was known and had happened.
        as_of: the day the page stands on.
    """
    year = solar_year_of(as_of)
    lines = [*_this_year(claims, year), *_last_year(claims, year - 1)]
    lines += _government(claims)
    lines += _stock(claims)
    return tuple(lines)


def _this_year(claims: Sequence[Claim], year: int) -> Iterable[Told]:
    by_id = {claim.id: claim for claim in claims}
    for metric in THIS_YEAR:
        own = series(claims, metric=metric, place=COUNTRY)
        counts = placed(count for count in own.counts if count.year == year)
        targets = sorted((t for t in own.targets if t.year == year), key=lambda t: t.published)
        if counts:
            yield Told(by_id[counts[-1].claim], *_aim(targets, by_id))


def _aim(
    targets: Sequence[PublishedTarget], by_id: Mapping[str, Claim]
) -> tuple[Claim | None, float]:
    return (by_id[targets[-1].claim], targets[-1].value) if targets else (None, 0.0)


def _last_year(claims: Sequence[Claim], year: int) -> Iterable[Told]:
    first = year_range(year).first.isoformat()
    for metric in LAST_YEAR:
        full = [
            claim
            for claim in claims
            if claim.metric == metric
            and claim.place == COUNTRY
            and claim.period.kind == "full_year"
            and claim.period.start == first
        ]
        if full:
            yield Told(max(full, key=lambda claim: (claim.published_on or "", claim.value)))


def _government(claims: Sequence[Claim]) -> Iterable[Told]:
    """The latest report's count since the government came, set against the whole it names."""
    since = [
        claim
        for claim in claims
        if claim.metric == "units_revived"
        and claim.place == COUNTRY
        and claim.period.kind == "since_government"
        and claim.period.end
    ]
    if not since:
        return
    report = _newest_report(since)
    part = min(report, key=lambda claim: claim.value)
    whole = max(report, key=lambda claim: claim.value)
    yield Told(part, whole, whole.value) if whole is not part else Told(part)


def _newest_report(claims: Sequence[Claim]) -> list[Claim]:
    newest = max(
        claims, key=lambda claim: (claim.published_on or "", latest(claim.period.end or ""))
    )
    return [claim for claim in claims if _report(claim) == _report(newest)]


def _report(claim: Claim) -> tuple[str, str | None]:
    return claim.source, claim.published_on


def _stock(claims: Sequence[Claim]) -> Iterable[Told]:
    stock = [claim for claim in claims if claim.metric in STOCK and claim.place == COUNTRY]
    if stock:
        yield Told(max(stock, key=lambda claim: (claim.published_on or "", claim.value)))
