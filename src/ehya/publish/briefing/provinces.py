"""What has each province told?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ehya.engine.calendar import latest
from ehya.engine.claims.model import Claim, Finding, Place
from ehya.publish.forecasts import year_of

COUNTRY = "Iran"
YEARLY = ("full_year", "cumulative_since_year_start")


@dataclass(frozen=True, slots=True)
class ProvinceCount:
    """The latest yearly count that a province has told.

    Attributes:
        place: the province.
        claim: the count; None where none was ever told.
        year: the solar year it belongs to; None without a count.
        whole: whether it tells the whole year.
    """

    place: Place
    claim: Claim | None
    year: int | None

    @property
    def whole(self) -> bool:
        """Whether the count is of a whole year."""
        return self.claim is not None and self.claim.period.kind == "full_year"


def province_counts(
    claims: Sequence[Claim], *, metric: str, places: Mapping[str, Place]
) -> tuple[ProvinceCount, ...]:
    """Return one row a province: its latest year told; within a year the latest count.

    Args:
        claims: all that is known, in any order.
        metric: what is counted.
        places: the places of the vocabulary.
    """
    best: dict[str, Claim] = {}
    yearly = (c for c in claims if c.metric == metric and c.period.kind in YEARLY)
    for claim in yearly:
        if claim.period.start and (
            claim.place not in best or _recency(claim) > _recency(best[claim.place])
        ):
            best[claim.place] = claim
    provinces = (place for name, place in places.items() if name != COUNTRY)
    return tuple(_row(place, best.get(place.name)) for place in provinces)


def told_twice(
    findings: Iterable[Finding], claims: Mapping[str, Claim]
) -> tuple[tuple[Finding, Claim, Claim], ...]:
    """Return the findings in which a province's count was told in two ways."""
    pairs = []
    for finding in findings:
        known = [claims[key] for key in finding.claims if key in claims]
        if finding.rule != "ledger_conflict" or len(known) < 2:
            continue
        first, second = known[0], known[1]
        if first.place != COUNTRY and first.metric == "units_revived":
            pairs.append((finding, first, second))
    return tuple(pairs)


def _row(place: Place, claim: Claim | None) -> ProvinceCount:
    if claim is None or claim.period.start is None:
        return ProvinceCount(place, None, None)
    return ProvinceCount(place, claim, year_of(claim))


def _recency(claim: Claim) -> tuple[int, bool, str, str]:
    end = latest(claim.period.end).isoformat() if claim.period.end else ""
    return year_of(claim), claim.period.kind == "full_year", end, claim.published_on or ""
