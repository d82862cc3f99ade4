"""What has been told since a day, and what did it change?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ehya.engine.calendar import earliest, latest
from ehya.engine.claims.model import Claim, Finding
from ehya.publish.forecasts import is_whole

MOST = 5
WORTH = {"target": 5, "clash": 4, "moved": 2, "units": 3}  # what a director must hear first


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that came, and what it changed.

    Attributes:
        claim: what was told.
        before: the claim of the same thing told earlier, where its value differs; None if new.
        finding: the most serious finding that joins it; None where it fits.
        is_target: whether it sets a target.
    """

    claim: Claim
    before: Claim | None
    finding: Finding | None

    @property
    def is_target(self) -> bool:
        """Whether the claim sets a target."""
        return self.claim.metric.startswith("target_units")

    @property
    def worth(self) -> int:
        """How much a director needs to hear of it."""
        clash = self.finding is not None and self.finding.severity != "note"
        return (
            WORTH["target"] * self.is_target
            + WORTH["clash"] * clash
            + WORTH["moved"] * (self.before is not None)
        )

    @property
    def rank(self) -> tuple[int, float]:
        """Worth first, units of the programme before anything else, large before small."""
        of_units = WORTH["units"] * self.claim.metric.startswith(("units_", "target_units_"))
        return -(self.worth + of_units), -float(self.claim.value)


def changes_since(
    day: date, *, claims: Sequence[Claim], findings: Iterable[Finding], most: int = MOST
) -> tuple[Change, ...]:
    """Return what was told after a day, the weightiest chosen, the newest first.

    Args:
        day: claims published after it are new.
        claims: all that is known, in any order.
        findings: what the rules say of them.
        most: how many to return.
    """
    worst = _worst_by_claim(findings)
    news = _first_told(c for c in claims if c.published_on and earliest(c.published_on) > day)
    old = _latest_by_thing(claims, until=day)
    found = [Change(claim, _before(claim, old), worst.get(claim.id)) for claim in news]
    chosen = _one_a_finding(sorted((c for c in found if c.worth), key=lambda c: c.rank))[:most]
    return tuple(sorted(chosen, key=lambda c: (c.claim.published_on or "", c.worth), reverse=True))


def _first_told(claims: Iterable[Claim]) -> list[Claim]:
    """The same number of the same thing told again is no change."""
    first: dict[object, Claim] = {}
    for claim in sorted(claims, key=lambda claim: latest(claim.published_on or "")):
        first.setdefault((_thing(claim), claim.value), claim)
    return list(first.values())


def pressing(findings: Iterable[Finding], claims: Mapping[str, Claim]) -> tuple[Finding, ...]:
    """Return contradictions, then doubts, each with the one that was told last first.

    Args:
        findings: what the rules say, most serious first.
        claims: by id, to tell when a finding's last claim was published.
    """
    rank = {"contradiction": 0, "doubt": 1}

    def told_last(finding: Finding) -> str:
        return max(
            (claims[k].published_on or "" for k in finding.claims if k in claims), default=""
        )

    serious = [finding for finding in findings if finding.severity in rank]
    newest = sorted(serious, key=told_last, reverse=True)
    return tuple(sorted(newest, key=lambda finding: rank[finding.severity]))


def _one_a_finding(changes: Sequence[Change]) -> list[Change]:
    """One line says what a finding is about; its other claims would only repeat it."""
    kept: list[Change] = []
    for change in changes:
        said = change.finding is not None and any(k.finding is change.finding for k in kept)
        if not said or change.is_target:
            kept.append(change)
    return kept


def _worst_by_claim(findings: Iterable[Finding]) -> dict[str, Finding]:
    rank = {"contradiction": 0, "doubt": 1, "note": 2}
    worst: dict[str, Finding] = {}
    for finding in findings:
        for key in finding.claims:
            if key not in worst or rank[finding.severity] < rank[worst[key].severity]:
                worst[key] = finding
    return worst


def _thing(claim: Claim) -> tuple[str | None, ...]:
    """What a claim tells: another part of the stock is another thing."""
    start = claim.period.start if claim.period.kind != "as_of" else None
    part = None if is_whole(claim.population) else claim.population
    return claim.metric, claim.place, claim.period.kind, start, part


def _latest_by_thing(claims: Sequence[Claim], *, until: date) -> dict[object, Claim]:
    told = [c for c in claims if c.published_on and latest(c.published_on) <= until]
    return {_thing(claim): claim for claim in sorted(told, key=lambda c: c.published_on or "")}


def _before(claim: Claim, old: dict[object, Claim]) -> Claim | None:
    before = old.get(_thing(claim))
    return before if before and before.value != claim.value else None
