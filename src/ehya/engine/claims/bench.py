"""What lies before a rule when it judges, and what is a rule?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from ehya.engine.claims.bounds import Bounds, bounds
from ehya.engine.claims.crowds import pieces, thinned
from ehya.engine.claims.links import articles, linked
from ehya.engine.claims.model import Agreement, Claim, Finding, Severity, Vocabulary
from ehya.engine.claims.thresholds import CheckRules

Seen = Finding | Agreement


@dataclass(frozen=True)
class Bench:
    """The texts judged, and the record that they are held against.

    Attributes:
        texts: the texts judged, each linked.
        record: the texts of everything else that was known, linked.
        vocabulary: what the metrics mean.
        rules: the thresholds.
        published_on: when the text was published; None in the record, where each claim tells.
        prose: the text as given, where one is judged; "" in the record.
    """

    texts: tuple[tuple[Claim, ...], ...]
    record: tuple[tuple[Claim, ...], ...]
    vocabulary: Vocabulary
    rules: CheckRules
    published_on: date | None
    prose: str = ""
    judged: frozenset[str] = field(init=False)
    by_id: Mapping[str, Claim] = field(init=False)
    _series: Mapping[tuple[str, str], tuple[Claim, ...]] = field(init=False)
    _text_of: Mapping[str, tuple[Claim, ...]] = field(init=False)

    def __post_init__(self) -> None:
        texts = (*self.texts, *self.record)
        claims = tuple(chain.from_iterable(texts))
        series: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            series[(claim.metric, claim.place)].append(claim)
        judged = frozenset(claim.id for text in self.texts for claim in text)
        object.__setattr__(self, "judged", judged)
        object.__setattr__(self, "by_id", {claim.id: claim for claim in claims})
        text_of = {claim.id: text for text in texts for claim in text}
        object.__setattr__(self, "_text_of", text_of)
        first = judged if self.record else frozenset()
        compared = {key: thinned(many, first) for key, many in series.items()}
        object.__setattr__(self, "_series", compared)

    def bounds(self, claim: Claim) -> Bounds:
        """Return what a claim's words allow."""
        return bounds(claim, self.rules)

    def loosely(self, claim: Claim) -> Bounds:
        """Return what a claim allows when another text tells it: 1,726 may be told as 1,700."""
        return bounds(claim, self.rules, freedom=self.rules.retold)

    def firm(self, *claims: Claim) -> Severity:
        """Return how firm a clash of these claims can be: a guessed period only makes a doubt."""
        return "doubt" if any(guessed(claim) for claim in claims) else "contradiction"

    def series(self, metric: str, place: str) -> tuple[Claim, ...]:
        """Return the claims of one metric in one place, judged or known; of a crowd the newest."""
        return self._series.get((metric, place), ())

    def judged_series(self, metric: str | None = None) -> Iterator[tuple[Claim, ...]]:
        """Yield each series that holds a judged claim, of one metric or of all."""
        for (name, _), claims in self._series.items():
            if metric in (None, name) and any(claim.id in self.judged for claim in claims):
                yield claims

    def series_of(self, *, outside: str) -> Iterator[tuple[Claim, ...]]:
        """Yield the series of every place but one, judged or known."""
        for (_, place), claims in self._series.items():
            if place != outside:
                yield claims

    def pairs(self, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
        """Yield each pair of claims once, of which at least one is judged."""
        for place, one in enumerate(claims):
            for other in claims[place + 1 :]:
                if one.id in self.judged or other.id in self.judged:
                    yield one, other

    def text_of(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the claims of the text that a claim stands in; empty for a claim unknown here."""
        return self._text_of.get(claim.id, ())

    def get(self, claim_id: str | None) -> Claim | None:
        """Return a claim by its id, if it is on the bench."""
        return self.by_id.get(claim_id) if claim_id else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checker, and its line in the manual.

    Attributes:
        code: its stable name.
        asks: the question it puts to the claims.
        severities: when it speaks of a contradiction, a doubt, a note.
        example: one worked example, with its arithmetic.
        judge: the rule itself.
    """

    code: str
    asks: str
    severities: Mapping[Severity, str]
    example: str
    judge: Callable[[Bench], Iterator[Seen]]


def lay_out(
    claims: Sequence[Claim],
    *,
    record: Sequence[Claim],
    vocabulary: Vocabulary,
    rules: CheckRules,
    published_on: date | None,
    prose: str = "",
) -> Bench:
    """Lay one text before the rules, and the record beside it."""
    texts = tuple(linked(piece, prose) for piece in pieces(claims))
    return Bench(texts, articles(record), vocabulary, rules, published_on, prose)


def lay_out_record(record: Sequence[Claim], *, vocabulary: Vocabulary, rules: CheckRules) -> Bench:
    """Lay the whole record before the rules, text by text."""
    return Bench(articles(record), (), vocabulary, rules, None)


def guessed(claim: Claim) -> bool:
    """Tell whether the reader guessed something; a printed day that does not fit is no guess."""
    return any(not code.startswith("calendar.") for code in claim.unsure)


def until_print(bench: Bench, claim: Claim) -> bool:
    """Tell whether a count runs to the day of the report, and so perhaps to no told day."""
    day = bench.published_on
    return day is not None and claim.period.end == day.isoformat()


def ids(*claims: Claim) -> tuple[str, ...]:
    """Return the ids of claims, each once, in order."""
    return tuple(dict.fromkeys(claim.id for claim in claims))


def ratio(stated: float, expected: float) -> float | None:
    """Return stated / expected, None where that has no meaning."""
    return stated / expected if expected else None


def slip_of(found: float, rules: CheckRules) -> int | None:
    """Return the factor by which a zero or a word slipped, None when no slip explains a ratio.

    Args:
        found: stated / expected, or its inverse.
        rules: the slips that happen.

    Returns:
        10, 100 or 1000, whichever the ratio comes near enough to.
    """
    if found <= 0:
        return None
    size = found if found >= 1 else 1 / found
    near = (slip for slip in rules.slips if abs(size / slip - 1) <= rules.slip_within)
    return next(near, None)


def facts(**told: Any) -> dict[str, object]:
    """Return a finding's facts without those that are not known."""
    return {name: fact for name, fact in told.items() if fact is not None}
