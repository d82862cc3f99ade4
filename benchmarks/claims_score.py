"""How many of the figures and contradictions in a text were found, and how many were made up?

A claim is found when metric and value agree and, where a person marked the passage, the
passages overlap. A finding is found when rule and at least one claim agree. Figures that a
person marked optional count neither way; a figure that the text says twice counts once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isclose

from benchmarks.claims_gold import UNSCORED, GoldClaim, GoldFinding, Note
from ehya.engine.claims.model import Claim, Finding

ATTRIBUTES = ("qualifier", "place", "period kind", "period dates", "pair")


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, false alarms and misses."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.hits + other.hits,
            self.false_alarms + other.false_alarms,
            self.misses + other.misses,
        )

    @property
    def precision(self) -> float:
        """Share of what was told that is right; 1 when nothing was told. [0..1]"""
        told = self.hits + self.false_alarms
        return self.hits / told if told else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was told; 1 when nothing is there. [0..1]"""
        there = self.hits + self.misses
        return self.hits / there if there else 1.0


@dataclass(frozen=True, slots=True)
class Matched:
    """Who stands for whom, and who is left.

    Attributes:
        pairs: gold claim and the read claim that tells it, optional ones included.
        missed: gold claims that nobody told, optional ones left out.
        alarms: read claims that tell nothing a person found.
        keys: every read claim's id with the key of the gold claim that it tells or repeats.
    """

    pairs: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    alarms: tuple[Claim, ...]
    keys: dict[str, str]

    @property
    def tally(self) -> Tally:
        """Return the counts that precision and recall are made of."""
        hits = sum(not gold.optional for gold, _ in self.pairs)
        return Tally(hits, len(self.alarms), len(self.missed))


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one text.

    Attributes:
        note: the text.
        claims: who told what.
        right, asked: how often each attribute was right, of how many times.
        contradictions, findings: None when nobody looked for findings.
        severities: matched findings by (wanted, told).
        finding_misses, finding_alarms: what a person should look at.
    """

    note: Note
    claims: Matched
    right: Counter[str]
    asked: Counter[str]
    contradictions: Tally | None = None
    findings: Tally | None = None
    finding_misses: tuple[GoldFinding, ...] = ()
    finding_alarms: tuple[Finding, ...] = ()
    severities: Counter[tuple[str, str]] = field(default_factory=Counter)


def score(note: Note, claims: Sequence[Claim], findings: Sequence[Finding] = ()) -> Score:
    """Return how well a text was read and checked."""
    matched = match_claims(note.claims, claims)
    right, asked = _attributes(matched)
    if note.findings is None:
        return Score(note, matched, right, asked)
    found = _match_findings(note.findings, findings, matched.keys)
    left_gold = [g for g in note.findings if g not in {gold for gold, _ in found.pairs}]
    return Score(
        note,
        matched,
        right,
        asked,
        contradictions=_contradictions(note.findings, found),
        findings=_all_severities(note.findings, found),
        finding_misses=tuple(g for g in left_gold if not g.optional),
        finding_alarms=tuple(found.alarms),
        severities=Counter((g.severities[0], f.severity) for g, f in found.pairs),
    )


def match_claims(golds: Sequence[GoldClaim], claims: Sequence[Claim]) -> Matched:
    """Give each gold claim the best read claim that tells it, those that count first."""
    pairs: list[tuple[GoldClaim, Claim]] = []
    free = list(claims)
    for gold in sorted(golds, key=lambda g: g.optional):
        able = [c for c in free if _tells(gold, c)]
        if able:
            best = max(able, key=lambda c: _agreement(gold, c))
            pairs.append((gold, best))
            free.remove(best)
    told = {gold.key for gold, _ in pairs}
    keys = {claim.id: gold.key for gold, claim in pairs}
    repeats = {c.id: key for c in free if (key := _repeated(c, pairs)) is not None}
    return Matched(
        pairs=tuple(pairs),
        missed=tuple(g for g in golds if g.key not in told and not g.optional),
        alarms=tuple(c for c in free if c.id not in repeats),
        keys=keys | repeats,
    )


def _tells(gold: GoldClaim, claim: Claim) -> bool:
    return _same_figure(gold, claim) and (gold.span is None or _overlap(gold.span, claim) > 0)


def _same_figure(gold: GoldClaim, claim: Claim) -> bool:
    return claim.metric in gold.metrics and isclose(claim.value, gold.value, rel_tol=1e-9)


def _overlap(span: tuple[int, int], claim: Claim) -> int:
    return min(span[1], claim.end) - max(span[0], claim.start)


def _agreement(gold: GoldClaim, claim: Claim) -> tuple[int, int]:
    same = (gold.place == claim.place) + (gold.kind == claim.period.kind)
    return same, 0 if gold.span is None else _overlap(gold.span, claim)


def _repeated(claim: Claim, pairs: Iterable[tuple[GoldClaim, Claim]]) -> str | None:
    return next((gold.key for gold, _ in pairs if _same_figure(gold, claim)), None)


def _attributes(matched: Matched) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for gold, claim in matched.pairs:
        if gold.optional:
            continue
        for name, verdict in judge(gold, claim, matched.keys).items():
            asked[name] += verdict is not None
            right[name] += bool(verdict)
    return right, asked


def judge(gold: GoldClaim, claim: Claim, keys: Mapping[str, str]) -> dict[str, bool | None]:
    """Return for each attribute whether it is right; None where it is not asked."""
    return {
        "qualifier": gold.qualifier == claim.qualifier,
        "place": gold.place == claim.place,
        "period kind": gold.kind == claim.period.kind,
        "period dates": _dates_fit(gold, claim),
        "pair": _pair_fits(gold, claim, keys),
    }


def _dates_fit(gold: GoldClaim, claim: Claim) -> bool | None:
    if UNSCORED in (gold.start, gold.end):
        return None
    told = claim.period
    return _prefix_fits(gold.start, told.start) and _prefix_fits(gold.end, told.end)


def _prefix_fits(gold: str | None, told: str | None) -> bool:
    """A month fits any of its days: who tells less precisely is not wrong."""
    if gold is None or told is None:
        return gold is told
    return gold.startswith(told) or told.startswith(gold)


def _pair_fits(gold: GoldClaim, claim: Claim, keys: Mapping[str, str]) -> bool | None:
    if gold.span is None or (gold.pair is None and claim.pair is None):
        return None
    return claim.pair is not None and keys.get(claim.pair) == gold.pair


@dataclass(frozen=True, slots=True)
class _Found:
    pairs: list[tuple[GoldFinding, Finding]]
    alarms: list[Finding]


def _match_findings(
    golds: Sequence[GoldFinding], findings: Sequence[Finding], keys: dict[str, str]
) -> _Found:
    """Give each gold finding one told finding; more of the same rule on it are one matter."""
    pairs: list[tuple[GoldFinding, Finding]] = []
    free = list(findings)
    for gold in sorted(golds, key=lambda g: g.optional):
        able = [f for f in free if _is_about(gold, f, keys)]
        if able:
            best = max(able, key=lambda f: (f.severity in gold.severities, _common(gold, f, keys)))
            pairs.append((gold, best))
            free.remove(best)
    return _Found(pairs, [f for f in free if not any(_is_about(g, f, keys) for g in golds)])


def _is_about(gold: GoldFinding, finding: Finding, keys: dict[str, str]) -> bool:
    return finding.rule in gold.rules and _common(gold, finding, keys) > 0


def _common(gold: GoldFinding, finding: Finding, keys: dict[str, str]) -> int:
    return len(gold.claims & {keys[c] for c in finding.claims if c in keys})


def _contradictions(golds: Sequence[GoldFinding], found: _Found) -> Tally:
    """Count contradictions; one that may as well be a doubt is no miss when told as a doubt."""
    told = [(g, f) for g, f in found.pairs if f.severity == "contradiction" and not g.optional]
    hits = sum("contradiction" in g.severities for g, _ in told)
    wrong = len(told) - hits + sum(f.severity == "contradiction" for f in found.alarms)
    matched = {g: f for g, f in found.pairs}
    misses = 0
    for gold in golds:
        if gold.optional or "contradiction" not in gold.severities:
            continue
        severity = matched[gold].severity if gold in matched else None
        misses += severity is None or severity not in gold.severities
    return Tally(hits, wrong, misses)


def _all_severities(golds: Sequence[GoldFinding], found: _Found) -> Tally:
    hits = sum(not gold.optional for gold, _ in found.pairs)
    there = sum(not gold.optional for gold in golds)
    return Tally(hits, len(found.alarms), there - hits)
