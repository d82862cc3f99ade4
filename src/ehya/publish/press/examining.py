"""What stands between a statement and the public?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ehya.engine.claims.model import Claim, Finding, Reading, Verdict
from ehya.publish.checking import check_text
from ehya.publish.press.matching import PERCENT, Match, answered_by, match, match_percent
from ehya.publish.press.numbers import Number, numbers_in
from ehya.publish.queries.record import claims_known
from ehya.register.queries.within import Moment

REASON: Final = "reason"  # of an answer: why a number is let stand
_ENDS: Final = (". ", "\n", "؛", ";", "!", "؟")
LONGEST: Final = 500  # of a reason [characters]


@dataclass(frozen=True, slots=True)
class Examined:
    """A statement, read and held against what the house knows.

    Attributes:
        reading: what was read.
        verdict: what does not add up, in it and against the record.
        record: the claims of the record that it was held against.
        matches: every number in its order.
        answers: what its writer says of a number, or of a finding, by its id.
    """

    reading: Reading
    verdict: Verdict
    record: tuple[Claim, ...]
    matches: tuple[Match, ...]
    answers: Mapping[str, Mapping[str, str]]

    @property
    def clashes(self) -> tuple[Finding, ...]:
        """Contradictions of the text itself or with the record."""
        return tuple(one for one in self.verdict.findings if one.severity == "contradiction")

    @property
    def proven(self) -> tuple[Match, ...]:
        """Numbers that are what the house counts."""
        return tuple(one for one in self.matches if one.proven)

    @property
    def unproven(self) -> tuple[Match, ...]:
        """Numbers that are not, let stand or not."""
        return tuple(one for one in self.matches if not one.proven)

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of the numbers and contradictions that still stand in the way."""
        left = [one.number.id for one in self.unproven if not self.reason(one.number.id)]
        return (*left, *(key_of(one) for one in self.clashes if not self.reason(key_of(one))))

    @property
    def clash_keys(self) -> tuple[tuple[Finding, str], ...]:
        """Every contradiction with the id under which it is answered."""
        return tuple((one, key_of(one)) for one in self.clashes)

    def reason(self, key: str) -> str:
        """Return why its writer lets a number or a contradiction stand; "" for no reason."""
        return self.answers.get(key, {}).get(REASON, "")


def key_of(finding: Finding) -> str:
    """Return the id under which a contradiction is answered."""
    return "!" + ".".join((finding.rule, *sorted(finding.claims)))


def examine(
    text: str,
    said_on: date,
    moment: Moment,
    *,
    synthetic: bool,
    answers: Mapping[str, Mapping[str, str]] | None = None,
) -> Examined:
    """Read a statement, match every number and check it against the record.

    A made-up programme is not held against the real record.

    Args:
        text: as written.
        said_on: the day that it is dated.
        moment: what was known by then is counted.
        synthetic: speaks of the made-up programme.
        answers: what its writer says, by number's id.

    Raises:
        Refusal: "claims.too_long" and the reader's others.
    """
    said = dict(answers or {})
    record: Sequence[Claim] = () if synthetic else claims_known(said_on)
    reading, verdict = check_text(text, said_on, record=record)
    found = [
        _matched(one, said.get(one.id, {}), said_on, moment, synthetic, text)
        for one in numbers_in(text, reading.claims)
    ]
    told = _percentages(found, said, said_on, moment, synthetic)
    return Examined(reading, verdict, tuple(record), told, said)


def _matched(
    number: Number,
    told: Mapping[str, str],
    said_on: date,
    moment: Moment,
    synthetic: bool,
    text: str,
) -> Match:
    if told.get("metric"):
        return answered_by(number, told, said_on, moment, synthetic=synthetic)
    sentence = _sentence(text, number)
    return match(number, said_on, moment, synthetic=synthetic, sentence=sentence)


def _percentages(
    found: Sequence[Match],
    said: Mapping[str, Mapping[str, str]],
    said_on: date,
    moment: Moment,
    synthetic: bool,
) -> tuple[Match, ...]:
    """Hold each percentage of a target against the one version that the text itself tells."""
    targets = [one for one in found if one.proven and one.target is not None]
    if len({one.target for one in targets}) != 1:
        return tuple(found)  # of none, or of several, nobody knows which is meant
    return tuple(
        match_percent(one.number, targets[0], said_on, moment, synthetic=synthetic)
        if one.number.claim is not None
        and one.number.claim.metric == PERCENT
        and not said.get(one.number.id, {}).get("metric")
        else one
        for one in found
    )


def _sentence(text: str, number: Number) -> str:
    begin = max(text.rfind(end, 0, number.start) for end in _ENDS) + 1
    after = [place for end in _ENDS if (place := text.find(end, number.end)) >= 0]
    return text[begin : min(after, default=len(text))]
