"""Can the claims of a text all be true, together and beside what was said before?"""

from collections.abc import Iterable, Sequence
from datetime import date
from math import log10

from ehya.engine.claims.bench import Bench, Seen, lay_out, lay_out_record
from ehya.engine.claims.model import Agreement, Claim, Finding, Verdict, Vocabulary
from ehya.engine.claims.rules import RULES
from ehya.engine.claims.thresholds import CheckRules

METHOD = "claims.check/1"

_SEVERITIES = ("contradiction", "doubt", "note")
_ORDER = {rule.code: place for place, rule in enumerate(RULES)}


def check(
    claims: Sequence[Claim],
    *,
    vocabulary: Vocabulary,
    rules: CheckRules,
    published_on: date | None,
    record: Sequence[Claim] = (),
    text: str = "",
) -> Verdict:
    """Return what the rules see in one text, by itself and beside the record.

    Args:
        claims: the claims of one text, in their order.
        vocabulary: what the metrics mean.
        rules: the thresholds in force.
        published_on: when the text was published; None where unknown.
        record: claims known by then; the caller leaves out what came later.
        text: the text that the claims' offsets point into; what its words say of parts is heard.

    Returns:
        Findings, most serious first, and the checks that held.

    Source:
        Fellegi and Holt (1976), J. Am. Stat. Assoc. 71:17-35: a record is judged by explicit
        edits, each stated alone, and what fails is joined to all the fields that it rests on.
    """
    bench = lay_out(
        claims,
        record=record,
        vocabulary=vocabulary,
        rules=rules,
        published_on=published_on,
        prose=text,
    )
    return _judge(bench)


def check_record(record: Sequence[Claim], *, vocabulary: Vocabulary, rules: CheckRules) -> Verdict:
    """Return what does not add up within the record itself, each text and text against text.

    Args:
        record: all claims known on some day.
        vocabulary: what the metrics mean.
        rules: the thresholds in force.

    Returns:
        Findings, most serious first, and the checks that held.
    """
    return _judge(lay_out_record(record, vocabulary=vocabulary, rules=rules))


def _judge(bench: Bench) -> Verdict:
    seen: list[Seen] = [what for rule in RULES for what in rule.judge(bench)]
    findings = (what for what in seen if isinstance(what, Finding))
    agreements = (what for what in seen if isinstance(what, Agreement))
    return Verdict(_most_serious_first(findings, bench), tuple(_keyed(agreements)))


def _keyed(agreements: Iterable[Agreement]) -> list[Agreement]:
    once = {(held.rule, held.reason, held.claims): held for held in agreements}
    return list(once.values())


def _most_serious_first(findings: Iterable[Finding], bench: Bench) -> tuple[Finding, ...]:
    """Sort by severity, then by how far apart stated and expected lie, in tenths of a decade."""
    once = {(found.rule, found.reason, found.claims): found for found in findings}
    places = {claim_id: place for place, claim_id in enumerate(bench.by_id)}

    def seriousness(found: Finding) -> tuple[int, float, int, int]:
        apart = abs(log10(found.ratio)) if found.ratio and found.ratio > 0 else 0.0
        first = places.get(found.claims[0], 0)
        severity = _SEVERITIES.index(found.severity)
        return severity, -round(min(apart, 4.0), 1), _ORDER[found.rule], first

    return tuple(sorted(once.values(), key=seriousness))
