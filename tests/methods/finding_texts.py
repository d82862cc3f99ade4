"""What is a text with its findings, and what does the whole pipeline say of it?"""

from dataclasses import dataclass
from datetime import date

from ehya.publish.checking import check_text


@dataclass(frozen=True, slots=True)
class Case:
    """A press text of our own: what a person finds in it, as "rule severity"; nothing: sound."""

    name: str
    published_on: str
    text: str
    findings: tuple[str, ...] = ()


def told(case: Case) -> set[str]:
    """Return what is told of a text; a pace note is an aside that any text may have."""
    _, verdict = check_text(case.text, date.fromisoformat(case.published_on))
    seen = {f"{found.rule} {found.severity}" for found in verdict.findings}
    return seen if "pace note" in case.findings else seen - {"pace note"}
