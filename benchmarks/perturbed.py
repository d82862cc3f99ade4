"""Does the checker see a single wrong number, and is it silent where nothing is wrong?

The reader takes no part: the claims are rows of the record. `python -m benchmarks perturbed`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.claims_score import Tally
from benchmarks.harness import measure
from benchmarks.perturbed_trials import Trial, trials
from ehya.engine.claims import check_record
from ehya.engine.claims.links import articles
from ehya.engine.claims.model import Claim, Finding
from ehya.ledger.rules import vocabulary
from ehya.publish.checking import check_rules
from ehya.publish.record import read_record

_GRAVITY = ("note", "doubt", "contradiction")
ASKED = {"precision": 0.95, "recall": 0.90}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the checker made of a trial."""

    trial: Trial
    seen: bool
    cried: tuple[Finding, ...]


def run() -> None:
    """Measure precision and recall of each rule on the perturbed record."""
    outcomes = try_all()
    show(outcomes)
    for rule, tally in {**by_rule(outcomes), "all": _all(outcomes)}.items():
        for side in ("precision", "recall"):
            name = f"perturbed.{side}.{rule.replace('_', '-')}"
            measure(name, getattr(tally, side), "share", limit=ASKED[side])
    alone = contradictions_of_single_texts()
    measure("perturbed.contradictions-in-reports-alone", len(alone), "findings")


def try_all() -> list[Outcome]:
    """Check both sides of every trial."""
    return [_try(trial) for trial in trials(read_record())]


def by_rule(outcomes: Iterable[Outcome]) -> Mapping[str, Tally]:
    """Return for each rule what it saw, what it cried in vain and what it missed."""
    found: dict[str, Tally] = defaultdict(Tally)
    for one in outcomes:
        cries = sum(finding.rule == one.trial.rule for finding in one.cried)
        found[one.trial.rule] += Tally(int(one.seen), cries, int(not one.seen))
        for finding in one.cried:
            if finding.rule != one.trial.rule and finding.severity == "contradiction":
                found[finding.rule] += Tally(0, 1, 0)
    return found


def show(outcomes: Iterable[Outcome]) -> None:
    """Print, rule by rule and kind by kind, how many wrong numbers were seen."""
    kinds: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        kinds[(one.trial.rule, one.trial.kind)].append(one)
    for (rule, kind), many in sorted(kinds.items()):
        seen = sum(one.seen for one in many)
        cried = sum(len(one.cried) for one in many)
        print(f"  {rule:<22} {kind:<20} seen {seen} of {len(many)}, cried in vain {cried}")


def contradictions_of_single_texts() -> list[Finding]:
    """Return every contradiction told of a report's own rows, as they are."""
    return [
        finding
        for text in articles(read_record())
        for finding in _check(text)
        if finding.severity == "contradiction"
    ]


def _try(trial: Trial) -> Outcome:
    before, after = _check(trial.sound), _check(trial.wrong)
    least = _GRAVITY.index(trial.severity)
    seen = any(
        finding.rule == trial.rule
        and trial.changed in finding.claims
        and _GRAVITY.index(finding.severity) >= least
        for finding in after
    )
    return Outcome(trial, seen, tuple(f for f in before if _in_vain(f, trial, least)))


def _in_vain(finding: Finding, trial: Trial, least: int) -> bool:
    """Tell whether a finding on the sound side is as grave as what the wrong side deserves."""
    if trial.changed not in finding.claims:
        return False
    own = finding.rule == trial.rule and _GRAVITY.index(finding.severity) >= least
    return own or finding.severity == "contradiction"


def _check(claims: Sequence[Claim]) -> tuple[Finding, ...]:
    return check_record(claims, vocabulary=vocabulary(), rules=check_rules()).findings


def _all(outcomes: Iterable[Outcome]) -> Tally:
    return sum(by_rule(outcomes).values(), Tally())
