"""Which claims are compared, where there are too many to compare every two?

Two numbers can only clash if they are told of one time. So claims of one metric and place are laid
in bins of time; a bin holds so many at most, each number once, the newest first. Work then grows
with the claims, not with their square.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from ehya.engine.claims.model import Claim
from ehya.engine.claims.periods import solar_year

MOST_IN_A_BIN = 60  # the fullest bin of the published record, 1399, holds 18
MOST_IN_A_RUN = 240  # counts that began on one day, all the years of a government together
MOST_IN_A_TEXT = 80  # claims; the fullest report of the record holds 23: more is a table
_MONTH = len("2024-06")


def bin_of(claim: Claim) -> Hashable:
    """Return the bin of a claim's time: claims of two bins are never of one time."""
    period = claim.period
    year = solar_year(period)
    if year is not None:
        return "year", year
    if period.end is not None and len(period.end) >= _MONTH and period.kind != "event":
        return "month", period.end[:_MONTH]
    return "told", period


def bins(claims: Iterable[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Yield claims bin by bin, in the order in which the bins are first met."""
    found: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[bin_of(claim)].append(claim)
    yield from (tuple(many) for many in found.values())


def thinned(claims: Sequence[Claim], first: AbstractSet[str] = frozenset()) -> tuple[Claim, ...]:
    """Return the claims that are compared, in their order; all of them unless a bin overflows.

    Args:
        claims: of one metric and place.
        first: ids that are kept before all others: those of the text that is judged.

    Returns:
        At most `MOST_IN_A_BIN` of each bin, each number once, the newest told.
    """
    if len(claims) <= MOST_IN_A_BIN:
        return tuple(claims)
    kept = {claim.id for many in bins(claims) for claim in _of_bin(many, first)}
    return tuple(claim for claim in claims if claim.id in kept)


def newest(claims: Sequence[Claim], most: int = MOST_IN_A_RUN) -> Sequence[Claim]:
    """Return at most so many claims, the newest told where there are more."""
    if len(claims) <= most:
        return claims
    return sorted(claims, key=lambda claim: claim.published_on or "", reverse=True)[:most]


def alike(claims: Iterable[Claim], told: Callable[[Claim], Hashable]) -> Iterator[Sequence[Claim]]:
    """Yield the claims that tell the same, where two or more do; never a crowd of them."""
    found: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[told(claim)].append(claim)
    yield from (newest(many, MOST_IN_A_BIN) for many in found.values() if len(many) > 1)


def pieces(text: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Yield a text's claims in pieces that can be judged as a text; nearly always one."""
    for begin in range(0, max(len(text), 1), MOST_IN_A_TEXT):
        yield tuple(text[begin : begin + MOST_IN_A_TEXT])


def _of_bin(many: Sequence[Claim], first: AbstractSet[str]) -> Sequence[Claim]:
    if len(many) <= MOST_IN_A_BIN:
        return many
    by_news = sorted(many, key=lambda claim: claim.published_on or "", reverse=True)
    ordered = sorted(by_news, key=lambda claim: claim.id not in first)
    own = [claim for claim in ordered if claim.id in first]
    once = {_told(claim): claim for claim in reversed(ordered)}
    others = [claim for claim in ordered if once[_told(claim)] is claim and claim.id not in first]
    return list(chain(own, others))[:MOST_IN_A_BIN]


def _told(claim: Claim) -> tuple[Hashable, ...]:
    return claim.value, claim.qualifier, claim.population, claim.period
