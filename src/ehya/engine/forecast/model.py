"""What does a forecast of the year's end rest on, and what does it say?"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Firmness = Literal["eq", "over", "under", "approx", "at_least", "up_to"]
Phase = Literal["before", "running", "over", "told"]


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """How many since the new year, as somebody published it.

    Attributes:
        claim: id of the claim.
        year: Solar Hijri year that the count belongs to.
        value: the count as told. [things]
        first: earliest last day that the count may reach to, both ends included.
        last: latest such day; the same as `first` when the day was told.
        published: the day at whose end the claim is known.
        qualifier: how firmly it was said.
        whole_year: True when it tells the total of the ended year.
        with_claims: ids of further claims whose numbers are summed into `value`.
    """

    claim: str
    year: int
    value: float
    first: date
    last: date
    published: date
    qualifier: Firmness = "eq"
    whole_year: bool = False
    with_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """How many there shall be by the year's end, as somebody announced it.

    Attributes:
        claim: id of the claim.
        year: Solar Hijri year that the target is set for.
        value: the target as told. [things]
        announced: earliest day on which it may have been published.
        published: latest such day, at whose end the claim is known.
        with_claims: ids of further claims whose numbers are summed into `value`.
    """

    claim: str
    year: int
    value: float
    announced: date
    published: date
    with_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """All that was published of one metric in one place.

    Attributes:
        metric: a name of the metric vocabulary.
        place: "Iran" or a province.
        counts: of any years, in any order.
        targets: of any years, in any order.
    """

    metric: str
    place: str
    counts: tuple[PublishedCount, ...]
    targets: tuple[PublishedTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class FanDay:
    """What the count may be at the end of one day.

    Attributes:
        day: the day.
        low95, low80, median, high80, high95: quantiles 2.5, 10, 50, 90, 97.5 %. [things]
    """

    day: date
    low95: float
    low80: float
    median: float
    high80: float
    high95: float


@dataclass(frozen=True, slots=True)
class Curve:
    """How the year's count grows: by share t of the year the share t**exponent of the total is
    there, less what is left to a rush in the last quarter.

    Attributes:
        exponent: middle of the posterior; 1 is a straight line, above 1 a back-loaded year.
        low80, high80: the 10 % and 90 % quantiles of the exponent.
        rush: middle of the share of the total that the last quarter brings beyond the curve.
        years: other years of the same metric and place whose count *and* total were known.
    """

    exponent: float
    low80: float
    high80: float
    rush: float
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the year will end, as far as was known on a day.

    Attributes:
        method: name and number of the method.
        metric, place, year: what is forecast; the year is Solar Hijri.
        known_at: only what was published by the end of this day was used.
        phase: "before" the year, "running", "over" but its total untold, or total "told".
        median: as likely above as below; never below the latest firm count. [things]
        interval80, interval95: low and high. [things]
        target: what `p_target` speaks of; None when none was announced or asked. [things]
        target_claim: id of the claim that announced it; None when it was asked by the caller.
        p_target: chance that the year ends at the target or above. [0..1]
        latest: the year's latest count that can be placed on a day; None when there is none.
        straight_line: latest count / share of the year it covers; None without a count. [things]
        used: ids of all claims that the forecast rests on, this year's first.
        set_aside: ids of claims known by then that were not used (superseded, unplaceable …).
        borrowed: "metric, place" whose years lent the curve when there were too few of its own.
        fan: by week from the day after `known_at` to the year's last day; that day alone if over.
        curve: the year's shape.
    """

    method: str
    metric: str
    place: str
    year: int
    known_at: date
    phase: Phase
    median: float
    interval80: tuple[float, float]
    interval95: tuple[float, float]
    target: float | None
    target_claim: str | None
    p_target: float | None
    latest: PublishedCount | None
    straight_line: float | None
    used: tuple[str, ...]
    set_aside: tuple[str, ...]
    borrowed: tuple[str, str] | None
    fan: tuple[FanDay, ...]
    curve: Curve
