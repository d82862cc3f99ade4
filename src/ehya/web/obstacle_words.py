"""What does an obstacle of a unit look like in the reader's words?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ehya.diagnose.evidence import SHOWN
from ehya.diagnose.obstacles import obstacles_on
from ehya.web.messages.names_diagnose import BODIES, INTERVENTIONS, OBSTACLES, SEVERITIES
from ehya.web.reader import current
from ehya.web.visit_words import typed_day, typed_number


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that proves an obstacle."""

    sha256: str
    name: str
    kind: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One obstacle of a unit, as it stands or stood.

    Attributes:
        key: the finding's.
        name: both levels.
        words: what it is called.
        kind: its first level, in words.
        weight: 1 to 3.
        severity: how heavily it weighs, in words.
        since: its first day.
        until: the first day without it; None while it stands.
        cost_irr: what it costs to lift. [IRR]
        told: in the finder's own words.
        papers: what proves it.
        wanted: kinds of proof that would, in words; told where there is none.
        lifted_by: who can lift it, in words.
        answers: what answers it, in words.
        by: who told it.
        why: what they said with it: how it was lifted, why it was corrected.
        visit: at which it was found.
    """

    key: int
    name: str
    words: str
    kind: str
    weight: int
    severity: str
    since: date
    until: date | None
    cost_irr: int | None
    told: str
    papers: Sequence[Paper]
    wanted: Sequence[str]
    lifted_by: Sequence[str]
    answers: Sequence[str]
    by: str
    why: str
    visit: Any


def rows_of(findings: Iterable[Any]) -> list[Row]:
    """Return findings in the reader's words."""
    return [row_of(finding) for finding in findings]


def row_of(finding: Any) -> Row:
    """Return one finding in the reader's words."""
    language, cost = current().language, finding.cost_to_lift_irr
    known = obstacles_on().by_name.get(finding.obstacle)
    name = f"obstacle.{finding.obstacle}"
    proofs = obstacles_on().proofs
    return Row(
        key=finding.pk,
        name=finding.obstacle,
        words=OBSTACLES[name][language] if name in OBSTACLES else finding.obstacle,
        kind=kind_words(finding.obstacle),
        weight=finding.severity,
        severity=SEVERITIES[str(finding.severity)][language],
        since=finding.valid.lower,
        until=finding.valid.upper,
        cost_irr=None if cost is None else int(cost),
        told=finding.words,
        papers=[_paper(one) for one in finding.proofs.all()],
        wanted=[proofs[kind][language] for kind in known.proofs] if known else (),
        lifted_by=[BODIES[kind][language] for kind in known.lifted_by] if known else (),
        answers=[INTERVENTIONS[kind][language] for kind in known.answers] if known else (),
        by=finding.event.by.username,
        why=finding.event.reason,
        visit=finding.visit,
    )


def kind_words(obstacle: str) -> str:
    """Return what an obstacle's first level is called."""
    kind = f"obstacle.{obstacle.partition('.')[0]}"
    return OBSTACLES[kind][current().language] if kind in OBSTACLES else ""


def proof_choices() -> list[tuple[str, str]]:
    """Return the kinds of proof."""
    language = current().language
    return [(name, words[language]) for name, words in obstacles_on().proofs.items()]


def typable(row: Row) -> dict[str, str]:
    """Return a finding's facts as the reader would type them."""
    cost = "" if row.cost_irr is None else typed_number(row.cost_irr)
    return {
        "severity": str(row.weight),
        "since": typed_day(row.since),
        "cost_irr": cost,
        "words": row.told,
    }


def _paper(proof: Any) -> Paper:
    language, held = current().language, proof.evidence
    words = obstacles_on().proofs.get(proof.kind, {"en": proof.kind, "fa": proof.kind})
    return Paper(held.sha256, held.name, words[language], held.media_type in SHOWN)
