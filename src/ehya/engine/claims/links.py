"""Which claims of one text belong together?

The reader links what the words link. The record holds rows without links, so the checker finds
them again by the facets of their populations: a dollar amount and its rials, jobs and the units
they were made in, a part and its whole. A link that is there is never changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ehya.engine.claims.crowds import pieces
from ehya.engine.claims.model import Claim
from ehya.engine.claims.prose import told_parts
from ehya.engine.claims.scope import scope_of

COUNTS = ("units_revived", "units_new_operational", "units_capacity_increased")
_PER_UNIT = ("jobs_created", "target_jobs_created", "investment", "finance_allocated")
_OF_WHAT = {
    "units_revived": "revived",
    "units_new_operational": "new",
    "units_capacity_increased": "lifted",
}
_EVENT_COUNTS = ("projects_inaugurated", *COUNTS)


def base_metric(metric: str) -> str:
    """Return a metric without its currency: investment for investment_rials."""
    return metric.removesuffix("_rials").removesuffix("_usd")


def article_of(claim_id: str) -> str:
    """Return the text that a record's claim came from: its id without the running number."""
    return claim_id.rpartition("-")[0] or claim_id


def articles(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """Return the record's claims text by text, each text linked, in the order of the record."""
    texts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        texts[article_of(claim.id)].append(claim)
    return tuple(linked(piece) for text in texts.values() for piece in pieces(text))


def linked(claims: Sequence[Claim], prose: str = "") -> tuple[Claim, ...]:
    """Return a text's claims with the missing links found.

    Args:
        claims: the claims of one text, in their order.
        prose: the text itself, where there is one.

    Returns:
        The same claims in the same order; `pair`, `about` and `part_of` filled where one other
        claim, and only one, can be meant.
    """
    pairs, parts = _pairs(claims), {**told_parts(claims, prose), **_parts(claims)}
    return tuple(
        replace(
            claim,
            pair=claim.pair or pairs.get(claim.id),
            about=claim.about or _about(claim, claims),
            part_of=claim.part_of or parts.get(claim.id),
        )
        for claim in claims
    )


def _pairs(claims: Sequence[Claim]) -> Mapping[str, str]:
    slots: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.unit in ("IRR", "USD"):
            slots[(base_metric(claim.metric), claim.place, claim.population, claim.period)].append(
                claim
            )
    found: dict[str, str] = {}
    for money in slots.values():
        if len(money) == 2 and {claim.unit for claim in money} == {"IRR", "USD"}:
            found |= {money[0].id: money[1].id, money[1].id: money[0].id}
    return found


def _about(claim: Claim, claims: Sequence[Claim]) -> str | None:
    if base_metric(claim.metric) == "finance_paid":
        return _loans(claim, claims)
    if base_metric(claim.metric) not in _PER_UNIT:
        return None
    candidates = [other for other in claims if _can_be_about(claim, other)]
    return candidates[0].id if len(candidates) == 1 else None


def _loans(claim: Claim, claims: Sequence[Claim]) -> str | None:
    """Return the number of loans that a sum was paid in, told beside it."""
    counts = [
        other
        for other in claims
        if other.metric == "loans_count"
        and (other.place, other.period) == (claim.place, claim.period)
        and scope_of(claim.population).group in (None, other.value)
    ]
    return counts[0].id if len(counts) == 1 else None


def _can_be_about(claim: Claim, count: Claim) -> bool:
    if count.place != claim.place or count.period.kind != claim.period.kind:
        return False
    if claim.metric.startswith("target_"):
        return count.metric == "target_units_revived" and count.population == claim.population
    if count.metric not in _EVENT_COUNTS:
        return False
    scope = scope_of(claim.population)
    if scope.what and _OF_WHAT.get(count.metric, scope.what) != scope.what:
        return False
    if scope.group is not None:
        return float(count.value) == scope.group
    alike = claim.population == count.population or scope.what == _OF_WHAT.get(count.metric)
    return alike and claim.period == count.period


def _parts(claims: Sequence[Claim]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for whole in claims:
        for part in claims:
            if part is not whole and _named_part(part, whole):
                found[part.id] = whole.id
    return found | _event_parts(claims)


def _named_part(part: Claim, whole: Claim) -> bool:
    return (
        "(part of" in part.population
        and part.metric == whole.metric
        and part.place == whole.place
        and scope_of(whole.population).kind == "economic"
    )


def _event_parts(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the parts of an opening: counts that make up its projects, money likewise."""
    counts = [c for c in claims if c.period.kind == "event" and c.metric in _EVENT_COUNTS]
    if len(counts) < 3:
        return {}
    whole, *parts = sorted(counts, key=lambda claim: -float(claim.value))
    if sum(float(part.value) for part in parts) != float(whole.value):
        return {}
    found = {part.id: whole.id for part in parts}
    populations = {part.population for part in parts}
    for total in claims:
        if scope_of(total.population).group == whole.value:
            found |= {
                claim.id: total.id
                for claim in claims
                if claim.metric == total.metric and claim.population in populations
            }
    return found
