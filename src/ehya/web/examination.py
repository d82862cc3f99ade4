"""What does the page of a checked text show, row by row and finding by finding?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ehya.engine.calendar import Language
from ehya.engine.claims import check
from ehya.engine.claims.model import Claim, Finding, Verdict
from ehya.ledger.rules import vocabulary
from ehya.publish.checking import check_rules
from ehya.publish.queries import Text, claims_known
from ehya.web import formats, passages, sums
from ehya.web.messages import agreement_sentence, finding_saying
from ehya.web.messages.headlines import headline
from ehya.web.reader import Reader

SEVERITIES = ("contradiction", "doubt", "note")
_SIGNS = {"bad": "contradiction", "inv": "contradiction", "dbt": "doubt", "nt": "note", "": "ok"}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim's line in the table.

    Attributes:
        claim: as read.
        number: its place in the text, in the reader's digits.
        anchor: where on the page its passage is.
        sign: the severity beside it, "ok" when nothing was found.
        suspect: whether a contradiction names it first, so that it is not ticked by itself.
        key: its key in the record, once it is there.
        held_because: why it was held back; "" when it was not.
    """

    claim: Claim
    number: str
    anchor: str
    sign: str
    suspect: bool
    key: str
    held_because: str

    @property
    def undecided(self) -> bool:
        """Whether it was neither confirmed nor held back."""
        return not self.key and not self.held_because


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with its words and its arithmetic.

    Attributes:
        finding: what the rule saw.
        number: in the reader's digits.
        kind: how its number and bracket are drawn.
        headline: what was found.
        follows: what follows from it; "" when nothing.
        lines: the arithmetic.
        anchors: where its claims are on the page, separated by spaces.
        first: the first of them; "" when all its claims are of the record.
        suspect: the row that it would hold back; None where there is nothing to hold back.
        recorded: the claims of the record that it sets against the text.
    """

    finding: Finding
    number: str
    kind: str
    headline: str
    follows: str
    lines: list[sums.Line]
    anchors: str
    first: str
    suspect: Row | None
    recorded: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that the page shows of a text.

    Attributes:
        headline: the finding of the page.
        paragraphs: the text in pieces.
        joins: the brackets of the margin, as JSON.
        rows: the claims.
        cards: the findings.
        agreements: what does add up, in sentences.
        counts: findings of each severity, and "ok": the checks that held.
        known: how many claims of the record were known and compared. [claims]
        verdict: what the rules saw.
        record: the claims of the record that were known and compared.
    """

    headline: str
    paragraphs: list[list[passages.Piece]]
    joins: str
    rows: list[Row]
    cards: list[Card]
    agreements: list[str]
    counts: dict[str, int]
    known: int
    verdict: Verdict
    record: tuple[Claim, ...]

    @property
    def ready(self) -> list[Row]:
        """The rows that are ticked when the page opens."""
        return [row for row in self.rows if row.undecided and not row.suspect]

    @property
    def held(self) -> list[Row]:
        """The rows that somebody held back."""
        return [row for row in self.rows if row.held_because]

    @property
    def recorded(self) -> list[Row]:
        """The rows that are in the record."""
        return [row for row in self.rows if row.key]

    @property
    def undecided(self) -> list[Row]:
        """The rows about which nobody has decided."""
        return [row for row in self.rows if row.undecided]


def examine(text: Text, reader: Reader) -> Examination:
    """Check a kept text against itself and the record of its day, and lay the answer out.

    Args:
        text: a kept text, with the claims read in it.
        reader: whose language and calendar.
    """
    record = _record_beside(text)
    day = date.fromisoformat(text.published_on) if text.published_on else None
    verdict = check(
        text.claims,
        vocabulary=vocabulary(),
        rules=check_rules(),
        published_on=day,
        record=record,
        text=text.body,
    )
    kind = passages.kinds(text.claims, verdict)
    told = passages.paragraphs(text.body, text.claims, kind)
    place = passages.anchors(told)
    rows = _rows(text, kind, place, verdict, reader.language)
    by_id = {claim.id: claim for claim in (*record, *text.claims)}
    numbers = [formats.number(no + 1, reader.language) for no in range(len(verdict.findings))]
    return Examination(
        headline=headline(verdict, len(text.claims), reader.language),
        paragraphs=told,
        joins=passages.joins(verdict.findings, place, numbers),
        rows=rows,
        cards=_once(
            _card(finding, number, rows=rows, place=place, claims=by_id, reader=reader)
            for finding, number in zip(verdict.findings, numbers, strict=True)
        ),
        agreements=[agreement_sentence(a, by_id, reader.language) for a in verdict.agreements],
        counts=_counts(verdict),
        known=len(record),
        verdict=verdict,
        record=record,
    )


def _record_beside(text: Text) -> tuple[Claim, ...]:
    """The record as it was known on the text's day, without what this very text put into it."""
    day = date.fromisoformat(text.published_on) if text.published_on else None
    own = set(text.confirmed.values())
    return tuple(claim for claim in claims_known(day) if claim.id not in own)


def _rows(
    text: Text,
    kind: Mapping[str, str],
    place: Mapping[str, str],
    verdict: Verdict,
    language: Language,
) -> list[Row]:
    held = {one.claim_id: one.reason for one in text.held_back}
    return [
        Row(
            claim=claim,
            number=formats.number(no, language),
            anchor=place.get(claim.id, ""),
            sign=_SIGNS[kind[claim.id]],
            suspect=kind[claim.id] == passages.SUSPECT,
            key=text.confirmed.get(claim.id, ""),
            held_because=held.get(claim.id, ""),
        )
        for no, claim in enumerate(text.claims, start=1)
    ]


def _card(
    finding: Finding,
    number: str,
    *,
    rows: Sequence[Row],
    place: Mapping[str, str],
    claims: Mapping[str, Claim],
    reader: Reader,
) -> Card:
    here = list(dict.fromkeys(place[one] for one in finding.claims if one in place))
    said = finding_saying(finding, claims, reader.language)
    suspects = [row for row in rows if row.claim.id == finding.claims[0] and row.undecided]
    return Card(
        finding=finding,
        number=number,
        kind=passages.kind_of(finding),
        headline=said.headline.removesuffix("."),
        follows=said.follows,
        lines=sums.lines(finding, claims, reader),
        anchors=" ".join(here),
        first=here[0] if here else "",
        suspect=suspects[0] if suspects and finding.severity == "contradiction" else None,
        recorded=tuple(claims[one] for one in finding.claims if one not in place and one in claims),
    )


def _once(cards: Iterable[Card]) -> list[Card]:
    """Offer to hold a claim back only where it is first named."""
    offered: set[str] = set()
    told = []
    for card in cards:
        again = card.suspect is not None and card.suspect.claim.id in offered
        told.append(replace(card, suspect=None) if again else card)
        if card.suspect is not None:
            offered.add(card.suspect.claim.id)
    return told


def _counts(verdict: Verdict) -> dict[str, int]:
    told: list[str] = [finding.severity for finding in verdict.findings]
    return {name: told.count(name) for name in SEVERITIES} | {"ok": len(verdict.agreements)}
