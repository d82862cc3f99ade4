"""How many of the contradictions planted in short press texts are found by reader and checker?

Five batches, the last of them dense and sound, each written before the pipeline had seen any of it; the first sight of each is told
in docs/methods/claims-check.md. `python -m benchmarks finding_texts`.
"""

from collections.abc import Callable, Iterable

from benchmarks import (
    finding_texts_first,
    finding_texts_fourth,
    finding_texts_second,
    finding_texts_sound,
    finding_texts_third,
)
from benchmarks.claims_score import Tally
from benchmarks.finding_case import Case, told
from benchmarks.harness import measure

BATCHES = {
    "first": finding_texts_first.CASES,
    "second": finding_texts_second.CASES,
    "third": finding_texts_third.CASES,
    "fourth": finding_texts_fourth.CASES,
    "sound": finding_texts_sound.CASES,
}
CASES: tuple[Case, ...] = tuple(case for batch in BATCHES.values() for case in batch)
ASKED = {"precision": 0.95, "recall": 0.90}


def run() -> None:
    """Measure the whole pipeline on our own press texts, by batch and language."""
    chosen = {"": CASES} | {
        f".{language}": tuple(case for case in CASES if case.name.startswith(language))
        for language in ("en", "fa")
    }
    for name, cases in chosen.items():
        for kind, of in (("contradictions", _grave), ("findings", _any)):
            tally = score(cases, of)
            for side in ("precision", "recall"):
                limit = ASKED[side] if of is _grave else None
                measure(f"texts.{kind}.{side}{name}", getattr(tally, side), "share", limit=limit)
    for case in CASES:
        if told(case) != set(case.findings):
            print(f"  {case.name}: wanted {sorted(case.findings)}, told {sorted(told(case))}")


def score(cases: Iterable[Case], of: Callable[[str], bool]) -> Tally:
    """Return how many of the findings of some kind were seen, made up and missed."""
    tally = Tally()
    for case in cases:
        wanted = {finding for finding in case.findings if of(finding)}
        seen = {finding for finding in told(case) if of(finding)}
        tally += Tally(len(wanted & seen), len(seen - wanted), len(wanted - seen))
    return tally


def _grave(finding: str) -> bool:
    return finding.endswith(" contradiction")


def _any(finding: str) -> bool:
    return bool(finding)
