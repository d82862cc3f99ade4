"""What does the house itself count for a number that is said, and do the two agree?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from ehya.engine.calendar import DayRange, earliest, latest, solar_year_of, year_range
from ehya.engine.claims.model import Claim
from ehya.engine.refusal import Refusal
from ehya.ledger.rules import load, vocabulary
from ehya.ledger.scopes import ALL
from ehya.plan.models import TargetVersion
from ehya.plan.queries.targets import target_of
from ehya.plan.rules import target_metrics
from ehya.publish.counting import (
    Asked,
    Metric,
    Scope,
    asked_typed,
    cells,
    looked_at,
    metric_named,
    metrics,
    value_of,
)
from ehya.publish.press.numbers import Number
from ehya.register.queries.within import Moment

METHOD: Final = "publish.press/1"
COUNTRY: Final = "IR"
TARGET: Final = "target_for_year"
PERCENT: Final = "target_realised_pct"
STRICTEST: Final = ("units_revived_verified",)  # asked first where two figures answer one word
OVER, UNDER, STRICT = ("over", "at_least"), ("under", "up_to"), ("over", "under")


@dataclass(frozen=True, slots=True)
class Match:
    """A number that is said, beside what the house knows.

    Attributes:
        number: as it stands in the text.
        asked: the question whose answer it should be; None where there is none.
        ours: that answer. [the metric's unit]
        target: the version of a target that it tells; None for a count.
        trouble: why it is not proven; None where it is.
    """

    number: Number
    asked: Asked | None = None
    ours: Decimal | None = None
    target: TargetVersion | None = None
    trouble: Refusal | None = None

    @property
    def proven(self) -> bool:
        """Whether what is said is what the house counts, or the target that it holds."""
        return self.trouble is None

    @property
    def no_claim(self) -> bool:
        """Whether nothing of the programme was read from it."""
        return self.number.claim is None and self.asked is None


def match(
    number: Number, said_on: date, moment: Moment, *, synthetic: bool, sentence: str = ""
) -> Match:
    """Return what the house knows of a number that was read.

    Where two figures answer the word, e.g. "revived", the stricter that agrees is taken; a sentence
    that says "verified" is held against the verified count alone.

    Args:
        number: with its claim, or without one.
        sentence: that it stands in.
        said_on: the day that the text is dated: nothing after it is counted.
        moment: what was known by then is counted.
        synthetic: of the made-up programme, or the real one.
    """
    claim = number.claim
    if claim is None:
        return Match(number, trouble=Refusal("press.not_read", number=number.text[:40]))
    if claim.metric == PERCENT:
        return Match(number, trouble=Refusal("press.percent_of_which", said=number.text[:40]))
    if claim.metric in {one.announced for one in target_metrics().values() if one.announced}:
        return _target(number, claim, moment, synthetic)
    candidates = list(_answering(claim, sentence, said_on))
    if not candidates:
        return Match(number, trouble=Refusal("press.no_figure", metric=claim.metric))
    found = [
        _held_against(number, lambda m=metric: _asked(claim, m, said_on, moment, synthetic))
        for metric in candidates
    ]
    return next((one for one in found if one.proven), found[-1])


def answered_by(
    number: Number, told: Mapping[str, str], said_on: date, moment: Moment, *, synthetic: bool
) -> Match:
    """Return what the house knows of a number whose question its writer named.

    Args:
        number: of the text.
        told: "metric", and "province", "parks", "year", "first" or "last" as `asked_typed`.
        said_on: the day that the text is dated.
        moment: what was known by then is counted.
        synthetic: of the made-up programme, or the real one.
    """
    scope = {name: value for name, value in told.items() if name != "metric" and value}
    return _held_against(
        number,
        lambda: asked_typed(
            told.get("metric", ""),
            scope,
            as_of=said_on,
            known_at=moment.known_at,
            synthetic=synthetic,
        ),
    )


def match_percent(
    number: Number, target: Match, said_on: date, moment: Moment, *, synthetic: bool
) -> Match:
    """Return whether a percentage is that of the version of a target which the text tells.

    Args:
        number: the percentage, read as a share of a target.
        target: a number of the same text that tells a version.
        said_on: the day that the text is dated.
        moment: what was known by then is counted.
        synthetic: of the made-up programme, or the real one.
    """
    version = target.target
    if version is None or not version.value:
        return match(number, said_on, moment, synthetic=synthetic)
    aim = version.target
    where = "" if aim.place == COUNTRY else aim.place
    try:
        asked = Asked(
            metric=metric_named(aim.metric),
            period=DayRange(aim.first, aim.last),
            as_of=said_on,
            known_at=moment.known_at,
            scope=Scope(synthetic=synthetic, province=where),
            sight=ALL,
        )
        told = cells(asked, by="")
        if not told:
            looked_at(asked)
        share = 100 * value_of(told, asked) / version.value
    except Refusal as no:
        return Match(number, target=version, trouble=no)
    shown = share.quantize(Decimal("0.1"))
    half = Decimal("0.5") if (number.value or 0) == int(number.value or 0) else Decimal("0.05")
    if abs(share - (number.value or Decimal())) <= half:
        return Match(number, asked, shown, target=version)
    differs = Refusal(
        "press.percent_differs", said=number.text[:40], ours=f"{shown}", version=version.number
    )
    return Match(number, asked, shown, target=version, trouble=differs)


def agrees(claim: Claim | None, value: Decimal, ours: Decimal, on: date) -> bool:
    """Return whether a number as it is said tells another.

    Args:
        claim: with what rounding and qualifier allow; None for a number that is said exactly.
        value: what is said. [the metric's unit]
        ours: what is counted. [the metric's unit]
        on: the day of the rule.

    Source:
        `ledger/rules/press.toml`; the bounds are the reader's (docs/methods/claims.md).
    """
    if claim is None:
        return value == ours
    beyond = Decimal(str(load("press", on)["beyond"]))
    low = None if claim.low is None else Decimal(str(claim.low))
    high = None if claim.high is None else Decimal(str(claim.high))
    if claim.qualifier in OVER:
        high = value * (1 + beyond)
    if claim.qualifier in UNDER:
        low = value * (1 - beyond)
    if ours == value and claim.qualifier in STRICT:
        return False  # "more than 900" is not said of 900
    return (low is None or low <= ours) and (high is None or ours <= high)


def _answering(claim: Claim, sentence: str, on: date) -> Iterator[Metric]:
    found = [metric for metric in metrics().values() if claim.metric in metric.answers]
    said = {name: words for name, words in load("press", on)["stages"].items()}
    named = [
        metric
        for metric in found
        if any(word in sentence.casefold() for word in said.get(metric.name, ()))
    ]
    if named:
        found = named
    yield from sorted(found, key=lambda metric: metric.name not in STRICTEST)


def _held_against(number: Number, ask: Any) -> Match:
    try:
        asked: Asked = ask()
        told = cells(asked, by="")
        if not told:
            looked_at(asked)
        ours = value_of(told, asked)
    except Refusal as no:
        return Match(number, trouble=no)
    value = number.value
    if value is not None and agrees(number.claim, value, ours, asked.as_of):
        return Match(number, asked, ours)
    differs = Refusal(
        "press.differs",
        said=number.text[:40],
        ours=f"{ours.normalize():f}",
        metric=f"figure.{asked.metric.name}",
    )
    return Match(number, asked, ours, trouble=differs)


def _asked(claim: Claim, metric: Metric, said_on: date, moment: Moment, synthetic: bool) -> Asked:
    place = vocabulary().places.get(claim.place)
    if place is None:
        raise Refusal("press.no_place", place=claim.place[:60])
    scope = Scope(synthetic=synthetic, province="" if place.iso == COUNTRY else place.iso)
    period = _period(claim, metric, said_on)
    return Asked(
        metric=metric,
        period=period,
        as_of=min(period.last, said_on) if metric.is_stock else said_on,
        known_at=moment.known_at,
        scope=replace(scope, parks=_parks(claim, said_on)),
        sight=ALL,
    )


def _period(claim: Claim, metric: Metric, said_on: date) -> DayRange:
    told = claim.period
    last = min(latest(told.end), said_on) if told.end else None
    if metric.is_stock:
        day = last or (earliest(told.start) if told.start else None)
        if day is None:
            raise Refusal("press.no_period", metric=f"figure.{metric.name}")
        return DayRange(day, day)
    first = earliest(told.start) if told.start else None
    if first is None or last is None or first > last:
        raise Refusal("press.no_period", metric=f"figure.{metric.name}")
    return DayRange(first, last)


def _parks(claim: Claim, on: date) -> str:
    rule: Mapping[str, Any] = load("press", on)
    whom = claim.population
    if whom in rule["whole"] or any(whom.endswith(end) for end in rule["whole_ends"]):
        return ""
    if whom in rule["parts"]:
        return str(rule["parts"][whom]["parks"])
    raise Refusal("publish.part_not_counted", population=whom[:60])


def _target(number: Number, claim: Claim, moment: Moment, synthetic: bool) -> Match:
    metric = next(one for one in target_metrics().values() if one.announced == claim.metric)
    place = vocabulary().places.get(claim.place)
    if place is None:
        return Match(number, trouble=Refusal("press.no_place", place=claim.place[:60]))
    if claim.period.kind != TARGET or not claim.period.start:
        return Match(number, trouble=Refusal("press.no_period", metric=f"figure.{metric.key}"))
    year = year_range(solar_year_of(earliest(claim.period.start)))
    found = target_of(metric.key, place.iso, year, moment, synthetic=synthetic)
    if found is None:
        return Match(number, trouble=Refusal("press.no_target", said=number.text[:40]))
    value = number.value or Decimal()
    if agrees(claim, value, found.value, moment.as_of):
        return Match(number, ours=found.value, target=found)
    no = Refusal(
        "press.target_differs",
        said=number.text[:40],
        ours=f"{found.value.normalize():f}",
        version=found.number,
    )
    return Match(number, ours=found.value, target=found, trouble=no)
