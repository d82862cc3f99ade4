"""What is a press text with the findings that a person sees in it?"""

from dataclasses import dataclass
from datetime import date

from ehya.publish.checking import check_text


@dataclass(frozen=True, slots=True)
class Case:
    """A press text of our own.

    Attributes:
        name: "en" or "fa", and what is special about it.
        published_on: ISO day.
        text: the text.
        findings: what a person finds in it, as "rule severity"; empty where nothing is wrong.
    """

    name: str
    published_on: str
    text: str
    findings: tuple[str, ...] = ()


def told(case: Case) -> frozenset[str]:
    """Return what reader and checker tell of a text; a pace note is an aside that any may have."""
    _, verdict = check_text(case.text, date.fromisoformat(case.published_on))
    seen = frozenset(f"{found.rule} {found.severity}" for found in verdict.findings)
    return seen if "pace note" in case.findings else seen - {"pace note"}
