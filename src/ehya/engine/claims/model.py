"""What is a claim, what is a finding?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Qualifier = Literal["eq", "over", "under", "approx", "at_least", "up_to"]
Severity = Literal["contradiction", "doubt", "note"]
Unit = Literal["units", "persons", "IRR", "USD", "percent", "years"]
PeriodKind = Literal[
    "as_of",
    "cumulative_since_year_start",
    "full_year",
    "target_for_year",
    "since_government",
    "event",
]


@dataclass(frozen=True, slots=True)
class Period:
    """The time a claim speaks of, as precisely as it was told and no more.

    Attributes:
        kind: how the time is meant, in the record's words.
        start: first day as an ISO prefix: "2024-03-20", "2024-06", "2024"; None if untold.
        end: last day as an ISO prefix, included; None if untold.

    Use `calendar.earliest` and `calendar.latest` to turn a prefix into days.
    """

    kind: PeriodKind
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that somebody said in public.

    Attributes:
        id: "c1", "c2" … in a text; the record's own id in the record.
        metric: a name of the metric vocabulary, e.g. "units_revived".
        value: in base units (rials, dollars, units, persons, percent); int where whole.
        low: lowest true value that the words allow, rounding and qualifier counted; None: no bound.
        high: highest true value that the words allow; None: no bound.
        unit: base unit.
        qualifier: how firmly the number was said.
        place: "Iran" or a province, in the record's spelling.
        population: what is counted, in the record's manner ("industrial parks").
        period: the time it speaks of.
        start: offset of the passage's first character in the text as given; 0 in the record.
        end: offset after the passage's last character.
        text: the passage itself, text[start:end].
        pair: id of the claim that tells the same amount in the other currency.
        part_of: id of the claim of which the text says that this is a part.
        about: id of the count that a share, a job count or an amount belongs to.
        unsure: codes of what the reader guessed, e.g. "period.assumed"; empty when nothing.
        published_on: ISO prefix of the publication date; None when unknown.
        source: who published it; "" in a text.
    """

    id: str
    metric: str
    value: int | float
    unit: Unit
    qualifier: Qualifier
    period: Period
    place: str = "Iran"
    population: str = ""
    low: int | float | None = None
    high: int | float | None = None
    start: int = 0
    end: int = 0
    text: str = ""
    pair: str | None = None
    part_of: str | None = None
    about: str | None = None
    unsure: tuple[str, ...] = ()
    published_on: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read.

    Attributes:
        text: exactly as given.
        language: of the greater part of the text.
        published_on: the date it was read against; None when neither given nor found.
        claims: in order of their place in the text.
    """

    text: str
    language: Literal["en", "fa"]
    published_on: date | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a finding's arithmetic: a claim, or a number worked out from claims.

    Attributes:
        role: what the line is: "part", "sum", "stated", "rate", "reference", "earlier", …
        value: the number. [unit]
        unit: its unit, e.g. "IRR", "USD", "units", "percent", "IRR/USD".
        claim: id of the claim it stands for; None when worked out.
        fits: True or False where the line agrees or clashes; None where it only takes part.
    """

    role: str
    value: float
    unit: str
    claim: str | None = None
    fits: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule saw.

    Attributes:
        rule: the rule's stable code, e.g. "parts_total".
        severity: contradiction (cannot both be true), doubt (true only if scopes differ), note.
        claims: ids of the claims it joins; the most suspect first.
        stated: the value as told, in base units; None where the rule has none.
        expected: the value that would fit; None where the rule has none.
        ratio: stated / expected; None where the rule has none.
        reason: the variant of the sentence, e.g. "slip", "earlier_higher"; rule + reason names it.
        facts: what the sentence needs; plain JSON values.
        terms: the arithmetic, line by line, as a page shows it.
    """

    rule: str
    severity: Severity
    claims: tuple[str, ...]
    stated: float | None = None
    expected: float | None = None
    ratio: float | None = None
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """A check that was made and held: silence is not a check.

    Attributes:
        rule: the rule's stable code.
        claims: ids of the claims that agree.
        reason: the variant of the sentence.
        facts: what the sentence needs; plain JSON values.
    """

    rule: str
    claims: tuple[str, ...]
    reason: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that the rules saw, most serious first."""

    findings: tuple[Finding, ...]
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of the metric vocabulary.

    Attributes:
        name: e.g. "target_units_revived".
        unit: base unit.
        flow: "flow" (counts what happened in a period), "stock" (what is, on a day), "share", "target".
        of: the metric that a target, a share or a realised percentage is about; None otherwise.
        part_of: metrics that this one is a part of (units_revived of …); for subset checks.
        distinct_from: metrics that the press confuses with it but that are counted apart.
        name_en, name_fa: what a table calls it.
        definition_en, definition_fa: one sentence: what is counted, once per what.
    """

    name: str
    unit: Unit
    flow: Literal["flow", "stock", "share", "target"]
    of: str | None
    part_of: tuple[str, ...]
    distinct_from: tuple[str, ...]
    name_en: str
    name_fa: str
    definition_en: str
    definition_fa: str


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a province, with the spellings it goes by.

    Attributes:
        name: the record's spelling, e.g. "Khorasan Razavi"; "Iran" for the country.
        iso: ISO 3166-2, "IR" for the country.
        name_fa: Persian name.
        spellings: every other way it is written, in both scripts.
    """

    name: str
    iso: str
    name_fa: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The definitions that reader and checker work with, in force on a day."""

    metrics: Mapping[str, Metric]
    places: Mapping[str, Place]
    in_force_from: date
