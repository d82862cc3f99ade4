"""How is a text shown with its claims underlined and its clashes joined?

Pure: from the text, its claims and the verdict to paragraphs of pieces that a template writes out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from ehya.engine.claims.model import Claim, Finding, Verdict

# What a claim's underline says, most serious first: it is the suspect of a contradiction, stands
# on the other side of one, is in doubt, is noted.
SUSPECT, INVOLVED, DOUBTED, NOTED, FINE = "bad", "inv", "dbt", "nt", ""
_RANK = (SUSPECT, INVOLVED, DOUBTED, NOTED, FINE)
_KIND = {"contradiction": SUSPECT, "doubt": DOUBTED, "note": NOTED}
_PARAGRAPH = "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: plain, or a claim's passage.

    Attributes:
        text: the letters, as given.
        claims: ids of the claims read in it, the first names the place on the page; none: plain.
        kind: how it is underlined.
    """

    text: str
    claims: tuple[str, ...] = ()
    kind: str = FINE

    @property
    def anchor(self) -> str:
        """The id of the place on the page."""
        return self.claims[0] if self.claims else ""


def kinds(claims: Iterable[Claim], verdict: Verdict) -> dict[str, str]:
    """Return how each claim of a text is underlined."""
    told = {claim.id: FINE for claim in claims}
    for finding in verdict.findings:
        for place, claim_id in enumerate(finding.claims):
            kind = _KIND[finding.severity]
            kind = INVOLVED if kind == SUSPECT and place else kind
            if claim_id in told:
                told[claim_id] = min(told[claim_id], kind, key=_RANK.index)
    return told


class Passage(Protocol):
    """What has a place in a text: a claim, or another number."""

    @property
    def id(self) -> str:
        """By which it is known."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


def paragraphs(text: str, claims: Sequence[Passage], kind: Mapping[str, str]) -> list[list[Piece]]:
    """Return the text as paragraphs of pieces; nothing of it is lost or changed but line ends.

    Claims that share letters become one piece with several claims, since underlines cannot nest.

    Args:
        text: as given.
        claims: with spans in it.
        kind: of each claim.
    """
    marks = _merged(sorted(claims, key=lambda claim: (claim.start, claim.end)))
    told: list[list[Piece]] = [[]]
    at = 0
    for start, end, ids in marks:
        _plain(told, text[at:start])
        worst = min((kind.get(one, FINE) for one in ids), key=_RANK.index)
        told[-1].append(Piece(text[start:end], ids, worst))
        at = end
    _plain(told, text[at:])
    return [pieces for pieces in told if any(piece.text.strip() for piece in pieces)]


def anchors(paragraphs_told: Iterable[Iterable[Piece]]) -> dict[str, str]:
    """Return where on the page each claim is."""
    return {
        claim_id: piece.anchor
        for pieces in paragraphs_told
        for piece in pieces
        for claim_id in piece.claims
    }


def joins(findings: Sequence[Finding], place: Mapping[str, str], numbers: Sequence[str]) -> str:
    """Return the brackets of the margin as the page's script reads them.

    Args:
        findings: in the order of their numbers.
        place: where each claim of the text is; claims of the record have none.
        numbers: each finding's number in the reader's digits.

    Returns:
        JSON: a list of {"no", "kind", "claims"}.
    """
    told = []
    for finding, no in zip(findings, numbers, strict=True):
        here = list(dict.fromkeys(place[one] for one in finding.claims if one in place))
        if here:
            told.append({"no": no, "kind": _KIND[finding.severity], "claims": here})
    return json.dumps(told, ensure_ascii=False)


def kind_of(finding: Finding) -> str:
    """Return how a finding's number and bracket are drawn."""
    return _KIND[finding.severity]


def _merged(claims: Sequence[Passage]) -> list[tuple[int, int, tuple[str, ...]]]:
    marks: list[tuple[int, int, tuple[str, ...]]] = []
    for claim in claims:
        if marks and claim.start < marks[-1][1]:
            start, end, ids = marks[-1]
            marks[-1] = (start, max(end, claim.end), (*ids, claim.id))
        elif claim.end > claim.start:
            marks.append((claim.start, claim.end, (claim.id,)))
    return marks


def _plain(told: list[list[Piece]], text: str) -> None:
    lines = text.split(_PARAGRAPH)
    if lines[0]:
        told[-1].append(Piece(lines[0]))
    for _before, line in pairwise(lines):
        told.append([Piece(line)] if line else [])
