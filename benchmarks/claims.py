"""How well and how fast are public claims read and checked?

`python -m benchmarks claims` measures on our own notes. With `python -m benchmarks.claims
--folder DIR` the same scorer runs on reports that are kept outside the project.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.claims_gold import GoldClaim, Note, read_folder, read_notes
from benchmarks.claims_rival import read_by_expression
from benchmarks.claims_score import ATTRIBUTES, Score, Tally, judge, score
from benchmarks.harness import measure, quantile, times
from ehya.engine.calendar import latest
from ehya.engine.claims import check, read
from ehya.engine.claims.model import Claim, Finding
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import vocabulary
from ehya.publish.checking import check_rules
from ehya.publish.record import read_record

READ_LIMIT_MS = 50
ASKED = {"precision": 0.95, "recall": 0.90}
READ_ROUNDS = 5


def run() -> None:
    """Measure reading and checking on our own notes and print what they are worth."""
    notes = read_notes()
    scores = [read_and_score(note) for note in notes]
    rival = [score(note, read_by_expression(note.text)) for note in notes]
    _measure_claims(scores, rival)
    _measure_attributes(scores)
    _measure_findings(scores)
    _measure_reading_time([note.text for note in notes])
    show(scores)


def read_and_score(note: Note) -> Score:
    """Read and check one text as `ehya check` does, and score it."""
    claims, findings = read_and_check(note)
    return score(note, claims, findings)


def read_and_check(note: Note) -> tuple[Sequence[Claim], Sequence[Finding]]:
    """Return what the reader and the checker say of a text; a refusal says nothing."""
    words = vocabulary()
    try:
        reading = read(note.text, vocabulary=words, published_on=note.published_on)
    except Refusal as refusal:
        print(f"  {note.name}: refused, {refusal.code}")
        return (), ()
    verdict = check(
        reading.claims,
        vocabulary=words,
        rules=check_rules(),
        published_on=reading.published_on,
        record=_known(note) if note.against_record else (),
        text=note.text,
    )
    return reading.claims, verdict.findings


def _known(note: Note) -> list[Claim]:
    """Return the record as it was known when a note was published."""
    day = note.published_on
    return [
        claim
        for claim in read_record()
        if day and claim.published_on and latest(claim.published_on) < day
    ]


def _measure_claims(scores: Sequence[Score], rival: Sequence[Score]) -> None:
    for name, chosen in _groups(scores).items():
        names = {s.note.name for s in chosen}
        ours = claim_tally(chosen)
        theirs = claim_tally([s for s in rival if s.note.name in names])
        for side in ("precision", "recall"):
            rivals = {"regex": getattr(theirs, side)}
            measure(f"claims.{side}{name}", getattr(ours, side), "share", rivals, ASKED[side])


def _measure_attributes(scores: Sequence[Score]) -> None:
    for name, (right, asked) in attributes(scores).items():
        if asked:
            measure(f"claims.right.{name.replace(' ', '-')}", right / asked, "share")


def _measure_findings(scores: Sequence[Score]) -> None:
    kinds: dict[str, Callable[[Score], Tally | None]] = {
        "contradictions": lambda s: s.contradictions,
        "findings": lambda s: s.findings,
    }
    for kind, of in kinds.items():
        tally = sum((t for s in scores if (t := of(s))), Tally())
        for side in ("precision", "recall"):
            limit = ASKED[side] if kind == "contradictions" else None
            measure(f"{kind}.{side}", getattr(tally, side), "share", limit=limit)


def _measure_reading_time(texts: Sequence[str]) -> None:
    words = vocabulary()
    ours, theirs = [], []
    for text in texts:
        ours += times(partial(read, text, vocabulary=words), rounds=READ_ROUNDS)
        theirs += times(partial(read_by_expression, text), rounds=READ_ROUNDS)
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        rivals = {"regex": quantile(theirs, share)}
        measure(f"read.{name}", quantile(ours, share), "ms", rivals, READ_LIMIT_MS)


def claim_tally(scores: Sequence[Score]) -> Tally:
    """Return the hits, alarms and misses of several texts together."""
    return sum((s.claims.tally for s in scores), Tally())


def _groups(scores: Sequence[Score]) -> dict[str, list[Score]]:
    languages = sorted({s.note.language for s in scores})
    return {"": list(scores)} | {
        f".{lang}": [s for s in scores if s.note.language == lang] for lang in languages
    }


def show(scores: Sequence[Score]) -> None:
    """Print claims by language, attributes, findings by rule and how grave they were told."""
    for name, chosen in _groups(scores).items():
        tally = claim_tally(chosen)
        print(f"  claims{name or '.all'}: {_told(tally)}, {len(chosen)} texts")
    for name, (right, asked) in attributes(scores).items():
        print(f"  {name}: {right} of {asked} right" + (f" ({right / asked:.3f})" if asked else ""))
    for title, tallies in (
        ("contradictions", [s.contradictions for s in scores]),
        ("all findings", [s.findings for s in scores]),
    ):
        print(f"  {title}: {_told(sum((t for t in tallies if t), Tally()))}")
    grave = sum((s.severities for s in scores), Counter[tuple[str, str]]())
    for (wanted, told), count in sorted(grave.items()):
        print(f"  wanted {wanted}, told {told}: {count}")


def attributes(scores: Sequence[Score]) -> dict[str, tuple[int, int]]:
    """Return for each attribute how often it was right, of how many matched claims."""
    return {
        name: (sum(s.right[name] for s in scores), sum(s.asked[name] for s in scores))
        for name in ATTRIBUTES
    }


def _told(tally: Tally) -> str:
    return (
        f"precision {tally.precision:.3f}, recall {tally.recall:.3f}"
        f" ({tally.hits} right, {tally.false_alarms} made up, {tally.misses} missed)"
    )


def show_each(scores: Sequence[Score]) -> None:
    """Print, text by text, what was missed and what was made up."""
    for s in scores:
        lines = [f"    missed {g.metrics[0]} {g.value:g} {g.place}" for g in s.claims.missed]
        lines += [f"    made up {c.metric} {c.value:g} «{c.text}»" for c in s.claims.alarms]
        lines += [f"    not seen {'/'.join(g.rules)} {sorted(g.claims)}" for g in s.finding_misses]
        lines += [
            f"    cried {f.rule} ({f.severity}, {f.reason}) {[_name(s, c) for c in f.claims]}"
            for f in s.finding_alarms
        ]
        lines += [line for pair in s.claims.pairs for line in _differences(s, *pair)]
        if lines:
            print(f"  {s.note.name}", *lines, sep="\n")


def _name(scored: Score, claim: str) -> str:
    return scored.claims.keys.get(claim, claim)


def _differences(scored: Score, gold: GoldClaim, claim: Claim) -> list[str]:
    verdicts = judge(gold, claim, scored.claims.keys)
    wrong = [name for name, right in verdicts.items() if right is False]
    if gold.optional or not wrong:
        return []
    wanted = (gold.qualifier, gold.place, gold.kind, gold.start, gold.end, gold.pair)
    period = claim.period
    told = (claim.qualifier, claim.place, period.kind, period.start, period.end, claim.pair)
    return [f"    {gold.key}: {', '.join(wrong)}: wanted {wanted}, told {told}"]


def main() -> None:
    """Score the notes, or a folder of reports that stays outside the project."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=main.__doc__)
    words.add_argument("--folder", type=Path, help="JSON reports with rows; else our own notes")
    words.add_argument("--each", action="store_true", help="list misses and alarms, text by text")
    asked = words.parse_args()
    notes = read_folder(asked.folder) if asked.folder else read_notes()
    scores = [read_and_score(note) for note in notes]
    show(scores)
    if asked.each:
        show_each(scores)


if __name__ == "__main__":
    main()
